"""The flat layout: row labels above the column labels, and one row with all the figures.

Also read: one row a label (transposed), and one line a figure (a list).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.report.attempt import Attempt
from gklint.report.figures import has_number, is_figure
from gklint.report.header import Header, pair
from gklint.report.lexicon import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.model import Cell
    from gklint.report.lexicon import Hit
    from gklint.report.lines import Line
    from gklint.ruleset.model import BlockForm, Label


def read_flat(attempts: list[Attempt], lines: Sequence[Line], before: Sequence[Line]) -> list[Line]:
    """Read one source table into the last attempt, or into a new one where it is a copy.

    `before` is the header that the table before left without figures; the same is returned.
    """
    block = attempts[-1].table.blocks[0]
    header = [] if any(any(line.hits) for line in lines) else list(before)
    row: Hit | None = None
    for line in lines:
        rows, columns = line.with_role(Role.ROW), line.with_role(Role.COLUMN)
        if len(rows) == 1 and not columns and _transposed(attempts, block, header, line, rows[0]):
            continue
        if rows:
            row = _hit(line, rows[-1], Role.ROW)
        if row is not None and len(columns) == 1 and columns[0] == len(line.cells) - 2:
            _listed(attempts, block, line, row, columns[0])
            continue
        if any(line.hits) and not any(has_number(cell.text) for cell in line.cells):
            header.append(line)
        elif (
            header
            and all(is_figure(cell.text) for cell in line.cells[1:])
            and _across(attempts, block, header, line)
        ):
            header = []
    return header


def _hit(line: Line, index: int, role: Role) -> Hit | None:
    return next((h for h in line.hits[index] if h.role is role), None)


def _fresh(attempts: list[Attempt], names: Sequence[str]) -> Attempt:
    """The attempt to fill: a new one where any of `names` is held already."""
    last = attempts[-1]
    if any(f"{last.table.key}.{name}" in last.bound for name in names):
        last = Attempt(last.form, last.table)
        attempts.append(last)
    return last


def _fill(
    attempts: list[Attempt],
    block: BlockForm,
    line: Line,
    triples: Sequence[tuple[Label, Label, Cell]],
) -> Attempt:
    attempt = _fresh(attempts, [f"{row.key}.{column.key}" for row, column, _ in triples])
    for row, column, cell in triples:
        attempt.bind(row, [(column, cell)], line, block)
    return attempt


def _transposed(
    attempts: list[Attempt], block: BlockForm, above: Sequence[Line], line: Line, index: int
) -> bool:
    """A row label with its own figures after it, the column labels on top."""
    rest = line.cells[index + 1 :]
    hit = _hit(line, index, Role.ROW)
    if hit is None or hit.label is None or not rest or any(line.hits[index + 1 :]):
        return False
    if not all(is_figure(cell.text) for cell in rest):
        return False
    header = Header(block, above)
    label = line.cells[index]
    pairs = pair(header, rest, label.col + label.colspan) if header.known else None
    if pairs is None:
        return False
    row = hit.label
    attempt = _fill(attempts, block, line, [(row, column, cell) for column, cell in pairs])
    attempt.saw(line, label, hit)
    return True


def _listed(attempts: list[Attempt], block: BlockForm, line: Line, row: Hit, index: int) -> None:
    """One figure a line: its column label at the left, its row label further left or above."""
    column = _hit(line, index, Role.COLUMN)
    cell = line.cells[index + 1]
    if row.label is None or column is None or column.label is None or not is_figure(cell.text):
        return
    _fill(attempts, block, line, [(row.label, column.label, cell)]).saw(
        line, line.cells[index], column
    )


def _across(attempts: list[Attempt], block: BlockForm, header: Sequence[Line], line: Line) -> bool:
    """The one row of figures: by what stands above each, else by their number. Whether it is."""
    triples = _above(header, line) if line.table.spans_known else []
    whole = len(block.rows) * len(block.columns)
    pairs = {(row.key, column.key) for row, column, _ in triples}
    if len(pairs) != len(triples) or (len(triples) < whole and _names_all(block, header)):
        triples = []
    if not triples:
        cells = list(line.cells)
        while len(cells) > whole and not cells[0].text.strip():
            cells.pop(0)
        if len(cells) == whole + 1 and not is_figure(cells[0].text):
            cells.pop(0)
        while len(cells) > whole and not cells[-1].text.strip():
            cells.pop()
        if len(cells) != whole or not _names_all(block, header):
            return False
        names = [(row, column) for row in block.rows for column in block.columns]
        triples = [(row, column, cell) for (row, column), cell in zip(names, cells, strict=True)]
    attempt = _fill(attempts, block, line, triples)
    for head in header:
        for cell, hits in zip(head.cells, head.hits, strict=True):
            for hit in hits[:1]:
                attempt.saw(head, cell, hit)
    return True


def _names_all(block: BlockForm, header: Sequence[Line]) -> bool:
    """Whether the header names every row and column of the block, somewhere."""
    seen = {
        (hit.role, hit.label.key)
        for line in header
        for hits in line.hits
        for hit in hits
        if hit.label is not None
    }
    return all((Role.ROW, row.key) in seen for row in block.rows) and all(
        (Role.COLUMN, column.key) in seen for column in block.columns
    )


def _above(header: Sequence[Line], line: Line) -> list[tuple[Label, Label, Cell]]:
    """(row, column, cell) for each cell with one label of each kind above it."""
    triples: list[tuple[Label, Label, Cell]] = []
    for cell in line.cells:
        row: Label | None = None
        column: Label | None = None
        for head in header:
            for top, hits in zip(head.cells, head.hits, strict=True):
                if not (top.col <= cell.col < top.col + top.colspan):
                    continue
                for hit in hits:
                    if hit.role is Role.ROW:
                        row = hit.label
                    elif hit.role is Role.COLUMN:
                        column = hit.label
        if row is not None and column is not None:
            triples.append((row, column, cell))
    return triples
