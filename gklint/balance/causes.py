"""From broken equations to their causes, as far as plain residuals allow.

A cell all of whose equations break by the same difference explains them alone. It is named where
no other such cell shares an equation with it; what is left over in one connected system is one
cause without a name. (Generalised Fellegi-Holt search for several cells builds on the same data.)
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gklint.balance.system import ZERO, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from gklint.balance.system import Residual


class Certainty(StrEnum):
    """How far a cause is known: UNIQUE and LIKELY name a cell, the others don't."""

    UNIQUE = "unique"  # changing this cell mends all, and no other single cell does
    LIKELY = "likely"  # it explains its equations alone, but more is broken or unknown
    AMBIGUOUS = "ambiguous"  # several single cells would do
    UNEXPLAINED = "unexplained"  # no single cell would do


class Cause(NamedTuple):
    """One cause and every equation it breaks. `change` is what the cell lacks (a difference)."""

    certainty: Certainty
    broken: tuple[Residual, ...]
    cell: str | None = None
    change: Decimal = ZERO


def find_causes(
    residuals: Sequence[Residual], allowed: Callable[[str, Decimal], bool]
) -> tuple[Cause, ...]:
    """The causes behind the broken ones of `residuals`, in the order of their first equation.

    `allowed(cell, change)` says whether the cell could hold its value plus `change` at all.
    """
    if not any(r.status is Status.BROKEN for r in residuals):
        return ()
    causes: list[Cause] = []
    for system in _connected(residuals):
        causes += _causes_of(system, allowed)
    order = {r.equation.key: i for i, r in enumerate(residuals)}
    return tuple(sorted(causes, key=lambda cause: order[cause.broken[0].equation.key]))


def _causes_of(
    system: Sequence[Residual], allowed: Callable[[str, Decimal], bool]
) -> Iterable[Cause]:
    broken = [r for r in system if r.status is Status.BROKEN]
    if not broken:
        return
    touching: defaultdict[str, list[Residual]] = defaultdict(list)
    for residual in system:
        for cell in residual.equation.coefficients:
            touching[cell].append(residual)
    changes = {
        cell: change
        for cell, around in touching.items()
        if (change := _change(cell, around)) is not None
    }
    possible = [cell for cell in changes if allowed(cell, changes[cell])]
    named = [cell for cell in possible if not _competes(cell, changes, touching)]
    taken: set[str] = set()
    for cell in named:
        mends = tuple(r for r in touching[cell] if r.status is Status.BROKEN)
        taken.update(r.equation.key for r in mends)
        known = all(r.status in (Status.BROKEN, Status.BALANCED) for r in touching[cell])
        whole = len(mends) == len(broken)
        certainty = Certainty.UNIQUE if known and whole else Certainty.LIKELY
        yield Cause(certainty, mends, cell, changes[cell])
    rest = tuple(r for r in broken if r.equation.key not in taken)
    if rest:
        open_to = any(
            r.equation.key not in taken
            for cell in possible
            for r in touching[cell]
            if r.status is Status.BROKEN
        )
        yield Cause(Certainty.AMBIGUOUS if open_to else Certainty.UNEXPLAINED, rest)


def _change(cell: str, around: Iterable[Residual]) -> Decimal | None:
    """The one change of `cell` that mends every equation around it, None where there is none."""
    change: Decimal | None = None
    for residual in around:
        if residual.status is Status.BALANCED:
            return None
        if residual.status is Status.BROKEN:
            needed = -residual.difference * residual.equation.coefficients[cell]
            if change is not None and needed != change:
                return None
            change = needed
    return change


def _competes(
    cell: str, changes: Mapping[str, Decimal], touching: Mapping[str, Sequence[Residual]]
) -> bool:
    """Whether another cell would explain an equation that `cell` explains."""
    return any(
        other != cell and other in changes
        for residual in touching[cell]
        if residual.status is Status.BROKEN
        for other in residual.equation.coefficients
    )


def _connected(residuals: Sequence[Residual]) -> Iterable[list[Residual]]:
    """The residuals parted into systems that share no cell, in order."""
    leader: dict[str, str] = {}

    def find(cell: str) -> str:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    for residual in residuals:
        cells = list(residual.equation.coefficients)
        for cell in cells:
            leader.setdefault(cell, cell)
        for cell in cells[1:]:
            leader[find(cell)] = find(cells[0])
    systems: defaultdict[str, list[Residual]] = defaultdict(list)
    for residual in residuals:
        systems[find(next(iter(residual.equation.coefficients)))].append(residual)
    return systems.values()
