"""Digits misread in a picture: which number a reader (OCR) may have taken another for.

The pairs are shapes that look alike in print, blurred or thin; weights are judgement, like all in
`gklint.balance.likelihood`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

_ALIKE: Final = {
    frozenset(pair): weight
    for weight, pairs in (
        (0.12, ("17", "38", "56", "68", "08", "06", "89", "35")),
        (0.06, ("14", "58", "09", "49", "27", "39", "69", "47", "59")),
    )
    for pair in pairs
}
_UNLIKE: Final = 0.004  # any other digit for another
_LOST: Final = 0.04  # one digit not seen, at an end or beside its like
_LOST_INSIDE: Final = 0.01
_DOUBLED: Final = 0.02  # one digit seen twice
_POINT: Final = 0.08  # a decimal point not seen
_MOST_WRONG: Final = 2  # digits of one number


class Misread(StrEnum):
    DIGITS = "digits"  # as many digits, one or two of them others
    LOST = "lost"  # a digit was not seen
    DOUBLED = "doubled"  # a digit was seen twice
    POINT = "point"  # the decimal point was not seen
    UNSEEN = "unseen"  # nothing was seen where a number stands


class Misreading(NamedTuple):
    """How likely `how` is, given the number in the picture; `meant` and `seen` are the digits that
    were taken for one another."""

    how: Misread
    chance: float
    meant: str = ""
    seen: str = ""


@lru_cache(maxsize=4096)
def misreading(reported: Decimal, true: Decimal) -> Misreading | None:
    """How the picture of `true` may have been read as `reported`; None where no way is known."""
    seen, meant = format(reported, "f"), format(true, "f")
    if seen == meant:
        return None
    if len(seen) == len(meant):
        return _digits(seen, meant)
    if "." in meant and meant.replace(".", "") == seen:
        return Misreading(Misread.POINT, _POINT)
    places = [at for at in range(len(meant)) if _without(meant, at) == seen]
    if places:
        chance = max(_lost(meant, at) for at in places)
        return Misreading(Misread.LOST, chance)
    if len(seen) == len(meant) + 1:
        doubled = any(
            _without(seen, at) == meant and digit in seen[at + 1 : at + 2]
            for at, digit in enumerate(seen)
        )
        return Misreading(Misread.DOUBLED, _DOUBLED / len(meant)) if doubled else None
    return None


def _digits(seen: str, meant: str) -> Misreading | None:
    wrong = [(m, s) for m, s in zip(meant, seen, strict=True) if m != s]
    if len(wrong) > _MOST_WRONG or not all((m + s).isdigit() for m, s in wrong):
        return None
    chances = [_ALIKE.get(frozenset(pair), _UNLIKE) for pair in wrong]
    if len(wrong) > 1 and _UNLIKE in chances:
        return None
    chance = prod(chances)
    return Misreading(
        Misread.DIGITS, chance, "".join(m for m, _ in wrong), "".join(s for _, s in wrong)
    )


def _without(text: str, at: int) -> str:
    return text[:at] + text[at + 1 :]


def _lost(meant: str, at: int) -> float:
    """The chance that the digit `at` is not seen: one at an end, or one of two alike, rather."""
    beside = meant[at - 1 : at] + meant[at + 1 : at + 2]
    return _LOST if at in (0, len(meant) - 1) or meant[at] in beside else _LOST_INSIDE
