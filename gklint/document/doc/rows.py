"""Where the cells of a row stand and how they are merged ([MS-DOC] 2.6.3, 2.9.315)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from gklint.document.doc.sprms import Sprm
from gklint.document.flowing.grid import Merge

_CELL: Final = 20  # bytes of a cell's descriptor
KEPT: Final = 256
_MOST: Final = 64  # cells of a row; Word has 63
_ACROSS: Final = 0x0003  # first of cells joined in a row, or a further one
_FIRST: Final = 1
_FURTHER: Final = 2
_DOWN: Final = 0x0020
_DOWN_FIRST: Final = 0x0040


class Shape(NamedTuple):
    """A row's form: `edges` in twips, one more than cells; `across` says of each cell whether it
    is joined to the one before, `down` what it does in a vertical merge."""

    edges: tuple[int, ...]
    across: tuple[bool, ...]
    down: tuple[Merge, ...]


class _Draft:
    """A row's form while changes are made to it, in their order."""

    def __init__(self) -> None:
        self.edges: list[int] = []
        self.across: list[int] = []
        self.down: list[Merge] = []

    def define(self, operand: bytes) -> None:
        count = min(operand[0], _MOST) if operand else 0
        if len(operand) < 1 + 2 * (count + 1):
            return
        self.edges = [_signed(operand, 1 + 2 * number) for number in range(count + 1)]
        flags = [_flags(operand, 1 + 2 * (count + 1) + _CELL * number) for number in range(count)]
        self.across = [flag & _ACROSS for flag in flags]
        self.down = [_merge(flag) for flag in flags]

    def shift(self, operand: bytes) -> None:
        if self.edges:
            by = _signed(operand, 0) - self.edges[0]
            self.edges = [edge + by for edge in self.edges]

    def insert(self, operand: bytes) -> None:
        first, count, width = operand[0], operand[1], _signed(operand, 2)
        if not self.edges or len(self.across) + count > _MOST:
            return
        while len(self.across) < first:  # cells between the last one and the new ones
            self._put(len(self.across), width)
        for number in range(first, first + count):
            self._put(number, width)

    def delete(self, operand: bytes) -> None:
        first, last = operand[0], min(operand[1], len(self.across))
        if first >= last:
            return
        by = self.edges[last] - self.edges[first]
        del self.across[first:last], self.down[first:last]
        self.edges[first + 1 :] = [edge - by for edge in self.edges[last + 1 :]]

    def resize(self, operand: bytes) -> None:
        first, last, width = operand[0], min(operand[1], len(self.across)), _signed(operand, 2)
        for number in range(first, last):
            by = width - (self.edges[number + 1] - self.edges[number])
            self.edges[number + 1 :] = [edge + by for edge in self.edges[number + 1 :]]

    def join(self, operand: bytes) -> None:
        first, last = operand[0], min(operand[1], len(self.across))
        if first < last:
            self.across[first:last] = [_FIRST, *[_FURTHER] * (last - first - 1)]

    def split(self, operand: bytes) -> None:
        first, last = operand[0], min(operand[1], len(self.across))
        for number in range(first, last):
            self.across[number] = 0

    def join_down(self, operand: bytes) -> None:
        if len(operand) >= 2 and operand[0] < len(self.down):
            self.down[operand[0]] = _MERGES.get(operand[1], Merge.NONE)

    def _put(self, number: int, width: int) -> None:
        left = self.edges[number]
        self.edges[number + 1 :] = [left + width, *(e + width for e in self.edges[number + 1 :])]
        self.across.insert(number, 0)
        self.down.insert(number, Merge.NONE)


_STEPS: Final = {
    Sprm.T_DEFINITION: _Draft.define,
    Sprm.T_SHIFT: _Draft.shift,
    Sprm.T_INSERT: _Draft.insert,
    Sprm.T_DELETE: _Draft.delete,
    Sprm.T_WIDTH: _Draft.resize,
    Sprm.T_MERGE: _Draft.join,
    Sprm.T_SPLIT: _Draft.split,
    Sprm.T_MERGE_DOWN: _Draft.join_down,
}
CODES: Final[frozenset[int]] = frozenset(_STEPS)
_MERGES: Final = {1: Merge.NEXT, 3: Merge.FIRST}


@lru_cache(maxsize=KEPT)
def shape_of(steps: tuple[tuple[int, bytes], ...]) -> Shape | None:
    """The form that the changes `steps` (of `CODES`) give a row; None where they give none.

    Rows of a table are mostly alike, and so are reports of one region: the last ones are kept.
    """
    draft = _Draft()
    for code, operand in steps:
        _STEPS[Sprm(code)](draft, operand)
    if not draft.across or any(a > b for a, b in pairwise(draft.edges)):
        return None
    return Shape(tuple(draft.edges), _joined(draft.across), tuple(draft.down))


def _joined(flags: list[int]) -> tuple[bool, ...]:
    """Which cells are joined to the one before. Of 1 and 2, which is "first" and which is
    "further" the published formats say both ways: what the first of them has is "first"."""
    if not any(flags):
        return (False,) * len(flags)
    joined: list[bool] = []
    first = 0
    for before, flag in zip([0, *flags], flags, strict=False):
        if not before:
            first = flag
        alike = flag == before and flags.count(flag) == len(flags) - flags.count(0)
        joined.append(bool(before and flag) and (flag != first or alike))
    return tuple(joined)


def _signed(operand: bytes, at: int) -> int:
    return int.from_bytes(operand[at : at + 2], "little", signed=True)


def _flags(operand: bytes, at: int) -> int:
    """A cell's flags; a definition may describe fewer cells than it has."""
    return int.from_bytes(operand[at : at + 2], "little")


def _merge(flags: int) -> Merge:
    if not flags & _DOWN:
        return Merge.NONE
    return Merge.FIRST if flags & _DOWN_FIRST else Merge.NEXT
