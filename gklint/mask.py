"""Personal data in a text: found, and masked before anything leaves the program.

Numbers of identity cards, bank cards and mobile phones, and names of applicants and parties.
Office phones are public and stay as they are.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.patterns import regex
from gklint.text import fold_width

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


class PersonalKind(StrEnum):
    IDENTITY_CARD = "identity_card"
    BANK_CARD = "bank_card"
    MOBILE = "mobile"


class Personal(NamedTuple):
    """Characters `start` to `end` of a text. `proven`: the check digit fits (mobile: always)."""

    kind: PersonalKind
    start: int
    end: int
    digits: str
    proven: bool


# No digit, letter or sign of an address before it: parts of addresses and index numbers are none.
_BEFORE: Final = r"(?<![0-9A-Za-z/_=&.])"
_AFTER: Final = r"(?![0-9A-Za-z])"
_PATTERNS: Final = {
    PersonalKind.IDENTITY_CARD: _BEFORE
    + r"[1-9][0-9]{5} ?(?:19|20)[0-9]{2} ?(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]) ?"
    + r"[0-9]{3}[0-9Xx]"
    + _AFTER,
    PersonalKind.BANK_CARD: _BEFORE
    + r"62[0-9]{2}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?"
    + _AFTER,
    PersonalKind.MOBILE: _BEFORE + r"(?<!-)(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}" + _AFTER,
}
_LONG_NUMBER: Final = r"[0-9０-９][0-9０-９XxＸｘ \u00a0\u3000-]{9,}"

# The commonest family names; a name is masked only beside the role of a party.
SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武贺赖龚"
)
_NAME: Final = (
    r"(?:(?:申请人|原告|上诉人)[：:]? ?)"
    r"(?!陈述|程序|顾虑|曾|何[时种处人地]|马上|许[可多]|高[度兴]|易于|余下|罗列|雷同|史[上料])"
    rf"(?P<surname>[{SURNAMES}])"
    r"(?P<given>[某×*]{1,2}|[A-Za-z]{1,2}|[一-鿿]{1,2}?)"
    r"(?=[向诉因不就对提于等与、，,。；;（(：:）)]|$)"
)


def find_personal(text: str) -> Iterator[Personal]:
    """Numbers that look like identity cards, bank cards or mobile phones.

    The text may have digits of any width; positions are those of `text`.
    """
    for run in regex(_LONG_NUMBER).finditer(text):
        low = max(0, run.start() - 2)  # with a "+" and the sign before it
        folded = fold_width(text[low : run.end() + 1])
        for kind, pattern in _PATTERNS.items():
            for match in regex(pattern).finditer(folded):
                digits = regex(r"[^0-9X]").sub("", match.group().upper())
                proven = _PROOFS[kind](digits)
                if proven is not None:
                    yield Personal(kind, low + match.start(), low + match.end(), digits, proven)
            folded = regex(pattern).sub(lambda found: "#" * len(found.group()), folded)


def mask(text: str, *, in_place: bool = False) -> str:
    """`text` with personal data replaced by stars; the last four digits stay for checking.

    `in_place` keeps the length, so that places in `text` stay right.
    """
    found = sorted(find_personal(text), key=lambda item: item.start, reverse=True)
    for item in found:
        stars = _stars(item)
        if in_place:  # as many stars more as blanks and signs were in it
            stars = stars.replace("*", "*" * (1 + item.end - item.start - len(stars)), 1)
        text = text[: item.start] + stars + text[item.end :]
    return regex(_NAME).sub(_mask_name, text) if "人" in text or "告" in text else text


def mask_name(name: str) -> str:
    """A person's name, or a user's, with all but its first character replaced by stars."""
    return name[:1] + "*" * (len(name) - 1)


def _stars(item: Personal) -> str:
    if item.kind is PersonalKind.MOBILE:
        return f"{item.digits[-11:-8]}****{item.digits[-4:]}"
    return "*" * (len(item.digits) - 4) + item.digits[-4:]


def _mask_name(match: re.Match[str]) -> str:
    whole, given = match.group(), match.group("given")
    return whole[: len(whole) - len(given)] + "*" * len(given)


def _identity_card(digits: str) -> bool | None:
    """True where the check character fits (GB 11643), None where the birthday is no date."""
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return None
    total = sum(int(d) * pow(2, 17 - i, 11) for i, d in enumerate(digits[:17]))
    return digits[17] == "10X98765432"[total % 11]


def _bank_card(digits: str) -> bool | None:
    """True where the last digit fits Luhn's rule (ISO/IEC 7812-1)."""
    total = 0
    for index, char in enumerate(reversed(digits)):
        value = int(char) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _mobile(digits: str) -> bool | None:
    return True


_PROOFS: Final = {
    PersonalKind.IDENTITY_CARD: _identity_card,
    PersonalKind.BANK_CARD: _bank_card,
    PersonalKind.MOBILE: _mobile,
}
