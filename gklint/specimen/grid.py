"""A statutory table as rows of printed cells, laid out as the form prints it.

Shape: one list a printed row; each cell stands once, in its first row, with the rows and columns
it covers. `covered` cells are the places below a merged cell, for formats without merging.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gklint.ruleset.model import BlockForm, Label
    from gklint.specimen.model import SpecimenTable


@dataclass(slots=True)
class GridCell:
    text: str
    rowspan: int = 1
    colspan: int = 1
    covered: bool = False


GridRow = list[GridCell]


def grid(table: SpecimenTable) -> list[GridRow]:
    """All printed rows of `table`."""
    width = max(_label_columns(b) + len(b.columns) for b in table.form.blocks)
    rows: list[GridRow] = []
    for block in table.form.blocks:
        if block.layout == "flat":
            rows += _flat(table, block)
        else:
            rows += _matrix(table, block, width)
    return _with_covered(rows)


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


def _matrix(table: SpecimenTable, block: BlockForm, width: int) -> list[GridRow]:
    rows: list[GridRow] = []
    labels = _label_columns(block)
    spare = width - labels - len(block.columns)
    if block.heading is not None:
        rows.append([GridCell(table.label(block.heading.zh), colspan=width)])
    rows += _header(table, block, labels, spare)
    kept = [row for row in block.rows if row.key not in table.removed]
    opened: set[str] = set()
    for row in kept:
        cells: GridRow = []
        around = list(_groups(block, row))[::-1]
        for group in around:
            if group.key not in opened:
                opened.add(group.key)
                inside = sum(group in _groups(block, other) for other in kept)
                cells.append(GridCell(table.label(group.text), rowspan=inside))
        cells.append(GridCell(table.label(row.text), colspan=labels - len(around)))
        cells += _figures(table, row, block.columns)
        cells[-1].colspan += spare
        rows.append(cells)
    return rows


def _header(table: SpecimenTable, block: BlockForm, labels: int, spare: int) -> list[GridRow]:
    corner = GridCell(table.label(block.furniture[0]) if block.furniture else "", colspan=labels)
    upper = _upper(table, block.columns)
    upper[-1].colspan += spare
    if all(column.under is None for column in block.columns):
        return [[corner, *upper]]
    lower = [GridCell(table.label(c.text)) for c in block.columns if c.under is not None]
    for cell, column in zip(upper, _first_of_each(block.columns), strict=True):
        cell.rowspan = 2 if column.under is None else 1
    rows = [upper, lower]
    over = [text for text in block.furniture[1:] if all(text != c.under for c in block.columns)]
    if over:
        rows.insert(0, [GridCell(table.label(over[0]), colspan=len(block.columns))])
    corner.rowspan = len(rows)
    rows[0].insert(0, corner)
    return rows


def _flat(table: SpecimenTable, block: BlockForm) -> list[GridRow]:
    """Rows side by side: their labels above the columns, one row of figures."""
    width = len(block.columns)
    rows = [row for row in block.rows if row.key not in table.removed]
    upper = _upper(table, rows)
    for cell in upper:
        cell.colspan *= width
    middle: GridRow = []
    lower: GridRow = []
    for row in rows:
        columns = [GridCell(table.label(column.text)) for column in block.columns]
        if row.under is None:
            for cell in columns:
                cell.rowspan = 2
            middle += columns
        else:
            middle.append(GridCell(table.label(row.text), colspan=width))
            lower += columns
    figures = [cell for row in rows for cell in _figures(table, row, block.columns)]
    return [upper, middle, *([lower] if lower else []), figures]


def _upper(table: SpecimenTable, labels: Sequence[Label]) -> GridRow:
    """The cells over `labels`: each label, or once the cell that several stand under."""
    cells: GridRow = []
    previous: str | None = None
    for label in labels:
        if label.under is not None and label.under == previous:
            cells[-1].colspan += 1
        else:
            cells.append(GridCell(table.label(label.under or label.text)))
        previous = label.under
    return cells


def _first_of_each(labels: Iterable[Label]) -> list[Label]:
    found: list[Label] = []
    for label in labels:
        if not found or label.under is None or label.under != found[-1].under:
            found.append(label)
    return found


def _figures(table: SpecimenTable, row: Label, columns: Iterable[Label]) -> GridRow:
    return [GridCell(table.cells[f"{table.form.key}.{row.key}.{c.key}"]) for c in columns]


def _with_covered(rows: list[GridRow]) -> list[GridRow]:
    """The rows with a covered cell wherever a merged cell reaches down, in column order."""
    pending: dict[int, tuple[int, int]] = {}  # column → (rows left, width)
    out: list[GridRow] = []
    for row in rows:
        full: GridRow = []
        column = 0
        cells = iter(row)
        cell = next(cells, None)
        while cell is not None or column in pending:
            if column in pending:
                left, wide = pending.pop(column)
                full.append(GridCell("", colspan=wide, covered=True))
                if left > 1:
                    pending[column] = (left - 1, wide)
                column += wide
                continue
            if cell is None:
                break
            full.append(cell)
            if cell.rowspan > 1:
                pending[column] = (cell.rowspan - 1, cell.colspan)
                # Taken up again in the next row only.
                column += cell.colspan
                cell = next(cells, None)
                continue
            column += cell.colspan
            cell = next(cells, None)
        out.append(full)
    return out
