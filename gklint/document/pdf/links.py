"""Annotations of a page: areas that lead to an address, comments, and what is printed over it."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.limits import PDF_LINKS
from gklint.document.pdf.library import pdfium

if TYPE_CHECKING:
    from gklint.document.pdf.frame import Box

_COMMENTS: Final = frozenset({1, 9, 10, 11, 12, 14})  # notes, text marked in some way, carets
_PRINTED: Final = frozenset({3, 13, 20})  # typed on the page, stamps, fields of a form


class Active(NamedTuple):
    """An area in the page's own coordinates and the address it leads to."""

    box: Box
    target: str


class Annotations(NamedTuple):
    """`printed`: some have text that is seen on the page, but is no part of its content yet."""

    links: tuple[Active, ...]
    comments: int
    printed: bool


def annotations_of(document: int, page: int) -> Annotations:
    """Of the first PDF_LINKS annotations; leaps within the file are no links."""
    lib = pdfium()
    count = min(lib.FPDFPage_GetAnnotCount(page), PDF_LINKS)
    if count <= 0:
        return Annotations((), 0, printed=False)
    kinds = []
    for index in range(count):
        item = lib.FPDFPage_GetAnnot(page, index)
        if item is not None:
            kinds.append(lib.FPDFAnnot_GetSubtype(item))
            lib.FPDFPage_CloseAnnot(item)
    comments = sum(kind in _COMMENTS for kind in kinds)
    return Annotations(_links(document, page), comments, printed=not _PRINTED.isdisjoint(kinds))


def _links(document: int, page: int) -> tuple[Active, ...]:
    lib = pdfium()
    at, link = ctypes.c_int(0), ctypes.c_void_p()
    room = (ctypes.c_float * 4)()  # left, top, right, bottom
    links: list[Active] = []
    while len(links) < PDF_LINKS:
        if not lib.FPDFLink_Enumerate(page, ctypes.byref(at), ctypes.byref(link)):
            break
        target = _address(document, link.value)
        if target and lib.FPDFLink_GetAnnotRect(link, ctypes.byref(room)):
            left, top, right, bottom = room
            links.append(Active((left, bottom, right, top), target))
    return tuple(links)


def _address(document: int, link: int | None) -> str:
    """The address that `link` leads to, empty for anything else."""
    lib = pdfium()
    action = lib.FPDFLink_GetAction(link) if link is not None else None
    if action is None:
        return ""
    size = lib.FPDFAction_GetURIPath(document, action, None, 0)
    room = ctypes.create_string_buffer(size + 1)
    lib.FPDFAction_GetURIPath(document, action, ctypes.byref(room), size)
    return room.value.decode("utf-8", "replace").strip()
