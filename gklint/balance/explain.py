"""The fewest slips that explain a broken table: all of them, as changes of cells.

Searching goes over classes of slips with the same effect, so that what can't be told apart costs
nothing: the last slip is looked up by what is left.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.balance.displaced import displaced
from gklint.balance.templates import Kind, catalogue, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.balance.displaced import Displaced
    from gklint.balance.problem import Budget, Deltas, Problem, Residual
    from gklint.balance.templates import Key

MOST_SLIPS: Final = 3
_MOST_PRODUCTS: Final = 600  # members of classes put together for one explanation
_MOST_FOUND: Final = 1000


class Slips(NamedTuple):
    """All explanations with the fewest slips (0 and none where there is none)."""

    size: int
    repairs: tuple[Deltas, ...]
    displaced: Sequence[Displaced]


def fewest_slips(problem: Problem, budget: Budget, most: int = MOST_SLIPS) -> Slips:
    """All explanations by the least number of slips, at most `most`."""
    search = _Search(problem, budget)
    for size in range(1, most + 1):
        search.run(problem.broken, size, ())
        if search.found or budget.hit:
            break
    else:
        size = 0
    return Slips(size if search.found else 0, tuple(search.found.values()), search.displaced)


class _Search:
    def __init__(self, problem: Problem, budget: Budget) -> None:
        self._problem = problem
        self._budget = budget
        self._catalogue = catalogue(problem.structure)
        self.displaced = displaced(problem)
        self._by_effect: defaultdict[frozenset[tuple[int, int]], list[Deltas]] = defaultdict(list)
        for slip in self.displaced:
            mends = frozenset((e, -value) for e, value in slip.effect.items())
            self._by_effect[mends].append(slip.deltas)
        self._members: dict[tuple[Key, int], list[Deltas]] = {}
        self.found: dict[frozenset[tuple[int, int]], Deltas] = {}

    def run(self, residual: Residual, left: int, path: tuple[list[Deltas], ...]) -> None:
        if not residual or not self._budget.step():
            return
        if left == 1:
            self._last(residual, path)
            return
        touching = self._catalogue.touching
        equation = min(residual, key=lambda e: len(touching[e]))
        few = self._few(residual, left)
        for key in touching[equation] if few else ():
            scales = {
                -residual[e] // value
                for e, value in key
                if e in residual and not residual[e] % value
            }
            for scale in scales:
                members = self._fitting(key, scale)
                if members:
                    self.run(_added(residual, key, scale), left - 1, (*path, members))
        for slip in self.displaced:
            if equation in slip.effect:
                rest = _added(residual, tuple(slip.effect.items()), 1)
                self.run(rest, left - 1, (*path, [slip.deltas]))

    def _few(self, residual: Residual, left: int) -> bool:
        """Whether slips of a few cells can mend so much: each two equations of a family."""
        families = self._problem.structure.families
        counts: dict[int, int] = {}
        for equation in residual:
            family = families[equation]
            counts[family] = counts.get(family, 0) + 1
        return max(counts.values()) <= 2 * left

    def _last(self, residual: Residual, path: tuple[list[Deltas], ...]) -> None:
        members: list[Deltas] = []
        if frozenset(residual) in self._catalogue.supports:
            key, factor = key_of(residual)
            if key in self._catalogue.classes:
                members = self._fitting(key, -factor)
        if self._by_effect:
            members = [*members, *self._by_effect.get(frozenset(residual.items()), ())]
        if not members:
            return
        ways = product(*path, members)
        for count, way in enumerate(ways):
            if count == _MOST_PRODUCTS or len(self.found) >= _MOST_FOUND:
                self._budget.hit = True
                return
            repair: Deltas = {}
            for deltas in way:
                repair.update(deltas)
            if len(repair) == sum(map(len, way)):  # no cell changed twice
                self.found.setdefault(frozenset(repair.items()), repair)

    def _fitting(self, key: Key, scale: int) -> list[Deltas]:
        """The members of a class that, with `scale` times its effect, leave possible values."""
        known = self._members.get((key, scale))
        if known is not None:
            return known
        problem = self._problem
        values, free = problem.values, problem.free
        made: list[Deltas] = []
        for template, factor in self._catalogue.classes[key]:
            if scale % factor:
                continue
            delta = scale // factor
            if template.kind is Kind.SWAPPED:
                (one, _), (other, _) = template.cells
                if values[other] - values[one] != delta:
                    continue
            deltas = {cell: sign * delta for cell, sign in template.cells}
            if all(c in free and problem.fits(c, d) for c, d in deltas.items()):
                made.append(deltas)
        self._members[key, scale] = made
        return made


def _added(residual: Residual, effect: Key, scale: int) -> Residual:
    left = residual.copy()
    for equation, value in effect:
        total = left.get(equation, 0) + value * scale
        if total:
            left[equation] = total
        else:
            left.pop(equation, None)
    return left
