"""Figures that something outside the table confirms: the prose, and last year's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.checks.carried import carried
from gklint.checks.stated import stated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gklint.checks.base import Context
    from gklint.report.model import Report


def confirmed(report: Report, context: Context) -> Mapping[str, Decimal]:
    """Figures by name, as told outside the table; what two sources tell differently is left out.

    They need not agree with the table: that is for the rules on prose and on years to say. Last
    year's report counts where its issuer was matched without doubt, for the figures that a rule of
    kind ``cross-year`` holds to be equal to one of this year's.
    """
    told: dict[str, Decimal] = {}
    disputed: set[str] = set()
    for name, value in (*stated(report).items(), *carried(report, context).items()):
        if told.setdefault(name, value) != value:
            disputed.add(name)
    return {name: value for name, value in told.items() if name not in disputed}
