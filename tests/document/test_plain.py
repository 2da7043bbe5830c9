"""Plain text: lines, headers, marks of converters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_TEXT
from gklint.document.model import Document, MarkKind
from gklint.document.plain.read import read_text
from tests.document.conftest import texts
from tests.growth import LINEAR, growth

if TYPE_CHECKING:
    from collections.abc import Callable


def read(text: str) -> Document:
    return read_text(text, "utf-8")


def places(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(p.text, p.line, p.col) for p in read(text).paragraphs]


def marks(text: str) -> list[tuple[str, MarkKind]]:
    return [
        (paragraph.text[mark.start : mark.end], mark.kind)
        for paragraph in read(text).paragraphs
        for mark in paragraph.marks
    ]


def test_a_line_is_a_paragraph_with_its_place() -> None:
    document = read("标题\n\n　正文。 \n")
    assert places("标题\n\n　正文。 \n") == [("标题", 1, 1), ("　正文。 ", 3, 1)]
    assert (document.media_type, document.encoding) == ("text/plain", "utf-8")
    assert [block.block for block in document.blocks] == [0, 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_count_alike(end: str) -> None:
    assert places(end.join(["甲", "", "乙"])) == [("甲", 1, 1), ("乙", 3, 1)]


def test_other_breaks_divide_a_line_that_editors_count_once() -> None:
    assert places("\ufeff甲\f乙\v丙\n丁") == [
        ("甲", 1, 1),
        ("乙", 1, 3),
        ("丙", 1, 5),
        ("丁", 2, 1),
    ]


def test_nulls_and_blank_lines_are_nothing() -> None:
    assert texts(read("甲\0乙\n \u3000\n\u200b\n")) == ["甲乙"]
    assert read("").blocks == ()


def test_a_crawlers_header_is_no_text() -> None:
    document = read(
        "标题: 青柳市年度报告\n发布时间: 2019-01-10 16:13\n文号: \n"
        "原文链接: https://qingliu.example/a.htm\n图片另存\n"
        "==================== 正文 ====================\n正文。"
    )
    assert document.meta == {
        "标题": "青柳市年度报告",
        "发布时间": "2019-01-10 16:13",
        "文号": "",
        "原文链接": "https://qingliu.example/a.htm",
    }
    assert [(p.text, p.line) for p in document.paragraphs] == [("正文。", 7)]


def test_front_matter_is_a_header() -> None:
    document = read("---\ntitle: 报告\ndate: 2021-01-02\n---\n正文。")
    assert document.meta == {"title": "报告", "date": "2021-01-02"}
    assert texts(document) == ["正文。"]


@pytest.mark.parametrize(
    "text",
    [
        "来源: 甲\n发布日期: 2022年\n正文。",  # no ruler
        "来源: 甲\n----\n正文。",  # one key
        "报告。\n甲。\n乙。\n丙。\n来源: 甲\n日期: 乙\n----\n正文。",  # mostly prose
    ],
)
def test_what_is_no_header_stays_text(text: str) -> None:
    document = read(text)
    assert document.meta == {}
    assert texts(document) == text.split("\n")


def test_bookmarks_and_field_codes_are_marked_and_stay() -> None:
    assert marks("[bookmark: _GoBack]2020年，") == [("[bookmark: _GoBack]", MarkKind.FIELD)]
    link = 'HYPERLINK "http://qingliu.example/" \\t "_blank"'
    assert marks(f"见{link}网站") == []  # glued to a word: not told apart
    assert marks(f"见 {link}网站") == [(link, MarkKind.FIELD)]
    assert marks("一、总体情况 PAGEREF _Toc12 \\h 1") == [("PAGEREF _Toc12 \\h", MarkKind.FIELD)]
    assert read("[bookmark: a]甲").paragraphs[0].text == "[bookmark: a]甲"


def test_automatic_numbers_before_headings_are_marked() -> None:
    assert marks("1、 整体情况") == [("1、 ", MarkKind.AUTO_NUMBER)]
    assert marks("[bookmark: a]12、\u3000整体情况")[1] == ("12、\u3000", MarkKind.AUTO_NUMBER)


@pytest.mark.parametrize(
    "text",
    ["1、整体情况", "1、 全年公开5条。", "1、 " + "长" * 60, "共1、 2、 3件", "一、 总体情况"],
)
def test_the_authors_numbers_are_not_marked(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    "text", ["- 3 -", "— 12 —", "－1－", "第 3 页", "第3页 共5页", "Page 2 of 4"]
)
def test_page_numbers_that_say_so(text: str) -> None:
    assert marks(f"正文\n{text}\n正文") == [(text, MarkKind.PAGE_NUMBER)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("无\n\n1\n\n", ["1"]),
        ("甲\n\n1\n\n乙\n\n2\n\n丙\n\n3\n", ["1", "2", "3"]),
        ("无\n1\n", []),  # it belongs to the line above
        ("甲\n\n12\n\n乙", []),  # a single number in the middle
        ("规章\n\n0\n\n0\n\n3\n", []),  # figures
        ("甲\n\n1\n\n乙\n\n9\n", []),
        ("- 2024\n\n2024年", []),
    ],
)
def test_numbers_that_stand_alone(text: str, found: list[str]) -> None:
    assert [part for part, kind in marks(text) if kind is MarkKind.PAGE_NUMBER] == found


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(LimitReached) as raised:
        read("a" * (MAX_TEXT + 1))
    assert raised.value.key == "size"
    with pytest.raises(LimitReached) as raised:
        read("a\n" * 200_001)
    assert raised.value.key == "blocks"


@pytest.mark.parametrize(
    "line", ["\t甲", "\t" + "长" * 80, "甲\t", "甲|", "\t甲\n乙", "1|2\n", "[" * 9, "=" * 9]
)
def test_many_lines_take_time_in_proportion(line: str) -> None:
    assert growth(lambda n: "\n".join([line] * n), read, 5000) < LINEAR


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "甲: 乙\n甲: " + " " * n + "丙\n乙: 丙\n----",
        lambda n: "=" * n + "甲",
        lambda n: " " * n + "|甲\n甲|乙",
        lambda n: 'HYPERLINK "' * (n // 10),
        lambda n: "[bookmark: " * (n // 10),
        lambda n: "PAGEREF " * (n // 10),
        lambda n: "\t" * n,
        lambda n: "|" * n + "\n甲|乙",
        lambda n: " " * n + "1、 ",
    ],
    ids=["header", "rule", "blanks", "link", "bookmark", "page", "tabs", "bars", "number"],
)
def test_a_long_line_takes_time_in_proportion(make: Callable[[int], str]) -> None:
    assert growth(make, read, 30_000) < LINEAR


@given(st.text(st.sampled_from("甲。0\t\n |、一（:=-　[\r\f\0"), max_size=80))
@settings(max_examples=300)
def test_any_text_is_read_without_losing_a_figure(text: str) -> None:
    document = read(text)
    assert [block.block for block in document.blocks] == list(range(len(document.blocks)))
    said = "".join(p.text for p in document.paragraphs)
    said += "".join(cell.text for table in document.tables for cell in table.cells)
    # A header's lines are the crawler's; all else is there.
    if not document.meta:
        assert said.count("0") == text.count("0")
        assert said.count("甲") == text.count("甲")
    for table in document.tables:
        assert table.n_cols == max(len(row) for row in table.rows())
        assert not table.spans_known


def test_control_characters_are_blanks_of_the_same_length() -> None:
    (paragraph,) = read("政府\x07信息\x01公开").paragraphs
    assert paragraph.text == "政府 信息 公开"
