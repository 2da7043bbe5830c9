"""Tables while their pieces on several pages are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gklint.document.paged.lines import joined

if TYPE_CHECKING:
    from gklint.document.paged.filling import Content
    from gklint.document.paged.pieces import Piece


@dataclass(slots=True, eq=False)
class Slot:
    """A cell of a table that is being joined, `left` to `right` by the table's first page."""

    row: int
    rowspan: int
    left: float
    right: float
    parts: list[Content] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = [line for part in self.parts for line in part.lines]
        return joined(lines, self.parts[0].full) if lines else ""

    @property
    def loose(self) -> bool:
        """Whether a border is missing at the page break: the cell goes on."""
        return any(part.loose for part in self.parts)

    @property
    def page(self) -> int:
        return self.parts[0].page


@dataclass(slots=True, eq=False)
class Joint:
    """A whole table: the slots of all its pages."""

    pieces: list[Piece]
    n_rows: int
    slots: list[Slot]


def is_figure(text: str) -> bool:
    """Whether a cell holds something, and nothing of it is a letter: a number, a dash."""
    return bool(text) and not any(char.isalpha() for char in text)
