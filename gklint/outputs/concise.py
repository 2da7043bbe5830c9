"""One line a finding: ``source:line:col: 应改 RULE message``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.run_level import roster_document
from gklint.outputs.terms import term
from gklint.outputs.totals import not_assessed

if TYPE_CHECKING:
    from typing import TextIO

    from gklint.finding import Finding
    from gklint.lang import Lang
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport


class ConciseWriter:
    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._lang, self._out = setting.lang, out

    def document(self, result: DocumentResult) -> None:
        for finding in result.findings:
            message = one_line(finding.message)
            where = _where(result.source, finding, self._lang)
            self._out.write(f"{where}: {term(finding, self._lang)} {finding.rule} {message}\n")
        word = say("term.not_assessed", self._lang)
        for item in not_assessed(result):
            reason = one_line(localise(item.reason, self._lang))
            self._out.write(f"{result.source}: {word} {item.rule} {reason}\n")

    def finish(self, run: RunReport) -> None:
        roster = roster_document(run)
        if roster is not None:
            self.document(roster)


def one_line(text: str) -> str:
    """`text` without line breaks: a line is a record here."""
    return " ".join(text.split("\n")).replace("\r", " ")


def _where(source: str, finding: Finding, lang: Lang) -> str:
    place = finding.location.place
    if place is not None and place.page is not None:
        return say("place.page", lang, text=source, page=place.page)
    if place is None or place.line is None:
        return source
    return f"{source}:{place.line}:{place.col or 1}"


def writer(setting: Setting, out: TextIO) -> ConciseWriter:
    return ConciseWriter(setting, out)
