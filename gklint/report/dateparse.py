"""Dates as Chinese reports print them, in digits or in Chinese numerals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZERO: Final = "〇○零０O"
_HAN: Final = {**dict.fromkeys(_ZERO, 0), **{c: i for i, c in enumerate("一二三四五六七八九", 1)}}
_HAN["两"] = 2

HAN_YEAR: Final = rf"[一二][{_ZERO}一二三四五六七八九]{{3}}"
_HAN_DAY: Final = r"[一二三]?十?[一二三四五六七八九]?"
FULL: Final = (
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?"
    r"|\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?!\d)"
    rf"|{HAN_YEAR}\s*年\s*[一二]?十?[一二三四五六七八九]?\s*月\s*{_HAN_DAY}\s*日)"
)
"""A date with year, month and day. Patterns run over text with half-width digits."""

_FULL: Final = regex(rf"(?<!\d){FULL}")
_DIGITS: Final = regex(r"\d+")


def number(text: str) -> int | None:
    """A Chinese numeral from 0 to 99, or digits one by one (二〇一二): None where it is none."""
    if not text or any(c not in _HAN and c != "十" for c in text):
        return None
    if "十" not in text:
        return int("".join(str(_HAN[c]) for c in text))
    tens, _, ones = text.partition("十")
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return None
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)


def make(year: int, month: int, day: int) -> date | None:
    """A date, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def parse(text: str) -> date | None:
    """The date that `text` (as matched by `FULL`) states, or None where it cannot be one."""
    parts = [int(d) for d in _DIGITS.findall(text)]
    if not parts:
        cut = regex("[年月日]").split(text.replace(" ", ""))
        values = [number(part) for part in cut[:3]]
        parts = [v for v in values if v is not None]
    return make(*parts[:3]) if len(parts) >= 3 else None


def dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Every date of `text` (half-width digits): start, end, date."""
    for found in _FULL.finditer(text):
        day = parse(found[0])
        if day is not None:
            yield found.start(), found.end(), day
