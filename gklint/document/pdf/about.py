"""What a PDF says of itself outside its pages."""

from __future__ import annotations

import ctypes
from functools import partial
from typing import TYPE_CHECKING, Final

from gklint.document.limits import PDF_LINKS
from gklint.document.pdf.library import pdfium
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable

_KEYS: Final = {
    "Title": "title",
    "Author": "creator",
    "Creator": "application",
    "Producer": "producer",
    "Subject": "subject",
    "Keywords": "keywords",
    "CreationDate": "created",
    "ModDate": "modified",
}
_LONGEST: Final = 4096  # characters of one value
_XFA_FORMS: Final = (2, 3)
_DATE: Final = (
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?"  # D:20240131…
)


def metadata(document: int) -> dict[str, str]:
    """Values that are there, by the keys of `Document.meta`; dates as in ISO 8601."""
    lib = pdfium()
    meta: dict[str, str] = {}
    for name, key in _KEYS.items():
        value = _text(partial(lib.FPDF_GetMetaText, document, name.encode()))
        if value:
            meta[key] = _date(value) if name.endswith("Date") else value
    return meta


def attached(document: int) -> tuple[str, ...]:
    """Names of the files that the PDF carries, PDF_LINKS at most."""
    lib = pdfium()
    names = []
    for index in range(min(lib.FPDFDoc_GetAttachmentCount(document), PDF_LINKS)):
        item = lib.FPDFDoc_GetAttachment(document, index)
        if item is not None:
            names.append(_text(partial(lib.FPDFAttachment_GetName, item)))
    return tuple(names)


def is_xfa(document: int) -> bool:
    """Whether the pages are but a placeholder for a form in another format (XFA)."""
    return pdfium().FPDF_GetFormType(document) in _XFA_FORMS


def _text(get: Callable[[object, int], int]) -> str:
    """Text in UTF-16 that `get` writes into a buffer of so many bytes; asked for its size first."""
    size = min(get(None, 0), 2 * _LONGEST)
    if size <= 2:
        return ""
    room = ctypes.create_string_buffer(size)
    get(ctypes.byref(room), size)
    return room.raw.decode("utf-16-le", "replace").split("\0")[0].strip()


def _date(value: str) -> str:
    """``D:20240131093000+08'00'`` → ``2024-01-31T09:30:00+08:00``; anything else as it stands."""
    found = regex(_DATE).match(value)
    if found is None:
        return value
    year, month, day, hour, minute, second, utc, hours, minutes = found.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if hour is None:
        return date
    zone = "Z" if utc else f"{hours}:{minutes or '00'}" if hours else ""
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{zone}"
