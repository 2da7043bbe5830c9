"""Whom to ask: which parts are missing, and how numbers and addresses are written."""

from __future__ import annotations

import pytest

from tests.checks.specimens import findings, report

PHONE = "0697-5550123"
MAIL = "swj@yunxiu.example"
CONTACT = f"地址：云岫县清溪路18号，邮编：546999，电话：{PHONE}，电子邮箱：{MAIL}"
BARE = (
    "根据《中华人民共和国政府信息公开条例》，现公布云岫县水务局$year年政府信息公开工作年度报告。"
    "本报告所列数据的统计期限自$year年1月1日起至$year年12月31日止。"
)


@pytest.mark.parametrize(
    ("left", "severity", "told"),
    [
        (f"电话：{PHONE}", "info", "地址、电子邮箱"),
        (f"地址：云岫县清溪路18号，电话：{PHONE}", "info", "电子邮箱"),
        ("地址：云岫县清溪路18号", "warning", "没有可以直接联系"),
    ],
)
def test_the_missing_parts_are_named(left: str, severity: str, told: str) -> None:
    (found,) = findings(report(replace={CONTACT: left}), "CT01")
    assert found.severity.value == severity
    assert told in found.message


def test_no_contact_at_all() -> None:
    (found,) = findings(report(preamble=BARE), "CT01")
    assert found.severity.value == "warning"
    assert "地址、电话、电子邮箱" in found.message


def test_a_postcode_is_not_asked_for() -> None:
    assert findings(report(replace={"邮编：546999，": ""}), "CT01") == ()


def test_a_number_that_cannot_be_is_not_a_missing_one() -> None:
    made = report(replace={PHONE: "0697-55501234567"})
    assert [f.rule for f in findings(made, "CT01", "CT02")] == ["CT02"]


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("0697—5550123", "连接号"),
        ("0697――5550123", "连接号"),
        ("0697--5550123", "连接号"),
        ("0697－5550123", "连接号"),
        ("0697～5550123", "连接号"),
        ("5550123", "没有区号"),
        ("0697-555012", "位数"),
        ("010-5550123", "位数"),
        ("0697-55501234567", "位数"),
        ("０６９７-５５５０１２３", "全角数字"),
    ],
)
def test_a_number_written_wrongly(number: str, part: str) -> None:
    (found,) = findings(report(replace={PHONE: number}), "CT02")
    assert part in found.message


@pytest.mark.parametrize(
    "number",
    [
        "0697-55501234",
        "02367637000",
        "010-55501234",
        "0697 5550123",
        "（0697）5550123",
        "0697-5550123、5550124",
        "0697-5550123/5550124",
        "0697-5550123转801",
        "0697-5550123-801",
        "+86-697-5550123",
        "023-12360、400-810-1234、12345",
        "13800138000",
    ],
)
def test_a_number_in_order(number: str) -> None:
    assert findings(report(replace={PHONE: number}), "CT02") == ()


def test_one_finding_for_all_dashes() -> None:
    made = report(replace={PHONE: "0697—5550123，传真：0697—5550124"})
    (found,) = findings(made, "CT02")
    assert "共 2 处" in found.message
    assert found.expected == "0697-5550123"


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("yunxiu_swj@126.com", "公共邮箱"),
        ("swj＠yunxiu.example", "全角"),
        ("swj@yunxiu", "不完整"),
    ],
)
def test_a_mail_address(address: str, part: str) -> None:
    (found,) = findings(report(replace={MAIL: address}), "CT04")
    assert part in found.message


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("地址：云岫县", "地址：地址：云岫县", "标签重复"),
        ("办公室联系（地址", "办公室（地址", "没有写“联系”"),
        ("18号，邮编", "18号邮编", "缺少标点"),
    ],
)
def test_a_broken_contact_sentence(old: str, new: str, part: str) -> None:
    (found,) = findings(report(replace={old: new}), "CT05")
    assert part in found.message


def test_a_verb_behind_the_bracket_is_one() -> None:
    made = report(replace={f"联系（{CONTACT}）": f"（{CONTACT}）联系"})
    assert findings(made, "CT05") == ()


def test_where_the_copy_is_to_be_had() -> None:
    copy = "本报告电子版可在云岫县人民政府门户网站（https://www.yunxiu.example/xxgk/nb/）下载。"
    assert len(findings(report(medium="text", replace={copy: ""}), "CT06")) == 1
    assert findings(report(medium="text"), "CT06") == ()
    assert findings(report(replace={copy: ""}), "CT06") == ()  # a page may be the copy itself
