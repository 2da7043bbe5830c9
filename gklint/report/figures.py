"""A cell's text → a figure: number, blank, dash or text, with the note beside the number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from gklint.patterns import regex
from gklint.report.model import FactState
from gklint.text import fold_width, is_blank


class Figure(NamedTuple):
    """`value` only for NUMBER; `note` what stood beside the number."""

    state: FactState
    value: Decimal | None = None
    note: str = ""


BLANK: Final = Figure(FactState.BLANK)
DASH: Final = Figure(FactState.DASH)
TEXT: Final = Figure(FactState.TEXT)

ILLEGIBLE: Final = "\ufffd"
"""What a reader of pictures puts where it sees ink and makes out no character."""
_INVISIBLE: Final = regex("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_LETTERS: Final = ("O", "o", "Ｏ", "ｏ")
_ZEROS: Final = ("零", "〇", "○")
_DASH: Final = regex(r"[-/\\—–―─‐‑−~～_|]+|无|不适用|N/?A", re.IGNORECASE)
_GROUPED: Final = r"\d{1,3}(?:[,，]\d{3})+|\d{1,3}(?: \d{3})+|\d+"
_NUMBER: Final = regex(
    rf"(?P<sign>[-+−]|增加?|减少?|新增)?\s*(?P<number>(?:{_GROUPED})(?:\.\d+)?)\s*(?P<rest>\D.*)?",
    re.DOTALL,
)
_BOTH: Final = regex(r"增加?\s*(\d+)[^\d]{0,2}[、,，/;；]?\s*减少?\s*(\d+)[^\d]{0,2}")
_UNIT: Final = regex(
    r"(?:[十百千万亿]{0,2}(?:件|条|元|项|个|份|次|人|宗|起|篇|部|笔|项目|余|多)[次数]?)?"
    r"\s*(?P<note>[（(\[【].*|[⁰¹²³⁴-⁹①-⑳*※]{1,3})?",
    re.DOTALL,
)
_FALLS: Final = ("-", "−", "减")


@lru_cache(maxsize=4096)
def parse(text: str, domain: str | None = None) -> Figure:
    """The figure printed in a cell. `domain` "signed" reads 增 and 减 as signs.

    Digits parted by blanks are one number only in groups of three; anything printed beside the
    number that is neither a unit nor a note, in brackets or by its mark, makes it TEXT.
    """
    if text.isascii() and text.isdigit():
        return Figure(FactState.NUMBER, Decimal(text))
    if is_blank(text):
        return BLANK
    printed = _INVISIBLE.sub("", fold_width(text)).strip()
    if _DASH.fullmatch(printed):
        return DASH
    if printed[:1] in _ZEROS:
        printed = "0" + printed[1:]
    if domain == "signed":
        both = _BOTH.fullmatch(printed)
        if both is not None:
            net = Decimal(both[1]) - Decimal(both[2])
            return Figure(FactState.NUMBER, net, printed)
    found = _NUMBER.fullmatch(printed)
    if found is None:
        return TEXT
    sign, rest = found["sign"] or "", found["rest"] or ""
    if domain != "signed" and sign not in ("", "-", "+", "−"):
        return TEXT
    if rest and _UNIT.fullmatch(rest) is None:
        return TEXT
    value = Decimal(regex("[,， ]").sub("", found["number"]))
    if sign.startswith(_FALLS):
        value = -value
    return Figure(FactState.NUMBER, value, rest.strip())


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, a dash or nothing: what a data cell may hold, and the letter
    typed for a zero or digits that were not made out, which are no number but stand where one
    should."""
    return (
        parse(text, "signed").state is not FactState.TEXT
        or text.strip() in _LETTERS
        or (ILLEGIBLE in text and not text.replace(ILLEGIBLE, "0").strip("0123456789., "))
    )


def has_number(text: str) -> bool:
    """Whether a cell holds a number."""
    return parse(text, "signed").state is FactState.NUMBER


def plain(value: Decimal) -> str:
    """A number in digits, without an exponent or trailing zeros: 1200, 38.6."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
