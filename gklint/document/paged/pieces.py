"""What is drawn and printed on one page, parted into pieces of tables and lines outside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.paged.filling import contents, fill
from gklint.document.paged.lattice import grids
from gklint.document.paged.lines import lines_of
from gklint.document.paged.runs import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.document.paged.filling import Content
    from gklint.document.paged.lines import Line
    from gklint.document.paged.page import Page

_PROSE: Final = 60  # characters; no label across a whole table is that long


class Piece(NamedTuple):
    """A table, or the part of one that stands on page `page`; `xs` are its columns' edges.

    `torn_top`, `torn_bottom`: no border closes it there.
    """

    page: int
    xs: tuple[float, ...]
    top: float
    bottom: float
    cells: tuple[Content, ...]
    torn_top: bool = False
    torn_bottom: bool = False

    @property
    def n_rows(self) -> int:
        return max(cell.box.row + cell.box.rowspan for cell in self.cells)


class Leaf(NamedTuple):
    """A page: the pieces of tables on it, and the lines outside them from top to bottom."""

    page: Page
    pieces: tuple[Piece, ...]
    lines: list[Line]


def leaf(page: Page) -> Leaf:
    """`page` parted; raises LimitReached("cells" | "rules")."""
    runs = runs_of(page.glyphs, page.width, page.height)
    drawn = grids(page) if page.rules else []
    if not drawn:
        return Leaf(page, (), lines_of(runs))
    filled = fill(page, runs, drawn)
    outside = filled.outside
    pieces: list[Piece] = []
    for grid, held in zip(drawn, filled.cells, strict=True):
        cells = contents(page, grid, held)
        first, last = _data(cells, grid.n_rows, grid.n_cols)
        kept = []
        for cell in cells:
            if first <= cell.box.row < last:
                kept.append(cell._replace(box=cell.box._replace(row=cell.box.row - first)))
            else:
                outside += [run for line in cell.lines for run in line.runs]
        if kept:
            pieces.append(
                Piece(
                    page.number,
                    grid.xs,
                    grid.ys[first],
                    grid.ys[last],
                    tuple(kept),
                    grid.open_top and first == 0,
                    grid.open_bottom and last == grid.n_rows,
                )
            )
    return Leaf(page, tuple(pieces), lines_of(outside))


def _data(cells: Iterable[Content], n_rows: int, n_cols: int) -> tuple[int, int]:
    """The rows of a table without those at its beginning and end that are a frame round prose."""
    across = {
        cell.box.row: cell.lines
        for cell in cells
        if cell.box.colspan == n_cols and cell.box.rowspan == 1
    }
    first, last = 0, n_rows
    for row in range(n_rows):
        if row not in across:
            break
        if _is_prose(across[row]):
            first = row + 1
    for row in range(n_rows - 1, first - 1, -1):
        if row not in across:
            break
        if _is_prose(across[row]):
            last = row
    return first, last


def _is_prose(lines: Sequence[Line]) -> bool:
    return sum(len(line.text) for line in lines) >= _PROSE or any("。" in ln.text for ln in lines)
