"""A picture of a page → a level sheet, upright, dark on white, at one scale whatever its source.

Everything after this measures in pixels of that scale (`PER_POINT`), so that a page scanned at
150, 200 or 300 dots an inch is read by the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import cv2
import numpy as np

from gklint.document.scan.engine import find_lines, read_lines

if TYPE_CHECKING:
    from gklint.document.scan.engine import Grey

PER_POINT: Final = 4.0
"""Pixels of a sheet for a point of the page: 288 an inch."""

_MOST: Final = 24_000_000  # pixels of a sheet: A3 has 16 million; more is scaled down
_SEAL: Final = (55.0, 200.0)  # points: the smallest and largest seal across
_DARK: Final = 110  # a ground darker than this is no paper: a scanner's edge
_SAMPLES: Final = 16  # lines that are read to see which way the page lies
_PLAIN: Final = 0.8  # how surely they are read where nothing needs to be turned
_STEEPEST: Final = 5.0  # degrees that a page may lean


class Sheet(NamedTuple):
    """`grey`: 0 is ink, 255 is paper, whatever the paper's tone; lengths of the page in points."""

    grey: Grey
    width: float
    height: float
    scale: float  # pixels a point


def sheet_of(image: Any, width: float, height: float) -> Sheet:
    """The sheet of a PIL image or an array (grey or RGB), of a page so many points large.

    A page that lies on its side or upside down is turned: width and height with it.
    """
    pixels = np.asarray(image.convert("RGB") if hasattr(image, "convert") else image)
    if pixels.ndim == 3 and pixels.shape[2] == 4:
        pixels = _on_white(pixels)
    scale = min(PER_POINT, (_MOST / (width * height)) ** 0.5)
    size = (max(32, round(width * scale)), max(32, round(height * scale)))
    shrinks = size[0] < pixels.shape[1]
    pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    grey = _whitened(_without_seals(np.asarray(pixels, np.uint8), scale), scale)
    grey, turned = _upright(grey)
    if turned % 2:
        width, height = height, width
    return Sheet(_level(grey, scale), width, height, scale)


def _on_white(pixels: Any) -> Any:
    """An array with an alpha channel, laid on white."""
    share = pixels[..., 3:].astype(np.float32) / 255
    return (pixels[..., :3] * share + 255 * (1 - share)).astype(np.uint8)


def _without_seals(pixels: Any, scale: float) -> Grey:
    """Grey, with the red of round seals dropped: black text under them stays.

    Other red ink is kept: a figure printed in red is a figure.
    """
    if pixels.ndim == 2:
        return np.asarray(pixels, np.uint8)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    red, green, blue = (pixels[..., index].astype(np.int16) for index in range(3))
    reddish = ((red - np.maximum(green, blue)) > 35).astype(np.uint8)
    small = cv2.resize(reddish, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
    reach = np.ones((7, 7), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(small, cv2.MORPH_CLOSE, reach)
    )
    for left, top, wide, high, _ in stats[1:]:
        if not (_SEAL[0] <= min(wide, high) and max(wide, high) <= _SEAL[1]):
            continue
        if max(wide, high) > 1.4 * min(wide, high):
            continue
        box = tuple(
            slice(max(0, int((start - 3) * scale)), int((start + length + 3) * scale))
            for start, length in ((top, high), (left, wide))
        )
        warm = cv2.dilate(reddish[box], np.ones((3, 3), np.uint8)) > 0
        grey[box] = np.where(warm, pixels[..., 0][box], grey[box])
    return np.asarray(grey, np.uint8)


def _whitened(grey: Grey, scale: float) -> Grey:
    """The tone of the paper, that of its surroundings, made white; a scanner's black edge too."""
    shrunk = max(1, round(2 * scale))
    small = cv2.resize(grey, None, fx=1 / shrunk, fy=1 / shrunk, interpolation=cv2.INTER_AREA)
    paper = cv2.blur(cv2.dilate(small, np.ones((13, 13), np.uint8)), (13, 13))
    paper = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    white = cv2.divide(grey, paper, scale=255)
    white[paper < _DARK] = 255
    return np.asarray(white, np.uint8)


def _upright(grey: Grey) -> tuple[Grey, int]:
    """The page turned so that its lines can be read; by how many quarters, counter-clockwise."""
    samples = _samples(grey)
    best, most = 0, 0.0
    wide = sum(len(sample) < len(sample[0]) for sample in samples) >= 0.75 * len(samples)
    for quarters in (0, 1, 3, 2):
        sure, letters = _legible([np.rot90(sample, quarters) for sample in samples])
        if quarters == 0 and wide and sure >= _PLAIN * letters and letters >= len(samples):
            return grey, 0
        if sure > most:
            best, most = quarters, sure
    return np.ascontiguousarray(np.rot90(grey, best)), best


def _samples(grey: Grey) -> list[Grey]:
    """Some pieces of the longest lines of text, whichever way they run."""
    factor = min(1.0, 1200 / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    boxes = find_lines(np.asarray(small, np.uint8))
    boxes.sort(key=lambda box: -max(box.right - box.left, box.bottom - box.top))
    samples = []
    for box in boxes[:_SAMPLES]:
        wide, high = box.right - box.left, box.bottom - box.top
        rows = slice(int(box.top / factor), int((box.top + min(high, 8 * wide)) / factor))
        columns = slice(int(box.left / factor), int((box.left + min(wide, 8 * high)) / factor))
        samples.append(grey[rows, columns])
    return samples


def _legible(lines: list[Grey]) -> tuple[float, int]:
    """How surely their characters are read, in all, and how many there are."""
    sure = [chance for reading in read_lines(lines) for chance in reading.sure]
    return sum(chance * chance for chance in sure), len(sure)


def _level(grey: Grey, scale: float) -> Grey:
    """The page turned by the small angle at which its lines are the sharpest seen from the side."""
    factor = 1.5 / scale
    ink = 255 - cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    best, reach = 0.0, _STEEPEST
    for step in (0.5, 0.1, 0.02):
        angles = [
            best + step * count for count in range(-round(reach / step), round(reach / step) + 1)
        ]
        best = max(angles, key=lambda angle: _sharpness(ink, angle))
        reach = step
    return grey if abs(best) < 0.01 else _turned(grey, best, 255, cv2.INTER_CUBIC)


def _sharpness(ink: Any, angle: float) -> float:
    sums = _turned(ink, angle, 0).sum(axis=1, dtype=np.float64)
    return float(((sums[1:] - sums[:-1]) ** 2).sum())


def _turned(grey: Any, angle: float, ground: int, way: int = cv2.INTER_LINEAR) -> Any:
    high, wide = grey.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    return cv2.warpAffine(grey, matrix, (wide, high), flags=way, borderValue=(float(ground),))
