"""Affine maps of the plane, six numbers as OFD writes them: x' = ax + cy + e, y' = bx + dy + f."""

from __future__ import annotations

from math import isfinite
from typing import Final

from gklint.document.errors import CannotOpen

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def after(first: Matrix, then: Matrix) -> Matrix:
    """The map that does `first`, and `then` to what comes of it."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def moved(x: float, y: float, then: Matrix) -> Matrix:
    """The map that moves by `x` and `y`, and does `then`."""
    a, b, c, d, e, f = then
    return (a, b, c, d, a * x + c * y + e, b * x + d * y + f)


def boxed(box: Box, by: Matrix) -> Box:
    """The upright box around `box` after `by`."""
    left, top, right, bottom = box
    a, b, c, d, e, f = by
    if b == 0.0 and c == 0.0:
        x, w, y, z = a * left + e, a * right + e, d * top + f, d * bottom + f
        return (min(x, w), min(y, z), max(x, w), max(y, z))
    xs = [a * x + c * y + e for x in (left, right) for y in (top, bottom)]
    ys = [b * x + d * y + f for x in (left, right) for y in (top, bottom)]
    return (min(xs), min(ys), max(xs), max(ys))


def numbers(written: str, least: int = 0) -> list[float]:
    """The numbers in a list with blanks between; at least so many.

    Raises CannotOpen("damaged"): a place that is no number would put text anywhere.
    """
    try:
        found = list(map(float, written.split()))
    except ValueError as error:
        raise CannotOpen("damaged", reason=str(error)) from error
    if len(found) < least or not isfinite(sum(found)):
        raise CannotOpen("damaged", reason=f"no numbers: {written[:40]!r}")
    return found


def number(written: str | None, otherwise: float | None = None) -> float:
    """The number in an attribute; `otherwise` where it is not given. Raises as `numbers`."""
    if written is None and otherwise is not None:
        return otherwise
    try:
        found = float(written or "")
    except ValueError as error:
        raise CannotOpen("damaged", reason=str(error)) from error
    if not isfinite(found):
        raise CannotOpen("damaged", reason=f"no number: {written!r}")
    return found
