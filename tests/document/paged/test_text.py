"""Characters become the text that a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.document.model import Paragraph, Table
from gklint.document.paged.assemble import assemble
from gklint.document.paged.lines import lines_of
from gklint.document.paged.page import Glyph, Page
from gklint.document.paged.runs import runs_of
from tests.document.paged.drawing import borders, glyphs, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def text(found: Iterable[Glyph]) -> list[str]:
    return [held.text for held in lines_of(runs_of(found, 600.0, 800.0))]


def set_(chars: str, x: float = 100.0, y: float = 100.0, em: float = 10.0) -> list[Glyph]:
    return list(glyphs(line(chars, x, y, em)))


def test_one_line_from_pieces_in_any_order() -> None:
    assert text([*set_("年度报告", 140), *set_("2024", 120), *set_("青柳", 100)]) == [
        "青柳2024年度报告"
    ]


def test_characters_painted_again() -> None:
    found = set_("513件")
    assert text([*found, *(g._replace(left=g.left + 0.4, right=g.right + 0.4) for g in found)]) == [
        "513件"
    ]
    twice = [g for glyph in found for g in (glyph, glyph._replace(left=glyph.left + 0.2))]
    assert text(twice) == ["513件"]
    other = [*set_("51"), *set_("3件", 110), *(g._replace(left=g.left + 0.3) for g in found)]
    assert text(other) == ["513件"]


def test_equal_neighbours_are_no_double() -> None:
    narrow = [Glyph("1", 100 + 2.8 * n, 100, 102.8 + 2.8 * n, 112, 10) for n in range(3)]
    assert text(narrow) == ["111"]


def test_blanks_without_extent_are_none() -> None:
    made = [*set_("结"), Glyph(" ", 110, 112, 110, 112, 1), *set_("果", 112.5)]
    assert text(made) == ["结果"]


def test_printed_blanks() -> None:
    assert text(set_("邮 编：")) == ["邮 编："]
    assert text(set_("第一项 \u3000 第二项")) == ["第一项 第二项"]
    assert text(set_("\u3000\u3000全年")) == ["全年"]


def test_words_set_apart() -> None:
    assert text([*set_("Annual"), *set_("Report", 133)]) == ["Annual Report"]
    assert text([*set_("总"), *set_("计", 125)]) == ["总 计"]


def test_numbers_apart_are_two() -> None:
    """One blank between them would make 12 345 of them."""
    assert text([*set_("12"), *set_("345", 130)]) == ["12  345"]


def test_raised_number_joins_none() -> None:
    assert text([*set_("12"), *set_("3", 110, 100, 6.5)]) == ["12³"]


def test_outside_the_page() -> None:
    assert text([*set_("外", -30), *set_("外", 100, 900), *set_("内")]) == ["内"]


def test_lines_close_together() -> None:
    assert text([*set_("第一行", y=100), *set_("第二行", y=110.5)]) == ["第一行", "第二行"]


def cell(lines: Sequence[str], width: float, em: float = 10.0) -> str:
    """What is read from a cell of that width with these lines."""
    sides = [
        (100.0 + width * c, 100.0 + 60 * r, 100.0 + width * (c + 1), 160.0 + 60 * r)
        for r in range(2)
        for c in range(2)
    ]
    made = [
        g for number, chars in enumerate(lines) for g in set_(chars, 105.0, 102 + 13 * number, em)
    ]
    for x, y in ((1, 0), (0, 1), (1, 1)):
        made += set_("7", 105 + width * x, 105 + 60 * y)
    page = Page(1, 600, 800, tuple(made), tuple(borders(sides, "lines")))
    (table,) = [b for b in assemble([page]).blocks if isinstance(b, Table)]
    return table.cells[0].text


@pytest.mark.parametrize(
    ("lines", "width", "read"),
    [
        (["商", "业", "企", "业"], 20.0, "商业企业"),
        (["1234", "56"], 30.0, "123456"),
        (["1,2", "34"], 26.0, "1,234"),
        (["12", "34"], 90.0, "12\n34"),
        (["Annual", "Report"], 60.0, "Annual Report"),
        (["swj@yunxiu", ".example"], 60.0, "swj@yunxiu.example"),
        (["https://a.example/", "nb"], 100.0, "https://a.example/nb"),
        (["结果", "维持"], 60.0, "结果维持"),
    ],
)
def test_wrapped_lines_of_a_cell(lines: list[str], width: float, read: str) -> None:
    assert cell(lines, width) == read


def two_cells(chars: str, x: float) -> list[str]:
    """What two cells of 40 points hold, with `chars` set from `x` over the border between them."""
    sides = [
        (100.0 + 40 * c, 100.0 + 20 * r, 140.0 + 40 * c, 120.0 + 20 * r)
        for r in range(4)
        for c in range(2)
    ]
    made = set_(chars, x, 103)
    for row in range(1, 4):
        made += [*set_("7", 110, 103 + 20 * row), *set_("8", 150, 103 + 20 * row)]
    page = Page(1, 600, 800, tuple(made), tuple(borders(sides, "lines")))
    (table,) = [b for b in assemble([page]).blocks if isinstance(b, Table)]
    return [c.text for c in table.cells[:2]]


def test_text_over_a_border_is_cut_there() -> None:
    assert two_cells("合计总数", 120) == ["合计", "总数"]


def test_numbers_that_touch_are_cut_at_the_border() -> None:
    assert two_cells("1234", 130) == ["12", "34"]


@pytest.mark.parametrize(("x", "read"), [(132.5, ["", "1234"]), (127.5, ["1234", ""])])
def test_number_over_a_border_is_whole(x: float, read: list[str]) -> None:
    """A border through a digit: the number ran over, and belongs where most of it stands."""
    assert two_cells("1234", x) == read


def test_paragraph_of_scanned_page() -> None:
    page = Page(3, 600, 800, tuple(set_("全年没有收到申请。")), scanned=True)
    (block,) = assemble([page]).blocks
    assert isinstance(block, Paragraph)
    assert (block.scanned, block.page) == (True, 3)
