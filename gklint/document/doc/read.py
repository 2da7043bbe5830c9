"""Word 97 to 2003 files (.doc, and .wps of WPS Office, by OLE2), read as they would be printed.

After [MS-DOC]: what is text, deletions, fields, numbers and notes is told as for .docx, and
blocks come in the same order; texts in boxes follow the paragraph that the box is anchored to.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gklint.document.doc.fib import Part
from gklint.document.doc.lists import read_lists
from gklint.document.doc.properties import MORE, SUMMARY, read_properties
from gklint.document.doc.source import MAIN, Source
from gklint.document.doc.story import Story
from gklint.document.errors import CannotOpen
from gklint.document.flowing.build import Builder
from gklint.document.flowing.drafts import Findings
from gklint.document.flowing.numbering import Numbering
from gklint.document.model import Document, Note, NoteKind
from gklint.document.sniff import DOC

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.document.flowing.numbering import ListForm


def read_doc(data: bytes, media: str = DOC) -> Document:
    """The document in `data`; `media` is its type, as .doc and .wps are told apart by name.

    Raises CannotOpen("damaged"), TypeRefused("doc_old" | "ole"), Encrypted("encrypted"), and
    LimitReached("text" | "cells" | "blocks"). Lists, drawings and properties that are damaged are
    left out, with a note.
    """
    source = Source(data)
    findings = Findings()
    noted: set[int] = set()
    builder = Builder(MAIN)
    numbering = Numbering(partial(_lists, source))
    body = Story(source, numbering, findings, noted).read(source.head.body)
    builder.add(body)
    for span in source.stray_boxes():
        builder.add(Story(source, None, findings, noted).read(span))
    head = source.head
    for references, texts, story in (
        (Part.FOOTNOTE_REFERENCES, Part.FOOTNOTE_TEXTS, head.footnotes),
        (Part.ENDNOTE_REFERENCES, Part.ENDNOTE_TEXTS, head.endnotes),
    ):
        for position, span in source.notes(references, texts, story):
            if position in noted or source.text[position : position + 1] != "\x02":
                builder.add(Story(source, None, findings, noted).read(span))
    meta = _properties(source)
    return Document(
        media,
        tuple(builder.blocks),
        links=tuple(builder.links),
        meta=meta,
        notes=tuple(_notes(source, findings)),
    )


def _lists(source: Source) -> Mapping[int, ListForm]:
    try:
        return read_lists(source.table, source.head)
    except CannotOpen as error:
        source.faults.append(error.params.get("reason", ""))
        return {}


def _properties(source: Source) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (SUMMARY, MORE):
        if name in source.container:
            try:
                found.update(read_properties(source.container.read(name)))
            except CannotOpen as error:
                source.faults.append(error.params.get("reason", name))
    return found


def _notes(source: Source, findings: Findings) -> list[Note]:
    notes = [Note(NoteKind.DAMAGED, fault) for fault in source.faults]
    if findings.tracked:
        notes.append(Note(NoteKind.TRACKED, str(findings.tracked)))
    if findings.hidden:
        notes.append(Note(NoteKind.HIDDEN, str(findings.hidden)))
    comments = source.comments()
    if comments:
        notes.append(Note(NoteKind.COMMENTS, str(comments)))
    return notes
