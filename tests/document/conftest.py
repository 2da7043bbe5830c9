"""Short ways to read a page in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.html.read import read_html
from gklint.document.model import Image, Paragraph, Table

if TYPE_CHECKING:
    from gklint.document.model import Document


def page(body: str) -> Document:
    """The document of a page with `body`."""
    return read_html(f"<html><head><title>页</title></head><body>{body}</body></html>".encode())


def texts(document: Document) -> list[str]:
    """What each block says: a paragraph its text, a table its rows, a picture its alt."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Table):
            found.append("/".join("|".join(c.text for c in row) for row in block.rows()))
        else:
            found.append(f"[{block.alt if isinstance(block, Image) else block.kind}]")
    return found


def only_table(document: Document) -> Table:
    """The one table of `document`."""
    (table,) = document.tables
    return table
