"""What was located in a table, parted into causes, and its alternatives into what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.balance import ZERO
from gklint.balance.locate import Located, Repair, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.balance import Equation, Residual
    from gklint.balance.locate import Change, Event


def apart(located: Located, broken: Mapping[str, Residual]) -> Iterator[Located]:
    """Causes that share no equation, each on its own, where that is how it can be told.

    `broken` are all residuals of the table, by key.
    """
    known = located.tier is Tier.UNIQUE or (
        located.tier is Tier.LIKELY and len(located.repairs) == 1
    )
    if not known:
        yield located
        return
    changes = {change.cell: change for change in located.repairs[0].changes}
    groups: list[tuple[set[str], list[Event]]] = []
    for event in located.repairs[0].events:
        # What one slip did is one cause, though its cells may share no broken equation; and two
        # slips are one where an equation balances only because both were made.
        keys = {
            key
            for key, residual in broken.items()
            if _effect(residual.equation, (changes[cell] for cell in event.cells))
        }
        joint = [group for group in groups if group[0] & keys]
        for group in joint:
            keys |= group[0]
        events = [e for group in joint for e in group[1]]
        groups = [g for g in groups if g not in joint] + [(keys, [*events, event])]
    for keys, events in groups:
        inside = {cell for event in events for cell in event.cells}
        yield located._replace(
            disputed=tuple(cell for cell in located.disputed if cell in inside),
            equations=tuple(key for key in located.equations if key in keys),
            repairs=(
                Repair(tuple(c for cell, c in changes.items() if cell in inside), tuple(events)),
            ),
        )


def _effect(equation: Equation, changes: Iterable[Change]) -> Decimal:
    """What the changes add to left less right."""
    factors = equation.coefficients
    return sum(
        (
            factors[change.cell] * (change.suggested - (change.reported or ZERO))
            for change in changes
            if change.cell in factors
        ),
        ZERO,
    )


def common_of(repairs: Sequence[Repair]) -> tuple[tuple[Change, ...], tuple[Repair, ...]]:
    """The changes that all repairs have, and what else each has; none where one has no more."""
    shared = set(repairs[0].changes).intersection(*(repair.changes for repair in repairs[1:]))
    if not shared or any(len(repair.changes) == len(shared) for repair in repairs):
        return (), tuple(repairs)
    return tuple(c for c in repairs[0].changes if c in shared), tuple(
        repair._replace(changes=tuple(c for c in repair.changes if c not in shared))
        for repair in repairs
    )
