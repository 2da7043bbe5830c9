"""Sparse equations with coefficients ±1 over named cells, and how far they balance.

A cell has a number, is blank (an unknown), or was not read. A blank counts as 0 where its equation
then balances; otherwise the equation says nothing. A cell that was not read is never a zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

ZERO: Final = Decimal(0)

Grid = tuple[tuple[str, ...], ...]
"""The cells of a table, row by row as printed."""


class Addend(NamedTuple):
    """The sum of `cells`, added (`sign` 1) or subtracted (-1)."""

    sign: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Equation:
    """Σ `left` = Σ `right`. `key` is unique in its system; no cell stands in it twice."""

    key: str
    left: tuple[Addend, ...]
    right: tuple[Addend, ...]

    @cached_property
    def coefficients(self) -> Mapping[str, int]:
        """Cell → coefficient in left - right."""
        found: dict[str, int] = {}
        for side, factor in ((self.left, 1), (self.right, -1)):
            for addend in side:
                for cell in addend.cells:
                    found[cell] = factor * addend.sign
        return found


class Status(StrEnum):
    BALANCED = "balanced"
    BROKEN = "broken"
    BLANK = "blank"  # does not balance with its blanks as 0: nothing can be said
    UNREAD = "unread"  # a cell was not found, or holds no number


class Residual(NamedTuple):
    """An equation with what its sides come to; `left` and `right` hold each addend's sum."""

    equation: Equation
    status: Status
    left: tuple[Decimal, ...] = ()
    right: tuple[Decimal, ...] = ()
    missing: tuple[str, ...] = ()  # the blank cells (BLANK) or those not read (UNREAD)

    @property
    def left_sum(self) -> Decimal:
        return _total(self.equation.left, self.left)

    @property
    def right_sum(self) -> Decimal:
        return _total(self.equation.right, self.right)

    @property
    def difference(self) -> Decimal:
        """Left less right: 0 where the equation balances."""
        return self.left_sum - self.right_sum


def evaluate(
    equations: Iterable[Equation],
    values: Mapping[str, Decimal],
    blanks: Collection[str] = (),
    *,
    blank_is_zero: bool = False,
) -> tuple[Residual, ...]:
    """The residual of each equation, in order. `blank_is_zero` makes every blank a plain 0."""
    return tuple(_residual(e, values, blanks, blank_is_zero) for e in equations)


def _residual(
    equation: Equation,
    values: Mapping[str, Decimal],
    blanks: Collection[str],
    blank_is_zero: bool,
) -> Residual:
    missing: list[str] = []
    try:
        left, right = _sums(equation.left, values), _sums(equation.right, values)
    except KeyError:  # of most tables every cell has a number
        missing = [cell for cell in equation.coefficients if cell not in values]
        unread = tuple(cell for cell in missing if cell not in blanks)
        if unread:
            return Residual(equation, Status.UNREAD, missing=unread)
        values = {**dict.fromkeys(missing, ZERO), **values}
        left, right = _sums(equation.left, values), _sums(equation.right, values)
    if _total(equation.left, left) == _total(equation.right, right):
        return Residual(equation, Status.BALANCED, left, right)
    if missing and not blank_is_zero:
        return Residual(equation, Status.BLANK, left, right, tuple(missing))
    return Residual(equation, Status.BROKEN, left, right)


def _sums(side: tuple[Addend, ...], values: Mapping[str, Decimal]) -> tuple[Decimal, ...]:
    return tuple(
        [
            values[a.cells[0]] if len(a.cells) == 1 else sum([values[c] for c in a.cells], ZERO)
            for a in side
        ]
    )


def _total(side: tuple[Addend, ...], sums: tuple[Decimal, ...]) -> Decimal:
    total = ZERO
    for addend, value in zip(side, sums, strict=True):
        total = total + value if addend.sign > 0 else total - value
    return total
