"""Readings → characters with boxes on the page; what is in doubt is marked, never guessed."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from gklint.document.paged.page import Glyph
from gklint.document.scan.engine import ROUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.document.scan.engine import Reading
    from gklint.document.scan.pieces import Piece

UNREAD: Final = "\ufffd"
"""Stands for ink that was not read, or not surely: such a cell is neither blank nor a number."""

_SURE: Final = 0.8  # of a character among figures
_READ: Final = 0.3  # of a line outside of cells, on an average: what is less sure is a stain
_HAN: Final = 0.93  # height of a Han character's ink, in ems
_FIGURE: Final = 0.74  # of a digit's
_BEARING: Final = 0.05  # ems of white that belong to a character on each side
_LINE: Final = 0.6  # ems from the middle of a line to its edge
_WIDEST: Final = 0.75  # ems from the middle of a character to its side
_SEPARATE: Final = 4  # neighbours from which on the em is told by their distance
_FIGURES: Final = frozenset("0123456789.,，．%％+-−—OoQDlIi|!〇○S")
_BARS: Final = frozenset("|lI!i丨")  # alone: a one, or a line that is none
_WIDE: Final = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_OPENING: Final = "（《〈“‘「『【〔"
_CLOSING: Final = "）》〉”’」』】〕，。、；：？！"


def glyphs(piece: Piece, reading: Reading, scale: float) -> Iterator[Glyph]:
    """The characters of one line, in points; none where a line outside cells is but a stain."""
    text, places = _text(piece, reading)
    if not text:
        return
    left, right = piece.box.left / scale, piece.box.right / scale
    middles = [left + at * (right - left) for at in places]
    size = _em(text, middles, (piece.ink.bottom - piece.ink.top) / scale)
    middle = (piece.ink.top + piece.ink.bottom) / 2 / scale
    first, last = (
        piece.ink.left / scale - _BEARING * size,
        piece.ink.right / scale + _BEARING * size,
    )
    # Their ink fills but half of the square they stand in.
    if text[0] in _OPENING and piece.cell is None:
        first -= 0.45 * size
    if text[-1] in _CLOSING and piece.cell is None:
        last += 0.45 * size
    for number, (char, at) in enumerate(zip(text, middles, strict=True)):
        before = first if number == 0 else (middles[number - 1] + at) / 2
        after = last if number == len(text) - 1 else (at + middles[number + 1]) / 2
        yield Glyph(
            char,
            max(before, at - _WIDEST * size) if number else min(before, at),
            middle - _LINE * size,
            min(after, at + _WIDEST * size) if number < len(text) - 1 else max(after, at),
            middle + _LINE * size,
            size,
        )


def _text(piece: Piece, reading: Reading) -> tuple[str, tuple[float, ...]]:
    """The characters, and where the middle of each stands."""
    if piece.cell is None:
        sure = sum(reading.sure) / max(1, len(reading.sure))
        return _widened(reading) if sure >= _READ else ("", ())
    if piece.stroke:
        return piece.stroke, (0.5,)
    said = reading.text.replace(" ", "")
    if not said or _BARS.issuperset(said):
        return UNREAD, (0.5,)
    if _FIGURES.issuperset(said):
        zeros = any(char.isdigit() for char in said) or len(said) == 1
        doubted = (
            UNREAD if sure < _SURE else "0" if zeros and char in ROUND else char
            for char, sure in zip(reading.text, reading.sure, strict=True)
        )
        return "".join(doubted), reading.at
    return _widened(reading)


def _widened(reading: Reading) -> tuple[str, tuple[float, ...]]:
    """Punctuation beside Han characters as wide as they are, and no blanks there: a picture does
    not tell a wide bracket from a narrow one with a blank."""
    text = reading.text
    made, places = [], []
    for index, (char, at) in enumerate(zip(text, reading.at, strict=True)):
        beside = text[max(0, index - 1) : index + 2]
        if any(map(_is_han, beside)):
            if char == " ":
                continue
            char = _WIDE.get(char, char)
        made.append(char)
        places.append(at)
    return "".join(made), tuple(places)


def _em(text: str, middles: list[float], height: float) -> float:
    """The size of the letters of a line whose ink is so high, in points."""
    apart = [
        after - before
        for pair, (before, after) in zip(pairwise(text), pairwise(middles), strict=True)
        if all(map(_is_han, pair))
    ]
    if len(apart) >= _SEPARATE:
        return median(apart)
    return height / (_HAN if any(map(_is_han, text)) else _FIGURE)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"
