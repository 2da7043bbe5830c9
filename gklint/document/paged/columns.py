"""Columns of a table without rules: where figures stand below one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.document.paged.lines import Line


class Column(NamedTuple):
    """From the leftmost to the rightmost of what stands in it; `wide` is the widest of it."""

    left: float
    right: float
    wide: float


def columns_of(figures: Iterable[Line], heads: Sequence[Sequence[Line]]) -> list[Column]:
    """The columns of `figures` from left to right, and of those labels in `heads` (lowest last)
    that have nothing below them."""
    columns = _together((line.left, line.right) for line in figures)
    for lines in reversed(heads):
        box = min(line.left for line in lines), max(line.right for line in lines)
        if not any(box[0] < column.right and column.left < box[1] for column in columns):
            columns = sorted([*columns, Column(*box, box[1] - box[0])])
    return columns


def covered_by(columns: Sequence[Column], *lines: Line) -> range:
    """The columns that `lines` stand over or in; the nearest one where they stand in none."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    found = [n for n, column in enumerate(columns) if left < column.right and column.left < right]
    if not found:
        middle = (left + right) / 2
        near = min(
            range(len(columns)),
            key=lambda n: abs((columns[n].left + columns[n].right) / 2 - middle),
        )
        found = [near]
    return range(found[0], found[-1] + 1)


def _together(boxes: Iterable[tuple[float, float]]) -> list[Column]:
    columns: list[Column] = []
    for left, right in sorted(boxes):
        if columns and left < columns[-1].right:
            last = columns[-1]
            columns[-1] = Column(last.left, max(last.right, right), max(last.wide, right - left))
        else:
            columns.append(Column(left, right, right - left))
    return columns
