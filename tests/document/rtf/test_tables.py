"""Tables of rich text files: cells by their edges, merged ones once."""

from __future__ import annotations

import pytest

from gklint.document.model import Table
from tests.document.conftest import only_table
from tests.document.rtf.make import read, row, said

THREE = (1000, 2000, 3000)


def cells(body: str) -> list[tuple[str, int, int, int, int]]:
    """Text, row, column, rows and columns of every cell of the one table in `body`."""
    return [
        (cell.text, cell.row, cell.col, cell.rowspan, cell.colspan)
        for cell in only_table(read(body)).cells
    ]


def test_a_grid() -> None:
    body = r"\pard 前\par " + row("abc", THREE) + row("123", THREE) + r"\pard 后\par"
    assert said(body) == ["前", "a|b|c/1|2|3", "后"]
    (table,) = read(body).tables
    assert [(cell.source_row, cell.index) for cell in table.cells] == [
        (0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2),
    ]  # fmt: skip


def test_rows_that_share_what_is_told_of_them() -> None:
    told = r"\trowd\cellx1000\cellx2000\pard\intbl "
    body = told + r"a\cell b\cell\row c\cell d\cell\row\pard x\par"
    assert said(body) == ["a|b/c|d", "x"]


def test_what_is_told_of_a_row_again_at_its_end_holds() -> None:
    """Word tells it before and after the cells; the latter is what it means."""
    body = (
        r"\trowd\cellx500\cellx3000\pard\intbl a\cell b\cell"
        r"{\trowd\irow0\cellx1000\cellx3000\row}" + row("cde", THREE)
    )
    assert cells(body) == [
        ("a", 0, 0, 1, 1),
        ("b", 0, 1, 1, 2),
        ("c", 1, 0, 1, 1),
        ("d", 1, 1, 1, 1),
        ("e", 1, 2, 1, 1),
    ]


@pytest.mark.parametrize(
    ("edges", "columns"),
    [
        ((1000, 2000, 3000), 3),
        ((1015, 1990, 3000), 3),  # dragged borders are nearly the same
        ((1000, 2500, 3000), 4),
    ],
)
def test_cells_stand_by_their_edges(edges: tuple[int, ...], columns: int) -> None:
    assert only_table(read(row("abc", THREE) + row("def", edges))).n_cols == columns


def test_merged_cells() -> None:
    body = (
        row(("项目", "数", ""), THREE, (r"\clvmgf", r"\clmgf", r"\clmrg"))
        + row(("", "b", "c"), THREE, (r"\clvmrg", "", ""))
        + row(("合计", "2"), (2000, 3000))
    )
    assert cells(body) == [
        ("项目", 0, 0, 2, 1),
        ("数", 0, 1, 1, 2),
        ("b", 1, 1, 1, 1),
        ("c", 1, 2, 1, 1),
        ("合计", 2, 0, 1, 2),
        ("2", 2, 2, 1, 1),
    ]


def test_text_in_the_second_half_of_a_merged_cell_is_kept() -> None:
    body = row(("a", "b", "c"), THREE, ("", r"\clmgf", r"\clmrg")) + row("def", THREE)
    assert said(body) == ["a|b\nc/d|e|f"]


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (r"\trleft1000", ""),
        (r"\trleft0", r"\trwWidthB1000\trftsWidthB3"),
        (r"\trleft1000", r"\trftsWidthB3\trwWidthB1000"),  # told both ways
        (r"\trleft1000", r"\trftsWidthB3\trwWidthB2500"),
        (r"\trleft1000", r"\trftsWidthB2\trwWidthB500"),
    ],
)
def test_a_row_begins_further_in_once(left: str, told: str) -> None:
    inner = row("de", (2000, 3000)).replace(r"\trleft0", left + told)
    assert cells(row("abc", THREE) + inner)[3:] == [("d", 1, 1, 1, 1), ("e", 1, 2, 1, 1)]


def test_a_column_too_thin_to_be_seen() -> None:
    body = row(("a", "", "b"), (1000, 1001, 2000)) + row("cd", (1000, 2000))
    assert said(body) == ["a|b/c|d"]


def test_a_thin_cell_with_text_is_not_lost() -> None:
    body = row(("a", "7", "b"), (1000, 1001, 2000)) + row("cd", (1000, 2000))
    assert "7" in [cell[0] for cell in cells(body)]


def test_text_of_cells() -> None:
    body = row((r"a\par b", r"a\line b", r"{\listtext 1.\tab}x"), THREE) + row("def", THREE)
    table = only_table(read(body))
    assert [cell.text for cell in table.cells[:3]] == ["a\nb", "a\nb", "1.x"]
    assert table.cells[2].generated == 2


def test_more_cells_than_a_row_tells_of_are_kept() -> None:
    body = row("abc", THREE) + row("def", THREE).replace(r"\cellx3000", "")
    assert [cell[0] for cell in cells(body)] == list("abcdef")


def test_a_cell_without_being_told_so() -> None:
    """Some programs leave out \\intbl."""
    body = (row("abc", THREE) + row("123", THREE)).replace(r"\intbl", "")
    assert said(body) == ["a|b|c/1|2|3"]


def test_a_table_that_is_cut_off_keeps_its_grid() -> None:
    data = row("abc", THREE) + row("123", THREE).replace("\\row\n", "")
    assert said(data) == ["a|b|c/1|2|3"]


def test_a_table_in_a_cell() -> None:
    """The outer one is layout; the inner one is a table of its own."""
    inner = (
        r"\pard\intbl\itap2 1\nestcell 2\nestcell{\*\nesttableprops"
        r"\trowd\cellx700\cellx1400\nestrow}{\nonesttables\par}"
    )
    outer = (
        r"\trowd\cellx3000\cellx6000\pard\intbl\itap1 前\par"
        + inner + inner + r"\pard\intbl\itap1 后\cell 旁\cell\row\pard x\par"
    )  # fmt: skip
    assert said(outer) == ["前", "1|2/1|2", "后", "旁", "x"]


def test_a_frame_in_a_cell_is_no_table() -> None:
    inner = (
        r"\pard\intbl\itap2 12\nestcell{\*\nesttableprops\trowd\cellx700\nestrow}"
        r"{\nonesttables\par}\pard\intbl\itap1"
    )
    first = rf"\trowd\cellx3000\cellx6000\pard\intbl 收到\cell {inner}\cell\row"
    body = first + row("ab", (3000, 6000))
    assert said(body) == ["收到|12/a|b"]


def test_tables_apart_are_two() -> None:
    found = read(row("ab", (1000, 2000)) * 2 + r"\pard 间\par" + row("cd", (1000, 2000)) * 2).blocks
    assert [isinstance(block, Table) for block in found] == [True, False, True]


def test_a_table_of_one_column_is_layout() -> None:
    assert said(row(("正文",), (3000,))) == ["正文"]
