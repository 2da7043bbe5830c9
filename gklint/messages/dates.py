"""A day as sentences have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.lang import Localised

if TYPE_CHECKING:
    from datetime import date


def told(day: date) -> Localised:
    """「2023年1月31日」; ISO in English."""
    return Localised(f"{day.year}年{day.month}月{day.day}日", day.isoformat())
