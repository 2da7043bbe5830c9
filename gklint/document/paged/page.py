"""A printed page: what every paged format (PDF, OFD, a scanned picture) is read into first.

Lengths are points (1/72 inch); x grows to the right, y *down* from the top of the page as it is
seen: readers have undone rotation and cropping. Nothing here knows where it came from.
"""

from __future__ import annotations

from typing import NamedTuple


class Glyph(NamedTuple):
    """One character as printed, in the order the source paints it.

    The box is the loose one: as wide as the pen advances and as high as the font's line, whatever
    ink the character has, so that 。 and 一 stand on the line of their neighbours. `text` is one
    character, rarely more (a ligature); blanks that the source writes are glyphs too.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float  # of the font: the height of an em


class Rule(NamedTuple):
    """A ruling line, horizontal (`top` == `bottom`) or vertical (`left` == `right`).

    However it was drawn: stroked, as a thin filled rectangle (its middle line), or as a side of a
    box.
    """

    left: float
    top: float
    right: float
    bottom: float


class Picture(NamedTuple):
    """A picture on the page; `name` tells it apart in the source."""

    left: float
    top: float
    right: float
    bottom: float
    name: str = ""


class Hyperlink(NamedTuple):
    """An active area of the page and the address it leads to."""

    left: float
    top: float
    right: float
    bottom: float
    target: str


class Page(NamedTuple):
    """`number` counts from 1. `scanned`: glyphs and rules were read from a picture of the page."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    scanned: bool = False
