"""The zip file that a .docx is: members by name, read within limits, parsed safely.

Members are inflated by ourselves in steps, from the bytes that are there: what a header says of a
size is never believed, so that a small file cannot ask for much memory.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from functools import cache
from io import BytesIO
from typing import Final, NamedTuple

from lxml import etree

from gklint.document.errors import CannotOpen, Encrypted, LimitReached
from gklint.document.limits import MAX_BYTES, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM

_STEP: Final = 64 * 2**10
_LOCAL_HEADER: Final = 30

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


class Packed(NamedTuple):
    """A member as it lies in the zip: equal ones are the same part, whatever their headers say."""

    raw: bytes
    method: int


class Package:
    """Members of a zip by name; raises CannotOpen("damaged"), Encrypted("encrypted"),
    LimitReached("members" | "member_size" | "ratio" | "depth")."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._read = 0
        # Counted in C before zipfile makes an object of each entry of the directory.
        if data.count(b"PK\x01\x02") > 10 * MAX_MEMBERS:
            raise LimitReached("members", limit=MAX_MEMBERS)
        try:
            entries = zipfile.ZipFile(BytesIO(data)).infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
            raise CannotOpen("damaged", reason=str(error)) from error
        if len(entries) > MAX_MEMBERS:
            raise LimitReached("members", limit=MAX_MEMBERS)
        self._entries = {entry.filename.replace("\\", "/").lower(): entry for entry in entries}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def packed(self, part: str) -> Packed:
        """The member's packed bytes, not read; a key for caches."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise CannotOpen("damaged", reason=f"no {part}")
        if entry.flag_bits & 1:
            raise Encrypted("encrypted")
        head = self._data[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
        if len(head) < _LOCAL_HEADER or head[:4] != b"PK\x03\x04":
            raise CannotOpen("damaged", reason=f"{part}: no local header")
        start = (
            entry.header_offset
            + _LOCAL_HEADER
            + int.from_bytes(head[26:28], "little")
            + int.from_bytes(head[28:30], "little")
        )
        return Packed(self._data[start : start + entry.compress_size], entry.compress_type)

    def read(self, part: str) -> bytes:
        """The member's bytes, checked against its CRC."""
        packed = self.packed(part)
        content = self._inflate(packed, part)
        if zlib.crc32(content) != self._entries[part.lower()].CRC:
            raise CannotOpen("damaged", reason=f"{part}: wrong checksum")
        return content

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

    def _inflate(self, packed: Packed, part: str) -> bytes:
        if packed.method == zipfile.ZIP_STORED:
            self._count(len(packed.raw), len(packed.raw), len(packed.raw), part)
            return packed.raw
        if packed.method != zipfile.ZIP_DEFLATED:
            raise CannotOpen("damaged", reason=f"{part}: packed by method {packed.method}")
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        chunks: list[bytes] = []
        size = position = 0
        rest = b""
        try:
            while not unpacker.eof:
                if not rest:
                    rest = packed.raw[position : position + _STEP]
                    position += _STEP
                ending = not rest
                chunk = unpacker.decompress(rest, _STEP)
                rest = unpacker.unconsumed_tail
                if ending and not chunk:
                    raise CannotOpen("damaged", reason=f"{part}: cut off")
                chunks.append(chunk)
                size += len(chunk)
                self._count(len(chunk), size, position - len(rest), part)
        except zlib.error as error:
            raise CannotOpen("damaged", reason=f"{part}: {error}") from error
        return b"".join(chunks)

    def _count(self, step: int, size: int, packed: int, part: str) -> None:
        """Counts `step` more bytes of a member of which `packed` gave `size` so far."""
        self._read += step
        if size > MAX_BYTES:
            raise LimitReached("member_size", member=part, limit=MAX_BYTES // 2**20)
        if self._read > MAX_UNPACKED:
            raise LimitReached("member_size", member=part, limit=MAX_UNPACKED // 2**20)
        if size > RATIO_FROM and size > MAX_RATIO * packed:
            raise LimitReached("ratio", member=part, limit=MAX_RATIO)


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def parse(content: bytes, part: str) -> etree._Element:
    """The root element; a document type declaration is refused, as Office does."""
    if content.rfind(b"http://purl.oclc.org/ooxml/") >= 0:  # faster than "in", see docx_xml
        for strict, transitional in _STRICT:
            content = content.replace(strict, transitional)
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise LimitReached("depth", member=part, limit=256) from error
        raise CannotOpen("damaged", reason=f"{part}: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise CannotOpen("damaged", reason=f"{part}: document type declaration")
    return root
