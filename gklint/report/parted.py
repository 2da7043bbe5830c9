"""Reports written into one table: rows that are a heading or a paragraph are made paragraphs.

Only where a part of the form has no heading outside tables, and a row across the whole table has
it. Then every such row that is no label of a form stands for itself, and the rows between are
tables of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.model import Paragraph, Table, rebuilt
from gklint.report.headings import HAN, candidates, known_headings
from gklint.report.lexicon import lexicon
from gklint.report.model import HeadingKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gklint.document.model import Block, Cell, Document
    from gklint.report.headings import Known
    from gklint.report.lexicon import Lexicon
    from gklint.report.vocabulary import Vocabulary
    from gklint.ruleset.model import Pack

_NUMBERS: Final = tuple(f"{digit}、" for digit in "一二三四五六七八九十")


def parted(document: Document, pack: Pack, words: Vocabulary) -> Document:
    """`document` with such tables parted; itself where there is none."""
    if not pack.forms:
        return document
    labels = lexicon(pack)
    rows = {table.block: _across(table, labels) for table in document.tables}
    if not any(cell.text.startswith(_NUMBERS) for cells in rows.values() for cell in cells):
        return document
    known = known_headings(pack, pack.forms[-1], words)
    outside = _keys(document.paragraphs, known)
    told = {
        table.block
        for table in document.tables
        if _keys((_paragraph(table, cell) for cell in rows[table.block]), known) - outside
    }
    if not told:
        return document
    made: list[tuple[Block, range]] = []
    for number, block in enumerate(document.blocks):
        pieces: Iterable[Block] = (block,)
        if isinstance(block, Table) and block.block in told:
            pieces = _pieces(block, rows[block.block])
        made += ((piece, range(number, number + 1)) for piece in pieces)
    return rebuilt(document, made)


def _across(table: Table, labels: Lexicon) -> list[Cell]:
    """The cells that are a whole row, as wide as some table in it, and no label."""
    if table.n_cols < 2:
        return []
    return [
        cells[0]
        for cells in table.rows()
        if len(cells) == 1
        and cells[0].col == 0
        and cells[0].colspan > 1
        and cells[0].text.strip()
        and not labels.find(cells[0].text)
    ]


def _keys(paragraphs: Iterable[Paragraph], known: Known) -> set[str]:
    found = candidates(paragraphs, known)
    sure = (c for c in found if c.style == HAN and c.kind is not HeadingKind.DEVIANT)
    return {c.key for c in sure if c.key}


def _paragraph(table: Table, cell: Cell) -> Paragraph:
    line, col = table.starts[table.cells.index(cell)] if table.starts else (table.line, None)
    return Paragraph(
        cell.text,
        table.block,
        line,
        col,
        table.page,
        table.part,
        generated=cell.generated,
        container=table.container,
    )


def _pieces(table: Table, across: Iterable[Cell]) -> Iterator[Block]:
    """The table's rows between those `across`, and these as paragraphs, in order."""
    begin = 0
    for cell in across:
        yield from _rows(table, begin, cell.row)
        yield _paragraph(table, cell)
        begin = cell.row + cell.rowspan
    yield from _rows(table, begin, table.n_rows)


def _rows(table: Table, begin: int, end: int) -> Iterator[Table]:
    kept = [n for n, cell in enumerate(table.cells) if begin <= cell.row < end]
    if not kept:
        return
    cells = [table.cells[n] for n in kept]
    yield table._replace(
        cells=tuple(
            c._replace(row=c.row - begin, rowspan=min(c.rowspan, end - c.row)) for c in cells
        ),
        n_rows=end - begin,
        starts=tuple(table.starts[n] for n in kept) if table.starts else (),
    )


__all__ = ["parted"]
