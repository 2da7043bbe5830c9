"""A rule without its input is not assessed, and says why; every word of `needs` is tried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from gklint.across.model import Digest, Entry, Match, Previous, Region, RollUp, Surroundings
from gklint.checks.base import NEEDS, Context
from gklint.engine.prerequisites import AROUND, applies, unmet
from gklint.finding import Cause, NotAssessed
from gklint.report.model import Body, Contact
from gklint.ruleset.model import Applies
from tests.engine.reports import report, rule

if TYPE_CHECKING:
    from gklint.report.model import Report

EVERYTHING = Context(links={}, today=None)
# need → what takes it away from a whole report, why the rule is silent then, in which words
LACKING: dict[str, tuple[dict[str, Any], Cause, str]] = {
    "title": ({"title": None}, Cause.CONTENT, "未读到标题"),
    "issuer": ({"issuer": None}, Cause.CONTENT, "未能确定编制机关"),
    "year": ({"year": None}, Cause.CONTENT, "未能确定报告年度"),
    "form": ({"form": None, "form_key": "pre2019"}, Cause.INPUT, "该年度没有统一格式"),
    "period": ({"period": None}, Cause.CONTENT, "未读到统计期限"),
    "contact": ({"contact": Contact()}, Cause.CONTENT, "未读到联系方式"),
    "preamble": ({"preamble": (3, 3)}, Cause.CONTENT, "未读到前言"),
    "sections": ({"sections": ()}, Cause.CONTENT, "未读到一级标题"),
    "tables": ({"tables": {}}, Cause.CONTENT, "未读到任何法定表格"),
    "published": ({"published": None}, Cause.INPUT, "未能确定发布日期"),
    "body.kind": ({"body": Body(level="county")}, Cause.INPUT, "未能确定机关类别"),
    "body.level": ({"body": Body(kind="department")}, Cause.INPUT, "未能确定机关层级"),
    "url": ({"url": None}, Cause.INPUT, "不知道报告的网址"),
    "section:problems": (
        {"sections": ()},
        Cause.CONTENT,
        "未读到“五、存在的主要问题及改进情况”部分",
    ),
    "table:requests": ({"tables": {}}, Cause.CONTENT, "未读到表三"),
}


@pytest.fixture(scope="module")
def whole() -> Report:
    return report()


def test_every_word_is_tried() -> None:
    tried = {need.partition(":")[0] + ":" if ":" in need else need for need in LACKING}
    assert tried | {"document", "report", "links", "today", "typed"} | set(AROUND) == set(NEEDS)


@pytest.mark.parametrize(("need", "source"), AROUND.items())
def test_what_lies_around_is_given_by_the_run(whole: Report, need: str, source: str) -> None:
    not_given = unmet(rule(), (need,), whole, Context())
    assert not_given is not None
    assert not_given.cause is Cause.SWITCHED_OFF
    given = unmet(rule(), (need,), whole, Context(around=Surroundings(frozenset({source}))))
    if need in {"roster", "bodies", "others", "forms"}:
        assert given is None  # the run's own affair, whatever this report is
    else:
        assert given is not None
        assert given.cause is Cause.INPUT


def test_what_is_known_around_a_report_suffices(whole: Report) -> None:
    last = Digest("a.html", year=2021)
    around = Surroundings(
        given=frozenset({"previous", "roster", "against"}),
        previous=Previous(last, Match("same", "云岫县水务局")),
        entry=Entry("云岫县水务局"),
        rollup=RollUp((), {}, {}),
        against=last,
        region=Region("云岫县"),
    )
    for need in ("previous", "entry", "rollup", "against", "region", "roster"):
        assert unmet(rule(), (need,), whole, Context(around=around)) is None


@pytest.mark.parametrize("need", LACKING)
def test_what_is_missing_is_told(whole: Report, need: str) -> None:
    taken, cause, words = LACKING[need]
    assert unmet(rule(), (need,), whole, EVERYTHING) is None
    told = unmet(rule(), (need,), replace(whole, **taken), EVERYTHING)
    assert told is not None
    assert (told.rule, told.cause) == ("ZZ01", cause)
    assert str(told.reason["zh"]).startswith(words)  # type: ignore[index]
    assert told.reason["en"].isascii() or need.startswith(("section:", "table:"))  # type: ignore[index]


def test_a_table_of_which_nothing_was_read_is_not_there(whole: Report) -> None:
    tables = {key: reading._replace(read=0) for key, reading in whole.tables.items()}
    empty = replace(whole, tables=tables)
    for need in ("tables", "table:requests"):
        assert unmet(rule(), (need,), empty, EVERYTHING) is not None


def test_network_and_date_are_given_by_the_run(whole: Report) -> None:
    offline = unmet(rule(), ("links",), whole, Context())
    assert offline is not None
    assert offline.cause is Cause.SWITCHED_OFF
    assert unmet(rule(), ("links",), whole, Context(links={})) is None
    clockless = unmet(rule(), ("today",), whole, Context())
    assert clockless is not None
    assert clockless.cause is Cause.INPUT


def test_a_document_and_a_report_are_always_there(whole: Report) -> None:
    assert unmet(rule(), ("document", "report"), whole, Context()) is None


def test_what_is_off_is_told_before_what_is_missing(whole: Report) -> None:
    told = unmet(rule(), ("title", "links"), replace(whole, title=None), Context())
    assert told is not None
    assert told.cause is Cause.SWITCHED_OFF


def test_an_unknown_edition_is_not_a_year_without_a_form(whole: Report) -> None:
    unknown = replace(whole, form=None, form_key=None)
    told = unmet(rule(), ("form",), unknown, EVERYTHING)
    assert told is not None
    assert told.cause is Cause.CONTENT
    assert told.reason["zh"] == "未能确定适用哪一版格式"  # type: ignore[index]


HERE = Body(kind="department", level="county")


@pytest.mark.parametrize(
    ("bounds", "fits"),
    [
        (Applies(), True),
        (Applies(forms=("2021",)), True),
        (Applies(forms=("2019",)), False),
        (Applies(first_year=2022), True),
        (Applies(first_year=2023), False),
        (Applies(last_year=2022), True),
        (Applies(last_year=2021), False),
        (Applies(kinds=("department", "vertical")), True),
        (Applies(kinds=("government",)), False),
        (Applies(levels=("county",)), True),
        (Applies(levels=("city",)), False),
        (Applies(media=("text/html",)), True),
        (Applies(media=("text/plain",)), False),
    ],
)
def test_which_reports_a_rule_is_for(whole: Report, bounds: Applies, fits: bool) -> None:
    assert applies(rule(applies=bounds), replace(whole, body=HERE)) is fits


@pytest.mark.parametrize(
    ("bounds", "cause", "words"),
    [
        (Applies(forms=("2021",)), Cause.CONTENT, "未能确定适用哪一版格式"),
        (Applies(first_year=2000), Cause.CONTENT, "未能确定报告年度"),
        (Applies(kinds=("government",)), Cause.INPUT, "未能确定机关类别"),
        (Applies(levels=("city",)), Cause.INPUT, "未能确定机关层级"),
    ],
)
def test_a_bound_on_what_is_unknown_never_passes_in_silence(
    whole: Report, bounds: Applies, cause: Cause, words: str
) -> None:
    unknown = replace(whole, form=None, form_key=None, year=None, body=Body())
    told = applies(rule(applies=bounds), unknown)
    assert isinstance(told, NotAssessed)
    assert told.cause is cause
    assert told.reason["zh"] == words  # type: ignore[index]


def test_one_bound_that_excludes_settles_it(whole: Report) -> None:
    bounds = Applies(forms=("2019",), kinds=("government",))
    assert applies(rule(applies=bounds), replace(whole, body=Body())) is False
