"""Paths of several segments: the lines and areas that they draw."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.pdf.frame import Box, Matrix, point
from gklint.document.pdf.library import pdfium

if TYPE_CHECKING:
    from gklint.document.pdf.budget import Budget

_LINE, _BEZIER, _MOVE = 0, 1, 2
_SLANT: Final = 0.5  # points by which the ends of an upright line may differ
_THIN: Final = 3.0
_LEAST: Final = 1.0
_CORNERS: Final = 4
_BOX_SEGMENTS: Final = 5
_SMALL: Final = 16.0  # points: of a letter; no table is that small
_MOSTLY: Final = 0.8
_FRAMES: Final = 20  # boxes of one path, up to which some may be the insides of others

_Point = tuple[float, float]


class Shape(NamedTuple):
    """`lines` are thin boxes; `areas` are upright boxes that the path fills."""

    lines: list[Box]
    areas: list[Box]


class _Run(NamedTuple):
    """One unbroken piece of a path; `straight` says of the piece from each point to the next
    whether it is a straight line."""

    points: list[_Point]
    straight: list[bool]
    closed: bool


class Pen:
    """Reads the segments of paths; one a page."""

    def __init__(self, budget: Budget) -> None:
        self._lib = pdfium()
        self._budget = budget
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._to_x, self._to_y = ctypes.byref(self._x), ctypes.byref(self._y)

    def runs(self, path: int, segments: int, matrix: Matrix) -> list[_Run]:
        """The pieces of `path`. Raises LimitReached("objects" | "time")."""
        lib, x, y, to_x, to_y = self._lib, self._x, self._y, self._to_x, self._to_y
        self._budget.objects(segments)
        runs: list[_Run] = []
        points: list[_Point] = []
        straight: list[bool] = []
        for index in range(segments):
            segment = lib.FPDFPath_GetPathSegment(path, index)
            kind = lib.FPDFPathSegment_GetType(segment)
            lib.FPDFPathSegment_GetPoint(segment, to_x, to_y)
            if kind == _MOVE:
                if len(points) > 1:
                    runs.append(_Run(points, straight, closed=False))
                points, straight = [], []
            elif points:
                straight.append(kind == _LINE)
            points.append(point(x.value, y.value, matrix))
            if kind != _MOVE and lib.FPDFPathSegment_GetClose(segment):
                runs.append(_Run(points, straight, closed=True))
                # What follows without a move begins where this one began.
                points, straight = [points[0]], []
        if len(points) > 1:
            runs.append(_Run(points, straight, closed=False))
        return runs


def outline(
    pen: Pen, path: int, segments: int, matrix: Matrix, *, stroked: bool, filled: bool
) -> Shape:
    """What `path` draws: its own upright segments where it is `stroked`, else the thin ones of
    the boxes it fills, and frames.

    Raises LimitReached("objects" | "time").
    """
    lines: list[Box] = []
    boxes: list[Box] = []
    runs = pen.runs(path, segments, matrix)
    if segments > _BOX_SEGMENTS and _is_small(_bounds([p for run in runs for p in run.points])):
        return Shape([], [])  # a letter as an outline, if it consists of straight lines alone
    for run in runs:
        box = _upright(run)
        if stroked:
            lines.extend(_lines(run))
        if box is not None and not _is_thin(box):
            boxes.append(box)
        elif filled:
            round_it = _bounds(run.points)
            if not (_is_thin(round_it) and all(run.straight)):
                return Shape([], [])  # no border: a drawing, or a letter as an outline
            lines.append(round_it)  # a thin box, or a line with mitred ends
    if stroked and not _is_upright(runs, lines):
        return Shape([], [])
    frames = _frames(boxes) if 1 < len(boxes) <= _FRAMES else []
    if not stroked:
        lines.extend(side for outer, inner in frames for side in _sides(outer, inner))
    hollow = {box for frame in frames for box in frame}
    return Shape(lines, [box for box in boxes if box not in hollow])


def _is_small(box: Box) -> bool:
    return max(box[2] - box[0], box[3] - box[1]) < _SMALL


def _is_upright(runs: list[_Run], lines: list[Box]) -> bool:
    """Whether the most of a drawn path goes across or down: rounded corners are short."""
    length = sum(
        hypot(x1 - x0, y1 - y0)
        for run in runs
        for (x0, y0), (x1, y1) in pairwise(
            [*run.points, run.points[0]] if run.closed else run.points
        )
    )
    return sum(box[2] - box[0] + box[3] - box[1] for box in lines) >= _MOSTLY * length


def _frames(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """Boxes with another inside, which the path leaves open."""
    return [
        (outer, inner)
        for outer in boxes
        for inner in boxes
        if outer is not inner
        and outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    ]


def _sides(outer: Box, inner: Box) -> list[Box]:
    """The sides of a frame that are thin."""
    left, bottom, right, top = outer
    x0, y0, x1, y1 = inner
    around = ((left, bottom, x0, top), (x1, bottom, right, top))
    above = ((left, bottom, right, y0), (left, y1, right, top))
    return [side for side in (*around, *above) if _is_thin(side)]


def _lines(run: _Run) -> list[Box]:
    points = run.points
    pairs = [(a, b) for a, b, s in zip(points, points[1:], run.straight, strict=False) if s]
    if run.closed and points[0] != points[-1]:
        pairs.append((points[-1], points[0]))
    lines: list[Box] = []
    for (x0, y0), (x1, y1) in pairs:
        width, height = abs(x1 - x0), abs(y1 - y0)
        if min(width, height) <= _SLANT and max(width, height) >= _LEAST:
            lines.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return lines


def _upright(run: _Run) -> Box | None:
    """The box that `run` is, None for any other form."""
    points = run.points[:-1] if run.points[0] == run.points[-1] else run.points
    if len(points) != _CORNERS or not all(run.straight):
        return None
    box = _bounds(points)
    left, bottom, right, top = box
    for x, y in points:
        if min(abs(x - left), abs(x - right)) > _SLANT:
            return None
        if min(abs(y - bottom), abs(y - top)) > _SLANT:
            return None
    return box


def _bounds(points: list[_Point]) -> Box:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_thin(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) < _THIN and max(width, height) >= _LEAST
