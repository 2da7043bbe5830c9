"""Consolidated reports against the sums of their bodies, cell by cell, with living sums."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gklint.lang import localise
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.xlsx_book import COLUMNS
from gklint.outputs.xlsx_values import Column, Formula, Styled, figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.lang import Lang
    from gklint.outputs.xlsx_book import Book
    from gklint.outputs.xlsx_figures import Reported
    from gklint.outputs.xlsx_values import Cell
    from gklint.outputs.xlsx_who import Who
    from gklint.result import DocumentResult, MemberSeen, RollUpLine, RollUpSeen, RunReport

_IN: Final = ("in", "partly", "edition", "doubtful")
"""States of members whose figures are in the sums."""
_STATES: Final = (*_IN, "missing", "unread", "out", "exempt")
_HEADS: Final = 5


class RollUpSheet:
    """A block a consolidated report. `figures` must be set before `finish`."""

    def __init__(self, book: Book, lang: Lang) -> None:
        self._lang = lang
        self._sheet = book.sheet(tell("sheet.rollup", lang), self._heads(()))
        self._blocks: list[tuple[Who, RollUpSeen]] = []
        self.figures: Mapping[str, Reported] = {}

    def document(self, whose: Who, result: DocumentResult) -> None:
        if result.rollup is not None:
            self._blocks.append((whose, result.rollup))

    def finish(self, run: RunReport) -> None:
        lang, sheet = self._lang, self._sheet
        sheet.line(tell("rollup.title", lang), "title", height=24)
        sheet.note(tell("rollup.how", lang), over=_HEADS)
        for number, (whose, seen) in enumerate(self._blocks):
            if number:
                sheet.line("")
            self._block(whose, seen, freeze=len(self._blocks) == 1)
        sheet.print_only(_HEADS)  # the bodies' own figures are for the screen

    def _block(self, whose: Who, seen: RollUpSeen, *, freeze: bool) -> None:
        lang, sheet = self._lang, self._sheet
        year = "" if whose.year is None else tell("of_year", lang, year=whose.year)
        sheet.line(whose.told + year, "strong", height=22)
        for state in _STATES:
            names = [member.name for member in seen.members if member.state == state]
            if names:
                told = say("list.separator", lang).join(names)
                head = tell(f"member.{state}", lang, count=len(names))
                sheet.note(say("label.line", lang, label=head, text=told), over=_HEADS)
        members = [m for m in seen.members if m.state in _IN and m.source in self.figures]
        members = members[: COLUMNS - _HEADS]
        sheet.lay(self._heads(members))
        sheet.heads(freeze=_HEADS - 1 if freeze else 0, height=48, repeat=freeze)
        for line in seen.lines:
            values = [self._value(line, member) for member in members]
            sheet.row(self._line(line, values))
        sheet.lay(sheet.columns[:_HEADS])

    def _heads(self, members: Sequence[MemberSeen]) -> list[Column]:
        lang = self._lang
        return [
            Column(tell("rollup.figure", lang), 64),
            Column(tell("rollup.reported", lang), 12, "number"),
            Column(tell("rollup.sum", lang), 12, "number"),
            Column(tell("rollup.difference", lang), 10, "number"),
            Column(tell("rollup.open", lang), 24, "small"),
            *(Column(member.name, 13, "number") for member in members),
        ]

    def _value(self, line: RollUpLine, member: MemberSeen) -> str | tuple[str, str] | None:
        """A member's figure as in `Reported`; as text where it is not in the sum."""
        value = self.figures[member.source].figures.get(line.fact)
        if isinstance(value, str) and member.name in line.open:
            return ("doubtful", value)
        return value

    def _line(self, line: RollUpLine, values: Sequence[str | tuple[str, str] | None]) -> list[Cell]:
        lang, row = self._lang, self._sheet.next + 1
        reported = Styled(tell("figures.absent", lang), "unread")
        total: Cell = Styled(tell("rollup.unknown", lang), "unread")
        difference: Cell = None
        numbers = [Decimal(value) for value in values if isinstance(value, str)]
        first: Cell = reported if line.reported is None else figure(line.reported)
        if line.total is not None:
            total = figure(line.total)
            if numbers and sum(numbers) == Decimal(line.total):
                cells = f"{_letters(_HEADS)}{row}:{_letters(_HEADS + len(values) - 1)}{row}"
                total = Formula(f"=SUM({cells})", figure(line.total))
        if line.difference is not None:
            style = _difference_style(Decimal(line.difference))
            difference = Styled(Formula(f"=B{row}-C{row}", figure(line.difference)), style)
        return [
            localise(line.label, lang),
            first,
            total,
            difference,
            say("list.separator", lang).join(line.open),
            *(self._member(value) for value in values),
        ]

    def _member(self, value: str | tuple[str, str] | None) -> Cell:
        if isinstance(value, str):
            return figure(value)
        if value is None:
            return Styled(tell("figures.none", self._lang), "off")
        state, raw = value
        if state in ("absent", "blank"):
            return Styled(
                tell(f"figures.{state}", self._lang), "unread" if state == "absent" else "off"
            )
        return Styled(raw or tell("figures.dash", self._lang), "off" if state == "dash" else "odd")


def _difference_style(difference: Decimal) -> str:
    if not difference:
        return "number"
    return "differs" if difference < 0 else "more"


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name: str = xl_col_to_name(column)
    return name
