"""Reports as a reader of pictures would give them: pages, and what was read from which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gklint.document.model import Image, Note, NoteKind, Paragraph, Table, rebuilt
from gklint.document.read import read
from gklint.report.recognise import Hints, recognise
from gklint.specimen import apply, make, to_html
from tests.engine.reports import pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from gklint.document.model import Block, Document
    from gklint.report.model import Report


def document(form: str = "2021", **edits: Any) -> Document:
    """The clean report of `form` with `edits`, as typed."""
    page = to_html(apply(make(pack(), form), edits, pack()))
    return read(page.encode(), "a.html")


def scanned(whole: Document, which: Callable[[Block], bool] = lambda block: True) -> Document:
    """`whole` as a file of two pages of which the blocks that `which` names were read by OCR."""
    blocks = tuple(
        block._replace(scanned=which(block), page=1 + (block.block > 3), line=None)
        if isinstance(block, Paragraph | Table)
        else block
        for block in whole.blocks
    )
    media = "application/pdf"
    return whole._replace(media_type=media, blocks=blocks, notes=(Note(NoteKind.SCANNED, "1, 2"),))


def is_table(block: Block) -> bool:
    return isinstance(block, Table)


def cut(whole: Document, first: int) -> Document:
    """`whole` whose blocks from `first` on are a page that is a picture and was not read."""
    kept = [(block, range(n, n + 1)) for n, block in enumerate(whole.blocks[:first])]
    picture = Image(None, "page 2", first, page=2)
    made = rebuilt(whole, [*kept, (picture, range(first, len(whole.blocks)))])
    blocks = tuple(b._replace(page=b.page or 1, line=None, origin=None) for b in made.blocks)
    return made._replace(
        media_type="application/pdf",
        blocks=blocks,
        links=(),
        meta={},
        notes=(Note(NoteKind.PICTURES, "2"),),
    )


def pictures(count: int = 3) -> Document:
    """A file of pictures that were not read."""
    from gklint.document.model import Document

    listed = ", ".join(map(str, range(1, count + 1)))
    blocks = tuple(Image(None, f"page {n + 1}", n, page=n + 1) for n in range(count))
    return Document("application/pdf", blocks, notes=(Note(NoteKind.PICTURES, listed),))


def report(made: Document) -> Report:
    found = recognise(made, (pack(),), Hints(source_name="a.pdf"))
    assert found is not None
    return found
