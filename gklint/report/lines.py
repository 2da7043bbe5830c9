"""Rows of a source table with what each cell prints, seen through one statutory table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.report.figures import has_number, is_figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.document.model import Cell, Table
    from gklint.report.lexicon import Hit, Lexicon, Role
    from gklint.ruleset.model import TableForm


class Line(NamedTuple):
    """One grid row: the cells that begin in it and the labels each may be (of one form)."""

    table: Table
    row: int
    cells: tuple[Cell, ...]
    hits: tuple[tuple[Hit, ...], ...]
    roles: Mapping[Role, Sequence[int]]

    def has(self, index: int, role: Role) -> bool:
        return any(hit.role is role for hit in self.hits[index])

    def with_role(self, role: Role) -> Sequence[int]:
        """The indexes of the cells that may have `role`."""
        return self.roles.get(role, ())


def read_lines(table: Table, form: TableForm, lexicon: Lexicon, near: bool) -> tuple[Line, ...]:
    """The rows of `table` with the labels of `form`; `near` also tells damaged labels."""
    lines = []
    for row, cells in enumerate(table.rows()):
        hits: list[tuple[Hit, ...]] = []
        roles: dict[Role, list[int]] = {}
        for index, cell in enumerate(cells):
            text = cell.text
            found = () if text.isascii() and text.isdigit() else lexicon.of(text, form)
            if not found and near and not is_figure(text):
                found = tuple(h for h in lexicon.near(text) if h.table is form)
            hits.append(found)
            for hit in found:
                held = roles.setdefault(hit.role, [])
                if not held or held[-1] != index:
                    held.append(index)
        lines.append(Line(table, row, cells, tuple(hits), roles))
    return tuple(lines)


class Fits(NamedTuple):
    """How well a source table fits each statutory one: labels told, and words no form knows.

    Labels are only told as printed: cheap, and damaged tables have enough of them.
    """

    words: int
    strange: int  # cells with words that are no label of any form
    known: Mapping[int, int]  # by id of the TableForm
    rows: frozenset[int]  # ids of the TableForms whose row labels are printed
    figures: bool  # whether any number is printed

    def relevant(self, form: TableForm) -> bool:
        """No more is strange than is this form's, and one of its row labels is printed, or it
        is a header torn off."""
        known = self.known.get(id(form), 0)
        header = not self.figures and known > 1
        return known >= self.strange and (header or id(form) in self.rows)


def fits_of(table: Table, lexicon: Lexicon) -> Fits:
    """Look through a source table once for all statutory tables."""
    words = strange = 0
    figures = False
    known: dict[int, int] = {}
    rows: set[int] = set()
    for cell in table.cells:
        text = cell.text
        if text.isascii() and text.isdigit():
            figures = True
            continue
        told = lexicon.told(text)
        if told.tables:
            words += 1
            rows |= told.rows
            for form in told.tables:
                known[form] = known.get(form, 0) + 1
        elif told.words:
            words += 1
            strange += 1
        else:
            figures = figures or has_number(text)
    return Fits(words, strange, known, frozenset(rows), figures)
