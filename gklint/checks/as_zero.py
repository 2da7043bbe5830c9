"""Tables that plainly leave zeros blank: what breaks once their blanks count as 0.

A blank stays an unknown that may hold a number. Where filling blanks explains a cause with no more
cells than changing numbers, or where neither is likely, the blanks are told, not the numbers; and
nothing is called certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.balance import Status
from gklint.balance.locate import Tier
from gklint.checks.apart import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.balance import Residual
    from gklint.balance.locate import Change, Located, Repair
    from gklint.checks.relations import Figures


class Settled(NamedTuple):
    """What was located, parted by what explains it.

    `located` are causes in which a printed number is wrong, `left_out` blanks that hold a number
    (`proven`: no others would do). `besides` are the other ways to mend what is told of blanks.
    """

    located: tuple[Located, ...]
    left_out: tuple[Change, ...]
    proven: bool
    besides: tuple[Repair, ...]


def plainly_zero(figures: Figures, residuals: Sequence[Residual]) -> bool:
    """Whether a table uses blanks for zeros: more than half of its cells are blank, and most of
    its equations balance with them as 0, a third of those that hold a number other than 0 too. (A
    row without a number balances whatever its blanks mean; one without its total does not.)"""
    if len(figures.blanks) <= len(figures.values) + figures.unread:
        return False
    balanced = [r for r in residuals if r.status is Status.BALANCED]
    broken = len(residuals) - len(balanced)
    telling = sum(any(map(figures.values.get, r.equation.coefficients)) for r in balanced)
    return len(balanced) > broken and 2 * telling > broken


def settle(found: Sequence[Located], residuals: Sequence[Residual]) -> Settled:
    """`found` was located with the blanks as 0 that may be filled; `residuals` are those of all
    equations, with blanks as unknowns."""
    by_key = {r.equation.key: r for r in residuals}
    told: list[Located] = []
    left_out: list[Change] = []
    besides: list[Repair] = []
    proven = True
    for whole in found:
        parts = list(apart(whole, by_key))
        for part in parts:
            unknown = [key for key in part.equations if by_key[key].status is Status.BLANK]
            filling = _filling(part)
            if filling is not None and part.tier in (Tier.UNIQUE, Tier.LIKELY):
                left_out += filling.changes
                besides += [repair for repair in part.repairs if repair != filling]
                proven &= part.tier is Tier.UNIQUE and len(parts) == 1
            elif filling is not None:
                besides += part.repairs
            elif not unknown:
                told.append(part)
            elif len(unknown) < len(part.equations) or any(map(_changes_number, part.repairs)):
                told.append(part._replace(tier=_tier(part), only=False))
    return Settled(tuple(told), tuple(left_out), proven, tuple(besides))


def number_is_wrong(cause: Located) -> bool:
    """Whether none of the repairs of as few cells as the likeliest fills a blank."""
    if cause.limited or cause.tier not in (Tier.LIKELY, Tier.AMBIGUOUS):
        return False
    most = len(cause.repairs[0].changes)
    return not any(
        change.reported is None
        for repair in cause.repairs
        if len(repair.changes) <= most
        for change in repair.changes
    )


def _tier(part: Located) -> Tier:
    """How far a cause can be told when blanks were counted as 0: where more blanks are to be filled
    than numbers to be changed, something was left out, and no arithmetic tells its place."""
    if part.tier not in (Tier.UNIQUE, Tier.LIKELY):
        return part.tier
    changes = part.repairs[0].changes
    blanks = sum(change.reported is None for change in changes)
    return Tier.AMBIGUOUS if 2 * blanks > len(changes) else Tier.LIKELY


def _filling(part: Located) -> Repair | None:
    """The first repair by blanks alone; where one repair is likely, of no more cells than that."""
    if part.tier in (Tier.PARTIAL, Tier.UNEXPLAINED):
        return None
    most = None if part.tier is Tier.AMBIGUOUS else len(part.repairs[0].changes)
    return next(
        (
            repair
            for repair in part.repairs
            if (most is None or len(repair.changes) <= most) and not _changes_number(repair)
        ),
        None,
    )


def _changes_number(repair: Repair) -> bool:
    return any(change.reported is not None for change in repair.changes)
