"""A sheet of a workbook as it is printed: cells at their places, what is hidden left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_BLOCKS, MAX_GRID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = object
"""As the library for workbooks gives it: a text, a number, a date; "" where there is none."""
Place = tuple[int, int]
"""Row and column, from 0."""
Merge = tuple[Place, Place]
"""The first and the last place of a merged cell."""


class Marks(NamedTuple):
    """What the library does not tell of a sheet.

    `formed` are the places of cells that are empty but have a form of their own (borders);
    `said` are texts of cells that the library gives as empty: errors, and formulas that were
    never calculated.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formed: frozenset[Place] = frozenset()
    said: tuple[tuple[Place, str], ...] = ()


class Box(NamedTuple):
    """A cell, once: its text, and which of the rows and columns that are shown it covers, from 0;
    `formed` as in `Marks`, or merged."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    formed: bool = False


class Sheet(NamedTuple):
    """`rows` are the cells that begin in each row that is shown, left to right; `numbers` and
    `columns` the numbers of these rows and columns in the workbook, from 1. `hidden` counts cells
    with text that are not shown."""

    name: str
    rows: tuple[tuple[Box, ...], ...]
    numbers: tuple[int, ...]
    columns: tuple[int, ...]
    hidden: int = 0


def shown(
    name: str,
    texts: Mapping[Place, str],
    merges: Sequence[Merge],
    marks: Marks,
) -> Sheet:
    """The sheet of these texts without hidden rows and columns, merged cells once.

    Raises LimitReached("cells").
    """
    height = 1 + max((row for row, _ in texts), default=-1)
    merges = [m for m in merges if m[0][0] < height and m[0][0] <= m[1][0] and m[0][1] <= m[1][1]]
    width = max(
        1 + max((column for _, column in texts), default=-1),
        1 + max((right for _, (_, right) in merges), default=-1),
        1 + max((column for row, column in marks.formed if row < height), default=-1),
    )
    if height * width > MAX_GRID:
        raise LimitReached("cells", limit=MAX_GRID)
    down, right = _Shown(height, marks.hidden_rows), _Shown(width, marks.hidden_columns)
    boxes: list[list[Box]] = [[] for _ in down.numbers]
    covered: set[Place] = set()
    hidden = 0

    def put(text: str, first: Place, last: Place, *, formed: bool) -> int:
        """Puts a cell where it is shown; 1 where it has text and is not."""
        row, rowspan = down.span(first[0], last[0])
        column, colspan = right.span(first[1], last[1])
        if rowspan and colspan:
            boxes[row].append(Box(text, row, column, rowspan, colspan, formed))
            return 0
        return bool(text)

    spread = 0
    for (top, left), (bottom, end) in merges:
        last = (min(bottom, height - 1), min(end, width - 1))
        spread += max(0, last[0] - top + 1) * max(0, last[1] - left + 1)
        if spread > MAX_BLOCKS:
            raise LimitReached("cells", limit=MAX_BLOCKS)
        places = {(r, c) for r in range(top, last[0] + 1) for c in range(left, last[1] + 1)}
        if places.isdisjoint(covered):  # else two merged cells overlap: the first one holds
            covered |= places
            hidden += sum(1 for place in places if place in texts and place != (top, left))
            hidden += put(texts.get((top, left), ""), (top, left), last, formed=True)
    for place, text in texts.items():
        if place not in covered:
            hidden += put(text, place, place, formed=place in marks.formed)
    for place in marks.formed:
        if place[0] < height and place not in covered and place not in texts:
            put("", place, place, formed=True)
    rows = tuple(tuple(sorted(row, key=lambda box: box.column)) for row in boxes)
    return Sheet(name, rows, down.numbers, right.numbers, hidden)


class _Shown:
    """Which of `count` rows or columns are shown: `numbers` are theirs in the workbook, from 1."""

    def __init__(self, count: int, hidden: frozenset[int]) -> None:
        self.numbers = tuple(number + 1 for number in range(count) if number not in hidden)
        self._before = [0]
        for number in range(count):
            self._before.append(self._before[-1] + (number not in hidden))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The first of `first` to `last` among those that are shown, and how many are."""
        begin = self._before[first]
        return begin, self._before[last + 1] - begin
