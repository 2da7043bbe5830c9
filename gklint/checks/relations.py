"""The equations of a statutory table over the figures it prints: the form's data as a system."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from gklint.balance import Addend, Equation, Status, evaluate, parse
from gklint.lang import Localised, fill
from gklint.report.locate import form_of
from gklint.report.model import FactState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.balance import Grid, Residual
    from gklint.lang import Text
    from gklint.report.model import Fact, Report
    from gklint.ruleset.model import BlockForm, Label, TableForm
    from gklint.ruleset.model import Equation as Declared

T = TypeVar("T")

UNFILLED = (FactState.BLANK, FactState.DASH)


class Line(NamedTuple):
    """One equation of the system: what the form declares, for one column or row.

    `fact` is the figure that stands for it: the side that is one cell, else the first cell.
    """

    declared: Declared
    each: str  # "column" or "row"
    label: Label
    fact: str


class Figures(NamedTuple):
    """The cells of a table by what is known of them: numbers, blanks (with dashes), the rest."""

    values: Mapping[str, Decimal]
    blanks: frozenset[str]
    unread: int

    @property
    def empty(self) -> bool:
        """True where cells were read and not one holds anything."""
        return bool(self.blanks) and not self.values and not self.unread


class Spot(NamedTuple):
    """A cell's row and column in the form."""

    block: BlockForm
    row: Label
    column: Label


class System(NamedTuple):
    """Equations of one table with their lines (by `Equation.key`), its cells by row and column,
    and its figures."""

    lines: Mapping[str, Line]
    equations: tuple[Equation, ...]
    grid: Grid
    blocks: tuple[BlockForm, ...]
    figures: Figures

    def spots(self) -> Mapping[str, Spot]:
        """Every cell's row and column in the form."""
        labels = [
            Spot(block, row, column)
            for block in self.blocks
            for row in block.rows
            for column in block.columns
        ]
        cells = (cell for row in self.grid for cell in row)
        return dict(zip(cells, labels, strict=True))

    def residuals(self, *, blank_is_zero: bool) -> tuple[Residual, ...]:
        if self.figures.empty and not blank_is_zero:
            return ()
        return evaluate(
            self.equations, self.figures.values, self.figures.blanks, blank_is_zero=blank_is_zero
        )

    def unassessed(self) -> tuple[Residual, ...]:
        """The equations that don't balance with their blanks as 0."""
        return tuple(r for r in self.residuals(blank_is_zero=False) if r.status is Status.BLANK)


def system(report: Report, table_key: str, names: Sequence[str] | None = None) -> System | None:
    """The system of the table's equations called `names` (all by default), in that order.

    None where the table was not found or its edition declares no such equation.
    """
    form = form_of(report, table_key)
    table = form.table(table_key) if form is not None else None
    if table is None or table_key not in report.tables:
        return None
    wanted = tuple(e.name for e in table.equations) if names is None else tuple(names)
    blocks = tuple(map(_Same, printed_blocks(report, table)))
    lines, equations, grid = _expanded(_Same(table), blocks, wanted)
    if not equations:
        return None
    printed = tuple(block.it for block in blocks)
    return System(lines, equations, grid, printed, figures(report, table_key))


def printed_equations(table: TableForm) -> tuple[tuple[Equation, ...], Grid]:
    """Every equation of a table as the form prints it, and its cells by row and column."""
    names = tuple(e.name for e in table.equations)
    _, equations, grid = _expanded(_Same(table), tuple(map(_Same, table.blocks)), names)
    return equations, grid


class _Same(Generic[T]):
    """Compares by identity: forms are data of a pack and far too large to be compared."""

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.it is self.it

    def __hash__(self) -> int:
        return id(self.it)


@lru_cache(maxsize=64)
def _expanded(
    table: _Same[TableForm], blocks: tuple[_Same[BlockForm], ...], names: tuple[str, ...]
) -> tuple[Mapping[str, Line], tuple[Equation, ...], Grid]:
    lines: dict[str, Line] = {}
    equations: list[Equation] = []
    for name in names:
        for declared in table.it.equations:
            if declared.name == name:
                for block in blocks:
                    for equation, line in _expand(table.it, block.it, declared):
                        equations.append(equation)
                        lines[equation.key] = line
    grid = tuple(
        tuple(f"{table.it.key}.{row.key}.{column.key}" for column in block.it.columns)
        for block in blocks
        for row in block.it.rows
    )
    return lines, tuple(equations), grid


def figures(report: Report, table_key: str) -> Figures:
    """The table's figures sorted by state."""
    values: dict[str, Decimal] = {}
    blanks: set[str] = set()
    unread = 0
    for fact in facts_of(report, table_key):
        if fact.value is not None:
            values[fact.name] = fact.value
        elif fact.state in UNFILLED:
            blanks.add(fact.name)
        else:
            unread += 1
    return Figures(values, frozenset(blanks), unread)


def facts_of(report: Report, table_key: str) -> Sequence[Fact]:
    """The facts of one table, in the order they were read; sorted out once per report."""
    cached = report.memo.get("facts")
    if isinstance(cached, dict):
        facts: Sequence[Fact] = cached.get(table_key, ())
        return facts
    tables: dict[str, list[Fact]] = {}
    for name, fact in report.facts.items():
        tables.setdefault(name.partition(".")[0], []).append(fact)
    report.memo["facts"] = tables
    return tables.get(table_key, ())


def printed_blocks(report: Report, table: TableForm) -> Iterator[BlockForm]:
    """The blocks of the table, those kept from another edition in place of its own."""
    reading = report.tables.get(table.key)
    kept: dict[str, BlockForm] = {}
    for key, edition in reading.mixed.items() if reading is not None else ():
        form = report.pack.form(edition)
        other = form.table(table.key) if form is not None else None
        kept.update({b.key: b for b in (other.blocks if other is not None else ()) if b.key == key})
    for block in table.blocks:
        yield kept.pop(block.key, block)
    yield from kept.values()


def _expand(
    table: TableForm, block: BlockForm, declared: Declared
) -> Iterator[tuple[Equation, Line]]:
    notation = parse(declared.relation)
    rows, groups = block.rows, block.groups
    by_column = declared.each == "column"
    members = {
        number: _members(number, rows if by_column else block.columns, groups if by_column else ())
        for number in notation.numbers
    }
    for label in block.columns if by_column else rows:
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
        alone = next((s for s in (right, left) if len(s) == 1 and len(s[0].cells) == 1), left)
        equation = Equation(f"{declared.name}.{label.key}", left, right)
        yield equation, Line(declared, declared.each, label, alone[0].cells[0])


def _members(number: str, labels: Sequence[Label], groups: Sequence[Label]) -> tuple[str, ...]:
    """Keys of the labels that `number` names: one, or all in the group of that number."""
    exact = tuple(label.key for label in labels if label.number == number)
    if exact:
        return exact
    inside = {group.key for group in groups if group.number == number}
    while True:
        wider = inside | {g.key for g in groups if g.group in inside}
        if wider == inside:
            break
        inside = wider
    return tuple(label.key for label in labels if label.group in inside)


def unknown_numbers(table: TableForm, declared: Declared) -> Iterator[str]:
    """Numbers of a declared equation that name nothing in the table: for checking the form."""
    for number in parse(declared.relation).numbers:
        for block in table.blocks:
            labels = block.rows if declared.each == "column" else block.columns
            if not _members(number, labels, block.groups if declared.each == "column" else ()):
                yield number


def table_name(report: Report, table_key: str) -> Localised:
    """The name of a statutory table, in the edition it was read by."""
    form = form_of(report, table_key)
    table = form.table(table_key) if form is not None else None
    return table.name if table is not None else Localised(table_key, table_key)


def named(template: Localised, **names: Text) -> Localised:
    """`template` with its ``$names`` filled in both languages."""
    return Localised(fill(template, names, "zh"), fill(template, names, "en"))


def joined(names: Sequence[Localised | str]) -> Localised:
    """Names one after the other."""
    zh = [name if isinstance(name, str) else name.zh for name in names]
    en = [name if isinstance(name, str) else name.en for name in names]
    return Localised("、".join(zh), ", ".join(en))
