"""The figures of all reports side by side: a row a figure, a column a report.

Kept in memory are the values alone (about 15 KB a report), as they must be turned round.
"""

from __future__ import annotations

from decimal import Decimal
from sys import intern
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.lang import localise
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.xlsx_book import A4, COLUMNS, Column, Formula, Paper, Styled, figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.lang import Lang, Text
    from gklint.outputs.xlsx_book import Book, Cell
    from gklint.outputs.xlsx_who import Who
    from gklint.result import DocumentResult, FactSeen, RunReport

_HEADS: Final = 3
_MOST: Final = COLUMNS - _HEADS - 2
_ARROW: Final = " → "  # between the parts of a label
_NO_SUCH: Final = ("none", "")  # the form that the report follows has no such figure
_OTHERS: Final = "government"  # bodies whose reports take in those of others


class Reported(NamedTuple):
    """The figures of one report by fact: the printed decimal, or (state, text)."""

    who: Who
    kind: str
    consolidated: bool
    figures: Mapping[str, str | tuple[str, str]]


class Figures:
    """Collects `Reported`, in the order of the documents; writes the sheet at the end."""

    def __init__(self, book: Book, name: str, lang: Lang) -> None:
        self._lang = lang
        self._sheet = book.sheet(name, paper=Paper(A4.number, repeated=_HEADS))
        self.reports: list[Reported] = []
        self.order: dict[str, int] = {}
        self.labels: dict[str, Text] = {}

    def document(self, whose: Who, result: DocumentResult) -> None:
        if not result.facts:
            return
        kind = result.identity.body_kind if result.identity is not None else "unknown"
        figures = {intern(fact.name): _value(fact) for fact in result.facts}
        self.reports.append(Reported(whose, kind, result.rollup is not None, figures))
        self._learn(result.facts)

    def finish(self, run: RunReport) -> None:
        lang, aside, summed = self._lang, *_parted(self.reports)
        shown = (aside + summed)[:_MOST]
        columns = [
            Column(tell("figures.table", lang), 8, "small"),
            Column(tell("figures.row", lang), 48),
            Column(tell("figures.column", lang), 16),
            *(Column(_head(report.who), 13, "number") for report in shown),
        ]
        years = {report.who.year for report in summed}
        adds = len(summed) > 1 and len(years) == 1 and len(shown) == len(aside) + len(summed)
        if adds:
            columns.append(Column(tell("figures.total", lang), 12, "sum"))
            columns.append(Column(tell("figures.numbers", lang), 10, "int"))
        sheet = self._sheet
        sheet.lay(columns)
        sheet.line(tell("figures.title", lang), "title", height=24)
        sheet.line(tell("figures.legend", lang))
        for told in self._told(aside, summed, adds, len(shown)):
            sheet.line(told)
        if not shown:
            sheet.line(tell("figures.empty", lang))
            return
        sheet.heads(freeze=_HEADS, height=62)
        for fact in sorted(self.order, key=self.order.__getitem__):
            values = [report.figures.get(fact, _NO_SUCH) for report in shown]
            cells: list[Cell] = [*self._label(fact), *(self._cell(v) for v in values)]
            if adds:
                first = _HEADS + len(aside)
                cells += _sums(values[len(aside) :], sheet.next, first)
            sheet.row(cells)
        sheet.filters()

    def _told(
        self, aside: Sequence[Reported], summed: Sequence[Reported], adds: bool, shown: int
    ) -> Iterable[str]:
        lang = self._lang
        if adds:
            yield tell("figures.summed", lang, count=len(summed))
        elif len({report.who.year for report in summed}) > 1:
            yield tell("figures.years", lang)
        if adds and aside:
            names = say("list.separator", lang).join(report.who.told for report in aside[:20])
            yield tell("figures.aside", lang, names=names + ("…" if len(aside) > 20 else ""))
        if shown < len(self.reports):
            yield tell("figures.many", lang, count=len(self.reports) - shown)

    def _learn(self, facts: Sequence[FactSeen]) -> None:
        """Where figures stand that were not met before: after the one before them in the form."""
        if self.order.keys() >= {fact.name for fact in facts}:
            return
        names = sorted(self.order, key=self.order.__getitem__)
        at = 0
        for fact in facts:
            if fact.name in self.order:
                at = names.index(fact.name) + 1
                continue
            names.insert(at, intern(fact.name))
            self.labels[fact.name] = fact.label
            self.order[fact.name] = at
            at += 1
        self.order = {name: index for index, name in enumerate(names)}

    def _label(self, fact: str) -> tuple[str, str, str]:
        """Table, row and column of a figure as the form names them."""
        table, *between = localise(self.labels[fact], self._lang).split(_ARROW)
        if not between:
            return "", table, ""
        *rows, column = between
        return table, _ARROW.join(rows) or column, column if rows else ""

    def _cell(self, value: str | tuple[str, str]) -> Cell:
        if isinstance(value, str):
            return figure(value)
        state, raw = value
        if state == "absent":
            return Styled(tell("figures.absent", self._lang), "unread")
        if state in ("blank", "none"):
            return Styled(tell(f"figures.{state}", self._lang), "off")
        return Styled(raw or tell("figures.dash", self._lang), "off" if state == "dash" else "odd")


def _value(fact: FactSeen) -> str | tuple[str, str]:
    if fact.state == "number" and fact.value is not None:
        return fact.value
    return (intern(fact.state), fact.raw.strip())


def _parted(reports: Sequence[Reported]) -> tuple[list[Reported], list[Reported]]:
    """Reports that must not be added to the others, and those that may: nothing counts twice."""
    others = any(r.kind not in (_OTHERS, "unknown") for r in reports)
    aside: list[Reported] = []
    summed: dict[tuple[str, int | None], Reported] = {}
    for report in reports:
        covers = report.consolidated or (others and report.kind == _OTHERS)
        if covers or report.who.key in summed:
            aside.append(report)
        else:
            summed[report.who.key] = report
    return aside, list(summed.values())


def _sums(values: Sequence[str | tuple[str, str]], row: int, first: int) -> list[Cell]:
    from xlsxwriter.utility import xl_rowcol_to_cell

    numbers = [value for value in values if isinstance(value, str)]
    if not numbers:
        return [None, 0]
    cells = f"{xl_rowcol_to_cell(row, first)}:{xl_rowcol_to_cell(row, first + len(values) - 1)}"
    total = figure(format(sum(map(Decimal, numbers)), "f"))
    return [Formula(f"=SUM({cells})", total), Formula(f"=COUNT({cells})", len(numbers))]


def _head(whose: Who) -> str:
    year = "" if whose.year is None else f"\n{whose.year}"
    return whose.told + year
