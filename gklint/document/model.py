"""What every reader produces: a `Document`, blocks in reading order, each with its place.

A document knows nothing of any form: no label, heading or section. Text is kept as it is printed;
folding for comparison (widths, blanks) is `gklint.text`'s business and never overwrites it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class Anchor(NamedTuple):
    """Where in the *source* a thing stands, so that a later output can put a mark there.

    `block` counts paragraphs and tables in reading order, from 0; `row` and `cell` count within
    a table, from 0, as the source writes them (merged cells once); `offset` and `length` count
    characters of the original text of that paragraph or cell.
    """

    part: str
    block: int
    row: int | None = None
    cell: int | None = None
    offset: int | None = None
    length: int | None = None


class Place(NamedTuple):
    """An anchor with the coordinates people use; `line` and `col` count from 1."""

    anchor: Anchor
    line: int | None = None
    col: int | None = None
    page: int | None = None


class MarkKind(StrEnum):
    """What a span of text is when it is not simply the author's typing."""

    FIELD = "field"  # written by a converter for a field or bookmark: "[bookmark: _GoBack]"
    AUTO_NUMBER = "auto_number"  # an automatic number a converter printed in its own style: "1、 "
    PAGE_NUMBER = "page_number"  # a page number left as a line of its own


class Mark(NamedTuple):
    """A span of a paragraph's text, `start` to `end`, that a converter wrote."""

    start: int
    end: int
    kind: MarkKind


class Paragraph(NamedTuple):
    """A run of text as printed, without line breaks of layout.

    `generated` is the number of leading characters of `text` that the source does not hold as
    text (an automatic number that lives in Word's numbering part): subtract it for the original
    offset. `container` is the path of enclosing containers (ids given by the reader), outermost
    first; an empty path where the format has none. `linked` is True when all of the text is a link.
    `origin` is the block of the source it was made from, where blocks were made anew (`rebuilt`).
    """

    text: str
    block: int
    line: int | None = None
    col: int | None = None
    page: int | None = None
    part: str = ""
    level: int | None = None  # heading level by style, 1 is the highest
    generated: int = 0
    marks: tuple[Mark, ...] = ()
    container: tuple[int, ...] = ()
    linked: bool = False
    origin: int | None = None
    scanned: bool = False  # read from a picture of the page

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of the characters `start` to `end` of this paragraph."""
        stop = len(self.text) if end is None else end
        anchor = Anchor(
            self.part,
            _source_block(self),
            offset=max(0, start - self.generated),
            length=max(0, stop - max(start, self.generated)),
        )
        col = None if self.col is None else self.col + max(0, start - self.generated)
        return Place(anchor, self.line, col, self.page)


class Cell(NamedTuple):
    """One cell, once, however many grid positions it covers.

    `row`, `col` are its top-left position in the resolved grid; `index` is its ordinal among the
    cells that the source row `source_row` writes; `generated` as in `Paragraph`.
    """

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    source_row: int = 0
    index: int = 0  # type: ignore[assignment]  # not the method of tuples
    generated: int = 0


Start = tuple[int | None, int | None]
"""Line and column, from 1, where something begins; None where that is not known."""


class Table(NamedTuple):
    """A grid with merged cells resolved; `cells` in reading order, each once.

    `starts` says of each cell, in the order of `cells`, where it begins; empty where the format
    has no lines. `pages` says on which page each cell begins, where a table goes on over pages;
    empty where all of it is on `page`. `origin` and `scanned` as in `Paragraph`.
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    block: int
    line: int | None = None
    page: int | None = None
    part: str = ""
    container: tuple[int, ...] = ()
    spans_known: bool = True  # False where the format lost merged cells (converted plain text)
    starts: Sequence[Start] = ()
    origin: int | None = None
    pages: Sequence[int] = ()
    scanned: bool = False

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The cells that begin in each grid row, left to right; shape: `n_rows` tuples."""
        buckets: list[list[Cell]] = [[] for _ in range(self.n_rows)]
        for cell in self.cells:
            buckets[cell.row].append(cell)
        return (tuple(bucket) for bucket in buckets)

    def grid(self) -> list[list[Cell | None]]:
        """`n_rows` × `n_cols`; a merged cell stands in every position it covers."""
        grid: list[list[Cell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in self.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                line = grid[r]
                for c in range(cell.col, min(cell.col + cell.colspan, self.n_cols)):
                    line[c] = cell
        return grid

    def place(self, cell: Cell | None = None, start: int = 0, end: int | None = None) -> Place:
        """The place of `cell` (or of characters of it), or of the whole table."""
        if cell is None:
            anchor = Anchor(self.part, _source_block(self))
            return Place(anchor, self.line, 1 if self.line else None, self.page)
        stop = len(cell.text) if end is None else end
        anchor = Anchor(
            self.part,
            _source_block(self),
            cell.source_row,
            cell.index,
            max(0, start - cell.generated),
            max(0, stop - max(start, cell.generated)),
        )
        line, col = self.starts[self.cells.index(cell)] if self.starts else (None, None)
        page = self.pages[self.cells.index(cell)] if self.pages else self.page
        return Place(anchor, line, col, page)


class Image(NamedTuple):
    """A picture in the flow of text; `alt` is None where the source gives none at all."""

    alt: str | None
    source: str
    block: int
    line: int | None = None
    page: int | None = None
    part: str = ""
    container: tuple[int, ...] = ()
    origin: int | None = None

    def place(self) -> Place:
        return _of_block(self)


class Embedded(NamedTuple):
    """Something that stands in the flow of text and was not read: a frame, another program's
    object, a part in another format. `kind` as the source names it: ``iframe``,
    ``Excel.Sheet.12``, ``altChunk``."""

    kind: str
    source: str
    block: int
    line: int | None = None
    page: int | None = None
    part: str = ""
    container: tuple[int, ...] = ()
    origin: int | None = None

    def place(self) -> Place:
        return _of_block(self)


def _of_block(block: Image | Embedded) -> Place:
    anchor = Anchor(block.part, _source_block(block))
    return Place(anchor, block.line, 1 if block.line else None, block.page)


def _source_block(block: Block) -> int:
    return block.block if block.origin is None else block.origin


Block = Paragraph | Table | Image | Embedded


class Link(NamedTuple):
    """A hyperlink of the source; `target` as written, `block` the block its text stands in."""

    text: str
    target: str
    block: int


class NoteKind(StrEnum):
    """What a reader has to say about its own reading."""

    FALLBACK = "fallback"  # read by the second parser, after the first lost text
    DAMAGED = "damaged"  # the source is damaged; what could be had was read
    REPLACED = "replaced"  # characters that could not be decoded were replaced
    TRACKED = "tracked"  # tracked changes were resolved as printed
    HIDDEN = "hidden"  # hidden text was left out
    COMMENTS = "comments"  # the file carries comments
    CONVERTED = "converted"  # read through another program; `detail` is its name
    SCANNED = "scanned"  # pages read from pictures (OCR); `detail` lists them: "3, 4"
    LAYER = "layer"  # SCANNED pages of which the file itself has the recognised text
    PICTURES = "pictures"  # pages that are pictures only and were not read; `detail` lists them


class Note(NamedTuple):
    kind: NoteKind
    detail: str = ""


class Document(NamedTuple):
    """Blocks in reading order; `blocks[i].block == i`.

    `meta` holds what the source says of itself outside the text: HTML ``<title>`` as ``title``
    and ``<meta name=…>`` by lower-case name, Word's core properties by name. Of every office
    format, ``creator`` and ``lastmodifiedby`` are persons or bodies, ``application`` is the
    program, ``company`` and ``template`` what they say; a PDF's author is ``creator`` too.
    """

    media_type: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    links: tuple[Link, ...] = ()
    meta: Mapping[str, str] = {}
    notes: tuple[Note, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Table))

    @property
    def images(self) -> tuple[Image, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Image))

    @property
    def embedded(self) -> tuple[Embedded, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Embedded))


def rebuilt(document: Document, made: Iterable[tuple[Block, range]]) -> Document:
    """`document` with other blocks, each with the blocks of `document` that it was made of.

    Blocks are numbered anew; places go on to speak of the source, and links follow their block.
    """
    blocks: list[Block] = []
    moved: dict[int, int] = {}
    for number, (block, of) in enumerate(made):
        origin = _source_block(document.blocks[of.start])
        blocks.append(block._replace(block=number, origin=origin))
        for old in of:
            moved.setdefault(old, number)
    links = tuple(link._replace(block=moved[link.block]) for link in document.links)
    return document._replace(blocks=tuple(blocks), links=links)
