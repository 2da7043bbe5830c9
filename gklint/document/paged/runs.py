"""Glyphs in painting order → runs: characters that follow one another closely on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.document.paged.page import Glyph

_AGAIN: Final = 0.3  # em within which an equal character is the same one, painted for boldness
_NARROW: Final = 0.6  # of its own width: two narrow characters stand closer than 0.3 em
_GAP: Final = 0.2  # em; wider gaps begin a new run
_BACK: Final = 0.35  # em that a character may reach back over the one before it (kerning)
_SAME_SIZE: Final = 0.12
_TALL: Final = 2.0  # times the height of its box that a font may claim to be
_WIDE: Final = "\u2e80"  # the first of the characters that are as wide as high


class Run(NamedTuple):
    """`spaced`: a blank is printed before it. `glyphs`: its characters, for cutting it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    spaced: bool
    glyphs: tuple[Glyph, ...]

    @property
    def middle(self) -> float:
        """Where the run stands on the page, downwards."""
        return (self.top + self.bottom) / 2


def runs_of(glyphs: Iterable[Glyph], width: float, height: float) -> list[Run]:
    """The runs of a page of this size in painting order.

    Left out are characters outside the page, those without any extent, and those painted again
    over themselves. Blanks are in no run: the run after one is `spaced`.
    """
    found: list[Run] = []
    held: list[Glyph] = []
    spaced = blank = False
    blank_right = blank_middle = 0.0
    text = ""
    left = top = right = bottom = size = middle = start = highest = lowest = 0.0
    for glyph in glyphs:
        char, x0, y0, x1, y1, em = glyph
        if x1 <= x0 or y1 <= y0:
            continue
        centre = (y0 + y1) / 2
        if not (0 <= centre <= height and x1 > 0 and x0 < width):
            continue
        if char.isspace():
            blank, blank_right, blank_middle = True, x1, centre
            continue
        tall = y1 - y0
        if not 0 < em <= _TALL * tall:
            em = x1 - x0 if char >= _WIDE else tall
        if held:
            if (
                char == text
                and abs(x0 - left) < min(_AGAIN * em, _NARROW * (x1 - x0))
                and abs(y0 - top) < _AGAIN * tall
            ):
                continue
            if (
                not blank
                and -_BACK * em <= x0 - right <= _GAP * em
                and abs(centre - middle) < _AGAIN * tall
                and abs(em - size) <= _SAME_SIZE * size
                and (x0 + x1) > (left + right)
            ):
                held.append(glyph)
                text, left, top, middle = char, x0, y0, centre
                if x1 > right:
                    right = x1
                if y0 < highest:
                    highest = y0
                if y1 > lowest:
                    lowest = y1
                continue
            found.append(_run(held, start, highest, right, lowest, size, spaced))
        spaced = blank and abs(centre - blank_middle) < tall / 2 and abs(x0 - blank_right) < em
        blank = False
        held = [glyph]
        text, left, top, right, bottom, size, middle = char, x0, y0, x1, y1, em, centre
        start, highest, lowest = x0, y0, bottom
    if held:
        found.append(_run(held, start, highest, right, lowest, size, spaced))
    return found


def _run(
    held: list[Glyph],
    left: float,
    top: float,
    right: float,
    bottom: float,
    em: float,
    spaced: bool,
) -> Run:
    text = "".join([glyph[0] for glyph in held])
    return Run(text, left, top, right, bottom, em, spaced, tuple(held))
