"""Numbers as prose prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.report.quantities import approximates, find, parse
from gklint.text import fold_width


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", 0),
        ("1,234", 1234),
        ("1,234,567.5", "1234567.5"),
        ("２０１９", 2019),
        ("3.5万", 35000),
        ("2 亿", 200000000),
        ("二十三", 23),
        ("十", 10),
        ("十二", 12),
        ("三百零五", 305),
        ("两千一百", 2100),
        ("一万二千", 12000),
        ("二〇一九", 2019),
        ("○", 0),
    ],
)
def test_a_printed_number_has_its_value(printed: str, value: int | str) -> None:
    assert parse(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "件", "1,2,3", "3.5.1", "十件"])
def test_what_is_no_number_has_none(printed: str) -> None:
    assert parse(printed) is None


@given(st.integers(min_value=0, max_value=10**9))
def test_separators_and_widths_change_nothing(number: int) -> None:
    wide = str(number).translate({ord("0") + i: ord("０") + i for i in range(10)})
    assert parse(f"{number:,}") == parse(wide) == parse(str(number)) == number


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate"),
    [
        ("共收到申请1,234件", 1234, "件", False),
        ("受理二十三件", 23, "件", False),
        ("发布68余条", 68, "条", True),
        ("近3.5万条", 35000, "条", True),
        ("约100件", 100, "件", True),
        ("占33.9%；", "33.9", "%", False),
        ("占33.9％；", "33.9", "%", False),
        ("２６件", 26, "件", False),
        ("收取400元", 400, "元", False),
        ("38.6万元", "386000", "元", False),
        ("2022年", 2022, "年", False),
    ],
)
def test_a_number_in_prose(text: str, value: int | str, unit: str, approximate: bool) -> None:
    (found,) = find(fold_width(text))
    assert (found.value, found.unit, found.approximate) == (Decimal(value), unit, approximate)


@pytest.mark.parametrize("text", ["第三条", "第20条", "〔2021〕", "统一受理", "A4纸"])
def test_what_is_not_counted(text: str) -> None:
    assert not [q for q in find(fold_width(text)) if q.unit]


def test_decimals_printed_are_known() -> None:
    assert [q.places for q in find("33.90%、4%、1.5万元")] == [2, 0, 1]


@pytest.mark.parametrize(
    ("stated", "true", "fits"),
    [
        (100, 106, True),
        (100, 199, True),
        (100, 200, False),
        (60, 68, True),
        (68, 68, True),
        (68, 69, False),
        (0, 0, True),
        (0, 1, False),
        (35000, 35400, True),
        (35000, 36000, False),
    ],
)
def test_a_rounded_number_may_stand_for_those_near_it(stated: int, true: int, fits: bool) -> None:
    assert approximates(Decimal(stated), Decimal(true)) is fits
