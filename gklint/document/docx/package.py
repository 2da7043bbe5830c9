"""The zip file that a .docx is: its parts as XML, and how they refer to each other."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document import xml
from gklint.document.zipped import Zipped

if TYPE_CHECKING:
    from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# ISO/IEC 29500 Strict → Transitional, the names that a reader of text meets.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)


class Relation(NamedTuple):
    """One relationship of a part; `kind` is the last word of its type (``hyperlink``)."""

    kind: str
    target: str
    external: bool


class Package(Zipped):
    """A Word file's parts; what goes wrong as in `Zipped`, and LimitReached("depth")."""

    def xml(self, part: str) -> etree._Element:
        """The member's root element, its names Transitional."""
        return parse(self.read(part), part)

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of `part` by id ("" is the package); targets are part names."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, Relation] = {}
        if rels not in self:
            return found
        for item in self.xml(rels):
            target = item.get("Target") or ""
            external = item.get("TargetMode") == "External"
            if not external:
                if "%" in target:
                    from urllib.parse import unquote

                    target = unquote(target)
                target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
            kind = (item.get("Type") or "").rpartition("/")[2]
            found[item.get("Id") or ""] = Relation(kind, target, external)
        return found


def parse(content: bytes, part: str) -> etree._Element:
    """The root element, its names Transitional; raises as `gklint.document.xml.parse`."""
    if content.rfind(b"http://purl.oclc.org/ooxml/") >= 0:  # faster than "in", see docx/xml.py
        for strict, transitional in _STRICT:
            content = content.replace(strict, transitional)
    return xml.parse(content, part)
