"""汇总底稿.xlsx, read back cell by cell."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gklint.across.model import Digest
from gklint.report.locate import fact_label
from gklint.rollup.workbook import write
from gklint.ruleset.layout import layout
from tests.across.sums import MAIN, YEAR, report
from tests.rollup.drafts import BODIES, FEES, FOREST, NEW, SCHOOL, WATER, draft, whole

if TYPE_CHECKING:
    from gklint.rollup.draft import Draft

FIGURES = "各单位数据"


def read(made: Draft, *, values: bool = False) -> Any:
    out = io.BytesIO()
    write(made, out)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()), data_only=values)


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def figure(sheet: Any, name: str) -> list[Any]:
    """The row of a figure on the sheet of figures."""
    form = MAIN.form_due(YEAR)
    label = fact_label(form, name).zh.partition(" → ")[2]
    return next(row for row in rows(sheet) if row[1] == label)


def test_every_figure_of_the_form_is_a_sum_over_the_bodies() -> None:
    made = draft()
    book, values = read(made), read(made, values=True)
    sums = made.sums.sums
    for table in made.form.tables:
        sheet, known = book[table.name.zh], values[table.name.zh]
        formulas = [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        names = [place.fact for row in layout(table) for place in row if place.fact]
        assert len(formulas) == len(names)
        assert all(cell.value.startswith(f"=SUM('{FIGURES}'!") for cell in formulas)
        assert [known[c.coordinate].value for c in formulas] == [float(sums[n]) for n in names]


def test_a_sum_leads_to_the_numbers_of_its_bodies() -> None:
    book = read(draft())
    row = figure(book[FIGURES], NEW)
    assert row[4:] == [1, 2, 3, 4, 5]
    assert [c.value for c in book[FIGURES][1]][4:] == list(BODIES)
    line = next(c.row for c in book[FIGURES]["B"] if c.value == row[1])
    assert row[2] == f"=SUM('{FIGURES}'!$E${line}:$I${line})"
    assert row[3] == f"=COUNT('{FIGURES}'!$E${line}:$I${line})"


def test_the_tables_are_laid_out_as_the_form_prints_them() -> None:
    book = read(draft())
    sheet = book["表三"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    start = next(c for row in sheet.iter_rows() for c in row if c.value == "申请人情况").row
    assert f"D{start}:J{start}" in merged  # over all kinds of applicants
    assert f"A{start}:C{start + 2}" in merged  # the corner
    assert sheet.max_column == 10


def test_what_is_no_number_is_text_that_a_sum_leaves_out() -> None:
    digests = whole()
    digests[1] = report(WATER, {NEW: "-", FEES: "25000"})
    digests[2] = Digest(source="清溪区林业局.pdf", problem="RD02")
    del digests[3]  # 教育局
    made = draft(digests)
    values = read(made, values=True)
    sheet = values[FIGURES]
    assert figure(sheet, NEW)[4:] == [1, "未读到", "未能读取", "尚未收到", 5]
    assert figure(sheet, NEW)[2:4] == [6, 2]
    states = {row[1]: row[3] for row in rows(values["单位情况"])[1:]}
    assert states[WATER] == "已计入，部分格未读到"
    assert states[FOREST] == "已报、未能读取"
    assert states[SCHOOL] == "尚未收到"


def test_an_amount_in_another_unit_stands_as_text() -> None:
    digests = whole()
    digests[1] = report(WATER, {FEES: "25000"})
    values = read(draft(digests), values=True)
    row = figure(values[FIGURES], FEES)
    assert row[5] == "25000（疑单位有误，未计入）"
    assert row[2] == 1.5 + 3.5 + 4.5 + 5.5
    assert any("清溪区水务局" in str(r[0]) and "万元" in str(r[0]) for r in rows(values["说明"]))


def test_a_cell_is_marked_until_every_body_has_a_number() -> None:
    sheet = read(draft())["表四"]
    (_, rules), *_ = sheet.conditional_formatting._cf_rules.items()
    assert rules[0].formula[0].endswith("<5")
    assert f"'{FIGURES}'!$D$" in rules[0].formula[0]


def test_what_keeps_the_sums_from_being_final_stands_above_each_table() -> None:
    digests = [digest for digest in whole() if digest.issuer != SCHOOL]
    book = read(draft(digests))
    for name in ("说明", "表二", "表三", "表四"):
        first = " ".join(str(row[0]) for row in rows(book[name])[:4])
        assert "尚未计入：清溪区教育局" in first
    assert "尚未计入" not in " ".join(str(r[0]) for r in rows(read(draft())["表二"])[:4])


def test_the_governments_own_report_stands_beside_the_sums() -> None:
    values = read(draft(), values=True)
    compared = {row[0]: row[1:4] for row in rows(values["与本级报告对照"])[1:]}
    label = fact_label(MAIN.form_due(YEAR), NEW).zh
    assert compared[label] == [16, 15, 1]
    digests = [digest for digest in whole() if digest.issuer in BODIES]
    assert "与本级报告对照" not in read(draft(digests)).sheetnames


def test_relations_are_recalculated_over_the_sums() -> None:
    values, book = read(draft(), values=True), read(draft())
    lines = {row[0]: row[1:] for row in rows(values["勾稽核对"])[1:]}
    broken = lines["表三 → 自然人：第一项加第二项之和，等于第三项（七）总计加第四项之和"]
    assert broken == [15, 0, 15, None]
    formulas = [row for row in rows(book["勾稽核对"])[1:] if row[0].startswith("表三 → 自然人")]
    assert formulas[0][3] == "=B2-C2"


@pytest.mark.parametrize(
    ("others", "note"),
    [
        ("3", f"相差出在{SCHOOL}，其有格未计入，补填以后再看"),
        ("2", f"{SCHOOL}有格未计入，补填以后再看；其他单位的表也有不平"),
    ],
)
def test_a_difference_of_cells_that_are_left_out_is_told_as_such(others: str, note: str) -> None:
    granted, total = "requests.granted.natural_person", "requests.total.natural_person"

    def filled(body: str, source: str = "", total_of: str = "3") -> Digest:
        return report(body, {NEW: "3", granted: "3", total: total_of}, source=source)

    digests = [filled(WATER, total_of=others), filled(SCHOOL, "a.docx")]
    digests.append(filled(SCHOOL, "b.docx", total_of="4"))
    values = read(draft(digests), values=True)
    lines = {row[0]: row[1:] for row in rows(values["勾稽核对"])[1:]}
    told = lines["表三 → 自然人：第三项（一）至（六）之和，等于（七）总计"]
    assert told[2:] == [6 - int(others), note]
    assert lines["表三 → 商业企业：第三项（一）至（六）之和，等于（七）总计"][2:] == [0, None]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    digests = whole()
    digests[0] = report(BODIES[0], source="=1+1.docx")
    sheet = read(draft(digests))["单位情况"]
    (cell,) = [c for row in sheet.iter_rows() for c in row if c.value == "=1+1.docx"]
    assert cell.data_type == "s"


def test_bodies_whose_figures_were_recognised_are_named() -> None:
    digests = [one._replace(scanned=one.issuer == WATER) for one in whole()]
    told = f"{WATER}的数字识别自图片"
    for made, named in ((draft(digests), True), (draft(), False)):
        assert made.sums.scanned == ((WATER,) if named else ())
        printed = [str(value) for sheet in read(made) for row in rows(sheet) for value in row]
        assert any(told in text for text in printed) is named
        assert ("数字识别自图片，请对照原件核对" in printed) is named
