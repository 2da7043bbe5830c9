"""Pages of an OFD that are pictures, read by the extra that reads pictures, within its limits."""

from __future__ import annotations

from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING

from gklint.document.errors import LimitReached
from gklint.document.limits import OCR_PAGES, OCR_PIXELS, OCR_SECONDS

if TYPE_CHECKING:
    from gklint.document.paged.page import Page


class Scans:
    """Counts the pages and the seconds of one document."""

    def __init__(self) -> None:
        self._pages = 0
        self._seconds = 0.0

    def read(self, data: bytes, number: int, width: float, height: float) -> Page | None:
        """The page `number` that the picture `data` shows; None where it is of no known kind.

        Raises LimitReached("pages" | "time" | "size").
        """
        from PIL import Image, UnidentifiedImageError

        from gklint.document.scan.read import read_page

        self._pages += 1
        if self._pages > OCR_PAGES:
            raise LimitReached("pages", limit=OCR_PAGES)
        begun = monotonic()
        try:
            with Image.open(BytesIO(data)) as picture:
                if picture.width * picture.height > OCR_PIXELS:
                    raise LimitReached("size", limit=OCR_PIXELS)
                page = read_page(picture.convert("RGB"), number, width, height)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            return None
        self._seconds += monotonic() - begun
        if self._seconds > OCR_SECONDS:
            raise LimitReached("time", limit=round(OCR_SECONDS))
        return page
