"""The equations that a form declares over a table, each for every column or row it is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.balance import Addend, Equation, Status, evaluate, parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.ruleset.model import BlockForm, Label, TableForm
    from gklint.ruleset.model import Equation as Declared


class Line(NamedTuple):
    """One declared equation for one column or row (`label`), over the names of its figures."""

    declared: Declared
    label: Label
    equation: Equation

    @property
    def fact(self) -> str:
        """The figure that stands for it: the side that is one cell, else the first cell."""
        left, right = self.equation.left, self.equation.right
        alone = next((s for s in (right, left) if len(s) == 1 and len(s[0].cells) == 1), left)
        return alone[0].cells[0]


def lines_of(table: TableForm, blocks: Iterable[BlockForm], declared: Declared) -> Iterator[Line]:
    """The equation in each column (or row) of the blocks, in the form's order."""
    notation = parse(declared.relation)
    by_column = declared.each == "column"
    for block in blocks:
        members = {number: _members(block, declared, number) for number in notation.numbers}
        for label in block.columns if by_column else block.rows:
            sides = []
            for side in (notation.left, notation.right):
                addends = []
                for item in side:
                    keys = members[item.number]
                    if by_column:
                        cells = tuple(f"{table.key}.{key}.{label.key}" for key in keys)
                    else:
                        cells = tuple(f"{table.key}.{label.key}.{key}" for key in keys)
                    addends.append(Addend(item.sign, cells))
                sides.append(tuple(addends))
            left, right = sides
            yield Line(declared, label, Equation(f"{declared.name}.{label.key}", left, right))


def _members(block: BlockForm, declared: Declared, number: str) -> tuple[str, ...]:
    """Keys of the rows (or columns) that `number` names: one, or all in the group of that number,
    as 3.7 names 3.7.1 and what follows it."""
    by_column = declared.each == "column"
    labels: Sequence[Label] = block.rows if by_column else block.columns
    exact = tuple(label.key for label in labels if label.number == number)
    if exact or not by_column:
        return exact
    inside = {group.key for group in block.groups if group.number == number}
    while more := {group.key for group in block.groups if group.group in inside} - inside:
        inside |= more
    return tuple(label.key for label in labels if label.group in inside)


def unknown_numbers(table: TableForm, declared: Declared) -> Iterator[str]:
    """Numbers of a declared equation that name nothing in the table: for checking the form."""
    for number in parse(declared.relation).numbers:
        for block in table.blocks:
            if not _members(block, declared, number):
                yield number


def zeros(
    lines: Iterable[Line], values: Mapping[str, Decimal], blanks: Collection[str]
) -> frozenset[str]:
    """The blanks that are zeros: every equation they stand in balances that way.

    Where a table has equations down its columns, those decide: a row whose total was left blank
    says nothing of its other cells.
    """
    known = tuple(lines)
    by_column = any(line.declared.each == "column" for line in known)
    telling = (line.equation for line in known if (line.declared.each == "column") == by_column)
    good: set[str] = set()
    bad: set[str] = set()
    for residual in evaluate(telling, values, blanks, blank_is_zero=True):
        cells = good if residual.status is Status.BALANCED else bad
        cells.update(residual.equation.coefficients)
    return frozenset(good.intersection(blanks) - bad)
