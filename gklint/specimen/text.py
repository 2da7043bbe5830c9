"""A specimen as the plain text that converters make of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.specimen.model import Specimen, SpecimenTable


def to_text(specimen: Specimen) -> str:
    """One cell a line behind a tab, a blank line after each row, merged-down cells empty."""
    return "\n".join(_lines(specimen)) + "\n"


def _lines(specimen: Specimen) -> Iterator[str]:
    if specimen.title is not None:
        yield specimen.title
        yield ""
    yield from specimen.preamble
    for part in specimen.parts:
        yield part.heading
        yield from part.prose
        for table in part.tables:
            yield from _table(table)


def _table(table: SpecimenTable) -> Iterator[str]:
    for row in table.rows():
        for cell in row:
            yield "\t" + cell.text
        yield ""
