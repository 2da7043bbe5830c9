"""HTML pages → `Document`."""

from __future__ import annotations

from gklint.document.encoding import decode
from gklint.document.errors import LimitReached
from gklint.document.html.source import Source
from gklint.document.html.tree import parse
from gklint.document.html.walk import Walked, walk
from gklint.document.limits import MAX_TEXT
from gklint.document.model import Document, Note, NoteKind
from gklint.document.sniff import HTML


def read_html(data: bytes, declared: str | None = None) -> Document:
    """Read a page; `declared` is the charset that came with it (HTTP), if any.

    A page that prints nothing gives a document without blocks.

    Raises:
        LimitReached: "size", "depth", "time", "cells", "blocks".
    """
    decoded = decode(data, declared)
    text = decoded.text
    if len(text) > MAX_TEXT:
        raise LimitReached("size", size=len(text), limit=MAX_TEXT)
    # Bytes are searched at a tenth of the time; where the text has one of these, they have it too.
    if b"\r" in data or b"\0" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    markup = data if text is decoded.text and decoded.encoding == "utf-8" else text.encode("utf-8")
    root, meta, notes = parse(markup, text)
    if decoded.replaced:
        notes.append(Note(NoteKind.REPLACED, str(decoded.replaced)))
    walked = walk(root, Source(text)) if root is not None else Walked((), ())
    return Document(HTML, walked.blocks, decoded.encoding, walked.links, meta, tuple(notes))
