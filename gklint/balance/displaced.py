"""Slips of whole stretches: shifted, left out, split. What they do is told by the values alone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gklint.balance.templates import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.balance.problem import Deltas, Problem, Residual


class Displaced(NamedTuple):
    """One such slip: the change that mends it, and what that does to the equations."""

    kind: Kind
    deltas: Deltas
    effect: Residual


def displaced(problem: Problem) -> list[Displaced]:
    """Every such slip that the broken equations allow."""
    found: dict[frozenset[tuple[int, int]], Displaced] = {}
    rows, columns = problem.structure.lines
    for lines, across in ((rows, False), (columns, True)):
        for line in lines:
            for kind, deltas in _of_line(problem, line, across):
                changed = {cell: delta for cell, delta in deltas.items() if delta}
                key = frozenset(changed.items())
                if len(changed) > 1 and key not in found and _fit(problem, changed):
                    found[key] = Displaced(kind, changed, effect_of(problem, changed))
    return list(found.values())


def effect_of(problem: Problem, deltas: Deltas) -> Residual:
    """What changing cells adds to left less right, equation by equation."""
    effect: Residual = {}
    for cell, delta in deltas.items():
        for equation, coefficient in problem.structure.incident[cell]:
            effect[equation] = effect.get(equation, 0) + coefficient * delta
    return {equation: value for equation, value in effect.items() if value}


def _fit(problem: Problem, deltas: Deltas) -> bool:
    return all(cell in problem.free and problem.fits(cell, delta) for cell, delta in deltas.items())


def _of_line(
    problem: Problem, line: Sequence[int], is_column: bool
) -> Iterator[tuple[Kind, Deltas]]:
    values = problem.values
    if not any(values[cell] for cell in line):
        yield from _omitted(problem, line)
        return
    for way in (tuple(line), tuple(reversed(line))):
        yield from _shifted(problem, way, is_column)
    if not is_column:
        yield from _split(problem, line)


def _omitted(problem: Problem, line: Sequence[int]) -> Iterator[tuple[Kind, Deltas]]:
    """The line takes up all that its addends' totals lack."""
    made = problem.structure
    inside = set(line)
    deltas: Deltas = {}
    for cell in line:
        for equation, coefficient in made.incident[cell]:
            if equation in problem.broken and not any(
                other in inside and other != cell for other, _ in made.members[equation]
            ):
                deltas[cell] = -problem.broken[equation] * coefficient
                break
    yield Kind.OMITTED, deltas


def _shifted(
    problem: Problem, line: Sequence[int], is_column: bool
) -> Iterator[tuple[Kind, Deltas]]:
    """Values moved one place along `line`, a 0 where they began and the last one overwritten."""
    values = problem.values
    for begin in range(len(line) - 2):
        if values[line[begin]] or not values[line[begin + 1]]:
            continue
        deltas: Deltas = {}
        for place in range(begin, len(line) - 1):
            cell, following = line[place], line[place + 1]
            change = values[following] - values[cell]
            if change and not _broken_across(problem, line, cell):
                break
            deltas[cell] = change
            if place > begin or not is_column:
                kind = Kind.SHIFTED if place > begin else Kind.MOVED
                for last in _last_values(problem, deltas, following):
                    yield kind, {**deltas, following: last}


def _last_values(problem: Problem, deltas: Deltas, last: int) -> Iterator[int]:
    """What the overwritten cell may have lost: 0, or what one of its equations asks for."""
    asked = {-problem.values[last]}
    effect = effect_of(problem, deltas)
    for equation, coefficient in problem.structure.incident[last]:
        asked.add(-(problem.broken.get(equation, 0) + effect.get(equation, 0)) * coefficient)
    yield from asked


def _broken_across(problem: Problem, line: Sequence[int], cell: int) -> bool:
    """Whether an equation of `cell` that runs across the line is broken."""
    made = problem.structure
    inside = set(line)
    return any(
        equation in problem.broken
        and not any(other in inside and other != cell for other, _ in made.members[equation])
        for equation, _ in made.incident[cell]
    )


def _split(problem: Problem, line: Sequence[int]) -> Iterator[tuple[Kind, Deltas]]:
    """Two neighbours that are one number; what follows is one place off, or stands."""
    values = problem.values
    for place in range(len(line) - 1):
        cell, following = line[place], line[place + 1]
        if values[cell] <= 0 or values[following] < 0 or problem.scale != 1:
            continue
        joined = int(f"{values[cell]}{values[following]}")
        if not _broken_across(problem, line, cell):
            continue
        deltas: Deltas = {cell: joined - values[cell]}
        yield Kind.SPLIT, {**deltas, following: -values[following]}
        tail = line[place + 1 :]
        for here, there in pairwise(tail):
            deltas[here] = values[there] - values[here]
        for last in _last_values(problem, deltas, tail[-1]):
            yield Kind.SPLIT, {**deltas, tail[-1]: last}
