"""Pages drawn as pictures: ruled grids with digits in them, at any resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 420.0, 300.0
"""Points of the page that is drawn on: small, so that tests are fast."""


class Drawn(NamedTuple):
    """Where the lines of a grid stand, in points, and what its cells say."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    texts: tuple[tuple[str, ...], ...] = ()


GRID = Drawn((40, 90, 140, 220, 300, 380), (50, 66, 90, 120, 150, 200))


def page(
    grid: Drawn, dpi: float, *, ink: int = 0, line: float = 0.6, size: float = 10.5
) -> Image.Image:
    """A picture of a page with `grid` on it."""
    at = dpi / 72
    image = Image.new("RGB", (round(WIDTH * at), round(HEIGHT * at)), (255, 255, 255))
    drawing = ImageDraw.Draw(image)
    colour, wide = (ink, ink, ink), max(1, round(line * at))
    left, right = round(grid.xs[0] * at), round(grid.xs[-1] * at)
    top, bottom = round(grid.ys[0] * at), round(grid.ys[-1] * at)
    for x in grid.xs:
        drawing.line((round(x * at), top, round(x * at), bottom), colour, wide)
    for y in grid.ys:
        drawing.line((left, round(y * at), right, round(y * at)), colour, wide)
    font = ImageFont.load_default(size * at)
    for row, texts in enumerate(grid.texts):
        for column, text in enumerate(texts):
            middle = (
                (grid.xs[column] + grid.xs[column + 1]) / 2 * at,
                (grid.ys[row] + grid.ys[row + 1]) / 2 * at,
            )
            drawing.text(middle, text, colour, font, anchor="mm")
    return image


def grained(image: Image.Image, spread: float = 18) -> Image.Image:
    noise = np.random.default_rng(3).normal(0, spread, (image.height, image.width))
    return Image.fromarray((np.asarray(image) + noise[..., None]).clip(0, 255).astype(np.uint8))


def near(found: Sequence[float], meant: Sequence[float], by: float = 0.8) -> bool:
    """Whether both are the same places, in points."""
    pairs = list(zip(sorted(found), meant, strict=False))
    return len(found) == len(meant) and all(abs(a - b) <= by for a, b in pairs)
