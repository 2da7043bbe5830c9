"""Workbooks (.xlsx, .xls, .et, .ods) that hold a report: values as they were calculated when the
file was saved, sheet after sheet; hidden sheets, rows and columns are left out, with a note.

The name of a sheet is the `part` of its blocks and no text; lines and columns of places are those
of the workbook. Numbers are told in full: how a workbook shows them (1,234, 12.50 %) is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.model import Document, Image, Note, NoteKind
from gklint.document.sheet.layout import blocks_of
from gklint.document.sniff import ODS, XLS, XLSX

if TYPE_CHECKING:
    from gklint.document.model import Block
    from gklint.document.sheet.ods import Ods
    from gklint.document.sheet.xls import Xls
    from gklint.document.sheet.xlsx import Xlsx


def read_sheet(data: bytes) -> Document:
    """The document in `data`.

    Raises CannotOpen("damaged"), Encrypted("encrypted"), TypeRefused("xlsb"), and
    LimitReached("members" | "member_size" | "ratio" | "depth" | "size" | "cells" | "blocks").
    """
    media = _kind(data)
    file = _opened(data, media)
    blocks: list[Block] = []
    hidden = 0
    for sheet in file.sheets():
        blocks += blocks_of(sheet, len(blocks))
        hidden += sheet.hidden
    for name in file.pictures():
        blocks.append(Image(None, name, len(blocks)))
    notes = [Note(NoteKind.HIDDEN, str(hidden))] if hidden else []
    comments = file.comments()
    if comments:
        notes.append(Note(NoteKind.COMMENTS, str(comments)))
    return Document(media, tuple(blocks), meta=file.properties(), notes=tuple(notes))


def _kind(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return XLS
    return XLSX if b"xl/" in data else ODS


def _opened(data: bytes, media: str) -> Xlsx | Xls | Ods:
    """Each kind is imported where it is used."""
    if media == XLSX:
        from gklint.document.sheet.xlsx import Xlsx

        return Xlsx(data)
    if media == ODS:
        from gklint.document.sheet.ods import Ods

        return Ods(data)
    from gklint.document.sheet.xls import Xls

    return Xls(data)
