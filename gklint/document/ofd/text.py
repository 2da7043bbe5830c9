"""Text objects → glyphs: where every character of a TextCode stands."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import CannotOpen
from gklint.document.ofd.matrix import after, boxed, numbers
from gklint.document.ofd.parts import local
from gklint.document.paged.page import Glyph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from gklint.document.ofd.matrix import Matrix

_ABOVE: Final = 0.88
_BELOW: Final = 0.14
"""Of an em above and below the base line: what fonts of Chinese text have. Fonts are not opened."""
_NARROW: Final = 0.5  # of an em: a Latin letter or digit of a Chinese font
_WIDEST: Final = 1.2  # of an em: a pen that goes further has left a gap
_WIDE_FROM: Final = "\u1100"
_WIDE_SIGNS: Final = frozenset("‘’“”…—―·①②③④⑤⑥⑦⑧⑨⑩×÷○●□■√→←↑↓※")
_UNKNOWN: Final = "\ufffd"
_UNPRINTED: Final = frozenset(map(chr, (*range(9), *range(14, 32), 0xFFFE, 0xFFFF)))
_LEAN: Final = 8.0  # degrees by which text may lean and still be a line of the page


class Painted(NamedTuple):
    """Glyphs of one object; `quarter` turns clockwise is how its text runs, None aslant."""

    glyphs: list[Glyph]
    quarter: int | None


def painted(element: etree._Element, size: float, by: Matrix) -> Painted:
    """The glyphs of a TextObject whose own space is taken to the page by `by`.

    A character without meaning (a private glyph, a null) is U+FFFD: left out, it would make
    another number of a number. Raises CannotOpen("damaged").
    """
    turn = numbers(element.get("CharDirection") or "0", 1)[0]
    stretch = numbers(element.get("HScale") or "1", 1)[0]
    quarter = _quarter(by, turn)
    if quarter is None:
        return Painted([], None)
    a, b, c, d, e, f = by
    high = size * hypot(c, d)
    upright = b == 0.0 and c == 0.0 and turn == 0.0
    glyphs: list[Glyph] = []
    for text, x, y, step in _characters(element, size * stretch):
        width = step if 0.0 < step <= _WIDEST * size * stretch else _natural(text) * size * stretch
        if upright:
            left, base = a * x + e, d * y + f
            glyphs.append(
                Glyph(
                    text, left, base - _ABOVE * high, left + a * width, base + _BELOW * high, high
                )
            )
        else:
            box = (0.0, -_ABOVE * size, width, _BELOW * size)
            glyphs.append(Glyph(text, *boxed(box, _turned(turn, x, y, by)), high))
    return Painted(glyphs, quarter)


def _characters(element: etree._Element, em: float) -> Iterator[tuple[str, float, float, float]]:
    """Each character with the place of its pen, and how far the pen then goes to the right (0
    where that is not told)."""
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        text = _text(code)
        x = _coordinate(code, "X", x)
        y = _coordinate(code, "Y", y)
        across, down = code.get("DeltaX"), code.get("DeltaY")
        count = len(text)
        rights = _deltas(across, count - 1)
        downs = _deltas(down, count - 1)
        pen_x, pen_y = x, y
        for number, sign in enumerate(text):
            told = number < len(rights)
            step = rights[number] if told else 0.0
            yield sign, pen_x, pen_y, step
            if number < len(downs):
                pen_y += downs[number]
            elif not told:  # left to the font
                step = _natural(sign) * em
            pen_x += step


def _text(code: etree._Element) -> str:
    text = code.text or ""
    if "\n" in text:  # a writer that indents
        text = text.strip("\r\n\t ")
    if _UNPRINTED.isdisjoint(text):
        return text
    return "".join(_UNKNOWN if sign in _UNPRINTED else sign for sign in text)


def _coordinate(code: etree._Element, name: str, before: float) -> float:
    written = code.get(name)
    return before if written is None else numbers(written, 1)[0]


def _deltas(written: str | None, most: int) -> list[float]:
    """The steps in a list such as ``3.5 g 4 2.1 3``: ``g n v`` is n times v; at most `most`."""
    found: list[float] = []
    if written is None or most <= 0:
        return found
    if "g" not in written and "G" not in written:
        return numbers(written)[:most]
    items = iter(written.lower().split())
    for item in items:
        if len(found) >= most:
            break
        if item != "g":
            found += numbers(item)
            continue
        run = numbers(f"{next(items, '')} {next(items, '')}", 2)
        found += [run[1]] * max(0, min(int(run[0]), most - len(found)))
    return found


def _natural(sign: str) -> float:
    return 1.0 if sign >= _WIDE_FROM or sign in _WIDE_SIGNS else _NARROW


def _turned(turn: float, x: float, y: float, by: Matrix) -> Matrix:
    """From the space of a glyph, `turn` degrees clockwise around its pen, to the page."""
    angle = radians(turn)
    return after((cos(angle), sin(angle), -sin(angle), cos(angle), x, y), by)


def _quarter(by: Matrix, turn: float) -> int | None:
    """How many quarters clockwise the text runs; None aslant, as watermarks do."""
    if by[1] == 0.0 and by[2] == 0.0 and turn == 0.0 and by[0] >= 0.0:
        return 0
    if by[0] * by[3] == by[1] * by[2]:
        raise CannotOpen("damaged", reason="text without extent")
    angle = (degrees(atan2(by[1], by[0])) + turn) % 360.0
    nearest = round(angle / 90.0)
    return nearest % 4 if abs(angle - 90.0 * nearest) <= _LEAN else None
