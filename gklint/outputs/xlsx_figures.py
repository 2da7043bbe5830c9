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
from gklint.outputs.xlsx_book import COLUMNS
from gklint.outputs.xlsx_values import A4, Column, Formula, Paper, Styled, figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.lang import Lang, Text
    from gklint.outputs.xlsx_book import Book
    from gklint.outputs.xlsx_values import Cell
    from gklint.outputs.xlsx_who import Who
    from gklint.result import DocumentResult, FactSeen, RunReport

_HEADS: Final = 3
_MOST: Final = COLUMNS - _HEADS - 2
_RUNS: Final = 200  # ranges in one formula; 255 is what Excel takes
_ARROW: Final = " → "  # between the parts of a label
_NO_SUCH: Final = ("none", "")  # the form that the report follows has no such figure
_OTHERS: Final = "government"  # bodies whose reports take in those of others


class Reported(NamedTuple):
    """The figures of one report by fact: the printed decimal, or (state, text). `counts` is false
    for a file beside the one of its body and year whose figures count."""

    who: Who
    kind: str
    consolidated: bool
    figures: Mapping[str, str | tuple[str, str]]
    counts: bool = True


class _Shown(NamedTuple):
    """A report's column. `summed`: it is in the total; `head` names the body, and the file too
    where another one stands for the body."""

    report: Reported
    summed: bool
    head: str


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
        counts = result.best in (None, result.source)
        self.reports.append(Reported(whose, kind, result.rollup is not None, figures, counts))
        self._learn(result.facts)

    def finish(self, run: RunReport) -> None:
        lang, every = self._lang, self._ordered()
        shown = every[:_MOST]
        summed = [number for number, column in enumerate(shown) if column.summed]
        columns = [
            Column(tell("figures.table", lang), 8, "small"),
            Column(tell("figures.row", lang), 48),
            Column(tell("figures.column", lang), 16),
            *(Column(column.head, 13, "number") for column in shown),
        ]
        years = {shown[number].report.who.year for number in summed}
        adds = len(summed) > 1 and len(years) == 1 and len(shown) == len(every)
        if adds:
            columns.append(Column(tell("figures.total", lang), 12, "sum"))
            columns.append(Column(tell("figures.numbers", lang), 10, "int"))
        sheet = self._sheet
        sheet.lay(columns)
        sheet.line(tell("figures.title", lang), "title", height=24)
        sheet.line(tell("figures.legend", lang))
        for told in self._told(shown, adds=adds):
            sheet.line(told)
        if not shown:
            sheet.line(tell("figures.empty", lang))
            return
        sheet.heads(freeze=_HEADS, height=62)
        for fact in sorted(self.order, key=self.order.__getitem__):
            values = [column.report.figures.get(fact, _NO_SUCH) for column in shown]
            cells: list[Cell] = [*self._label(fact), *(self._cell(v) for v in values)]
            if adds:
                cells += _sums(values, summed, sheet.next)
            sheet.row(cells)
        sheet.filters()

    def _told(self, shown: Sequence[_Shown], *, adds: bool) -> Iterable[str]:
        lang = self._lang
        summed = [column.report for column in shown if column.summed]
        aside = [column.head.replace("\n", "") for column in shown if not column.summed]
        if adds:
            yield tell("figures.summed", lang, count=len(summed))
        elif len({report.who.year for report in summed}) > 1:
            yield tell("figures.years", lang)
        if adds and aside:
            names = say("list.separator", lang).join(aside[:20])
            yield tell("figures.aside", lang, names=names + ("…" if len(aside) > 20 else ""))
        if len(shown) < len(self.reports):
            yield tell("figures.many", lang, count=len(self.reports) - len(shown))

    def _ordered(self) -> list[_Shown]:
        """The columns: reports that take in those of others, then the bodies in their order, the
        file that counts before others of its body. Nothing is summed twice."""
        others = any(r.kind not in (_OTHERS, "unknown") for r in self.reports)
        shown: list[_Shown] = []
        groups: dict[tuple[str, int | None], list[Reported]] = {}
        for report in self.reports:
            if report.consolidated or (others and report.kind == _OTHERS):
                shown.append(_Shown(report, summed=False, head=_head(report.who)))
            else:
                groups.setdefault(report.who.key, []).append(report)
        last: list[_Shown] = []
        # More of them apart from each other than a formula takes stand at the end.
        beside = last if sum(map(len, groups.values())) - len(groups) > _RUNS else shown
        for group in groups.values():
            first, *rest = sorted(group, key=lambda report: not report.counts)
            shown.append(_Shown(first, summed=True, head=_head(first.who)))
            for report in rest:
                head = _head(report.who) + say("brackets", self._lang, text=report.who.file)
                beside.append(_Shown(report, summed=False, head=head))
        return shown + last

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


def _sums(
    values: Sequence[str | tuple[str, str]], summed: Sequence[int], row: int
) -> tuple[Cell, Cell]:
    """The total of the columns `summed`, and how many of them hold a number."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    numbers = [number for place in summed if isinstance(number := values[place], str)]
    if not numbers:
        return None, 0
    runs: list[list[int]] = []  # columns side by side
    for place in summed:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    cells = ",".join(
        f"{xl_rowcol_to_cell(row, _HEADS + run[0])}:{xl_rowcol_to_cell(row, _HEADS + run[-1])}"
        for run in runs
    )
    total = figure(format(sum(map(Decimal, numbers)), "f"))
    return Formula(f"=SUM({cells})", total), Formula(f"=COUNT({cells})", len(numbers))


def _head(whose: Who) -> str:
    year = "" if whose.year is None else f"\n{whose.year}"
    return whose.told + year
