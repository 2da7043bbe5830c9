"""What a zip or an OLE2 file is, by the names of what it holds."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from gklint.document.errors import CannotOpen
from gklint.document.sniff import (
    DOC,
    DOCM,
    DOCX,
    ODS,
    ODT,
    OFD,
    PASSWORD,
    RIGHTS,
    UOF,
    WPS,
    WPS_OLD,
    XLS,
    XLSX,
    ZIP,
)

_PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_OPEN_DOCUMENT: Final = {
    b"text": ODT,
    b"text-template": ODT,
    b"spreadsheet": ODS,
    b"presentation": "application/vnd.oasis.opendocument.presentation",
}
_MARK: Final = b"application/vnd.oasis.opendocument."
_MANIFEST: Final = "META-INF/manifest.xml"
_MANIFEST_HEAD: Final = 64 * 1024  # bytes: of an encrypted file the first entries tell
_TYPE_HEAD: Final = 256
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
    KeyError,
)

# Streams in the order they decide; names of encrypted packages first, whatever else is there.
_STREAMS: Final = (
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("MatOST", WPS_OLD),
    ("MN0", WPS_OLD),
)


def sniff_zip(data: bytes) -> str:
    """The media type of a zip; never raises."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _by_members(archive)
    except _DAMAGE:
        # Cut short: the directory at the end is gone; the first members still tell what it was.
        if any(name in data for name in (b"word/document.xml", b"[Content_Types].xml")):
            return DOCX
        return OFD if b"OFD.xml" in data[:_MANIFEST_HEAD] else ZIP


def _by_members(archive: zipfile.ZipFile) -> str:
    entries = {entry.filename.replace("\\", "/"): entry for entry in archive.infolist()}
    media, main = _main(archive, entries)
    if main and entries[main].flag_bits & 1:
        return PASSWORD
    return media


def _main(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> tuple[str, str]:
    """The media type, and the member that tells it ("" where several do)."""
    for part in ("word/document.xml", "word/document2.xml"):
        if part in names:
            return (DOCM if "word/vbaProject.bin" in names else DOCX), part
    if "OFD.xml" in names:
        return OFD, "OFD.xml"
    if "mimetype" in names and ("content.xml" in names or "encrypted-package" in names):
        return _open_document(archive, names), ""
    if "uof.xml" in names:
        return UOF, "uof.xml"
    for name in names:
        if name.startswith("xl/"):
            return XLSX, name
        if name.startswith("ppt/"):
            return _PPTX, name
    # Word allows any name for its main part; only the types list tells.
    if "[Content_Types].xml" in names and "_rels/.rels" in names:
        return DOCX, "[Content_Types].xml"
    return ZIP, ""


def _open_document(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> str:
    with archive.open(names["mimetype"]) as member:
        kind = member.read(_TYPE_HEAD).strip().removeprefix(_MARK)
    if _MANIFEST in names:
        with archive.open(names[_MANIFEST]) as member:
            if b"encryption-data" in member.read(_MANIFEST_HEAD):
                return PASSWORD
    return _OPEN_DOCUMENT.get(kind, ODT)


def sniff_ole2(data: bytes, name: str) -> str:
    """The media type of an OLE2 file, which names its streams in UTF-16; never raises."""
    if _holds(data, "EncryptedPackage"):
        return RIGHTS if _holds(data, "DRMEncryptedDataSpace") else PASSWORD
    found = [stream for stream in _STREAMS if _holds(data, stream[0])]
    if len({media for _, media in found}) > 1:
        # One of them stands inside another's object: the ones at the root are the file's own.
        root = _at_root(data)
        found = [stream for stream in found if stream[0] in root] or found
    if not found:
        return "application/x-ole-storage"
    media = found[0][1]
    return WPS if media == DOC and name.lower().endswith((".wps", ".wpt")) else media


def _holds(data: bytes, stream: str) -> bool:
    return data.find(stream.encode("utf-16-le") + b"\0\0") >= 0


def _at_root(data: bytes) -> frozenset[str]:
    """The names of the streams that lie in no storage; none where the file is damaged."""
    from gklint.document.doc.container import Container

    try:
        return Container(data).names
    except CannotOpen:
        return frozenset()
