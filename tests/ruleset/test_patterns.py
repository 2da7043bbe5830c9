"""The guard over regular expressions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.ruleset.patterns import fault
from tests.growth import cost


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(?:、.+)*x",
        r"(\d+)*年",
        "(a|b+)+c",
        "(?:a*La*)*x",
        "[一-龥]{2,8}(?:[、，][^、]+)+",
        "(?:[^(]+|x)*y",
        "(?:a+){2,}b",
        "(.*)*x",
        "(a|.)+x",
        "(?:ab|a|b)+x",
        "(a?.)+x",
        "(?:ab?b)+x",
        "(?i)(?:ab|A.)+x",
        "(()*.)*x",
        "(?:|())+x",
        r"(.)(?:\1|a)+x",
    ],
)
def test_repeats_that_run_away_are_refused(pattern: str) -> None:
    found = fault(pattern)
    assert found is not None
    assert "rewrite" in found.en


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:、[^、]+)*x",
        r"(?:\d+,)+\d",
        "(?:第[^条]+条)+",
        "[一-龥]{2,8}(?:[、，][^、，]+)+",
        r"HYPERLINK(?: *\\[a-z])*x",
        "(?:a+){2,5}b",
        "(?:ab)+",
        "(?:ab?)+",
        "(?:ab|cd|e)+",
        "(?:a{2,8}、)+",
        "(?:第(?:一|二)条)+",
        "《[^《》]*(?:《[^《》]*》[^《》]*)*》",
    ],
)
def test_repeats_that_something_parts_are_let_through(pattern: str) -> None:
    assert fault(pattern) is None


@pytest.mark.parametrize("pattern", ["a*", "a|", "(?:x)?", "", "(?=a)|$"])
def test_what_matches_the_empty_text_is_refused(pattern: str) -> None:
    found = fault(pattern)
    assert found is not None
    assert "empty text" in found.en


@pytest.mark.parametrize("pattern", ["(x", "[a", "*", r"\g<1>", "(?P<a>x)(?P<a>y)"])
def test_what_does_not_compile_is_refused(pattern: str) -> None:
    found = fault(pattern)
    assert found is not None
    assert "not a valid pattern" in found.en


@given(st.text(alphabet="ab()+*|.?", min_size=1, max_size=9))
def test_what_is_let_through_ends_quickly(pattern: str) -> None:
    if fault(pattern) is None:
        text = "ab" * 8 + "a" * 12 + "b" * 12
        # Beside a pattern that tries every way to part the text in four.
        polynomial = cost(lambda: re.search("(?:[ab]+[ab]+[ab]+[ab]+)!", text))
        assert cost(lambda: re.search(f"(?:{pattern})!", text)) < 100 * polynomial
