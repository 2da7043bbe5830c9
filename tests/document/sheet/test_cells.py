"""Cells of workbooks: values as text, what is hidden, where things stand, what is a table."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from gklint.document.model import Image, NoteKind
from gklint.document.sheet.read import read_sheet
from gklint.document.sheet.values import text_of
from tests.builders.sheet import book
from tests.document.conftest import only_table, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02"
    b"\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (7730.28, "7730.28"),
        (0.1 + 0.2, "0.3"),
        (1e14, "100000000000000"),
        (1e20, "100000000000000000000"),
        (1.5e-7, "0.00000015"),
        (-3.0, "-3"),
        (12, "12"),
        (True, "TRUE"),
        ("012", "012"),
        (" 甲\r\n乙 ", "甲\n乙"),
        (date(2024, 1, 26), "2024-01-26"),
        (datetime(2024, 1, 26), "2024-01-26"),
        (datetime(2024, 1, 26, 9, 30), "2024-01-26 09:30:00"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=36), "1 day, 12:00:00"),
        (None, ""),
    ],
)
def test_values_are_told_in_full(value: object, text: str) -> None:
    assert text_of(value) == text


def rows(*lines: Sequence[object]) -> Callable[[Any], None]:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet("表")
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                if value is not None:
                    sheet.write(number, column, value)

    return fill


def test_prose_tables_and_what_parts_them() -> None:
    found = read_sheet(
        book(
            rows(
                ["标题"],
                ["第一段。\n第二段。"],
                ["项目", "件数"],
                ["甲", 1],
                ["乙"],  # a label whose figure is blank
                ["丙", 3],
                ["二、下一节"],
                ["联系人：李某", None, "电话：000"],
                [],
                ["项目", "件数"],
                ["丁", 4],
            )
        )
    )
    assert texts(found) == [
        "标题",
        "第一段。",
        "第二段。",
        "项目|件数/甲|1/乙|/丙|3",
        "二、下一节",
        "联系人：李某  电话：000",
        "项目|件数/丁|4",
    ]


def test_a_label_with_framed_blanks_belongs_to_the_table_even_last() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        border = made.add_format({"border": 1})
        lines: list[list[object]] = [["项目", "件数"], ["甲", 1], ["一、合计", None]]
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                sheet.write(number, column, value, border)
        sheet.write(3, 0, "一、正文")

    assert texts(read_sheet(book(fill))) == ["项目|件数/甲|1/一、合计|", "一、正文"]


def test_a_last_column_left_blank_is_a_column() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        border = made.add_format({"border": 1})
        lines: list[list[object]] = [["项目", "件数", None], ["甲", 1, None], ["乙", 2, None]]
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                sheet.write(number, column, value, border)

    assert texts(read_sheet(book(fill))) == ["项目|件数|/甲|1|/乙|2|"]


def test_places_are_those_of_the_workbook() -> None:
    found = read_sheet(book(rows([], [None, "标题"], [], [None, "项", "数"], [None, "甲", 1])))
    (title,) = found.paragraphs
    table = only_table(found)
    assert (title.part, title.line, title.col) == ("表", 2, 2)
    assert (table.part, table.line) == ("表", 4)
    place = table.place(table.cells[3])
    assert (place.line, place.col) == (5, 3)
    assert (place.anchor.row, place.anchor.cell) == (1, 1)


def test_sheets_follow_each_other_and_their_names_are_no_text() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet("正文").write(0, 0, "一")
        made.add_worksheet("空")
        made.add_chartsheet("图")
        made.add_worksheet("附表").write(0, 0, "二")

    found = read_sheet(book(fill))
    assert [(p.text, p.part, p.block) for p in found.paragraphs] == [
        ("一", "正文", 0),
        ("二", "附表", 1),
    ]


def test_what_is_hidden_is_left_out_and_told() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        for number in range(3):
            for column, value in enumerate(("项", number, "藏", "尾")):
                sheet.write(number, column, value)
        sheet.merge_range(3, 0, 3, 3, "合")
        sheet.merge_range(4, 1, 4, 2, "并")
        sheet.write(4, 0, "项")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        away = made.add_worksheet("藏")
        away.write(0, 0, "藏")
        away.hide()

    found = read_sheet(book(fill))
    table = only_table(found)
    assert texts(found) == ["项|0|尾/项|2|尾/合/项|并|"]
    assert [cell.colspan for cell in table.cells if cell.text == "合"] == [3]
    assert [place[0] for place in table.starts][:4] == [1, 1, 1, 3]
    assert [(note.kind, note.detail) for note in found.notes] == [(NoteKind.HIDDEN, "7")]


def test_errors_and_formulas_never_calculated_are_no_blanks() -> None:
    """The library gives both as empty cells: a blank is what the author left blank."""
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for line in (["项目", "件数"], ["甲", 1], ["乙", "=B2+1"], ["丙", "#REF!"]):
        sheet.append(line)
    out = io.BytesIO()
    made.save(out)
    assert texts(read_sheet(out.getvalue())) == ["项目|件数/甲|1/乙|=B2+1/丙|#REF!"]

    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_formula(0, 0, "=1/0", value="#DIV/0!")
        sheet.write_formula(0, 1, "=6+6", value=12)
        sheet.write(1, 0, "甲")
        sheet.write(1, 1, 3)

    assert texts(read_sheet(book(fill))) == ["#DIV/0!|12/甲|3"]


def test_text_in_several_forms_and_numbers_kept_as_text() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        bold = made.add_format({"bold": True})
        sheet.write_rich_string(0, 0, "共", bold, "12", "件")
        sheet.write_string(0, 1, "012")
        sheet.write_string(1, 0, "１２")
        sheet.write(1, 1, 1234, made.add_format({"num_format": "#,##0"}))

    assert texts(read_sheet(book(fill))) == ["共12件|012/１２|1234"]


def test_comments_pictures_and_what_the_file_says_of_itself() -> None:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet["A1"] = "正文"
    sheet["A1"].comment = Comment("请核对", "某人")
    made.properties.creator = "张三"
    made.properties.lastModifiedBy = "李四"
    out = io.BytesIO()
    made.save(out)
    found = read_sheet(out.getvalue())
    assert [(note.kind, note.detail) for note in found.notes] == [(NoteKind.COMMENTS, "1")]
    assert (found.meta["creator"], found.meta["lastmodifiedby"]) == ("张三", "李四")
    assert found.meta["application"]

    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "正文")
        sheet.insert_image(2, 0, "a.png", {"image_data": io.BytesIO(PNG)})

    found = read_sheet(book(fill))
    assert [b.source for b in found.blocks if isinstance(b, Image)] == ["xl/media/image1.png"]


def test_columns_that_other_tables_need_are_none_of_this_one() -> None:
    """One grid of columns serves all tables of a sheet: cells are merged over several."""

    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        border = made.add_format({"border": 1})
        sheet.merge_range(0, 0, 0, 1, "项目", border)
        sheet.merge_range(0, 2, 0, 4, "件数", border)
        sheet.merge_range(1, 0, 1, 1, "甲", border)
        sheet.merge_range(1, 2, 1, 4, "", border)
        sheet.write(1, 2, 1, border)
        for column in range(5):
            sheet.write(3, column, f"列{column}", border)
            sheet.write(4, column, column, border)

    found = read_sheet(book(fill))
    assert texts(found) == ["项目|件数/甲|1", "列0|列1|列2|列3|列4/0|1|2|3|4"]
    assert [table.n_cols for table in found.tables] == [2, 5]
