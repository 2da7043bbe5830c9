"""Tables in plain text, by layout alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document.model import Document, MarkKind
from gklint.document.plain.read import read_text
from tests.document.conftest import only_table, texts

if TYPE_CHECKING:
    from pathlib import Path


def read(text: str) -> Document:
    return read_text(text, "utf-8")


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in only_table(read(text)).rows()]


def converted(cells: list[list[str]]) -> str:
    """What Tika writes for rows of cells."""
    return "\n\n".join("\n".join("\t" + cell for cell in row) for row in cells) + "\n\n\n\n"


def test_one_cell_a_line() -> None:
    text = converted([["信息内容", "本年新\n制作数量", "总数"], ["规章", "　0", "0\xa0"]])
    assert rows("一、标题\n" + text + "二、标题") == [
        ["信息内容", "本年新\n制作数量", "总数"],
        ["规章", "　0", "0\xa0"],
    ]
    assert texts(read("一、标题\n" + text + "二、标题"))[::2] == ["一、标题", "二、标题"]


def test_places_of_cells() -> None:
    table = only_table(read("标题\n" + converted([["甲", "多\n行"], ["乙", "2"]])))
    assert [
        (c.text, *at, c.source_row, c.index)
        for c, at in zip(table.cells, table.starts, strict=True)
    ] == [
        ("甲", 2, 2, 0, 0),
        ("多\n行", 3, 2, 0, 1),
        ("乙", 6, 2, 1, 0),
        ("2", 7, 2, 1, 1),
    ]
    assert (table.line, table.spans_known) == (2, False)


def test_merged_cells_leave_ragged_rows_and_empty_cells() -> None:
    cells = [["表", "合计"], ["", "自然人", "总计"], ["", "", "商业", ""]]
    table = only_table(read(converted(cells)))
    assert (table.n_rows, table.n_cols, len(table.cells)) == (3, 4, 9)
    assert rows(converted(cells)) == cells


def test_tables_without_prose_between_run_together() -> None:
    assert len(rows(converted([["甲", "1"]]) + converted([["乙", "2"]]))) == 2


def test_a_last_cell_of_two_lines() -> None:
    assert rows("\t甲\n\t总\n计\n\n\t1\n\t2\n") == [["甲", "总\n计"], ["1", "2"]]
    assert rows("\t甲\n\t22\n（其中修订16件）\n\n\t1\n\t2\n")[0][1] == "22\n（其中修订16件）"


@pytest.mark.parametrize(
    "after",
    [
        "三、收到和处理情况",
        "（一）公开",
        "附件：目录",
        "本年度没有其他需要报告的事项，特此说明，请予监督。",
    ],
)
@pytest.mark.parametrize("last", ["", "0", "1,234.5"])
def test_prose_right_after_a_table_is_no_part_of_it(after: str, last: str) -> None:
    document = read(f"\t甲\n\t1\n\n\t乙\n\t{last}\n{after}\n")
    assert [cell.text for cell in only_table(document).cells] == ["甲", "1", "乙", last]
    assert document.paragraphs[0].text == after


def test_a_blank_line_of_wide_blanks_within_a_cell() -> None:
    assert rows("\t甲\n\t1\n　\n\t2\n\n\t乙\n\t3\n") == [["甲", "1\n　", "2"], ["乙", "3"]]


def test_empty_cells_that_an_editor_trimmed_away() -> None:
    text = converted([["甲", "乙", "丙", "丁"], ["规章", "1", "", "3"], ["许可", "4", "", "5"]])
    trimmed = "\n".join(line.rstrip() for line in text.split("\n"))
    assert rows(trimmed) == [
        ["甲", "乙", "丙", "丁"],
        ["规章", "1", "", "3"],
        ["许可", "4", "", "5"],
    ]


def test_rows_that_begin_with_figures_are_rows() -> None:
    years = [["年", "件"], ["2019", "5"], ["2020", "6"]]
    assert rows(converted(years)) == years
    short = [["甲", "乙", "丙", "丁", "戊"], ["1", "2"], ["3", "4"]]
    assert rows(converted(short)) == short


def test_paragraphs_that_begin_with_a_tab() -> None:
    text = "\t一、总体情况\n\t2020年，本机关认真贯彻落实，扎实推进各项工作。\n\t二、主动公开\n"
    document = read(text)
    assert [(p.text, p.line, p.col) for p in document.paragraphs] == [
        ("一、总体情况", 1, 2),
        ("2020年，本机关认真贯彻落实，扎实推进各项工作。", 2, 2),
        ("二、主动公开", 3, 2),
    ]


def test_headings_with_a_tab_are_no_rows() -> None:
    text = (
        "\t二、主动公开\n\n"
        "\t甲\n\t1\n\n\t乙\n\t2\n\n"
        "\t三、收到\n\n\t正文到此为止，没有别的内容了。\n"
    )
    assert texts(read(text)) == [
        "二、主动公开",
        "甲|1/乙|2",
        "三、收到",
        "正文到此为止，没有别的内容了。",
    ]


def test_a_frame_round_an_article_is_no_table() -> None:
    document = read("\t标题\n\n\t正文一句。\n\n\t正文二句，" + "长" * 60 + "\n")
    assert not document.tables
    assert len(document.paragraphs) == 3


def test_cells_divided_by_tabs() -> None:
    text = "信息内容\t本年\t总数\n规章\t0\t\n\t1\t2\n正文。"
    assert rows(text) == [["信息内容", "本年", "总数"], ["规章", "0", ""], ["", "1", "2"]]
    table = only_table(read(text))
    assert list(table.starts)[:5] == [
        (1, 1), (1, 6), (1, 9), (2, 1), (2, 4),
    ]  # fmt: skip


def test_a_single_line_with_tabs_is_text() -> None:
    assert texts(read("联系人：甲\t电话：0632-5510023\n正文")) == [
        "联系人：甲\t电话：0632-5510023",
        "正文",
    ]


def test_cells_divided_by_bars_with_padding() -> None:
    text = "第二十条 | ||||\n内容 | 本年 | 总数 | |\n规章 | 0 | 7 | |\n\n收费 | 0 |\n三、标题"
    assert rows(text) == [
        ["第二十条", "", ""],
        ["内容", "本年", "总数"],
        ["规章", "0", "7"],
        ["收费", "0", ""],
    ]


def test_markdown_and_drawn_tables() -> None:
    markdown = "| 内容 | 数 |\n|---|:--:|\n| 规\\|章 | 3 |\n|  | 4 |"
    assert rows(markdown) == [["内容", "数"], ["规|章", "3"], ["", "4"]]
    drawn = "┌──┬──┐\n│内容│数│\n├──┼──┤\n│规章│ 3│\n└──┴──┘"
    assert rows(drawn) == [["内容", "数"], ["规章", "3"]]
    table = only_table(read(markdown))
    assert list(table.starts)[2:4] == [(3, 3), (3, 10)]


def test_a_bar_in_a_sentence_is_text() -> None:
    assert texts(read("首页 | 公开\n正文")) == ["首页 | 公开", "正文"]


def test_a_ruler_is_text() -> None:
    assert texts(read("甲\n------\n乙")) == ["甲", "------", "乙"]


CELLS = st.sampled_from(
    [
        "",
        "0",
        "12",
        "　0",
        "0\xa0",
        "规章",
        "行政许可",
        "1.属于国家秘密",
        "本年新\n制作数量",
        "总\n计",
        "34万元",
        "—",
    ]
)


LABELS = st.sampled_from(["", "规章", "1.属于国家秘密", "本年新\n制作数量"])
# A row that begins with a figure may be the rest of one that an editor tore apart.
ROWS = st.builds(
    lambda label, cells: [label, *cells], LABELS, st.lists(CELLS, min_size=1, max_size=8)
)


@given(st.lists(ROWS, min_size=1, max_size=12))
@settings(max_examples=200)
def test_every_converted_table_comes_back(cells: list[list[str]]) -> None:
    document = read("标题\n" + converted(cells) + "结尾")
    table = only_table(document)
    assert [[cell.text for cell in row] for row in table.rows()] == cells
    assert [p.text for p in document.paragraphs] == ["标题", "结尾"]


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["xuecheng_industry_bureau_2020", "rendered_hongze_2023", "rendered_pingtan_2019"]
)
def test_the_converted_reports_of_the_corpus(corpus: Path, name: str) -> None:
    document = read((corpus / "reports" / f"{name}.txt").read_text("utf-8"))
    shapes = [(t.n_rows, t.n_cols, len(t.cells)) for t in document.tables]
    assert shapes == [(18, 4, 53), (26, 10, 234), (4, 15, 39)]


@pytest.mark.corpus
def test_what_the_converter_wrote_in_the_corpus(corpus: Path) -> None:
    text = (corpus / "reports" / "xuecheng_industry_bureau_2020.txt").read_text("utf-8")
    found = [(p.text[m.start : m.end], m.kind) for p in read(text).paragraphs for m in p.marks]
    assert found == [
        ("1、 ", MarkKind.AUTO_NUMBER),
        ("[bookmark: _GoBack]", MarkKind.FIELD),
        ("1", MarkKind.PAGE_NUMBER),
    ]
