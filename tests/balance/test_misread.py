"""Digits misread in pictures: which number was taken for which, and which cell is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gklint.balance.locate import Tier, locate
from gklint.balance.misread import Misread, misreading
from gklint.balance.problem import Rules
from gklint.balance.templates import Kind
from tests.balance.tables import balanced, equations, grid

FIGURES = [[40, 5, 12], [7, 63, 4], [16, 2, 30]]


@pytest.mark.parametrize(
    ("seen", "true", "how"),
    [
        ("17", "11", Misread.DIGITS),
        ("88", "33", Misread.DIGITS),
        ("1", "11", Misread.LOST),
        ("12", "123", Misread.LOST),
        ("13", "123", Misread.LOST),
        ("1223", "123", Misread.DOUBLED),
        ("35", "3.5", Misread.POINT),
        ("305", "3.05", Misread.POINT),
    ],
)
def test_how_a_number_was_misread(seen: str, true: str, how: Misread) -> None:
    found = misreading(Decimal(seen), Decimal(true))
    assert found is not None
    assert found.how is how
    assert 0 < found.chance < 1


@pytest.mark.parametrize(
    ("seen", "true"),
    [("5", "5"), ("123", "987"), ("123", "1"), ("47", "18"), ("1923", "123"), ("-5", "15")],
)
def test_what_no_picture_explains(seen: str, true: str) -> None:
    assert misreading(Decimal(seen), Decimal(true)) is None


def test_the_digits_are_told() -> None:
    found = misreading(Decimal(48), Decimal(43))
    assert found is not None
    assert (found.meant, found.seen) == ("3", "8")


def test_what_looks_alike_is_likelier() -> None:
    def chance(seen: int, true: int) -> float:
        found = misreading(Decimal(seen), Decimal(true))
        assert found is not None
        return found.chance

    assert chance(18, 13) > chance(12, 13) > 0
    assert chance(13, 113) > chance(13, 123)


def test_a_misread_cell_is_told_as_that() -> None:
    values = {**balanced(FIGURES), "r1c1": Decimal(68)}
    for scanned, kind in ((values.keys(), Kind.MISREAD), ((), Kind.CHANGED)):
        (found,) = locate(equations(3, 3), values, grid(3, 3), rules=Rules(scanned=scanned))
        assert found.tier is Tier.UNIQUE
        assert [(c.cell, c.suggested) for c in found.repairs[0].changes] == [("r1c1", Decimal(63))]
        assert [event.kind for event in found.repairs[0].events] == [kind]


def test_no_misreading_is_seen_where_none_explains() -> None:
    values = {**balanced(FIGURES), "r1c1": Decimal(21)}
    (found,) = locate(equations(3, 3), values, grid(3, 3), rules=Rules(scanned=values.keys()))
    assert [event.kind for event in found.repairs[0].events] == [Kind.CHANGED]


def test_a_number_that_was_not_seen() -> None:
    values = balanced(FIGURES)
    del values["r1c1"]
    (found,) = locate(equations(3, 3), values, grid(3, 3), rules=Rules(scanned={"r1c1"}))
    (change,) = found.repairs[0].changes
    assert (change.cell, change.reported, change.suggested) == ("r1c1", None, Decimal(63))
    assert [event.kind for event in found.repairs[0].events] == [Kind.MISREAD]


def test_of_two_cells_the_one_that_looks_alike() -> None:
    """One equation alone: each cell would do, the likelier comes first where it was scanned."""
    values = {"r0c0": Decimal(40), "r0c1": Decimal(28), "r1c0": Decimal(1), "r1c1": Decimal(1)}
    line = equations(1, 1)[-2:-1]  # the row of r0: r0c0 = r0c1
    (found,) = locate(line, values, grid(1, 1), rules=Rules(scanned={"r0c0", "r0c1"}))
    values["r0c1"] = Decimal(49)
    (near,) = locate(line, values, grid(1, 1), rules=Rules(scanned={"r0c0", "r0c1"}))
    assert found.tier is Tier.AMBIGUOUS
    assert near.repairs[0].events[0].kind is Kind.MISREAD
