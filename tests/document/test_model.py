"""Blocks made anew: numbered from 0 again, while places and links keep to the source."""

from __future__ import annotations

from gklint.document.model import Cell, Document, Link, Paragraph, Table, rebuilt

FIRST = Paragraph("甲", 0)
TABLE = Table((Cell("乙", 0, 0), Cell("丙", 1, 0, source_row=1)), 2, 1, 1)
LAST = Paragraph("丁", 2)
LINKS = (Link("乙", "b.html", 1), Link("丁", "d.html", 2))


def halves() -> Document:
    """The table of a document parted in two."""
    document = Document("text/html", (FIRST, TABLE, LAST), links=LINKS)
    upper = TABLE._replace(cells=TABLE.cells[:1], n_rows=1)
    lower = TABLE._replace(cells=(TABLE.cells[1]._replace(row=0),), n_rows=1)
    made = ((FIRST, 0), (upper, 1), (lower, 1), (LAST, 2))
    return rebuilt(document, [(block, range(of, of + 1)) for block, of in made])


def test_blocks_are_numbered_and_places_are_the_source_s() -> None:
    document = halves()
    assert [block.block for block in document.blocks] == [0, 1, 2, 3]
    assert [block.place().anchor.block for block in document.blocks] == [0, 1, 1, 2]
    lower = document.tables[1]
    anchor = lower.place(lower.cells[0]).anchor
    assert (anchor.block, anchor.row, anchor.cell) == (1, 1, 0)


def test_links_follow_their_block() -> None:
    assert [link.block for link in halves().links] == [1, 3]


def test_twice_made_anew_still_knows_the_source() -> None:
    document = halves()
    joined = (Paragraph("乙丙", 0), range(1, 3))
    again = rebuilt(document, [(FIRST, range(1)), joined, (document.blocks[3], range(3, 4))])
    assert [block.place().anchor.block for block in again.blocks] == [0, 1, 2]
    assert [link.block for link in again.links] == [1, 2]
