"""The rectification list (整改清单): by body, with columns for the supervisor to fill in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.run_level import roster_document
from gklint.outputs.terms import Citations, full_citation, place, term
from gklint.outputs.totals import how
from gklint.outputs.xlsx_told import Standing, head, named, standing, state_word, style, suspects
from gklint.outputs.xlsx_values import Column, Styled
from gklint.outputs.xlsx_who import who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.outputs.base import Setting
    from gklint.outputs.xlsx_book import Book
    from gklint.outputs.xlsx_who import Who
    from gklint.result import DocumentResult, RunReport

_LISTED: Final = ("mend", "review")
_SUSPECTS: Final = 4
_PROGRESS: Final = ("done", "doing", "open", "needless")
_PROGRESS_COLOURS: Final = {"done": "good", "doing": "review", "open": "mend", "needless": "grey"}


class Rectification:
    """应改 and 请核实 only. `rows_of` are the rows where bodies begin, by source."""

    def __init__(self, book: Book, run: RunReport, setting: Setting) -> None:
        lang = self._lang = setting.lang
        self._setting = setting
        self._second = run.compared is not None
        columns = [
            Column(tell("number", lang), 5, "year"),
            Column(head("issuer", lang), 18),
            Column(head("term", lang), 8, "centre"),
            *([Column(tell("round", lang), 7, "centre")] if self._second else ()),
            Column(tell("fault", lang), 48),
            Column(head("remedy", lang), 36),
            Column(head("basis", lang), 26, "small"),
            Column(tell("rectify.progress", lang), 10, "fill"),
            Column(tell("rectify.person", lang), 9, "fill"),
            Column(tell("rectify.by", lang), 11, "fill.date"),
            Column(tell("rectify.checked", lang), 9, "fill"),
        ]
        self._progress = next(i for i, c in enumerate(columns) if c.style == "fill")
        self._sheet = book.sheet(tell("sheet.rectify", lang), columns)
        self._sheet.raw.outline_settings(symbols_below=False)
        self._sheet.line(tell("rectify.title", lang), "title", height=26)
        self._sheet.note(tell("rectify.how", lang))
        self._shared = self._top(run)
        self._sheet.heads()
        self.rows_of: dict[str, int] = {}
        self._number = 0
        self._last: tuple[str, int | None] | None = None
        self._left_out = 0

    def document(self, whose: Who, result: DocumentResult) -> None:
        self._group(whose, result)

    def finish(self, run: RunReport) -> None:
        lang, sheet = self._lang, self._sheet
        roster = roster_document(run)
        if roster is not None:
            whose = who(roster)._replace(name=tell("rectify.roster", lang))
            self._group(whose, roster)
        sheet.filters()
        words = {key: tell(f"progress.{key}", lang) for key in _PROGRESS}
        sheet.choices(self._progress, tuple(words.values()))
        for key, colour in _PROGRESS_COLOURS.items():
            sheet.paint(self._progress, "==", words[key], colour)
        if sheet.empty:
            sheet.note(tell("rectify.none", lang))
        if self._left_out:
            sheet.note(tell("findings.cut", lang, count=self._left_out), "strong")

    def _top(self, run: RunReport) -> dict[str, int]:
        """The shared faults, each once; their numbers by fingerprint."""
        lang, sheet = self._lang, self._sheet
        numbers: dict[str, int] = {}
        if not run.shared:
            return numbers
        sheet.line(say("shared.title", lang), "strong")
        for number, shared in enumerate(run.shared, 1):
            finding, count = shared.finding, len(shared.bodies)
            told = [
                f"{number}. " + say("shared.count", lang, count=count, message=finding.message),
                finding.remedy,
                full_citation(finding.basis, lang),
            ]
            sheet.note("\n".join(part for part in told if part))
            numbers.update(dict.fromkeys(shared.fingerprints, number))
        return numbers

    def _group(self, whose: Who, result: DocumentResult) -> None:
        items = [item for item in standing(result) if how(item.finding) in _LISTED]
        if not items:
            return
        if self._sheet.full:
            self._left_out += len(items)
            return
        self._heading(whose, result, items)
        cited = Citations()
        for item in items:
            if self._sheet.full:
                self._left_out += 1
            else:
                self._number += 1
                self._item(whose, item, cited)

    def _heading(self, whose: Who, result: DocumentResult, items: Sequence[Standing]) -> None:
        lang = self._lang
        counts = Counter(how(item.finding) for item in items)
        told = [say(f"count.{key}", lang, count=counts[key]) for key in _LISTED if counts[key]]
        if result.round is not None and result.round.settled:
            told.append(say("round.settled.count", lang, count=len(result.round.settled)))
        year = "" if whose.year is None else tell("of_year", lang, year=whose.year)
        told_head = say("colon", lang).join((whose.told + year, say("list.comma", lang).join(told)))
        if whose.name and result.source:
            told_head += tell("in_file", lang, file=whose.file)
        self.rows_of[result.source] = self._sheet.group(told_head)

    def _item(self, whose: Who, item: Standing, cited: Citations) -> None:
        finding, lang = item.finding, self._lang
        parts = [place(finding.location, lang), finding.message]
        if finding.evidence and finding.evidence not in finding.message and not finding.relations:
            text = finding.evidence
            parts.append(say("label.line", lang, label=say("label.evidence", lang), text=text))
        shared = self._shared.get(finding.fingerprint)
        if shared is not None:
            parts.append(tell("rectify.shared", lang, number=shared))
        parts.append(named(finding.rule, self._setting))
        state = [state_word(item.state, lang) if item.state else None]
        self._sheet.row(
            (
                self._number,
                whose.told,
                Styled(term(finding, lang), style(finding)),
                *(state if self._second else ()),
                "\n".join(part for part in parts if part),
                "\n".join(
                    part for part in (finding.remedy, suspects(finding, lang, _SUSPECTS)) if part
                ),
                cited.cite(finding.basis, lang),
                *(None,) * 4,
            ),
            level=1,
        )
