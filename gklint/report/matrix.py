"""Tables with labels at the left and on top, block after block; and the stream they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.report.attempt import Attempt
from gklint.report.figures import has_number, is_figure
from gklint.report.flat import read_flat
from gklint.report.header import Header, pair
from gklint.report.lexicon import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.report.lines import Line
    from gklint.ruleset.model import BlockForm, Form, TableForm


def read_stream(form: Form, table: TableForm, stream: Iterable[Sequence[Line]]) -> list[Attempt]:
    """Every copy of the table in the stream, in order; most documents have one.

    Source tables are one stream of rows, so that a table split over pages, with or without its
    header again, reads like one. A row label that comes twice begins another attempt (a copy).
    """
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
    """Row after row, with the headers and the group that hold so far."""

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
        if (columns or self.pending) and not any(has_number(c.text) for c in line.cells):
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
