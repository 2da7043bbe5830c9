"""`extract` for spreadsheets: one row a figure."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.csv_ import safe

if TYPE_CHECKING:
    from typing import TextIO

    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport

COLUMNS: Final = (
    "source", "issuer", "year", "form", "fact", "place", "value", "state", "raw", "line",
    "page", "read_by",
)  # fmt: skip


class FactsCsvWriter:
    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._lang = setting.lang
        self._rows = csv.writer(out, dialect="excel")
        self._rows.writerow([say(f"csv.{name}", self._lang) for name in COLUMNS])

    def document(self, result: DocumentResult) -> None:
        seen = result.identity
        head = [
            result.source,
            (seen.issuer or "") if seen is not None else "",
            str(seen.year or "") if seen is not None else "",
            (seen.form or "") if seen is not None else "",
        ]
        if not result.facts:  # never lose an input
            told = result.findings[0].message if result.findings else ""
            note = say("csv.no_figures", self._lang)
            self._rows.writerow(
                [safe(cell) for cell in (*head, "", told, "", note, "", "", "", "")]
            )
        for fact in result.facts:
            place = fact.location.place
            line = str(place.line or "") if place is not None else ""
            page = str(place.page or "") if place is not None else ""
            cells = [
                *head,
                fact.name,
                localise(fact.label, self._lang),
                fact.value or "",
                say(f"state.{fact.state}", self._lang),
                fact.raw,
                line,
                page,
                say("read_by.ocr", self._lang) if fact.scanned else "",
            ]
            self._rows.writerow([safe(cell) for cell in cells])

    def finish(self, run: RunReport) -> None:
        """Every row is written already."""


def writer(setting: Setting, out: TextIO) -> FactsCsvWriter:
    return FactsCsvWriter(setting, out)
