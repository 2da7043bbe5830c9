"""Bytes → `Document`: the one door to the readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document import sniff as sniffed
from gklint.document.errors import (
    CannotOpen,
    Encrypted,
    LimitReached,
    ReadingError,
    TypeRefused,
)
from gklint.document.limits import MAX_BYTES, MAX_PRINTED
from gklint.document.means import NONE
from gklint.document.model import Note, NoteKind
from gklint.document.sniff import EMPTY, ENCRYPTED_TYPES, refusal, sniff

if TYPE_CHECKING:
    from gklint.document.means import Means
    from gklint.document.model import Document


def read(data: bytes, name: str, declared: str | None = None, means: Means = NONE) -> Document:
    """Read `data` by what its bytes are.

    `name` is shown in messages and chooses between twins; `declared` is a charset that came with
    the bytes (HTTP), used only where they leave a choice; `means` are what else may help.

    Raises:
        CannotOpen: "empty", "blank" (only blanks), "textless" (a page or file without any text),
            "damaged".
        TypeRefused: a key of `sniff.REFUSED`.
        Encrypted: "encrypted", "rights".
        LimitReached: "size", "depth", "time", "cells", "blocks", "text".

    Every error carries `name` among its params.
    """
    try:
        document = _read(data, name, declared, means)
        if not document.blocks:
            raise _textless(document)
        if _printed(document) > MAX_PRINTED:
            raise LimitReached("text", limit=MAX_PRINTED)
    except ReadingError as error:
        error.params.setdefault("name", name)
        raise
    return document


def _textless(document: Document) -> ReadingError:
    """What a document is refused with that has nothing to read."""
    pictures = any(note.kind is NoteKind.PICTURES for note in document.notes)
    return TypeRefused("scanned") if pictures else CannotOpen("textless")


def _printed(document: Document) -> int:
    """Characters in paragraphs and cells."""
    printed = sum(len(block.text) for block in document.paragraphs)
    return printed + sum(len(cell.text) for table in document.tables for cell in table.cells)


def _read(data: bytes, name: str, declared: str | None, means: Means) -> Document:
    if len(data) > MAX_BYTES:
        raise LimitReached("size", size=len(data), limit=MAX_BYTES)
    media = sniff(data, name)
    if media == EMPTY:
        raise CannotOpen("empty")
    try:
        return _read_as(media, data, declared, means)
    except (CannotOpen, TypeRefused) as error:
        if means.office is None:
            raise
        from gklint.document.convert import read_converted

        document = read_converted(data, media, error, means.office)
        if document is None:
            raise
        return document


def _read_as(media: str, data: bytes, declared: str | None, means: Means) -> Document:
    key = refusal(media)
    if media in ENCRYPTED_TYPES and key is not None:
        raise Encrypted(key)
    if key is not None:
        raise TypeRefused(key)
    # Each is imported where it is used: a run rarely meets more than one or two of them.
    match media:
        case sniffed.HTML:
            from gklint.document.html.read import read_html

            return read_html(data, declared)
        case sniffed.DOCX | sniffed.DOCM:
            from gklint.document.docx.read import read_docx

            return read_docx(data)
        case sniffed.FLAT_DOCX:
            from gklint.document.docx.flat import zipped
            from gklint.document.docx.read import read_docx

            return read_docx(zipped(data))
        case sniffed.PDF:
            from gklint.document.pdf.read import read_pdf

            return read_pdf(data, means)
        case sniffed.DOC | sniffed.WPS:
            from gklint.document.doc.read import read_doc

            return read_doc(data, media)
        case sniffed.OFD:
            from gklint.document.ofd.read import read_ofd

            return read_ofd(data, means)
        case sniffed.XLSX | sniffed.XLS | sniffed.ODS:
            from gklint.document.sheet.read import read_sheet

            return read_sheet(data)
        case sniffed.RTF:
            from gklint.document.rtf.read import read_rtf

            return read_rtf(data)
        case sniffed.MHT:
            from gklint.document.mht.read import read_mht

            return read_mht(data)
        case _ if media.startswith("image/"):
            from gklint.document.scan.read import read_picture

            return read_picture(data, means)
        case _:
            return _read_plain(data, declared)


def _read_plain(data: bytes, declared: str | None) -> Document:
    from gklint.document.encoding import decode
    from gklint.document.plain.read import read_text
    from gklint.text import is_blank

    decoded = decode(data, declared)
    if is_blank(decoded.text):
        raise CannotOpen("blank")
    document = read_text(decoded.text, decoded.encoding)
    if decoded.replaced:
        note = Note(NoteKind.REPLACED, str(decoded.replaced))
        document = document._replace(notes=(*document.notes, note))
    return document
