"""Measurements: the corpus scoreboard, and timings against the parse floor."""

from __future__ import annotations
