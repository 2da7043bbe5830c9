"""The formats a run is written in: an explicit registry; a module is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO, Any

    from gklint.outputs.base import Setting, Writer


class Format(NamedTuple):
    """`holds`: needs the whole run at its end. `people`: meant for reading on a terminal, so it
    is written in the terminal's own encoding; every other format is `encoding` everywhere, or
    bytes where that is "". `facts` and `content`: wants every figure, the document as it was read.
    """

    name: str
    module: str
    holds: bool
    people: bool = False
    encoding: str = "utf-8"
    facts: bool = False
    content: bool = False

    @property
    def read_by_people(self) -> bool:
        """Whether it is of no use without a document: a page for the terminal, for a browser, a
        workbook."""
        return self.people or self.content or not self.encoding

    def writer(self, setting: Setting, out: IO[Any]) -> Writer:
        """A writer of this format on `out`, which is open and stays open."""
        make: Callable[[Setting, IO[Any]], Writer] = import_module(self.module).writer
        return make(setting, out)


def _registry(*formats: Format) -> MappingProxyType[str, Format]:
    return MappingProxyType({f.name: f for f in formats})


FORMATS: Final = _registry(
    Format("console", "gklint.outputs.console", holds=True, people=True),
    Format("concise", "gklint.outputs.concise", holds=False, people=True),
    Format("json", "gklint.outputs.json_v1", holds=True),
    Format("jsonl", "gklint.outputs.jsonl", holds=False),
    Format("sarif", "gklint.outputs.sarif", holds=True),
    Format("junit", "gklint.outputs.junit", holds=True),
    Format("github", "gklint.outputs.github", holds=False, people=True),
    Format("csv", "gklint.outputs.csv_", holds=False, encoding="utf-8-sig"),
    Format("html", "gklint.outputs.html", holds=False, facts=True, content=True),
    Format("xlsx", "gklint.outputs.xlsx", holds=False, encoding="", facts=True),
)
"""Formats of `check`."""

EXTRACTS: Final = _registry(
    Format("json", "gklint.outputs.facts_json", holds=True),
    Format("csv", "gklint.outputs.facts_csv", holds=False, encoding="utf-8-sig"),
    Format("xlsx", "gklint.outputs.facts_xlsx", holds=False, encoding="", facts=True),
)
"""Formats of `extract`."""

PLANNED: Final = ("docx",)
"""Formats promised for later: refused by name."""
