"""Years that disagree: in the title, the period, the text, and in what is cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gklint.document.read import read
from gklint.report.recognise import Hints, recognise
from gklint.specimen import to_html
from tests.checks.specimens import adding, findings, pack, report, specimen

PERIOD = "自$year年1月1日起至$year年12月31日止"
LAST_YEAR = "云岫县水务局$previous_year年政府信息公开工作年度报告"
ANNOUNCED = "现公布云岫县水务局$year年政府信息公开工作年度报告"


def told(*rules: str, **edits: Any) -> list[str]:
    return [f.rule for f in findings(report(**edits), *rules)]


@pytest.mark.parametrize(
    ("title", "severity", "part"),
    [
        ("云岫县水务局政府信息公开工作年度报告", "error", "没有四位年份"),
        ("$year年政府信息公开工作年度报告", "error", "没有编制机关名称"),
        ("云岫县水务局$year年政务信息公开工作年度报告", "warning", "通行的写法"),
        ("云岫县水务局$year年政府信息公开年报", "warning", "通行的写法"),
        ("云岫县水务局$year年信息公开工作报告", "warning", "通行的写法"),
    ],
)
def test_a_title_not_in_due_form(title: str, severity: str, part: str) -> None:
    (found,) = findings(report(title=title), "ID01")
    assert found.severity.value == severity
    assert part in found.message


@pytest.mark.parametrize(
    "title",
    [
        "$year年云岫县水务局政府信息公开工作年度报告",
        "云岫县水务局$year年度政府信息公开工作年度报告",
        "云岫县水务局政府信息公开工作$year年度报告",
    ],
)
def test_a_title_in_due_form(title: str) -> None:
    assert told("ID01", title=title) == []


def test_the_odd_year_is_told_once_and_by_the_rule_of_its_place() -> None:
    rules = ("ID02", "PD02", "PD04")
    assert told(*rules, title=LAST_YEAR) == ["ID02"]
    assert told(*rules, replace={PERIOD: PERIOD.replace("$year", "$previous_year")}) == ["PD02"]
    assert told(*rules, replace={ANNOUNCED: ANNOUNCED.replace("$year", "$previous_year")}) == [
        "ID02"
    ]
    assert told(*rules, title=LAST_YEAR, replace={ANNOUNCED: "现公布本报告"}) == ["ID02"]


@pytest.mark.parametrize(
    ("period", "part"),
    [
        ("自$year年1月1日起至$previous_year年12月31日止", "早于起期"),
        ("自$previous_year年1月1日起至$year年12月31日止", "跨了两个年度"),
        ("自$year年1月1日起至$year年13月31日止", "不成立"),
        ("自202020年1月1日起至$year年12月31日止", "不成立"),
    ],
)
def test_a_period_that_cannot_be(period: str, part: str) -> None:
    (found,) = findings(report(replace={PERIOD: period}), "PD02", "PD03")
    assert found.rule == "PD02"
    assert part in found.message


@pytest.mark.parametrize(
    "period",
    [
        "从$year年1月1日到12月31日止",
        "$year年1月1日-$year年12月31日",
        "自$year年1月1日起，至$year年12月31日",
        "为20221月1日至202212月31日",  # 年 lost by an extraction
    ],
)
def test_a_period_in_order_or_mangled(period: str) -> None:
    assert told("PD01", "PD02", "PD03", replace={PERIOD: period}) == []


def test_a_period_of_part_of_a_year() -> None:
    assert told("PD02", "PD03", replace={PERIOD: "自$year年3月1日起至$year年12月31日止"}) == [
        "PD03"
    ]


def test_reports_on_2008_may_begin_in_may() -> None:
    made = report()
    assert made.period is not None
    for year, expected in ((2008, []), (2009, ["PD03"])):
        period = made.period._replace(start=date(year, 5, 1), end=date(year, 12, 31))
        told_then = findings(replace(made, year=year, period=period, memo={}), "PD03")
        assert [f.rule for f in told_then] == expected


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("overview", "2021年，我局没有发生泄密事件。"),
        ("overview", "2023年以来，我局认真落实各项制度。"),
        ("problems", "2019年，我局培训不够。"),
        ("other", "2021年未收取信息处理费。"),
    ],
)
def test_another_year_is_left_in_the_text(to: str, sentence: str) -> None:
    assert adding(sentence, "PD04", to=to) == [("PD04", "review")]


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("overview", "较2021年增长10%。"),
        ("overview", "2021年收到申请20件，2022年收到申请26件。"),
        ("overview", "公开2021年度部门决算和2023年度部门预算。"),
        ("overview", "认真落实《2021年政务公开工作要点》（某政办〔2021〕5号）。"),
        ("overview", "根据2019年修订的《条例》开展工作。"),
        ("overview", "2019年以来，我局连续公开年度报告。"),
        ("overview", "印发“2021年”专题图册。"),
        ("problems", "2021年存在的解读不够问题已经整改。"),
        ("problems", "2023年，我们将加强培训。"),
    ],
)
def test_another_year_that_is_meant(to: str, sentence: str) -> None:
    assert adding(sentence, "PD04", to=to) == []


NOTICE_2021 = (
    "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
)
NOTICE_2019 = "关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）"


@pytest.mark.parametrize(
    ("form", "old", "new", "part"),
    [
        ("2021", NOTICE_2021, NOTICE_2019, "只引用"),
        ("2019", "〔2019〕60号", "〔2021〕30号", "印发于2021年9月"),
        ("2021", "国务院令第711号", "国务院令第492号", "修订后的条例"),
        ("2019", "国务院令第711号", "国令第711号", "应写作"),
        ("2021", "国务院令第711号", "国务院令第717号", "有误"),
        ("2021", "〔2021〕30号", "〔2021〕3号", "有误"),
    ],
)
def test_a_document_cited_that_does_not_fit(form: str, old: str, new: str, part: str) -> None:
    (found,) = findings(report(form, replace={old: new}), "PD05")
    assert part in found.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("国办公开办函〔2021〕30号", "国办公开办函202130号"),  # brackets lost
        ("国务院令第711号", "中华人民共和国国务院令第711号"),
        (NOTICE_2021, NOTICE_2021 + "和国办公开办函〔2019〕60号"),
    ],
)
def test_a_document_cited_in_order(old: str, new: str) -> None:
    assert told("PD05", replace={old: new}) == []


def _named(name: str, page: str | None = None) -> list[str]:
    data = to_html(specimen())
    if page is not None:
        head, _, rest = data.partition("<title>")
        data = head + "<title>" + page + "</title>" + rest.partition("</title>")[2]
        assert "<title>" in data
    found = recognise(read(data.encode(), name), (pack(),), Hints(source_name=name))
    assert found is not None
    return [f.message for f in findings(found, "ID06")]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("水务局2021年政府信息公开工作年度报告.html", "文件名"),
        ("2020年报.html", "文件名"),
        ("清溪县水务局2022年政府信息公开工作年度报告.html", "清溪县水务局"),
    ],
)
def test_a_file_of_another_name(name: str, part: str) -> None:
    (message,) = _named(name)
    assert part in message


@pytest.mark.parametrize(
    "name",
    [
        "a.html",
        "年报.html",
        "t20230118_1150200.html",
        "2023-01-18 水务局.html",
        "县水务局2022年政府信息公开工作年度报告.html",
        "bundle2020.zip!2022.html",
        "https://www.yunxiu.example/2021/a.html",
    ],
)
def test_a_file_whose_name_fits_or_says_nothing(name: str) -> None:
    assert _named(name) == []


def test_a_page_title_of_another_year() -> None:
    (message,) = _named("a.html", "云岫县水务局2021年政府信息公开工作年度报告-云岫县人民政府")
    assert "网页标题" in message
    assert (
        _named("a.html", "云岫县水务局2022年政府信息公开工作年度报告_政府信息公开年报_县政府") == []
    )
    assert _named("a.html", "政府信息公开工作年度报告") == []
