"""A sheet and its lines → pictures of single lines of text, each in the cell it belongs to.

Cells are the areas that ruling lines enclose. Their text is cut by its ink, so that no line
reaches over a border and no lone digit is passed over; text outside is found by the network, and
what that passes over by its ink too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import cv2
import numpy as np

from gklint.document.scan.engine import Box, find_lines
from gklint.document.scan.ruling import drawn, erased

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gklint.document.scan.engine import Grey
    from gklint.document.scan.ruling import Ruling
    from gklint.document.scan.sheet import Sheet

    Flags = NDArray[np.bool_]

_INK: Final = 150  # darker than this is ink
_FRAME: Final = 0.6  # of the page: what encloses more is a frame, no cell
# Lengths in points:
_SLIVER: Final = 4.0  # narrower areas are no cells
_SPECK: Final = 0.8  # of a stain that is no ink at all
_LEAST: Final = 2.0  # of the largest stroke in a cell that is not blank
_LETTER: Final = (5.0, 24.0)  # heights of lines of text
_USUAL: Final = 9.0
# Shares of the height of a letter:
_WITHIN: Final = 0.4  # parts of one letter are no further apart, one above the other
_WHOLE: Final = 1.25  # and together no higher than this
_APART: Final = 2.0  # words further apart are read each for itself
_FLAT: Final = 0.22  # the height of a dash
_TALL: Final = 1.3  # height of a picture
_SIDES: Final = 0.4  # white to both sides


class Piece(NamedTuple):
    """A picture of one line of text, where it stands on the sheet, and the box of its ink.

    `cell` is the area it stands in, none for text outside. `stroke` is what the ink says by its
    shape, where it is one straight stroke and no more: a dash or a slash, which the network takes
    for 一 and 1.
    """

    picture: Grey
    box: Box
    ink: Box
    cell: Box | None = None
    stroke: str = ""


def pieces(sheet: Sheet, lines: Ruling) -> list[Piece]:
    """The lines of text of a sheet, those in cells first."""
    grey = erased(sheet, lines)
    free = grey.copy()
    cells = []
    for box, patch in _cells(sheet, lines, grey):
        free[box.top : box.bottom, box.left : box.right] = 255
        cells.append((box, patch, _ink(patch, sheet.scale)))
    bands = [_bands(ink) for _, _, ink in cells]
    letter = _letter([high for found in bands for high in found], sheet.scale)
    made = [
        piece
        for (cell, patch, ink), found in zip(cells, bands, strict=True)
        for top, bottom in _merged(found, letter)
        for piece in _cut(patch, ink, cell, top, bottom, letter, sheet.scale)
    ]
    return made + _outside(np.asarray(free, np.uint8), sheet.scale)


def _cells(sheet: Sheet, lines: Ruling, grey: Grey) -> Iterator[tuple[Box, Grey]]:
    """Each enclosed area, and its own pixels, dark on white."""
    walls = drawn(lines, grey.shape)
    high, wide = grey.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(255 - walls, connectivity=4)
    least = _SLIVER * sheet.scale
    for index in range(1, len(stats)):
        left, top, width, height, area = (int(value) for value in stats[index])
        if left == 0 or top == 0 or left + width == wide or top + height == high:
            continue
        if min(width, height) < least or area > _FRAME * wide * high:
            continue
        box = Box(left, top, left + width, top + height)
        view = (slice(top, box.bottom), slice(left, box.right))
        own = labels[view] == index
        patch = grey[view]
        if np.count_nonzero(patch[own] < _INK) > own.sum() / 2:
            patch = 255 - patch
        yield box, np.where(own, patch, 255).astype(np.uint8)


def _ink(patch: Grey, scale: float) -> Flags:
    """Where the ink of letters is: nowhere, where there are only specks."""
    dark = (patch < _INK).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    longest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    longest[0] = 0
    if longest.max() < _LEAST * scale:
        return np.zeros(patch.shape, np.bool_)
    return np.asarray((longest >= _SPECK * scale)[labels], np.bool_)


def _bands(ink: Flags) -> list[tuple[int, int]]:
    """Rows with ink, as ranges."""
    return _ranges(ink.any(axis=1))


def _ranges(flags: Any) -> list[tuple[int, int]]:
    steps = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(steps[::2], steps[1::2], strict=True)]


def _letter(bands: list[tuple[int, int]], scale: float) -> float:
    """The usual height of a line in cells."""
    heights = [
        end - start
        for start, end in bands
        if _LETTER[0] * scale <= end - start <= _LETTER[1] * scale
    ]
    return float(np.median(heights)) if heights else _USUAL * scale


def _merged(bands: list[tuple[int, int]], letter: float) -> list[tuple[int, int]]:
    """Rows of strokes of one letter put together: 二, 三, the dot of an i."""
    merged: list[tuple[int, int]] = []
    for top, bottom in bands:
        if merged:
            above = merged[-1]
            if top - above[1] <= _WITHIN * letter and bottom - above[0] <= _WHOLE * letter:
                merged[-1] = (above[0], bottom)
                continue
        merged.append((top, bottom))
    return merged


def _cut(
    patch: Grey, ink: Flags, cell: Box, top: int, bottom: int, letter: float, scale: float
) -> Iterator[Piece]:
    """The pieces of one line in a cell: one, where it has no wide gaps."""
    spans: list[tuple[int, int]] = []
    for left, right in _ranges(ink[top:bottom].any(axis=0)):
        if spans and left - spans[-1][1] <= _APART * letter:
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    for left, right in spans:
        rows = _ranges(ink[top:bottom, left:right].any(axis=1))
        found = Box(left, top + rows[0][0], right, top + rows[-1][1])
        high, wide = found.bottom - found.top, right - left
        if max(high, wide) < _LEAST * scale:
            continue
        picture, box = _framed(patch, found, max(high, letter))
        stroke = _stroke(ink[found.top : found.bottom, left:right], letter)
        yield Piece(picture, _shifted(box, cell), _shifted(found, cell), cell, stroke)


def _stroke(ink: Flags, letter: float) -> str:
    """The character that one straight stroke is, seen alone in its line."""
    high, wide = ink.shape
    if high <= _FLAT * letter and wide >= 2 * high:
        return "—"
    if high < 0.6 * letter or not 0.2 * high <= wide <= 0.75 * high:
        return ""
    first, last = ink.argmax(axis=1), wide - 1 - ink[:, ::-1].argmax(axis=1)
    middles, rows = (first + last) / 2, np.arange(high)
    slope, start = np.polyfit(rows, middles, 1)
    bent = float(np.abs(middles - (slope * rows + start)).max())
    thin = float(np.median(last - first + 1)) <= 0.55 * wide
    return "/" if thin and bent <= 0.15 * wide + 1 and slope * high <= -0.45 * wide else ""


def _framed(patch: Grey, found: Box, letter: float) -> tuple[Grey, Box]:
    """The picture of `found` with white around it, and its box."""
    tall = max(found.bottom - found.top, letter) * _TALL
    above = round((tall - (found.bottom - found.top)) / 2)
    side = round(_SIDES * letter)
    box = Box(found.left - side, found.top - above, found.right + side, found.bottom + above)
    high, wide = patch.shape
    picture = np.full((box.bottom - box.top, box.right - box.left), 255, np.uint8)
    top, bottom = max(0, found.top - above // 3), min(high, found.bottom + above // 3)
    left, right = max(0, found.left - side // 2), min(wide, found.right + side // 2)
    picture[top - box.top : bottom - box.top, left - box.left : right - box.left] = patch[
        top:bottom, left:right
    ]
    return picture, box


def _shifted(box: Box, by: Box) -> Box:
    return Box(box.left + by.left, box.top + by.top, box.right + by.left, box.bottom + by.top)


def _outside(grey: Grey, scale: float) -> list[Piece]:
    """Lines of text that no lines enclose."""
    dark = grey < _INK
    made = []
    for box in find_lines(grey):
        part = dark[box.top : box.bottom, box.left : box.right]
        rows, columns = _ranges(part.any(axis=1)), _ranges(part.any(axis=0))
        if not rows:
            continue
        found = Box(
            box.left + columns[0][0],
            box.top + rows[0][0],
            box.left + columns[-1][1],
            box.top + rows[-1][1],
        )
        made.append(
            Piece(
                np.ascontiguousarray(grey[box.top : box.bottom, box.left : box.right]), box, found
            )
        )
    return made
