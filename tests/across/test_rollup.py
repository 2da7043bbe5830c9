"""Sums over bodies: what counts, what is open, who is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gklint.across.model import Digest, Entry, Match, Previous, Roster
from gklint.across.names import Names
from gklint.across.parents import Parents
from gklint.across.rollup import Collector, roll_ups
from gklint.across.spelling import words_of
from gklint.across.submissions import Submissions
from tests.across.sums import HEAD, PACKS, YEAR, collected, report, roster

if TYPE_CHECKING:
    from gklint.across.rollup import Collected

WATER, FOREST, SCHOOL = "清溪区水务局", "清溪区林业局", "清溪区教育局"
OFFICE = "清溪区人民政府办公室"
NEW = "requests.new.natural_person"
FEES = "disclosure.fees.amount"


def states(made: Collected) -> dict[str, str]:
    return {one.member.name: one.member.state for one in made.contributions}


def test_figures_are_added_cell_by_cell() -> None:
    made = collected(
        roster(WATER, FOREST), report(WATER, {NEW: "3", FEES: "1.25"}), report(FOREST, {NEW: "4"})
    )
    sums = made.summed()
    assert sums.sums[NEW] == 7
    assert sums.sums[FEES] == Decimal("1.25")
    assert not sums.open
    assert states(made) == {WATER: "in", FOREST: "in"}


def test_missing_unread_uncounted_and_exempt_bodies_are_told_apart() -> None:
    listed = roster(
        WATER,
        FOREST,
        SCHOOL,
        Entry("清溪区税务局", parent=HEAD, counted=False),
        Entry("清溪区统计局", parent=HEAD, must_report=False),
    )
    made = collected(
        listed,
        report(WATER, {NEW: "3"}),
        Digest(source="报送/清溪区林业局2023.pdf", problem="RD02"),
        report("清溪区税务局", {NEW: "900"}),
    )
    assert states(made) == {
        WATER: "in",
        FOREST: "unread",
        SCHOOL: "missing",
        "清溪区税务局": "out",
        "清溪区统计局": "exempt",
    }
    sums = made.summed()
    assert sums.sums[NEW] == 3
    assert [m.name for m in sums.absent] == [FOREST, SCHOOL]


def test_a_report_on_another_year_is_not_this_years() -> None:
    made = collected(
        roster(WATER, FOREST), report(WATER), report(FOREST, {NEW: "9"}, year=YEAR - 1)
    )
    assert states(made) == {WATER: "in", FOREST: "missing"}
    assert made.summed().sums[NEW] == 0


@pytest.mark.parametrize(
    ("figures", "is_zero"),
    [
        # The column adds up with the blank as 0.
        (
            {
                NEW: "2",
                "requests.granted.natural_person": "2",
                "requests.total.natural_person": "2",
                "requests.partial.natural_person": "",
            },
            True,
        ),
        # Two requests, one answer: the blank may be the other.
        (
            {
                NEW: "2",
                "requests.granted.natural_person": "1",
                "requests.total.natural_person": "2",
                "requests.partial.natural_person": "",
            },
            False,
        ),
    ],
)
def test_a_blank_is_a_zero_where_its_own_table_says_so(
    figures: dict[str, str], is_zero: bool
) -> None:
    sums = collected(roster(WATER), report(WATER, figures)).summed()
    name = "requests.partial.natural_person"
    assert (sums.sums.get(name) == 0) is is_zero
    assert (name in sums.open) is not is_zero


def test_a_blank_of_a_table_without_relations_is_open() -> None:
    made = collected(roster(WATER), report(WATER, {"disclosure.rules.issued": ""}))
    assert made.summed().open == {"disclosure.rules.issued": (WATER,)}
    assert states(made) == {WATER: "partly"}


def test_a_form_left_empty_states_no_zeros() -> None:
    made = collected(roster(WATER), report(WATER, fill=""))
    assert not made.summed().sums
    assert NEW in made.summed().open


def test_a_figure_that_was_not_found_is_open_for_its_body_only() -> None:
    made = collected(roster(WATER, FOREST), report(WATER, {NEW: "-"}), report(FOREST, {NEW: "4"}))
    sums = made.summed()
    assert sums.sums[NEW] == 4
    assert sums.open == {NEW: (WATER,)}


def test_cells_that_both_editions_have_are_added() -> None:
    old = report(FOREST, {NEW: "4", "disclosure.normative.made": "2"}, form="2019")
    made = collected(roster(WATER, FOREST), report(WATER, {NEW: "3"}), old)
    sums = made.summed()
    assert sums.sums[NEW] == 7
    assert sums.open["disclosure.normative.issued"] == (FOREST,)
    assert states(made) == {WATER: "in", FOREST: "edition"}


@pytest.mark.parametrize(("value", "open_"), [("0", False), ("3", True)])
def test_a_row_that_was_split_is_known_where_it_was_zero(value: str, open_: bool) -> None:
    old = report(FOREST, {"requests.other.total": value}, form="2019")
    sums = collected(roster(FOREST), old).summed()
    assert ("requests.other.misc.total" in sums.open) is open_


def test_rows_of_a_newer_edition_add_up_to_the_older_ones_row() -> None:
    new = report(
        FOREST, {"requests.other.unpaid.total": "1", "requests.other.misc.total": "2"}, year=2020
    )
    sums = collected(roster(WATER, FOREST), report(WATER, form="2019", year=2020), new, year=2020)
    assert sums.summed().sums["requests.other.total"] == 3


def test_cells_on_which_two_files_of_one_body_differ_are_open() -> None:
    made = collected(
        roster(WATER),
        report(WATER, {NEW: "3"}, source="清溪区水务局.docx"),
        report(WATER, {NEW: "4"}, source="清溪区水务局（初稿）.docx"),
    )
    sums = made.summed()
    assert sums.open == {NEW: (WATER,)}
    assert sums.sums["requests.new.total"] == 0  # once, and only where they agree
    assert states(made) == {WATER: "doubtful"}


def test_an_amount_in_another_unit_is_set_aside() -> None:
    amounts = {WATER: "38600", FOREST: "2.5", SCHOOL: "3.1", "清溪区商务局": "4"}
    made = collected(
        roster(*amounts), *(report(body, {FEES: amount}) for body, amount in amounts.items())
    )
    sums = made.summed()
    assert sums.sums[FEES] == Decimal("9.6")
    assert sums.aside == {FEES: (WATER,)}
    assert sums.open == {FEES: (WATER,)}


def test_an_amount_is_set_aside_by_last_year_s_alone() -> None:
    now = [report(WATER, {FEES: "38600"}), report(FOREST, {FEES: "38600"})]
    listed = roster(WATER, FOREST)
    past = {
        number: Previous(report(body, {FEES: amount}, year=2022), Match("same", body))
        for number, (body, amount) in enumerate(((WATER, "3.9"), (FOREST, "38000")))
    }
    held = Submissions(now, listed, PACKS)
    sums = Collector(held, past).collect(held.names.plain(HEAD), YEAR).summed()
    assert (sums.sums[FEES], sums.aside) == (Decimal(38600), {FEES: (WATER,)})
    own = Submissions([*now, report(HEAD, {FEES: "38603.9"})], listed, PACKS)
    assert roll_ups(own, past)[2].aside == sums.aside
    assert not roll_ups(own)[2].aside


@pytest.mark.parametrize(
    "amounts",
    [
        {WATER: "900", FOREST: "2.5", SCHOOL: "3.1", "清溪区商务局": "4"},  # large, and possible
        {WATER: "38600", FOREST: "2.5", SCHOOL: "0"},  # too few to compare with
        {WATER: "38600", FOREST: "2.5", SCHOOL: "3.1", "清溪区商务局": "20000"},  # not alone
    ],
)
def test_a_large_amount_alone_is_no_other_unit(amounts: dict[str, str]) -> None:
    made = collected(
        roster(*amounts), *(report(body, {FEES: amount}) for body, amount in amounts.items())
    )
    assert not made.summed().aside


def parents(*entries: Entry) -> Parents:
    listed = Roster("名单.csv", entries)
    return Parents(listed.entries, Names(listed, words_of(PACKS)), PACKS)


def shown(made: Parents) -> dict[str, list[str]]:
    return {made.names[key]: [e.name for e in held] for key, held in made.members.items()}


def test_without_parents_the_regions_government_is_the_head() -> None:
    made = parents(
        Entry(WATER, region="清溪区"),
        Entry(HEAD, region="清溪区"),
        Entry("临江县水务局", region="临江县"),
        Entry("临江县人民政府", region="临江县"),
    )
    assert shown(made) == {HEAD: [WATER], "临江县人民政府": ["临江县水务局"]}


def test_a_general_office_is_one_of_its_governments_bodies() -> None:
    assert shown(parents(Entry(WATER), Entry(OFFICE))) == {HEAD: [WATER, OFFICE]}
    digests = (report(WATER, {NEW: "3"}), report(OFFICE, {NEW: "4"}))
    # What the office reports is its own: it is held against no sum.
    assert roll_ups(Submissions(digests, roster(WATER, OFFICE), PACKS)) == {}
    found = roll_ups(Submissions((*digests, report(HEAD)), roster(WATER, OFFICE), PACKS))
    assert list(found) == [2]
    assert found[2].sums[NEW] == 7


def test_a_governments_own_report_is_not_added_up_as_its_offices() -> None:
    listed = Roster("", (Entry(WATER), Entry(OFFICE)))
    made = collected(listed, report(WATER, {NEW: "3"}), report(HEAD, {NEW: "9"}))
    assert states(made) == {WATER: "in", OFFICE: "unread"}
    assert made.summed().sums[NEW] == 3


def test_a_body_that_others_name_is_the_head_of_those_that_name_none() -> None:
    made = parents(
        Entry("云台山管委会"), Entry(WATER, parent="云台山管委会"), Entry(FOREST), Entry(SCHOOL)
    )
    assert shown(made) == {"云台山管委会": [WATER, FOREST, SCHOOL]}


def test_a_parent_that_is_not_on_the_roster_is_a_parent() -> None:
    assert shown(parents(Entry(WATER, parent=HEAD))) == {HEAD: [WATER]}


def test_nobody_is_the_head_where_two_may_be() -> None:
    assert shown(parents(Entry(WATER), Entry(HEAD), Entry("临江县人民政府"))) == {}


def test_the_own_office_is_known_among_the_members() -> None:
    assert collected(roster(OFFICE, WATER), report(WATER)).own
    assert not collected(roster(WATER), report(WATER)).own


def test_every_file_of_a_parent_has_its_roll_up_and_no_other_report() -> None:
    listed = roster(WATER)
    digests = (report(WATER, {NEW: "3"}), report(HEAD), report(HEAD, source="区政府（初稿）.docx"))
    found = roll_ups(Submissions(digests, listed, PACKS))
    assert sorted(found) == [1, 2]
    assert found[1].sums[NEW] == 3
