"""Which inputs are one body's report on one year, which of them counts, and how they differ."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from gklint.across.files import Group, compare, group
from gklint.across.model import Digest, Entry, Figure, Roster
from gklint.across.names import Names
from gklint.across.resolve import Given, resolve
from gklint.across.spelling import words_of
from gklint.across.submissions import Submissions
from gklint.report.model import FactState
from tests.engine.reports import pack

if TYPE_CHECKING:
    from collections.abc import Mapping

BODY = "云岫县水务局"
WHOLE = {"disclosure": (10, 10), "requests": (175, 175)}


def report(source: str, issuer: str | None = BODY, year: int | None = 2024, **more: Any) -> Digest:
    more.setdefault("pack", "annual-report")
    more.setdefault("cells", WHOLE)
    return Digest(source, issuer=issuer, year=year, **more)


def scan(source: str, problem: str = "RD02") -> Digest:
    return Digest(source, problem=problem)


def groups(*digests: Digest, roster: Roster | None = None) -> tuple[Group, ...]:
    return group(digests, Names(roster, words_of((pack(),))), (pack(),))


def sources(*digests: Digest, roster: Roster | None = None) -> list[tuple[str, ...]]:
    return [tuple(digests[n].source for n in g.numbers) for g in groups(*digests, roster=roster)]


def best(*names: str) -> str:
    digests = [report(name) for name in names]
    (found,) = groups(*digests)
    return digests[found.best].source


def test_one_body_and_year_is_one_group_whatever_its_files_are_called() -> None:
    found = sources(
        report("a.docx"),
        report("林.docx", "云岫县林业局"),
        report("b.html"),
        report("c.docx", year=2023),
    )
    assert found == [("a.docx", "b.html"), ("林.docx",), ("c.docx",)]


def test_the_same_name_in_two_places_is_two_bodies() -> None:
    found = sources(report("云岫县/年报.docx", "水务局"), report("临江县/年报.docx", "水务局"))
    assert len(found) == 2
    bodies = Roster("", (Entry("云岫县水务局"), Entry("临江县水务局")))
    assert len(sources(report("1.docx", "水务局"), report("2.docx", "水务局"), roster=bodies)) == 2
    assert len(sources(report("1.docx", "水务局"), report("2.docx", "水务局"))) == 1


def test_bodies_that_are_merged_later_are_two_while_both_report() -> None:
    bodies = Roster("", (Entry(BODY, former=("云岫县水利局", "云岫县移民局")),))
    both = report("a.docx", "云岫县水利局"), report("b.docx", "云岫县移民局")
    held = Submissions(both, bodies, (pack(),))
    assert [held.digests[g.best].issuer for g in held.groups] == ["云岫县水利局", "云岫县移民局"]
    # Renamed only: one body, whatever it signs.
    both = report("a.docx", "云岫县水利局"), report("b.docx", "县水利局")
    held = Submissions(both, bodies, (pack(),))
    assert len(held.groups) == 1


def test_a_report_of_another_kind_is_another_group() -> None:
    assert len(sources(report("a.docx"), report("b.docx", pack="rule-of-law-report"))) == 2


def test_the_roster_tells_that_two_names_are_one_body() -> None:
    roster = Roster("名单.csv", (Entry("云岫县数据局", former=("云岫县大数据中心",)),))
    two = report("a.docx", "云岫县数据局"), report("b.docx", "云岫县大数据中心")
    assert len(sources(*two)) == 2
    assert sources(*two, roster=roster) == [("a.docx", "b.docx")]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("年报初稿.docx", "年报.docx", "年报最终版.docx"), "年报最终版.docx"),
        (("年报最终版.docx", "年报.docx", "年报初稿.docx"), "年报最终版.docx"),
        (("最终版2.docx", "最终版.docx", "最终版10.docx"), "最终版10.docx"),
        (("年报(盖章).docx", "年报定稿.docx"), "年报(盖章).docx"),
        (("年报v2.docx", "年报v1.docx"), "年报v2.docx"),
        (("二稿.docx", "一稿.docx"), "二稿.docx"),
        (("终稿/a.docx", "初稿/a.docx"), "终稿/a.docx"),
        (("包.zip!终稿/a.docx", "包.zip!初稿/a.docx"), "包.zip!终稿/a.docx"),
        (("a.docx", "b.docx"), "b.docx"),
        (("2024年报12.docx", "2024年报11.docx"), "2024年报11.docx"),  # no number of a version
    ],
)
def test_the_version_words_of_the_name_tell_which_counts(
    names: tuple[str, ...], wanted: str
) -> None:
    assert best(*names) == wanted


@pytest.mark.parametrize(
    "cells",
    [
        {"disclosure": (10, 10), "requests": (140, 175)},
        {"disclosure": (10, 10)},
        {"disclosure": (10, 10), "requests": (0, 175)},
    ],
)
def test_what_was_read_in_full_goes_before_any_name(cells: Mapping[str, tuple[int, int]]) -> None:
    digests = [report("年报.docx"), report("年报最终版.docx", cells=cells)]
    assert groups(*digests)[0].best == 0


def test_an_edition_with_more_cells_is_not_better_read() -> None:
    digests = [
        report("b.docx", cells={"requests": (175, 175)}),
        report("a.docx", cells={"requests": (161, 161)}),
    ]
    assert groups(*digests)[0].best == 1


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("云岫县水务局年报.docx", None),
        ("云岫县水务局2024年度报告.docx", None),
        ("03 水务局（盖章）.docx", 2024),
        ("水务局/年报.docx", 2024),
        ("a.docx", None),  # beside a.html
    ],
)
def test_a_report_that_does_not_say_whose_joins_by_its_name(name: str, year: int | None) -> None:
    digests = [report("a.html"), report("林.html", "云岫县林业局"), report(name, None, year)]
    found = groups(*digests)[0]
    assert (found.numbers, found.by_name, found.best) == ((0, 2), (2,), 0)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("云岫县水务局2023年度报告.docx", None),  # another year
        ("云岫县水务局年报.docx", 2023),
        ("年报.docx", 2024),
        ("云岫县气象局年报.docx", 2024),
        ("b.docx", None),  # beside two pages that share the name in other folders only
    ],
)
def test_it_stays_alone_where_the_name_leaves_a_doubt(name: str, year: int | None) -> None:
    digests = [report("x/b.html"), report("林.html", "云岫县林业局"), report(name, None, year)]
    assert [g.numbers for g in groups(*digests)] == [(0,), (1,), (2,)]


def test_a_name_that_fits_two_years_is_neither_s() -> None:
    digests = [
        report("a.html"),
        report("b.html", year=2023),
        report("云岫县水务局.docx", None, None),
    ]
    assert len(groups(*digests)) == 3


def test_a_known_body_without_year_joins_its_one_group() -> None:
    digests = [report("a.html"), report("b.docx", year=None)]
    assert groups(*digests)[0].by_name == (1,)


def test_a_scan_is_named_beside_the_group_and_not_in_it() -> None:
    digests = [
        report("云岫县水务局.docx"),
        report("林.docx", "云岫县林业局"),
        scan("水务局（盖章扫描）.pdf"),
        scan("水务局通知.html", "RD04"),
        scan("气象局.pdf"),
    ]
    first, second = groups(*digests)
    assert (first.numbers, first.unread) == ((0,), (2,))
    assert second.unread == ()


def around(*digests: Digest) -> list[Any]:
    return list(resolve(digests, Given(), (pack(),)).around)


def test_what_a_report_is_told_of_its_others() -> None:
    digests = (
        report("云岫县水务局终稿.docx", sha256="1"),
        report("云岫县水务局初稿.docx", sha256="2"),
        report("云岫县水务局副本终稿.docx", sha256="1"),
        report("水务局（网页）.html", None, sha256="3"),
        scan("水务局.pdf"),
    )
    first, *_, page, alone = around(*digests)
    assert [other.source for other in first.others] == [d.source for d in digests[1:4]]
    assert first.copies.best == digests[2].source
    assert first.copies.identical == (digests[2].source,)
    assert first.copies.older == (digests[1].source, digests[3].source)
    assert first.copies.by_name == (digests[3].source,)
    assert first.copies.unread == (digests[4].source,)
    assert page.copies.by_name == tuple(d.source for d in digests[:3])  # all are in doubt for it
    assert (alone.others, alone.copies.best) == ((), "")


def figures(**values: str | None) -> dict[str, Figure]:
    return {
        name.replace("__", "."): Figure(FactState.BLANK)
        if value is None
        else Figure(FactState.NUMBER, Decimal(value))
        for name, value in values.items()
    }


def test_numbers_are_compared_and_nothing_else() -> None:
    one = report(
        "a", facts=figures(t__a__x="1", t__b__x="2", t__c__x=None, t__d__x="4", t__e__x=None)
    )
    two = report("b", facts=figures(t__a__x="1.0", t__b__x="3", t__c__x="0", t__e__x=None))
    found = compare(one, two)
    assert (found.same, found.different, found.left) == (1, ("t.b.x",), 2)
    assert compare(two, one) == found


def test_a_cell_of_another_edition_is_not_left_out() -> None:
    one = report("a", facts=figures(t__a__x="1", t__new__x="2"), editions={"t": "2021"})
    two = report("b", facts=figures(t__a__x="1"), editions={"t": "2019"})
    assert compare(one, two).left == 0
    assert compare(one, report("c", facts=figures(t__a__x="1"))).left == 1  # not read at all
