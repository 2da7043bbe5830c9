"""Whatever a page holds, something is told of it, and no character is lost or invented."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from gklint.document.model import Paragraph, Table
from gklint.document.paged.assemble import assemble
from gklint.document.paged.page import Glyph, Hyperlink, Page, Picture, Rule

# Few places, so that things meet: lines, columns, borders, one over the other.
PLACES = st.sampled_from([-20.0, 0.0, 10.0, 20.0, 20.5, 30.0, 40.0, 41.0, 60.0, 80.0, 300.0])
CHARS = st.sampled_from([*"年度（一）。，:12—/ \u3000a.", "ﬁ", "\u200b"])


@st.composite
def pages(draw: st.DrawFn) -> list[Page]:
    found = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        glyphs = [
            Glyph(char, x, y, x + wide, y + 10, em)
            for char, x, y, wide, em in draw(
                st.lists(
                    st.tuples(CHARS, PLACES, PLACES, st.sampled_from([0, 5, 10]), PLACES),
                    max_size=40,
                )
            )
        ]
        boxes = st.lists(st.tuples(PLACES, PLACES, PLACES, PLACES), max_size=12)
        rules = [Rule(*box) for box in draw(boxes)]
        rules += [
            rule
            for a, b, c, d in draw(boxes)
            for rule in (Rule(a, b, c, b), Rule(a, d, c, d), Rule(a, b, a, d), Rule(c, b, c, d))
        ]
        found.append(
            Page(
                number,
                draw(st.sampled_from([0.0, 100.0, 600.0])),
                draw(st.sampled_from([0.0, 100.0, 400.0])),
                tuple(glyphs),
                tuple(rules),
                tuple(Picture(*box) for box in draw(boxes)[:2]),
                tuple(Hyperlink(*box, "https://a.example/") for box in draw(boxes)[:2]),
            )
        )
    return found


@given(pages())
def test_any_page(made: list[Page]) -> None:
    blocks, links = assemble(made)
    assert [block.block for block in blocks] == list(range(len(blocks)))
    assert all(0 <= link.block < len(blocks) for link in links)
    for block in blocks:
        if isinstance(block, Table):
            covered = Counter(
                (row, col)
                for c in block.cells
                for row in range(c.row, c.row + c.rowspan)
                for col in range(c.col, c.col + c.colspan)
            )
            assert all(count == 1 for count in covered.values())
            assert all(r < block.n_rows and c < block.n_cols for r, c in covered)
            assert block.pages == () or len(block.pages) == len(block.cells)
        if isinstance(block, Paragraph):
            assert block.text.strip()
    shown = Counter(
        char for page in made for glyph in page.glyphs for char in glyph.text if not char.isspace()
    )
    texts = [
        text
        for block in blocks
        for text in (
            [block.text]
            if isinstance(block, Paragraph)
            else [cell.text for cell in block.cells]
            if isinstance(block, Table)
            else []
        )
    ]
    read = Counter(char for text in texts for char in text if not char.isspace())
    for raised, digit in zip("¹²", "12", strict=True):
        read[digit] += read.pop(raised, 0)
    assert all(read[char] <= shown[char] for char in read)
