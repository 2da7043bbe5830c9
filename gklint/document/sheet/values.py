"""A value of a workbook as text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

_DIGITS: Final = 15  # as many as a workbook keeps of a number


def text_of(value: object) -> str:
    """How `value` is told: whole numbers without a point, others in as few digits as tell them
    apart, dates in ISO form. How the cell was formatted is not known but for dates."""
    match value:
        case str():
            return value.replace("_x000D_", "").replace("\r\n", "\n").strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float():
            return _number(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return ""


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 10**_DIGITS:
        return str(int(value))
    return f"{Decimal(f'{value:.{_DIGITS}g}'):f}"
