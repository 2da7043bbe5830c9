"""One fault planted in a clean report is found by its rule, whatever kind of file it is in."""

from __future__ import annotations

