"""Pages → blocks in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import LimitReached
from gklint.document.layout import places_text
from gklint.document.limits import MAX_BLOCKS, MAX_PRINTED
from gklint.document.model import Cell, Image, Paragraph, Table
from gklint.document.paged.furniture import Outer, body_of
from gklint.document.paged.joining import attach, begin, boxes, fits
from gklint.document.paged.links import Area, linked
from gklint.document.paged.paragraphs import Placed, paragraphs
from gklint.document.paged.pieces import leaf
from gklint.document.paged.unruled import Layout, unruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.document.model import Block, Link
    from gklint.document.paged.lines import Line
    from gklint.document.paged.page import Page
    from gklint.document.paged.pieces import Leaf, Piece
    from gklint.document.paged.slots import Joint

_TINY: Final = 4.0  # points; what is drawn as such a small picture is an ornament


class Assembled(NamedTuple):
    """`blocks[i].block == i`; `links` by the block their text stands in."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()


class _Made(NamedTuple):
    """A block without its number, where it begins, and what of the pages it covers."""

    page: int
    top: float
    left: float
    block: Block
    areas: tuple[Area, ...]


def assemble(pages: Sequence[Page], part: str = "") -> Assembled:
    """The text and tables of `pages`; `part` goes into every block.

    Raises LimitReached("cells" | "rules" | "text" | "blocks").
    """
    if sum(len(page.glyphs) for page in pages) > 2 * MAX_PRINTED:
        raise LimitReached("text", limit=MAX_PRINTED)
    leaves = [leaf(page) for page in pages]
    bodies = body_of([_outer(held) for held in leaves])
    scanned = {page.number for page in pages if page.scanned}
    made: list[_Made] = []
    freed: dict[int, list[Line]] = {}
    joints = list(_joints(leaves, bodies))
    layout: Layout | None = None
    for number, held in enumerate(leaves):
        found, bodies[number], layout = unruled(held.page, bodies[number], layout)
        joints += map(begin, found)
    for joint in joints:
        cells, n_cols = boxes(joint)
        rows: list[list[str]] = [[] for _ in range(joint.n_rows)]
        for slot, box in cells:
            rows[box.row].append(slot.text)
        if n_cols < 2:
            for piece in joint.pieces:
                for cell in piece.cells:
                    freed.setdefault(piece.page, []).extend(cell.lines)
        elif places_text(rows):
            made += _unwrapped(joint, scanned)
        else:
            made.append(_table(joint, scanned))
    made += _texts(leaves, bodies, freed, made, scanned)
    for page in pages:
        made += _pictures(page)
    if len(made) > MAX_BLOCKS:
        raise LimitReached("blocks", limit=MAX_BLOCKS)
    made.sort(key=lambda item: item[:3])
    blocks = [item.block._replace(block=number, part=part) for number, item in enumerate(made)]
    links, whole = linked(pages, [item.areas for item in made])
    for number in whole:
        block = blocks[number]
        if isinstance(block, Paragraph):
            blocks[number] = block._replace(linked=True)
    return Assembled(tuple(blocks), links)


def _outer(held: Leaf) -> Outer:
    page = held.page
    top = min((piece.top for piece in held.pieces), default=page.height)
    bottom = max((piece.bottom for piece in held.pieces), default=0.0)
    return Outer(page.number, page.height, held.lines, top, bottom)


def _joints(leaves: Sequence[Leaf], bodies: Sequence[Sequence[Line]]) -> Iterator[Joint]:
    """The tables of all pages, each with what of it stands on the pages after."""
    open_: Joint | None = None
    for held, body in zip(leaves, bodies, strict=True):
        for number, piece in enumerate(held.pieces):
            first = number == 0 and not any(line.middle < piece.top for line in body)
            if open_ is not None and first and fits(open_.pieces[-1], piece):
                attach(open_, piece)
            else:
                if open_ is not None:
                    yield open_
                open_ = begin(piece)
        last = held.pieces[-1] if held.pieces else None
        if open_ is not None and (last is None or any(ln.middle > last.bottom for ln in body)):
            yield open_
            open_ = None
    if open_ is not None:
        yield open_


def _table(joint: Joint, scanned: set[int]) -> _Made:
    placed, n_cols = boxes(joint)
    cells: list[Cell] = []
    indexes = [0] * joint.n_rows
    for slot, (row, col, rowspan, colspan) in placed:
        cells.append(Cell(slot.text, row, col, rowspan, colspan, row, indexes[row]))
        indexes[row] += 1
    numbers = [piece.page for piece in joint.pieces]
    first = joint.pieces[0]
    table = Table(
        tuple(cells),
        joint.n_rows,
        n_cols,
        0,
        page=first.page,
        pages=tuple(slot.page for slot, _ in placed) if len(numbers) > 1 else (),
        scanned=not scanned.isdisjoint(numbers),
    )
    areas = tuple(_area(piece) for piece in joint.pieces)
    return _Made(first.page, first.top, first.xs[0], table, areas)


def _area(piece: Piece) -> Area:
    runs = tuple(run for cell in piece.cells for line in cell.lines for run in line.runs)
    return Area(piece.page, piece.xs[0], piece.top, piece.xs[-1], piece.bottom, runs)


def _unwrapped(joint: Joint, scanned: set[int]) -> Iterator[_Made]:
    """What a table that only places text holds, cell by cell."""
    for piece in joint.pieces:
        for cell in piece.cells:
            lines = [
                Placed(line, piece.page, number == 0) for number, line in enumerate(cell.lines)
            ]
            for number, text in enumerate(paragraphs(lines)):
                found = _paragraph(text.text, text.lines, scanned)
                # Cells of a row in order, whatever their lines' heights.
                yield found._replace(top=cell.top + number / 1000, left=cell.left)


def _texts(
    leaves: Sequence[Leaf],
    bodies: Sequence[Sequence[Line]],
    freed: dict[int, list[Line]],
    tables: Sequence[_Made],
    scanned: set[int],
) -> Iterator[_Made]:
    """The paragraphs outside tables."""
    tops_of: dict[int, list[float]] = {}
    for made in tables:
        for area in made.areas:
            tops_of.setdefault(area.page, []).append(area.top)
    placed: list[Placed] = []
    after = False
    for held, body in zip(leaves, bodies, strict=True):
        number = held.page.number
        lines = sorted([*body, *freed.get(number, ())], key=lambda line: line.middle)
        tops = sorted(tops_of.get(number, ()), reverse=True)
        for line in lines:
            while tops and tops[-1] < line.middle:
                after = True
                tops.pop()
            placed.append(Placed(line, number, after))
            after = False
        after = after or bool(tops)
    for text in paragraphs(placed):
        yield _paragraph(text.text, text.lines, scanned)


def _paragraph(text: str, lines: Sequence[Placed], scanned: set[int]) -> _Made:
    first = lines[0]
    block = Paragraph(
        text,
        0,
        page=first.page,
        scanned=any(placed.page in scanned for placed in lines),
    )
    areas = tuple(
        Area(number, line.left, line.top, line.right, line.bottom, line.runs)
        for line, number, _ in lines
    )
    return _Made(first.page, first.line.top, first.line.left, block, areas)


def _pictures(page: Page) -> Iterator[_Made]:
    """The pictures of a page; one for all where it shows nothing else."""
    found = [
        picture
        for picture in page.pictures
        if picture.right - picture.left > _TINY and picture.bottom - picture.top > _TINY
    ]
    if not page.glyphs:
        found = found[:1]
    for number, picture in enumerate(found, 1):
        source = picture.name if page.glyphs and picture.name else f"page {page.number}"
        if page.glyphs and not picture.name:
            source += f" picture {number}"
        image = Image(None, source, 0, page=page.number)
        yield _Made(page.number, picture.top, picture.left, image, ())
