"""DL01, DL02, DL04: the day of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from gklint.finding import Cause, Outcome
from gklint.report.model import Body, DateSource, Published
from tests.checks.specimens import findings, judged, report

if TYPE_CHECKING:
    from gklint.report.model import Report

ON = {"profile": "supervise", "stage": "published"}


def dated(
    day: str | None,
    kind: str = "department",
    level: str = "county",
    *,
    year: int = 2022,
    source: DateSource = DateSource.META,
) -> Report:
    published = None if day is None else Published(date.fromisoformat(day), source)
    return replace(
        report(),
        year=year,
        body=Body(kind, level),
        published=published,
        published_all=() if published is None else (published,),
        memo={},
    )


@pytest.mark.parametrize(
    ("day", "kind", "level", "year", "rules"),
    [
        ("2023-01-31", "department", "county", 2022, []),
        ("2023-02-01", "department", "county", 2022, ["DL01"]),
        ("2023-03-31", "government", "county", 2022, []),
        ("2023-04-01", "government", "county", 2022, ["DL02"]),
        ("2023-04-01", "township", "town", 2022, []),  # no national date for towns
        ("2023-04-01", "subdistrict", "town", 2022, []),
        ("2023-04-01", "vertical", "county", 2022, []),
        ("2012-03-31", "department", "county", 2011, []),
        ("2012-04-18", "department", "county", 2011, ["DL01"]),
        ("2012-04-18", "government", "county", 2011, ["DL02"]),
        ("2012-04-18", "township", "town", 2011, ["DL02"]),  # one date for all until 2018
        ("2020-02-01", "department", "city", 2019, ["DL01"]),
        ("2019-02-01", "department", "city", 2018, []),
    ],
)
def test_deadlines(day: str, kind: str, level: str, year: int, rules: list[str]) -> None:
    found = findings(dated(day, kind, level, year=year), "DL01", "DL02", **ON)
    assert [f.rule for f in found] == rules
    assert all(f.outcome is Outcome.FAIL for f in found)


def test_the_old_regulations_are_the_basis_for_old_reports() -> None:
    (finding,) = findings(dated("2012-04-18", "government", year=2011), "DL02", **ON)
    assert finding.basis[0].number == "国务院令第492号"


@pytest.mark.parametrize(
    ("day", "source"),
    [("2023-02-02", DateSource.URL), ("2026-06-15", DateSource.META)],
)
def test_dates_of_moved_pages_are_for_review(day: str, source: DateSource) -> None:
    (finding,) = findings(dated(day, source=source), "DL01", **ON)
    assert finding.outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("kind", "level", "day", "missing"),
    [
        ("unknown", "unknown", "2023-05-01", ["DL01", "DL02"]),
        ("department", "unknown", "2023-05-01", ["DL01"]),
        ("government", "unknown", "2023-05-01", ["DL02"]),
        ("department", "county", None, ["DL01"]),
        ("township", "town", None, []),
    ],
)
def test_what_is_not_known_is_not_assessed(
    kind: str, level: str, day: str | None, missing: list[str]
) -> None:
    result = judged(dated(day, kind, level), "DL01", "DL02", **ON)
    assert result.findings == ()
    assert [n.rule for n in result.not_assessed] == missing
    assert all(n.cause is Cause.INPUT for n in result.not_assessed)


def test_a_draft_is_not_asked() -> None:
    result = judged(dated("2023-05-01"), "DL", profile="supervise", stage="draft")
    assert result.findings == ()
    assert all(n.cause is Cause.SWITCHED_OFF for n in result.not_assessed)


@pytest.mark.parametrize(
    ("day", "word"),
    [(None, "没有读到发布日期"), ("2022-12-31", "早于"), ("1970-01-01", "早于")],
)
def test_dates_that_cannot_be(day: str | None, word: str) -> None:
    (finding,) = findings(dated(day), "DL04", **ON)
    assert word in finding.message
    assert finding.outcome is Outcome.REVIEW


def test_dates_that_differ() -> None:
    two = tuple(
        Published(date(2023, month, 18), source)
        for month, source in ((1, DateSource.META), (2, DateSource.PAGE))
    )
    found = replace(report(), published=None, published_all=two, memo={})
    (finding,) = findings(found, "DL04", **ON)
    assert "2023年1月18日、2023年2月18日" in finding.message


def test_a_date_in_order() -> None:
    assert findings(dated("2023-01-18"), "DL", **ON) == ()
