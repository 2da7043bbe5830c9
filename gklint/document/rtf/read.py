r"""Rich Text Format → `Document`: read as it would be printed.

Insertions are read and deletions are not; of a field its result; hidden and struck text, headers
and footers are left out; automatic numbers stand in the file and are kept as labels. Footnotes and
endnotes follow the body. A file that ends before its groups do was cut off: it is read so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.errors import CannotOpen
from gklint.document.flowing.build import Builder
from gklint.document.model import Document, Note, NoteKind
from gklint.document.rtf.interpret import Interpreter
from gklint.document.sniff import RTF

if TYPE_CHECKING:
    from gklint.document.rtf.interpret import Told

PART = "document"


def read_rtf(data: bytes) -> Document:
    """The document in `data`.

    Raises CannotOpen("damaged"), LimitReached("size" | "depth" | "cells" | "blocks").
    """
    begins = data.find(b"{\\rtf")
    if begins < 0:
        raise CannotOpen("damaged", reason="no {\\rtf")
    interpreter = Interpreter(data[begins:].decode("latin-1"))
    drafts = interpreter.run()
    builder = Builder(PART)
    builder.add(drafts)
    for note in interpreter.footnotes:
        builder.add(note)
    return Document(
        RTF,
        tuple(builder.blocks),
        links=tuple(builder.links),
        meta=interpreter.properties,
        notes=_notes(interpreter.told),
    )


def _notes(told: Told) -> tuple[Note, ...]:
    counts = (
        (NoteKind.DAMAGED, told.damage),
        (NoteKind.REPLACED, told.replaced),
        (NoteKind.TRACKED, told.tracked),
        (NoteKind.HIDDEN, told.hidden),
        (NoteKind.COMMENTS, told.comments),
    )
    return tuple(Note(kind, str(count)) for kind, count in counts if count)
