"""Whether what is painted can be seen: its colour against what lies under it and over it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.pdf.objects import Area, Colour, Line

_BAND: Final = 12.0  # points: the height of the bands that areas are looked up by
PAPER: Final = (255, 255, 255)
_BESIDE: Final = 2.0  # points from the middle of a line to the area at its side
_ALIKE: Final = 16  # of 255: colours that differ by less than this can't be told apart


def alike(one: Colour | None, other: Colour | None) -> bool:
    """Whether nobody sees the one on the other; a pattern or picture is like nothing."""
    if one is None or other is None:
        return False
    (r, g, b), (red, green, blue) = one, other
    return abs(r - red) < _ALIKE and abs(g - green) < _ALIKE and abs(b - blue) < _ALIKE


class Ground:
    """`under` are areas and pictures, `over` those of them that hide what they are painted on.

    `plain`: there are none; all is painted on white paper.
    """

    def __init__(self, under: Sequence[Area], over: Sequence[Area]) -> None:
        self.plain = not under and not over
        self._under = _Bands(under)
        self._over = _Bands(over)
        self._colours = {area.colour for area in under} | {PAPER}
        self._doubtful: dict[Colour | None, bool] = {}

    def shows(self, colour: Colour | None, order: int, x: float, y: float) -> bool:
        """Whether `colour`, painted as number `order` at the point, is seen there."""
        doubtful = self._doubtful.get(colour)
        if doubtful is None:
            doubtful = any(alike(colour, other) for other in self._colours)
            self._doubtful[colour] = doubtful
        for area in self._over.at(y):  # the last first
            if area.order < order:
                break
            left, bottom, right, top = area.box
            if left <= x <= right and bottom <= y <= top:
                return False
        return not (doubtful and alike(colour, self._below(order, x, y)))

    def _below(self, order: int, x: float, y: float) -> Colour | None:
        for area in self._under.at(y):
            if area.order < order and _holds(area, x, y):
                return area.colour
        return PAPER

    def swallows(self, line: Line) -> bool:
        """Whether `line` is white on white. Lines in the colour of an area stand at its edges,
        where it is seen; and an area painted later ends at the line."""
        if not alike(line.colour, PAPER):
            return False
        left, bottom, right, top = line.box
        x, y = (left + right) / 2, (bottom + top) / 2
        around = ((x, y), (x - _BESIDE, y), (x + _BESIDE, y), (x, y - _BESIDE), (x, y + _BESIDE))
        return all(
            alike(area.colour, PAPER)
            for at_x, at_y in around
            for area in self._under.at(at_y)
            if _holds(area, at_x, at_y)
        )


class _Bands:
    """Areas by height on the page, each band with what was painted last at its head."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._bands: defaultdict[int, list[Area]] = defaultdict(list)
        for area in sorted(areas, key=lambda area: -area.order):
            _, bottom, _, top = area.box
            for band in range(int(bottom // _BAND), int(top // _BAND) + 1):
                self._bands[band].append(area)

    def at(self, y: float) -> Sequence[Area]:
        return self._bands.get(int(y // _BAND), ())


def _holds(area: Area, x: float, y: float) -> bool:
    left, bottom, right, top = area.box
    return left <= x <= right and bottom <= y <= top
