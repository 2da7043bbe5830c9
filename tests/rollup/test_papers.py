"""汇总表.docx and the draft of the notice, read back by gklint's own reader."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from gklint.across.model import Digest
from gklint.document.read import read
from gklint.rollup.notice import write as write_notice
from gklint.rollup.tables import write as write_tables
from gklint.ruleset.layout import layout
from tests.across.sums import HEAD, report
from tests.rollup.drafts import (
    BODIES,
    FEES,
    FOREST,
    NEW,
    SCHOOL,
    WATER,
    draft,
    fault,
    result,
    whole,
)

if TYPE_CHECKING:
    from gklint.document.model import Document
    from gklint.rollup.draft import Draft


def tables(made: Draft) -> Document:
    out = io.BytesIO()
    write_tables(made, out)
    return read(out.getvalue(), "汇总表.docx")


def notice(made: Draft) -> str:
    out = io.BytesIO()
    write_notice(made, out)
    document = read(out.getvalue(), "通报.docx")
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def printed(made: Draft) -> dict[str, str]:
    """Every figure of the tables as the file prints it, by its place in the form."""
    found = {}
    for table, form in zip(tables(made).tables, made.form.tables, strict=True):
        rows = layout(form)
        assert (table.n_rows, table.spans_known) == (len(rows), True)
        texts = {(cell.row, cell.col): cell.text for cell in table.cells}
        for number, row in enumerate(rows):
            for place in row:
                if place.fact is not None:
                    found[place.fact] = texts[number, place.column]
                elif not place.covered:
                    assert texts[number, place.column] == place.text
    return found


def test_the_tables_hold_the_sums_in_the_forms_layout() -> None:
    made = draft()
    assert printed(made) == {name: format(v, "f") for name, v in made.sums.sums.items()}


def test_a_figure_that_is_not_known_stays_blank() -> None:
    digests = whole()
    digests[1] = report(WATER, {NEW: "-", FEES: "25000"})
    made = draft(digests)
    cells = printed(made)
    assert cells[NEW] == ""
    assert cells[FEES] == ""
    assert cells["requests.granted.natural_person"] == "13"
    said = "\n".join(p.text for p in tables(made).paragraphs)
    assert "底色标出的空白格：清溪区水务局" in said
    assert "疑似金额单位有误（应为万元），未计入：清溪区水务局" in said


def test_while_bodies_are_missing_the_tables_say_so_above() -> None:
    digests = [digest for digest in whole() if digest.issuer != SCHOOL]
    first = [p.text for p in tables(draft(digests)).paragraphs][:2]
    assert "尚未计入：清溪区教育局" in first[1]
    assert "不是最终数" in first[1]
    assert "不是最终数" not in "".join(p.text for p in tables(draft()).paragraphs)


def test_the_notice_counts_who_has_reported() -> None:
    digests = whole()
    digests[2] = Digest(source="清溪区林业局.pdf", problem="RD02")
    del digests[3]
    text = notice(draft(digests))
    assert "应报 5 个单位，已报 3 个，已报、未能读取 1 个，尚未收到 1 个。" in text
    assert f"尚未收到：{SCHOOL}。" in text
    assert f"已报、未能读取：{FOREST}。" in text
    assert "关于清溪区2023年度" in text
    assert "草稿" in text


def test_the_notice_tells_common_faults_by_family_with_an_example() -> None:
    results = [
        result(HEAD, f"{HEAD}.docx", fault()),
        result(WATER, f"{WATER}.docx", fault()),
        result(
            FOREST,
            f"{FOREST}.docx",
            fault(message="标题写作“概述”。"),
            fault("LG05", "重复“信息”。"),
        ),
        result(SCHOOL, f"{SCHOOL}.docx"),
    ]
    text = notice(draft(results=results))
    assert "（一）结构。" in text
    assert "涉及 2 个单位。例如，清溪区水务局：标题写作“整体情况”。" in text
    assert "重复“信息”" not in text  # one body's own
    assert "共审核材料 3 份：未发现问题 1 份，请核实 0 份，应改 2 份" in text


def test_the_annex_has_one_line_a_body_and_no_zero_for_what_was_not_read() -> None:
    digests = [digest for digest in whole() if digest.issuer != SCHOOL]
    out = io.BytesIO()
    write_notice(draft(digests, [result(WATER, f"{WATER}.docx", fault())]), out)
    (table,) = read(out.getvalue(), "通报.docx").tables
    lines = {row[1].text: [cell.text for cell in row[2:]] for row in table.rows()}
    assert set(lines) == {"单位", *BODIES}
    assert lines[WATER][:3] == ["已报", "1", "0"]
    assert lines[SCHOOL] == ["尚未收到", "", "", ""]


def test_the_notice_compares_with_the_governments_own_report() -> None:
    assert "清溪区人民政府的年度报告有 2 格与各单位合计不一致" in notice(draft())
    equal = [d for d in whole() if d.issuer in BODIES]
    equal.append(report(HEAD, {n: format(v, "f") for n, v in draft().sums.sums.items()}))
    assert "清溪区人民政府的年度报告与各单位合计一致" in notice(draft(equal))


def test_what_one_body_alone_has_is_no_common_fault() -> None:
    assert "没有多个单位共有的应改问题" in notice(
        draft(results=[result(WATER, f"{WATER}.docx", fault())])
    )
    assert "未发现应改的问题。" in notice(draft(results=[result(WATER, f"{WATER}.docx")]))
