"""Text objects → glyphs: where every character of a TextCode stands."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import CannotOpen
from gklint.document.ofd.matrix import after, boxed, number, numbers
from gklint.document.ofd.parts import local
from gklint.document.paged.page import Glyph
from gklint.document.paged.radicals import ordinary

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


class Line(NamedTuple):
    """A TextCode: its characters, where the pen begins, and how far it goes after each of them."""

    text: str
    x: float
    y: float
    rights: list[float]
    downs: list[float]


def painted(element: etree._Element, by: Matrix) -> Painted:
    """The glyphs of a TextObject whose own space is taken to the page by `by`.

    A character without meaning (a private glyph, a null) is U+FFFD: left out, it would make
    another number of a number. Raises CannotOpen("damaged").
    """
    size = number(element.get("Size"))
    em = size * number(element.get("HScale"), 1.0)
    turn = number(element.get("CharDirection"), 0.0)
    quarter = _quarter(by, turn)
    glyphs: list[Glyph] = []
    if quarter is None:
        return Painted(glyphs, None)
    a, b, c, d, e, f = by
    high = size * hypot(c, d)
    upright = b == 0.0 and c == 0.0 and turn == 0.0
    for line in _lines(element, em):
        if upright and not line.downs:
            base = d * line.y + f
            top, bottom = base - _ABOVE * high, base + _BELOW * high
            left = a * line.x + e
            for sign, step in zip(line.text, line.rights, strict=True):
                width = step if 0.0 < step <= _WIDEST * em else _natural(sign) * em
                glyphs.append(Glyph(sign, left, top, left + a * width, bottom, high))
                left += a * step
            continue
        x, y = line.x, line.y
        downs = line.downs or [0.0] * len(line.text)
        for sign, step, down in zip(line.text, line.rights, downs, strict=True):
            width = step if 0.0 < step <= _WIDEST * em else _natural(sign) * em
            box = (0.0, -_ABOVE * size, width, _BELOW * size)
            glyphs.append(Glyph(sign, *boxed(box, _turned(turn, x, y, by)), high))
            x, y = x + step, y + down
    return Painted(glyphs, quarter)


def _lines(element: etree._Element, em: float) -> Iterator[Line]:
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        text = _text(code)
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        last = len(text) - 1
        rights, downs = _deltas(code.get("DeltaX"), last), _deltas(code.get("DeltaY"), last)
        # What is not told is left to the font, or the pen goes down only.
        for sign in text[len(rights) :]:
            rights.append(0.0 if downs else _natural(sign) * em)
        if downs:
            downs += [0.0] * (len(text) - len(downs))
        yield Line(text, x, y, rights, downs)


def _text(code: etree._Element) -> str:
    text = code.text or ""
    if "\n" in text:  # a writer that indents
        text = text.strip("\r\n\t ")
    text = ordinary(text)
    if _UNPRINTED.isdisjoint(text):
        return text
    return "".join(_UNKNOWN if sign in _UNPRINTED else sign for sign in text)


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
    if by[0] * by[3] == by[1] * by[2]:
        raise CannotOpen("damaged", reason="text without extent")
    if by[1] == 0.0 and by[2] == 0.0 and turn == 0.0 and by[0] > 0.0:
        return 0
    angle = (degrees(atan2(by[1], by[0])) + turn) % 360.0
    nearest = round(angle / 90.0)
    return nearest % 4 if abs(angle - 90.0 * nearest) <= _LEAN else None
