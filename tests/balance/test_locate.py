"""Wrong cells found by arithmetic: no false claim, no crash, no repair that fails."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.balance import Addend, Equation, evaluate
from gklint.balance.locate import Located, Repair, Tier, locate
from gklint.balance.problem import Rules
from gklint.balance.system import Status
from gklint.balance.templates import Kind
from tests.balance.tables import Values, balanced, equations, grid

ROWS, COLUMNS = 4, 5
SYSTEM, GRID = equations(ROWS, COLUMNS), grid(ROWS, COLUMNS)
CELLS = [cell for row in GRID for cell in row]
FIGURES = [[5, 12, 0, 2, 0], [31, 0, 4, 0, 0], [0, 7, 1, 18, 3], [2, 0, 0, 0, 60]]
TABLES = st.lists(
    st.lists(st.integers(0, 300), min_size=COLUMNS, max_size=COLUMNS),
    min_size=ROWS,
    max_size=ROWS,
)
HOSTILE = st.one_of(
    st.integers(-5, 5),
    st.integers(0, 10**40),
    st.integers(-(10**9), 10**9),
)


def located(values: Values, **known: Decimal) -> Located:
    (found,) = locate(SYSTEM, values, GRID, confirmed=known)
    return found


def changed(**cells: int | None) -> Values:
    """The sound table with some cells changed, or blank where None."""
    values = balanced(FIGURES)
    for cell, value in cells.items():
        if value is None:
            del values[cell]
        else:
            values[cell] = Decimal(value)
    return values


def mended(repair: Repair) -> dict[str, int]:
    return {change.cell: int(change.suggested) for change in repair.changes}


def kinds(repair: Repair) -> list[Kind]:
    return [event.kind for event in repair.events]


def balances(values: Values, repair: Repair) -> bool:
    after = {**dict.fromkeys(CELLS, Decimal(0)), **values}
    after.update({change.cell: change.suggested for change in repair.changes})
    return all(r.status is Status.BALANCED for r in evaluate(SYSTEM, after))


def test_a_balanced_table_has_nothing_to_locate() -> None:
    assert locate(SYSTEM, balanced(FIGURES), GRID) == ()


@given(TABLES, st.sampled_from(CELLS), st.integers(-400, 400).filter(bool))
def test_one_wrong_cell_is_always_named_and_certain(
    figures: list[list[int]], cell: str, error: int
) -> None:
    values = balanced(figures)
    truth = values[cell]
    values[cell] += error if truth + error >= 0 else -error
    found = located(values)
    assert found.tier is Tier.UNIQUE
    assert found.only
    assert mended(found.repairs[0]) == {cell: int(truth)}


@settings(max_examples=60, deadline=None)
@given(TABLES, st.dictionaries(st.sampled_from(CELLS), st.integers(0, 400), max_size=4))
def test_every_repair_balances_and_every_broken_equation_is_told(
    figures: list[list[int]], wrong: dict[str, int]
) -> None:
    values = {**balanced(figures), **{cell: Decimal(value) for cell, value in wrong.items()}}
    broken = {r.equation.key for r in evaluate(SYSTEM, values) if r.status is Status.BROKEN}
    found = locate(SYSTEM, values, GRID)
    assert {key for one in found for key in one.equations} == broken
    for one in found:
        assert bool(one.repairs) == (one.tier is not Tier.UNEXPLAINED)
        if one.tier is not Tier.PARTIAL:
            assert all(balances(values, repair) for repair in one.repairs)
        for repair in one.repairs:
            assert all(change.suggested >= 0 for change in repair.changes)
            assert all(change.suggested != change.reported for change in repair.changes)
            cells = [cell for event in repair.events for cell in event.cells]
            assert sorted(cells) == sorted(change.cell for change in repair.changes)


@settings(max_examples=60, deadline=None)
@given(
    TABLES,
    st.dictionaries(st.sampled_from(CELLS), st.integers(0, 400), min_size=1, max_size=3),
    st.sets(st.sampled_from(CELLS), max_size=8),
)
def test_a_confirmed_cell_is_never_blamed(
    figures: list[list[int]], wrong: dict[str, int], sure: set[str]
) -> None:
    values = {**balanced(figures), **{cell: Decimal(value) for cell, value in wrong.items()}}
    known = {cell: values[cell] for cell in sure}
    for one in locate(SYSTEM, values, GRID, confirmed=known):
        for repair in one.repairs:
            assert sure.isdisjoint(mended(repair))


@settings(max_examples=60, deadline=None)
@given(TABLES, st.sets(st.sampled_from(CELLS), min_size=1, max_size=6))
def test_a_blank_is_never_silently_zero(figures: list[list[int]], blank: set[str]) -> None:
    truth = balanced(figures)
    values = {cell: value for cell, value in truth.items() if cell not in blank}
    found = locate(SYSTEM, values, GRID)
    if not found:  # then the blanks as 0 balance
        zeros = {**truth, **dict.fromkeys(blank, Decimal(0))}
        assert all(r.status is Status.BALANCED for r in evaluate(SYSTEM, zeros))
    for one in found:
        if one.tier is Tier.UNIQUE:
            assert mended(one.repairs[0]) == {c: int(truth[c]) for c in blank if truth[c]}


@settings(max_examples=200, deadline=None)
@given(TABLES, st.sets(st.sampled_from(CELLS), min_size=1, max_size=16))
def test_blanks_alone_never_lead_to_a_number_being_blamed(
    figures: list[list[int]], blank: set[str]
) -> None:
    values = {cell: value for cell, value in balanced(figures).items() if cell not in blank}
    for one in locate(SYSTEM, values, GRID):
        if one.tier in (Tier.UNIQUE, Tier.LIKELY):
            assert blank.issuperset(mended(one.repairs[0]))


@settings(max_examples=80, deadline=None)
@given(st.lists(HOSTILE, min_size=len(CELLS), max_size=len(CELLS)), st.integers(0, 500))
def test_hostile_tables_bring_no_exception_and_no_certainty_beyond_the_bound(
    numbers: list[int], nodes: int
) -> None:
    values = dict(zip(CELLS, map(Decimal, numbers), strict=True))
    for one in locate(SYSTEM, values, GRID, nodes=nodes):
        assert not (one.limited and one.tier is Tier.UNIQUE)


@pytest.mark.parametrize("number", [0, 1, 7, 10**30])
def test_a_table_of_equal_numbers(number: int) -> None:
    values = dict.fromkeys(CELLS, Decimal(number))
    found = locate(SYSTEM, values, GRID)
    assert [one.tier for one in found] == ([] if number == 0 else [Tier.UNEXPLAINED])


def test_the_bound_is_kept_and_said() -> None:
    values = changed(r0c0=6, r1c1=3, r2c2=9, r3c3=4)
    free = located(values)
    (bound,) = locate(SYSTEM, values, GRID, nodes=5)
    assert not free.limited
    assert bound.limited
    assert bound.tier is not Tier.UNIQUE


def test_decimals_are_kept_exactly() -> None:
    values = balanced(FIGURES)
    values["r0c0"] = Decimal("5.25")
    rules = Rules(fractions=frozenset(CELLS))
    (found,) = locate(SYSTEM, values, GRID, rules=rules)
    assert found.tier is Tier.UNIQUE
    assert found.repairs[0].changes[0].suggested == Decimal(5)


def test_counts_are_never_mended_into_fractions() -> None:
    values = balanced(FIGURES)
    values |= {"r0c0": Decimal("5.5"), "r0c5": Decimal("19.5")}
    values["r4c0"] = Decimal("38.5")
    found = located(values)
    assert found.repairs
    for repair in found.repairs:
        assert all(c.suggested == int(c.suggested) for c in repair.changes)


def test_numbers_of_forty_digits_lose_nothing() -> None:
    values = balanced([[10**39 + 7] * COLUMNS for _ in range(ROWS)])
    values["r0c0"] += 1
    found = located(values)
    assert found.repairs[0].changes[0].suggested == 10**39 + 7


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"r0c1": 0, "r0c0": 12}, Kind.MOVED),  # and the 5 that stood there is lost
        ({"r0c0": 12, "r0c1": 5}, Kind.SWAPPED),
        ({"r0c3": 0, "r0c4": 2}, Kind.MOVED),
        ({"r0c5": 25, "r4c0": 44, "r4c5": 151}, Kind.STALE),
        ({"r2c0": 0, "r2c1": 0, "r2c2": 7, "r2c3": 1, "r2c4": 18, "r2c5": 3}, Kind.SHIFTED),
        ({"r2c1": 0, "r2c2": 0, "r2c3": 0, "r2c4": 0, "r2c5": 0}, Kind.OMITTED),
    ],
)
def test_slips_of_several_cells_are_recognised(wrong: dict[str, int], kind: Kind) -> None:
    truth = balanced(FIGURES)
    found = located(changed(**wrong))
    lost = {cell: int(truth[cell]) for cell, value in wrong.items() if truth[cell] != value}
    right = next(repair for repair in found.repairs if mended(repair) == lost)
    assert kind in kinds(right)


def test_a_number_split_into_two_cells_is_recognised() -> None:
    # 31 of the second row was read as 3 and 1, and the rest moved on.
    found = located(changed(r1c0=3, r1c1=1, r1c2=0, r1c3=4, r1c4=0, r1c5=0))
    assert kinds(found.repairs[0]) == [Kind.SPLIT]
    assert mended(found.repairs[0])["r1c0"] == 31


def test_what_no_arithmetic_tells_apart_is_never_certain() -> None:
    # The same sum moved from one row to another: every column would do.
    found = located(changed(r0c0=3, r1c0=33))
    assert found.tier in (Tier.LIKELY, Tier.AMBIGUOUS)
    assert len(found.repairs) > 1


def test_too_much_is_unexplained_or_told_in_part() -> None:
    values = {cell: Decimal((7 * n) % 23) for n, cell in enumerate(CELLS)}
    (found,) = locate(SYSTEM, values, GRID)
    assert found.tier in (Tier.UNEXPLAINED, Tier.PARTIAL)


def test_part_of_many_errors_is_told() -> None:
    rows = 9
    system, cells = equations(rows, 9), grid(rows, 9)
    values = balanced([[40 + r * c for c in range(9)] for r in range(rows)])
    for n in range(6):
        values[f"r{n}c{n}"] += 3**n
    (found,) = locate(system, values, cells)
    assert found.tier is Tier.PARTIAL
    assert len(found.repairs[0].changes) == 6


ONE = Equation("e", (Addend(1, ("a", "b", "c")),), (Addend(1, ("t",)),))


def test_one_equation_alone_blames_nobody() -> None:
    values = {"a": Decimal(4), "b": Decimal(1), "c": Decimal(0), "t": Decimal(9)}
    (found,) = locate((ONE,), values, (("a", "b", "c", "t"),))
    assert found.tier is Tier.AMBIGUOUS
    assert sorted(tuple(mended(r).items()) for r in found.repairs) == [
        (("a", 8),),
        (("b", 5),),
        (("c", 4),),
        (("t", 5),),
    ]


def test_even_the_only_possible_cell_of_one_equation_is_not_certain() -> None:
    values = {"a": Decimal(10), "b": Decimal(1), "c": Decimal(0), "t": Decimal(0)}
    (found,) = locate((ONE,), values, (("a", "b", "c", "t"),))
    assert found.tier is Tier.AMBIGUOUS
    assert [mended(r) for r in found.repairs] == [{"t": 11}]


def test_figures_known_from_outside_make_one_equation_certain() -> None:
    values = {"a": Decimal(4), "b": Decimal(1), "c": Decimal(0), "t": Decimal(9)}
    known = {cell: values[cell] for cell in "bct"}
    (found,) = locate((ONE,), values, (("a", "b", "c", "t"),), confirmed=known)
    assert (found.tier, mended(found.repairs[0])) == (Tier.UNIQUE, {"a": 8})


def test_a_value_told_outside_is_the_first_candidate() -> None:
    values = {"a": Decimal(4), "b": Decimal(1), "c": Decimal(0), "t": Decimal(9)}
    for cell, value in {"a": 8, "b": 5, "c": 4, "t": 5}.items():
        (found,) = locate((ONE,), values, (("a", "b", "c", "t"),), confirmed={cell: Decimal(value)})
        assert mended(found.repairs[0]) == {cell: value}


def test_a_cell_in_an_equation_that_was_left_out_is_likely_at_most() -> None:
    values = changed(r0c0=9)
    (found,) = locate(SYSTEM, values, GRID, unsure=frozenset({"r0c0"}))
    assert found.tier is Tier.LIKELY


def test_systems_without_a_common_cell_are_told_apart() -> None:
    blocks = [
        Equation(f"b{b}", (Addend(1, (f"x{b}", f"y{b}")),), (Addend(1, (f"t{b}",)),))
        for b in range(3)
    ]
    values = {f"{k}{b}": Decimal(1) for k in "xyt" for b in range(3)}
    values["t1"] = Decimal(2)
    found = locate(blocks, values, tuple((f"x{b}", f"y{b}", f"t{b}") for b in range(3)))
    assert [one.equations for one in found] == [("b0",), ("b2",)]


def test_columns_that_may_fall_are_mended_below_zero() -> None:
    values = {"a": Decimal(4), "b": Decimal(1), "c": Decimal(0), "t": Decimal(0)}
    rules = Rules(negative=frozenset("b"))
    (found,) = locate((ONE,), values, (("a", "b", "c", "t"),), rules=rules)
    assert {"b": -4} in [mended(repair) for repair in found.repairs]
    assert {"c": -5} not in [mended(repair) for repair in found.repairs]


def test_blank_totals_follow_from_their_parts() -> None:
    truth = balanced(FIGURES)
    found = located(changed(r0c5=None, r1c5=None, r2c5=None, r3c5=None, r4c0=None))
    assert found.tier is Tier.UNIQUE
    assert [c.reported for c in found.repairs[0].changes] == [None] * 5
    assert mended(found.repairs[0]) == {
        cell: int(truth[cell]) for cell in ("r0c5", "r1c5", "r2c5", "r3c5", "r4c0")
    }


def test_blanks_beside_a_wrong_number() -> None:
    found = located(changed(r0c5=None, r2c1=70))
    assert found.tier is Tier.UNIQUE
    assert mended(found.repairs[0]) == {"r0c5": 19, "r2c1": 7}


def test_one_wrong_number_is_not_hidden_behind_several_blanks() -> None:
    # A row of blanks could take up the difference, and so could one cell.
    values = changed(r0c0=9, r2c0=None, r1c3=None)
    found = located(values)
    assert mended(found.repairs[0]) == {"r0c0": 5}
