"""Digests from what ``gklint extract`` wrote: last year's figures without last year's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gklint.across.model import Digest


def load_extract(data: bytes, name: str) -> tuple[Digest, ...] | None:
    """The reports of an ``extract`` file (JSON, csv or xlsx); None where it is none."""
    return None
