"""Rows of a source table with what each cell prints, seen through one statutory table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gklint.report.figures import parse
from gklint.report.lexicon import Role
from gklint.report.model import FactState

if TYPE_CHECKING:
    from gklint.document.model import Cell, Table
    from gklint.report.lexicon import Hit, Lexicon
    from gklint.ruleset.model import TableForm


@dataclass(frozen=True, slots=True)
class Line:
    """One grid row: the cells that begin in it and the labels each may be (of one form)."""

    table: Table
    row: int
    cells: tuple[Cell, ...]
    hits: tuple[tuple[Hit, ...], ...]

    def has(self, index: int, role: Role) -> bool:
        return any(hit.role is role for hit in self.hits[index])

    def with_role(self, role: Role) -> list[int]:
        """The indexes of the cells that may have `role`."""
        return [i for i, hits in enumerate(self.hits) if any(h.role is role for h in hits)]


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, a dash or nothing: what a data cell may hold."""
    return parse(text, "signed").state is not FactState.TEXT


def has_number(text: str) -> bool:
    return parse(text, "signed").state is FactState.NUMBER


def read_lines(table: Table, form: TableForm, lexicon: Lexicon, near: bool) -> tuple[Line, ...]:
    """The rows of `table` with the labels of `form`; `near` also tells damaged labels."""
    lines = []
    for row, cells in enumerate(table.rows()):
        hits = []
        for cell in cells:
            found = tuple(h for h in lexicon.find(cell.text) if h.table is form)
            if not found and near and not is_figure(cell.text):
                found = tuple(h for h in lexicon.near(cell.text) if h.table is form)
            hits.append(found)
        lines.append(Line(table, row, cells, tuple(hits)))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a source table fits a statutory one: cells told, and cells with words at all."""

    known: int
    words: int
    rows: int  # row labels told
    columns: int

    @property
    def relevant(self) -> bool:
        """Half of what is printed in words is this form's, and a row label is among it."""
        return self.rows > 0 and 2 * self.known >= self.words


def fit(table: Table, form: TableForm, lexicon: Lexicon) -> Fit:
    """Look only for labels as printed: cheap, and damaged tables have enough of them."""
    known = words = rows = columns = 0
    for cell in table.cells:
        text = cell.text
        if text.isascii() and text.isdigit():
            continue
        hits = [h for h in lexicon.find(text) if h.table is form]
        if hits:
            known += 1
            words += 1
            roles = {h.role for h in hits}
            rows += Role.ROW in roles
            columns += Role.COLUMN in roles
        elif not is_figure(text):
            words += 1
    return Fit(known, words, rows, columns)
