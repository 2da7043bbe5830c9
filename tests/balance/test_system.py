"""How far equations balance: numbers, blanks, and cells that were not read."""

from __future__ import annotations

from decimal import Decimal

from gklint.balance import Addend, Equation, Status, evaluate

EQUATION = Equation("e", (Addend(1, ("a",)), Addend(-1, ("b",))), (Addend(1, ("c", "d")),))


def number(**values: int) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}


def test_coefficients_are_those_of_left_less_right() -> None:
    assert EQUATION.coefficients == {"a": 1, "b": -1, "c": -1, "d": -1}


def test_a_balanced_equation() -> None:
    (residual,) = evaluate((EQUATION,), number(a=9, b=2, c=3, d=4))
    assert residual.status is Status.BALANCED
    assert residual.left == (Decimal(9), Decimal(2))
    assert residual.right == (Decimal(7),)


def test_a_broken_equation_tells_the_signed_difference() -> None:
    (residual,) = evaluate((EQUATION,), number(a=9, b=2, c=3, d=5))
    assert residual.status is Status.BROKEN
    assert [residual.left_sum, residual.right_sum, residual.difference] == [7, 8, -1]


def test_a_cell_not_read_is_never_a_zero() -> None:
    (residual,) = evaluate((EQUATION,), number(a=9, b=2, c=7))
    assert residual.status is Status.UNREAD
    assert residual.missing == ("d",)


def test_a_blank_is_zero_where_that_balances() -> None:
    (residual,) = evaluate((EQUATION,), number(a=9, b=2, c=7), {"d"})
    assert residual.status is Status.BALANCED


def test_a_blank_that_does_not_balance_leaves_the_equation_open() -> None:
    (residual,) = evaluate((EQUATION,), number(a=9, b=2, c=6), {"d"})
    assert residual.status is Status.BLANK
    assert residual.missing == ("d",)


def test_blanks_are_plain_zeros_where_the_district_says_so() -> None:
    (residual,) = evaluate((EQUATION,), number(a=9, b=2, c=6), {"d"}, blank_is_zero=True)
    assert residual.status is Status.BROKEN


def test_not_read_outweighs_blank() -> None:
    (residual,) = evaluate((EQUATION,), number(a=9, b=2), {"d"})
    assert residual.status is Status.UNREAD
