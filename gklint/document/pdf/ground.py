"""Whether what is painted can be seen: its colour against what lies under it and over it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.pdf.objects import Area, Colour, Line

_BAND: Final = 12.0  # points: the height of the bands that areas are looked up by
_PAPER: Final = (255, 255, 255)
_BESIDE: Final = 2.0  # points from the middle of a line to the area at its side
_ALIKE: Final = 16  # of 255: colours that differ by less than this can't be told apart


def alike(one: Colour | None, other: Colour | None) -> bool:
    """Whether nobody sees the one on the other; a pattern or picture is like nothing."""
    if one is None or other is None:
        return False
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < _ALIKE


class Ground:
    """`under` are areas and pictures, `over` those of them that hide what they are painted on."""

    def __init__(self, under: Sequence[Area], over: Sequence[Area]) -> None:
        self._plain = not under and not over
        self._under = _Bands(under)
        self._over = _Bands(over)

    def shows(self, colour: Colour | None, order: int, x: float, y: float) -> bool:
        """Whether `colour`, painted as number `order` at the point, is seen there."""
        if self._plain:
            return not alike(colour, _PAPER)
        if any(area.order > order for area in self._over.at(x, y)):
            return False
        below = [area for area in self._under.at(x, y) if area.order < order]
        ground = max(below, key=_order).colour if below else _PAPER
        return not alike(colour, ground)

    def swallows(self, line: Line) -> bool:
        """Whether `line` is white on white. Lines in the colour of an area stand at its edges,
        where it is seen; and an area painted later ends at the line."""
        if not alike(line.colour, _PAPER):
            return False
        left, bottom, right, top = line.box
        x, y = (left + right) / 2, (bottom + top) / 2
        around = ((x, y), (x - _BESIDE, y), (x + _BESIDE, y), (x, y - _BESIDE), (x, y + _BESIDE))
        return all(alike(area.colour, _PAPER) for at in around for area in self._under.at(*at))


class _Bands:
    def __init__(self, areas: Sequence[Area]) -> None:
        self._bands: defaultdict[int, list[Area]] = defaultdict(list)
        for area in areas:
            _, bottom, _, top = area.box
            for band in range(int(bottom // _BAND), int(top // _BAND) + 1):
                self._bands[band].append(area)

    def at(self, x: float, y: float) -> list[Area]:
        found = self._bands.get(int(y // _BAND), ())
        return [a for a in found if a.box[0] <= x <= a.box[2] and a.box[1] <= y <= a.box[3]]


def _order(area: Area) -> int:
    return area.order
