"""The notation of the form: ``1 + 2 = 3.7 + 4``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.balance import Item, NotationError, parse


def test_sides_signs_and_numbers() -> None:
    notation = parse("1 + 2 = 3.7 - 4")
    assert notation.left == (Item(1, "1"), Item(1, "2"))
    assert notation.right == (Item(1, "3.7"), Item(-1, "4"))
    assert notation.numbers == ("1", "2", "3.7", "4")


def test_blanks_do_not_matter() -> None:
    assert parse("1+2=3.7+4") == parse(" 1  +  2 =  3.7 + 4 ")


@pytest.mark.parametrize("text", ["", "1 + 2", "1 = 2 = 3", "1 2 = 3", "1 + = 2", "a = 1", " = 1"])
def test_what_is_no_relation_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        parse(text)


@given(
    st.lists(
        st.tuples(st.sampled_from((1, -1)), st.from_regex(r"\A[1-9](\.[1-9]){0,2}\Z")), min_size=1
    )
)
def test_what_is_written_is_read(items: list[tuple[int, str]]) -> None:
    side = " ".join(f"{'+' if sign > 0 else '-'} {number}" for sign, number in items)
    read = parse(f"{side} = 9")
    assert [(item.sign, item.number) for item in read.left] == items
