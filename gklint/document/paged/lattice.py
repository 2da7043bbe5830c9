"""Lines that touch → a grid: columns, rows, and cells that cover some of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_GRID
from gklint.document.paged.strokes import find, webs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.document.paged.page import Page
    from gklint.document.paged.strokes import Stroke, Web

_SLIVER: Final = 3.5  # points; no column or row that holds text is narrower
_WIDEST: Final = 7.0  # points that the drawings of one edge cover
_OPEN: Final = 6.0  # points that lines stick out where the border at the side is not drawn
_MANY: Final = 200  # tables of a page; of a drawing with more, the largest
_DRAWN: Final = 0.6  # of a cell's side that has to be drawn


class Box(NamedTuple):
    """A cell's place in its grid."""

    row: int
    col: int
    rowspan: int
    colspan: int


class Grid(NamedTuple):
    """`xs` and `ys` are the edges of columns and rows, `at[row][col]` the number of the cell there.

    `loose` are cells that no border closes on a side where others have one: they are cells only if
    something is printed in them, or if they go on from or to another page. `open_top` and
    `open_bottom`: no border at all closes the table there.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Box, ...]
    at: tuple[tuple[int, ...], ...]
    loose: frozenset[int] = frozenset()
    open_top: bool = False
    open_bottom: bool = False

    @property
    def n_rows(self) -> int:
        return len(self.ys) - 1

    @property
    def n_cols(self) -> int:
        return len(self.xs) - 1

    def sides(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a cell on the page."""
        row, col, rowspan, colspan = box
        return self.xs[col], self.ys[row], self.xs[col + colspan], self.ys[row + rowspan]

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def grids(page: Page) -> list[Grid]:
    """The grids drawn on `page` from top to bottom, none within another.

    A frame round other things is none; a grid that holds another one only places it. Raises
    LimitReached("cells" | "rules").
    """
    found: list[Grid] = []
    size = 0
    for web in webs(page.rules, page.width, page.height):
        grid = _grid(web, MAX_GRID - size)
        if grid is not None:
            size += grid.n_rows * grid.n_cols
            found.append(grid)
    return sorted(_plain(found), key=lambda grid: (grid.ys[0], grid.xs[0]))


def grid_of(
    xs: Sequence[float], ys: Sequence[float], cells: Iterable[Box], loose: Iterable[Box] = ()
) -> Grid:
    """A grid of cells that are known."""
    outline = set(loose)
    placed = tuple(sorted({*cells, *outline}))
    at = [[-1] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for number, (row, col, rowspan, colspan) in enumerate(placed):
        for line in at[row : row + rowspan]:
            line[col : col + colspan] = [number] * colspan
    open_ = frozenset(number for number, box in enumerate(placed) if box in outline)
    return Grid(tuple(xs), tuple(ys), placed, tuple(map(tuple, at)), open_)


def _grid(web: Web, room: int) -> Grid | None:
    down, across = web.down, web.across
    left, right = _reach([s.at for s in down], across)
    top, bottom = _reach([s.at for s in across], down)
    xs = _edges([*(s.at for s in down), *left, *right])
    ys = _edges([*(s.at for s in across), *top, *bottom])
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    if n_rows < 1 or n_cols < 1:
        return None
    if n_rows * n_cols > room:
        raise LimitReached("cells", limit=MAX_GRID)
    above = _drawn(across, ys, xs)  # above[row][col]: the upper side of that position
    beside = _drawn(down, xs, ys)  # beside[col][row]: its left side
    regions = _regions(above, beside, n_rows, n_cols)
    open_sides = (bool(top), bool(left), bool(bottom), bool(right))
    closed: list[Box] = []
    loose: list[Box] = []
    for region in regions:
        into = loose if _outside(region, above, beside, open_sides) else closed
        into += _rectangles(region)
    if len(closed) < 2:
        return None
    grid = grid_of(xs, ys, closed, loose)
    return grid._replace(open_top=bool(top), open_bottom=bool(bottom))


def _reach(places: Sequence[float], lines: Sequence[Stroke]) -> tuple[list[float], list[float]]:
    """Where `lines` end beyond the outermost of `places` because no border closes them there.

    The first and the last line have to go on, or most of those that come as far; a single long
    one is no border's sign.
    """
    low, high = min(places), max(places)
    before = [s for s in lines if s.start < low - _OPEN]
    after = [s for s in lines if s.end > high + _OPEN]
    return (
        [min(s.start for s in before)]
        if _open(before, [s for s in lines if s.start <= low + _OPEN])
        else [],
        [max(s.end for s in after)]
        if _open(after, [s for s in lines if s.end >= high - _OPEN])
        else [],
    )


def _open(beyond: Sequence[Stroke], near: Sequence[Stroke]) -> bool:
    """Whether the lines `beyond` the last border tell of a side without one; `near` come as far."""
    if len(beyond) < 2:
        return False
    outline = min(near)[0], max(near)[0]
    return 2 * len(beyond) >= len(near) or outline == (min(beyond)[0], max(beyond)[0])


def _edges(places: Iterable[float]) -> list[float]:
    """`places` with those that mean one edge put together."""
    edges: list[float] = []
    group: list[float] = []
    for place in sorted(places):
        if group and (place - group[-1] > _SLIVER or place - group[0] > _WIDEST):
            edges.append((group[0] + group[-1]) / 2)
            group = []
        group.append(place)
    edges.append((group[0] + group[-1]) / 2)
    return edges


def _drawn(lines: Iterable[Stroke], ats: Sequence[float], ends: Sequence[float]) -> list[bytearray]:
    """Which pieces between `ends` are drawn at each of `ats`."""
    drawn = [bytearray(len(ends) - 1) for _ in ats]
    for at, start, end in lines:
        row = bisect_left(ats, at)
        if row == len(ats) or (row and at - ats[row - 1] < ats[row] - at):
            row -= 1
        first = max(0, bisect_right(ends, start) - 1)
        last = min(len(ends) - 1, bisect_left(ends, end))
        for piece in range(first, last):
            low, high = ends[piece], ends[piece + 1]
            if min(end, high) - max(start, low) >= _DRAWN * (high - low):
                drawn[row][piece] = 1
    return drawn


def _regions(
    above: Sequence[bytearray], beside: Sequence[bytearray], n_rows: int, n_cols: int
) -> list[list[tuple[int, int]]]:
    """Positions with no line between them, each region in reading order."""
    root = list(range(n_rows * n_cols))
    for row in range(n_rows):
        line, start = above[row], row * n_cols
        for col in range(n_cols):
            here = start + col
            if col and not beside[col][row]:
                root[find(root, here)] = find(root, here - 1)
            if row and not line[col]:
                root[find(root, here)] = find(root, here - n_cols)
    regions: dict[int, list[tuple[int, int]]] = {}
    for here in range(len(root)):
        regions.setdefault(find(root, here), []).append(divmod(here, n_cols))
    return list(regions.values())


def _outside(
    region: Sequence[tuple[int, int]],
    above: Sequence[bytearray],
    beside: Sequence[bytearray],
    open_sides: tuple[bool, bool, bool, bool],
) -> bool:
    """Whether a region may lie beyond the table's outline: a side is missing that is drawn beside
    other ones. A side that no line closes anywhere is open, and closes all the same."""
    top, left, bottom, right = open_sides
    last_row, last_col = len(above) - 1, len(beside) - 1
    for row, col in region:
        if (
            (row == 0 and not top and not above[0][col])
            or (row == last_row - 1 and not bottom and not above[last_row][col])
            or (col == 0 and not left and not beside[0][row])
            or (col == last_col - 1 and not right and not beside[last_col][row])
        ):
            return True
    return False


def _rectangles(region: Sequence[tuple[int, int]]) -> list[Box]:
    """A region as one cell; one that is no rectangle (a piece of border is missing) as several."""
    rows: dict[int, list[int]] = {}
    for row, col in region:
        rows.setdefault(row, []).append(col)
    boxes: list[Box] = []
    open_: dict[tuple[int, int], Box] = {}
    for row, cols in rows.items():
        here: dict[tuple[int, int], Box] = {}
        for start, length in _stretches(cols):
            over = open_.pop((start, length), None)
            here[start, length] = (
                Box(row, start, 1, length)
                if over is None
                else over._replace(rowspan=over.rowspan + 1)
            )
        boxes += open_.values()
        open_ = here
    return [*boxes, *open_.values()]


def _stretches(cols: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring columns as (first, how many)."""
    found: list[tuple[int, int]] = []
    for col in cols:
        if found and col == found[-1][0] + found[-1][1]:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((col, 1))
    return found


def _plain(found: Sequence[Grid]) -> list[Grid]:
    """`found` without those that hold a table, and without small ones in a cell of another."""
    if len(found) > _MANY:
        found = sorted(found, key=lambda grid: -grid.n_rows * grid.n_cols)[:_MANY]
    dropped: set[int] = set()
    for outer in range(len(found)):
        for inner in range(len(found)):
            if inner != outer and _within(found[inner], found[outer]):
                table = found[inner].n_rows > 1 and found[inner].n_cols > 1
                dropped.add(outer if table else inner)
    return [grid for number, grid in enumerate(found) if number not in dropped]


def _within(inner: Grid, outer: Grid) -> bool:
    return (
        outer.xs[0] <= inner.xs[0]
        and inner.xs[-1] <= outer.xs[-1]
        and outer.ys[0] <= inner.ys[0]
        and inner.ys[-1] <= outer.ys[-1]
    )
