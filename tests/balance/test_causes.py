"""Causes: one cell named where it alone explains what is broken, and never otherwise."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gklint.balance import Addend, Certainty, Equation, Status, evaluate, find_causes
from tests.balance.tables import Values, balanced, equations

FIGURES = [[5, 1, 0, 2], [3, 0, 4, 0], [0, 7, 1, 1]]
SYSTEM = equations(3, 4)


def causes(values: Values, blanks: frozenset[str] = frozenset()) -> list[tuple[object, ...]]:
    residuals = evaluate(SYSTEM, values, blanks)
    found = find_causes(residuals, lambda cell, change: values[cell] + change >= 0)
    return [(c.certainty, c.cell, c.change, len(c.broken)) for c in found]


def changed(**cells: int) -> Values:
    values = balanced(FIGURES)
    return {**values, **{cell: Decimal(value) for cell, value in cells.items()}}


def test_a_balanced_table_has_no_cause() -> None:
    assert causes(balanced(FIGURES)) == []


@given(
    st.lists(st.lists(st.integers(0, 300), min_size=4, max_size=4), min_size=3, max_size=3),
    st.integers(0, 3),
    st.integers(0, 4),
    st.integers(-40, 40).filter(bool),
)
def test_one_wrong_cell_is_always_named(
    figures: list[list[int]], row: int, column: int, error: int
) -> None:
    values = balanced(figures)
    cell = f"r{row}c{column}"
    if values[cell] + error < 0:
        error = -error
    values[cell] += error
    assert causes(values) == [(Certainty.UNIQUE, cell, -error, 2)]


def test_two_cells_apart_are_two_likely_causes() -> None:
    found = causes(changed(r0c0=6, r1c2=9))
    assert found == [
        (Certainty.LIKELY, "r0c0", -1, 2),
        (Certainty.LIKELY, "r1c2", -5, 2),
    ]


def test_equal_errors_at_two_corners_are_not_blamed_on_any_cell() -> None:
    # The other two corners of the rectangle would mend it as well.
    assert causes(changed(r0c0=6, r1c2=5)) == [(Certainty.AMBIGUOUS, None, 0, 4)]


def test_two_errors_in_one_row_are_unexplained() -> None:
    assert causes(changed(r0c0=6, r0c1=4)) == [(Certainty.UNEXPLAINED, None, 0, 3)]


def test_a_value_that_cannot_be_is_not_suggested() -> None:
    # The cell would have to be -2 to mend its row and its column.
    values = changed(r2c4=7, r3c0=6, r3c4=22)
    assert causes(values) == [(Certainty.UNEXPLAINED, None, 0, 2)]


def test_one_named_and_the_rest_unnamed() -> None:
    found = causes(changed(r0c0=6, r1c1=3, r1c2=9))
    assert (Certainty.LIKELY, "r0c0", -1, 2) in found
    assert (Certainty.UNEXPLAINED, None, 0, 3) in found


def test_an_equation_that_says_nothing_makes_a_cause_likely_only() -> None:
    values = changed(r0c0=6)
    del values["r0c4"]
    residuals = evaluate(SYSTEM, values)
    assert {r.status for r in residuals} == {Status.BALANCED, Status.BROKEN, Status.UNREAD}
    # The other cells of the column stand in rows that balance; its own row was not read.
    assert causes(values) == [(Certainty.LIKELY, "r0c0", -1, 1)]


def test_systems_without_a_common_cell_have_their_own_causes() -> None:
    blocks = [
        Equation(f"b{b}", (Addend(1, (f"x{b}", f"y{b}")),), (Addend(1, (f"t{b}",)),))
        for b in range(3)
    ]
    values = {f"{k}{b}": Decimal(1) for k in "xyt" for b in range(3)}
    values["t1"] = Decimal(2)
    found = find_causes(evaluate(blocks, values), lambda cell, change: True)
    assert [(c.certainty, c.broken[0].equation.key) for c in found] == [
        (Certainty.AMBIGUOUS, "b0"),
        (Certainty.AMBIGUOUS, "b2"),
    ]


def test_only_the_total_could_change_and_yet_it_is_not_named() -> None:
    # 10 + 1 = 0: lowering an addend below 0 is impossible, but the total is no more certain.
    equation = Equation("e", (Addend(1, ("x", "y")),), (Addend(1, ("t",)),))
    values = {"x": Decimal(10), "y": Decimal(1), "t": Decimal(0)}
    (cause,) = find_causes(
        evaluate((equation,), values), lambda cell, change: values[cell] + change >= 0
    )
    assert (cause.certainty, cause.cell) == (Certainty.AMBIGUOUS, None)
