"""A Word file whose parts stand in one XML file ("Flat OPC") → the zip that Word would write."""

from __future__ import annotations

import binascii
import io
import zipfile
from typing import Final

from lxml import etree

from gklint.document.errors import CannotOpen
from gklint.document.xml import parse

_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def zipped(data: bytes) -> bytes:
    """The parts in `data` as a zip. Raises CannotOpen("damaged"), LimitReached("depth")."""
    root = parse(data, "pkg:package")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in root.iterchildren(f"{_PKG}part"):
            archive.writestr((part.get(f"{_PKG}name") or "").lstrip("/"), _content(part))
    return out.getvalue()


def _content(part: etree._Element) -> bytes:
    packed = part.findtext(f"{_PKG}binaryData")
    if packed is not None:
        try:
            return binascii.a2b_base64(packed)
        except binascii.Error as error:
            raise CannotOpen("damaged", reason=str(error)) from error
    for holder in part.iterchildren(f"{_PKG}xmlData"):
        for element in holder:
            return etree.tostring(element, with_tail=False)
    return b""
