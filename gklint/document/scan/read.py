"""The door to reading pictures: picture → `Page`, picture file → `Document`.

What reads them comes with the extra ``ocr`` and is imported only when a picture is read.
"""

from __future__ import annotations

import io
import warnings
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from gklint.document.errors import CannotOpen, LimitReached, TypeRefused
from gklint.document.limits import OCR_PAGES, OCR_PIXELS, OCR_SECONDS
from gklint.document.means import NONE
from gklint.document.model import Document, Note, NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.document.means import Means
    from gklint.document.paged.page import Page

_WIDTH: Final = 595.3  # points of an A4 page
_HEIGHT: Final = 841.9
_DPI: Final = (72.0, 700.0)  # what a file may say of its resolution and be believed
_SIDES: Final = (200.0, 2000.0)  # points of a side of a page whose resolution is believed


def read_page(image: Any, number: int, width: float, height: float) -> Page:
    """The page `number` (from 1) that `image` shows, `width` × `height` points large.

    `image` is a PIL image or an array (rows × columns, grey or RGB) of the whole page; 200 to 300
    pixels an inch read best. A page on its side is turned: the sides of the result are those of
    the page as it is read. In a cell with ink that was not read, or not surely, stands "\ufffd".

    Raises TypeRefused("image") where the models of the extra are not installed.
    """
    from gklint.document.scan.page import recognised

    return recognised(image, number, width, height)


def read_picture(data: bytes, means: Means = NONE) -> Document:
    """The document that a picture file shows, a page for each of its frames.

    Raises TypeRefused("image") without the means to read pictures, CannotOpen("damaged"), and
    LimitReached("size" | "pages" | "time" | "cells" | "blocks").
    """
    if not means.ocr:
        raise TypeRefused("image")
    from PIL import Image, UnidentifiedImageError

    from gklint.document.paged.assemble import assemble

    begun = monotonic()
    pages = []
    try:
        with _opened(data) as picture:
            media = Image.MIME.get(picture.format or "", "image/*")
            for number, frame in enumerate(_frames(picture), 1):
                pages.append(read_page(frame, number, *_size(frame)))
                if monotonic() - begun > OCR_SECONDS:
                    raise LimitReached("time", limit=round(OCR_SECONDS))
    except Image.DecompressionBombError as error:
        raise LimitReached("size", limit=OCR_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise CannotOpen("damaged") from error
    found = assemble(pages)
    listed = ", ".join(str(page.number) for page in pages)
    return Document(media, found.blocks, links=found.links, notes=(Note(NoteKind.SCANNED, listed),))


def _opened(data: bytes) -> Any:
    """The picture; the library's own warning of large ones is left to our lower limit."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data))


def _frames(picture: Any) -> Iterator[Any]:
    """Each frame, of the whole of an animation the first only."""
    count = getattr(picture, "n_frames", 1) if picture.format in ("TIFF", "MPO") else 1
    if count > OCR_PAGES:
        raise LimitReached("pages", limit=OCR_PAGES)
    for number in range(count):
        if number:
            picture.seek(number)
        if picture.width * picture.height > OCR_PIXELS:
            raise LimitReached("size", limit=OCR_PIXELS)
        from PIL import ImageOps

        yield ImageOps.exif_transpose(picture)


def _size(frame: Any) -> tuple[float, float]:
    """Points of the page: by the resolution that the file tells, or as for A4."""
    told = frame.info.get("dpi") or (0, 0)
    if all(_DPI[0] <= float(dpi) <= _DPI[1] for dpi in told):
        sides = frame.width / float(told[0]) * 72, frame.height / float(told[1]) * 72
        if all(_SIDES[0] <= side <= _SIDES[1] for side in sides):
            return sides
    width = _WIDTH if frame.height >= frame.width else _HEIGHT
    return width, width * frame.height / frame.width
