"""What the blanks of a table must be, if every number that is printed is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from gklint.balance.problem import Deltas, Problem


class Blanks(NamedTuple):
    """What follows for the blanks: `values` are those that are not 0, None where not all of them
    follow; `contradicted` says that no values could mend the table, so that a number is wrong."""

    values: Deltas | None
    contradicted: bool = False


NONE: Final = Blanks(None, contradicted=True)
"""A table without blanks."""


def implied(problem: Problem) -> Blanks:
    """What the blanks must be.

    An equation gives the value of a blank that is its only unknown, and makes all its blanks 0
    where they could only add up to 0. Where nothing more follows, a blank is 0 if that balances.
    """
    members = problem.structure.members
    unknown = set(problem.blank & problem.free)
    residual = problem.broken
    found: Deltas = {}
    waiting = set(range(len(members)))
    while waiting:
        equation = waiting.pop()
        terms = [(cell, c) for cell, c in members[equation] if cell in unknown]
        lacking = residual.get(equation, 0)
        if not terms:
            if lacking:
                return NONE
            continue
        if len(terms) == 1:
            cell, coefficient = terms[0]
            delta = -lacking * coefficient
            if not problem.fits(cell, delta):
                return NONE
            unknown.discard(cell)
            if delta:
                found[cell] = delta
                residual = problem.after(residual, cell, delta)
            waiting.update(e for e, _ in problem.structure.incident[cell])
        elif not lacking and _same_sign(problem, terms):
            for cell, _ in terms:
                unknown.discard(cell)
                waiting.update(e for e, _ in problem.structure.incident[cell])
    return Blanks(None if residual else found)


def _same_sign(problem: Problem, terms: list[tuple[int, int]]) -> bool:
    return len({c for _, c in terms}) == 1 and not any(
        cell in problem.negative for cell, _ in terms
    )
