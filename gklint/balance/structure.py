"""What can be told of a table from its equations alone: roles of cells, and what they can prove.

Cells and equations are counted from 0 here, so that searching is quick. No name of a form is
known: a total is the cell that stands alone on one side of an equation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gklint.balance.system import Addend, Equation, Grid

MOST_PROVEN: Final = 3
"""Cells of a repair up to which the search is exact, where the equations allow it."""

Terms = tuple[tuple[int, int], ...]
"""Pairs of a number (cell or equation) and a coefficient, 1 or -1."""


@dataclass(frozen=True, eq=False)
class Structure:
    """Connected equations over `cells`; `grid` are the table's rows of cells, as printed."""

    equations: tuple[Equation, ...]
    grid: Grid
    cells: tuple[str, ...]
    incident: tuple[Terms, ...]  # cell → the equations it stands in
    members: tuple[Terms, ...]  # equation → its cells

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Cell → its number."""
        return {cell: number for number, cell in enumerate(self.cells)}

    @cached_property
    def lines(self) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
        """Rows and columns of the grid, each its cells in order; those in no equation left out."""
        number = self.number
        rows = [[number[c] for c in row if c in number] for row in self.grid]
        columns: defaultdict[int, list[int]] = defaultdict(list)
        for row in self.grid:
            for position, cell in enumerate(row):
                if cell in number:
                    columns[position].append(number[cell])
        return (
            tuple(tuple(row) for row in rows if len(row) > 1),
            tuple(tuple(column) for _, column in sorted(columns.items()) if len(column) > 1),
        )

    @cached_property
    def place(self) -> Mapping[int, tuple[int, int]]:
        """Cell → its row and column in the grid."""
        number = self.number
        return {
            number[cell]: (r, c)
            for r, row in enumerate(self.grid)
            for c, cell in enumerate(row)
            if cell in number
        }

    @cached_property
    def totals(self) -> tuple[tuple[int, ...], ...]:
        """Cell → the totals it is added into."""
        found: list[list[int]] = [[] for _ in self.cells]
        for equation in self.equations:
            for one, other in (
                (equation.right, equation.left),
                (equation.left, equation.right),
            ):
                total = _alone(one)
                parts = [c for addend in other for c in addend.cells]
                if total is not None and len(parts) > 1 and all(a.sign > 0 for a in other):
                    for part in parts:
                        found[self.number[part]].append(self.number[total])
                    break
        return tuple(tuple(totals) for totals in found)

    @cached_property
    def leaves(self) -> tuple[int, ...]:
        """The cells that are no total."""
        sums = {total for totals in self.totals for total in totals}
        return tuple(n for n in range(len(self.cells)) if n not in sums)

    @cached_property
    def families(self) -> tuple[int, ...]:
        """Equation → its family: no cell stands in two equations of one family."""
        found: list[int] = []
        for number, terms in enumerate(self.members):
            taken = {
                found[other]
                for cell, _ in terms
                for other, _ in self.incident[cell]
                if other < number
            }
            found.append(next(f for f in range(number + 1) if f not in taken))
        return tuple(found)

    def proven_up_to(self, free: Collection[int]) -> int:
        """The size of repairs among the cells `free` up to which a search over trees finds all.

        Two or three cells that hang together in a ring, or cells that no equation tells apart,
        allow repairs that such a search does not meet.
        """
        shared: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        single: defaultdict[int, int] = defaultdict(int)
        for cell in free:
            around = sorted(e for e, _ in self.incident[cell])
            if len(around) == 1:
                single[around[0]] += 1
            for pair in combinations(around, 2):
                shared[pair].add(cell)
        if any(n > 1 for n in single.values()) or any(len(c) > 1 for c in shared.values()):
            return 1
        if _has_triangle(shared) or any(
            len(self.incident[cell]) == 2 and all(e in single for e, _ in self.incident[cell])
            for cell in free
        ):
            return 2
        return MOST_PROVEN


def _has_triangle(shared: Mapping[tuple[int, int], set[int]]) -> bool:
    """Whether three equations are joined in a ring by three cells."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in shared:
        near[one].add(other)
        near[other].add(one)
    for (one, other), cells in shared.items():
        for third in near[one] & near[other]:
            second = shared.get((min(one, third), max(one, third)), set())
            last = shared.get((min(other, third), max(other, third)), set())
            if len(cells | second | last) == 3:
                return True
    return False


def _alone(side: Sequence[Addend]) -> str | None:
    return side[0].cells[0] if len(side) == 1 and len(side[0].cells) == 1 else None


@lru_cache(maxsize=32)
def structure(equations: tuple[Equation, ...], grid: Grid) -> Structure:
    """The structure of `equations`, made once."""
    number: dict[str, int] = {}
    members: list[Terms] = []
    incident: list[list[tuple[int, int]]] = []
    for which, equation in enumerate(equations):
        terms = []
        for cell, coefficient in equation.coefficients.items():
            if cell not in number:
                number[cell] = len(number)
                incident.append([])
            terms.append((number[cell], coefficient))
            incident[number[cell]].append((which, coefficient))
        members.append(tuple(terms))
    return Structure(equations, grid, tuple(number), tuple(map(tuple, incident)), tuple(members))


def connected(equations: Iterable[Equation]) -> list[tuple[Equation, ...]]:
    """The equations parted into systems that share no cell, in order."""
    leader: dict[str, str] = {}

    def find(cell: str) -> str:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    known = list(equations)
    for equation in known:
        first, *others = equation.coefficients
        leader.setdefault(first, first)
        for cell in others:
            leader[find(leader.setdefault(cell, cell))] = find(first)
    systems: defaultdict[str, list[Equation]] = defaultdict(list)
    for equation in known:
        systems[find(next(iter(equation.coefficients)))].append(equation)
    return [tuple(system) for system in systems.values()]
