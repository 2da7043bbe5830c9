"""Path objects → ruling lines and filled areas, however the lines were drawn."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import CannotOpen
from gklint.document.paged.page import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.ofd.matrix import Box, Matrix

_THIN: Final = 3.0  # points: a filled rectangle no thicker is a line
_STRAIGHT: Final = 0.75  # points by which a line may lean
_SHORTEST: Final = 0.05

_OPERANDS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_SPACED: Final = str.maketrans({",": " ", **{sign: f" {sign} " for sign in _OPERANDS}})

Point = tuple[float, float]


class Outline(NamedTuple):
    """Points joined by straight lines; `curved` where some were joined otherwise."""

    points: list[Point]
    closed: bool
    curved: bool


def outlines(data: str, by: Matrix) -> list[Outline]:
    """The figures of ``AbbreviatedData`` on the page. Raises CannotOpen("damaged")."""
    try:
        return _walk(data.split(), by)
    except (KeyError, ValueError, IndexError):
        # Once more for writers that leave out blanks: "M0,0L10,0".
        try:
            return _walk(data.translate(_SPACED).split(), by)
        except (KeyError, ValueError, IndexError) as error:
            raise CannotOpen("damaged", reason=f"path: {error}") from error


def _walk(items: Sequence[str], by: Matrix) -> list[Outline]:
    """Raises KeyError, ValueError, IndexError where the items are no path."""
    a, b, c, d, e, f = by
    found: list[Outline] = []
    points: list[Point] = []
    curved = False
    total = 0.0  # finite where all numbers are
    at, count = 0, len(items)
    while at < count:
        operator = items[at]
        if operator == "C":
            at += 1
            if points:
                found.append(Outline(points, True, curved))
                points, curved = points[:1], False
            continue
        at += 1 + _OPERANDS[operator]
        x, y = float(items[at - 2]), float(items[at - 1])
        total += x + y
        point = (a * x + c * y + e, b * x + d * y + f)
        if operator == "L":
            points.append(point)
        elif operator in "MS":
            if len(points) > 1:
                found.append(Outline(points, False, curved))
            points, curved = [point], False
        else:
            points.append(point)
            curved = True
    if len(points) > 1:
        found.append(Outline(points, False, curved))
    if not isfinite(total):
        raise ValueError("no finite numbers")
    return found


def stroked(outline: Outline, width: float) -> list[Rule]:
    """The lines drawn along `outline` by a pen of `width` points."""
    if outline.curved:
        return []
    points = outline.points
    sides = list(pairwise(points))
    if outline.closed:
        sides.append((points[-1], points[0]))
    lines = (_line(start, end, width) for start, end in sides)
    return [line for line in lines if line is not None]


def _line(start: Point, end: Point, width: float) -> Rule | None:
    (left, top), (right, bottom) = start, end
    if left > right:
        left, right = right, left
    if top > bottom:
        top, bottom = bottom, top
    across, down = right - left, bottom - top
    if across < _SHORTEST and down < _SHORTEST:
        return None
    if across * 2 < width and down * 2 < width:
        # A short stroke of a broad pen is a line the other way.
        if down <= across:
            middle = (left + right) / 2
            return Rule(middle, top - width / 2, middle, top + width / 2)
        middle = (top + bottom) / 2
        return Rule(left - width / 2, middle, left + width / 2, middle)
    if down <= _STRAIGHT and down <= across:
        middle = (top + bottom) / 2
        return Rule(left, middle, right, middle)
    if across <= _STRAIGHT:
        middle = (left + right) / 2
        return Rule(middle, top, middle, bottom)
    return None


def filled(outline: Outline) -> Rule | Box | None:
    """A thin rectangle as the line that it is, a larger one as its box; None for other shapes."""
    if outline.curved or not _is_rectangle(outline.points):
        return None
    xs = [x for x, _ in outline.points]
    ys = [y for _, y in outline.points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if right - left > _THIN and bottom - top > _THIN:
        return (left, top, right, bottom)
    if max(right - left, bottom - top) <= _SHORTEST:
        return None
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return Rule(left, middle, right, middle)
    middle = (left + right) / 2
    return Rule(middle, top, middle, bottom)


def _is_rectangle(points: Sequence[Point]) -> bool:
    """Whether every side is upright or level: two to five points, back at the first or not."""
    if not 3 <= len(points) <= 5:
        return False
    return all(
        abs(x - u) <= _STRAIGHT or abs(y - v) <= _STRAIGHT for (x, y), (u, v) in pairwise(points)
    )
