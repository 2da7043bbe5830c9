"""A statutory table laid out as the form prints it: labels, and which figure each place is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from gklint.ruleset.model import BlockForm, Label, TableForm


class Printed(NamedTuple):
    """A cell, in its first row, with the rows and columns it covers; columns count from 0.

    `fact` names the figure of a data cell, else `text` is printed there. `covered` are the places
    below a merged cell, for formats without merging.
    """

    text: str
    column: int
    rowspan: int = 1
    colspan: int = 1
    covered: bool = False
    fact: str | None = None


PrintedRow = tuple[Printed, ...]


def layout(table: TableForm, removed: Collection[str] = ()) -> tuple[PrintedRow, ...]:
    """All rows of `table` but those whose keys are in `removed`."""
    width = max(_label_columns(b) + len(b.columns) for b in table.blocks)
    rows: list[_Row] = []
    for block in table.blocks:
        kept = [row for row in block.rows if row.key not in removed]
        if block.layout == "flat":
            rows += _flat(table, block, kept)
        else:
            rows += _matrix(table, block, kept, width)
    return _with_covered(rows)


def width_of(rows: Iterable[PrintedRow]) -> int:
    """Columns of a table."""
    return max(cell.column + cell.colspan for row in rows for cell in row)


@dataclass(slots=True)
class _Cell:
    """A cell in the making."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    fact: str | None = None


_Row = list[_Cell]


def _label_columns(block: BlockForm) -> int:
    return 1 + max((_depth(block, row) for row in block.rows), default=0)


def _depth(block: BlockForm, label: Label) -> int:
    return len(list(_groups(block, label)))


def _groups(block: BlockForm, label: Label) -> Iterator[Label]:
    """The groups around a row, innermost first."""
    key = label.group
    while key is not None:
        group = next(g for g in block.groups if g.key == key)
        yield group
        key = group.group


def _matrix(table: TableForm, block: BlockForm, kept: Sequence[Label], width: int) -> list[_Row]:
    rows: list[_Row] = []
    labels = _label_columns(block)
    spare = width - labels - len(block.columns)
    if block.heading is not None:
        rows.append([_Cell(block.heading.zh, colspan=width)])
    rows += _header(block, labels, spare)
    opened: set[str] = set()
    for row in kept:
        cells: _Row = []
        around = list(_groups(block, row))[::-1]
        for group in around:
            if group.key not in opened:
                opened.add(group.key)
                inside = sum(group in _groups(block, other) for other in kept)
                cells.append(_Cell(group.text, rowspan=inside))
        cells.append(_Cell(row.text, colspan=labels - len(around)))
        cells += _figures(table, row, block.columns)
        cells[-1].colspan += spare
        rows.append(cells)
    return rows


def _header(block: BlockForm, labels: int, spare: int) -> list[_Row]:
    corner = _Cell(block.furniture[0] if block.furniture else "", colspan=labels)
    upper = _upper(block.columns)
    upper[-1].colspan += spare
    if all(column.under is None for column in block.columns):
        return [[corner, *upper]]
    lower = [_Cell(c.text) for c in block.columns if c.under is not None]
    for cell, column in zip(upper, _first_of_each(block.columns), strict=True):
        cell.rowspan = 2 if column.under is None else 1
    rows = [upper, lower]
    over = [text for text in block.furniture[1:] if all(text != c.under for c in block.columns)]
    if over:
        rows.insert(0, [_Cell(over[0], colspan=len(block.columns))])
    corner.rowspan = len(rows)
    rows[0].insert(0, corner)
    return rows


def _flat(table: TableForm, block: BlockForm, rows: Sequence[Label]) -> list[_Row]:
    """Rows side by side: their labels above the columns, one row of figures."""
    width = len(block.columns)
    upper = _upper(rows)
    for cell in upper:
        cell.colspan *= width
    middle: _Row = []
    lower: _Row = []
    for row in rows:
        columns = [_Cell(column.text) for column in block.columns]
        if row.under is None:
            for cell in columns:
                cell.rowspan = 2
            middle += columns
        else:
            middle.append(_Cell(row.text, colspan=width))
            lower += columns
    figures = [cell for row in rows for cell in _figures(table, row, block.columns)]
    return [upper, middle, *([lower] if lower else []), figures]


def _upper(labels: Sequence[Label]) -> _Row:
    """The cells over `labels`: each label, or once the cell that several stand under."""
    cells: _Row = []
    previous: str | None = None
    for label in labels:
        if label.under is not None and label.under == previous:
            cells[-1].colspan += 1
        else:
            cells.append(_Cell(label.under or label.text))
        previous = label.under
    return cells


def _first_of_each(labels: Iterable[Label]) -> list[Label]:
    found: list[Label] = []
    for label in labels:
        if not found or label.under is None or label.under != found[-1].under:
            found.append(label)
    return found


def _figures(table: TableForm, row: Label, columns: Iterable[Label]) -> _Row:
    return [_Cell("", fact=f"{table.key}.{row.key}.{c.key}") for c in columns]


def _with_covered(rows: Iterable[_Row]) -> tuple[PrintedRow, ...]:
    """The rows with a covered cell wherever a merged cell reaches down, in column order."""
    pending: dict[int, tuple[int, int]] = {}  # column → (rows left, width)
    out: list[PrintedRow] = []
    for row in rows:
        full: list[Printed] = []
        column = 0
        cells = iter(row)
        cell = next(cells, None)
        while cell is not None or column in pending:
            if column in pending:
                left, wide = pending.pop(column)
                full.append(Printed("", column, colspan=wide, covered=True))
                if left > 1:
                    pending[column] = (left - 1, wide)
                column += wide
                continue
            if cell is None:
                break
            full.append(Printed(cell.text, column, cell.rowspan, cell.colspan, fact=cell.fact))
            if cell.rowspan > 1:
                pending[column] = (cell.rowspan - 1, cell.colspan)  # from the next row on
            column += cell.colspan
            cell = next(cells, None)
        out.append(tuple(full))
    return tuple(out)
