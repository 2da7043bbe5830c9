"""A specimen: a report as its author wrote it, before it is any file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gklint.lang import Localised
from gklint.ruleset.layout import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.ruleset.layout import PrintedRow
    from gklint.ruleset.model import TableForm


class SpecimenError(ValueError):
    """An edit, or the pack's specimen.yaml, fits nothing; the message says what."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = Localised(zh, en)


@dataclass(frozen=True, slots=True)
class SpecimenTable:
    """A statutory table. `cells` by fact name, raw as printed; `labels` are changed labels."""

    form: TableForm
    cells: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()

    def label(self, text: str) -> str:
        """`text` as this table prints it."""
        return self.labels.get(text, text)

    def rows(self) -> Iterator[PrintedRow]:
        """The table as it is printed, labels and figures in `text`."""
        for row in layout(self.form, self.removed):
            yield tuple(
                cell._replace(
                    text=self.label(cell.text) if cell.fact is None else self.cells[cell.fact]
                )
                for cell in row
            )


@dataclass(frozen=True, slots=True)
class Part:
    """A section: heading with its number, prose, tables; `images` are alternative texts,
    `embedded` the addresses of other pages in frames."""

    key: str
    heading: str
    prose: tuple[str, ...] = ()
    tables: tuple[SpecimenTable, ...] = ()
    images: tuple[str | None, ...] = ()
    embedded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Specimen:
    """A whole report."""

    form: str
    year: int
    issuer: str
    title: str | None
    preamble: tuple[str, ...]
    parts: tuple[Part, ...]
    published: str | None = None
    url: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0  # containers around the article, one in the other
    left: Mapping[str, int] = field(default_factory=dict)  # in a Word file: kind → how many

    @property
    def facts(self) -> dict[str, str]:
        """Every figure by its name, raw as printed."""
        return {
            name: raw
            for part in self.parts
            for table in part.tables
            for name, raw in table.cells.items()
        }
