"""ST05: the parts that the preamble lists."""

from __future__ import annotations

import pytest

from gklint.finding import Outcome, Severity
from tests.checks.specimens import findings, report

START = "根据《条例》要求，本机关编制了年度报告。"
FIVE = (
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况"
)
NUMBERED = (
    "全文共六个部分：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；"
    "四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项。"
)
OTHER = "其他需要报告的事项"


@pytest.mark.parametrize(
    "listed",
    [
        f"本报告包括{FIVE}、{OTHER}等六个部分。",
        f"全文包括{FIVE}和{OTHER}六部分组成。",
        f"全文共分为{FIVE}、{OTHER}，共6个部分。",
        "本年报由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分组成。",
        f"由某办公室编制，根据《某条例》和《某通知》要求进行了梳理，全文包括{FIVE}和{OTHER}六部分组成。",
        f"内容包括政府信息公开{FIVE}、{OTHER}等部分组成。",
        "本单位有六个部分的工作人员参与。",
        f"本报告分为以下六个部分：{FIVE}、{OTHER}。",
        NUMBERED,
    ],
)
def test_lists_that_agree(listed: str) -> None:
    assert findings(report(preamble=START + listed), "ST05") == ()


@pytest.mark.parametrize(
    ("listed", "severity", "outcome"),
    [
        (f"本报告包括{FIVE}、{OTHER}五个部分。", Severity.WARNING, Outcome.FAIL),
        (f"本报告包括{FIVE}六个部分。", Severity.WARNING, Outcome.FAIL),
        (f"本报告包括{FIVE}等6个部分。", Severity.INFO, Outcome.REVIEW),
        (f"本报告包括{FIVE}五个部分。", Severity.WARNING, Outcome.FAIL),
        (f"本报告分为以下四个部分：{FIVE}。", Severity.WARNING, Outcome.FAIL),
        (f"本报告包括{FIVE}、{OTHER}、附表说明六个部分。", Severity.WARNING, Outcome.FAIL),
    ],
)
def test_lists_that_differ(listed: str, severity: Severity, outcome: Outcome) -> None:
    (finding,) = findings(report(preamble=START + listed), "ST05")
    assert (finding.severity, finding.outcome) == (severity, outcome)


def test_a_part_that_is_not_listed_is_named() -> None:
    (finding,) = findings(report(preamble=f"{START}本报告包括{FIVE}五个部分。"), "ST05")
    assert "六、其他需要报告的事项" in finding.message


def test_a_deviant_heading_is_not_told_twice() -> None:
    found = report(headings={"overview": "一、整体情况"})
    assert [f.rule for f in findings(found, "ST03", "ST05")] == ["ST03"]
