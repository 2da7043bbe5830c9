"""`extract` in JSON: what each report says, with where every figure was read. No findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gklint.outputs.json_v1 import run_object

if TYPE_CHECKING:
    from typing import TextIO

    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport


class FactsJsonWriter:
    """The JSON of `check` with its facts; `extract` judges nothing, so no findings but RD ones."""

    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._out = out

    def document(self, result: DocumentResult) -> None:
        """Written at the end."""

    def finish(self, run: RunReport) -> None:
        json.dump(run_object(run, facts=True), self._out, ensure_ascii=False, indent=1)
        self._out.write("\n")


def writer(setting: Setting, out: TextIO) -> FactsJsonWriter:
    return FactsJsonWriter(setting, out)
