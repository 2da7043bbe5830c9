"""Numbers in prose: value, unit, how exact; found once per report and scope.

Arabic digits of any width, thousands separators, decimals; Chinese numerals before a unit; 万 and
亿; words that make a number approximate (近、约、超 before; 余、多、左右 after).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.report.model import Report

_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_STEPS: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": Decimal(10**4), "亿": Decimal(10**8)}

ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:\s?[万亿])?"
CHINESE: Final = r"[零〇○一二两三四五六七八九十百千万亿]+"
UNITS: Final = "件|起|宗|例|条|则|篇|份|个|次|项|期|部|批|人次|人|户|名|家|场|字|页|万元|亿元|元"
NOT_COUNTS: Final = frozenset(("", "年", "月", "日", "%", "‰", "个百分点"))

ROUGHLY_BEFORE: Final = "近|约|大约|超过?|逾|将近|接近|不少于|至少"
ROUGHLY_AFTER: Final = "余|多|左右|来"
"""Words before and after a number that make it a rough one."""

_NUMBER: Final = (
    r"(?<![\d.,A-Za-z〔\[/_第])"
    rf"(?P<before>{ROUGHLY_BEFORE})?\s?"
    rf"(?P<number>{ARABIC}|{CHINESE}(?=\s?(?:余|多)?\s?(?:{UNITS})))"
    rf"\s?(?P<after>{ROUGHLY_AFTER})?"
    rf"\s?(?P<unit>%|‰|个百分点|年|月|日|{UNITS})?(?P<late>左右|以上|上下)?"
)


class Quantity(NamedTuple):
    """One printed number; `start` to `end` are the flow's characters of number and unit.

    `value` counts 万 and 亿; `places` are the decimals printed; `unit` is "" where none follows.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool = False
    places: int = 0
    chinese: bool = False


def quantities(report: Report, scope: str) -> tuple[Quantity, ...]:
    """Every number of the flow `scope`, in reading order, computed once per report."""
    key = f"quantities:{scope}"
    cached = report.memo.get(key)
    if isinstance(cached, tuple):
        return cached
    found = find(flow(report, scope).text)
    report.memo[key] = found
    return found


def find(text: str) -> tuple[Quantity, ...]:
    """The numbers of `text`, which must be folded in width."""
    found = []
    for match in _pattern().finditer(text):
        value = parse(match["number"])
        if value is None:
            continue
        approximate = bool(match["before"] or match["after"] or match["late"])
        _, _, decimals = match["number"].rstrip("万亿 ").partition(".")
        found.append(
            Quantity(
                start=match.start("number"),
                end=match.end("unit") if match["unit"] else match.end("number"),
                value=value,
                unit=match["unit"] or "",
                approximate=approximate,
                places=len(decimals),
                chinese=not match["number"][0].isdigit(),
            )
        )
    return tuple(found)


def among(numbers: Sequence[Quantity], low: int, high: int) -> Sequence[Quantity]:
    """Those of `numbers`, in reading order, that begin at `low` or later and before `high`."""
    first = bisect_left(numbers, low, key=_start)
    return numbers[first : bisect_left(numbers, high, first, key=_start)]


def _start(quantity: Quantity) -> int:
    return quantity.start


def parse(text: str) -> Decimal | None:
    """The value of a printed number (``1,234``, ``3.5万``, ``二十三``), None where it is none."""
    text = fold_width(text).replace(" ", "")
    if not text:
        return None
    if text[0].isdigit():
        factor = _MYRIADS.get(text[-1])
        digits = text[:-1] if factor is not None else text
        if not regex(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII).fullmatch(digits):
            return None
        return Decimal(digits.replace(",", "")) * (factor or 1)
    return _chinese(text)


def approximates(stated: Decimal, true: Decimal) -> bool:
    """Whether a rounded number (「100余件」, 「近100件」) may stand for `true`.

    The rounded number may be off by less than one of its last digit that is not zero.
    """
    if stated == 0:
        return true == 0
    exponent = stated.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return abs(stated - true) < max(step, Decimal(1))


def _chinese(text: str) -> Decimal | None:
    if any(c not in _DIGITS and c not in _STEPS and c not in _MYRIADS for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):  # 二〇二〇
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    total, section, digit = Decimal(0), 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _STEPS:
            section += (digit or 1) * _STEPS[char]
            digit = 0
        else:
            total = (total + section + digit) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


@cache
def _pattern() -> re.Pattern[str]:
    return regex(_NUMBER)
