"""Figures from outside a table: witnesses that choose, and never proof."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.balance.locate import Located, Tier, locate
from gklint.balance.outside import weighed
from tests.balance.tables import balanced, equations, grid

if TYPE_CHECKING:
    from tests.balance.tables import Values

ROWS, COLUMNS = 4, 5
SYSTEM, GRID = equations(ROWS, COLUMNS), grid(ROWS, COLUMNS)
CELLS = [cell for row in GRID for cell in row]
FIGURES = [[5, 12, 0, 2, 0], [31, 0, 4, 0, 0], [0, 7, 1, 18, 3], [2, 0, 0, 0, 60]]


def told(values: Values, **known: int) -> Located:
    confirmed = {cell: Decimal(value) for cell, value in known.items()}
    (alone,) = locate(SYSTEM, values, GRID)
    (helped,) = locate(SYSTEM, values, GRID, confirmed=confirmed)
    return weighed(alone, helped, {c for c in confirmed if confirmed[c] == values[c]})


def spoilt(**cells: int) -> Values:
    return {**balanced(FIGURES), **{cell: Decimal(value) for cell, value in cells.items()}}


def mended(found: Located) -> dict[str, int]:
    return {change.cell: int(change.suggested) for change in found.repairs[0].changes}


def test_a_witness_that_says_nothing_new_changes_nothing() -> None:
    found = told(spoilt(r0c0=9), r3c5=62)
    assert (found.tier, mended(found)) == (Tier.UNIQUE, {"r0c0": 5})
    assert not found.helped
    assert not found.disputed


def test_what_repeats_the_mistake_takes_its_certainty_but_not_the_cell() -> None:
    found = told(spoilt(r0c5=91), r0c5=91)
    assert (found.tier, mended(found)) == (Tier.LIKELY, {"r0c5": 19})
    assert found.disputed == ("r0c5",)
    assert not found.only


def test_a_witness_chooses_among_repairs_of_one_size_but_proves_nothing() -> None:
    # 3 of r0c0 moved to r1c0: every column would do.
    values = spoilt(r0c0=2, r1c0=34)
    known = {c: int(values[c]) for c in CELLS if c not in ("r0c0", "r1c0")}
    assert told(values).tier is Tier.AMBIGUOUS
    found = told(values, **known)
    assert (found.tier, mended(found)) == (Tier.LIKELY, {"r0c0": 5, "r1c0": 31})
    assert found.helped
    assert not found.only


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(CELLS),
    st.integers(1, 400),
    st.sets(st.sampled_from(CELLS), min_size=1, max_size=8),
)
def test_witnesses_of_the_printed_table_never_bring_a_certain_lie(
    cell: str, error: int, sure: set[str]
) -> None:
    values = balanced(FIGURES)
    truth = int(values[cell])
    values[cell] += error
    found = told(values, **{c: int(values[c]) for c in sure})
    assert mended(found) == {cell: truth}
    assert (found.tier is Tier.UNIQUE) == (cell not in sure)
