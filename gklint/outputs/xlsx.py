"""The supervisor's workbook: one sheet an idea, a module a sheet.

Documents go to a temporary file as they come; when the run is over and the roster's order is known
they are read once more, one by one, and every sheet writes its rows. Kept in memory are a line a
document and the figures of all (they are turned round).
"""

from __future__ import annotations

from datetime import datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gklint.lang import localise
from gklint.messages.xlsx import tell
from gklint.outputs.sources import common_folder
from gklint.outputs.xlsx_book import Book
from gklint.outputs.xlsx_coverage import CoverageSheet
from gklint.outputs.xlsx_figures import Figures
from gklint.outputs.xlsx_findings import FindingsSheet
from gklint.outputs.xlsx_overview import Overview
from gklint.outputs.xlsx_rectify import Rectification
from gklint.outputs.xlsx_roll import roll_call
from gklint.outputs.xlsx_rollup import RollUpSheet
from gklint.outputs.xlsx_spool import Spool
from gklint.outputs.xlsx_who import Who, in_order, who

if TYPE_CHECKING:
    from typing import IO

    from gklint.lang import Text
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport


class Part(Protocol):
    """A sheet that is written as the documents come by."""

    def document(self, whose: Who, result: DocumentResult) -> None:
        """Called once a document, in the order of `in_order`."""

    def finish(self, run: RunReport) -> None:
        """Called once, after the last."""


class _Seen(NamedTuple):
    who: Who
    place: int


class XlsxWriter:
    """`made` is the time that the workbook tells; now by default."""

    def __init__(self, setting: Setting, out: IO[bytes], made: datetime | None = None) -> None:
        self._setting, self._out = setting, out
        self._made = made or datetime.now()
        self._spool = Spool()
        self._seen: list[_Seen] = []
        self._rolled = False
        self._pack: Text = ""

    def document(self, result: DocumentResult) -> None:
        self._seen.append(_Seen(who(result), self._spool.add(result)))
        self._rolled |= result.rollup is not None
        self._pack = self._pack or result.pack_name

    def finish(self, run: RunReport) -> None:
        lang = self._setting.lang
        title = tell("overview.title", lang, pack=localise(self._pack, lang)).strip()
        with TemporaryDirectory(prefix="gklint-") as folder, self._spool:
            book = Book(lang, folder, title=title, made=self._made)
            self._write(book, run, title)
            book.save(self._out)

    def _write(self, book: Book, run: RunReport, title: str) -> None:
        setting = self._setting
        overview = Overview(book, run, setting, title, self._made)
        findings = FindingsSheet(book, run, setting)
        rectify = Rectification(book, run, setting)
        rollup = RollUpSheet(book, setting.lang) if self._rolled else None
        coverage = CoverageSheet(book, setting)
        figures = Figures(book, tell("sheet.figures", setting.lang), setting.lang)
        parts: list[Part] = [rectify, overview, findings, coverage, figures]
        if rollup is not None:
            parts.append(rollup)
        folder = common_folder(seen.who.source for seen in self._seen)
        names = {source: b.name for b in run.roll for source in b.sources}
        for item in in_order(self._seen, run.roll):
            if isinstance(item, int):
                result = self._spool.get(item)
                whose = who(result, folder)
                if not whose.name:  # the file could not be read, but the roll call knows its body
                    whose = whose._replace(name=names.get(result.source, ""))
                for part in parts:
                    part.document(whose, result)
            else:
                overview.absent(item)
        if rollup is not None:
            rollup.figures = {report.who.source: report for report in figures.reports}
        overview.rows_of = rectify.rows_of
        for part in parts:
            part.finish(run)
        if run.roll:
            roll_call(book, run, setting.lang, folder)


def writer(setting: Setting, out: IO[bytes]) -> XlsxWriter:
    return XlsxWriter(setting, out)
