"""Workflow commands of GitHub Actions: annotations beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.finding import Outcome, Severity
from gklint.messages import say
from gklint.outputs.run_level import roster_document
from gklint.outputs.terms import place, term

if TYPE_CHECKING:
    from typing import TextIO

    from gklint.finding import Finding
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport

_COMMAND: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def escape_data(text: str) -> str:
    """The escapes of a command's message, as GitHub's own toolkit writes them."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """The escapes of a command's property."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


class GithubWriter:
    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._lang, self._out = setting.lang, out

    def document(self, result: DocumentResult) -> None:
        for finding in result.findings:
            self._out.write(self._line(result.source, finding) + "\n")

    def finish(self, run: RunReport) -> None:
        roster = roster_document(run)
        if roster is not None:
            self.document(roster)

    def _line(self, source: str, finding: Finding) -> str:
        command = "notice" if finding.outcome is Outcome.REVIEW else _COMMAND[finding.severity]
        properties = {"file": source.replace("\\", "/")}
        where = finding.location.place
        if where is not None and where.line is not None:
            properties["line"] = str(where.line)
            if where.col is not None:
                properties["col"] = str(where.col)
        properties["title"] = f"{term(finding, self._lang)} {finding.rule}"
        told = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
        parts = [finding.message]
        at = place(finding.location, self._lang)
        if at:
            parts.append(
                say("label.line", self._lang, label=say("label.place", self._lang), text=at)
            )
        if finding.remedy:
            label = say("label.remedy", self._lang)
            parts.append(say("label.line", self._lang, label=label, text=finding.remedy))
        return f"::{command} {told}::{escape_data(chr(10).join(parts))}"


def writer(setting: Setting, out: TextIO) -> GithubWriter:
    return GithubWriter(setting, out)
