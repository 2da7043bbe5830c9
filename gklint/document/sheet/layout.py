"""A sheet's grid → paragraphs and tables, as people lay a report out in a workbook.

A row in which one cell alone has text is prose; rows of several cells are a table, and so are the
rows between them: a label whose figures are left blank, a heading across the whole table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_BLOCKS, MAX_GRID
from gklint.document.model import Cell, Paragraph, Table
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.document.model import Block
    from gklint.document.sheet.grid import Box, Sheet

_LABEL: Final = 40  # characters: no label of a table's row is longer
_NUMBERED: Final = regex(r"[（(]?[一二三四五六七八九十]+[、）)．.]")
_ENDS: Final = tuple("。！？；：:")


class _Row(NamedTuple):
    """A row: its cells with text, those without that have a form, and whether a cell from above
    goes on in it."""

    said: tuple[Box, ...]
    blank: tuple[Box, ...]
    covered: bool

    @property
    def several(self) -> bool:
        """Certainly a table's."""
        return bool(self.said) and (
            self.covered or len(self.said) > 1 or (self.tall and bool(self.blank))
        )

    @property
    def tall(self) -> bool:
        return any(box.rowspan > 1 for box in self.said)

    @property
    def label(self) -> bool:
        """A short text with framed places beside it: the label of figures left blank."""
        return len(self.said) == 1 and bool(self.blank) and len(self.said[0].text) <= _LABEL


def blocks_of(sheet: Sheet, first: int) -> list[Block]:
    """The paragraphs and tables of `sheet`, numbered from `first`.

    Raises LimitReached("blocks" | "cells").
    """
    found: list[Block] = []
    rows = _rows(sheet)
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end > at:
            found.append(_table(sheet, rows[at:end], at, first + len(found)))
            at = end
            continue
        for text, box in _prose(rows[at]):
            line, col = sheet.numbers[at], sheet.columns[box.column]
            found.append(Paragraph(text, first + len(found), line, col, part=sheet.name))
        at += 1
        if first + len(found) > MAX_BLOCKS:
            raise LimitReached("blocks", limit=MAX_BLOCKS)
    return found


def _prose(row: _Row) -> Iterator[tuple[str, Box]]:
    """The paragraphs of a row that is no table's: each line of its cell, or its cells as one."""
    if len(row.said) > 1:
        yield "  ".join(" ".join(box.text.split()) for box in row.said), row.said[0]
        return
    for box in row.said:
        for line in box.text.split("\n"):
            if line.strip():
                yield line.strip(), box


def _rows(sheet: Sheet) -> list[_Row]:
    until = 0  # the row up to which a cell from above goes on
    rows: list[_Row] = []
    for number, boxes in enumerate(sheet.rows):
        said = tuple(box for box in boxes if box.text)
        rows.append(_Row(said, tuple(box for box in boxes if not box.text), number < until))
        until = max(until, *(box.row + box.rowspan for box in said), 0)
    return rows


def _table_end(rows: Sequence[_Row], start: int) -> int:
    """Where the table that begins with the row `start` ends; `start` where none does."""
    end = start
    above = rows[start].label or rows[start].tall
    if _certain(rows, start) or (above and _certain(rows, start + 1)):
        end = start + 1
        while end < len(rows) and (rows[end].several or _between(rows, start, end)):
            end += 1
    return end


def _certain(rows: Sequence[_Row], at: int) -> bool:
    """Whether the row is a table's by itself and one of its neighbours is so too: cells beside
    each other in one row alone are a line of prose (a name, a telephone number)."""
    if not (0 <= at < len(rows) and rows[at].several):
        return False
    row = rows[at]
    near = (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2])
    return bool(row.blank) or row.covered or any(r.several or r.label for r in near)


def _between(rows: Sequence[_Row], start: int, at: int) -> bool:
    """Whether a row that is not a table's by itself goes on with the table above it."""
    row = rows[at]
    if row.label:
        return True
    if at + 1 >= len(rows) or not (rows[at + 1].several or rows[at + 1].label):
        return False
    if not row.said:
        return row.covered or bool(row.blank)
    box = row.said[0]
    left = min(b.column for r in rows[start:at] for b in (*r.said, *r.blank))
    heading = _NUMBERED.match(box.text) is not None or box.text.endswith(_ENDS)
    return not heading and len(box.text) <= _LABEL and box.column == left


def _table(sheet: Sheet, rows: Sequence[_Row], start: int, block: int) -> Table:
    """The rows of `sheet` from `start` on as a table; columns are parted only where one of its
    cells begins or ends, and what no cell covers is a blank one."""
    said = [box for row in rows for box in row.said]
    left = min(box.column for box in said)
    right = max(box.column + box.colspan for box in said)
    boxes = [box for row in rows for box in (*row.said, *row.blank)]
    right = max(right, _framed(rows, right))
    edges = {left, right}
    for box in boxes:
        edges.update(e for e in (box.column, box.column + box.colspan) if left < e < right)
    columns = {edge: number for number, edge in enumerate(sorted(edges))}
    width, height = len(columns) - 1, len(rows)
    if width * height > MAX_GRID:
        raise LimitReached("cells", limit=MAX_GRID)
    marks = sorted(columns)
    owners: dict[tuple[int, int], Box] = {}
    for box in boxes:
        first, last = max(box.column, left), min(box.column + box.colspan, right)
        if first < last:
            owners[box.row - start, columns[first]] = box
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    starts: list[tuple[int | None, int | None]] = []
    for row in range(height):
        index = 0
        for column in range(width):
            if (row, column) in taken:
                continue
            owner = owners.get((row, column))
            rowspan = colspan = 1
            if owner is not None:
                rowspan = min(owner.rowspan, height - row)
                colspan = columns[min(owner.column + owner.colspan, right)] - column
            taken.update(
                (r, c) for r in range(row, row + rowspan) for c in range(column, column + colspan)
            )
            text = "" if owner is None else owner.text
            cells.append(Cell(text, row, column, rowspan, colspan, row, index))
            starts.append((sheet.numbers[start + row], sheet.columns[marks[column]]))
            index += 1
    return Table(
        tuple(cells), height, width, block, sheet.numbers[start], part=sheet.name, starts=starts
    )


def _framed(rows: Sequence[_Row], right: int) -> int:
    """The right edge of columns without any text that are framed all down the table: figures of
    the last column may all be left blank."""
    while True:
        beside = sum(
            1 for row in rows for b in row.blank if b.column <= right < b.column + b.colspan
        )
        if beside * 2 <= len(rows):
            return right
        right += 1
