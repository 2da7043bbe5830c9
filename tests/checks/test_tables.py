"""ST06 to ST08: statutory tables missing, of another edition, relabelled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import lxml.html
import pytest

from gklint.checks.base import Context
from gklint.engine import judge
from gklint.finding import Cause, Outcome, Severity
from gklint.ruleset.load import load_packs
from gklint.specimen import to_html
from tests.checks.specimens import findings, judged, recognised, report, specimen

if TYPE_CHECKING:
    from gklint.report.model import Report


def test_a_missing_table_is_an_error() -> None:
    (finding,) = findings(report(remove_table="requests"), "ST06")
    assert (finding.severity, finding.outcome) == (Severity.ERROR, Outcome.FAIL)
    assert finding.location.table == "requests"


def test_all_tables_missing_are_one_finding() -> None:
    found = report(remove_table=["disclosure", "requests", "review_litigation"])
    (finding,) = findings(found, "ST06")
    assert "表二、表三、表四" in finding.message


def test_a_table_drawn_with_characters_is_to_be_looked_at() -> None:
    labels = [row.text for row in specimen("2021").parts[2].tables[0].form.blocks[0].rows]
    found = report(remove_table="requests", append={"requests": [f"|{x}|0|" for x in labels]})
    (finding,) = findings(found, "ST06")
    assert finding.outcome is Outcome.REVIEW


def test_a_table_that_may_be_a_picture_is_not_called_missing() -> None:
    result = judged(report(remove_table="requests", images={"requests": "表三"}), "ST06")
    assert result.findings == ()
    assert [n.rule for n in result.not_assessed] == ["ST06"]
    assert result.verdict == "review"


def test_a_table_in_an_attachment_is_to_be_looked_at() -> None:
    found = report(remove_table="requests", append={"requests": "具体数据详见附件。"})
    (finding,) = findings(found, "ST06")
    assert finding.outcome is Outcome.REVIEW


def page(body: str) -> Report:
    """The clean report without its third table, and `body` at the end of the third part."""
    html = to_html(specimen(remove_table="requests"))
    return recognised(html.replace("<p>四、", body + "<p>四、", 1).encode(), "a.html")


@pytest.mark.parametrize(
    "body",
    [
        '<iframe src="t3.html"></iframe>',
        '<p><object data="t3.pdf" type="application/pdf">请下载</object></p>',
        '<div><embed src="t3.swf"></div>',
    ],
)
def test_a_table_in_something_embedded_is_not_called_missing(body: str) -> None:
    result = judged(page(body), "ST06")
    assert result.findings == ()
    assert [(n.rule, n.cause) for n in result.not_assessed] == [("ST06", Cause.CONTENT)]
    assert result.verdict == "review"


def test_what_is_embedded_in_another_part_excuses_nothing() -> None:
    result = judged(report(remove_table="requests", embedded={"overview": "video.html"}), "ST06")
    assert [f.outcome for f in result.findings] == [Outcome.FAIL]


def test_what_is_embedded_is_told_though_no_table_is_missing() -> None:
    found = report(embedded={"overview": "a.html"})
    reading = {
        rule.id: rule for pack in load_packs() for rule in pack.rules if pack.key == "reading"
    }
    result = judge(found, (), Context(), "zh", reading=reading)
    (finding,) = result.findings
    assert (finding.rule, finding.outcome, finding.evidence) == ("RD05", Outcome.REVIEW, "iframe")
    assert finding.location.section == "overview"
    assert finding.location.place is not None
    assert result.verdict == "review"


@pytest.mark.parametrize(
    "body",
    [
        "<p>统计表：<a href='/t3.xlsx'>下载</a></p>",
        "<p><a href='/t3.pdf?v=2'>表三</a></p>",
        "<p><a href='download.jsp?id=7'>申请情况统计表.docx</a></p>",
        "<p><a href='download.jsp?file=t3.et&id=7'>表三</a></p>",
    ],
)
def test_a_link_to_a_file_in_the_part_is_to_be_looked_at(body: str) -> None:
    (finding,) = judged(page(body), "ST06").findings
    assert finding.outcome is Outcome.REVIEW


def test_a_link_to_an_attachment_at_the_end_of_the_article() -> None:
    link = "<p>附件：<a href='/r.docx'>年度报告统计表</a></p>"
    html = to_html(specimen(remove_table="requests"))
    html = html.replace("</div></body>", f"{link}</div></body>")
    (finding,) = judged(recognised(html.encode(), "a.html"), "ST06").findings
    assert finding.outcome is Outcome.REVIEW
    other = html.replace("附件：", "依据：")
    (finding,) = judged(recognised(other.encode(), "a.html"), "ST06").findings
    assert finding.outcome is Outcome.FAIL


def test_plain_text_may_have_lost_its_tables() -> None:
    gone = ["disclosure", "requests", "review_litigation"]
    (finding,) = findings(report(medium="text", remove_table=gone), "ST06")
    assert finding.outcome is Outcome.REVIEW


def test_a_table_of_a_missing_part_is_told_by_the_part() -> None:
    result = judged(report(remove_section="requests"), "ST01", "ST06")
    assert [f.rule for f in result.findings] == ["ST01"]
    assert [n.rule for n in result.not_assessed] == ["ST06"]


def test_a_wrong_edition_as_a_whole_is_one_finding() -> None:
    found = report(tables={"disclosure": "2019", "requests": "2019"})
    (finding,) = findings(found, "ST07")
    assert finding.severity is Severity.ERROR
    assert "表二、表三" in finding.message
    assert "本年新制作数量" in finding.message


def test_one_table_of_another_edition() -> None:
    (finding,) = findings(report(tables={"requests": "2019"}), "ST07")
    assert finding.location.table == "requests"
    assert "（六）其他处理" in finding.message


def test_the_later_edition_in_an_earlier_report() -> None:
    (finding,) = findings(report("2019", tables={"disclosure": "2021"}), "ST07")
    assert (finding.observed, finding.expected) == ("2021", "2019")


def test_a_block_kept_from_the_other_edition() -> None:
    page = lxml.html.document_fromstring(to_html(specimen()))
    row = next(tr for tr in page.iter("tr") if "本年收费金额" in "".join(map(str, tr.itertext())))
    body = row.getparent()
    assert body is not None
    for html in (
        "<tr><td colspan='4'>第二十条第（九）项</td></tr>",
        "<tr><td>信息内容</td><td>采购项目数量</td><td colspan='2'>采购总金额</td></tr>",
        "<tr><td>政府集中采购</td><td>2</td><td colspan='2'>8040</td></tr>",
    ):
        body.append(lxml.html.fragment_fromstring(f"<table>{html}</table>").find(".//tr"))
    found = recognised(lxml.html.tostring(page, encoding="utf-8"), "a.html")
    (finding,) = findings(found, "ST07", "ST08")
    assert "第二十条第（九）项" in finding.message
    assert finding.location.table == "disclosure"


def test_tables_of_the_edition_due_are_silent() -> None:
    for form in ("2019", "2021"):
        assert findings(report(form), "ST07") == ()


def test_an_unknown_year_is_not_assessed() -> None:
    found = report(tables={"requests": "2019"})
    result = judged(replace(found, year=None, form_due=None, memo={}), "ST07")
    assert result.findings == ()
    assert [n.rule for n in result.not_assessed] == ["ST07"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("行政规范性文件", "规范性文件"),
        ("本年制发件数", "本年（2022）制发件数"),
    ],
)
def test_changed_labels(old: str, new: str) -> None:
    (finding,) = findings(report(replace={old: new}, sections={"overview": "一般。"}), "ST08")
    assert (finding.observed, finding.severity) == (new, Severity.WARNING)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("（七）总计", "(七)总计"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("2.重复申请", "２．重复 申请"),
        ("（单位：万元）", "(单位:万元)"),
    ],
)
def test_layout_is_no_change(old: str, new: str) -> None:
    assert findings(report(replace={old: new}), "ST08") == ()


def test_a_row_that_was_not_found_is_to_be_looked_at() -> None:
    (finding,) = findings(report(remove_row="requests.refused.reissue"), "ST08")
    assert finding.outcome is Outcome.REVIEW
    assert "5.要求行政机关确认或重新出具已获取信息" in finding.message


def test_a_row_added_by_a_superior_office_is_information() -> None:
    page = lxml.html.document_fromstring(to_html(specimen("2019")))
    row = next(tr for tr in page.iter("tr") if "规范性文件" in "".join(map(str, tr.itertext())))
    more = "<table><tr><td>其他主动公开文件</td><td>7</td><td>7</td><td>9</td></tr></table>"
    row.addnext(lxml.html.fragment_fromstring(more).find(".//tr"))
    found = recognised(lxml.html.tostring(page, encoding="utf-8"), "a.html")
    (finding,) = findings(found, "ST08")
    assert (finding.severity, finding.observed) == (Severity.INFO, "其他主动公开文件")


def test_a_label_cut_short_in_plain_text_is_to_be_looked_at() -> None:
    found = report("2019", medium="text", replace={"本年新制作数量": "本年新制作"})
    (finding,) = findings(found, "ST08")
    assert finding.outcome is Outcome.REVIEW
