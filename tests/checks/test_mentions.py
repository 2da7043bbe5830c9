"""ST09 to ST13: what the prose of a part says."""

from __future__ import annotations

import pytest

from gklint.finding import Outcome, Severity
from tests.checks.specimens import findings, judged, report

FIVE = (
    "本机关主动公开政府信息186条，收到公开申请26件，完善信息审核制度，优化网站专栏，加强业务培训。"
)
LONG = "部分政策文件的解读形式比较单一，个别信息发布不够及时。"


def test_aspects_need_no_headings() -> None:
    assert findings(report(sections={"overview": FIVE}), "ST09") == ()


def test_aspects_left_out_are_named() -> None:
    prose = FIVE.replace("收到公开申请26件，", "").replace("优化网站专栏，", "")
    (finding,) = findings(report(sections={"overview": prose}), "ST09")
    assert (finding.severity, finding.outcome) == (Severity.WARNING, Outcome.REVIEW)
    assert finding.expected == "依申请公开、政府信息公开平台建设"


def test_before_2021_the_aspects_are_information() -> None:
    found = report("2019", sections={"overview": "2020年工作平稳有序。"})
    (finding,) = findings(found, "ST09")
    assert finding.severity is Severity.INFO


def test_a_part_in_pictures_is_not_assessed() -> None:
    found = report(sections={"overview": "见图。"}, images={"overview": "总体情况"})
    result = judged(found, "ST09")
    assert result.findings == ()
    assert [n.rule for n in result.not_assessed] == ["ST09"]


@pytest.mark.parametrize("prose", ["无", "无。", "　暂无。", "没有"])
def test_an_empty_part_five_is_to_be_mended(prose: str) -> None:
    (finding,) = findings(report(sections={"problems": prose}), "ST10")
    assert finding.outcome is Outcome.FAIL


@pytest.mark.parametrize("prose", ["更新不够及时，将加强。", LONG * 2])
def test_a_thin_part_five_is_to_be_looked_at(prose: str) -> None:
    (finding,) = findings(report(sections={"problems": prose}), "ST10")
    assert finding.outcome is Outcome.REVIEW


def test_problems_and_improvements_are_enough() -> None:
    prose = LONG + "下一步将加强培训，改进解读方式，提高发布时效。"
    assert findings(report(sections={"problems": prose}), "ST10") == ()


def test_accountability_is_asked_of_governments_only() -> None:
    bare = {"overview": "主动公开政府信息186条，收到公开申请26件。"}
    assert findings(report(sections=bare), "ST11") == ()
    (finding,) = findings(report(issuer="云岫县人民政府", sections=bare), "ST11")
    assert finding.outcome is Outcome.REVIEW
    assert "责任追究" in finding.message


def test_accountability_in_any_wording() -> None:
    prose = "主动公开186条。开展年度考评，群众满意度较高，未发生追责情形。"
    assert findings(report(issuer="云岫县人民政府", sections={"overview": prose}), "ST11") == ()


def test_fees_are_asked_from_2021_on() -> None:
    (finding,) = findings(report(sections={"other": "无。"}), "ST12")
    assert (finding.severity, finding.outcome) == (Severity.WARNING, Outcome.REVIEW)
    assert findings(report("2019", sections={"other": "无。"}), "ST12") == ()


def test_fees_may_be_stated_in_part_one() -> None:
    found = report(
        sections={"other": "无。"}, append={"overview": "本年度无收取信息处理费的情况。"}
    )
    assert findings(found, "ST12") == ()


PREAMBLE = "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。本报告电子版可在网站下载。"


def test_a_preamble_inside_part_one() -> None:
    found = report(preamble=None, append={"overview": PREAMBLE})
    (finding,) = findings(found, "ST13")
    assert finding.severity is Severity.INFO


def test_part_one_with_nothing_but_a_preamble() -> None:
    found = report(preamble=None, sections={"overview": PREAMBLE})
    (finding,) = findings(found, "ST13")
    assert finding.severity is Severity.WARNING


def test_a_preamble_where_it_belongs() -> None:
    assert findings(report(), "ST13") == ()
