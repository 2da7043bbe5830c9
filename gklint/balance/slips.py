"""Which slip of the pen turns one number into another (after Scholtus 2009)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


class Slip(StrEnum):
    LEFT_OUT = "left_out"  # 0 where a number belongs
    TRANSPOSED = "transposed"  # two neighbouring digits changed places
    REPLACED = "replaced"  # one digit is another
    ADDED = "added"  # one digit too many
    DROPPED = "dropped"  # one digit too few
    OTHER = "other"


def slip(reported: Decimal, suggested: Decimal) -> Slip:
    """The slip that makes `suggested` into `reported`; both as plain numbers."""
    seen, meant = format(reported, "f"), format(suggested, "f")
    if reported == 0 and suggested > 0:
        return Slip.LEFT_OUT
    if len(seen) == len(meant):
        wrong = [i for i, pair in enumerate(zip(seen, meant, strict=True)) if pair[0] != pair[1]]
        if len(wrong) == 1 and len(seen) > 1:
            return Slip.REPLACED
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            first, second = wrong
            if (seen[first], seen[second]) == (meant[second], meant[first]):
                return Slip.TRANSPOSED
    elif len(seen) == len(meant) + 1 and _without_one(seen, meant):
        return Slip.ADDED
    elif len(seen) + 1 == len(meant) and _without_one(meant, seen):
        return Slip.DROPPED
    return Slip.OTHER


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
