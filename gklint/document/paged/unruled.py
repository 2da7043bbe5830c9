"""Tables without vertical rules, or without any: columns told by what stands below one another.

Only what is certain is placed. Figures make the columns; a row is what stands beside a label; blank
cells are told only under a header that has one label for each column. A figure that was wrapped, or
that could belong to two labels, is left as text that is no number.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.paged.columns import Column, columns_of, covered_by
from gklint.document.paged.filling import PADDING, Content
from gklint.document.paged.lattice import Box
from gklint.document.paged.pieces import Piece
from gklint.document.paged.regions import from_header, regions, row_of
from gklint.document.paged.stacks import PITCH, head_stacks, label_stacks
from gklint.document.paged.strokes import lone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.document.paged.lines import Line
    from gklint.document.paged.page import Page
    from gklint.document.paged.regions import Row
    from gklint.document.paged.stacks import Stack
    from gklint.document.paged.strokes import Stroke

_NEAR: Final = 9.0  # points between labels of one column


class _Held(NamedTuple):
    """What is in a cell and how many columns it covers."""

    span: int
    lines: Sequence[Line]


class Layout(NamedTuple):
    """The columns of a table that ends with its page: `lefts` of the labels, and those of figures,
    of which each has a label of its own in the header. It may go on on the next page."""

    lefts: Sequence[float]
    columns: Sequence[Column]


def unruled(
    page: Page, lines: Sequence[Line], before: Layout | None = None
) -> tuple[list[Piece], list[Line], Layout | None]:
    """The tables among `lines`, the lines that are in none, and the layout of the last table where
    it ends with the page; `before` is what the page before ended with."""
    rows = [row_of(number, line) for number, line in enumerate(lines)]
    if not any(row.figures and len(row.parts) > 1 for row in rows):
        return [], list(lines), None
    rules = lone(page.rules, page.width, page.height)
    pieces: list[Piece] = []
    taken: set[int] = set()
    last: Layout | None = None
    for region in regions(rows, page.width):
        piece, layout = _piece(page, region, rules, None if region[0].number else before)
        if piece is None and (rest := from_header(region)):
            piece, layout = _piece(page, rest, rules, None)
            region = rest
        last = layout if region[-1].number == len(rows) - 1 else None
        if piece is not None:
            pieces.append(piece)
            taken |= {row.number for row in region}
    others = [line for number, line in enumerate(lines) if number not in taken]
    return pieces, others, last


def _piece(
    page: Page, region: Sequence[Row], rules: Sequence[Stroke], before: Layout | None
) -> tuple[Piece | None, Layout | None]:
    """The table of a region and its layout; None where its places can't be told."""
    figures = [part for row in region for part in row.figures]
    first = min(part.left for part in figures)
    em = figures[0].em
    labels: list[tuple[int, Line]] = []
    heads: list[tuple[int, Line]] = []
    for row in region:
        for part in row.parts:
            if part not in row.figures:
                (labels if part.right <= first + em / 2 else heads).append((row.number, part))
    labelled = label_stacks(labels, {row.number for row in region if row.figures}, rules)
    headed = head_stacks(heads, rules)
    columns = columns_of(figures, [stack.lines for stack in headed])
    lefts = _lefts(stack.lines[0].left for stack in labelled)
    if headed or (before is not None and not _same(before, lefts, columns)):
        before = None
    if before is not None:
        lefts, columns = list(before.lefts), list(before.columns)
    anchors = _anchors(region, labelled)
    width = len(lefts)
    made: dict[tuple[int, int], _Held] = {}
    by_place: dict[tuple[int, int], list[Line]] = {}
    for row in region:
        for part in row.figures:
            col = covered_by(columns, part)[0]
            by_place.setdefault((anchors[row.number], width + col), []).append(part)
    for place, held in by_place.items():
        made[place] = _Held(1, held)
    for stack in labelled:
        place = anchors[stack.rows[0]], _column(lefts, stack.lines[0].left)
        if place in made:
            return None, None
        made[place] = _Held(1, stack.lines)
    for stack in headed:
        over = covered_by(columns, *stack.lines)
        place = anchors[stack.rows[0]], width + over[0]
        if place in made:
            return None, None
        made[place] = _Held(len(over), stack.lines)
    places = range(width, width + len(columns))
    known = _fill_blanks(places, made, {row for row, _ in by_place}, headed=before is not None)
    if not known or _torn_numbers(region, anchors, columns):
        return None, None
    return _made(page, region, made, lefts, columns), Layout(lefts, columns)


def _torn_numbers(
    region: Sequence[Row], anchors: Mapping[int, int], columns: Sequence[Column]
) -> bool:
    """Whether rows may be one whose numbers were wrapped.

    They stand as close as lines of one cell though others don't, or the lower one has figures only
    below such as fill their column.
    """
    data = [row for row in region if row.figures]
    tight = [b.middle - a.middle <= PITCH * b.figures[0].em for a, b in pairwise(data)]
    loose = 2 * sum(tight) < len(tight)
    for close, (above, below) in zip(tight, pairwise(data), strict=True):
        if not close or anchors[above.number] == anchors[below.number]:
            continue
        if loose:
            return True
        over = {covered_by(columns, part)[0]: part for part in above.figures}
        under = {covered_by(columns, part)[0]: part for part in below.figures}
        if len(under) < len(over) and all(
            col in over and _fills(over[col], part, columns[col]) for col, part in under.items()
        ):
            return True
    return False


def _fills(above: Line, below: Line, column: Column) -> bool:
    """Whether the first character of `below` would not have gone on `above` in this column."""
    more = below.runs[0].glyphs[0]
    wide = above.right - above.left + more.right - more.left
    return wide > column.wide - above.em / 10


def _same(before: Layout, lefts: Sequence[float], columns: Sequence[Column]) -> bool:
    """Whether a table goes on as it was laid out: its columns are among those, each in one."""
    if any(all(abs(left - known) > _NEAR for known in before.lefts) for left in lefts):
        return False
    found = [
        [n for n, c in enumerate(before.columns) if c.left < column.right and column.left < c.right]
        for column in columns
    ]
    return all(len(over) == 1 for over in found) and len({over[0] for over in found}) == len(found)


def _lefts(places: Iterable[float]) -> list[float]:
    """Where columns of labels begin."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _column(places: Sequence[float], place: float) -> int:
    return max(0, sum(known <= place + 0.1 for known in places) - 1)


def _anchors(region: Sequence[Row], labels: Sequence[Stack]) -> dict[int, int]:
    """For each line the line that begins its row: lines of one label are of one row, and so is a
    line of nothing but figures close under others."""
    anchors = {row.number: row.number for row in region}
    for stack in sorted(labels, key=lambda stack: -stack.lines[0].left):
        figured = [row for row in region if row.number in stack.rows and row.figures]
        if figured and len({anchors[row.number] for row in figured}) == len(figured):
            start = figured[0].number
            if all(anchors[number] == number for number in stack.rows):
                for number in stack.rows:
                    anchors[number] = start
    before: Row | None = None
    for row in region:
        bare = len(row.parts) == len(row.figures)
        near = before is not None and row.middle - before.middle <= PITCH * row.parts[0].em
        if bare and row.figures and before and near and anchors[row.number] == row.number:
            anchors[row.number] = anchors[before.number]
        if row.figures:
            before = row
    return anchors


def _fill_blanks(
    columns: range, made: dict[tuple[int, int], _Held], data: set[int], *, headed: bool
) -> bool:
    """Blank cells of rows with figures, under a header that has a label for each column.

    Where no row below it has two figures, it may be the header of other rows. `headed`: such a
    header stands on the page before. Returns whether the first rows have one.
    """
    alone = set(columns) if headed else set()
    stretches: list[list[int]] = [[]]
    below = False
    known: bool | None = None
    for row in sorted({row for row, _ in made}):
        if row in data:
            whole = alone.issuperset(columns)
            known = whole if known is None else known
            if whole:
                stretches[-1].append(row)
            below = True
            continue
        if below:
            alone, below = set(), False
            stretches.append([])
        alone |= {col for (at, col), held in made.items() if at == row and held.span == 1}
    for rows in stretches:
        held = [sum((row, col) in made for col in columns) for row in rows]
        if max(held, default=0) > 1 or len(columns) == 1:
            for row in rows:
                for col in columns:
                    made.setdefault((row, col), _Held(1, []))
    return bool(known)


def _made(
    page: Page,
    region: Sequence[Row],
    made: dict[tuple[int, int], _Held],
    lefts: Sequence[float],
    columns: Sequence[Column],
) -> Piece:
    xs = [*lefts, *(max(column.left, lefts[-1] + 1 if lefts else 0.0) for column in columns)]
    xs.append(max(page.width, xs[-1] + 1))
    order = {anchor: number for number, anchor in enumerate(sorted({row for row, _ in made}))}
    width = len(lefts)
    cells = []
    for (row, col), held in sorted(made.items()):
        span = held.span
        if col < width:
            # A label goes on to the next one of its row, or to the first figure.
            span = next((c for c in range(col + 1, width) if (row, c) in made), width) - col
        box = Box(order[row], col, 1, span)
        right = _right(held.lines, columns[col - width] if col >= width else None)
        lines = tuple(held.lines)
        cells.append(Content(box, page.number, 0.0, 0.0, right, page.height, lines))
    top = min(part.top for row in region for part in row.parts)
    bottom = max(part.bottom for row in region for part in row.parts)
    return Piece(page.number, tuple(xs), top, bottom, tuple(cells))


def _right(lines: Sequence[Line], column: Column | None) -> float:
    """How wide a cell is taken to be: a line is full where nothing in its column is wider."""
    if not lines or column is None:
        return 0.0
    em = lines[0].em
    return column.wide + 2 * PADDING + em / 2 - em / 10
