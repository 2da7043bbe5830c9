"""Figures that something outside the table confirms: the prose, and last year's report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.checks.stated import stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from gklint.checks.base import Context
    from gklint.report.model import Report

_KIND: Final = "cross-year"
_EARLIER: Final = "previous."
_EACH: Final = "*"


def confirmed(report: Report, context: Context) -> Mapping[str, Decimal]:
    """Figures by name, as told outside the table; what two sources tell differently is left out.

    They need not agree with the table: that is for the rules on prose and on years to say. Last
    year's report counts where its issuer was matched without doubt, for the figures that a rule of
    kind ``cross-year`` holds to be equal to one of this year's.
    """
    told: dict[str, Decimal] = {}
    disputed: set[str] = set()
    for name, value in (*stated(report).items(), *_carried_over(report, context)):
        if told.setdefault(name, value) != value:
            disputed.add(name)
    return {name: value for name, value in told.items() if name not in disputed}


def _carried_over(report: Report, context: Context) -> Iterator[tuple[str, Decimal]]:
    previous = context.around.previous
    if previous is None or previous.match.doubtful:
        return
    for rule in report.pack.rules:
        if rule.kind != _KIND:
            continue
        for relation in rule.options["relations"]:
            left, right = relation["left"], relation["right"]
            if relation.get("op", "=") != "=" or not _bare(left, right):
                continue
            for key in relation.get("each", [""]):
                earlier = right.removeprefix(_EARLIER).replace(_EACH, key)
                value = previous.digest.value(earlier)
                if value is not None:
                    yield left.replace(_EACH, key), value


def _bare(left: str, right: str) -> bool:
    """Whether the relation says that one figure of this year equals one of last year's."""
    return (
        len(left.split()) == 1
        and len(right.split()) == 1
        and not left.startswith(_EARLIER)
        and right.startswith(_EARLIER)
    )
