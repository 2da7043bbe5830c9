"""`extract` as a workbook: one row a figure, and all reports side by side.

The first sheet can be read back as last year's figures; what a reader may hold on to:

- Row 1 has the headings of `COLUMNS` (those of ``extract --format csv``), in Chinese or English
  (``csv.source`` … of the catalogues), in this order; every other row is one figure of one report.
- `source`, `issuer`, `form` (“2021”), `fact`, `place`, `state`, `raw` are text. `year`, `line` and
  `page` are numbers or empty. `read_by` has the words of ``read_by.ocr`` where the figure was
  read from a picture, else nothing.
- `value` is a number exactly where `state` is the word for "number" (``state.number``); where a
  cell's number could not hold it (more than 15 digits), it is the same decimal as text. Blanks,
  dashes, texts and cells that were not read have no value: never 0.
- A sheet that is full goes on in another with the same headings (“… 2”).
- A report without figures has one row: `fact` empty, `state` the words of ``csv.no_figures``, and
  in `place` why.
"""

from __future__ import annotations

from datetime import datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from gklint.lang import localise
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.facts_csv import COLUMNS
from gklint.outputs.xlsx_book import Book
from gklint.outputs.xlsx_figures import Figures
from gklint.outputs.xlsx_values import Column, figure
from gklint.outputs.xlsx_who import who

if TYPE_CHECKING:
    from typing import IO

    from gklint.outputs.base import Setting
    from gklint.outputs.xlsx_book import Sheet
    from gklint.outputs.xlsx_values import Cell
    from gklint.result import DocumentResult, FactSeen, RunReport

_LOOKS: Final = {
    "source": (36, "line"),
    "issuer": (28, "line"),
    "year": (7, "year"),
    "form": (8, "id"),
    "fact": (34, "id"),
    "place": (56, "line"),
    "value": (12, "number"),
    "state": (13, "centre"),
    "raw": (14, "line"),
    "line": (7, "year"),
    "page": (7, "year"),
    "read_by": (13, "centre"),
}  # widths and styles


class FactsXlsxWriter:
    """Rows are written as the documents come."""

    def __init__(self, setting: Setting, out: IO[bytes]) -> None:
        lang = self._lang = setting.lang
        self._out = out
        self._folder = TemporaryDirectory(prefix="gklint-")
        self._book = Book(
            lang, self._folder.name, title=tell("sheet.facts", lang), made=datetime.now()
        )
        self._sheet = self._begun()
        self._side = Figures(self._book, tell("sheet.side", lang), lang)

    def _begun(self) -> Sheet:
        lang = self._lang
        columns = [Column(say(f"csv.{name}", lang), *_LOOKS[name]) for name in COLUMNS]
        sheet = self._book.sheet(tell("sheet.facts", lang), columns)
        sheet.heads()
        return sheet

    def document(self, result: DocumentResult) -> None:
        if not self._sheet.fits(max(1, len(result.facts))):
            self._sheet.filters()
            self._sheet = self._begun()
        seen = result.identity
        head: tuple[Cell, ...] = (
            result.source,
            seen.issuer if seen is not None else None,
            seen.year if seen is not None else None,
            seen.form if seen is not None else None,
        )
        if not result.facts:  # never lose an input
            told = result.findings[0].message if result.findings else ""
            note = say("csv.no_figures", self._lang)
            self._sheet.row((*head, None, told, None, note, None, None, None, None), fit=False)
        for fact in result.facts:
            self._sheet.row((*head, *self._cells(fact)), fit=False)
        self._side.document(who(result), result)

    def finish(self, run: RunReport) -> None:
        with self._folder:
            self._sheet.filters()
            self._side.finish(run)
            self._book.save(self._out)

    def _cells(self, fact: FactSeen) -> tuple[Cell, ...]:
        place = fact.location.place
        return (
            fact.name,
            localise(fact.label, self._lang),
            None if fact.value is None else figure(fact.value),
            say(f"state.{fact.state}", self._lang),
            fact.raw,
            place.line if place is not None else None,
            place.page if place is not None else None,
            say("read_by.ocr", self._lang) if fact.scanned else None,
        )


def writer(setting: Setting, out: IO[bytes]) -> FactsXlsxWriter:
    return FactsXlsxWriter(setting, out)
