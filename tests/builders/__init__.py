"""Builders of test files: invented bodies, invented figures."""

from __future__ import annotations
