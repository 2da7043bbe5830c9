"""From the coordinates of a PDF page (y up, unrotated, uncropped) to the page as it is seen."""

from __future__ import annotations

from typing import NamedTuple

Box = tuple[float, float, float, float]
"""left, bottom, right, top in the page's own coordinates; left, top, right, bottom as seen."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Frame(NamedTuple):
    """`box` is the part of the page that is shown, turned clockwise by `turns` quarters."""

    box: Box
    turns: int

    @property
    def width(self) -> float:
        left, bottom, right, top = self.box
        return top - bottom if self.turns % 2 else right - left

    @property
    def height(self) -> float:
        left, bottom, right, top = self.box
        return right - left if self.turns % 2 else top - bottom

    def seen(self, box: Box) -> Box:
        """`box` of the page as (left, top, right, bottom) of what is seen."""
        left, bottom, right, top = box
        x0, y0, x1, y1 = self.box
        match self.turns % 4:
            case 0:
                return left - x0, y1 - top, right - x0, y1 - bottom
            case 1:
                return bottom - y0, left - x0, top - y0, right - x0
            case 2:
                return x1 - right, bottom - y0, x1 - left, top - y0
            case _:
                return y1 - top, x1 - right, y1 - bottom, x1 - left


def moved(box: Box, matrix: Matrix) -> Box:
    """The upright box round `box` after `matrix`."""
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    xs = (a * left, a * right)
    ys = (b * left, b * right)
    xt = (c * bottom, c * top)
    yt = (d * bottom, d * top)
    return (
        min(xs) + min(xt) + e,
        min(ys) + min(yt) + f,
        max(xs) + max(xt) + e,
        max(ys) + max(yt) + f,
    )


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """`inner` first, `outer` next."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
