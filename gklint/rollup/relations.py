"""The relations of a form over sums: where they break, a body's own table is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.balance import ZERO
from gklint.report.equations import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from gklint.balance import Addend
    from gklint.ruleset.model import TableForm


class Side(NamedTuple):
    """One side of a relation: figures with their signs, and what they come to."""

    terms: tuple[tuple[int, str], ...]
    sum: Decimal


class Relation(NamedTuple):
    """A relation for one column or row."""

    name: str
    left: Side
    right: Side

    @property
    def figures(self) -> frozenset[str]:
        return frozenset(name for side in (self.left, self.right) for _, name in side.terms)

    def difference(self, values: Mapping[str, Decimal]) -> Decimal:
        """What the left comes to more than the right over other `values`."""
        return _sum(self.left.terms, values) - _sum(self.right.terms, values)


def relations(table: TableForm, sums: Mapping[str, Decimal]) -> Iterator[Relation]:
    """Every relation that the table's form declares, in Chinese."""
    for declared in table.equations:
        for line in lines_of(table, table.blocks, declared):
            yield Relation(
                f"{table.name.zh} → {line.label.name.zh}：{declared.text.zh}",
                _side(line.equation.left, sums),
                _side(line.equation.right, sums),
            )


def _side(addends: tuple[Addend, ...], sums: Mapping[str, Decimal]) -> Side:
    terms = tuple((addend.sign, cell) for addend in addends for cell in addend.cells)
    return Side(terms, _sum(terms, sums))


def _sum(terms: Iterable[tuple[int, str]], values: Mapping[str, Decimal]) -> Decimal:
    return sum((sign * values.get(name, ZERO) for sign, name in terms), ZERO)
