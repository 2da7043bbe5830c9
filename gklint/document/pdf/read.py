"""PDF → `Document`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.errors import TypeRefused
from gklint.document.means import NONE

if TYPE_CHECKING:
    from gklint.document.means import Means
    from gklint.document.model import Document


def read_pdf(data: bytes, means: Means = NONE) -> Document:
    """The document in `data`."""
    raise TypeRefused("pdf")
