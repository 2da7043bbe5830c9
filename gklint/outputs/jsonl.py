"""One document of the JSON a line, written as it comes: for runs of any length."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gklint.finding import Cause
from gklint.lang import localise
from gklint.outputs.json_v1 import SCHEMA, across_object, document_object

if TYPE_CHECKING:
    from typing import TextIO

    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport


class JsonLinesWriter:
    """A line stands alone, so it carries the schema and the rules that were off for it."""

    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._setting, self._out = setting, out

    def document(self, result: DocumentResult) -> None:
        lang = self._setting.lang
        line = {"schema": SCHEMA, **document_object(result, lang, facts=self._setting.facts)}
        line["switched_off"] = [
            {"rule": n.rule, "reason": localise(n.reason, lang)}
            for n in result.not_assessed
            if n.cause is Cause.SWITCHED_OFF
        ]
        json.dump(line, self._out, ensure_ascii=False, separators=(",", ":"))
        self._out.write("\n")
        self._out.flush()

    def finish(self, run: RunReport) -> None:
        """A last line where the run has something that belongs to no document."""
        across = across_object(run)
        if across:
            json.dump({"schema": SCHEMA, **across}, self._out, ensure_ascii=False)
            self._out.write("\n")


def writer(setting: Setting, out: TextIO) -> JsonLinesWriter:
    return JsonLinesWriter(setting, out)
