"""One run of paragraphs and tables (the body, a footnote, a text box) as drafts."""

from __future__ import annotations

from typing import Final

from gklint.document.errors import LimitReached
from gklint.document.flowing.cells import fill
from gklint.document.flowing.drafts import Draft, LinkDraft, ParagraphDraft, TableDraft
from gklint.document.flowing.grid import SLIVER, Merge, RawCell, RawRow
from gklint.document.limits import MAX_BLOCKS, MAX_GRID, MAX_NESTED

_TWIPS: Final = 3  # the unit of a width that is given in twips
_BEYOND: Final = 1000  # twips; the width of a cell that the row does not tell of


class RowForm:
    """The cells of a row as ``\\trowd`` and what follows it tell them, in twips from the margin."""

    def __init__(self) -> None:
        self.left = 0
        self.free = self.free_unit = 0  # width left free before the first cell, and its unit
        self.cells: list[tuple[int, Merge, bool]] = []  # right edge, merged down, joined left
        self._down = Merge.NONE
        self._joined = False

    def merge(self, down: Merge) -> None:
        self._down = down

    def join(self) -> None:
        self._joined = True

    def cell(self, edge: int) -> None:
        """The next cell's right edge, which ends what is told of it."""
        if len(self.cells) < MAX_GRID:
            self.cells.append((edge, self._down, self._joined))
        self._down, self._joined = Merge.NONE, False

    def row(self, number: int, contents: list[list[Draft]], table: TableDraft) -> RawRow:
        """The row of `contents`, whose cells are added to `table`."""
        row = RawRow(number)
        edges = [self.left]
        for index, content in enumerate(contents):
            known = index < len(self.cells)
            edge, down, joined = self.cells[index] if known else (edges[-1] + _BEYOND, *_PLAIN)
            edge = max(edge, edges[-1])
            cell = RawCell("", index, merge=down)
            fill(cell, content, row, table)
            if joined and len(row.cells) > 1:
                row.cells.pop()
                table.cells.pop()
                table.cells[-1].extend(content)
                before, edges[-1] = row.cells[-1], edge
                # What stands in the second half is not printed, and is not lost either.
                before.text = f"{before.text}\n{cell.text}".strip("\n")
            else:
                edges.append(edge)
        row.edges = edges
        return row


_PLAIN: Final = (Merge.NONE, False)


class Count:
    """Paragraphs of a document, over all of its stories."""

    def __init__(self) -> None:
        self._number = 0

    def add(self) -> None:
        self._number += 1
        if self._number > MAX_BLOCKS:
            raise LimitReached("blocks", limit=MAX_BLOCKS)


class _Open:
    """A table being read: its cells so far of the row, the content so far of the cell; `free` are
    the rows that say how much is left free before them."""

    __slots__ = ("contents", "current", "free", "table")

    def __init__(self) -> None:
        self.table = TableDraft([], [], [], nested=False)
        self.contents: list[list[Draft]] = []
        self.current: list[Draft] = []
        self.free: list[tuple[RawRow, int]] = []

    def end(self) -> None:
        """Moves rows in that begin at the table's left side, and say that they do not. Where the
        side that a row tells is its own, it is moved in already."""
        left = min((row.edges[0] for row in self.table.rows), default=0)
        for row, free in self.free:
            first, second = row.edges[:2]
            if first - left <= SLIVER and first + free < second:
                row.edges = [first + free, *row.edges[1:]]


class Story:
    """Takes text and ends of paragraphs, cells and rows as they come.

    `pieces` are the text of the paragraph at hand, `beside` what stands beside it (pictures,
    boxes) and is told after it; `ended` counts the paragraphs that ended.
    """

    def __init__(self, count: Count) -> None:
        self.drafts: list[Draft] = []
        self.pieces: list[str] = []
        self.label = ""
        self.links: list[LinkDraft] = []
        self.beside: list[Draft] = []
        self._tables: list[_Open] = []
        self._forms = [RowForm(), RowForm()]
        self._count = count
        self.ended = 0
        self._measured = (0, 0)  # pieces and their characters

    def length(self) -> int:
        """Characters of the paragraph at hand so far; pieces are counted once."""
        counted, length = self._measured
        length += sum(map(len, self.pieces[counted:]))
        self._measured = len(self.pieces), length
        return length

    def link(self, begun: int, offset: int, target: str) -> None:
        """What was put since the piece `begun`, which begins at `offset`, leads to `target`."""
        text = "".join(self.pieces[begun:])
        if text:
            self.links.append(LinkDraft(offset, text, target))

    def end_paragraph(self, level: int | None, depth: int) -> None:
        """The paragraph ends, in `depth` tables."""
        self._go_to(depth)
        self._add(level)

    def end_cell(self, level: int | None, depth: int) -> None:
        self._go_to(max(depth, 1))
        self._add(level)
        table = self._tables[-1]
        table.contents.append(table.current)
        table.current = []

    def begin_row(self, *, nested: bool) -> RowForm:
        """What is told of rows is told anew; of rows of nested tables by itself."""
        form = self._forms[nested] = RowForm()
        return form

    def form(self, *, nested: bool) -> RowForm:
        return self._forms[nested]

    def end_row(self, depth: int) -> None:
        depth = min(max(depth, 1), MAX_NESTED)
        if len(self._tables) < depth:
            return  # a row without cells
        if self.pieces or self.beside:
            self._go_to(depth)
            self._add(None)
        while len(self._tables) > depth:
            self._close()
        self._end_row(self._tables[-1], self._forms[depth > 1])

    def end(self) -> list[Draft]:
        """The drafts; rows that were not ended are kept."""
        if self.pieces or self.beside:
            self._add(None)
        while self._tables:
            self._close()
        return self.drafts

    def _end_row(self, table: _Open, form: RowForm) -> None:
        if table.current:
            table.contents.append(table.current)
            table.current = []
        row = form.row(len(table.table.rows), table.contents, table.table)
        table.contents = []
        if row.cells:
            table.table.rows.append(row)
            if form.free and form.free_unit == _TWIPS:
                table.free.append((row, form.free))

    def _go_to(self, depth: int) -> None:
        """Closes and opens tables until `depth` are open."""
        depth = min(depth, MAX_NESTED)
        while len(self._tables) > depth:
            self._close()
        while len(self._tables) < depth:
            self._tables.append(_Open())

    def _close(self) -> None:
        table = self._tables.pop()
        if table.contents or any(table.current):
            self._end_row(table, self._forms[bool(self._tables)])
        if table.table.rows:
            table.end()
            self._here().append(table.table)

    def _here(self) -> list[Draft]:
        return self._tables[-1].current if self._tables else self.drafts

    def _add(self, level: int | None) -> None:
        self._count.add()
        self.ended += 1
        here = self._here()
        here.append(ParagraphDraft("".join(self.pieces), self.label, level, self.links or ()))
        here.extend(self.beside)
        self.pieces.clear()
        self._measured = (0, 0)
        self.label = ""
        if self.links:
            self.links = []
        self.beside.clear()
