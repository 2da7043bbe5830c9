"""Runs → the cells they stand in; a run that crosses a border is cut there, a number never is."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.paged.lines import joined, lines_of
from gklint.document.paged.runs import runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.paged.lattice import Box, Grid
    from gklint.document.paged.lines import Line
    from gklint.document.paged.page import Glyph, Page
    from gklint.document.paged.runs import Run

_OVER: Final = 0.15  # em that a run may reach over a border
_NUMBER: Final = frozenset("0123456789０１２３４５６７８９.．,，%％")
PADDING: Final = 7.2
"""Points at most between a border and the text; Word's own is 5.4."""


class Content(NamedTuple):
    """A cell with what is printed in it; `left` to `bottom` are its sides on page `page`.

    `loose`: one of its sides is not drawn.
    """

    box: Box
    page: int
    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[Line, ...]
    loose: bool = False

    @property
    def text(self) -> str:
        return joined(self.lines, self.full) if self.lines else ""

    def full(self, line: Line) -> bool:
        """Whether nothing more would have gone on `line` of this cell."""
        room = self.right - self.left - (line.right - line.left)
        return room < 2 * PADDING + (line.em / 2 if line.text[-1:].isascii() else line.em)


class Filled(NamedTuple):
    """What stands in each cell of each grid, and what in none."""

    cells: list[list[list[Run]]]
    outside: list[Run]


def fill(page: Page, runs: Sequence[Run], grids: Sequence[Grid]) -> Filled:
    """`cells[grid][number of the cell]` are the runs there."""
    cells: list[list[list[Run]]] = [[[] for _ in grid.cells] for grid in grids]
    outside: list[Run] = []
    for run in runs:
        x, y = (run.left + run.right) / 2, (run.top + run.bottom) / 2
        for grid, held in zip(grids, cells, strict=True):
            if grid.ys[0] <= y <= grid.ys[-1] and run.right > grid.xs[0] and run.left < grid.xs[-1]:
                _place(page, run, x, y, grid, held, outside)
                break
        else:
            outside.append(run)
    return Filled(cells, outside)


def contents(page: Page, grid: Grid, cells: Sequence[Sequence[Run]]) -> list[Content]:
    """The cells of `grid` with their lines."""
    return [
        Content(
            box,
            page.number,
            *grid.sides(box),
            tuple(lines_of(runs)) if runs else (),
            number in grid.loose,
        )
        for number, (box, runs) in enumerate(zip(grid.cells, cells, strict=True))
    ]


def _place(
    page: Page,
    run: Run,
    x: float,
    y: float,
    grid: Grid,
    held: list[list[Run]],
    outside: list[Run],
) -> None:
    row = min(bisect_right(grid.ys, y) - 1, grid.n_rows - 1)
    places, xs = grid.at[row], grid.xs
    if xs[0] <= x <= xs[-1]:
        number = places[min(bisect_right(xs, x) - 1, grid.n_cols - 1)]
        if number >= 0:
            left, _, right, _ = grid.sides(grid.cells[number])
            over = _OVER * run.em
            if (run.left >= left - over or left == xs[0]) and (
                run.right <= right + over or right == xs[-1]
            ):
                held[number].append(run)
                return
    for number, glyphs in _cut(run, grid, places).items():
        into = held[number] if number >= 0 else outside
        into += runs_of(glyphs, page.width, page.height)


def _cut(run: Run, grid: Grid, places: Sequence[int]) -> dict[int, list[Glyph]]:
    """The characters of `run` by cell (-1: none)."""
    owners = [_owner((g.left + g.right) / 2, grid, places) for g in run.glyphs]
    start = 0
    while start < len(owners):
        end = start + 1
        if run.glyphs[start].text in _NUMBER:
            while end < len(owners) and run.glyphs[end].text in _NUMBER:
                end += 1
            _keep_whole(run, grid, places, owners, start, end)
        start = end
    cut: dict[int, list[Glyph]] = {}
    for owner, glyph in zip(owners, run.glyphs, strict=True):
        cut.setdefault(owner, []).append(glyph)
    return cut


def _keep_whole(
    run: Run, grid: Grid, places: Sequence[int], owners: list[int], start: int, end: int
) -> None:
    """A number belongs to one cell, unless a border stands just between two of its characters."""
    if len(set(owners[start:end])) == 1:
        return
    over = _OVER * run.em
    for at in range(start + 1, end):
        if owners[at] != owners[at - 1]:
            between = (run.glyphs[at - 1].right + run.glyphs[at].left) / 2
            if min(abs(x - between) for x in grid.xs) > over:
                break
    else:
        return
    middle = (run.glyphs[start].left + run.glyphs[end - 1].right) / 2
    owners[start:end] = [_owner(middle, grid, places)] * (end - start)


def _owner(x: float, grid: Grid, places: Sequence[int]) -> int:
    if not grid.xs[0] <= x <= grid.xs[-1]:
        return -1
    return places[min(bisect_right(grid.xs, x) - 1, grid.n_cols - 1)]
