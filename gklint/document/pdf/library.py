"""pdfium, the C library that takes PDF files apart: the functions used here, opened and closed.

Functions are called through prototypes of our own: handles are plain integers, which tells one
text object from another at once and halves the cost of a call; a page takes ten thousand of them.
pdfium is not made for threads: one document is open at a time.
"""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from functools import cache
from threading import RLock
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from gklint.document.errors import CannotOpen, Encrypted

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES: Final[dict[str, Any]] = {
    "-": None,  # no result
    "p": ctypes.c_void_p,  # a handle, a buffer or the address of a result
    "i": ctypes.c_int,
    "u": ctypes.c_ulong,
    "z": ctypes.c_size_t,
    "f": ctypes.c_float,
    "d": ctypes.c_double,
}
_FUNCTIONS: Final = {
    # name: type of the result, then of each argument
    "FPDF_LoadMemDocument64": "ppzp",
    "FPDF_CloseDocument": "-p",
    "FPDF_GetLastError": "u",
    "FPDF_GetPageCount": "ip",
    "FPDF_GetMetaText": "upppu",
    "FPDF_GetFormType": "ip",
    "FPDF_LoadPage": "ppi",
    "FPDF_ClosePage": "-p",
    "FPDF_GetPageBoundingBox": "ipp",
    "FPDFPage_GetRotation": "ip",
    "FPDFPage_GetAnnotCount": "ip",
    "FPDFPage_GetAnnot": "ppi",
    "FPDFPage_CloseAnnot": "-p",
    "FPDFAnnot_GetSubtype": "ip",
    "FPDFPage_Flatten": "ipi",
    "FPDFPage_CountObjects": "ip",
    "FPDFPage_GetObject": "ppi",
    "FPDFFormObj_CountObjects": "ip",
    "FPDFFormObj_GetObject": "ppu",
    "FPDFPageObj_GetType": "ip",
    "FPDFPageObj_GetBounds": "ippppp",
    "FPDFPageObj_GetMatrix": "ipp",
    "FPDFPageObj_GetFillColor": "ippppp",
    "FPDFPageObj_GetStrokeColor": "ippppp",
    "FPDFPageObj_GetStrokeWidth": "ipp",
    "FPDFPageObj_HasTransparency": "ip",
    "FPDFPath_CountSegments": "ip",
    "FPDFPath_GetPathSegment": "ppi",
    "FPDFPath_GetDrawMode": "ippp",
    "FPDFPathSegment_GetPoint": "ippp",
    "FPDFPathSegment_GetType": "ip",
    "FPDFPathSegment_GetClose": "ip",
    "FPDFText_LoadPage": "pp",
    "FPDFText_ClosePage": "-p",
    "FPDFText_CountChars": "ip",
    "FPDFText_GetText": "ipiip",
    "FPDFText_GetUnicode": "upi",
    "FPDFText_GetTextObject": "ppi",
    "FPDFText_GetLooseCharBox": "ipip",
    "FPDFText_GetCharBox": "ipipppp",
    "FPDFText_GetCharOrigin": "ipipp",
    "FPDFText_GetMatrix": "ipip",
    "FPDFText_HasUnicodeMapError": "ipi",
    "FPDFText_GetFontSize": "dpi",
    "FPDFTextObj_GetTextRenderMode": "ip",
    "FPDFTextObj_GetFont": "pp",
    "FPDFFont_GetAscent": "ipfp",
    "FPDFFont_GetDescent": "ipfp",
    "FPDFLink_Enumerate": "ippp",
    "FPDFLink_GetAnnotRect": "ipp",
    "FPDFLink_GetAction": "pp",
    "FPDFAction_GetURIPath": "upppu",
    "FPDFDoc_GetAttachmentCount": "ip",
    "FPDFDoc_GetAttachment": "ppi",
    "FPDFAttachment_GetName": "uppu",
    "FPDFDOC_InitFormFillEnvironment": "ppp",
    "FPDFDOC_ExitFormFillEnvironment": "-p",
    "FORM_OnAfterLoadPage": "-pp",
    "FORM_OnBeforeClosePage": "-pp",
    "FPDFBitmap_Create": "piii",
    "FPDFBitmap_FillRect": "ipiiiiu",
    "FPDF_RenderPageBitmap": "-ppiiiiii",
    "FPDFBitmap_GetBuffer": "pp",
    "FPDFBitmap_GetStride": "ip",
    "FPDFBitmap_Destroy": "-p",
}
_PASSWORD, _SECURITY = 4, 5  # of FPDF_GetLastError
_alone = RLock()


@cache
def pdfium() -> Any:
    """The functions, by their names in pdfium's headers."""
    import pypdfium2_raw as raw

    raw.FPDF_InitLibrary()
    made = SimpleNamespace()
    for name, signature in _FUNCTIONS.items():
        prototype = ctypes.CFUNCTYPE(*(_TYPES[letter] for letter in signature))
        address: Any = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
        setattr(made, name, prototype(address))
    return made


@contextmanager
def opened(data: bytes) -> Iterator[int]:
    """The handle of the document in `data`.

    Raises Encrypted("encrypted") where it can't be opened without a password, and
    CannotOpen("damaged").
    """
    with _alone:
        lib = pdfium()
        document: int | None = lib.FPDF_LoadMemDocument64(data, len(data), None)
        if document is None:
            if lib.FPDF_GetLastError() in (_PASSWORD, _SECURITY):
                raise Encrypted("encrypted")
            raise CannotOpen("damaged")
        try:
            yield document
        finally:
            lib.FPDF_CloseDocument(document)


@contextmanager
def page_of(document: int, index: int, form: int | None = None) -> Iterator[int | None]:
    """The handle of a page, None where it is damaged; `form` is the document's (`form_of`)."""
    lib = pdfium()
    page: int | None = lib.FPDF_LoadPage(document, index)
    if page is None:
        yield None
        return
    if form is not None:
        lib.FORM_OnAfterLoadPage(page, form)
    try:
        yield page
    finally:
        if form is not None:
            lib.FORM_OnBeforeClosePage(page, form)
        lib.FPDF_ClosePage(page)


@contextmanager
def text_of(page: int) -> Iterator[int | None]:
    """The handle of the characters of a page, None where it has none to give."""
    lib = pdfium()
    text: int | None = lib.FPDFText_LoadPage(page)
    if text is None:
        yield None
        return
    try:
        yield text
    finally:
        lib.FPDFText_ClosePage(text)
