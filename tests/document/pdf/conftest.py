"""Short ways to draw a page and to read what is seen of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfgen.canvas import Canvas

from gklint.document.pdf.budget import Budget
from gklint.document.pdf.extract import Extracted, extract
from gklint.document.pdf.library import opened, page_of
from gklint.document.pdf.links import annotations_of
from tests.builders.pdf_fonts import FONTS

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE: Final = (300.0, 400.0)


def drawn(*pages: Callable[[Any], object], **given: Any) -> bytes:
    """A PDF of pages 300 × 400 points large; `given` goes to reportlab's Canvas."""
    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=SIZE, pageCompression=0, invariant=1, **given)
    for page in pages:
        canvas.setFont(FONTS["unicode"]().fontName, 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def seen(data: bytes, index: int = 0) -> Extracted:
    """What is seen on a page."""
    with opened(data) as document, page_of(document, index) as page:
        assert page is not None
        return extract(page, index + 1, annotations_of(document, page).links, Budget())


def text(found: Extracted) -> str:
    return "".join(glyph.text for glyph in found.page.glyphs)
