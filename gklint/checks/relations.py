"""The equations of a statutory table over the figures it prints: the form's data as a system."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from gklint.balance import Status, evaluate
from gklint.lang import Localised
from gklint.report.equations import lines_of
from gklint.report.locate import form_of
from gklint.report.model import UNFILLED, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.balance import Equation, Grid, Residual
    from gklint.report.equations import Line
    from gklint.report.model import Fact, Report
    from gklint.ruleset.model import BlockForm, Label, TableForm

T = TypeVar("T")


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
    printed = tuple(block.it for block in blocks)
    lines = [
        line
        for name in names
        for declared in table.it.equations
        if declared.name == name
        for line in lines_of(table.it, printed, declared)
    ]
    grid = tuple(
        tuple(f"{table.it.key}.{row.key}.{column.key}" for column in block.it.columns)
        for block in blocks
        for row in block.it.rows
    )
    equations = tuple(line.equation for line in lines)
    return {line.equation.key: line for line in lines}, equations, grid


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
        tables.setdefault(table_of(name), []).append(fact)
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


def table_name(report: Report, table_key: str) -> Localised:
    """The name of a statutory table, in the edition it was read by."""
    form = form_of(report, table_key)
    table = form.table(table_key) if form is not None else None
    return table.name if table is not None else Localised(table_key, table_key)
