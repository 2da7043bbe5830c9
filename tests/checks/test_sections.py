"""ST01 to ST04: parts missing, their order, headings and numbers."""

from __future__ import annotations

import pytest

from gklint.finding import Outcome, Severity
from tests.checks.specimens import findings, judged, report

ALIASES = {
    "review_litigation": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "problems": "五、政府信息公开工作存在的主要问题及改进情况",
    "other": "六、其它需要报告的事项",
}


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("medium", ["html", "text"])
def test_a_clean_report_has_no_finding(form: str, medium: str) -> None:
    result = judged(report(form, medium=medium), "ST")
    assert result.findings == ()


def test_each_missing_part_is_a_finding() -> None:
    first, second = findings(report(remove_section=["disclosure", "problems"]), "ST01")
    assert (first.severity, first.outcome) == (Severity.ERROR, Outcome.FAIL)
    assert "二、主动公开政府信息情况" in first.message
    assert "五、存在的主要问题及改进情况" in second.message


def test_a_text_that_stops_is_one_finding() -> None:
    found = report(remove_section=["review_litigation", "problems", "other"])
    (finding,) = findings(found, "ST01")
    assert "全文到“三、收到和处理政府信息公开申请情况”为止" in finding.message


def test_no_part_at_all_is_one_finding() -> None:
    headings = {
        "overview": "（甲）概要",
        "disclosure": "（乙）发布",
        "requests": "（丙）收件",
        "review_litigation": "（丁）争议",
        "problems": "（戊）反思",
        "other": "（己）补充",
    }
    (finding,) = findings(report(headings=headings), "ST01")
    assert "6 个部分" in finding.message


def test_aliases_in_official_use_are_equal() -> None:
    assert findings(report(headings=ALIASES), "ST01", "ST02", "ST03", "ST05") == ()


def test_another_heading_with_the_number_is_named() -> None:
    found = report(headings={"problems": "五、工作亮点与展望"})
    (finding,) = findings(found, "ST01", "ST02")
    assert (finding.rule, finding.outcome) == ("ST01", Outcome.REVIEW)
    assert finding.observed == "五、工作亮点与展望"


def test_row_numbers_of_table_three_are_no_parts() -> None:
    text = "四、结转下年度继续办理"
    assert findings(report(append={"requests": [text]}), "ST02") == ()


def test_parts_out_of_order() -> None:
    order = ["overview", "disclosure", "requests", "problems", "review_litigation", "other"]
    (finding,) = findings(report(order=order), "ST02")
    assert finding.severity is Severity.ERROR
    assert finding.location.section == "review_litigation"


def test_a_part_that_appears_twice() -> None:
    found = report(append={"problems": ["六、其他需要报告的事项", "没有。"]})
    (finding,) = findings(found, "ST02")
    assert "两次" in finding.message


def test_sub_topics_made_parts_shift_the_numbers() -> None:
    headings = {
        "disclosure": "三、主动公开政府信息情况",
        "requests": "四、收到和处理政府信息公开申请情况",
        "review_litigation": "五、政府信息公开行政复议、行政诉讼情况",
        "problems": "六、存在的主要问题及改进情况",
        "other": "七、其他需要报告的事项",
    }
    found = report(headings=headings, append={"overview": ["二、机构和人员情况", "配有专人。"]})
    (finding,) = findings(found, "ST02")
    assert "另设了一级标题" in finding.message


def test_a_missing_part_is_told_once() -> None:
    headings = {"problems": "四、存在的主要问题及改进情况", "other": "五、其他需要报告的事项"}
    found = report(remove_section="review_litigation", headings=headings)
    assert [f.rule for f in findings(found, "ST01", "ST02")] == ["ST01"]


def test_a_wrong_number_alone_is_a_warning() -> None:
    found = report(headings={"other": "五、其他需要报告的事项"})
    (finding,) = findings(found, "ST02")
    assert finding.severity is Severity.WARNING


def test_numbering_that_restarts_inside_a_part() -> None:
    prose = [
        "一、薄弱环节",
        "解读形式比较单一，发布不够及时。",
        "二、今后打算",
        "加强培训，改进解读方式。",
    ]
    (finding,) = findings(report(sections={"problems": prose}), "ST02")
    assert finding.severity is Severity.WARNING
    assert finding.observed == "一、薄弱环节"


def test_enumerations_in_sentences_are_no_parts() -> None:
    prose = [
        "一、解读形式比较单一；",
        "二、发布不够及时。下一步将加强培训，改进解读方式，提高发布时效。",
    ]
    assert findings(report(sections={"problems": prose}), "ST02") == ()


@pytest.mark.parametrize(
    ("key", "heading", "expected"),
    [
        ("overview", "一、整体情况", "一、总体情况"),
        ("other", "六、其他需要汇报事项", "六、其他需要报告的事项"),
        ("problems", "五、存在问题及改进情况", "五、存在的主要问题及改进情况"),
    ],
)
def test_deviant_headings(key: str, heading: str, expected: str) -> None:
    (finding,) = findings(report(headings={key: heading}), "ST01", "ST02", "ST03", "ST04", "ST05")
    assert (finding.rule, finding.observed, finding.expected) == ("ST03", heading, expected)


def test_number_styles_are_one_finding() -> None:
    found = report(headings={"overview": "1.总体情况", "disclosure": "2.主动公开政府信息情况"})
    (finding,) = findings(found, "ST04")
    assert (finding.severity, finding.outcome) == (Severity.WARNING, Outcome.FAIL)
    assert "共 2 处" in finding.message


def test_a_number_that_a_converter_wrote_is_to_be_looked_at() -> None:
    found = report(medium="text", headings={"overview": "1、 总体情况"})
    (finding,) = findings(found, "ST04")
    assert (finding.severity, finding.outcome) == (Severity.INFO, Outcome.REVIEW)


def test_the_same_number_in_a_page_is_the_authors() -> None:
    (finding,) = findings(report(headings={"overview": "1、 总体情况"}), "ST04")
    assert finding.outcome is Outcome.FAIL


def test_a_part_that_may_be_embedded_is_not_called_missing() -> None:
    found = report(remove_section="requests", embedded={"disclosure": "more.html"})
    result = judged(found, "ST01")
    assert result.findings == ()
    assert [n.rule for n in result.not_assessed] == ["ST01"]
    assert "收到和处理政府信息公开申请情况" in str(result.not_assessed[0].reason)
    both = report(remove_section=["requests", "other"], embedded={"disclosure": "more.html"})
    result = judged(both, "ST01")
    assert [f.location.section for f in result.findings] == ["other"]
    assert [n.rule for n in result.not_assessed] == ["ST01"]
    other = report(remove_section="requests", embedded={"overview": "video.html"})
    assert [f.rule for f in judged(other, "ST01").findings] == ["ST01"]
