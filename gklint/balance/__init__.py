"""Equations over numbers: residuals and causes. Pure arithmetic: names, numbers, unknowns."""

from __future__ import annotations

from gklint.balance.causes import Cause, Certainty, find_causes
from gklint.balance.notation import Item, Notation, NotationError, parse
from gklint.balance.slips import Slip, slip
from gklint.balance.system import Addend, Equation, Grid, Residual, Status, evaluate

__all__ = [
    "Addend",
    "Cause",
    "Certainty",
    "Equation",
    "Grid",
    "Item",
    "Notation",
    "NotationError",
    "Residual",
    "Slip",
    "Status",
    "evaluate",
    "find_causes",
    "parse",
    "slip",
]
