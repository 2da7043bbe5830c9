"""OFD documents (GB/T 33190): a zip of XML in which every character has its place on a page.

Text is read as a page shows it: what is switched off, without ink, white on paper or outside the
page is left out, with a note; stamps and notes upon the page (annotations, seals) are no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.limits import OFD_PAGES
from gklint.document.means import NONE
from gklint.document.model import Document, Embedded, Note, NoteKind
from gklint.document.ofd.beside import attachments, links, properties
from gklint.document.ofd.matrix import numbers
from gklint.document.ofd.paint import Painter
from gklint.document.ofd.parts import Parts, child, children, folder, written
from gklint.document.ofd.resources import Resources
from gklint.document.ofd.scans import Scans
from gklint.document.ofd.seen import seen
from gklint.document.paged.assemble import assemble
from gklint.document.sniff import OFD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from gklint.document.means import Means
    from gklint.document.model import Block, Link
    from gklint.document.ofd.matrix import Box
    from gklint.document.ofd.paint import Drawn
    from gklint.document.paged.page import Page

_POINTS: Final = 72 / 25.4  # of a millimetre
_LARGEST: Final = 5080.0  # millimetres: no paper is larger, nor does PDF know a larger one
_A4: Final = (0.0, 0.0, 210.0, 297.0)


def read_ofd(data: bytes, means: Means = NONE) -> Document:
    """The document in `data`; pages that are pictures are recognised where `means` allow.

    Raises CannotOpen("damaged"), Encrypted("encrypted"), and LimitReached("members" |
    "member_size" | "ratio" | "depth" | "pages" | "objects" | "cells" | "blocks" | "text" |
    "size"), where pictures are read "time" too.
    """
    parts = Parts(data)
    root = parts.root()
    meta: dict[str, str] = {}
    blocks: list[Block] = []
    linked: list[Link] = []
    reader = _Reader(parts, means)
    for body in children(root, "DocBody"):
        for name, value in properties(child(body, "DocInfo")).items():
            meta.setdefault(name, value)
        location = written(body, "DocRoot")
        if location is None:
            continue
        part = parts.locate(location)
        document = parts.xml(part)
        assembled = assemble(list(reader.pages(part, document)), part)
        start = len(blocks)
        blocks += [block._replace(block=start + block.block) for block in assembled.blocks]
        linked += [link._replace(block=start + link.block) for link in assembled.links]
        for name in attachments(parts, part, document):
            blocks.append(Embedded("attachment", name, len(blocks), part=part))
    return Document(OFD, tuple(blocks), links=tuple(linked), meta=meta, notes=reader.notes())


class _Reader:
    """Reads the pages of the documents in one file; pages count on from one to the next."""

    def __init__(self, parts: Parts, means: Means) -> None:
        self._parts = parts
        self._means = means
        self._scans = Scans()
        self._pages = 0
        self._hidden = 0
        self._scanned: list[int] = []
        self._layer: list[int] = []
        self._unread: list[int] = []
        self._damaged: list[str] = []

    def pages(self, part: str, root: etree._Element) -> Iterator[Page]:
        """The pages of the document whose file is `part`, in order."""
        resources = Resources(self._parts, part, root)
        painter = Painter(resources)
        templates: dict[str, etree._Element] = {}
        area = _area(child(child(root, "CommonData"), "PageArea")) or _A4
        for entry in children(child(root, "Pages"), "Page"):
            self._pages += 1
            if self._pages > OFD_PAGES:
                raise LimitReached("pages", limit=OFD_PAGES)
            name = self._parts.locate(entry.get("BaseLoc") or "", folder(part))
            content = self._parts.xml(name)
            for resource in children(content, "PageRes"):
                resources.add(resource.text or "", folder(name), folder(part))
            left, top, width, height = _area(child(content, "Area")) or area
            by = (_POINTS, 0.0, 0.0, _POINTS, -left * _POINTS, -top * _POINTS)
            layers = self._layers(content, resources, templates)
            drawn = painter.page(layers, by)
            drawn.links.extend(links(self._parts, part, root, entry.get("ID") or "", by))
            yield self._seen(drawn, width * _POINTS, height * _POINTS)
        self._damaged += resources.damaged

    def _layers(
        self,
        content: etree._Element,
        resources: Resources,
        templates: dict[str, etree._Element],
    ) -> list[etree._Element]:
        """The contents that a page is painted with: templates under it, its own, those above."""
        under: list[etree._Element] = []
        above: list[etree._Element] = []
        for item in children(content, "Template"):
            key = item.get("TemplateID") or ""
            template = resources.templates.get(key)
            if template is None:
                raise CannotOpen("damaged", reason=f"no template {key}")
            if key not in templates:
                templates[key] = self._parts.xml(template.part)
                for resource in children(templates[key], "PageRes"):
                    resources.add(resource.text or "", folder(template.part))
            order = item.get("ZOrder")
            foreground = template.foreground if order is None else order == "Foreground"
            (above if foreground else under).extend(children(templates[key], "Content"))
        return [*under, *children(content, "Content"), *above]

    def _seen(self, drawn: Drawn, width: float, height: float) -> Page:
        found = seen(drawn, self._pages, width, height)
        self._hidden += found.hidden
        if found.page.scanned:
            self._scanned.append(self._pages)
            self._layer.append(self._pages)
        if found.picture is None:
            return found.page
        if self._means.ocr and found.picture in self._parts:
            data = self._parts.read(found.picture)
            page = self._scans.read(data, self._pages, width, height)
            if page is not None:
                self._scanned.append(self._pages)
                return page
        self._unread.append(self._pages)
        return found.page

    def notes(self) -> tuple[Note, ...]:
        """What is to be said of the reading."""
        found = [Note(NoteKind.DAMAGED, reason) for reason in self._damaged]
        if self._hidden:
            found.append(Note(NoteKind.HIDDEN, str(self._hidden)))
        if self._scanned:
            found.append(Note(NoteKind.SCANNED, ", ".join(map(str, self._scanned))))
        if self._layer:
            found.append(Note(NoteKind.LAYER, ", ".join(map(str, self._layer))))
        if self._unread:
            found.append(Note(NoteKind.PICTURES, ", ".join(map(str, self._unread))))
        return tuple(found)


def _area(element: etree._Element | None) -> Box | None:
    """The physical box of a page: left, top, width and height in millimetres."""
    box = written(element, "PhysicalBox")
    if box is None:
        return None
    left, top, width, height = numbers(box, 4)[:4]
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise CannotOpen("damaged", reason=f"page of {width:g} × {height:g} mm")
    return left, top, width, height
