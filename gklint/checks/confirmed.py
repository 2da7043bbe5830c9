"""Figures that something outside the table confirms: the prose, and last year's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.checks.stated import stated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gklint.checks.base import Context
    from gklint.report.model import Report


def confirmed(report: Report, context: Context) -> Mapping[str, Decimal]:
    """Figures by name, as told outside the table; what two sources tell differently is left out.

    They need not agree with the table: that is for the rules on prose and on years to say.
    """
    return stated(report)
