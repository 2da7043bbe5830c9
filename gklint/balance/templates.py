"""What one slip does to several cells at once, and which slips no arithmetic tells apart.

A template is a set of cells that change together by one amount, each added or subtracted. Its
*effect* is what it does to the equations; templates with the same effect up to a factor form a
class, and only a class can be found from differences. Which member it was is for values to say, or
for nobody.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, pairwise
from math import gcd
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gklint.balance.structure import Structure, Terms

_MOST_PAIRS: Final = 10_000
"""Pairs of one row or column up to which all are looked at; in larger tables only neighbours."""

Key = tuple[tuple[int, int], ...]


class Kind(StrEnum):
    """What happened, as far as the cells tell."""

    CHANGED = "changed"  # one cell; the slip of the pen says how
    SWAPPED = "swapped"  # two cells of one row or column hold each other's value
    MOVED = "moved"  # a value stands in the next cell, and 0 in its own
    BOOKED = "booked"  # some counted in the wrong cell of the same row or column
    STALE = "stale"  # totals that were not renewed
    SUMMED = "summed"  # a wrong cell and totals made from it
    SHIFTED = "shifted"  # a stretch of a row or column one place off
    OMITTED = "omitted"  # a whole row or column left at 0
    SPLIT = "split"  # one number read as two cells
    MISREAD = "misread"  # one cell, read from a picture: a digit taken for another


class Template(NamedTuple):
    kind: Kind
    cells: Terms  # cell and factor; the first is the one that a slip would have touched


class Member(NamedTuple):
    """A template in its class: its effect is `factor` times the class's."""

    template: Template
    factor: int


class Catalogue(NamedTuple):
    classes: Mapping[Key, Sequence[Member]]
    touching: Sequence[Sequence[Key]]  # equation → the classes that change it
    supports: frozenset[frozenset[int]]  # the sets of equations that a class changes
    by_cells: Mapping[tuple[int, ...], Sequence[Template]]  # templates of several cells, by them


def key_of(effect: Mapping[int, int]) -> tuple[Key, int]:
    """The effect without its factor, and the factor: the sign of the first is in the factor."""
    divisor = gcd(*effect.values())
    items = sorted(effect.items())
    if items[0][1] < 0:
        divisor = -divisor
    return tuple((equation, value // divisor) for equation, value in items), divisor


@lru_cache(maxsize=16)
def catalogue(made: Structure) -> Catalogue:
    """Every template of the table, in classes; made once for a form."""
    classes: defaultdict[Key, list[Member]] = defaultdict(list)
    by_cells: defaultdict[tuple[int, ...], list[Template]] = defaultdict(list)
    seen: set[frozenset[tuple[int, int]]] = set()
    for template in _templates(made):
        cells = frozenset(template.cells)
        opposite = frozenset((cell, -factor) for cell, factor in template.cells)
        if cells in seen or opposite in seen:
            continue
        seen.add(cells)
        effect: dict[int, int] = {}
        for cell, factor in template.cells:
            for equation, coefficient in made.incident[cell]:
                effect[equation] = effect.get(equation, 0) + factor * coefficient
        effect = {equation: value for equation, value in effect.items() if value}
        if effect:  # what changes no equation is seen by none
            key, factor = key_of(effect)
            classes[key].append(Member(template, factor))
            if len(template.cells) > 1:
                by_cells[tuple(sorted(cell for cell, _ in template.cells))].append(template)
    touching: list[list[Key]] = [[] for _ in made.equations]
    for key in classes:
        for equation, _ in key:
            touching[equation].append(key)
    supports = frozenset(frozenset(equation for equation, _ in key) for key in classes)
    return Catalogue(dict(classes), touching, supports, dict(by_cells))


def _templates(made: Structure) -> Iterator[Template]:
    for cell in range(len(made.cells)):
        yield Template(Kind.CHANGED, ((cell, 1),))
    yield from _of_totals(made)
    rows, columns = made.lines
    leaves = frozenset(made.leaves)
    every = sum(len(line) ** 2 // 2 for line in (*rows, *columns)) <= _MOST_PAIRS
    for line in (*rows, *columns):
        for one, other in combinations(line, 2) if every else pairwise(line):
            # What two addends of the same total lost and gained may have been booked wrongly.
            addends = one in leaves and other in leaves
            common = addends and set(made.totals[one]) & set(made.totals[other])
            kind = Kind.BOOKED if common else Kind.SWAPPED
            yield Template(kind, ((one, 1), (other, -1)))


def _of_totals(made: Structure) -> Iterator[Template]:
    for leaf in made.leaves:
        totals = made.totals[leaf]
        grand = tuple(sorted({g for total in totals for g in made.totals[total]}))
        for some in _subsets(totals):
            yield Template(Kind.SUMMED, ((leaf, 1), *((t, 1) for t in some)))
            for last in grand:
                cells = (leaf, *some, last)
                yield Template(Kind.SUMMED, tuple((c, 1) for c in cells))
                yield Template(Kind.STALE, tuple((c, 1) for c in cells[1:]))
            if len(some) > 1:
                yield Template(Kind.STALE, tuple((t, 1) for t in some))


def _subsets(items: Sequence[int]) -> Iterable[tuple[int, ...]]:
    for size in range(1, len(items) + 1):
        yield from combinations(items, size)
