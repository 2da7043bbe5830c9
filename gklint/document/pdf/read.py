"""PDF → `Document`: pages by pdfium, paragraphs and tables by `gklint.document.paged`."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from gklint.document.errors import CannotOpen
from gklint.document.means import NONE
from gklint.document.model import Document, Embedded, Note, NoteKind
from gklint.document.paged.assemble import assemble
from gklint.document.paged.page import Page, Picture
from gklint.document.pdf.about import attached, is_xfa, metadata
from gklint.document.pdf.budget import Budget
from gklint.document.pdf.extract import Legibility, extract
from gklint.document.pdf.forms import form_of
from gklint.document.pdf.library import opened, page_of, pdfium
from gklint.document.pdf.links import annotations_of
from gklint.document.sniff import PDF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.document.means import Means
    from gklint.document.pdf.links import Active

_NO_SIZE = (595.0, 842.0)  # of a page that can't be loaded: A4


class _Read(NamedTuple):
    """One page: `scanned` if its text was read from a picture, `unread` if it was not; `layer` if
    the file has recognised text of its own for it."""

    page: Page
    scanned: bool = False
    layer: bool = False
    unread: bool = False
    damaged: bool = False
    hidden: int = 0
    comments: int = 0


def read_pdf(data: bytes, means: Means = NONE) -> Document:
    """The document in `data`: what is seen on its pages, each block with its page.

    Pages that are pictures are read where `means` has recognition of characters; else they are
    pictures, and a note lists them.

    Raises:
        CannotOpen: "damaged".
        Encrypted: "encrypted".
        LimitReached: "pages", "text", "objects", "depth", "time", and those of `assemble`.
    """
    with opened(data) as document, form_of(document) as form:
        meta, files, xfa = metadata(document), attached(document), is_xfa(document)
        pages = _pages(document, form, means)
    made = assemble([read.page for read in pages])
    blocks = list(made.blocks)
    for kind, name in (*(("attachment", name) for name in files), *((("xfa", ""),) if xfa else ())):
        blocks.append(Embedded(kind, name, len(blocks)))
    return Document(
        media_type=PDF,
        blocks=tuple(blocks),
        links=made.links,
        meta=meta,
        notes=_notes(pages, whole=_is_whole(data)),
    )


def _pages(document: int, form: int | None, means: Means) -> list[_Read]:
    budget = Budget()
    count = pdfium().FPDF_GetPageCount(document)
    if count <= 0:
        raise CannotOpen("damaged")
    budget.pages(count)
    return [_read(document, index, form, budget, means) for index in range(count)]


def _read(document: int, index: int, form: int | None, budget: Budget, means: Means) -> _Read:
    budget.look()
    with page_of(document, index, form) as page:
        if page is None:
            return _lost(index + 1)
        found = annotations_of(document, page)
        if not found.printed:
            read = _seen(page, index + 1, found.links, budget, means)
            return read._replace(comments=found.comments)
        pdfium().FPDFPage_Flatten(page, 0)
    with page_of(document, index) as page:  # what was laid over it is part of it now
        if page is None:
            return _lost(index + 1)
        read = _seen(page, index + 1, found.links, budget, means)
        return read._replace(comments=found.comments)


def _seen(page: int, number: int, links: Iterable[Active], budget: Budget, means: Means) -> _Read:
    found = extract(page, number, tuple(links), budget)
    if found.legibility is Legibility.TYPED:
        return _Read(found.page, hidden=found.hidden)
    layer = found.legibility is Legibility.LAYER
    if means.ocr:
        return _Read(_recognised(page, found.page, budget), scanned=True, layer=layer)
    if layer:
        return _Read(found.page, scanned=True, layer=True)
    return _Read(found.page, unread=True, hidden=found.hidden)


def _recognised(page: int, seen: Page, budget: Budget) -> Page:
    """The page read from its picture."""
    from gklint.document.pdf.bitmap import rendered
    from gklint.document.scan.read import read_page

    budget.picture()
    began = monotonic()
    picture = rendered(page, seen.width, seen.height)
    read = read_page(picture, seen.number, seen.width, seen.height)
    budget.recognised(monotonic() - began)
    return read


def _lost(number: int) -> _Read:
    """A page that can't be loaded: nothing is known of it but that it is there."""
    width, height = _NO_SIZE
    whole = (Picture(0.0, 0.0, width, height, f"page {number}"),)
    return _Read(Page(number, width, height, pictures=whole), unread=True, damaged=True)


def _notes(pages: list[_Read], *, whole: bool) -> tuple[Note, ...]:
    def listed(chosen: Iterable[_Read]) -> str:
        return ", ".join(str(read.page.number) for read in chosen)

    damaged = listed(read for read in pages if read.damaged)
    told = {
        NoteKind.DAMAGED: damaged or ("" if whole else "cut short"),
        NoteKind.SCANNED: listed(read for read in pages if read.scanned),
        NoteKind.LAYER: listed(read for read in pages if read.layer),
        NoteKind.PICTURES: listed(read for read in pages if read.unread),
        NoteKind.HIDDEN: str(sum(read.hidden for read in pages) or ""),
        NoteKind.COMMENTS: str(sum(read.comments for read in pages) or ""),
    }
    return tuple(Note(kind, detail) for kind, detail in told.items() if detail)


def _is_whole(data: bytes) -> bool:
    """Whether the file ends as a PDF ends. Some writers pad it; one that was cut short has lost
    the table that says where its pages are, and pdfium gathers what it can find."""
    return b"%%EOF" in data[-2048:]
