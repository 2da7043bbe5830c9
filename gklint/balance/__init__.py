"""Equations over numbers: residuals, and the cells behind broken ones. Pure arithmetic.

`evaluate` is all that a clean table costs; `gklint.balance.locate` is imported where one is broken.
"""

from __future__ import annotations

from gklint.balance.notation import Item, Notation, NotationError, parse
from gklint.balance.slips import Slip, slip
from gklint.balance.system import ZERO, Addend, Equation, Grid, Residual, Status, evaluate

__all__ = [
    "ZERO",
    "Addend",
    "Equation",
    "Grid",
    "Item",
    "Notation",
    "NotationError",
    "Residual",
    "Slip",
    "Status",
    "evaluate",
    "parse",
    "slip",
]
