"""LK01, LK04 and the addresses a report gives."""

from __future__ import annotations

import pytest

from gklint.checks.base import LinkAnswer
from gklint.finding import Outcome, Severity
from gklint.lang import Localised
from gklint.report.addresses import addresses
from tests.checks.specimens import findings, judged, report

HOME = "https://www.yunxiu.example/xxgk/nb/"


def given(text: str) -> list[str]:
    found = report(replace={f"（{HOME}）": ""}, append={"overview": text})
    return [address.url for address in addresses(found)]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("见 https://a.example/b.html。", ["https://a.example/b.html"]),
        (
            "（http://a.example/202101/t20210122_1.html)下载",
            ["http://a.example/202101/t20210122_1.html"],
        ),
        ("网址http://a.example:8082/x.jsp?id=1&y=2下载", ["http://a.example:8082/x.jsp?id=1&y=2"]),
        ("网站（www.a.example）的专栏", ["http://www.a.example"]),
        ("网站ｗｗｗ．ａ．ｅｘａｍｐｌｅ的专栏", ["http://www.a.example"]),
        ("见http://a.example/,和http://b.example.", ["http://a.example/", "http://b.example"]),
        ("见http://a.example/和http://a.example/两处", ["http://a.example/"]),
        ("邮箱 b@www.a.example，网址暂无，http:// 也没有", []),
    ],
)
def test_addresses_in_the_text(text: str, urls: list[str]) -> None:
    assert given(text) == urls


def test_attachments_are_resolved_against_the_page() -> None:
    from gklint.document.read import read
    from gklint.report.recognise import Hints, recognise
    from gklint.specimen import to_html
    from tests.checks.specimens import pack, specimen

    page = to_html(specimen(append={"other": "附件：ATTACHED"})).replace(
        "ATTACHED", '<a href="./P020.docx">年度报告.docx</a> <a href="../index.html">返回</a>'
    )
    hints = Hints(url="https://www.yunxiu.example/nb/202301/a.html")
    found = recognise(read(page.encode(), "a.html"), (pack(),), hints)
    assert found is not None
    attached = [a for a in addresses(found) if a.attachment]
    assert [a.url for a in attached] == ["https://www.yunxiu.example/nb/202301/P020.docx"]
    unknown = recognise(read(page.encode(), "a.html"), (pack(),), Hints())
    assert unknown is not None
    assert [a for a in addresses(unknown) if a.attachment] == []


@pytest.mark.parametrize(
    ("state", "severity", "outcome"),
    [
        ("dead", Severity.ERROR, Outcome.FAIL),
        ("unclear", Severity.WARNING, Outcome.REVIEW),
    ],
)
def test_answers(state: str, severity: Severity, outcome: Outcome) -> None:
    answer = LinkAnswer(HOME, state, Localised("服务器答复 404", "the server answers 404"))
    (finding,) = findings(report(), "LK01", stage="published", links={HOME: answer})
    assert (finding.severity, finding.outcome) == (severity, outcome)
    assert "服务器答复 404" in finding.message


def test_an_address_without_an_answer_does_not_pass() -> None:
    (finding,) = findings(report(), "LK01", stage="published", links={})
    assert finding.outcome is Outcome.REVIEW


def test_alive() -> None:
    answer = LinkAnswer(HOME, "alive")
    assert findings(report(), "LK01", stage="published", links={HOME: answer}) == ()


def test_without_the_network_nothing_is_said() -> None:
    result = judged(report(), "LK01", stage="published")
    assert result.findings == ()
    assert [n.rule for n in result.not_assessed] == ["LK01"]


@pytest.mark.parametrize(
    ("path", "fires"),
    [
        ("openness/year/6/2019.html", True),
        ("xxgk/nb/2025.html", True),
        ("xxgk/2019/nb/", True),
        ("show.jsp?area=11&fbtime=2020", True),
        ("show.jsp?area=11&fbtime=2022", False),
        ("2022xxgknb/202301/t20230122_1.html", False),
        ("xxgk/2023/01/a.html", False),
        ("archive2025/a.html", False),  # moved to an archive later
        ("art/art_12020_99558.html", False),
        ("info/728370.htm?id=20215", False),
    ],
)
def test_years_of_addresses(path: str, fires: bool) -> None:
    found = report(replace={HOME: f"https://www.yunxiu.example/{path}"})
    assert bool(findings(found, "LK04", profile="supervise", stage="published")) is fires


def test_a_page_without_a_text_gives_no_address() -> None:
    assert given("本年度没有电子版。") == []
