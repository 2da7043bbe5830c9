"""Amounts among other bodies of the same kind and level."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gklint.across.files import group
from gklint.across.model import Digest, Figure, Peers
from gklint.across.names import Names
from gklint.across.peers import peers
from gklint.report.model import FactState
from tests.checks.specimens import pack

FEES = "disclosure.fees.amount"
COUNT = "requests.new.total"


def body(number: int, fees: str | None, **more: Any) -> Digest:
    facts = {COUNT: Figure(FactState.NUMBER, Decimal(7))}
    facts[FEES] = (
        Figure(FactState.BLANK) if fees is None else Figure(FactState.NUMBER, Decimal(fees))
    )
    known = {"kind": "department", "level": "county", "year": 2023, "pack": "annual-report"}
    return Digest(f"{number}.html", issuer=f"云岫县{number}局", facts=facts, **{**known, **more})


def among(*digests: Digest) -> list[Peers | None]:
    found = peers(digests, group(digests, Names()), (pack(),))
    return [found.get(number, {}).get(FEES) for number in range(len(digests))]


def test_a_body_is_not_its_own_peer() -> None:
    found = among(body(1, "2"), body(2, "5"), body(3, "11"))
    assert found == [Peers(2, Decimal(8), Decimal(11)), Peers(2, Decimal("6.5"), Decimal(11)),
                     Peers(2, Decimal("3.5"), Decimal(5))]  # fmt: skip


def test_a_blank_is_no_number() -> None:
    assert among(body(1, None), body(2, "5")) == [Peers(1, Decimal(5), Decimal(5)), None]


def test_only_the_same_kind_level_and_year_compare() -> None:
    others = (
        body(2, "5", kind="township"), body(3, "5", level="city"), body(4, "5", year=2022),
        body(5, "5", kind="unknown"), Digest("6.pdf", problem="RD01"),
    )  # fmt: skip
    assert among(body(1, "2"), *others) == [None] * 6


def test_a_body_with_two_files_counts_once() -> None:
    draft = body(1, "2", cells={"disclosure": (5, 10)})
    found = among(draft, body(1, "3", cells={"disclosure": (10, 10)}), body(2, "9"))
    assert found[2] == Peers(1, Decimal(3), Decimal(3))
    assert found[0] == found[1] == Peers(1, Decimal(9), Decimal(9))


def test_counts_are_left_out() -> None:
    digests = (body(1, "2"), body(2, "5"))
    assert set(peers(digests, group(digests, Names()), (pack(),))[0]) == {FEES}


@given(st.lists(st.integers(0, 50), min_size=2, max_size=12))
def test_median_and_largest_of_the_others(values: list[int]) -> None:
    found = among(*(body(number, str(value)) for number, value in enumerate(values)))
    for number, seen in enumerate(found):
        others = [Decimal(v) for n, v in enumerate(values) if n != number]
        assert seen == Peers(len(others), median(others), max(others))
