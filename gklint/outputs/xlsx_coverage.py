"""What was read, what was not, and what was not assessed: of every document, with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.finding import READING
from gklint.lang import localise
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.terms import nothing_found, without_round
from gklint.outputs.totals import not_assessed
from gklint.outputs.xlsx_told import by_reason, head, standing
from gklint.outputs.xlsx_values import Column, Styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.outputs.base import Setting
    from gklint.outputs.xlsx_book import Book
    from gklint.outputs.xlsx_values import Cell
    from gklint.outputs.xlsx_who import Who
    from gklint.result import Coverage, DocumentResult, RunReport


class CoverageSheet:
    """A row a table, a reading trouble, or a reason why rules were not assessed."""

    def __init__(self, book: Book, setting: Setting) -> None:
        lang = self._lang = setting.lang
        self._setting = setting
        columns = [
            Column(head("issuer", lang), 24, "name"),
            Column(head("year", lang), 7, "year"),
            Column(head("source", lang), 34, "small"),
            Column(tell("coverage.kind", lang), 10, "centre"),
            Column(tell("coverage.what", lang), 46),
            Column(head("form", lang), 8, "centre"),
            Column(tell("cells.expected", lang), 8, "int"),
            Column(tell("cells.read", lang), 8, "int"),
            Column(tell("cells.unread", lang), 8, "int"),
            Column(tell("coverage.note", lang), 44),
        ]
        self._sheet = book.sheet(tell("sheet.coverage", lang), columns)
        self._sheet.heads(freeze=1)

    def document(self, whose: Who, result: DocumentResult) -> None:
        first: tuple[Cell, ...] = (
            whose.name or tell("no_body", self._lang),
            whose.year,
            whose.file,
        )
        rows = [self._table(item) for item in result.coverage]
        rows += [
            self._told("coverage.reading", "grey", finding.rule, finding.message)
            for finding, _ in standing(result)
            if finding.rule.startswith(READING)
        ]
        rows += [
            self._told("coverage.not_assessed", "info", rules, reason)
            for rules, reason in by_reason(not_assessed(result), self._setting)
        ]
        rows += [self._told("round.before", "info", "", told) for told in self._round(result)]
        if not rows:
            told = nothing_found(result, self._lang)
            rows.append(self._told("coverage.table", "centre", "", told))
        for row in rows:
            if not self._sheet.full:
                self._sheet.row((*first, *row))

    def finish(self, run: RunReport) -> None:
        first = (tell("all", self._lang), None, None)
        for rules, reason in by_reason(run.switched_off, self._setting):
            if not self._sheet.full:
                self._sheet.row((*first, *self._told("coverage.off", "info", rules, reason)))
        self._sheet.filters()
        self._sheet.paint(8, ">", 0, "review")
        if self._sheet.full:
            self._sheet.note(tell("coverage.cut", self._lang), "strong")

    def _round(self, result: DocumentResult) -> Iterator[str]:
        """How the report was joined to the one of the last round, where that is not plain."""
        before = result.round
        if before is None:
            return
        if not before.sources:
            yield without_round(result, self._lang)
        elif before.name:
            key = "round.alike" if before.doubtful else "round.name"
            yield say(key, self._lang, name=before.name)

    def _table(self, item: Coverage) -> tuple[Cell, ...]:
        lang, missing = self._lang, item.expected - item.read
        return (
            tell("coverage.table", lang),
            localise(item.name, lang),
            item.edition,
            item.expected,
            item.read,
            missing,
            self._note(item),
        )

    def _note(self, item: Coverage) -> str | None:
        """What is to be known of the table's cells."""
        lang, missing = self._lang, item.expected - item.read
        told = [tell("coverage.missing", lang, count=missing)] if missing else []
        if item.scanned:
            told.append(tell("coverage.scanned", lang, count=item.scanned))
        return say("list.separator", lang).join(told) or None

    def _told(self, kind: str, style: str, what: str, note: str) -> tuple[Cell, ...]:
        return (Styled(tell(kind, self._lang), style), what, None, None, None, None, note)
