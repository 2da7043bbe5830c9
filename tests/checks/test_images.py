"""AC01, AC02, AC03: pictures in place of tables, of words, of the whole report."""

from __future__ import annotations

import pytest

from gklint.finding import Outcome
from tests.checks.specimens import findings, recognised, report

TITLE = "云岫县水务局2022年政府信息公开工作年度报告"


def test_a_picture_where_the_table_ought_to_be() -> None:
    found = report(remove_table="requests", images={"requests": None})
    (finding,) = findings(found, "AC01")
    assert finding.outcome is Outcome.REVIEW
    assert finding.location.section == "requests"
    assert "表三" in finding.message


def test_no_picture_no_word_of_pictures() -> None:
    assert findings(report(remove_table="requests"), "AC01") == ()


def test_a_picture_beside_the_table_is_welcome() -> None:
    assert findings(report(images={"requests": "图解"}), "AC") == ()


def test_pictures_without_text_are_one_finding() -> None:
    found = report(images={"overview": None, "problems": None})
    (finding,) = findings(found, "AC02")
    assert "2 张" in finding.message


@pytest.mark.parametrize(
    ("pictures", "fires"),
    [
        ('<img src="a1.jpg"><img src="a2.jpg">', True),
        ('<img src="/images/logo.png"><img src="icon_pdf.gif">', False),
        ("", False),
    ],
)
def test_a_report_of_pictures(pictures: str, fires: bool) -> None:
    headings = (
        "<p>一、总体情况</p><p>二、主动公开政府信息情况</p>"
        "<p>三、收到和处理政府信息公开申请情况</p>"
    )
    page = f"<html><body><h1>{TITLE}</h1>{headings}{pictures}</body></html>"
    assert bool(findings(recognised(page.encode(), "a.html"), "AC03")) is fires


def test_a_report_with_text_and_pictures() -> None:
    assert findings(report(images={"overview": "图解"}), "AC03") == ()
