"""What an OFD says beside its pages: of itself, of files attached, of addresses to click on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.errors import CannotOpen
from gklint.document.ofd.matrix import boxed, numbers
from gklint.document.ofd.parts import children, folder, local, written
from gklint.document.paged.page import Hyperlink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from gklint.document.ofd.matrix import Matrix
    from gklint.document.ofd.parts import Parts

_NAMES: Final = {
    "author": "creator",
    "creator": "application",
    "creationdate": "created",
    "moddate": "modified",
}
"""An OFD's own words for what other formats call otherwise."""


def properties(info: etree._Element | None) -> dict[str, str]:
    """What a ``DocInfo`` says, by names as in `Document.meta`; `info` may be absent."""
    found: dict[str, str] = {}
    if info is None:
        return found
    for item in info:
        name = local(item).lower()
        if name == "customdatas":
            for custom in item:
                if custom.text and custom.text.strip():
                    found.setdefault((custom.get("Name") or "").lower(), custom.text.strip())
        elif item.text and item.text.strip():
            found[_NAMES.get(name, name)] = item.text.strip()
    return found


def attachments(parts: Parts, part: str, root: etree._Element) -> Iterator[str]:
    """The names of the files attached to the document in `part`."""
    location = written(root, "Attachments")
    if location is None:
        return
    for item in children(parts.xml(parts.locate(location, folder(part))), "Attachment"):
        yield item.get("Name") or written(item, "FileLoc") or ""


def links(parts: Parts, part: str, root: etree._Element, page: str, by: Matrix) -> list[Hyperlink]:
    """The addresses that annotations put upon the page with the id `page`.

    Annotations that cannot be read add nothing to the text and are passed over.
    """
    location = written(root, "Annotations")
    found: list[Hyperlink] = []
    if location is None:
        return found
    try:
        index = parts.locate(location, folder(part))
        for entry in children(parts.xml(index), "Page"):
            file = written(entry, "FileLoc")
            if entry.get("PageID") == page and file is not None:
                notes = parts.xml(parts.locate(file, folder(index), folder(part)))
                found += _links(notes, by)
    except CannotOpen:
        return found
    return found


def _links(notes: etree._Element, by: Matrix) -> Iterator[Hyperlink]:
    for note in children(notes, "Annot"):
        target = next((uri.get("URI") for uri in note.iter("{*}URI")), None)
        shown = next(children(note, "Appearance"), None)
        if target and shown is not None and shown.get("Boundary"):
            left, top, width, height = numbers(shown.get("Boundary") or "", 4)[:4]
            yield Hyperlink(*boxed((left, top, left + width, top + height), by), target)
