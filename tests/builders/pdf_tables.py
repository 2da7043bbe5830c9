"""Where the cells of a table come to stand on pages: rows, spans, rows cut in two."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gklint.ruleset.layout import PrintedRow

_PAD = 3.0


class Box(NamedTuple):
    """Points; `top` and `bottom` as the one who uses it counts them."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


class Placed(NamedTuple):
    """A cell, or the part of it that stands on one page; counted down from the table's top."""

    row: int
    box: Box
    lines: Sequence[str]
    is_figure: bool


class Sheet(NamedTuple):
    """What stands on one page; `head` are the boxes of header cells."""

    cells: list[Placed]
    height: float
    head: list[Box]


class _Cell(NamedTuple):
    row: int
    col: int
    rowspan: int
    colspan: int
    lines: Sequence[str]
    is_figure: bool


class _Strip(NamedTuple):
    """A row, or a part of one, on a page: `skip` lines of its cells stood on the page before."""

    row: int
    top: float
    bottom: float
    skip: int
    holds: int  # lines


def laid_out(
    rows: Sequence[PrintedRow],
    widths: Sequence[float],
    wrap: Callable[[str, float, int], Sequence[str]],
    *,
    leading: float,
    room: tuple[float, float],
    header: int,
    cut: bool,
    breaks: Sequence[int],
) -> list[Sheet]:
    """The table on as many pages as it needs.

    `room` is what is left of the first page and the whole of every other; `header` rows are
    repeated on each; with `cut` rows go on over the page; rows of `breaks` (negative ones from
    the end) begin a page.
    """
    edges = list(accumulate(widths, initial=0.0))
    cells = list(_cells(rows, edges, wrap))
    lines = _line_counts(cells, len(rows))
    begins = {row % len(rows) for row in breaks}
    pages = list(_pages(lines, leading, room, header, cut, begins))
    first: dict[int, int] = {}  # row → the page it begins on
    for number, strips in enumerate(pages):
        for strip in strips:
            first.setdefault(strip.row, number)
    return [
        _sheet(cells, strips, edges, header, first, number) for number, strips in enumerate(pages)
    ]


def sides(boxes: Iterable[Box]) -> list[tuple[float, float, float, float]]:
    """The sides of `boxes` (y up), each once: x0, y0, x1, y1 from left to right, upwards."""
    found = set()
    for left, top, right, bottom in boxes:
        left, top, right, bottom = (round(v, 2) for v in (left, top, right, bottom))
        found |= {
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, bottom, left, top),
            (right, bottom, right, top),
        }
    return sorted(found)


def _cells(
    rows: Sequence[PrintedRow],
    edges: Sequence[float],
    wrap: Callable[[str, float, int], Sequence[str]],
) -> Iterable[_Cell]:
    for number, row in enumerate(rows):
        col = 0
        for cell in row:
            if not cell.covered:
                width = edges[col + cell.colspan] - edges[col]
                lines = wrap(cell.text, width, number)
                figure = cell.fact is not None
                yield _Cell(number, col, cell.rowspan, cell.colspan, lines, figure)
            col += cell.colspan


def _line_counts(cells: Sequence[_Cell], rows: int) -> list[int]:
    counts = [1] * rows
    for cell in cells:
        if cell.rowspan == 1:
            counts[cell.row] = max(counts[cell.row], len(cell.lines))
    for cell in cells:
        here = range(cell.row, cell.row + cell.rowspan)
        missing = len(cell.lines) - sum(counts[row] for row in here)
        if missing > 0:
            counts[here[-1]] += missing
    return counts


def _pages(
    lines: Sequence[int],
    leading: float,
    room: tuple[float, float],
    header: int,
    cut: bool,
    begins: set[int],
) -> Iterable[list[_Strip]]:
    strips: list[_Strip] = []
    left = room[0]
    top = 0.0

    def put(row: int, skip: int, count: int) -> None:
        nonlocal top, left
        height = count * leading + 2 * _PAD
        strips.append(_Strip(row, top, top + height, skip, count))
        top, left = top + height, left - height

    for row, count in enumerate(lines):
        skip = 0
        while skip < count:
            fits = int((left - 2 * _PAD) // leading)
            new = row in begins and skip == 0 and bool(strips)
            whole = count - skip <= fits
            if new or not (whole or (cut and fits > 0)):
                yield strips
                strips, top, left = [], 0.0, room[1]
                begins = begins - {row}
                if row >= header:
                    for repeated in range(header):
                        put(repeated, 0, lines[repeated])
                continue
            taken = min(fits, count - skip)
            put(row, skip, taken)
            skip += taken
    yield strips


def _sheet(
    cells: Sequence[_Cell],
    strips: Sequence[_Strip],
    edges: Sequence[float],
    header: int,
    first: dict[int, int],
    number: int,
) -> Sheet:
    made, head = [], []
    for cell in cells:
        own = [s for s in strips if cell.row <= s.row < cell.row + cell.rowspan]
        if not own:
            continue
        box = Box(edges[cell.col], own[0].top, edges[cell.col + cell.colspan], own[-1].bottom)
        if cell.rowspan == 1:
            lines = cell.lines[own[0].skip : own[0].skip + own[0].holds]
        else:  # all of it stands where the cell begins
            begins = own[0].row == cell.row and own[0].skip == 0
            lines = (
                cell.lines if begins and (first[cell.row] == number or cell.row < header) else ()
            )
        made.append(Placed(cell.row, box, lines, cell.is_figure))
        if cell.row < max(header, 1):
            head.append(box)
    return Sheet(made, strips[-1].bottom if strips else 0.0, head)
