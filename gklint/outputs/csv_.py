"""A table for spreadsheets: one row a finding, and a row for every document without one."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.run_level import roster_document
from gklint.outputs.terms import full_citation, nothing_found, term, verdict_word
from gklint.outputs.totals import not_assessed

if TYPE_CHECKING:
    from typing import TextIO

    from gklint.finding import Finding, NotAssessed
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport

COLUMNS: Final = (
    "source", "issuer", "year", "verdict", "term", "rule", "name", "severity", "message", "place",
    "line", "page", "evidence", "observed", "expected", "basis", "remedy", "fact", "fingerprint",
)  # fmt: skip
"""Columns in order; the header says them in the language of the run."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula: a leading quote says "text".

    Full-width signs are guarded too: spreadsheets of East Asian locales take them for the sign.
    A plain number keeps its sign.
    """
    if not text.startswith(_FORMULA) or _is_number(text):
        return text
    return "'" + text


def _is_number(text: str) -> bool:
    body = text[1:]
    return text[0] in "+-" and body.isascii() and body.replace(".", "", 1).isdigit()


class CsvWriter:
    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._lang = setting.lang
        self._rows = csv.writer(out, dialect="excel")
        self._rows.writerow([say(f"csv.{name}", self._lang) for name in COLUMNS])

    def document(self, result: DocumentResult) -> None:
        for finding in result.findings:
            self._row(result, self._finding(finding))
        missing = not_assessed(result)
        for item in missing:
            self._row(result, self._missing(item))
        if not result.findings and not missing:
            self._row(result, {"message": nothing_found(result, self._lang)})

    def finish(self, run: RunReport) -> None:
        roster = roster_document(run)
        if roster is not None:
            self.document(roster)

    def _row(self, result: DocumentResult, cells: dict[str, str]) -> None:
        seen = result.identity
        cells = {
            "source": result.source,
            "issuer": (seen.issuer or "") if seen is not None else "",
            "year": str(seen.year or "") if seen is not None else "",
            "verdict": verdict_word(result.verdict, self._lang),
            **cells,
        }
        self._rows.writerow([safe(cells.get(name, "")) for name in COLUMNS])

    def _finding(self, f: Finding) -> dict[str, str]:
        place = f.location.place
        return {
            "term": term(f, self._lang),
            "rule": f.rule,
            "name": f.name,
            "severity": say(f"severity.{f.severity.value}", self._lang),
            "message": f.message,
            "place": localise(f.location.text, self._lang),
            "line": str(place.line or "") if place is not None else "",
            "page": str(place.page or "") if place is not None else "",
            "evidence": f.evidence,
            "observed": f.observed,
            "expected": f.expected,
            "basis": full_citation(f.basis, self._lang),
            "remedy": f.remedy,
            "fact": f.location.fact or "",
            "fingerprint": f.fingerprint,
        }

    def _missing(self, item: NotAssessed) -> dict[str, str]:
        return {
            "term": say("term.not_assessed", self._lang),
            "rule": item.rule,
            "message": localise(item.reason, self._lang),
        }


def writer(setting: Setting, out: TextIO) -> CsvWriter:
    return CsvWriter(setting, out)
