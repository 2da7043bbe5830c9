"""Folding text for comparison.

Widths, blanks, invisible characters and radicals are folded; meaning is not touched. NFKC is
applied only where it gives one character for one (so that ① stays ① and ㎡ stays ㎡), dashes are
left alone (which dash was typed is a finding), and brackets become full-width.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from gklint.patterns import regex

if TYPE_CHECKING:
    import re

_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_BLANK: Final = (
    " \t\r\n\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_UNPRINTED: Final = _BLANK + _INVISIBLE + "\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BRACKETS: Final = {"(": "（", ")": "）", "<": "〈", ">": "〉", ",": "，", ":": "：", ";": "；"}


class _LabelTable(dict[int, str | None]):
    """A translate table that fills itself: each character is folded once in a process."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        folded: str | None
        if char in _INVISIBLE or char in _BLANK:
            folded = None
        elif char in _BRACKETS:
            folded = _BRACKETS[char]
        else:
            folded = _one_for_one(char)
            folded = _BRACKETS.get(folded, folded)
        self[code] = folded
        return folded


class _WidthTable(dict[int, str | None]):
    """Folds widths only: full-width letters and digits to ASCII, every blank to a space."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        folded: str
        if char == "\n":
            folded = char  # paragraphs stay apart
        elif char in _BLANK:
            folded = " "
        elif (
            "０" <= char <= "９"
            or "Ａ" <= char <= "Ｚ"
            or "ａ" <= char <= "ｚ"
            or char in "＠．－％＋／"
        ):
            folded = chr(code - 0xFEE0)
        elif "\u2f00" <= char <= "\u2fdf":
            folded = _one_for_one(char)
        else:
            folded = char
        self[code] = folded
        return folded


def _one_for_one(char: str) -> str:
    if "①" <= char <= "⓿" or "㈠" <= char <= "㊰":
        return char
    normal = unicodedata.normalize("NFKC", char)
    return normal if len(normal) == 1 else char


_LABEL: Final = _LabelTable()
_WIDTH: Final = _WidthTable()
# Every character that `_WIDTH` changes. A pattern passes over the others much faster than a table.
_UNLIKE: Final = regex(
    r"[\t\v\f\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2f00-\u2fdf"
    r"０-９Ａ-Ｚａ-ｚ＠．－％＋／]+"
)


@lru_cache(maxsize=8192)
def fold_label(text: str) -> str:
    """A label for comparison: no blanks, one width, full-width brackets and commas."""
    return text.translate(_LABEL)


def fold_width(text: str) -> str:
    """The same length and positions as `text`, digits and letters half-width, blanks as spaces.

    Line breaks stay, so that paragraphs stay apart; invisible characters stay, so that every index
    into the result is an index into `text`.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNLIKE.sub(_to_half_width, text)


def _to_half_width(found: re.Match[str]) -> str:
    return found[0].translate(_WIDTH)


def raised(text: str) -> str:
    """The digits of a superscript (a note's mark) as such, that they join no number before them."""
    return text.translate(_RAISED)


def is_blank(text: str) -> bool:
    """True where nothing is printed: blanks of any width and invisible characters only."""
    return not text.strip(_UNPRINTED)
