"""Bytes → `Document`: one reader a format, chosen by what the bytes are."""

from __future__ import annotations
