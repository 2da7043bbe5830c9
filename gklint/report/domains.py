"""What a statutory figure may be: a count, a change (signed), an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.report.locate import labels_of

if TYPE_CHECKING:
    from decimal import Decimal

    from gklint.report.model import Report
    from gklint.ruleset.model import Label

COUNT: Final = "count"
SIGNED: Final = "signed"
AMOUNT: Final = "amount"


def domain(row: Label, column: Label) -> str:
    """The column's domain by the form, else the row's, else a count."""
    return column.domain or row.domain or COUNT


def domain_of(report: Report, name: str) -> str:
    """The domain of the figure `name`."""
    found = labels_of(report, name)
    if found is None:
        return COUNT
    _, row, column = found
    return domain(row, column)


def allows(report: Report, name: str, value: Decimal) -> bool:
    """Whether the figure `name` may be `value`."""
    if value >= 0 and value == value.to_integral_value():
        return True
    allowed = domain_of(report, name)
    if allowed == AMOUNT:
        return value >= 0
    return allowed == SIGNED and value == value.to_integral_value()
