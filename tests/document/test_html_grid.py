"""The grid against an independent model, on tables of any shape."""

from __future__ import annotations

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document.html.grid import resolve
from gklint.document.html.read import read_html
from gklint.document.model import Paragraph, Table

Span = tuple[int, int]  # colspan, rowspan

GROUPS = st.lists(
    st.lists(
        st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4)), min_size=0, max_size=5),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=3,
)


def model(groups: list[list[list[Span]]]) -> tuple[dict[int, set[tuple[int, int]]], int]:
    """Which positions each cell holds: the standard's steps on a dictionary of slots."""
    slots: dict[tuple[int, int], int] = {}
    held: dict[int, set[tuple[int, int]]] = {}
    number = top = 0
    begins: set[int] = set()
    for group in groups:
        bottom = top + len(group)
        for y, row in enumerate(group, start=top):
            x = 0
            for colspan, rowspan in row:
                while (x, y) in slots:
                    x += 1
                last = bottom if rowspan == 0 else min(bottom, y + rowspan)
                held[number] = {(i, j) for i in range(x, x + colspan) for j in range(y, last)}
                for slot in held[number]:
                    slots[slot] = number
                begins.add(x)
                x += colspan
                number += 1
        top = bottom
    width = max(begins, default=-1) + 1
    cut = {n: {(x, y) for x, y in slots_ if x < width} for n, slots_ in held.items()}
    return cut, width


def ends(groups: list[list[list[Span]]]) -> list[int]:
    found: list[int] = []
    for group in groups:
        found += [len(found) + len(group)] * len(group)
    return found


@given(GROUPS)
@settings(max_examples=300)
def test_resolve_agrees_with_the_model(groups: list[list[list[Span]]]) -> None:
    rows = [row for group in groups for row in group]
    grid = resolve(rows, ends(groups))
    expected, width = model(groups)
    assert (grid.n_rows, grid.n_cols) == (len(rows), width)
    for number, (row, col, rowspan, colspan) in enumerate(grid.places):
        positions = {(x, y) for x in range(col, col + colspan) for y in range(row, row + rowspan)}
        assert positions == expected[number]


@given(GROUPS)
@settings(max_examples=60)
def test_a_page_agrees_with_the_model(groups: list[list[list[Span]]]) -> None:
    number = 0
    parts = ["<table>"]
    for group in groups:
        parts.append("<tbody>")
        for row in group:
            parts.append("<tr>")
            for colspan, rowspan in row:
                parts.append(f"<td colspan={colspan} rowspan={rowspan}>{number}</td>")
                number += 1
            parts.append("</tr>")
        parts.append("</tbody>")
    document = read_html(("<p>前</p>" + "".join(parts) + "</table>").encode())
    expected, width = model(groups)
    if not document.tables:  # layout: one column, or nothing but text
        printed = [p.text for p in document.paragraphs[1:]]
        assert printed == [str(n) for n in range(number)]
        return
    (table,) = document.tables
    assert (table.n_rows, table.n_cols) == (sum(len(g) for g in groups), width)
    assert [cell.text for cell in table.cells] == [str(n) for n in range(number)]
    for cell, positions in zip(table.cells, expected.values(), strict=True):
        assert (cell.col, cell.row) in positions
        assert cell.colspan * cell.rowspan == len(positions)


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_any_text_in_a_paragraph_comes_back(text: str) -> None:
    printable = "".join(c for c in text if c.isprintable() or c == " ")
    document = read_html(f"<p>前{html.escape(printable)}后</p>".encode("utf-8", "ignore"))
    joined = "".join(p.text for p in document.paragraphs)
    assert joined.replace(" ", "") == f"前{printable}后".encode("utf-8", "ignore").decode().replace(
        " ", ""
    )


TAGS = [
    *("div", "p", "span", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "form", "b", "a"),
    *("ul", "li", "h2", "caption", "center"),
]
PIECE = st.one_of(
    st.just("字"),
    st.sampled_from([f"<{tag}>" for tag in [*TAGS, "table", "tr", "td", "td", "br", "img"]]),
    st.sampled_from([f"</{tag}>" for tag in [*TAGS, "table", "tr", "td", "td"]]),
    st.sampled_from(["<td rowspan=2>", "<td colspan=3>", "<a href=x>", "<!-- 9 -->", " ", "\n"]),
)


@given(st.lists(PIECE, max_size=50))
@settings(max_examples=400)
def test_no_text_of_any_tag_soup_is_lost_or_doubled(pieces: list[str]) -> None:
    count = 0
    markup = ["<p>始</p>"]
    for piece in pieces:
        if piece == "字":
            piece = f"字{count}号"
            count += 1
        markup.append(piece)
    document = read_html("".join(markup).encode())
    said = []
    for number, block in enumerate(document.blocks):
        assert block.block == number
        if isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, Table):
            said += [cell.text for cell in block.cells]
    found = re.findall(r"字(\d+)号", " ".join(said))
    assert sorted(map(int, found)) == list(range(count))
    assert all(link.block < len(document.blocks) for link in document.links)
