"""Characters that fonts mistake for each other: radicals and compatibility ideographs.

Fonts that give two characters one shape make a page say the wrong one: what is printed is 长, what
the file says is ⻓ (U+2ED3).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from gklint.patterns import regex

_RADICALS: Final = (
    "⺟母⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐"
    "⻮齿⻰龙⻳龟"
)
"""Simplified radicals, each followed by the character that has its shape."""
_SUSPECT: Final = regex("[\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]")


def ordinary(text: str) -> str:
    """`text` with the ordinary character for each that only a font's accident put there."""
    return text if _SUSPECT.search(text) is None else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Unicode's equivalents, and for the simplified radicals, which have none, those of its
    EquivalentUnifiedIdeograph.txt."""
    from unicodedata import normalize

    ranges = ((0x2E80, 0x2FD6), (0xF900, 0xFADA), (0x2F800, 0x2FA1E))
    codes = (code for first, end in ranges for code in range(first, end))
    made = {code: plain for code in codes if (plain := normalize("NFKC", chr(code))) != chr(code)}
    return made | {ord(r): c for r, c in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}
