"""Every finding with all that is known of it, for filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.lang import localise
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.run_level import roster_document
from gklint.outputs.terms import full_citation, place, term
from gklint.outputs.xlsx_told import (
    NEW,
    PERSISTING,
    SETTLED,
    UNCLEAR,
    head,
    standing,
    state_word,
    style,
    suspects,
    title,
)
from gklint.outputs.xlsx_values import A3, Column, Styled
from gklint.outputs.xlsx_who import who

if TYPE_CHECKING:
    from gklint.finding import Finding
    from gklint.outputs.base import Setting
    from gklint.outputs.xlsx_book import Book
    from gklint.outputs.xlsx_values import Cell
    from gklint.outputs.xlsx_who import Who
    from gklint.result import DocumentResult, RunReport, Settled

_STATE_STYLES = {NEW: "mend", PERSISTING: "review", SETTLED: "good", UNCLEAR: "grey"}


class FindingsSheet:
    """One row a finding; in a second round also those of the first that are gone."""

    def __init__(self, book: Book, run: RunReport, setting: Setting) -> None:
        lang = self._lang = setting.lang
        self._setting = setting
        self._second = run.compared is not None
        columns = [
            Column(head("issuer", lang), 22, "name"),
            Column(head("year", lang), 7, "year"),
            Column(tell("file", lang), 22, "small"),
            Column(head("term", lang), 9, "centre"),
            *([Column(tell("round", lang), 9, "centre")] if self._second else ()),
            Column(head("rule", lang), 8, "id"),
            Column(head("name", lang), 18),
            Column(head("place", lang), 26),
            Column(head("message", lang), 46),
            Column(head("evidence", lang), 32),
            Column(head("observed", lang), 14),
            Column(head("expected", lang), 14),
            Column(tell("suspects", lang), 34),
            Column(head("basis", lang), 34, "small"),
            Column(head("remedy", lang), 34),
            Column(head("severity", lang), 7, "centre"),
            Column(head("fingerprint", lang), 19, "id"),
        ]
        self._sheet = book.sheet(tell("sheet.findings", lang), columns, paper=A3)
        self._sheet.heads(freeze=1)
        self._left_out = 0

    def document(self, whose: Who, result: DocumentResult) -> None:
        for finding, state in standing(result):
            self._row(whose, self._cells(finding, state))
        if result.round is not None:
            for state, items in (
                (SETTLED, result.round.settled),
                (UNCLEAR, result.round.unclear),
            ):
                for item in items:
                    self._row(whose, self._gone(item, state))

    def finish(self, run: RunReport) -> None:
        roster = roster_document(run)
        if roster is not None:
            whose = who(roster)._replace(name=tell("rectify.roster", self._lang))
            for finding, state in standing(roster):
                self._row(whose, self._cells(finding, state))
        lang = self._lang
        self._sheet.filters()
        self._sheet.print_only(len(self._sheet.columns) - 2)
        if self._sheet.empty:
            self._sheet.note(tell("findings.none", lang), over=9)
        if self._left_out:
            self._sheet.note(tell("findings.cut", lang, count=self._left_out), "strong", over=9)

    def _row(self, whose: Who, cells: tuple[Cell, ...]) -> None:
        if self._sheet.full:
            self._left_out += 1
            return
        name = whose.name or tell("no_body", self._lang)
        self._sheet.row((name, whose.year, whose.file, *cells))

    def _state(self, state: str) -> tuple[Cell, ...]:
        if not self._second:
            return ()
        if not state:
            return (None,)
        return (Styled(state_word(state, self._lang), _STATE_STYLES[state]),)

    def _cells(self, f: Finding, state: str) -> tuple[Cell, ...]:
        lang = self._lang
        return (
            Styled(term(f, lang), style(f)),
            *self._state(state),
            f.rule,
            title(f.rule, self._setting),
            place(f.location, lang),
            f.message,
            f.evidence,
            f.observed,
            f.expected,
            suspects(f, lang),
            full_citation(f.basis, lang),
            f.remedy,
            say(f"severity.{f.severity.value}", lang),
            f.fingerprint,
        )

    def _gone(self, item: Settled, state: str) -> tuple[Cell, ...]:
        lang = self._lang
        return (
            None,
            *self._state(state),
            item.rule,
            title(item.rule, self._setting),
            localise(item.place, lang),
            item.message,
            *(None,) * 6,
            say(f"severity.{item.severity.value}", lang) if item.severity is not None else None,
            item.fingerprint,
        )
