"""One statutory table of one edition, read from source tables in order: an attempt.

Source tables are one stream of rows, so that a table split over pages, with or without its
header again, reads like one. A row label that comes twice begins another attempt (a copy).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.report.figures import has_number, is_figure
from gklint.report.flat import read_flat
from gklint.report.header import Header, pair
from gklint.report.lexicon import Role
from gklint.report.model import LabelSeen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.document.model import Cell, Table
    from gklint.report.lexicon import Hit
    from gklint.report.lines import Line
    from gklint.ruleset.model import BlockForm, Form, Label, TableForm


class Attempt:
    """What one edition's table explains of the source tables it was shown."""

    def __init__(self, form: Form, table: TableForm) -> None:
        self.form = form
        self.table = table
        self.bound: dict[str, tuple[Table, Cell]] = {}
        self.labels: dict[tuple[str, str], LabelSeen] = {}
        self.unknown: list[tuple[Table, Cell]] = []
        self.claimed: set[tuple[int, int]] = set()  # (block of the table, grid row)
        self.sources: list[Table] = []
        self.exact = 0
        self.headed = False  # a whole header of three columns or more was read
        self.rows_bound: set[str] = set()
        self.blocks_bound: dict[str, int] = {}
        self._order = {
            row.key: number
            for number, row in enumerate(row for block in table.blocks for row in block.rows)
        }

    # What it amounts to ------------------------------------------------------------

    @property
    def read(self) -> int:
        return len(self.bound)

    @property
    def expected(self) -> int:
        return len(self.table.fact_names)

    @property
    def complete(self) -> bool:
        return self.read == self.expected

    @property
    def perfect(self) -> bool:
        """Everything read, by the form's own labels, and nothing left over."""
        return self.complete and not self.labels and not self.unknown

    @property
    def score(self) -> tuple[int, int, int]:
        """Rows explained less rows left over, labels as the form prints them, cells."""
        return len(self.rows_bound) - len(self.unknown), self.exact, self.read

    @property
    def credible(self) -> bool:
        """Enough of the form to be this table at all: a whole block, a header of three columns or
        more with a row, or a fifth of the cells."""
        whole = any(
            self.blocks_bound.get(block.key, 0) >= len(block.rows) * len(block.columns)
            for block in self.table.blocks
        )
        return whole or self.headed or 5 * self.read >= self.expected

    # Reading -----------------------------------------------------------------------

    def bind(
        self, row: Label, pairs: Iterable[tuple[Label, Cell]], line: Line, block: BlockForm
    ) -> None:
        """Hold each cell as the figure of `row` and its column, but those held already."""
        held, table = len(self.bound), line.table
        for column, cell in pairs:
            self.bound.setdefault(f"{self.table.key}.{row.key}.{column.key}", (table, cell))
        new = len(self.bound) - held
        if not new:
            return
        self.claimed.add((table.block, line.row))
        self.rows_bound.add(row.key)
        self.blocks_bound[block.key] = self.blocks_bound.get(block.key, 0) + new
        if not self.sources or self.sources[-1] is not table:
            self.sources.append(table)

    def saw(self, line: Line, cell: Cell, hit: Hit) -> None:
        """Note a label: counted where it is exact, kept where it is changed."""
        if hit.label is None:
            return
        if hit.exact:
            self.exact += 1
            return
        key = (hit.role.name, f"{hit.block.key}.{hit.label.key}")
        if key not in self.labels:
            self.labels[key] = LabelSeen(
                hit.label.key, cell.text, hit.label.text, False, line.table, cell
            )

    def pick(self, line: Line, index: int, group: str | None) -> Hit | None:
        """The row a label cell means: by its group, then as printed, then the next one due."""
        hits = [h for h in line.hits[index] if h.role is Role.ROW and h.label is not None]
        if len(hits) < 2:
            return hits[0] if hits else None
        reached = max((self._order[key] for key in self.rows_bound), default=-1)

        def rank(hit: Hit) -> tuple[bool, bool, bool, int]:
            label = hit.label
            if label is None:
                return (True, True, True, 0)
            order = self._order[label.key]
            return label.group != group, not hit.exact, order <= reached, order

        return min(hits, key=rank)


def read_stream(form: Form, table: TableForm, stream: Iterable[Sequence[Line]]) -> list[Attempt]:
    """Every copy of the table in the stream, in order; most documents have one."""
    attempts = [Attempt(form, table)]
    reader = _Matrix(attempts)
    header: list[Line] = []
    for lines in stream:
        if any(block.layout == "flat" for block in table.blocks):
            header = read_flat(attempts, lines, header)
        else:
            reader.read(lines)
    return [attempt for attempt in attempts if attempt.bound]


class _Matrix:
    """Reads tables with labels at the left and on top, block after block."""

    def __init__(self, attempts: list[Attempt]) -> None:
        self.attempts = attempts
        self.headers: dict[str, Header] = {}
        self.pending: list[Line] = []
        self.headed: set[str] = set()
        self.group: str | None = None

    def read(self, lines: Sequence[Line]) -> None:
        for line in lines:
            index = self._row_label(line)
            if index is None:
                self._other(line)
            else:
                self._data(line, index)

    def _row_label(self, line: Line) -> int | None:
        """The last cell that may be a row label with nothing but figures after it."""
        if len(line.with_role(Role.COLUMN)) > 1:
            return None
        for index in reversed(line.with_role(Role.ROW)):
            rest = line.hits[index + 1 :]
            if rest and not any(rest):
                figures = sum([is_figure(cell.text) for cell in line.cells[index + 1 :]])
                return index if 2 * figures >= len(rest) else None
        return None

    def _other(self, line: Line) -> None:
        attempt = self.attempts[-1]
        headings = [h for hits in line.hits for h in hits if h.role is Role.HEADING]
        if headings:
            self.headed.add(headings[0].block.key)
            self.pending = []
        columns = line.with_role(Role.COLUMN)
        if columns or (self.pending and not any(has_number(c.text) for c in line.cells)):
            self.pending.append(line)
            return
        for index, hits in enumerate(line.hits):
            group = next((h for h in hits if h.role is Role.GROUP), None)
            if group is not None and group.label is not None:
                self.group = group.label.key
            strange = not hits or group is not None
            if strange and not is_figure(line.cells[index].text):
                rest = line.cells[index + 1 :]
                if rest and has_number(rest[-1].text) and all(is_figure(c.text) for c in rest):
                    attempt.unknown.append((line.table, line.cells[index]))
                    return

    def _data(self, line: Line, index: int) -> None:
        for before in range(index):
            for group in line.hits[before]:
                if group.role is Role.GROUP and group.label is not None:
                    self.group = group.label.key
                    self.attempts[-1].saw(line, line.cells[before], group)
        attempt = self.attempts[-1]
        hit = attempt.pick(line, index, self.group)
        if hit is None or hit.label is None:
            return
        if hit.label.key in attempt.rows_bound:
            attempt = Attempt(attempt.form, attempt.table)
            self.attempts.append(attempt)
        header = self._header(hit.block)
        label = line.cells[index]
        cells = line.cells[index + 1 :]
        pairs = None
        if header is not None:
            pairs = pair(header, cells, label.col + label.colspan)
        if pairs is None:
            attempt.unknown.append((line.table, label))
            return
        first = hit.label.key not in attempt.rows_bound
        if header is not None and header.complete and len(header.known) > 2:
            attempt.headed = True
        attempt.bind(hit.label, pairs, line, hit.block)
        if first:
            attempt.saw(line, label, hit)
        self.group = hit.label.group

    def _header(self, block: BlockForm) -> Header | None:
        """The header that holds for `block`: what was just read, else what held before."""
        if self.pending:
            header = Header(block, self.pending)
            if header.known:
                self.headers[block.key] = header
                self.pending = []
                for line, cell, hit in header.known.values():
                    self.attempts[-1].saw(line, cell, hit)
                return header
        held = self.headers.get(block.key)
        if held is None and block.key in self.headed:
            return Header(block, ())
        return held
