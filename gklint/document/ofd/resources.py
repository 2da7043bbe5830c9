"""What the pages of a document share: templates, drawing parameters, composites, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.document.errors import CannotOpen
from gklint.document.ofd.parts import child, folder, local, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from gklint.document.ofd.parts import Parts


class Template(NamedTuple):
    """A page that others are painted upon; `part` is its file."""

    part: str
    foreground: bool


class Resources:
    """The resources of one document by their ids; files that add nothing to text are left closed.

    `damaged` lists files of resources that could not be read: pages are read without them.
    """

    def __init__(self, parts: Parts, part: str, root: etree._Element) -> None:
        self._parts = parts
        self._opened: set[str] = set()
        self.pictures: dict[str, str] = {}
        self.parameters: dict[str, etree._Element] = {}
        self.composites: dict[str, etree._Element] = {}
        self.templates: dict[str, Template] = {}
        self.damaged: list[str] = []
        shared = child(root, "CommonData")
        if shared is None:
            return
        base = folder(part)
        for item in shared:
            name = local(item)
            if name in ("PublicRes", "DocumentRes") and item.text:
                self.add(item.text, base)
            elif name == "TemplatePage":
                self.templates[item.get("ID") or ""] = Template(
                    parts.locate(item.get("BaseLoc") or "", base),
                    item.get("ZOrder") == "Foreground",
                )

    def add(self, location: str, *folders: str) -> None:
        """Reads a file of resources, once."""
        try:
            name = self._parts.locate(location, *folders)
            if name in self._opened:
                return
            self._opened.add(name)
            root = self._parts.xml(name)
        except CannotOpen as error:
            self.damaged.append(error.params.get("reason", location))
            return
        store = root.get("BaseLoc") or ""
        base = folder(name)
        where = (f"{base}/{store}" if base else store, base)
        for item in _items(root):
            key, kind = item.get("ID") or "", local(item)
            if kind == "DrawParam":
                self.parameters[key] = item
            elif kind.startswith("Composite"):
                self.composites[key] = item
            elif kind == "MultiMedia":
                self._add_picture(key, item, where)

    def _add_picture(self, key: str, item: etree._Element, where: tuple[str, str]) -> None:
        location = written(item, "MediaFile")
        if location is None:
            return
        try:
            self.pictures[key] = self._parts.locate(location, *where)
        except CannotOpen:
            self.pictures[key] = location  # named, though its file is not there


def _items(root: etree._Element) -> Iterator[etree._Element]:
    for group in root:
        if local(group) in ("DrawParams", "MultiMedias") or local(group).startswith("Composite"):
            yield from group
