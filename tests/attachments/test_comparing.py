"""A page that has its tables, held against the file beside it (LK03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.finding import Cause, Outcome
from gklint.plan import Plan
from tests.attachments.pages import full, one, put, reasons, told, word
from tests.sources.server import Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.finding import Finding
    from gklint.result import DocumentResult

CHANGED = {"requests.new.natural_person": "41", "requests.new.total": "41"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def disagreeing(result: DocumentResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule == "LK03"]


def test_equal_figures_are_no_finding(site: Site) -> None:
    put(site, a__html=full("a.docx", text="2022年度报告"), a__docx=word())
    result = one(site)
    assert disagreeing(result) == []
    assert told(result) == {"2022年度报告": (True, "已与网页逐格比对")}
    assert "LK03" in result.judged


def test_a_cell_that_differs(site: Site) -> None:
    put(site, a__html=full("a.docx", text="2022年度报告"), a__docx=word(set=CHANGED))
    (finding,) = disagreeing(one(site))
    assert finding.outcome is Outcome.FAIL
    assert finding.message.startswith("本份与“2022年度报告”是同一报告的两种形式，有 2 处数字不同")
    assert {relation.fact for relation in finding.relations} == set(CHANGED)


def test_the_wrong_file_under_the_right_name(site: Site) -> None:
    put(site, a__html=full("a.docx", text="年度报告"), a__docx=word(year=2021))
    (finding,) = disagreeing(one(site))
    assert finding.outcome is Outcome.REVIEW
    assert "“年度报告”是另一份报告（云岫县水务局，2021 年度）" in finding.message


def test_another_file_is_not_fetched_for_it(site: Site) -> None:
    put(site, a__html=full("form.docx", text="申请表"), form__docx=word(set=CHANGED))
    result = one(site)
    assert disagreeing(result) == []
    assert {path for _, path in site.seen} == {"/nb/a.html"}
    assert "LK03" not in result.judged


def test_a_file_that_is_gone_leaves_it_open(site: Site) -> None:
    put(site, a__html=full("a.docx", text="2022年度报告"))
    result = one(site)
    assert disagreeing(result) == []
    assert reasons(result)["LK03"].startswith("没有可以比对的附件：网站答复状态码 404")
    causes = {item.rule: item.cause for item in result.not_assessed}
    assert causes["LK03"] is Cause.INPUT  # the page itself was read whole


@pytest.mark.parametrize("off", [Plan(ignore=("LK",)), Plan(select=("NM",))])
def test_what_no_rule_asks_is_not_fetched(site: Site, off: Plan) -> None:
    put(site, a__html=full("a.docx", text="2022年度报告"), a__docx=word())
    one(site, plan=off)
    assert {path for _, path in site.seen} == {"/nb/a.html"}


def test_two_files_one_of_them_right(site: Site) -> None:
    put(
        site,
        a__html=full("2022年度报告1.docx", "2022年度报告2.docx"),
    )
    names = ["/nb/2022%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A" + f"{n}.docx" for n in (1, 2)]
    for path, data in zip(names, (word(), word(set=CHANGED)), strict=True):
        site.pages[path] = ("application/octet-stream", data)
    (finding,) = disagreeing(one(site))
    assert "“2022年度报告2.docx”" in finding.message
