"""A consolidated report beside the sum of its bodies, as plain data for outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.checks.rolled_up import rounded
from gklint.report.locate import fact_label, form_of
from gklint.report.model import table_of
from gklint.result import MemberSeen, RollUpLine, RollUpSeen

if TYPE_CHECKING:
    from decimal import Decimal

    from gklint.across.model import RollUp
    from gklint.report.model import Report


def rollup(report: Report, sums: RollUp | None) -> RollUpSeen | None:
    """Every figure of the report beside its bodies' sum; None where nothing rolls up into it."""
    if sums is None:
        return None
    lines = []
    for name, fact in report.facts.items():
        open_ = sums.open.get(name, ())
        total = sums.sums.get(name) if not open_ else None
        difference = None
        if fact.value is not None and total is not None:
            difference = fact.value - rounded(total, fact.value)
        lines.append(
            RollUpLine(
                name,
                fact_label(form_of(report, table_of(name)), name),
                _plain(fact.value),
                _plain(total),
                _plain(difference),
                open_,
            )
        )
    return RollUpSeen(tuple(MemberSeen(*member) for member in sums.members), tuple(lines))


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
