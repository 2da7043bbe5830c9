"""MHT → `Document`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.errors import TypeRefused

if TYPE_CHECKING:
    from gklint.document.model import Document


def read_mht(data: bytes) -> Document:
    """The document in `data`."""
    raise TypeRefused("mht")
