"""How far figures from outside a table may change what the table tells of itself.

Such figures are witnesses, not proof: prose is often written from the very table, its mistakes with
it. They choose among repairs of the same size. A smaller repair stands against them, and what only
they rule out is never called proven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.balance.locate import Tier

if TYPE_CHECKING:
    from collections.abc import Collection

    from gklint.balance.locate import Located


def weighed(alone: Located, helped: Located, fixed: Collection[str]) -> Located:
    """One verdict on one system of equations.

    `alone` was found by the table's own numbers, `helped` with the cells of `fixed` taken as right
    because they were confirmed from outside.
    """
    if _smallest(alone) and not 0 < _smallest(helped) <= _smallest(alone):
        return _against(alone, helped, fixed)
    if (helped.tier, helped.repairs) == (alone.tier, alone.repairs) or (
        alone.tier is Tier.UNIQUE and helped.repairs[0] == alone.repairs[0]
    ):
        return alone
    if helped.tier is Tier.UNIQUE:
        helped = helped._replace(tier=Tier.LIKELY, only=False)
    return helped._replace(helped=True)


def _smallest(found: Located) -> int:
    """The cells of the smallest whole repair, 0 where there is none."""
    if found.tier in (Tier.PARTIAL, Tier.UNEXPLAINED):
        return 0
    return min(len(repair.changes) for repair in found.repairs)


def _against(alone: Located, helped: Located, fixed: Collection[str]) -> Located:
    """What the table tells, with the repair that the figures from outside would have as well."""
    cells = (change.cell for change in alone.repairs[0].changes)
    disputed = tuple(cell for cell in cells if cell in fixed)
    if not disputed:
        return alone._replace(limited=alone.limited or helped.limited)
    others = helped.repairs[:1] if helped.tier in (Tier.UNIQUE, Tier.LIKELY) else ()
    tier = Tier.LIKELY if alone.tier is Tier.UNIQUE else alone.tier
    repairs = (*alone.repairs, *(one for one in others if one not in alone.repairs))
    return alone._replace(tier=tier, only=False, repairs=repairs, disputed=disputed)
