"""The roster as people keep it: csv from Excel, workbooks with titles, groups and notes."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from gklint.across.model import YEARLY, due_on
from gklint.across.roster import MOST_LINES, RosterError, load_roster
from gklint.lang import localise
from tests.across.rosters import loaded, words, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


PAGES = Path(__file__).parents[2] / "docs"

FULL = """清溪区2022年度应报单位名单,,,,,,,,,,,
序号,单位名称（全称）*,简称,曾用名,机关类别,层级,所在地区,汇总到,是否应报,是否计入汇总,报送时限,公开时限
1,清溪区人民政府,,,政府,县级,青柳市清溪区,无,是,是,1月20日,2023-03-20
2,清溪区水务局,水务局、区水利,清溪区水利局,部门,县级,青柳市清溪区,清溪区政府,是,是,1月20日,2023年1月28日
3,国家税务总局清溪区税务局,,,垂管,县级,青柳市清溪区,,应报,否,1月20日,2023/1/28
4,云溪镇人民政府,,,乡镇,乡级,青柳市清溪区,区政府,√,1,1月20日前,20230128

5,清溪区供销社,,,事业单位,,青柳市清溪区,清溪区人民政府,×,0,,
合计,5,,,,,,,,,,
注：本名单由区政府办公室核定。,,,,,,,,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_reads_a_csv_whatever_wrote_it(tmp_path: Path, encoding: str, separator: str) -> None:
    found = loaded(tmp_path, FULL.replace(",", separator), encoding)
    assert [entry.name for entry in found.entries] == [
        "清溪区人民政府",
        "清溪区水务局",
        "国家税务总局清溪区税务局",
        "云溪镇人民政府",
        "清溪区供销社",
    ]
    government, water, tax, town, coop = found.entries
    assert water == (
        "清溪区水务局",
        4,
        ("水务局", "区水利"),
        ("清溪区水利局",),
        "department",
        "county",
        "青柳市清溪区",
        "清溪区人民政府",
        True,
        True,
        date(YEARLY, 1, 20),
        date(2023, 1, 28),
        "",
    )
    assert (government.parent, government.publish_by) == ("", date(2023, 3, 20))
    assert (tax.kind, tax.must_report, tax.counted) == ("vertical", True, False)
    assert (town.kind, town.level, town.parent) == ("township", "town", "清溪区人民政府")
    assert (town.file_by, town.publish_by) == (date(YEARLY, 1, 20), date(2023, 1, 28))
    assert (coop.line, coop.must_report, coop.counted, coop.file_by) == (8, False, False, None)
    assert found.notes == ()


def test_only_names_are_required(tmp_path: Path) -> None:
    found = loaded(tmp_path, "单位\n清溪区水务局\n\n1.清溪区民政局\n")
    assert [(e.name, e.line, e.kind, e.must_report) for e in found.entries] == [
        ("清溪区水务局", 2, "unknown", True),
        ("清溪区民政局", 4, "unknown", True),
    ]


def test_english_headings(tmp_path: Path) -> None:
    text = """Name,Kind,Level,Must report,Due date,Rolls up into
清溪区水务局,Department,county,yes,2023-01-20,-
"""
    (entry,) = loaded(tmp_path, text).entries
    assert (entry.kind, entry.level, entry.file_by) == ("department", "county", date(2023, 1, 20))


def test_columns_side_by_side(tmp_path: Path) -> None:
    text = """序号,单位名称,类别,序号,单位名称,类别
1,清溪区水务局,部门,2,云溪镇,乡镇
3,清溪区民政局,部门,,,
"""
    found = loaded(tmp_path, text).entries
    assert [(e.name, e.kind) for e in found] == [
        ("清溪区水务局", "department"),
        ("云溪镇", "township"),
        ("清溪区民政局", "department"),
    ]


def test_groups_of_bodies_are_no_bodies(tmp_path: Path) -> None:
    text = """序号,单位名称,备注
一、区直部门（2家）,,
1,清溪区人民政府,
2,清溪区政府办公室,
二,垂管单位（1个）,
3,清溪区水文监测站,
（三）乡镇,,
4,云溪镇,
"""
    found = loaded(tmp_path, text)
    assert [(e.name, e.kind) for e in found.entries] == [
        ("清溪区人民政府", "unknown"),  # governments stand among departments: the name tells
        ("清溪区政府办公室", "unknown"),
        ("清溪区水文监测站", "vertical"),
        ("云溪镇", "unknown"),
    ]
    assert found.notes == ()


def workbook(path: Path, fill: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    for name, rows in fill.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)
    book.close()
    return path


def test_a_workbook_as_offices_make_them(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("封面").write(0, 0, "说明")
    sheet = book.add_worksheet("名单")
    sheet.merge_range("A1:E1", "清溪区2022年度应报单位名单")
    for cells, text in (("A2:A3", "序号"), ("B2:B3", "单位名称"), ("C2:C3", "所在地区")):
        sheet.merge_range(cells, text)
    sheet.merge_range("D2:E2", "时限")
    sheet.write_row("D3", ["报送时限", "公开时限"])
    day = book.add_format({"num_format": "m/d"})
    for row, name in enumerate(("清溪区水务局", "清溪区\n民政局"), 3):
        sheet.write(row, 0, row - 2)
        sheet.write(row, 1, name)
        sheet.write_datetime(row, 3, datetime(2023, 1, 20, 17, 30), day)
        sheet.write(row, 4, "1月28日")
    sheet.merge_range("C4:C5", "清溪区")
    sheet.write("A7", "填表人：某某")
    book.close()
    found = load_roster(path, words())
    assert [(e.name, e.line, e.region) for e in found.entries] == [
        ("清溪区水务局", 4, "清溪区"),
        ("清溪区民政局", 5, "清溪区"),
    ]
    assert {e.file_by for e in found.entries} == {date(2023, 1, 20)}
    assert {e.publish_by for e in found.entries} == {date(YEARLY, 1, 28)}
    assert [localise(note, "en") for note in found.notes] == [
        "of the 2 sheets of the workbook only “名单” was used"
    ]


def test_a_fault_in_a_workbook_names_its_sheet(tmp_path: Path) -> None:
    rows = [["单位名称", "类别"], ["清溪区水务局", "局级"]]
    with pytest.raises(RosterError) as caught:
        load_roster(workbook(tmp_path / "a.xlsx", {"名单": rows}), words())
    assert "工作表“名单”第 2 行 B 列机关类别“局级”不认识" in caught.value.reason.zh
    assert "sheet “名单”, line 2, column B: the kind “局级” is not known" in caught.value.reason.en


HEAD = "单位名称,简称,机关类别,层级,汇总到,是否应报,报送时限\n"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("", "文件是空的", "the file is empty"),
        ("\n,,\n", "文件是空的", "the file is empty"),
        (HEAD, "“单位名称”一栏下面没有单位", "no bodies in the column"),
        ("序号,科室\n1,办公室\n", "读到的首行是：序号、科室", "reads: 序号, 科室"),
        (HEAD + "甲区水务局\n\n甲区 水务局\n", "第 4 行 A 列“甲区水务局”与第 2 行重复", "line 4"),
        (
            HEAD + "甲区水务局\n甲区水利局,甲区水务局\n",
            "第 3 行 B 列“甲区水务局”是第 2 行“甲区水务局”的名称",
            "can't be one for “甲区水利局” too",
        ),
        (HEAD + "甲区水务局,,局级\n", "第 2 行 C 列机关类别“局级”不认识", "“局级” is not known"),
        (HEAD + "甲区水务局,,,正科\n", "第 2 行 D 列层级“正科”不认识", "“正科” is not known"),
        (HEAD + "甲区水务局,,,,,待定\n", "第 2 行 F 列“待定”看不出是或否", "neither yes nor no"),
        (HEAD + "甲区水务局,,,,,,月底\n", "第 2 行 G 列日期“月底”读不懂", "“月底” can't be read"),
        (HEAD + "甲区水务局,,,,,,2月30日\n", "日期“2月30日”读不懂", "can't be read"),
        (HEAD + "甲区水务局,,,,,,2023年13月1日\n", "日期“2023年13月1日”读不懂", "can't be read"),
        (HEAD + "甲区水务局,,,,甲区政府\n", "“甲区政府”不在名单上", "is not on the roster"),
        (
            HEAD + "清溪区水务局\n临江县水务局\n清溪区某站,,,,水务局\n",
            "“水务局”对应名单上不止一个单位",
            "fits several bodies",
        ),
        (
            HEAD + "甲局,,,,乙局\n乙局,,,,丙局\n丙局,,,,甲局\n",
            "绕成一圈：甲局 → 乙局 → 丙局 → 甲局",
            "roll up in a circle",
        ),
        (HEAD + '"甲区水务局\n' + "x" * 140_000, "第 2 行起的引号不成对", "from line 2"),
        (
            HEAD + "".join(f"甲区第{n}局\n" for n in range(MOST_LINES)),
            f"超过 {MOST_LINES} 行",
            f"more than {MOST_LINES} lines",
        ),
        ("<html><body><table><tr><td>单位名称</td></tr></table>", "不是表格文件", "no spreadsheet"),
    ],
)
def test_faults_are_told_in_one_sentence(tmp_path: Path, text: str, zh: str, en: str) -> None:
    with pytest.raises(RosterError) as caught:
        loaded(tmp_path, text)
    reason = caught.value.reason
    assert zh in reason.zh
    assert en in reason.en
    assert "$" not in reason.zh + reason.en
    assert "\n" not in reason.zh + reason.en


def test_what_is_no_workbook(tmp_path: Path) -> None:
    for name, data, key in (
        ("a.xlsx", b"PK\x03\x04cut short", "打不开"),
        ("a.docx", b"PK\x03\x04word/document.xml[Content_Types].xml", "不是表格文件"),
        ("a.pdf", b"%PDF-1.7", "不是表格文件"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(RosterError) as caught:
            load_roster(path, words())
        assert key in caught.value.reason.zh


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.across.roster.MOST_BYTES", 100)
    with pytest.raises(RosterError, match=r"文件超过"):
        loaded(tmp_path, FULL)


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (19_000, 16_383)])
def test_a_cell_far_out_is_refused_before_its_grid_is_made(
    tmp_path: Path, row: int, column: int
) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("名单")
    sheet.write_column("A1", ["单位名称", "清溪区水务局"])
    sheet.write(row, column, "x")
    book.close()
    with pytest.raises(RosterError, match="展开后太大"):
        load_roster(tmp_path / "a.xlsx", words())


@pytest.mark.parametrize("place", ["0.5", "A0", "0", "-1", "A", "ZZZZ9", "A99999999"])
def test_a_cell_that_stands_nowhere_is_damage(tmp_path: Path, place: str) -> None:
    """The library for workbooks takes the whole process with it on some of them."""
    good = workbook(tmp_path / "good.xlsx", {"名单": [["单位名称"], ["云岫县水务局"]]})
    bad = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename.endswith("sheet1.xml"):
                assert b'r="A2"' in data
                data = data.replace(b'r="A2"', f'r="{place}"'.encode())
            target.writestr(member, data)
    with pytest.raises(RosterError) as raised:
        load_roster(bad, words())
    assert "工作簿打不开" in raised.value.reason.zh


def test_a_frame_around_many_empty_cells_is_no_grid(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("名单")
    sheet.write_column("A1", ["单位名称", "清溪区水务局"])
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"border": 1}))
    sheet.merge_range("B2:D40000", "")
    book.close()
    assert len(load_roster(tmp_path / "a.xlsx", words()).entries) == 1


def test_oddities_are_notes(tmp_path: Path) -> None:
    text = """单位名称,曾用名,口径说明
清溪区自然资源局,清溪区国土资源局,
清溪区林业局,清溪区国土资源局,
,,某某科代管
"""
    notes = [localise(note, "zh") for note in loaded(tmp_path, text).notes]
    assert notes == [
        "没有用到这些栏：口径说明",
        "第 4 行没有单位名称，已略过",
        "“清溪区国土资源局”是 清溪区自然资源局、清溪区林业局 共同的别名或曾用名，不用它来对应单位",
    ]


def test_one_name_in_two_regions_is_two_bodies(tmp_path: Path) -> None:
    read = loaded(tmp_path, "单位名称,所在地区\n水务局,云岫县\n水务局,临江县\n档案馆,临江县\n")
    assert [entry.name for entry in read.entries] == ["云岫县水务局", "临江县水务局", "档案馆"]


def test_a_body_that_rolls_up_into_itself_is_the_top(tmp_path: Path) -> None:
    text = "单位名称,汇总到\n清溪区人民政府,清溪区人民政府\n清溪区水务局,区政府\n"
    assert [e.parent for e in loaded(tmp_path, text).entries] == ["", "清溪区人民政府"]


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(YEARLY, 1, 20), date(2023, 1, 20)),
        (date(YEARLY, 2, 29), date(2023, 2, 28)),
        (date(2023, 1, 20), date(2023, 1, 20)),
        (date(2022, 1, 20), None),  # the round before
        (None, None),
    ],
)
def test_a_date_is_that_of_the_year(day: date | None, due: date | None) -> None:
    assert due_on(day, 2022) == due


def test_reading_costs_no_workbook_library_for_a_csv(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = written(tmp_path, FULL)
    code = (
        "import sys; from pathlib import Path; from gklint.across.roster import load_roster;"
        f"load_roster(Path({str(path)!r}), {dict(words())!r});"
        "sys.exit('python_calamine' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_sample_in_the_documents_works(tmp_path: Path) -> None:
    page = (PAGES / "roster.md").read_text(encoding="utf-8")
    sample = page.partition("<!-- roster -->\n```csv\n")[2].partition("```")[0]
    found = loaded(tmp_path, sample, "gb18030")
    assert len(found.entries) == 6
    assert found.notes == ()
    assert [e.kind for e in found.entries] == [
        "government",
        "department",
        "department",
        "vertical",
        "township",
        "authorised",
    ]
    assert {e.parent for e in found.entries} == {"", "清溪区人民政府"}
    assert [e.name for e in found.entries if not e.must_report] == ["清溪区供销合作社联合社"]
