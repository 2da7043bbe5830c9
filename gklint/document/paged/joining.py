"""Pieces of tables on pages that follow one another → whole tables, by where their rules stand.

A page break repeats header rows, cuts a row in two, leaves a merged cell's rest as an empty box,
and draws no border where no cell ends. Where it can't be told whether two halves are one row, they
stay two: every number keeps its own cell.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gklint.document.paged.halves import is_cut, is_rest
from gklint.document.paged.lattice import Box
from gklint.document.paged.lines import lines_of
from gklint.document.paged.slots import Joint, Slot, figures_from, is_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.document.paged.pieces import Piece

_SAME: Final = 4.0  # points between edges of one column on two pages
_MIRRORED: Final = 72.0  # points by which margins of odd and even pages may differ
_SHARED: Final = 0.6  # of the columns' edges that two pieces of one table share
_CLEAR: Final = 0.2  # em that a character may reach over an edge


def fits(above: Piece, below: Piece) -> bool:
    """Whether `below` may be the rest of `above`: the rules stand at the same places."""
    shift = _shift(above, below)
    if shift is None:
        return False
    inner = below.xs[1:-1]
    mine = above.xs[1:-1]
    if not inner or not mine:
        # A row across the whole table, alone on its page.
        lone = above if not mine else below
        return lone.n_rows <= 2 and max(len(inner), len(mine)) > 0
    shared = sum(any(abs(x + shift - y) <= _SAME for y in mine) for x in inner)
    return shared >= max(1.0, _SHARED * min(len(inner), len(mine)))


def begin(piece: Piece) -> Joint:
    """`piece` as the beginning of a table."""
    return Joint(piece, _slots(piece, piece.xs))


def attach(joint: Joint, piece: Piece) -> None:
    """Put `piece` under `joint`; `fits` has to hold for the pieces that meet."""
    shift = joint.pieces[0].xs[0] - piece.xs[0]
    known = sorted(joint.edges)
    edges = [_snapped(x + shift, known) for x in piece.xs]
    if any(right <= left for left, right in pairwise(edges)):
        edges = [x + shift for x in piece.xs]  # columns as narrow as what edges may differ by
    slots = _slots(piece, edges)
    for x in known:
        if all(abs(x - edge) > _SAME for edge in edges) and _stand_apart(slots, x, x - shift):
            slots = [part for slot in slots for part in _parted(slot, x, x - shift)]
    slots = _without_header(joint, slots)
    pairs = _pairs(joint, slots)
    row = joint.n_rows
    figures = min(joint.figures, figures_from(slots))
    torn = piece.torn_top or joint.pieces[-1].torn_bottom
    if is_cut(slots, pairs, joint, figures, torn):
        row -= 1
    else:
        pairs = [pair for pair in pairs if is_rest(*pair, figures, slots)]
    for above, below in pairs:
        above.take(below)
        above.rowspan = row + below.rowspan - above.row
    taken = {id(below) for _, below in pairs}
    for slot in slots:
        slot.row += row
    joint.add(piece, [slot for slot in slots if id(slot) not in taken])


def _shift(above: Piece, below: Piece) -> float | None:
    """How far `below` stands to the left of `above`, as wide as it; None where it isn't."""
    shift = above.xs[0] - below.xs[0]
    wide = above.xs[-1] - above.xs[0], below.xs[-1] - below.xs[0]
    if abs(wide[0] - wide[1]) > _SAME or abs(shift) > _MIRRORED:
        return None
    return shift


def _snapped(x: float, known: Sequence[float]) -> float:
    near = min(known, key=lambda edge: abs(edge - x))
    return near if abs(near - x) <= _SAME else x


def _slots(piece: Piece, edges: Sequence[float]) -> list[Slot]:
    return [
        Slot(row, rowspan, edges[col], edges[col + colspan], cell)
        for cell in piece.cells
        for row, col, rowspan, colspan in (cell.box,)
    ]


def _stand_apart(slots: Iterable[Slot], x: float, at: float) -> bool:
    """Whether a column's edge that this page draws nowhere parts what is printed in some cell."""
    for slot in slots:
        if slot.left < x < slot.right:
            sides = [
                (run.left + run.right) / 2 < at for line in slot.parts[0].lines for run in line.runs
            ]
            if len(set(sides)) > 1 and not _crosses(slot, at):
                return True
    return False


def _crosses(slot: Slot, at: float) -> bool:
    return any(
        run.left < at - _CLEAR * run.em and run.right > at + _CLEAR * run.em
        for line in slot.parts[0].lines
        for run in line.runs
    )


def _parted(slot: Slot, x: float, at: float) -> list[Slot]:
    """`slot`, cut at `x` unless something is printed across it."""
    if not slot.left < x < slot.right or _crosses(slot, at):
        return [slot]
    cell = slot.parts[0]
    runs = [run for line in cell.lines for run in line.runs]
    left = lines_of(run for run in runs if (run.left + run.right) / 2 < at)
    right = lines_of(run for run in runs if (run.left + run.right) / 2 >= at)
    return [
        Slot(slot.row, slot.rowspan, slot.left, x, cell._replace(right=at, lines=tuple(left))),
        Slot(slot.row, slot.rowspan, x, slot.right, cell._replace(left=at, lines=tuple(right))),
    ]


def _without_header(joint: Joint, slots: list[Slot]) -> list[Slot]:
    """`slots` without the rows at their beginning that repeat the table's own first rows."""
    mine, theirs = _by_row(joint.head), _by_row(slots)
    count = 0
    reach = 0
    for row in range(min(len(mine), len(theirs), joint.n_rows)):
        held = theirs.get(row, [])
        if [_print(s) for s in mine.get(row, [])] != [_print(s) for s in held]:
            break
        if any(is_figure(s.text) for s in held) or not any(s.text for s in held):
            break
        reach = max(reach, *(s.row + s.rowspan for s in held))
        if reach == row + 1:
            count = reach
    if not count:
        count = _reset_header(joint.head, slots)
    for slot in slots:
        slot.row -= count
    return [slot for slot in slots if slot.row >= 0]


def _reset_header(mine: Sequence[Slot], theirs: Sequence[Slot]) -> int:
    """How many rows repeat the table's header though it was parted otherwise: cut by a page break.

    The rows before the first figure hold the same characters then.
    """
    heads = []
    for slots in (mine, theirs):
        end = min((s.row for s in slots if is_figure(s.text)), default=0)
        heads.append((end, Counter("".join(s.text for s in slots if s.row < end))))
    same = heads[0][1] == heads[1][1] and heads[0][1].total() > 0
    return heads[1][0] if same else 0


def _by_row(slots: Iterable[Slot]) -> dict[int, list[Slot]]:
    rows: dict[int, list[Slot]] = {}
    for slot in slots:
        rows.setdefault(slot.row, []).append(slot)
    for held in rows.values():
        held.sort(key=lambda slot: slot.left)
    return rows


def _print(slot: Slot) -> tuple[str, float, float, int]:
    return "".join(slot.text.split()), slot.left, slot.right, slot.rowspan


def _pairs(joint: Joint, slots: Iterable[Slot]) -> list[tuple[Slot, Slot]]:
    """Cells that meet at the page break and are equally wide."""
    lowest = {(slot.left, slot.right): slot for slot in joint.lowest}
    return [
        (lowest[slot.left, slot.right], slot)
        for slot in slots
        if slot.row == 0 and (slot.left, slot.right) in lowest
    ]


def boxes(joint: Joint) -> tuple[list[tuple[Slot, Box]], int]:
    """The slots in reading order with their places in the grid, and how many columns it has."""
    used = {x for slot in joint.slots for x in (slot.left, slot.right)}
    edges = sorted(used.union(joint.pieces[0].xs))
    order = {edge: number for number, edge in enumerate(edges)}
    placed = [
        (
            slot,
            Box(slot.row, order[slot.left], slot.rowspan, order[slot.right] - order[slot.left]),
        )
        for slot in joint.slots
    ]
    placed = [item for item in placed if item[0].text or not item[0].loose]
    placed.sort(key=lambda item: item[1])
    return placed, len(edges) - 1
