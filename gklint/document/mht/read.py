"""MHT → `Document`: a page that a browser, Word or WPS saved with all it needs as one file.

It is a message of parts (RFC 2557). The page is the part that ``start`` names, else the first in
HTML; pages that it shows in frames stand where their frames do. Lines are not told: they would be
those of a part as it was before it was packed.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect
from typing import TYPE_CHECKING, Any, Final

from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.html.read import read_html
from gklint.document.limits import MAX_BLOCKS, MAX_MEMBERS, MHT_NESTED
from gklint.document.model import Document, Embedded, Link, Note, NoteKind, Paragraph, Table

if TYPE_CHECKING:
    from email.message import Message

    from gklint.document.model import Block

    Part = Message[str, str]

_PAGES: Final = ("text/html", "application/xhtml+xml")
_DEEPEST: Final = 8  # frames in frames
_APART: Final = 1_000_000  # between the containers of two pages


def read_mht(data: bytes) -> Document:
    """The document in `data`.

    Raises CannotOpen("damaged"), LimitReached("members" | "depth") and what `read_html` raises.
    """
    lower = data.lower()
    if lower.count(b"boundary=") + lower.count(b"message/rfc822") > MHT_NESTED:
        raise LimitReached("depth", limit=MHT_NESTED)
    message = message_from_bytes(data.lstrip(), policy=policy.compat32)
    parts: list[Part] = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > MAX_MEMBERS:
            raise LimitReached("members", limit=MAX_MEMBERS)
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    if not pages:
        raise CannotOpen("damaged", reason="no page among the parts")
    first = _started(message, pages)
    document = _Frames(pages).read(first)
    if first is parts[-1] and _cut_off(parts):
        cut = Note(NoteKind.DAMAGED, "cut off")
        document = document._replace(notes=(*document.notes, cut))
    return document


def _started(message: Part, pages: list[Part]) -> Part:
    start = _named(message.get_param("start"))
    return next((part for part in pages if start and _named(part["Content-ID"]) == start), pages[0])


def _named(value: Any) -> str:
    """An identifier without its brackets; "" where there is none."""
    return str(value).strip().strip("<>") if value else ""


def _cut_off(parts: list[Part]) -> bool:
    """Whether the mark that ends the last part is missing."""
    defects = (defect for part in parts for defect in part.defects)
    return any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in defects)


class _Frames:
    """Reads pages, and those in their frames in place of them; each page once."""

    def __init__(self, pages: list[Part]) -> None:
        self._known: dict[str, Part] = {}
        for part in pages:
            for header in ("Content-Location", "Content-ID"):
                name = _named(part[header])
                if name:
                    self._known.setdefault(name, part)
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._notes: list[Note] = []
        self._pages = self._depth = 0

    def read(self, part: Part) -> Document:
        document = self._add(part, "", ())
        if not self._blocks:
            # A set of frames prints nothing itself, and is as good as the pages in it.
            for name, framed in list(self._known.items()):
                if name in self._known:
                    self._add(framed, name, ())
        return document._replace(
            blocks=tuple(self._blocks), links=tuple(self._links), notes=tuple(self._notes)
        )

    def _add(self, part: Part, name: str, outer: tuple[int, ...]) -> Document:
        """Adds the blocks of the page `part`, which is called `name` in places and stands in the
        containers `outer`."""
        self._known = {key: page for key, page in self._known.items() if page is not part}
        content = part.get_payload(decode=True)
        data = content if isinstance(content, bytes) else b""
        document = read_html(data, part.get_content_charset())
        self._notes += document.notes
        self._depth += 1
        first = self._pages * _APART
        self._pages += 1
        moved: dict[int, int] = {}
        for block in document.blocks:
            moved[block.block] = number = len(self._blocks)
            inside = (*outer, *(first + item for item in block.container))
            framed = self._framed(block)
            if framed is None:
                self._blocks.append(_placed(block, number, name, inside))
            elif isinstance(block, Embedded):
                self._add(framed, block.source, inside)
            if len(self._blocks) > MAX_BLOCKS:
                raise LimitReached("blocks", limit=MAX_BLOCKS)
        self._depth -= 1
        self._links += (link._replace(block=moved[link.block]) for link in document.links)
        return document

    def _framed(self, block: Block) -> Part | None:
        if not isinstance(block, Embedded) or self._depth > _DEEPEST:
            return None
        source = block.source.strip()
        return self._known.get(source.removeprefix("cid:")) or self._known.get(source)


def _placed(block: Block, number: int, part: str, container: tuple[int, ...]) -> Block:
    """`block` with its number in the file, and its place within the page `part`."""
    if isinstance(block, Paragraph):
        block = block._replace(col=None)
    elif isinstance(block, Table):
        block = block._replace(starts=())
    return block._replace(
        block=number, origin=block.block, part=part, line=None, container=container
    )
