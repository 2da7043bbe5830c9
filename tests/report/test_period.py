from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.report import dateparse
from gklint.report.period import find_period
from gklint.report.prose import Prose
from gklint.report.vocabulary import vocabulary
from gklint.text import fold_width
from tests.report.reading import pack

if TYPE_CHECKING:
    from gklint.report.model import Period


def period(text: str) -> Period | None:
    return find_period((Prose(text, fold_width(text), ((0, 0, 0),)),), vocabulary(pack()))


YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "本报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        "数据统计期限从2023年1月1日到12月31日止，并在网站公开。",
        "统计期限为2023年1月1日-2023年12月31日。",
        "统计期限为：2023年1月1日—2023年12月31日。",
        "统计期限为2023年1月1日~12月31日",
        "统计期限自2023年1月1日起，至2023年12月31日止",
        "统计期限，自2023年1月1日起至2023年12月31日。",
        "信息数据统计期限为：2023年1月1日至2023年12月31日。",
        "统计时限：2023年01月01日至2023年12月31日",
        "统计周期为2023年1月至12月。",
        "统计期限为2023.1.1-2023.12.31。",
        "统计期限为2023-01-01至2023-12-31。",
        "统计期限自二〇二三年一月一日起至二〇二三年十二月三十一日止。",
        "统 计 期 限 自 ２０２３年 1 月 1 日 起 至 2023 年 12 月 31 日 止",
        "本报告自2023年1月1日起至2023年12月31日止。",
        "统计期限为自2023年1月1日起至2023年12月31日止",
        "本报告统计数据时限为2023年1月1日至2023年12月31日，电子版在门户网站发布。",
        "报告中数据核定时间为2023年1月1日起至2023年12月31日止。",
    ],
)
def test_wordings(text: str) -> None:
    found = period(text)
    assert found is not None
    assert (found.start, found.end, found.problem, found.lossy) == (*YEAR, "", False)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("统计期限为20211月1日至202112月31日。", date(2021, 1, 1), date(2021, 12, 31)),
        ("数据统计期限为201011日至20101231日。", date(2010, 1, 1), date(2010, 12, 31)),
        ("统计期限202111日至20211231日", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_lost_characters_are_told(text: str, start: date, end: date) -> None:
    found = period(text)
    assert found is not None
    assert (found.start, found.end, found.problem, found.lossy) == (start, end, "", True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("统计期限自202020年1月1日起至2020年12月31日止", "202020年1月1日"),
        ("统计期限自2023年1月1日起至2023年2月31日止", "2023年2月31日"),
        ("统计期限自2010年1月1日起至2009年12月31日止", "自2010年1月1日起至2009年12月31日止"),
    ],
)
def test_what_cannot_be(text: str, problem: str) -> None:
    found = period(text)
    assert found is not None
    assert found.problem == problem
    assert not found.lossy


@pytest.mark.parametrize(
    "text",
    [
        "统计期限见附件。2023年1月1日至2023年12月31日开展活动。",
        "截至2023年12月31日，共公开信息12条。",
        "（办公时间：9:00-12:00）",
        "",
    ],
)
def test_no_period(text: str) -> None:
    assert period(text) is None


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["至", "到", "-", "—", "~", "－"]),
    st.booleans(),
)
def test_any_two_dates(one: date, other: date, to: str, full: bool) -> None:
    text = (
        f"统计期限{'自' if full else '为'}{one.year}年{one.month}月{one.day}日"
        f"{'起' if full else ''}{to}{other.year}年{other.month}月{other.day}日"
    )
    found = period(text)
    assert found is not None
    assert (found.start, found.end) == (one, other)
    assert bool(found.problem) == (other < one)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_dates_come_back(day: date) -> None:
    zero = "〇一二三四五六七八九"
    numerals = {n: _han(n) for n in range(1, 32)}
    year = "".join(zero[int(d)] for d in str(day.year))
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}-{day.month:02}-{day.day:02}",
        f"{day.year}/{day.month}/{day.day}",
        f"{year}年{numerals[day.month]}月{numerals[day.day]}日",
    ):
        assert [found[2] for found in dateparse.dates(f"印发日期 {text} 止")] == [day], text


def _han(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


PIECES = (
    "2023年1月1日",
    "2022年12月31日",
    "二〇二三年一月",
    "自2023年1月1日起至2023年12月31日止",
    "2023年2月30日至2022年1月1日",
    "自",
    "起",
    "至",
    "到",
    "止",
    "—",
    "为：",
)


@given(
    st.text("0123456789年月日自起至止到-—. 一二十〇统计期限为：", max_size=60)
    | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
)
def test_nothing_breaks_it(text: str) -> None:
    found = period("统计期限" + text)
    if found is not None and found.start is not None and found.end is not None:
        assert found.problem or found.start <= found.end


def test_a_number_too_long_for_a_calendar_is_no_date() -> None:
    assert dateparse.make(int("9" * 30), 1, 1) is None
