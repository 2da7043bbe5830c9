"""The page for people: a panel a document, its findings in the order of the report, the totals.

Written to be read like a colleague's note, by people who seldom use a terminal: no fact names, no
jargon, rule ids last and small. rich draws the table and the colours; lines are broken by
`gklint.outputs.wrap`. No line has a right border, for Chinese consoles
disagree on the width of “ and →.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from gklint.finding import Verdict
from gklint.messages import say
from gklint.outputs.console_finding import FindingPage, group_by_section
from gklint.outputs.console_round import round_of
from gklint.outputs.console_run import end_of_run
from gklint.outputs.console_style import Page, by_reason, styles
from gklint.outputs.terms import attached, cells, nothing_found, verdict_word
from gklint.outputs.totals import count, not_assessed, unread
from gklint.outputs.wrap import shorten

if TYPE_CHECKING:
    from typing import TextIO

    from gklint.finding import Finding
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport

_WIDEST = 100  # a longer line is hard to read, however wide the terminal
_CROWD = 12  # of more documents, those without anything to tell stand in the table only


class ConsoleWriter:
    """Holds the run: a progress bar and the page would spoil each other."""

    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._setting = setting
        console = Console(
            file=out,
            width=setting.width,
            force_terminal=setting.color,
            color_system="standard" if setting.color else None,
            no_color=not setting.color,
            markup=False,
            highlight=False,
            emoji=False,
        )
        utf = (getattr(out, "encoding", None) or "utf-8").lower().startswith("utf")
        self._page = Page(console, min(console.width, _WIDEST), setting.lang, utf)
        self._elsewhere: frozenset[str] = frozenset()  # shared with others: told at the end

    def document(self, result: DocumentResult) -> None:
        """Written at the end."""

    def finish(self, run: RunReport) -> None:
        findings = FindingPage(self._page)
        if not self._setting.unfold:
            self._elsewhere = frozenset[str]().union(*(s.fingerprints for s in run.shared))
        crowd = len(run.documents) > _CROWD
        told = [d for d in run.documents if not crowd or self._tells(d)]
        for number, document in enumerate(told):
            if number:
                self._page.blank()
            self._document(document, findings)
        if len(told) < len(run.documents):
            self._page.blank()
            left = len(run.documents) - len(told)
            told_line = say("console.in_the_table", self._setting.lang, count=left)
            self._page.line(told_line, style="dim", indent=0)
        end_of_run(self._page, run, self._setting)

    def _document(self, document: DocumentResult, page: FindingPage) -> None:
        self._panel(document)
        unfold = self._setting.unfold
        own = [f for f in document.findings if f.fingerprint not in self._elsewhere]
        shown = [f for f in own if unfold or not f.folded]
        number = 0
        for heading, group in group_by_section(document, shown, self._setting.lang):
            self._page.blank()
            if document.verdict is not Verdict.UNREADABLE:
                self._page.line(heading, style="bold", indent=0)
            for finding in group:
                number += 1
                page.show(number, finding, heading)
        round_of(self._page, document, self._setting)
        self._aside(document, [f for f in own if f.folded and not unfold])

    def _tells(self, document: DocumentResult) -> bool:
        """Whether there is more to say of `document` than its line in the table."""
        own = any(f.fingerprint not in self._elsewhere for f in document.findings)
        return own or bool(not_assessed(document) or document.ignored or document.round)

    def _panel(self, document: DocumentResult) -> None:
        page, lang = self._page, self._setting.lang
        source = shorten(document.source, page.width - 8)
        lines: list[Text] = []
        seen = document.identity
        if seen is not None:
            title = seen.title or say("panel.no_title", lang)
            lines += [Text(part, style="bold") for part in page.broken(title, 2)]
            facts = [
                ("panel.issuer", seen.issuer),
                ("panel.year", str(seen.year) if seen.year is not None else None),
                ("panel.form", _edition(seen.form, self._setting)),
            ]
            told = [
                say("label.line", lang, label=say(key, lang), text=text)
                for key, text in facts
                if text
            ]
            lines += [Text(part) for part in page.broken(say("panel.gap", lang).join(told), 2)]
        if document.coverage:
            covered = say("list.separator", lang).join(_coverage(document, self._setting))
            told_line = say("label.line", lang, label=say("panel.read", lang), text=covered)
            style = "yellow" if unread(document) else ""
            lines += [Text(part, style=style) for part in page.broken(told_line, 2)]
        if document.attachments:
            told_line = say(
                "label.line",
                lang,
                label=say("panel.attachments", lang),
                text=attached(document, lang),
            )
            lines += [Text(part) for part in page.broken(told_line, 2)]
        lines += [
            Text(part, style=styles(document.verdict))
            for part in page.broken(_result_line(document, self._setting), 2)
        ]
        page.panel(source, lines)

    def _aside(self, document: DocumentResult, folded: list[Finding]) -> None:
        page, lang = self._page, self._setting.lang
        missing = not_assessed(document)
        shared = [f for f in document.findings if f.fingerprint in self._elsewhere]
        if missing or folded or shared or document.ignored:
            page.blank()
        if shared:
            ids = sorted({f.rule for f in shared})
            told = say("console.shared", lang, count=len(shared), rules=",".join(ids))
            page.line(told, style="dim")
        for rules, reason in by_reason(missing, self._setting):
            page.labelled(say("term.not_assessed", lang), f"{rules}{reason}", style="dim")
        if folded:
            ids = sorted({f.rule for f in folded})
            page.line(
                say("console.folded", lang, count=len(folded), rules=",".join(ids)), style="dim"
            )
        if document.ignored:
            page.line(say("console.ignored", lang, count=document.ignored), style="dim")


def _edition(form: str | None, setting: Setting) -> str | None:
    if form is None:
        return None
    if form.startswith("pre"):
        return say("panel.no_form", setting.lang, year=form.removeprefix("pre"))
    return say("panel.edition", setting.lang, year=form)


def _coverage(document: DocumentResult, setting: Setting) -> list[str]:
    lang = setting.lang
    form = document.identity.form if document.identity is not None else None
    out = []
    for item in document.coverage:
        text = cells(item, lang)
        if item.edition is not None and item.edition != form:
            edition = say("panel.edition", lang, year=item.edition)
            text += say("brackets", lang, text=edition)
        out.append(text)
    return out


def _result_line(document: DocumentResult, setting: Setting) -> str:
    lang = setting.lang
    counts = count(document.findings)
    told = [
        say(key, lang, count=n)
        for key, n in (("count.mend", counts.mend), ("count.review", counts.review))
        if n
    ]
    if document.verdict is Verdict.UNREADABLE:
        told = [verdict_word(document.verdict, lang)]
    elif not told:
        told = [nothing_found(document, lang)]
    elif document.known:
        told.append(say("round.persisting.count", lang, count=document.known))
    if counts.info:
        told.append(say("count.info", lang, count=counts.info))
    return say(
        "label.line",
        lang,
        label=say("panel.verdict", lang),
        text=say("list.comma", lang).join(told),
    )


def writer(setting: Setting, out: TextIO) -> ConsoleWriter:
    return ConsoleWriter(setting, out)
