"""The first page: bodies against families of rules, with the run's totals and circumstances."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.finding import Verdict
from gklint.lang import localise
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.run_level import roster_document
from gklint.outputs.sources import common_folder
from gklint.outputs.terms import verdict_word
from gklint.outputs.totals import Counts, Totals, how, not_assessed
from gklint.outputs.xlsx_about import circumstances, notes, summary
from gklint.outputs.xlsx_roll import STATE_STYLES
from gklint.outputs.xlsx_told import NEW, PERSISTING, SETTLED, head, standing, state_word
from gklint.outputs.xlsx_values import Column, Formula, Jump, Styled
from gklint.outputs.xlsx_who import Who, who

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from gklint.outputs.base import Setting
    from gklint.outputs.xlsx_book import Book
    from gklint.outputs.xlsx_values import Cell
    from gklint.result import BodySeen, DocumentResult, Outstanding, RunReport

_VERDICTS: Final = {
    Verdict.UNREADABLE: "grey",
    Verdict.FAIL: "mend",
    Verdict.REVIEW: "review",
    Verdict.PASS: "good",
}
_LINKS: Final = 65_000
"""Links that a sheet may have, about: Excel stops at 65,530."""
_FAMILY: Final = {"zh": 9, "en": 12}  # widths
_PARTS: Final = ("mend", "review", "info")
_GRAVEST: Final = (*_PARTS, "reading")


class _Row(NamedTuple):
    """A document in the matrix; `families` are counts by family."""

    who: Who
    verdict: Verdict | None  # None for the roster
    expected: int
    read: int
    unassessed: int
    families: Mapping[str, Counts]
    rounds: tuple[int, int, int]


class Overview:
    """`rows_of` (rows of the rectification list by source) must be set before `finish`."""

    def __init__(
        self, book: Book, run: RunReport, setting: Setting, title: str, made: datetime
    ) -> None:
        self._lang, self._setting, self._title, self._made = setting.lang, setting, title, made
        self._second = run.compared is not None
        self._sheet = book.sheet(tell("sheet.overview", setting.lang))
        self._rows: list[_Row | BodySeen] = []
        self._totals = Totals()
        self.rows_of: Mapping[str, int] = {}

    def document(self, whose: Who, result: DocumentResult) -> None:
        self._totals.add(result)
        self._rows.append(_row(whose, result))

    def absent(self, body: BodySeen) -> None:
        """A body of the roster without a report."""
        self._rows.append(body)

    def finish(self, run: RunReport) -> None:
        sheet, roster = self._sheet, roster_document(run)
        if roster is not None:  # so that the totals are those of all findings
            whose = who(roster)._replace(name=tell("rectify.roster", self._lang))
            self._rows.append(_row(whose, roster)._replace(verdict=None))
        documents = [row for row in self._rows if isinstance(row, _Row)]
        met = {family for row in documents for family in row.families}
        families = [key for key in run.families if key in met]
        families += sorted(met - set(families))
        sheet.lay(self._columns(run, families))
        sheet.line(self._title, "title", height=28)
        counts = _summed(c for r in documents for c in r.families.values())
        for text in summary(run, self._totals, counts, self._setting):
            sheet.line(text)
        sheet.line(circumstances(run, self._made, self._setting))
        folder = common_folder(row.who.source for row in documents if row.verdict is not None)
        if folder:
            sheet.line(say("console.under", self._lang, folder=folder))
        sheet.heads(freeze=1, height=48)
        for row in self._rows:
            sheet.row(self._document(row, families) if isinstance(row, _Row) else self._body(row))
        for report in run.outstanding:
            if report.findings and report.body not in {body.name for body in run.roll}:
                sheet.row(self._outstanding(report))
        sheet.filters()
        for column, colour in zip(self._counted(), ("mend", "review", "info"), strict=False):
            sheet.paint(column, ">", 0, colour)
        if documents:
            self._total(documents, families)
        sheet.line("")
        for text in notes(run, self._totals, self._setting):
            sheet.note(text)

    def _columns(self, run: RunReport, families: list[str]) -> list[Column]:
        lang = self._lang
        rounds = (NEW, PERSISTING, SETTLED) if self._second else ()
        return [
            Column(head("issuer", lang), 28, "name"),
            Column(head("year", lang), 7, "year"),
            Column(tell("file", lang), 26, "small"),
            Column(head("verdict", lang), 14, "centre"),
            Column(tell("cells.expected", lang), 7, "int"),
            Column(tell("cells.read", lang), 7, "int"),
            *(Column(say(f"term.{part}", lang), 7, "count") for part in _PARTS),
            Column(say("term.not_assessed", lang), 10, "count"),
            *(Column(state_word(state, lang), 7, "count") for state in rounds),
            *(
                Column(
                    f"{key}\n{localise(run.families.get(key, ''), lang)}", _FAMILY[lang], "centre"
                )
                for key in families
            ),
        ]

    def _counted(self) -> range:
        """Columns of 应改, 请核实, 提示."""
        return range(6, 9)

    def _document(self, row: _Row, families: list[str]) -> list[Cell]:
        lang, target = self._lang, self.rows_of.get(row.who.source)
        name: Cell = row.who.name or tell("no_body", lang)
        if target is not None and self._sheet.next < _LINKS:
            name = Styled(Jump(str(name), tell("sheet.rectify", lang), target), "link")
        counts = _summed(row.families.values())
        read: Cell = row.read if row.expected else None
        return [
            name,
            row.who.year,
            row.who.file,
            None
            if row.verdict is None
            else Styled(verdict_word(row.verdict, lang), _VERDICTS[row.verdict]),
            row.expected or None,
            Styled(row.read, "short") if row.read < row.expected else read,
            counts.mend,
            counts.review,
            counts.info,
            row.unassessed,
            *(row.rounds if self._second else ()),
            *(_family(row.families.get(key)) for key in families),
        ]

    def _body(self, body: BodySeen) -> list[Cell]:
        state = Styled(say(f"roll.{body.state}", self._lang), STATE_STYLES.get(body.state, "grey"))
        rest = len(self._sheet.columns) - 4
        return [body.name, None, "\n".join(body.sources), state, *(None,) * rest]

    def _outstanding(self, report: Outstanding) -> list[Cell]:
        """A report of the last round that has not come again: nothing is known of it now."""
        state = Styled(tell("round.outstanding", self._lang), "grey")
        name = report.body or tell("no_body", self._lang)
        rest = len(self._sheet.columns) - 4
        return [name, report.year, report.source, state, *(None,) * rest]

    def _total(self, documents: list[_Row], families: list[str]) -> None:
        """Sums below the table, outside its filters."""
        from xlsxwriter.utility import xl_col_to_name

        sheet, lang = self._sheet, self._lang
        first, last = (sheet.head or 0) + 2, sheet.next
        counts = [_summed(row.families.values()) for row in documents]
        columns = [
            [row.expected for row in documents],
            [row.read for row in documents],
            *([getattr(c, part) for c in counts] for part in _PARTS),
            [row.unassessed for row in documents],
        ]
        if self._second:
            columns += map(list, zip(*(row.rounds for row in documents), strict=True))
        cells: list[Cell] = [
            Styled(tell("total", lang), "total"),
            *(Styled(None, "total"),) * 2,
            Styled(tell("copies", lang, count=self._totals.documents), "total"),
        ]
        for index, numbers in enumerate(columns, len(cells)):
            name = xl_col_to_name(index)
            told = Formula(f"=SUM({name}{first}:{name}{last})", sum(numbers))
            cells.append(Styled(told, "total"))
        for key in families:
            added = _summed(row.families[key] for row in documents if key in row.families)
            cells.append(Styled(_told(added), "total"))
        sheet.below(cells)


def _row(whose: Who, result: DocumentResult) -> _Row:
    by_family: dict[str, Counter[str]] = {}
    states: Counter[str] = Counter()
    for finding, state in standing(result):
        by_family.setdefault(finding.rule[:2], Counter())[how(finding)] += 1
        states[state] += 1
    return _Row(
        whose,
        result.verdict,
        sum(c.expected for c in result.coverage),
        sum(c.read for c in result.coverage),
        len(not_assessed(result)),
        {family: Counts(**counts) for family, counts in by_family.items()},
        (
            states[NEW],
            states[PERSISTING],
            len(result.round.settled) if result.round is not None else 0,
        ),
    )


def _summed(counts: Iterable[Counts]) -> Counts:
    """The counts of several families or documents together."""
    return Counts(*map(sum, zip(*counts, strict=True))) if (counts := list(counts)) else Counts()


def _family(counts: Counts | None) -> Cell:
    if counts is None or not any(counts):
        return None
    style = next(part for part in _GRAVEST if getattr(counts, part))
    return Styled(_told(counts), "grey" if style == "reading" else style)


def _told(counts: Counts) -> str:
    """「2/1/3」: 应改, 请核实, 提示. Where gklint could not read, their number alone."""
    if counts.reading and not (counts.mend or counts.review or counts.info):
        return str(counts.reading)
    return f"{counts.mend}/{counts.review}/{counts.info}"
