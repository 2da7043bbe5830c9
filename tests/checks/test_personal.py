"""SD01, SD02, SD03, SD05: personal data and marks of secrecy."""

from __future__ import annotations

import pytest

from gklint.finding import Outcome, Severity
from tests.checks.specimens import findings, report


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("证件号码 110101199003078881。", "8881"),
        ("退费账户 6222020000000000000。", "0000"),
        ("证件号码１１０１０１１９９００３０７８８８１。", "8881"),
    ],
)
def test_numbers_are_found_and_masked(text: str, tail: str) -> None:
    (finding,) = findings(report(append={"overview": text}), "SD01")
    assert finding.severity is Severity.ERROR
    assert tail in finding.message
    for shown in (finding.message, finding.evidence, finding.observed, finding.remedy):
        assert "199003" not in shown
        assert "622202" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "证件号码 110101199003078882。",  # the check digit does not fit
        "统一社会信用代码 11370302MB2858334G。",
        "统一社会信用代码：110101199003078881。",
        "索引号 11370302MB2858334G/2022-00012。",
        "见 https://www.yunxiu.example/110101199003078881.html。",
        "旧号码 110101900307888。",
    ],
)
def test_numbers_that_are_not_personal(text: str) -> None:
    assert findings(report(append={"overview": text}), "SD01") == ()


def test_a_number_in_a_table_is_found() -> None:
    found = report(set={"requests.denied.state_secret.company": "110101199003078881"})
    assert findings(found, "SD01")


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("经与张某（13800001234）沟通，已补正。", True),
        ("经与张某（138 0000 1234）沟通，已补正。", True),
        ("值班电话：13800001234。", False),
        ("监督举报热线 13800001234、13800001235。", False),
        ("网址 https://www.yunxiu.example/13800001234.html。", False),
        ("收入13800001234元。", False),
    ],
)
def test_mobile_numbers(text: str, fires: bool) -> None:
    assert bool(findings(report(append={"overview": text}), "SD02")) is fires


def test_the_contacts_mobile_is_public() -> None:
    found = report(replace={"0697-5550123": "13800001234"})
    assert findings(found, "SD02") == ()


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("申请人张某向本局提出申请。", True),
        ("申请人王小明因不服答复申请复议。", True),
        ("张某诉本局一案已审结。", True),
        ("判决文号（2022）云0403行初15号。", True),
        ("申请人向本局提出申请，申请人应当补正。", False),
        ("听取申请人陈述，打消申请人顾虑，申请人曾多次向本局咨询。", False),
        ("云岫县人民法院、某公司均已收到答复。", False),
        ("依据国办公开办函〔2021〕30号、县政办〔2022〕3号办理。", False),
    ],
)
def test_names_of_parties(text: str, fires: bool) -> None:
    found = findings(report(append={"overview": text}), "SD03")
    assert bool(found) is fires
    assert all(f.outcome is Outcome.REVIEW for f in found)


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("秘密★1年", True),
        ("机密", True),
        ("内部资料，注意保存", True),
        ("（此件不公开）", True),
        ("此件不予公开", True),
        ("（此件公开发布）", False),
        ("落实保密审查，防止泄露国家秘密、商业秘密和机密文件。", False),
        ("公文标注“此件不公开”的须说明理由。", False),
    ],
)
def test_marks_of_secrecy(text: str, fires: bool) -> None:
    assert bool(findings(report(append={"overview": text}), "SD05")) is fires


def test_the_forms_row_is_no_mark_of_secrecy() -> None:
    assert findings(report(), "SD") == ()
    assert findings(report("2019"), "SD") == ()
