"""A Word file whose parts stand in one XML file ("Flat OPC") → the zip that Word would write."""

from __future__ import annotations

import binascii
import io
import zipfile
from typing import Final

from lxml import etree

from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.limits import MAX_MEMBERS
from gklint.document.xml import parse

_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_LONGEST: Final = 1000  # characters of a name; a zip has room for 65,535 bytes


def zipped(data: bytes) -> bytes:
    """The parts in `data` as a zip.

    Raises CannotOpen("damaged"), LimitReached("depth" | "members").
    """
    root = parse(data, "pkg:package")
    parts: dict[str, etree._Element] = {}
    for part in root.iterchildren(f"{_PKG}part"):
        name = (part.get(f"{_PKG}name") or "").lstrip("/")
        parts[name[:_LONGEST]] = part
        if len(parts) > MAX_MEMBERS:
            raise LimitReached("members", limit=MAX_MEMBERS)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, _content(part))
    return out.getvalue()


def _content(part: etree._Element) -> bytes:
    packed = part.findtext(f"{_PKG}binaryData")
    if packed is not None:
        try:
            return binascii.a2b_base64(packed)
        except ValueError as error:
            raise CannotOpen("damaged", reason=str(error)) from error
    for holder in part.iterchildren(f"{_PKG}xmlData"):
        for element in holder:
            return etree.tostring(element, with_tail=False)
    return b""
