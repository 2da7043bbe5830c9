"""CT03, NM09, DL03: place, power and the roster's date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from gklint.across.files import group
from gklint.across.model import YEARLY, Entry, Match, Region, Surroundings
from gklint.across.names import Names
from gklint.across.regions import regions
from gklint.finding import Cause, Outcome, Severity
from gklint.report.model import Body, DateSource, Published
from gklint.report.phones import area_code
from tests.across.rosters import report as handed_in
from tests.across.rosters import roster, words
from tests.checks.specimens import findings, judged, pack, report

if TYPE_CHECKING:
    from gklint.report.model import Report

PHONE, POSTCODE = "0697-5550123", "546999"


def contact(issuer: str, phone: str = "0632-4412540", postcode: str = "277000") -> Report:
    changed = {old: new for old, new in ((PHONE, phone), (POSTCODE, postcode)) if old != new}
    edits: dict[str, Any] = {"issuer": issuer, "replace": changed}
    return report(**edits)


def around(entry: Entry | None = None, region: Region | None = None) -> Surroundings:
    given = frozenset({"roster"}) if entry is not None or region is not None else frozenset()
    match = Match("same", entry.name) if entry is not None else None
    return Surroundings(given=given, entry=entry, match=match, region=region)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("0632—4412540", "0632"),
        ("（0632）4412540", "0632"),
        ("０６３２－４４１２５４０", "0632"),
        ("06324412540", "0632"),
        ("010 6519 4406", "010"),
        ("+86 10 65194406", "010"),
        ("86-0632-4412540", "0632"),
        ("02367637000转801", "023"),
        ("13800000000", None),
        ("86325123", None),
        ("4412540", None),
        ("400-810-1234", None),
        ("12345", None),
    ],
)
def test_area_codes(number: str, code: str | None) -> None:
    assert area_code(number) == code


@pytest.mark.parametrize(
    ("issuer", "phone", "postcode", "seen"),
    [
        ("枣庄市云岫水务中心", "0632-4412540", "277000", []),
        ("枣庄市云岫水务中心", "0537-4412540", "277000", ["0537"]),
        ("枣庄市云岫水务中心", "0632-4412540", "546999", ["546999"]),
        ("枣庄市云岫水务中心", "0537-4412540、0632-4412541", "277000", []),  # one of them is
        ("枣庄市云岫水务中心", "4412540", "277000", []),
        ("枣庄市云岫水务中心", "12345", "277000", []),
        ("山东省枣庄市云岫水务中心", "0537-4412540", "277000", ["0537"]),
        ("国家税务总局枣庄市税务局", "0537-4412540", "277000", ["0537"]),
        ("湘潭市云岫水务中心", "0732-5550123", "411100", []),  # given up when areas were joined
        ("湘潭市云岫水务中心", "0731-5550123", "411100", []),
        ("德州市云岫水务中心", "0531-5550123", "253000", []),  # a county keeps a neighbour's
        ("重庆市云岫水务中心", "023-55501234", "401200", []),
        ("重庆市云岫水务中心", "028-55501234", "401200", ["028"]),
        ("山东省云岫水务中心", "0999-5550123", "277000", []),  # a province has many
        ("山东省云岫水务中心", "0999-5550123", "100000", ["100000"]),
        ("枣庄市人民政府驻北京办事处", "010-65550123", "100000", []),
    ],
)
def test_the_place_by_the_name(issuer: str, phone: str, postcode: str, seen: list[str]) -> None:
    found = findings(contact(issuer, phone, postcode), "CT03")
    assert [f.observed for f in found] == seen
    assert {f.outcome for f in found} <= {Outcome.REVIEW}


def test_a_name_that_tells_no_city_is_not_assessed() -> None:
    result = judged(report(), "CT03")
    assert result.findings == ()
    (missing,) = result.not_assessed
    assert missing.cause is Cause.SWITCHED_OFF
    few = judged(report(), "CT03", around=around(Entry("云岫县水务局")))
    assert few.not_assessed[0].cause is Cause.INPUT


def test_the_region_of_the_roster_tells_the_city() -> None:
    entry = Entry("云岫县水务局", region="枣庄市云岫县")
    found = findings(report(), "CT03", around=around(entry))
    assert [f.observed for f in found] == ["546999", "0697"]
    assert all("枣庄" in f.message for f in found)


def test_what_other_bodies_of_the_region_print() -> None:
    usual = around(region=Region("云岫县", "0698", "547", 8))
    found = findings(report(), "CT03", around=usual)
    assert [f.observed for f in found] == ["546999", "0697"]
    assert "8 个单位" in found[0].message
    same = around(region=Region("云岫县", "0697", "546", 8))
    assert findings(report(), "CT03", around=same) == ()


def region_of(codes: list[str], **entry: str) -> Region | None:
    names = [f"云岫县第{number}局" for number in range(len(codes))]
    digests = [
        handed_in(name, phones=("12345", f"{code}-5550123"), postcode=f"546{number:03}")
        for number, (name, code) in enumerate(zip(names, codes, strict=True))
    ]
    known = Names(roster(*(Entry(name, **entry) for name in names)), words())  # type: ignore[arg-type]
    return regions(digests, group(digests, known), known).get(0)


def test_a_region_speaks_from_five_bodies_on() -> None:
    assert region_of(["0697"] * 4) is None
    assert region_of(["0697"] * 5) == Region("云岫县", "0697", "546", 5)
    assert region_of(["0697"] * 5 + ["0698"]) == Region("云岫县", "0697", "546", 6)
    assert region_of(["0697"] * 5 + ["0698"] * 3) == Region("云岫县", None, "546", 8)
    assert region_of(["0697"] * 5, region="青柳市云岫县") == Region(
        "青柳市云岫县", "0697", "546", 5
    )


def test_every_city_has_its_area_code() -> None:
    provinces = pack().words["regions"]["provinces"]
    cities = {name for data in provinces.values() for name in data["cities"]}
    listed = set(pack().words["bodies"]["prefectures"])
    assert listed - cities == {"襄樊"}  # a former name
    for data in provinces.values():
        assert all(len(post) == 2 and post.isdecimal() for post in data["postcodes"])
        for codes in data["cities"].values():
            assert all(area_code(f"{code}-55501234") == code for code in codes)


RULES = {"disclosure.rules.issued": "3", "disclosure.rules.in_force": "21"}


def empowered(kind: str, level: str, issuer: str = "云岫县水务局") -> Report:
    edits: dict[str, Any] = {"set": RULES, "issuer": issuer}
    return replace(report(**edits), body=Body(kind, level), memo={})


@pytest.mark.parametrize(
    ("kind", "level", "issuer", "told"),
    [
        ("department", "county", "云岫县水务局", True),
        ("department", "city", "枣庄市云岫水务中心", True),
        ("department", "province", "山东省云岫厅", True),
        ("government", "county", "云岫县人民政府", True),
        ("township", "town", "云溪镇人民政府", True),
        ("vertical", "county", "云岫县税务局", True),
        ("government", "city", "枣庄市人民政府", False),
        ("government", "province", "山东省人民政府", False),
        ("department", "central", "某部", False),
        ("department", "city", "枣庄市人民政府办公室", False),  # may report for its government
        ("department", "county", "云岫县人民政府办公室", True),
        ("government", "county", "青柳市人民政府", False),  # the name does not tell its rank
        ("department", "county", "青柳市人民政府办公室", False),
        ("department", "county", "青柳市水务局", True),  # whatever its rank
    ],
)
def test_who_makes_rules(kind: str, level: str, issuer: str, told: bool) -> None:
    found = findings(empowered(kind, level, issuer), "NM09")
    assert bool(found) == told
    for finding in found:
        assert finding.outcome is Outcome.REVIEW
        assert finding.observed == "本年制发件数 3、现行有效件数 21"


def test_the_roster_settles_who_makes_rules() -> None:
    entry = Entry("云岫县水务局", kind="department", level="county")
    (finding,) = findings(empowered("department", "county"), "NM09", around=around(entry))
    assert (finding.severity, finding.outcome) == (Severity.ERROR, Outcome.FAIL)
    office = Entry("枣庄市人民政府办公室", kind="department", level="city")
    (finding,) = findings(
        empowered("department", "city", office.name), "NM09", around=around(office)
    )
    assert finding.outcome is Outcome.REVIEW
    half = Entry("云岫县水务局", kind="department")
    (finding,) = findings(empowered("department", "county"), "NM09", around=around(half))
    assert finding.outcome is Outcome.REVIEW


def test_without_rules_nobody_asks_what_the_body_is() -> None:
    unknown = replace(report(), body=Body(), memo={})
    assert judged(unknown, "NM09").not_assessed == ()
    asked = judged(empowered("unknown", "county"), "NM09").not_assessed
    assert [missing.cause for missing in asked] == [Cause.INPUT]


ON = {"profile": "supervise", "stage": "published"}


@pytest.mark.parametrize(
    ("listed", "published", "days"),
    [
        (date(2023, 1, 10), "2023-01-10", None),
        (date(2023, 1, 10), "2023-01-18", "8"),
        (date(YEARLY, 1, 10), "2023-01-18", "8"),
        (date(YEARLY, 1, 20), "2023-01-18", None),
    ],
)
def test_the_rosters_date(listed: date, published: str, days: str | None) -> None:
    entry = Entry("云岫县水务局", publish_by=listed)
    found = findings(report(published=published), "DL03", around=around(entry), **ON)
    assert [f.severity for f in found] == ([] if days is None else [Severity.INFO])
    assert all(f"晚 {days} 天" in f.message for f in found)


def test_a_date_that_may_be_another_is_for_review() -> None:
    entry = Entry("云岫县水务局", publish_by=date(2023, 1, 10))
    for seen in (
        Published(date(2023, 1, 18), DateSource.URL),
        Published(date(2025, 1, 18), DateSource.META),
    ):
        found = replace(report(), published=seen, published_all=(seen,), memo={})
        (finding,) = findings(found, "DL03", around=around(entry), **ON)
        assert finding.outcome is Outcome.REVIEW


@pytest.mark.parametrize("listed", [None, date(2022, 1, 10)])
def test_a_roster_without_the_date_asks_nothing(listed: date | None) -> None:
    entry = Entry("云岫县水务局", publish_by=listed)
    result = judged(report(), "DL03", around=around(entry), **ON)
    assert result.findings == ()
    assert [missing.cause for missing in result.not_assessed] == [Cause.SWITCHED_OFF]
