"""Every smallest set of cells whose change makes all equations balance.

Iterative deepening on the number of cells. In a repair without rings some cell of any broken
equation stands alone in one of its broken equations, whose difference is then its change: so each
cell of one broken equation is tried with the differences of its own broken equations. This finds
all repairs of up to `Structure.proven_up_to` cells; larger ones may be missed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gklint.balance.problem import Budget, Deltas, Problem, Residual

MOST_CELLS: Final = 5


class Found(NamedTuple):
    """All repairs of the smallest size, 0 and none where there is none up to the bound."""

    size: int
    repairs: tuple[Deltas, ...]


def smallest_repairs(
    problem: Problem, budget: Budget, usable: Collection[int], most: int = MOST_CELLS
) -> Found:
    """All smallest repairs of at most `most` cells among `usable`, as far as `budget` reaches."""
    search = _Search(problem, budget, usable)
    for size in range(max(1, search.least(problem.broken)), most + 1 if problem.broken else 1):
        search.run(problem.broken, size, {})
        if search.found:
            return Found(size, tuple(search.found.values()))
        if budget.hit:
            break
    return Found(0, ())


class _Search:
    def __init__(self, problem: Problem, budget: Budget, usable: Collection[int]) -> None:
        self._problem = problem
        self._budget = budget
        made = problem.structure
        allowed = frozenset(usable)
        self._members: Sequence[Sequence[int]] = [
            [cell for cell, _ in terms if cell in allowed] for terms in made.members
        ]
        self._by_support: defaultdict[frozenset[int], list[int]] = defaultdict(list)
        for cell in sorted(allowed):
            self._by_support[frozenset([e for e, _ in made.incident[cell]])].append(cell)
        self.found: dict[frozenset[tuple[int, int]], Deltas] = {}

    def least(self, residual: Residual) -> int:
        """How many cells it takes at the least: each mends one equation of a family."""
        families = self._problem.structure.families
        counts: dict[int, int] = {}
        for equation in residual:
            family = families[equation]
            counts[family] = counts.get(family, 0) + 1
        return max(counts.values(), default=0)

    def run(self, residual: Residual, left: int, taken: Deltas) -> None:
        if left == 1:
            self._last(residual, taken)
            return
        problem, members = self._problem, self._members
        equation = min(residual, key=lambda e: len(members[e]))
        for cell in members[equation]:
            if cell in taken:
                continue
            around = problem.structure.incident[cell]
            for delta in {-residual[e] * c for e, c in around if e in residual}:
                if problem.fits(cell, delta):
                    if not self._budget.step():
                        return
                    rest = problem.after(residual, cell, delta)
                    if rest and self.least(rest) < left:
                        self.run(rest, left - 1, {**taken, cell: delta})

    def _last(self, residual: Residual, taken: Deltas) -> None:
        problem = self._problem
        for cell in self._by_support.get(frozenset(residual), ()):
            if cell in taken:
                continue
            deltas = {-residual[e] * c for e, c in problem.structure.incident[cell]}
            if len(deltas) == 1:
                (delta,) = deltas
                if problem.fits(cell, delta):
                    repair = {**taken, cell: delta}
                    self.found[frozenset(repair.items())] = repair
