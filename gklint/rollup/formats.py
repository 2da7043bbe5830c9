"""The documents of a draft: an explicit registry; a module is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from gklint.rollup.draft import Draft


class DraftFormat(NamedTuple):
    """A document: its `name` for ``-o``, and the `file` it goes to by default."""

    name: str
    module: str
    file: str

    def write(self, draft: Draft, out: IO[bytes]) -> None:
        """The whole document to `out`, which stays open."""
        make: Callable[[Draft, IO[bytes]], None] = import_module(self.module).write
        make(draft, out)


DRAFTS: Final = MappingProxyType(
    {
        made.name: made
        for made in (
            DraftFormat("xlsx", "gklint.rollup.workbook", "汇总底稿.xlsx"),
            DraftFormat("docx", "gklint.rollup.tables", "汇总表.docx"),
            DraftFormat("notice", "gklint.rollup.notice", "审核情况通报（草稿）.docx"),
        )
    }
)
"""By name, in the order they are made."""
