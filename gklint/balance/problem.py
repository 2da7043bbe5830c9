"""A broken table as a problem in whole numbers: what may be changed, and what has to vanish."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gklint.balance.structure import Structure

Residual = dict[int, int]
"""Equation → left less right, of those that do not balance."""
Deltas = dict[int, int]
"""Cell → what is added to it."""

NODES: Final = 30_000
"""Steps that one search may take; when they are used up, nothing is called proven."""


class Budget:
    """Steps that a search may still take. `hit` says that it was stopped."""

    __slots__ = ("hit", "left")

    def __init__(self, nodes: int = NODES) -> None:
        self.left = nodes
        self.hit = False

    def step(self) -> bool:
        """Takes a step; False where none is left."""
        if self.left <= 0:
            self.hit = True
            return False
        self.left -= 1
        return True


class Problem(NamedTuple):
    """`values` in units of 1/`scale`, blanks as 0. `free` cells may be changed."""

    structure: Structure
    values: tuple[int, ...]
    broken: Residual
    free: frozenset[int]
    blank: frozenset[int]
    scale: int
    negative: frozenset[int]  # cells that may fall below 0
    fractions: frozenset[int]  # cells that need not be whole
    outside: Mapping[int, int]  # cells that another document gives another value
    scanned: frozenset[int] = frozenset()  # cells that were read from a picture

    def fits(self, cell: int, delta: int) -> bool:
        """Whether the cell could hold its value plus `delta`."""
        value = self.values[cell] + delta
        return (value >= 0 or cell in self.negative) and (
            self.scale == 1 or not value % self.scale or cell in self.fractions
        )

    def after(self, residual: Residual, cell: int, delta: int) -> Residual:
        """What is left of `residual` when the cell changes by `delta`."""
        left = residual.copy()
        for equation, coefficient in self.structure.incident[cell]:
            value = left.get(equation, 0) + coefficient * delta
            if value:
                left[equation] = value
            else:
                left.pop(equation, None)
        return left

    def decimal(self, value: int) -> Decimal:
        """A value in units of 1/`scale` as a number, exactly."""
        if self.scale == 1:
            return Decimal(value)
        return Decimal(f"{value}e-{len(str(self.scale)) - 1}")


class Rules(NamedTuple):
    """What the cells may hold, by name: which may be negative, which need not be whole, and which
    were read from a picture, so that a digit may be misread."""

    negative: Collection[str] = frozenset()
    fractions: Collection[str] = frozenset()
    scanned: Collection[str] = frozenset()


COUNTS: Final = Rules()
"""Every cell a count: whole, from 0."""


def problem(
    made: Structure,
    values: Mapping[str, Decimal],
    rules: Rules,
    confirmed: Mapping[str, Decimal],
) -> Problem:
    """The problem of `made` with the numbers `values`; what has none is blank, 0 to begin with.

    A `confirmed` cell is not free; one that holds another number than confirmed is, and known as
    contradicted from outside.
    """
    numbers = [values.get(cell) for cell in made.cells]
    wanted = [confirmed[c] for c in made.cells if c in confirmed]
    exponents = [_exponent(n) for n in (*numbers, *wanted) if n is not None]
    scale = 10 ** max(0, -min(exponents, default=0))
    ints = tuple(0 if n is None else _scaled(n, scale) for n in numbers)
    broken: Residual = {}
    for equation, terms in enumerate(made.members):
        total = sum([coefficient * ints[cell] for cell, coefficient in terms])
        if total:
            broken[equation] = total
    known = {
        n: _scaled(confirmed[cell], scale) for n, cell in enumerate(made.cells) if cell in confirmed
    }
    return Problem(
        made,
        ints,
        broken,
        free=frozenset(
            n
            for n in range(len(made.cells))
            if n not in known or (known[n] != ints[n] or numbers[n] is None)
        ),
        blank=frozenset(n for n, value in enumerate(numbers) if value is None),
        scale=scale,
        negative=frozenset(n for n, c in enumerate(made.cells) if c in rules.negative),
        fractions=frozenset(n for n, c in enumerate(made.cells) if c in rules.fractions),
        outside={n: v for n, v in known.items() if v != ints[n]},
        scanned=frozenset(n for n, c in enumerate(made.cells) if c in rules.scanned),
    )


def _scaled(value: Decimal, scale: int) -> int:
    """`value` times `scale`, which is large enough for a whole number; never rounded."""
    above, below = value.as_integer_ratio()
    return above * scale // below


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
