"""Grids of Word tables: merges, slivers, rows that count wrongly; what is layout."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document.docx.read import read_docx
from gklint.document.errors import LimitReached
from gklint.document.model import NoteKind, Table
from tests.builders.docx import (
    FIRST,
    NEXT,
    cell,
    level,
    lists,
    numbered,
    package,
    para,
    row,
    table,
)
from tests.document.conftest import only_table, texts


def grid(*rows: str, columns: tuple[int, ...] = ()) -> list[list[str | None]]:
    read = only_table(read_docx(package(table(*rows, grid=columns))))
    return [[None if item is None else item.text for item in line] for line in read.grid()]


def test_merged_across_and_down() -> None:
    assert grid(
        row(cell("表", span=2), cell("合计", props=FIRST)),
        row("甲", "乙", cell("", props=NEXT)),
        row("1", "2", "3"),
    ) == [["表", "表", "合计"], ["甲", "乙", "合计"], ["1", "2", "3"]]


def test_a_continuation_with_nothing_above_is_a_cell_of_its_own() -> None:
    assert grid(row(cell("甲", props=NEXT), "1"), row(cell("", props=NEXT), "2")) == [
        ["甲", "1"],
        ["甲", "2"],
    ]


def test_a_continuation_below_other_edges_is_a_cell_of_its_own() -> None:
    read = grid(
        row(cell("甲", props=FIRST), cell("子", span=2)),
        row(cell("乙", span=2, props=NEXT), "2"),
        row("1", "2", "3"),
    )
    assert read == [["甲", "子", "子"], ["乙", "乙", "2"], ["1", "2", "3"]]


def test_two_merges_one_below_the_other_stay_two() -> None:
    assert grid(
        row(cell("甲", props=FIRST), "1"),
        row(cell("", props=NEXT), "2"),
        row(cell("乙", props=FIRST), "3"),
        row(cell("", props=NEXT), "4"),
    ) == [["甲", "1"], ["甲", "2"], ["乙", "3"], ["乙", "4"]]


def test_old_horizontal_merges() -> None:
    first, more = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    assert grid(row(cell("表", props=first), cell("", props=more), "丙"), row("1", "2", "3")) == [
        ["表", "表", "丙"],
        ["1", "2", "3"],
    ]


def test_columns_left_free_before_and_after() -> None:
    assert grid(
        row("甲", "乙", "丙"),
        row("2", "3", props='<w:gridBefore w:val="1"/>'),
        row("1", "2", props='<w:gridAfter w:val="1"/>'),
    ) == [["甲", "乙", "丙"], [None, "2", "3"], ["1", "2", None]]


def test_a_sliver_column_is_no_column() -> None:
    columns = (2000, 1, 2000, 2000)
    assert grid(
        row("甲", cell("乙", span=2), "丙"),
        row(cell("1", span=2), "2", "3"),
        columns=columns,
    ) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_a_sliver_with_its_own_empty_cell() -> None:
    columns = (2000, 2000, 5)
    assert grid(
        row("甲", "1", cell("", width=5)), row("乙", "2", cell("", width=5)), columns=columns
    ) == [["甲", "1"], ["乙", "2"]]


def test_a_thin_column_with_text_or_width_is_a_column() -> None:
    columns = (2000, 0, 2000)
    assert grid(row("甲", "7", "1"), row("乙", "8", "2"), columns=columns)[0] == ["甲", "7", "1"]
    wide = grid(
        row("甲", cell("", width=900), "1"), row("乙", cell("", width=900), "2"), columns=columns
    )
    assert wide[0] == ["甲", "", "1"]


@pytest.mark.parametrize("width", [0, 1])
def test_a_grid_without_widths_is_not_all_slivers(width: int) -> None:
    blank = [["甲", ""], ["乙", ""]]
    assert grid(row("甲", ""), row("乙", ""), columns=(width, width)) == blank


def test_widths_place_the_cells_of_rows_that_count_wrongly() -> None:
    assert grid(
        row(cell("表", width=6000)),
        row(cell("甲", width=2010), cell("乙", width=3990)),
        row(cell("1", width=2000), cell("2", width=2000), cell("3", width=2000)),
        columns=(6000,),
    ) == [["表", "表", "表"], ["甲", "乙", "乙"], ["1", "2", "3"]]


def test_a_shorter_row_is_only_shorter() -> None:
    read = grid(
        row(cell("甲", width=2000), cell("乙", width=2000)),
        row(cell("1", width=2000)),
        row(cell("2", width=2000), cell("3", width=2000)),
    )
    assert read == [["甲", "乙"], ["1", None], ["2", "3"]]


def test_deleted_and_hidden_rows_and_deleted_cells() -> None:
    document = read_docx(
        package(
            table(
                row("甲", "1"),
                row("旧", "9", props='<w:del w:id="1"/>'),
                row("隐", "8", props="<w:hidden/>"),
                row("乙", cell("旧", props='<w:cellDel w:id="2"/>'), "2"),
                row("新", "3", props='<w:ins w:id="3"/>'),
            )
        )
    )
    read = only_table(document)
    assert texts(document) == ["甲|1/乙|2/新|3"]
    assert {note.kind for note in document.notes} == {NoteKind.TRACKED, NoteKind.HIDDEN}
    # Anchors count what the source writes.
    last = read.cells[-1]
    assert (last.source_row, last.index, last.row, last.col) == (4, 1, 2, 1)


def test_cells_keep_their_lines_and_numbers_split_over_runs() -> None:
    lines = para("本年新") + para("制作", "<w:r><w:br/></w:r>", "数量")
    read = only_table(read_docx(package(table(row(cell(lines), "12"), row("乙", "　0")))))
    assert [item.text for item in read.cells] == ["本年新\n制作\n数量", "12", "乙", "　0"]


def test_a_huge_span_costs_nothing() -> None:
    assert grid(row(cell("表", span=999_999_999)), row("甲", "1")) == [
        ["表", "表", "表"],
        ["甲", "1", None],
    ]


def test_a_table_beyond_the_limit_is_refused() -> None:
    wide = row(*["<w:tc><w:p/></w:tc>"] * 1100)
    rows = "".join([wide] + [row("甲")] * 1100)
    with pytest.raises(LimitReached) as raised:
        read_docx(package(table(rows)))
    assert raised.value.key == "cells"


def test_a_table_with_a_table_in_it_is_layout() -> None:
    inner = table(row("甲", "1"), row("乙", "2"))
    outer = table(row("标题", cell("旁")), row(cell(para("前"), inner, para("后")), "栏"))
    assert texts(read_docx(package(outer))) == ["标题", "旁", "前", "甲|1/乙|2", "后", "栏"]


def test_a_frame_round_a_cells_text_is_no_table() -> None:
    frame = table(row("12"))
    read = table(row("甲", cell(frame, "<w:p/>")), row("乙", "2"))
    assert texts(read_docx(package(read))) == ["甲|12/乙|2"]


def test_a_frame_round_a_table_is_layout_at_any_depth() -> None:
    inner = table(row("甲", "1"), row("乙", "2"))
    framed = table(row(cell(table(row(cell(inner, "<w:p/>"))), "<w:p/>")))
    outer = table(row("左", cell(framed, "<w:p/>")), row("x", "y"))
    assert texts(read_docx(package(outer))) == ["左", "甲|1/乙|2", "x", "y"]


@pytest.mark.parametrize(
    "rows",
    [
        [row(cell(para("标题"), para("正文。")))],
        [row("标题"), row("正文。")],
        [
            row("标题", ""),
        ],
        [row("旁栏", "一、总体情况。")],
        [row("旁栏", "长" * 300), row("页", "脚")],
    ],
)
def test_frames_round_prose_are_layout(rows: list[str]) -> None:
    assert not read_docx(package(table(*rows))).tables


def test_one_row_of_figures_is_a_table() -> None:
    assert texts(read_docx(package(table(row("1", "2", "3"))))) == ["1|2|3"]


Rect = tuple[int, int, int, int]  # row, column, rows, columns


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[Rect]]:
    """A grid cut into rectangles."""
    n_rows, n_cols = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    taken = [[False] * n_cols for _ in range(n_rows)]
    rects: list[Rect] = []
    for r in range(n_rows):
        for c in range(n_cols):
            if taken[r][c]:
                continue
            width = 1
            most = draw(st.integers(1, 3))
            while width < most and c + width < n_cols and not taken[r][c + width]:
                width += 1
            height = min(draw(st.integers(1, 3)), n_rows - r)
            for rr in range(r, r + height):
                for cc in range(c, c + width):
                    taken[rr][cc] = True
            rects.append((r, c, height, width))
    return n_rows, n_cols, rects


def written(n_rows: int, rects: list[Rect]) -> str:
    rows = []
    for r in range(n_rows):
        cells = []
        for top, left, height, width in sorted(rects, key=lambda rect: rect[1]):
            if top <= r < top + height:
                merge = "" if height == 1 else FIRST if r == top else NEXT
                text = f"{top}-{left}" if r == top else ""
                cells.append(cell(text, span=width, props=merge))
        rows.append(row(*cells))
    return table(*rows)


@given(tilings())
@settings(max_examples=150)
def test_every_tiling_comes_back(tiling: tuple[int, int, list[Rect]]) -> None:
    n_rows, n_cols, rects = tiling
    edges = sorted({rect[1] for rect in rects} | {n_cols})  # a column nobody begins at is none
    order = {edge: number for number, edge in enumerate(edges)}
    document = read_docx(package(written(n_rows, rects)))
    if len(edges) == 2:
        assert not document.tables
        return
    (read,) = document.blocks
    assert isinstance(read, Table)
    assert (read.n_rows, read.n_cols) == (n_rows, len(edges) - 1)
    assert {(c.text, c.row, c.col, c.rowspan, c.colspan) for c in read.cells} == {
        (f"{top}-{left}", top, order[left], height, order[left + width] - order[left])
        for top, left, height, width in rects
    }
    assert all(item is not None for line in read.grid() for item in line)


@pytest.mark.parametrize("within", ["rows", "cells"])
def test_of_alternate_rows_and_cells_one_is_read(within: str) -> None:
    def both(one: str, other: str) -> str:
        return (
            f'<mc:AlternateContent><mc:Choice Requires="w14">{one}</mc:Choice>'
            f"<mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>"
        )

    if within == "rows":
        markup = table(row("甲", "1"), both(row("乙", "2"), row("丙", "3")), row("丁", "4"))
    else:
        markup = table(row("甲", "1"), row(both(cell("乙"), cell("丙")), "2"), row("丁", "4"))
    assert rows_of(markup) == [["甲", "1"], ["乙", "2"], ["丁", "4"]]


def test_alternate_rows_of_which_none_has_text_are_kept() -> None:
    blank = f'<mc:AlternateContent><mc:Choice Requires="w14">{row("", "")}</mc:Choice>'
    markup = table(row("甲", "1"), blank + "</mc:AlternateContent>")
    assert rows_of(markup) == [["甲", "1"], ["", ""]]


def test_an_automatic_number_in_a_cell_is_no_text_of_the_source() -> None:
    numbering = lists({0: level(0, "decimal", "%1.")}, {1: (0, "")})
    body = table(
        row(cell(para("属于国家秘密", props=numbered(1))), "0"),
        row(cell(para(""), para("危及安全", props=numbered(1))), "1"),
    )
    found = only_table(read_docx(package(body, numbering=numbering)))
    first, second = found.cells[0], found.cells[2]
    assert (first.text, first.generated) == ("1.属于国家秘密", 2)
    assert (second.text, second.generated) == ("2.危及安全", 2)
    anchor = found.place(first, 4, 8).anchor
    assert (anchor.offset, anchor.length) == (2, 4)
    whole = found.place(first).anchor
    assert (whole.offset, whole.length) == (0, 6)


def rows_of(markup: str) -> list[list[str]]:
    found = only_table(read_docx(package(markup)))
    return [[cell.text for cell in line] for line in found.rows()]
