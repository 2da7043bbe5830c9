"""The relations of a form over sums: where they break, a body's own table is broken."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.across.cells import expanded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.ruleset.model import TableForm

_ZERO: Final = Decimal(0)


class Relation(NamedTuple):
    """A relation for one column or row: both sides as signs and figures, and what they come to."""

    name: str
    left: tuple[tuple[int, str], ...]
    right: tuple[tuple[int, str], ...]
    left_sum: Decimal
    right_sum: Decimal


def relations(table: TableForm, sums: Mapping[str, Decimal]) -> Iterator[Relation]:
    """Every relation that the table's form declares, in Chinese."""
    for equation in table.equations:
        for line, left, right in expanded(table, table.blocks, equation):
            yield Relation(
                f"{table.name.zh} → {line.name.zh}：{equation.text.zh}",
                tuple(left),
                tuple(right),
                sum((sign * sums.get(name, _ZERO) for sign, name in left), _ZERO),
                sum((sign * sums.get(name, _ZERO) for sign, name in right), _ZERO),
            )
