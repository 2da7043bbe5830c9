"""What a statutory figure may be: a count, a change (signed), an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gklint.report.model import Report
    from gklint.ruleset.model import BlockForm, Form, Label

COUNT: Final = "count"
SIGNED: Final = "signed"
AMOUNT: Final = "amount"


def domain_of(report: Report, name: str) -> str:
    """The domain of the figure `name` by the form: its column's, else its row's, else a count."""
    found = find_labels(report, name)
    if found is None:
        return COUNT
    _, row, column = found
    return column.domain or row.domain or COUNT


def allows(report: Report, name: str, value: Decimal) -> bool:
    """Whether the figure `name` may be `value`."""
    if value >= 0 and value == value.to_integral_value():
        return True
    domain = domain_of(report, name)
    if domain == AMOUNT:
        return value >= 0
    return domain == SIGNED and value == value.to_integral_value()


def find_labels(report: Report, name: str) -> tuple[BlockForm, Label, Label] | None:
    """Block, row and column of a figure, in the table's own edition first."""
    table_key, _, rest = name.partition(".")
    row_key, _, column_key = rest.rpartition(".")
    for form in _forms(report, table_key):
        table = form.table(table_key)
        for block in table.blocks if table is not None else ():
            row = next((r for r in block.rows if r.key == row_key), None)
            column = next((c for c in block.columns if c.key == column_key), None)
            if row is not None and column is not None:
                return block, row, column
    return None


def _forms(report: Report, table_key: str) -> Iterator[Form]:
    reading = report.tables.get(table_key)
    first = report.pack.form(reading.edition) if reading is not None else report.form
    if first is not None:
        yield first
    yield from (form for form in report.pack.forms if form is not first)
