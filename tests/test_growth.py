"""The yardstick itself: work in proportion is told from work that squares."""

from __future__ import annotations

from tests.growth import LINEAR, TIMES, growth, growths


def in_proportion(numbers: range) -> int:
    return sum(n * n for n in numbers)


def squared(numbers: range) -> int:
    return sum(1 for _ in numbers for _ in numbers)


def test_growth_in_proportion_is_below_the_line() -> None:
    assert growth(range, in_proportion, 50_000) < LINEAR


def test_a_loop_within_a_loop_is_above_it() -> None:
    assert growth(range, squared, 250) > LINEAR


def test_what_does_not_grow_is_told() -> None:
    assert growth(range, len, 1000) == 1


def test_several_are_told_apart() -> None:
    found = growths(range, {"good": in_proportion, "bad": squared}, 250)
    assert found["good"] < TIMES
    assert found["bad"] > LINEAR
