"""From the rows of a table to a grid: who covers which rows and columns.

Where every row says where its cells stand (`RawRow.edges`: Word 97, RTF), edges close to each
other are one. Else a row places its cells by counting grid columns (.docx); where the rows count
differently though they are equally wide, the count is wrong and the cells' widths place them.
Columns too narrow to be seen are welded to their neighbour, and edges that no cell has are no
columns. No cell with text is ever lost to that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gklint.document.errors import LimitReached
from gklint.document.layout import places_text
from gklint.document.limits import MAX_GRID
from gklint.document.model import Cell
from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

SLIVER: Final = 30  # twips; LibreOffice and dragged borders leave columns of 1 to 20
_SAME_EDGE: Final = 100  # twips; the narrowest column that can hold a digit has about 200
_SAME_WIDTH: Final = 200  # twips between two rows that are meant to be equally wide


class Merge(Enum):
    """A cell's part in a vertical merge."""

    NONE = "none"
    FIRST = "first"
    NEXT = "next"


@dataclass(slots=True, repr=False, eq=False)
class RawCell:
    """A cell as written: `span` grid columns, `wide` twips; `generated` as in `Cell`."""

    text: str
    index: int
    span: int = 1
    merge: Merge = Merge.NONE
    wide: int | None = None
    generated: int = 0

    def width(self) -> int | None:
        """Twips, None where the width is not given so."""
        return self.wide


@dataclass(slots=True, repr=False, eq=False)
class RawRow:
    """A row as written; `before` grid columns are left free, `before_width` twips wide.

    `edges` are the sides of its cells from left to right, in twips: one more than there are cells,
    or none where the row does not say.
    """

    source_row: int
    cells: list[RawCell] = field(default_factory=list)
    before: int = 0
    before_width: int = 0
    after: int = 0
    edges: Sequence[int] = ()


@dataclass(slots=True, repr=False, eq=False)
class _Placed:
    cell: RawCell
    source_row: int
    row: int
    start: int
    end: int
    rowspan: int = 1


def resolve(rows: Sequence[RawRow], grid: Sequence[int]) -> tuple[tuple[Cell, ...], int, int]:
    """The cells, and the grid's rows and columns; `grid` are the columns' widths in twips.

    Raises LimitReached("cells").
    """
    edges = _edges_by_place(rows)
    if edges is None:
        edges = _edges_by_width(rows) if _miscounted(rows) else _edges_by_count(rows, grid)
    columns = sorted({edge for row in edges for span in row for edge in span})
    order = {edge: number for number, edge in enumerate(columns)}
    n_cols = max(0, len(columns) - 1)
    if n_cols * len(rows) > MAX_GRID:
        raise LimitReached("cells", limit=MAX_GRID)
    make = Cell._make  # half the time of the constructor
    cells: list[Cell] = []
    for item in _place(rows, edges):
        cell, col = item.cell, order[item.start]
        cells.append(
            make(
                (
                    cell.text,
                    item.row,
                    col,
                    item.rowspan,
                    order[item.end] - col,
                    item.source_row,
                    cell.index,
                    cell.generated,
                )
            )
        )
    return tuple(cells), len(rows), n_cols


def is_layout(rows: Sequence[RawRow]) -> bool:
    """Whether a table only places text: it has one column, or prose is what it holds."""
    if max((len(row.cells) for row in rows), default=0) < 2:
        return True
    return places_text([(cell.text for cell in row.cells) for row in rows])


_Edges = list[list[tuple[int, int]]]


def _place(rows: Sequence[RawRow], edges: _Edges) -> list[_Placed]:
    """Each cell once; a continued cell lengthens the one above that has the same two edges.

    A continuation with nothing to continue begins a merged cell of its own.
    """
    placed: list[_Placed] = []
    alone, next_one = Merge.NONE, Merge.NEXT
    above: dict[tuple[int, int], _Placed] = {}
    for number, (row, spans) in enumerate(zip(rows, edges, strict=True)):
        here: dict[tuple[int, int], _Placed] = {}
        for cell, span in zip(row.cells, spans, strict=True):
            start, end = span
            if start >= end:
                continue  # a sliver's own empty cell
            merge = cell.merge
            item = above.get(span) if merge is next_one else None
            if item is None:
                item = _Placed(cell, row.source_row, number, start, end)
                placed.append(item)
            else:
                item.rowspan += 1
            if merge is not alone:
                here[span] = item
        above = here
    return placed


def _miscounted(rows: Sequence[RawRow]) -> bool:
    """True where rows of one width count different numbers of columns."""
    counts = {row.before + sum(cell.span for cell in row.cells) + row.after for row in rows}
    if len(counts) < 2:
        return False
    totals: list[int] = []
    for row in rows:
        widths = [cell.width() for cell in row.cells]
        if not all(widths):
            return False
        totals.append(row.before_width + sum(width for width in widths if width))
    return max(totals) - min(totals) <= _SAME_WIDTH


def _edges_by_place(rows: Sequence[RawRow]) -> _Edges | None:
    """None where a row does not say where its cells stand, or has text in a cell without width."""
    if any(len(row.edges) != len(row.cells) + 1 for row in rows):
        return None
    exact = [list(pairwise(row.edges)) for row in rows]
    for apart in (_SAME_EDGE, SLIVER, 0):
        edges = _joined(exact, apart)
        if not _loses_text(rows, edges):
            return edges
    return None


def _edges_by_width(rows: Sequence[RawRow]) -> _Edges:
    exact: _Edges = []
    for row in rows:
        at = row.before_width
        spans: list[tuple[int, int]] = []
        for cell in row.cells:
            spans.append((at, at + (cell.width() or 0)))
            at = spans[-1][1]
        exact.append(spans)
    return _joined(exact, _SAME_EDGE)


def _joined(exact: _Edges, apart: int) -> _Edges:
    """The edges numbered from the left, those up to `apart` twips from each other as one."""
    firsts: list[int] = []
    for edge in sorted({edge for row in exact for span in row for edge in span}):
        if not firsts or edge - firsts[-1] > apart:
            firsts.append(edge)
    return [
        [(bisect_right(firsts, start), bisect_right(firsts, end)) for start, end in row]
        for row in exact
    ]


def _loses_text(rows: Sequence[RawRow], edges: _Edges) -> bool:
    return any(
        start >= end and not is_blank(cell.text)
        for row, spans in zip(rows, edges, strict=True)
        for cell, (start, end) in zip(row.cells, spans, strict=True)
    )


def _edges_by_count(rows: Sequence[RawRow], grid: Sequence[int]) -> _Edges:
    edges: _Edges = []
    for row in rows:
        at = row.before
        spans: list[tuple[int, int]] = []
        for cell in row.cells:
            spans.append((at, at + cell.span))
            at += cell.span
        edges.append(spans)
    slivers = _slivers(rows, edges, grid)
    if not slivers:
        return edges
    return [
        [
            (start - bisect_left(slivers, start), end - bisect_left(slivers, end))
            for start, end in row
        ]
        for row in edges
    ]


def _slivers(rows: Sequence[RawRow], edges: _Edges, grid: Sequence[int]) -> list[int]:
    """The columns too narrow to be seen, in which no cell says that it is wider or has text."""
    thin = {number for number, width in enumerate(grid) if width < SLIVER}
    if not thin or len(thin) * 2 > len(grid):
        return []  # none, or the grid's widths mean nothing
    for row, spans in zip(rows, edges, strict=True):
        for cell, (start, end) in zip(row.cells, spans, strict=True):
            alone = end - start == 1 and start in thin
            if alone and ((cell.width() or 0) >= SLIVER or not is_blank(cell.text)):
                thin.discard(start)
    return sorted(thin)
