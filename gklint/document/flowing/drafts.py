"""What is read of a Word part before it is known what is table and what is layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.flowing.grid import RawRow


@dataclass(slots=True, repr=False, eq=False)
class LinkDraft:
    """A hyperlink whose text begins at `offset` of its paragraph."""

    offset: int
    text: str
    target: str


@dataclass(slots=True, repr=False, eq=False)
class ParagraphDraft:
    """A paragraph; ``\\n`` in `text` is a line break of the author's.

    `label` is the automatic number that `text` does not hold.
    """

    text: str
    label: str = ""
    level: int | None = None
    links: Sequence[LinkDraft] = ()


@dataclass(slots=True, repr=False, eq=False)
class ImageDraft:
    alt: str | None
    source: str


@dataclass(slots=True, repr=False, eq=False)
class EmbeddedDraft:
    """What is not read; fields as in `Embedded`."""

    kind: str
    source: str


@dataclass(slots=True, repr=False, eq=False)
class TableDraft:
    """A table; `cells` holds the content of every cell of `rows`, in reading order.

    `nested`: a cell holds a table of two cells or more, so that this one is layout.
    """

    rows: list[RawRow]
    grid: list[int]
    cells: list[list[Draft]]
    nested: bool


BesideDraft = ImageDraft | EmbeddedDraft
Draft = ParagraphDraft | BesideDraft | TableDraft


@dataclass(slots=True, repr=False, eq=False)
class Findings:
    """What a reader has to tell beside the text, counted over all parts of a document."""

    tracked: int = 0
    hidden: int = 0
    footnotes: list[tuple[str, str]] = field(default_factory=list)  # part's kind, note's id
