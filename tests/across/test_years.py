"""Each report finds last year's of its own body, and doubt is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.across.model import Digest, Entry, Roster
from gklint.across.names import Names
from gklint.across.resolve import Given, resolve
from gklint.across.similar import SimilarNames
from gklint.across.spelling import words_of
from gklint.across.years import LastYears, last_years
from gklint.lang import localise
from gklint.report.issuer import same_body
from gklint.ruleset.load import load_packs
from tests.growth import LINEAR, growth

WATER = "云岫县水务局"


def report(issuer: str | None, year: int | None, source: str = "", **more: Any) -> Digest:
    name = source or f"{issuer}{year}.html"
    return Digest(name, **{"pack": "annual-report", "issuer": issuer, "year": year, **more})


def unread(source: str) -> Digest:
    return Digest(source, problem="RD01")


def found(
    digests: list[Digest], older: list[Digest], roster: list[Entry] | None = None
) -> LastYears:
    names = Names(Roster("roster.csv", tuple(roster)) if roster is not None else None)
    return last_years(digests, older, names)


def one(issuer: str | None, *older: Digest, roster: list[Entry] | None = None) -> Any:
    """What the report of `issuer` on 2023 finds: (source, how), or why nothing."""
    answer = found([report(issuer, 2023)], list(older), roster)
    if 0 in answer.found:
        previous = answer.found[0]
        return previous.digest.source, previous.match.how
    return answer.why[0].zh if 0 in answer.why else None


def test_the_same_name_on_the_year_before() -> None:
    older = [report("云岫县民政局", 2022), report(WATER, 2022, "w"), report(WATER, 2021)]
    assert one(WATER, *older) == ("w", "same")
    assert one("云岫县 水务局", *older) == ("w", "same")  # blanks are no difference


@pytest.mark.parametrize(
    ("entry", "how"),
    [
        (Entry(WATER, aliases=("县水务局",)), "县水务局"),
        (Entry(WATER, former=("云岫县水利局",)), "云岫县水利局"),
    ],
)
def test_names_of_the_roster_are_certain(entry: Entry, how: str) -> None:
    answer = found([report(WATER, 2023)], [report(how, 2022, "w")], [entry])
    assert answer.found[0].digest.source == "w"
    assert not answer.found[0].match.doubtful


def test_a_name_that_the_report_prints_itself_is_certain() -> None:
    older = report("云岫县工业和信息化局", 2022, "w", aliases=("县工信局",))
    assert one("县工信局", older) == ("w", "alias")


def test_a_similar_name_is_a_doubt() -> None:
    assert one("云岫县工信局", report("云岫县工业和信息化局", 2022, "w")) == ("w", "similar")


def test_a_certain_name_goes_before_a_similar_one() -> None:
    older = [report("云岫县农业农村和水务局", 2022, "other"), report(WATER, 2022, "w")]
    assert one(WATER, *older) == ("w", "same")


def test_two_similar_names_are_none() -> None:
    older = [report("云岫县工业和信息化局", 2022), report("云岫县工商信息局", 2022)]
    assert one("云岫县工信局", *older) == (
        "2022 年度有几个名称相近的机关：云岫县工业和信息化局、云岫县工商信息局，"
        "不能认定哪一个是本机关"
    )


def test_a_body_with_its_own_report_this_year_is_no_other() -> None:
    this = [report("云岫县公安局东山分局", 2023), report("云岫县公安局", 2023)]
    answer = found(this, [report("云岫县公安局", 2022)])
    assert list(answer.found) == [1]
    assert not answer.why


def test_a_government_is_not_its_office() -> None:
    office = report("云岫县人民政府办公室", 2023, aliases=("云岫县人民政府",))
    government = report("云岫县人民政府", 2022)
    last = report("云岫县人民政府办公室", 2022, aliases=("云岫县人民政府",))
    # With no other report, the office's may be that for the government.
    assert found([office], [government]).found[0].match.how == "similar"
    assert found([office], [government, last]).found[0].digest is last
    both = found([office, report("云岫县人民政府", 2023)], [government])
    assert 0 not in both.found
    assert both.found[1].digest is government


@pytest.mark.parametrize("kept", ["云岫县商务局", "云岫县工信和商务局"])
def test_bodies_that_were_merged_are_none_of_them_alone(kept: str) -> None:
    roster = Roster("r.csv", (Entry(kept, former=("云岫县工业和信息化局", "云岫县商务局")),))
    before = [report("云岫县工业和信息化局", 2022), report("云岫县商务局", 2022)]
    digests = [report(kept, 2023)]
    answer = resolve(digests, Given(roster, tuple(before)), load_packs()).around[0]
    assert answer.previous is None
    assert "云岫县商务局、云岫县工业和信息化局" in localise(answer.why["previous"], "zh")
    # One of them alone is last year's: the body was renamed.
    answer = resolve(digests, Given(roster, (before[1],)), load_packs()).around[0]
    assert answer.previous is not None


def test_the_same_name_in_two_places_is_neither_s() -> None:
    roster = [Entry("云岫县水务局"), Entry("临江县水务局")]
    names = Names(Roster("roster.csv", tuple(roster)), words_of(load_packs()))
    before = [report("水务局", 2022, f"2022/{place}/1.html") for place in ("云岫县", "临江县")]
    now = [report("水务局", 2023, "2023/临江县/水务局.html"), report("水务局", 2023, "1.html")]
    answer = last_years(now, before, names)
    assert answer.found[0].digest is before[1]
    assert "云岫县水务局、临江县水务局" in answer.why[1].zh


def test_other_years_do_not_stand_in() -> None:
    assert one(WATER, report(WATER, 2021), report(WATER, 2020)) == (
        "给出的是本机关 2020、2021 年度的报告，没有 2022 年度的"
    )
    assert one(WATER, report("青柳市教育局", 2022)) is None
    assert one(WATER, report(WATER, 2023, "the very file")) is None


def test_what_is_not_known_of_the_report() -> None:
    assert one(None, report(WATER, 2022)) == "未能确定编制机关，无法找到上年报告"
    answer = found([report(WATER, None)], [report(WATER, 2022)])
    assert answer.why[0].zh == "未能确定本报告的年度，无法找到上年报告"


def test_of_several_files_the_fullest_counts() -> None:
    draft = report(WATER, 2022, "draft.docx", cells={"requests": (100, 175)})
    final = report(WATER, 2022, "final.docx", cells={"requests": (175, 175)})
    assert one(WATER, final, draft) == ("final.docx", "same")
    assert one(WATER, draft, final) == ("final.docx", "same")


def test_another_document_type_is_no_predecessor() -> None:
    assert one(WATER, report(WATER, 2022, pack="rule-of-law-report")) is None
    # Rows of a csv do not say which type they are of.
    assert one(WATER, report(WATER, 2022, "w", pack=None)) == ("w", "same")


def test_files_that_were_not_read_find_and_are_nothing() -> None:
    answer = found([unread("a.pdf"), report(WATER, 2023)], [unread("b.pdf")])
    assert answer == ({}, {})


def test_both_years_in_one_run() -> None:
    digests = [report(WATER, 2022), report(WATER, 2023), report("云岫县民政局", 2023)]
    around = resolve(digests, Given(), ()).around
    assert around[1].previous is not None
    assert around[1].previous.digest is digests[0]
    # Nobody asked for the year before last: that report is not told to lack one.
    assert [("previous" in a.given) for a in around] == [False, True, False]


def test_a_roster_match_by_likeness_stays_a_doubt() -> None:
    roster = [Entry("云岫县工业和信息化局")]
    older = report("云岫县工信局", 2022, "w")
    assert one("云岫县工业和信息化局", older, roster=roster) == ("w", "similar")


CHARS = st.text("云岫县水务工业和信息化局会办", min_size=1, max_size=9)


@given(st.lists(CHARS, max_size=12), CHARS)
def test_the_index_finds_what_comparing_all_finds(names: list[str], asked: str) -> None:
    every = {name for name in names if name != asked and same_body(asked, name)}
    assert set(SimilarNames(names).of(asked)) == every


def test_thousands_of_bodies_are_not_compared_with_one_another() -> None:
    def make(size: int) -> tuple[list[Digest], list[Digest]]:
        bodies = [f"{chr(0x4E00 + 7 * n)}溪县水务局" for n in range(size)]
        return (
            [report(body, 2023) for body in bodies],
            [report(f"青柳市{body}", 2022) for body in bodies],
        )

    def run(both: tuple[list[Digest], list[Digest]]) -> None:
        answer = found(*both)
        assert len(answer.found) == len(both[0])

    assert growth(make, run, 60) < LINEAR
