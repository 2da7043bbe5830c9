"""Characters of a page, each with its loose box and the ink that it is painted with."""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from math import hypot
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.pdf.ground import PAPER, alike
from gklint.document.pdf.library import pdfium

if TYPE_CHECKING:
    from typing import Any

    from gklint.document.pdf.budget import Budget
    from gklint.document.pdf.frame import Box
    from gklint.document.pdf.objects import Colour

UNKNOWN: Final = "\ufffd"
"""Stands for a character that the file does not tell."""
_STROKED, _INVISIBLE, _CLIPPING = 1, 3, 7  # ways of painting text
_SKEWED: Final = 0.3  # tangent of the angle from which text is neither upright nor a quarter turn
_FAINT: Final = 16  # opacity (of 255) that nobody sees
_WIDE_FROM: Final = "\u2e80"
_FEW: Final = 1.6  # em: the farthest that the next character of a word can be
_CLOSE: Final = 0.01
_HYPHENS: Final = "\x02\xad\ufffe"
_RADICALS: Final = (
    "⺟母⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐"
    "⻮齿⻰龙⻳龟"
)
"""Simplified radicals, each followed by the character that has its shape."""


class Ink(NamedTuple):
    """How text objects are painted. `turns`: quarters, counter-clockwise, that their lines are
    turned by, None where they slant (a watermark); `colour` None for a pattern."""

    turns: int | None
    size: float
    scale: float  # of `size` to the size that the file gives the font
    colour: Colour | None
    painted: bool  # at all: in whatever colour
    pale: bool  # not seen on white
    ascent: float
    descent: float


class Char(NamedTuple):
    """`order`: of its text object among all that is painted on the page."""

    text: str
    box: Box
    ink: Ink
    order: int


def characters(text: int, orders: dict[int, int], budget: Budget) -> list[Char]:
    """The characters of a page in the order they are painted, without those that pdfium makes up
    (blanks and ends of lines it sees from gaps).

    Raises LimitReached("text" | "time").
    """
    lib = pdfium()
    count = lib.FPDFText_CountChars(text)
    if count <= 0:
        return []
    budget.glyphs(count)
    letters = _letters(lib, text, count)
    object_of, box_of = lib.FPDFText_GetTextObject, lib.FPDFText_GetLooseCharBox
    unmapped = lib.FPDFText_HasUnicodeMapError
    folded = _accidents().get
    room = (ctypes.c_float * 4)()
    to_room, unpack = ctypes.byref(room), struct.Struct("4f").unpack
    inks = _Inks(lib, text)
    chars: list[Char] = []
    last: int | None = None
    ink, order = None, 0
    for index in range(count):
        handle = object_of(text, index)
        if handle is None:
            continue  # made up
        if handle != last or ink is None:
            ink, last = inks.of(handle, index), handle
            order = orders.get(handle, 0)
        letter = letters[index]
        if letter < " " or letter in _HYPHENS:
            letter = "-" if letter in _HYPHENS else UNKNOWN
        elif unmapped(text, index) == 1 or letter == UNKNOWN:
            letter = UNKNOWN
        box: Box | None
        if ink.turns == 0 and box_of(text, index, to_room):
            left, top, right, bottom = unpack(room)
            box = (left, bottom, right, top)
            if ink.scale != 1.0:
                box = inks.scaled_box(index, box, ink)
        else:
            box = inks.turned_box(index, count, ink)
        if box is not None:
            chars.append(Char(folded(letter, letter), box, ink, order))
    return chars


def _letters(lib: Any, text: int, count: int) -> str | list[str]:
    """One string a character: in one call, where each is one unit of UTF-16."""
    room = (ctypes.c_ushort * (count + 1))()
    if lib.FPDFText_GetText(text, 0, count, ctypes.byref(room)) == count + 1:
        letters = bytes(room).decode("utf-16-le", "replace")[:-1]
        if len(letters) == count:
            return letters
    codes = (lib.FPDFText_GetUnicode(text, index) for index in range(count))
    return [_character(code) for code in codes]


def _character(code: int) -> str:
    known = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if known else UNKNOWN


@cache
def _accidents() -> dict[str, str]:
    """Radicals and compatibility ideographs → the ordinary character.

    Fonts that give two characters one shape make a PDF say the wrong one: what is printed is 长,
    what the file says is ⻓ (U+2ED3). Unicode's equivalents, and for the simplified radicals,
    which have none, those of its EquivalentUnifiedIdeograph.txt.
    """
    from unicodedata import normalize

    ranges = ((0x2E80, 0x2FD6), (0xF900, 0xFADA), (0x2F800, 0x2FA1E))
    coded = (chr(code) for first, end in ranges for code in range(first, end))
    made = {letter: normalize("NFKC", letter) for letter in coded}
    made = {letter: plain for letter, plain in made.items() if plain != letter}
    return made | dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))


class _Inks:
    """Inks of text objects, and boxes of characters that pdfium has no loose box for."""

    def __init__(self, lib: Any, text: int) -> None:
        self._lib, self._text = lib, text
        self._known: dict[int, Ink] = {}
        self._alike: dict[tuple[object, ...], Ink] = {}
        self._float = ctypes.c_float()
        self._matrix, self._colour = (ctypes.c_float * 6)(), (ctypes.c_uint * 4)()
        self._to_matrix = ctypes.byref(self._matrix)
        self._to_colour = [ctypes.byref(self._colour, 4 * place) for place in range(4)]
        self._four_floats = struct.Struct("4f").unpack_from
        self._four_colours = struct.Struct("4I").unpack
        self._corners = [ctypes.c_double() for _ in range(4)]
        self._to_corners = [ctypes.byref(item) for item in self._corners]

    def of(self, handle: int, index: int) -> Ink:
        """The ink of the text object `handle`, which holds the character `index`.

        Many programs make every character an object of its own: most are painted alike.
        """
        known = self._known.get(handle)
        if known is not None:
            return known
        lib, to_colour = self._lib, self._to_colour
        lib.FPDFText_GetMatrix(self._text, index, self._to_matrix)
        mode = lib.FPDFTextObj_GetTextRenderMode(handle)
        get = lib.FPDFPageObj_GetStrokeColor if mode == _STROKED else lib.FPDFPageObj_GetFillColor
        colour = self._four_colours(self._colour) if get(handle, *to_colour) else None
        size = lib.FPDFText_GetFontSize(self._text, index)
        matrix = self._four_floats(self._matrix)
        looks = (matrix, mode, colour, size)
        ink = self._alike.get(looks)
        if ink is None or ink.turns:  # on turned lines the font matters too
            ink = self._alike[looks] = self._mixed(handle, matrix, mode, colour, size)
        self._known[handle] = ink
        return ink

    def _mixed(
        self,
        handle: int,
        matrix: tuple[float, ...],
        mode: int,
        rgba: tuple[int, ...] | None,
        size: float,
    ) -> Ink:
        a, b, c, d = matrix
        colour, alpha = ((rgba[0], rgba[1], rgba[2]), rgba[3]) if rgba else (None, 255)
        painted = mode not in (_INVISIBLE, _CLIPPING) and alpha >= _FAINT
        turns, scale = _turns(a, b), round(hypot(c, d), 3)
        ascent, descent = self._reach(handle) if turns else (0.88, -0.12)
        pale = alike(colour, PAPER)
        return Ink(turns, abs(size) * scale, scale, colour, painted, pale, ascent, descent)

    def _reach(self, handle: int) -> tuple[float, float]:
        """How far the font reaches above and below the line, in shares of an em."""
        lib, room = self._lib, self._float
        font = lib.FPDFTextObj_GetFont(handle)
        ascent, descent = (
            room.value if font and get(font, 1.0, ctypes.byref(room)) else 0.0
            for get in (lib.FPDFFont_GetAscent, lib.FPDFFont_GetDescent)
        )
        height = ascent - descent
        return (ascent / height, descent / height) if height > 0 else (0.88, -0.12)

    def scaled_box(self, index: int, box: Box, ink: Ink) -> Box:
        """`box` of a character whose font is drawn in another size than the file gives it.

        pdfium forgets that where a font is for lines that run down: the character is as wide as
        the font was said to be.
        """
        left, bottom, right, top = box
        said = ink.size / ink.scale if ink.scale else 0.0
        origin = self._origin(index) if abs(right - left - said) <= _CLOSE * said else None
        if origin is None:
            return box
        (x, y), scale = origin, ink.scale
        return (
            x + (left - x) * scale,
            y + (bottom - y) * scale,
            x + (right - x) * scale,
            y + (top - y) * scale,
        )

    def turned_box(self, index: int, count: int, ink: Ink) -> Box | None:
        """The loose box of a character on a turned line; the tight one where the line slants."""
        lib, text = self._lib, self._text
        left, right, bottom, top = self._corners
        if not lib.FPDFText_GetCharBox(text, index, *self._to_corners):
            return None
        tight = (left.value, bottom.value, right.value, top.value)
        origin = self._origin(index)
        if not ink.turns or origin is None:
            return tight
        x, y = origin
        dx, dy = ((1, 0), (0, 1), (-1, 0), (0, -1))[ink.turns]
        advance = _reach_of(tight, x, y, dx, dy)
        after = self._origin(index + 1) if index + 1 < count else None
        if after is not None:
            along = (after[0] - x) * dx + (after[1] - y) * dy
            across = abs((after[0] - x) * dy) + abs((after[1] - y) * dx)
            if 0 < along <= _FEW * ink.size and across < ink.size / 4:
                advance = along
        up, down = ink.ascent * ink.size, ink.descent * ink.size
        ends_x = (x - dy * down, x - dy * up, x - dy * down + dx * advance)
        ends_y = (y + dx * down, y + dx * up, y + dx * down + dy * advance)
        return min(ends_x), min(ends_y), max(ends_x), max(ends_y)

    def _origin(self, index: int) -> tuple[float, float] | None:
        x, y, *_ = self._corners
        to_x, to_y, *_ = self._to_corners
        if not self._lib.FPDFText_GetCharOrigin(self._text, index, to_x, to_y):
            return None
        return x.value, y.value


def _reach_of(box: Box, x: float, y: float, dx: int, dy: int) -> float:
    """How far `box` goes from its origin along the line."""
    left, bottom, right, top = box
    return max((left - x) * dx, (right - x) * dx) + max((bottom - y) * dy, (top - y) * dy)


def _turns(a: float, b: float) -> int | None:
    if abs(b) <= _SKEWED * abs(a):
        return 0 if a >= 0 else 2
    if abs(a) <= _SKEWED * abs(b):
        return 1 if b > 0 else 3
    return None
