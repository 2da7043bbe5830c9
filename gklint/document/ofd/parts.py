"""The files inside an OFD: found by their locations, parsed, their elements by local names."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING

from gklint.document.errors import CannotOpen, Encrypted, LimitReached
from gklint.document.limits import MAX_TEXT
from gklint.document.xml import parse
from gklint.document.zipped import Zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

ROOT = "OFD.xml"


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: writers differ in that."""
    return _local(element.tag)


@lru_cache(1024)
def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children with one of `names`; none of an element that is not there."""
    return iter(()) if element is None else (c for c in element if local(c) in names)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    if element is not None:
        for found in element:
            if local(found) == name:
                return found
    return None


def written(element: etree._Element | None, name: str) -> str | None:
    """The text of the child `name`; None where there is none, or a blank one."""
    found = child(element, name)
    text = None if found is None or found.text is None else found.text.strip()
    return text or None


class Parts:
    """The files of one OFD by name. Errors as of `Zipped` and `gklint.document.xml.parse`."""

    def __init__(self, data: bytes) -> None:
        self._zip = Zipped(data)

    def root(self) -> etree._Element:
        """The root of all; raises Encrypted("encrypted") where it says that parts are locked."""
        root = self.xml(ROOT)
        if any("ncrypt" in str(element.tag) for element in root.iter()):
            raise Encrypted("encrypted")
        return root

    def __contains__(self, name: str) -> bool:
        return name in self._zip

    def read(self, name: str) -> bytes:
        return self._zip.read(name)

    def xml(self, name: str) -> etree._Element:
        """The root element of a file; LimitReached("size") for one of more than MAX_TEXT bytes."""
        content = self._zip.read(name)
        if len(content) > MAX_TEXT:
            raise LimitReached("size", size=len(content), limit=MAX_TEXT)
        return parse(content, name)

    def locate(self, location: str, *folders: str) -> str:
        """The name of what `location` says: from the root of the package where it begins with a
        slash, else from the first of `folders` that has it, or from the root after all.

        Raises CannotOpen("damaged") where there is no such file.
        """
        location = location.strip().replace("\\", "/")
        bases = ("",) if location.startswith("/") else (*folders, "")
        for base in bases:
            name = posixpath.normpath(posixpath.join("/", base, location.lstrip("/")))[1:]
            if name in self._zip:
                return name
        raise CannotOpen("damaged", reason=f"no {location}")


def folder(name: str) -> str:
    return posixpath.dirname(name)
