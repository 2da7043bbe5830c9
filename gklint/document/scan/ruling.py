"""Ruling lines on a sheet: long thin runs of ink, straightened and joined where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gklint.document.scan.engine import Grey
    from gklint.document.scan.sheet import Sheet

    Mask = NDArray[np.uint8]

_FAINT: Final = 205  # a line may be this light on white
# Lengths in points:
_SHORTEST: Final = 9.0  # of any piece of a line: rows are higher, most strokes of text shorter
_LONG: Final = 26.0  # of a line that need only meet one other
_FREE: Final = 110.0  # of a line that need not meet any
_THICKEST: Final = 3.2
_SMOOTH: Final = 2.0
_PIECES: Final = 3.0  # between two pieces of one line
_JOIN: Final = 9.0  # between two parts of one line, known for lines
_LEVEL: Final = 0.8  # how far two pieces of one line may stand apart
_DOUBLE: Final = 2.5  # lines as near as this, beside each other, are one
_TOUCH: Final = 1.2  # how far a short line may end before the ones it stands between
_BESIDE: Final = 1.0  # how far from a line strokes of text are looked for
_CROWDED: Final = 0.2  # of its length with ink beside it: text
_DOUBLED: Final = 0.85  # a double line
_MEET: Final = 3.5  # how far a line may end before or after the one it is meant to meet


class Line(NamedTuple):
    """A horizontal line at `at`, from `start` to `end` (pixels); a vertical one likewise.

    `runs` are the numbers of the runs of ink that it is made of; `clear` where no strokes of text
    stand along it.
    """

    at: float
    start: float
    end: float
    runs: tuple[int, ...] = ()
    clear: bool = True


class Ruling(NamedTuple):
    """The lines of a sheet, and where their ink is (255), to be told from that of text."""

    across: tuple[Line, ...]
    down: tuple[Line, ...]
    ink: Mask


def ruling(sheet: Sheet) -> Ruling:
    """The ruling lines of `sheet`, in pixels."""
    scale = sheet.scale
    flat, across = _runs(sheet.grey, scale)
    upright, down = _runs(np.ascontiguousarray(sheet.grey.T), scale)
    rows, columns = _long(across, scale), _long(down, scale)
    across = _joined(across, _PIECES, _LEVEL, columns, scale)
    down = _joined(down, _PIECES, _LEVEL, rows, scale)
    rows, columns = _long(across, scale), _long(down, scale)
    for _ in range(2):
        rows, columns = _bound(rows, columns, scale), _bound(columns, rows, scale)
    # A short stroke is a line where it stands between two lines, which may be short themselves.
    for _ in range(2):
        rows, columns = _between(across, rows, columns, scale), _between(down, columns, rows, scale)
    ink = cv2.bitwise_or(_ink(flat, rows), np.ascontiguousarray(_ink(upright, columns).T))
    rows, columns = (
        _joined(rows, _JOIN, _DOUBLE, columns, scale),
        _joined(columns, _JOIN, _DOUBLE, rows, scale),
    )
    rows, columns = _meeting(rows, columns, scale), _meeting(columns, rows, scale)
    return Ruling(tuple(rows), tuple(columns), np.asarray(ink, np.uint8))


def _runs(grey: Grey, scale: float) -> tuple[NDArray[np.int32], list[Line]]:
    """Horizontal runs of ink that are long and thin: where each is, by its number."""
    # Smoothed along the line: grain and small gaps do not break it.
    smooth = cv2.blur(grey, (round(_SMOOTH * scale), 1))
    dark = (smooth < _FAINT).astype(np.uint8)
    opened = cv2.morphologyEx(
        dark, cv2.MORPH_OPEN, np.ones((1, round(_SHORTEST * scale)), np.uint8)
    )
    count, labels, stats, centres = cv2.connectedComponentsWithStats(opened)
    lines = []
    longer = _SMOOTH * scale / 2 - 1  # by smoothing, at each end
    for index in range(1, count):
        left, _, wide, high, area = (int(value) for value in stats[index])
        if area / wide <= _THICKEST * scale and high <= max(_THICKEST * scale, wide / 8):
            at = float(centres[index][1])
            clear = _is_clear(grey[:, left : left + wide], at, area / wide / 2, scale)
            lines.append(Line(at, left + longer, left + wide - longer, (index,), clear))
    return np.asarray(labels, np.int32), lines


def _is_clear(grey: Grey, at: float, thick: float, scale: float) -> bool:
    """Whether there is little ink close beside a line: or so much that it is a line again."""
    shares = []
    for side in (-1, 1):
        row = round(at + side * (thick + _BESIDE * scale))
        if 0 <= row < len(grey):
            shares.append(float(np.count_nonzero(grey[row] < _FAINT)) / grey.shape[1])
    return max(shares, default=0.0) < _CROWDED or max(shares) > _DOUBLED


def _ink(labels: NDArray[np.int32], lines: list[Line]) -> Mask:
    kept = np.zeros(int(labels.max()) + 1, np.uint8)
    kept[[number for line in lines for number in line.runs]] = 255
    return np.asarray(kept[labels], np.uint8)


def _long(lines: list[Line], scale: float) -> list[Line]:
    return [line for line in lines if line.clear and line.end - line.start >= _LONG * scale]


def _joined(
    lines: list[Line], gap: float, apart: float, others: list[Line], scale: float
) -> list[Line]:
    """Pieces of one line made one: across gaps of `gap` where none of the `others` crosses;
    beside each other `apart` at most."""
    made: list[Line] = []
    first = 0  # of those that stand near enough
    for line in sorted(lines):
        while first < len(made) and line.at - made[first].at > max(apart, _LEVEL) * scale:
            first += 1
        for number in range(first, len(made)):
            other = made[number]
            start = min(line.end, other.end)
            end = max(line.start, other.start)
            if end - start > gap * scale:
                continue
            level = line.at - other.at <= _LEVEL * scale
            if end <= start or (level and not _crossed(start, end, line.at, others)):
                made[number] = _one(line, other)
                break
        else:
            made.append(line)
    return made


def _crossed(start: float, end: float, at: float, others: list[Line]) -> bool:
    return any(start <= other.at <= end and other.start <= at <= other.end for other in others)


def _one(line: Line, other: Line) -> Line:
    length, longer = line.end - line.start, other.end - other.start
    return Line(
        (line.at * length + other.at * longer) / (length + longer),
        min(line.start, other.start),
        max(line.end, other.end),
        line.runs + other.runs,
        line.clear if length > longer else other.clear,
    )


def _between(lines: list[Line], known: list[Line], others: list[Line], scale: float) -> list[Line]:
    """`known` and those of `lines` that stand between two of the `others` across them."""
    taken = {line.runs for line in known}
    return known + [
        line
        for line in lines
        if line.runs not in taken
        and _nearest(line.start, line.at, others, _TOUCH * scale) is not None
        and _nearest(line.end, line.at, others, _TOUCH * scale) is not None
    ]


def _bound(lines: list[Line], others: list[Line], scale: float) -> list[Line]:
    """Those that meet another line, or are too long to be anything else."""
    near = _MEET * scale
    return [
        line
        for line in lines
        if line.end - line.start >= _FREE * scale
        or any(
            other.start - near <= line.at <= other.end + near
            and line.start - near <= other.at <= line.end + near
            for other in others
        )
    ]


def _meeting(lines: list[Line], others: list[Line], scale: float) -> list[Line]:
    """With their ends drawn to the lines across them that they nearly meet."""
    met = []
    for line in lines:
        start = _nearest(line.start, line.at, others, _MEET * scale)
        end = _nearest(line.end, line.at, others, _MEET * scale)
        met.append(
            line._replace(
                start=line.start if start is None else start, end=line.end if end is None else end
            )
        )
    return met


def _nearest(end: float, at: float, others: list[Line], reach: float) -> float | None:
    """Where the line across stands that ends within `reach` of `end`, on the height `at`."""
    near = [
        other.at
        for other in others
        if abs(other.at - end) <= reach and other.start - reach <= at <= other.end + reach
    ]
    return min(near, key=lambda place: abs(place - end), default=None)


def drawn(lines: Ruling, shape: tuple[int, ...]) -> Mask:
    """The lines drawn anew: 255, three pixels wide."""
    mask = np.zeros(shape, np.uint8)
    for line in lines.across:
        y = round(line.at)
        cv2.line(mask, (round(line.start), y), (round(line.end), y), (255,), 3)
    for line in lines.down:
        x = round(line.at)
        cv2.line(mask, (x, round(line.start)), (x, round(line.end)), (255,), 3)
    return mask


def erased(sheet: Sheet, lines: Ruling) -> Grey:
    """The sheet without its lines."""
    ink = cv2.dilate(cv2.bitwise_or(lines.ink, drawn(lines, sheet.grey.shape)), np.ones((3, 3)))
    grey = sheet.grey.copy()
    grey[ink > 0] = 255
    return grey
