"""Lines of a text, and what is made of a stretch of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Line(NamedTuple):
    """A line or a cell's text, with the line and column (from 1) where it begins."""

    text: str
    number: int
    col: int = 1


class TextTable(NamedTuple):
    """Rows of cells, ragged, none empty."""

    rows: list[list[Line]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands in the lines up to `end`: a table, and paragraphs that were laid out like it."""

    parts: Sequence[TextTable | Line]
    end: int
