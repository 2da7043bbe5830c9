"""Grids drawn at random come back as they were drawn."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_RULES
from gklint.document.model import Paragraph, Table
from gklint.document.paged.assemble import assemble
from gklint.document.paged.lattice import Box, grids
from gklint.document.paged.page import Page, Rule
from tests.document.paged.drawing import borders, glyphs, line, shaken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.paged.page import Glyph


MANY = 12  # cells from which on a table of figures is one whatever else it holds


class Drawn:
    """A table of random columns, rows and spans."""

    def __init__(self, random: Random, least: float = 20.0) -> None:
        self.xs = _edges(random, 60.0, random.randint(2, 8), least, 70.0)
        self.ys = _edges(random, 80.0, random.randint(2, 12), 12.0, 45.0)
        self.cells = _spans(random, len(self.ys) - 1, len(self.xs) - 1)

    def sides(self, cell: Box) -> tuple[float, float, float, float]:
        row, col, rowspan, colspan = cell
        return self.xs[col], self.ys[row], self.xs[col + colspan], self.ys[row + rowspan]


def _edges(random: Random, start: float, count: int, least: float, most: float) -> list[float]:
    edges = [start]
    for _ in range(count):
        edges.append(edges[-1] + random.uniform(least, most))
    return edges


def _spans(random: Random, n_rows: int, n_cols: int) -> list[Box]:
    """A partition of the grid into rectangles in which every row and column begins somewhere."""
    while True:
        taken: set[tuple[int, int]] = set()
        cells: list[Box] = []
        for row in range(n_rows):
            for col in range(n_cols):
                if (row, col) in taken:
                    continue
                rowspan = random.choice((1, 1, 1, 2, 3))
                colspan = random.choice((1, 1, 1, 2, 4))
                box = Box(row, col, min(rowspan, n_rows - row), min(colspan, n_cols - col))
                while any((row, c) in taken for c in range(col, col + box.colspan)):
                    box = box._replace(colspan=box.colspan - 1)
                taken |= {
                    (r, c)
                    for r in range(row, row + box.rowspan)
                    for c in range(col, col + box.colspan)
                }
                cells.append(box)
        rows = {cell.row for cell in cells}
        cols = {cell.col for cell in cells}
        if len(rows) == n_rows and len(cols) == n_cols and len(cells) > 1:
            return cells


def page(rules: Sequence[Rule], found: Sequence[Glyph] = (), number: int = 1) -> Page:
    return Page(number, 700.0, 900.0, tuple(found), tuple(rules))


@given(st.randoms(use_true_random=False), st.sampled_from(["lines", "boxes", "double", "pieces"]))
def test_grid_comes_back(random: Random, kind: str) -> None:
    drawn = Drawn(random)
    rules = list(borders([drawn.sides(cell) for cell in drawn.cells], kind))
    random.shuffle(rules)
    rules = list(shaken(rules, random.choice((0.0, 0.4)), random))
    (grid,) = grids(page(rules))
    assert list(grid.cells) == sorted(drawn.cells)
    for found, meant in ((grid.xs, drawn.xs), (grid.ys, drawn.ys)):
        assert all(abs(a - b) < 2 for a, b in zip(found, meant, strict=True))


@given(st.randoms(use_true_random=False))
def test_text_comes_back(random: Random) -> None:
    drawn = Drawn(random)
    texts = {
        cell: str(random.randint(0, 99)) if random.random() < 0.8 else "" for cell in drawn.cells
    }
    settings = [
        setting
        for cell, text in texts.items()
        for setting in line(text, drawn.sides(cell)[0] + 2, drawn.sides(cell)[1] + 0.5, 9.0)
    ]
    rules = list(borders([drawn.sides(cell) for cell in drawn.cells], "lines"))
    assembled = assemble([page(rules, list(glyphs(settings)))])
    tables = [block for block in assembled.blocks if isinstance(block, Table)]
    if len(texts) < MANY and not tables:
        return  # few figures: a table that only places text, which becomes paragraphs
    (table,) = tables
    read = {Box(c.row, c.col, c.rowspan, c.colspan): c.text for c in table.cells}
    assert read == {cell: texts.get(cell, "") for cell in drawn.cells}


@given(st.randoms(use_true_random=False))
def test_table_over_two_pages(random: Random) -> None:
    """Broken between two rows, the table is one again, and every number is in its own cell."""
    drawn = Drawn(random, least=45.0)
    covered = {r for c in drawn.cells for r in range(c.row + 1, c.row + c.rowspan)}
    breaks = [row for row in range(1, len(drawn.ys) - 1) if row not in covered]
    edges = {x for c in drawn.cells for x in (c.col, c.col + c.colspan)}
    parts: list[list[Box]] = [[], []]
    at = random.choice(breaks) if breaks else 0
    for cell in drawn.cells:
        parts[cell.row >= at].append(cell)
    if any({x for c in part for x in (c.col, c.col + c.colspan)} != edges for part in parts):
        return  # nothing to break, or a column that one of the pages does not draw
    texts = {cell: str(100 + number) for number, cell in enumerate(drawn.cells)}
    pages = []
    for number, part in enumerate(parts, 1):
        sides = {cell: drawn.sides(cell) for cell in part}
        settings = [
            setting
            for cell, (left, top, _, _) in sides.items()
            for setting in line(texts[cell], left + 2, top + 1, 9.0)
        ]
        rules = list(borders(list(sides.values()), "lines"))
        pages.append(page(rules, list(glyphs(settings)), number))
    tables = [b for b in assemble(pages).blocks if isinstance(b, Table)]
    if len(drawn.cells) < MANY:
        return  # few figures: it may only place text
    (table,) = tables
    assert {Box(c.row, c.col, c.rowspan, c.colspan): c.text for c in table.cells} == texts
    assert set(table.pages) == {1, 2}


def test_lines_that_are_no_table() -> None:
    """An underline, a letterhead's line, a frame round the page."""
    rules = [
        Rule(100, 200, 180, 200),
        Rule(60, 120, 640, 120),
        *borders([(30, 30, 670, 870)], "lines"),
    ]
    assert grids(page(rules)) == []
    text = list(glyphs(line("青柳市水务局", 100, 180)))
    blocks = assemble([page(rules, text)]).blocks
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == ["青柳市水务局"]


def test_table_in_a_frame_and_two_on_a_page() -> None:
    frame = list(borders([(30, 30, 670, 870)], "lines"))
    one = [(60.0, 100.0, 160.0, 120.0), (160.0, 100.0, 260.0, 120.0)]
    two = [(60.0, 300.0, 160.0, 320.0), (160.0, 300.0, 260.0, 320.0)]
    found = grids(page([*frame, *borders(one, "lines"), *borders(two, "boxes")]))
    assert [(g.n_rows, g.n_cols, round(g.ys[0])) for g in found] == [(1, 2, 100), (1, 2, 300)]


def test_table_within_a_cell_of_a_layout_table() -> None:
    outer = [(30.0, 30.0, 300.0, 870.0), (300.0, 30.0, 670.0, 870.0)]
    inner = [
        (60.0 + 50 * c, 100.0 + 20 * r, 110.0 + 50 * c, 120.0 + 20 * r)
        for r in range(2)
        for c in range(2)
    ]
    (grid,) = grids(page([*borders(outer, "lines"), *borders(inner, "lines")]))
    assert (grid.n_rows, grid.n_cols) == (2, 2)
    assert round(grid.ys[0]) == 100


def test_missing_piece_of_border_keeps_numbers_apart() -> None:
    """A region that is no rectangle is parted, not stretched over its neighbours."""
    sides = [
        (60.0 + 50 * c, 100.0 + 20 * r, 110.0 + 50 * c, 120.0 + 20 * r)
        for r in range(2)
        for c in range(2)
    ]
    gone = {(60.0, 120.0, 110.0, 120.0), (110.0, 100.0, 110.0, 120.0)}
    rules = [rule for rule in borders(sides, "lines") if rule not in gone]
    (grid,) = grids(page(rules))
    covered = [
        (row, col)
        for box in grid.cells
        for row in range(box.row, box.row + box.rowspan)
        for col in range(box.col, box.col + box.colspan)
    ]
    assert sorted(covered) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_hatching_beside_a_table_leaves_it_alone() -> None:
    """Lines so close that they run into one another are not one line."""
    sides = [
        (60.0 + 50 * c, 100.0 + 20 * r, 110.0 + 50 * c, 120.0 + 20 * r)
        for r in range(3)
        for c in range(3)
    ]
    hatching = [Rule(400, 90 + 0.8 * n, 600, 90 + 0.8 * n) for n in range(120)]
    (grid,) = grids(page([*borders(sides, "lines"), *hatching]))
    assert (grid.n_rows, grid.n_cols) == (3, 3)
    assert all(abs(a - b) < 2 for a, b in zip(grid.ys, (100, 120, 140, 160), strict=True))


def test_too_many_rules() -> None:
    rule = Rule(10, 10, 50, 10)
    with pytest.raises(LimitReached) as caught:
        grids(page([rule] * (MAX_RULES + 1)))
    assert caught.value.key == "rules"


@pytest.mark.parametrize("long", [20.0, 600.0])
def test_random_lines_end(long: float) -> None:
    """Any drawing gives an answer or a limit."""
    random = Random(3)
    rules = []
    for _ in range(MAX_RULES):
        x, y = random.uniform(0, 700), random.uniform(0, 900)
        length = random.uniform(1, long)
        across = random.random() < 0.5
        rules.append(Rule(x, y, x + length, y) if across else Rule(x, y, x, y + length))
    with suppress(LimitReached):
        assert all(grid.cells for grid in grids(page(rules)))
