"""A page drawn as a picture, for those that hold no text of their own."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Final

from gklint.document.errors import CannotOpen
from gklint.document.limits import PDF_RENDERED
from gklint.document.pdf.library import pdfium

if TYPE_CHECKING:
    from PIL.Image import Image

_PER_POINT: Final = 4.0  # dots: 288 an inch
_WITH_ANNOTATIONS: Final = 1
_WHITE: Final = 0xFFFFFFFF


def rendered(page: int, width: float, height: float) -> Image:
    """The page as it is shown, `width` × `height` points of it."""
    from PIL import Image

    lib = pdfium()
    scale = min(_PER_POINT, (PDF_RENDERED / (width * height)) ** 0.5)
    across, down = max(1, int(width * scale)), max(1, int(height * scale))
    bitmap = lib.FPDFBitmap_Create(across, down, 0)
    if bitmap is None:
        raise CannotOpen("damaged")
    try:
        lib.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
        lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, _WITH_ANNOTATIONS)
        stride = lib.FPDFBitmap_GetStride(bitmap)
        dots = ctypes.string_at(lib.FPDFBitmap_GetBuffer(bitmap), stride * down)
    finally:
        lib.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer("RGB", (across, down), dots, "raw", "BGRX", stride, 1)
