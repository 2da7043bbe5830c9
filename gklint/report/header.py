"""Which data cell of a row belongs to which column of the form.

By order where the row has as many figures as the form has columns; else by what stands above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.report.lexicon import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.model import Cell
    from gklint.report.lexicon import Hit
    from gklint.report.lines import Line
    from gklint.ruleset.model import BlockForm, Label


class Header:
    """The header rows seen since the last block began."""

    __slots__ = ("_columns", "block", "known", "lines", "strange")

    def __init__(self, block: BlockForm, lines: Sequence[Line]) -> None:
        self.block = block
        self.lines = tuple(lines)
        self.known: dict[str, tuple[Line, Cell, Hit]] = {}
        self.strange: list[tuple[Line, Cell]] = []
        self._columns: list[Label] = []
        for line in self.lines:
            for cell, hits in zip(line.cells, line.hits, strict=True):
                self._take(line, cell, hits)
        self._adopt()

    def _take(self, line: Line, cell: Cell, hits: tuple[Hit, ...]) -> None:
        for hit in sorted(hits, key=lambda h: not h.exact):
            if hit.role is Role.COLUMN and hit.block is self.block and hit.label is not None:
                held = self.known.get(hit.label.key)
                if held is None or (hit.exact and not held[2].exact):
                    self.known[hit.label.key] = (line, cell, hit)
                    return
        if cell.text.strip() and not hits:
            self.strange.append((line, cell))

    def _adopt(self) -> None:
        """Damaged column labels: as many strange cells as columns are missing, in order."""
        missing = [c for c in self.block.columns if c.key not in self.known]
        if not missing or not self.known or len(missing) != len(self.strange):
            return
        table = self.block
        for label, (line, cell) in zip(missing, self.strange, strict=True):
            example = next(iter(self.known.values()))[2]
            self.known[label.key] = (
                line,
                cell,
                example._replace(block=table, label=label, exact=False),
            )
        self.strange = []

    @property
    def complete(self) -> bool:
        return len(self.known) == len(self.block.columns)

    def order(self) -> list[Label]:
        """The form's columns in the order the header prints them."""
        if self._columns:
            return self._columns
        columns = list(self.block.columns)
        held = list(self.known.values())
        one_table = len({id(line.table) for line, _, _ in held}) == 1
        if one_table and self.complete and held[0][0].table.spans_known:
            places = {key: cell.col for key, (_, cell, _) in self.known.items()}
            if len(set(places.values())) == len(places):
                columns.sort(key=lambda label: places[label.key])
        self._columns = columns
        return columns

    def slots(self, begin: int) -> list[tuple[int, int, Label | None]]:
        """Leaf columns from grid column `begin` on: (first, end, the form's column or None)."""
        if not self.lines:
            return []
        table = self.lines[-1].table
        rows = {line.row for line in self.lines if line.table is table}
        by_cell = {id(cell): hit.label for _, cell, hit in self.known.values()}
        leaves: list[tuple[int, int, Label | None]] = []
        grid = table.grid()
        last: Cell | None = None
        for col in range(begin, table.n_cols):
            leaf = self._leaf(grid, rows, col, by_cell)
            if leaf is None:
                leaves.append((col, col + 1, None))
            elif leaf is last and leaves:
                first, _, label = leaves[-1]
                leaves[-1] = (first, col + 1, label)
            else:
                leaves.append((col, col + 1, by_cell.get(id(leaf))))
            last = leaf
        return leaves

    def _leaf(
        self,
        grid: list[list[Cell | None]],
        rows: set[int],
        col: int,
        by_cell: dict[int, Label | None],
    ) -> Cell | None:
        """The lowest header cell over `col`: a column of the form before anything else."""
        found: Cell | None = None
        for row in sorted(rows, reverse=True):
            cell = grid[row][col]
            if cell is None or not cell.text.strip():
                continue
            if id(cell) in by_cell:
                return cell
            if found is None and any(cell is strange for _, strange in self.strange):
                found = cell
        return found


def pair(header: Header, cells: Sequence[Cell], begin: int) -> list[tuple[Label, Cell]] | None:
    """Columns and their cells, or None where no pairing is safe.

    `cells` are the data cells of a row from grid column `begin` on.
    """
    columns = header.order()
    if header.complete and not header.strange and len(cells) == len(columns):
        return list(zip(columns, cells, strict=True))
    spans = bool(header.lines) and header.lines[-1].table.spans_known
    if spans and header.known:
        slots = header.slots(begin)
        if len(slots) == len(cells):
            paired = [
                (label, cell)
                for (_, _, label), cell in zip(slots, cells, strict=True)
                if label is not None
            ]
            if len({label.key for label, _ in paired}) == len(paired):
                return paired
        return _overlap(slots, cells)
    if len(cells) == len(columns) and not header.strange:
        return list(zip(columns, cells, strict=True))
    return _ragged(header, columns, cells)


def _overlap(
    slots: Sequence[tuple[int, int, Label | None]], cells: Sequence[Cell]
) -> list[tuple[Label, Cell]] | None:
    paired: dict[str, tuple[Label, Cell]] = {}
    named = [end for _, end, label in slots if label is not None]
    if cells and named and cells[-1].col + cells[-1].colspan < named[-1]:
        return None  # a cell is lost, and which one nobody can tell
    for cell in cells:
        over = [
            label
            for first, end, label in slots
            if label is not None and first < cell.col + cell.colspan and cell.col < end
        ]
        if len(over) == 1 and over[0].key not in paired:
            paired[over[0].key] = (over[0], cell)
    return list(paired.values()) or None


def _ragged(
    header: Header, columns: Sequence[Label], cells: Sequence[Cell]
) -> list[tuple[Label, Cell]] | None:
    """Rows without spans: figures stand at the right, what is too much at the left is blank."""
    surplus = len(cells) - len(columns)
    if surplus <= 0:
        return None
    if header.strange:
        line = header.lines[-1] if header.lines else None
        told = [c for c in line.cells if c.text.strip()] if line is not None else []
        order = {id(cell): hit.label for _, cell, hit in header.known.values()}
        labels = [order.get(id(cell)) for cell in told][-len(cells) :]
        if header.complete and len(labels) == len(cells):
            found = [(lab, c) for lab, c in zip(labels, cells, strict=True) if lab is not None]
            if len(found) == len(columns):
                return found
        return None
    if all(not cell.text.strip() for cell in cells[:surplus]):
        return list(zip(columns, cells[surplus:], strict=True))
    if all(not cell.text.strip() for cell in cells[-surplus:]):
        return list(zip(columns, cells[:-surplus], strict=True))
    return None
