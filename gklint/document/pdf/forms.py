"""Fields of a form in a PDF: what people typed into them is printed, but no part of the page."""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from gklint.document.pdf.library import pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACROBAT: Final = 1  # the kind of form that has fields on pages


@contextmanager
def form_of(document: int) -> Iterator[int | None]:
    """The handle of the form, None where there is none. With it `page_of` has pdfium draw fields
    that have a value and no appearance of their own."""
    lib = pdfium()
    if lib.FPDF_GetFormType(document) != _ACROBAT:
        yield None
        return
    # A structure of callbacks, all of which may be absent but for its version.
    callbacks = ctypes.create_string_buffer(512)
    ctypes.memmove(callbacks, ctypes.byref(ctypes.c_int(1)), ctypes.sizeof(ctypes.c_int))
    form = lib.FPDFDOC_InitFormFillEnvironment(document, ctypes.byref(callbacks))
    try:
        yield form
    finally:
        if form is not None:
            lib.FPDFDOC_ExitFormFillEnvironment(form)
