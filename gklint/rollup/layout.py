"""A statutory table as the form prints it, with the figure that each cell is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.specimen.grid import grid
from gklint.specimen.model import SpecimenTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.ruleset.model import TableForm


class Printed(NamedTuple):
    """One place of a row: `fact` names the figure of a data cell, else `text` is printed there.
    A `covered` place lies under a merged cell above it. Columns count from 0."""

    text: str
    column: int
    rowspan: int
    colspan: int
    covered: bool
    fact: str | None


def layout(table: TableForm) -> tuple[tuple[Printed, ...], ...]:
    """The rows of `table`, left to right."""
    named = SpecimenTable(table, {name: name for name in table.fact_names})
    facts = frozenset(table.fact_names)
    rows = []
    for row in grid(named):
        places, column = [], 0
        for cell in row:
            fact = cell.text if cell.text in facts else None
            text = "" if fact else cell.text
            places.append(Printed(text, column, cell.rowspan, cell.colspan, cell.covered, fact))
            column += cell.colspan
        rows.append(tuple(places))
    return tuple(rows)


def width(rows: Sequence[Sequence[Printed]]) -> int:
    """Columns of the table."""
    return max(place.column + place.colspan for row in rows for place in row)


def figures(rows: Sequence[Sequence[Printed]]) -> Iterator[str]:
    """The figures in the order they are printed."""
    return (place.fact for row in rows for place in row if place.fact is not None)
