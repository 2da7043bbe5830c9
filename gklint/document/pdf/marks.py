"""Ink in a table that is no text: letters drawn as outlines, figures pasted in as little pictures.

A cell with such a mark is not blank; what stands there was not read.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.document.pdf.frame import Box
    from gklint.document.pdf.glyphs import Char
    from gklint.document.pdf.objects import Area, Line

GRID: Final = 8  # lines of the smallest table
_LEAST: Final = 2.0  # points: what is smaller is a dot
_HIGHEST: Final = 40.0  # points: what is higher is a seal or a drawing
_WIDEST: Final = 200.0
_BAND: Final = 12.0


def marks(drawings: Sequence[Area], chars: Sequence[Char], lines: Sequence[Line]) -> list[Box]:
    """Those of `drawings` that stand among `lines`, as large as a word, with no text there."""
    if len(lines) < GRID or not drawings:
        return []
    left = min(line.box[0] for line in lines)
    bottom = min(line.box[1] for line in lines)
    right = max(line.box[2] for line in lines)
    top = max(line.box[3] for line in lines)
    written: defaultdict[int, list[Box]] = defaultdict(list)
    for char in chars:
        if not char.text.isspace():
            for band in _bands(char.box):
                written[band].append(char.box)
    return [
        box
        for box in (drawing.box for drawing in drawings)
        if left <= box[0] and bottom <= box[1] and box[2] <= right and box[3] <= top
        if box[2] - box[0] <= _WIDEST and _LEAST <= box[3] - box[1] <= _HIGHEST
        if not any(_touch(box, other) for band in _bands(box) for other in written[band])
    ]


def _bands(box: Box) -> Iterator[int]:
    # Sides of what is too large to be looked at may lie anywhere.
    low, high = box[1] // _BAND, min(box[3], box[1] + 10 * _BAND) // _BAND
    return iter(range(int(low), int(high) + 1))


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
