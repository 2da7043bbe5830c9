from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.report.figures import parse
from gklint.report.model import FactState

BLANKS = "\u3000\u00a0\u200b \t\n\ufeff"


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("0", "0", ""),
        ("　0", "0", ""),
        ("12\u00a0", "12", ""),
        ("１２３", "123", ""),
        ("1,234", "1234", ""),
        ("1，234，567", "1234567", ""),
        ("1 234", "1234", ""),
        ("24252.311082", "24252.311082", ""),
        ("３．５", "3.5", ""),
        ("22（其中修订16件）", "22", "（其中修订16件）"),
        ("55(含自然失效29件)", "55", "(含自然失效29件)"),
        ("251000元", "251000", "元"),
        ("34万元", "34", "万元"),
        ("5 件", "5", "件"),
        ("-3", "-3", ""),
        ("－3", "-3", ""),
        ("007", "7", ""),
        ("26¹", "26", "¹"),
        ("26①", "26", "①"),
        ("26*", "26", "*"),
        ("零", "0", ""),
        ("〇件", "0", "件"),
    ],
)
def test_numbers(text: str, value: str, note: str) -> None:
    figure = parse(text, "count")
    assert (figure.state, figure.value, figure.note) == (FactState.NUMBER, Decimal(value), note)


@pytest.mark.parametrize(
    ("text", "value"),
    [("+3", 3), ("-2", -2), ("增3", 3), ("减2", -2), ("减少2项", -2), ("增5/减3", 2), ("0", 0)],
)
def test_changes_have_signs(text: str, value: int) -> None:
    assert parse(text, "signed").value == value


@pytest.mark.parametrize("text", ["/", "-", "—", "——", "－", "无", "不适用", " / ", "N/A"])
def test_dashes(text: str) -> None:
    assert parse(text).state is FactState.DASH


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0\u00a0", "\u200b", "\ufeff \n"])
def test_blanks(text: str) -> None:
    assert parse(text).state is FactState.BLANK


@pytest.mark.parametrize(
    "text", ["12 34", "1,23", "约20", "三", "3/5", "见附件", "12月", "增3", "1.2.3", "5.", "1+1"]
)
def test_what_is_no_number_is_text(text: str) -> None:
    figure = parse(text, "count")
    assert (figure.state, figure.value) == (FactState.TEXT, None)


@given(st.integers(0, 10**12), st.text(BLANKS, max_size=3), st.text(BLANKS, max_size=3))
def test_every_way_to_print_a_number(number: int, before: str, after: str) -> None:
    full = str(number).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    for printed in (
        str(number),
        f"{number:,}",
        full,
        f"{number:,}".replace(",", "，"),
        f"{number}件",
    ):
        assert parse(before + printed + after, "count").value == number


@given(st.text(max_size=12) | st.text("0123456789０９,，. -−件%", max_size=8))
def test_only_a_number_has_a_value(text: str) -> None:
    for domain in (None, "count", "signed", "amount"):
        figure = parse(text, domain)
        assert (figure.value is not None) == (figure.state is FactState.NUMBER)
        if figure.value is not None:
            assert any(char.isdigit() for char in text)
