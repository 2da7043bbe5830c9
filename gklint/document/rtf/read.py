"""RTF → `Document`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.errors import TypeRefused

if TYPE_CHECKING:
    from gklint.document.model import Document


def read_rtf(data: bytes) -> Document:
    """The document in `data`."""
    raise TypeRefused("rtf")
