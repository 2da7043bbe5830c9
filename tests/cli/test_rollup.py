"""``gklint rollup`` as people run it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

from tests.cli.conftest import Gklint, report

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "清溪区人民政府"
BODIES = ("清溪区人民政府办公室", "清溪区水务局", "清溪区林业局")
ROSTER = "单位名称,类别,汇总到\n" + "".join(
    f"{name},,{parent}\n" for name, parent in ((HEAD, ""), *((b, HEAD) for b in BODIES))
)
FILES = ("汇总底稿.xlsx", "汇总表.docx", "审核情况通报（草稿）.docx")


@pytest.fixture
def desk(tmp_path: Path) -> Gklint:
    """A folder as a supervisor has it: two reports, one that can't be read, the roster."""
    folder = tmp_path / "desk"
    (folder / "reports").mkdir(parents=True)
    for body in BODIES[:2]:
        page = report(issuer=body, set={"requests.new.natural_person": "18"})
        (folder / "reports" / f"{body}.html").write_text(page, encoding="utf-8")
    (folder / "reports" / f"{BODIES[2]}.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return Gklint(folder, tmp_path)


def test_all_three_documents_are_made_by_default(desk: Gklint) -> None:
    ended = desk("rollup", "reports", "--roster", "roster.csv")
    assert ended.status == 4, ended.said  # one could not be read
    assert f"{HEAD} 2022 年度：应计入 3 个单位，已计入 2 个。" in ended.said
    assert "尚未计入：清溪区林业局。" in ended.said
    assert ended.out == b""
    for name in FILES:
        assert f"已写入 {name}。" in ended.said
        assert (desk.folder / name).stat().st_size > 5000
    book = openpyxl.load_workbook(desk.folder / FILES[0], data_only=True)
    values = [[cell.value for cell in row] for row in book["表三"].iter_rows()]
    (new,) = [row for row in values if row[0] == "一、本年新收政府信息公开申请数量"]
    assert new[3] == 36


def test_nothing_is_overwritten_without_being_told_to(desk: Gklint) -> None:
    kept = desk.folder / FILES[1]
    kept.write_bytes(b"mine")
    ended = desk("rollup", "reports", "--roster", "roster.csv")
    assert ended.status == 2
    assert f"文件 {FILES[1]} 已存在，没有覆盖" in ended.said
    assert kept.read_bytes() == b"mine"
    assert not (desk.folder / FILES[0]).exists()
    assert desk("rollup", "reports", "--roster", "roster.csv", "--force").status == 4
    assert kept.read_bytes() != b"mine"


def test_what_an_earlier_run_made_is_no_input(desk: Gklint) -> None:
    (desk.folder / f"reports/{BODIES[2]}.pdf").unlink()
    assert desk("rollup", ".", "--roster", "roster.csv").status == 0
    again = desk("rollup", ".", "--roster", "roster.csv", "--force")
    assert again.status == 0, again.said
    assert "应计入 3 个单位，已计入 2 个。" in again.said


def test_one_document_goes_where_it_is_asked_to(desk: Gklint) -> None:
    (desk.folder / f"reports/{BODIES[2]}.pdf").unlink()
    ended = desk("rollup", "reports", "--roster", "roster.csv", "-o", "xlsx:out.xlsx", "-q")
    assert (ended.status, ended.said) == (0, "")
    assert (desk.folder / "out.xlsx").exists()
    assert not any((desk.folder / name).exists() for name in FILES)


def test_the_roster_may_stand_in_the_configuration(desk: Gklint) -> None:
    (desk.folder / "gklint.toml").write_text('roster = "roster.csv"\n', encoding="utf-8")
    assert desk("rollup", "reports", "-o", "xlsx").status == 4


@pytest.fixture
def years(desk: Gklint) -> Gklint:
    """Last year's reports beside this year's; one amount has the wrong unit, one text is old."""
    fees, old = "disclosure.fees.amount", {"requests.new.natural_person": "18"}
    (desk.folder / f"reports/{BODIES[2]}.pdf").unlink()
    (desk.folder / "last").mkdir()
    for folder, year, amount in (("last", 2021, "3.86"), ("reports", 2022, "38600")):
        for body, figures in ((BODIES[1], {fees: amount}), (BODIES[0], old)):
            page = report(issuer=body, year=year, set=figures)
            (desk.folder / folder / f"{body}.html").write_text(page, encoding="utf-8")
    return desk


def notice(folder: Path) -> str:
    paper = Document(str(folder / FILES[2]))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


@pytest.mark.parametrize("configured", [False, True])
def test_last_year_sets_amounts_aside_and_counts_in_the_notice(
    years: Gklint, *, configured: bool
) -> None:
    alone = years("rollup", "reports", "--roster", "roster.csv")
    assert alone.status == 0, alone.said
    assert "疑似金额单位有误" not in notice(years.folder)
    if configured:
        text = 'roster = "roster.csv"\nprevious = ["last"]\n'
        (years.folder / "gklint.toml").write_text(text, encoding="utf-8")
    options = () if configured else ("--roster", "roster.csv", "--previous", "last")
    told = years("rollup", "reports", *options, "--force")
    assert "1 格不完整，已在表中标出。" in told.said
    assert "疑似金额单位有误，请有关单位核实：清溪区水务局。" in notice(years.folder)
    profile = ("--profile", "supervise", "-o", "json")
    checked = json.loads(years("check", "reports", *options, *profile).text)
    rows = {body["body"]: body["findings"] for body in checked["documents"]}
    assert {"NM08", "CY01", "CP01"} <= {finding["rule"] for finding in rows[BODIES[1]]}
    reviews = sum(f["outcome"] == "review" for f in rows[BODIES[1]])
    mend = sum(f["outcome"] == "fail" and f["severity"] != "info" for f in rows[BODIES[1]])
    assert f"{BODIES[1]}\n已报\n{mend}\n{reviews}\n" in notice(years.folder)


def test_last_year_has_to_be_there(years: Gklint) -> None:
    ended = years("rollup", "reports", "--roster", "roster.csv", "--previous", "none")
    assert ended.status == 2
    assert "none" in ended.said


def test_documents_are_chinese_and_messages_follow_the_language(desk: Gklint) -> None:
    ended = desk("rollup", "reports", "--roster", "roster.csv", "-o", "xlsx", "--lang", "en")
    assert f"{HEAD}, 2022: bodies in the sums: 2 of 3." in ended.said
    assert "说明" in openpyxl.load_workbook(desk.folder / FILES[0]).sheetnames


@pytest.mark.parametrize(
    ("args", "status", "told"),
    [
        (["reports"], 2, "汇总需要应报单位名单：请用 --roster 给出。"),
        (["reports", "--roster", "no.csv"], 2, "no.csv"),
        (["reports", "--roster", "roster.csv", "-o", "html"], 2, "没有“html”这种输出格式"),
        (["reports", "--roster", "roster.csv", "-o", "xlsx:a", "-o", "docx:a"], 2, "a"),
        (["reports", "--roster", "roster.csv", "--body", "临江县人民政府"], 2, HEAD),
        (["reports", "--roster", "roster.csv", "--year", "2017"], 2, "2017 年度没有带表格"),
        (["nowhere", "--roster", "roster.csv"], 3, "nowhere"),
    ],
)
def test_what_cannot_be_done_is_refused(
    desk: Gklint, args: list[str], status: int, told: str
) -> None:
    ended = desk("rollup", *args)
    assert ended.status == status, ended.said
    assert told in ended.said
    assert not any((desk.folder / name).exists() for name in FILES)


def test_another_year_has_nobody_in_it(desk: Gklint) -> None:
    ended = desk("rollup", "reports", "--roster", "roster.csv", "--year", "2023", "-o", "xlsx")
    assert "应计入 3 个单位，已计入 0 个。" in ended.said


def test_help_names_the_documents(desk: Gklint) -> None:
    ended = desk("rollup", "--help")
    assert ended.status == 0
    assert "汇总底稿.xlsx" in ended.text
    assert "--body" in ended.text
    assert "rollup" in desk("--help").text


def test_where_several_bodies_add_up_others_the_rest_are_named(desk: Gklint) -> None:
    more = "临江县人民政府,,\n临江县水务局,,临江县人民政府\n"
    (desk.folder / "roster.csv").write_text(ROSTER + more, encoding="utf-8")
    ended = desk("rollup", "reports", "--roster", "roster.csv", "-o", "xlsx")
    assert "名单里还有其他汇总机关：临江县人民政府。" in ended.said
    ended = desk(
        *("rollup", "reports", "--roster", "roster.csv", "-o", "xlsx:b.xlsx"),
        *("--body", "临江县人民政府"),
    )
    assert "应计入 1 个单位，已计入 0 个。" in ended.said
