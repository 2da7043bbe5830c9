"""What a file is, by its bytes; its name only chooses between twins (.wps and .doc).

text/html    pages, also those saved as .doc or .xls
DOCX, DOCM   a zip with word/document.xml
PDF … MHT    by their first bytes; .doc and .wps by the streams inside
image/…      pictures
text/plain   everything that decodes to text without tags
the rest     named, so that the refusal can say what to do instead (`REFUSED`)
"""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Final

HTML: Final = "text/html"
TEXT: Final = "text/plain"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM: Final = "application/vnd.ms-word.document.macroEnabled.12"
PDF: Final = "application/pdf"
DOC: Final = "application/msword"
WPS: Final = "application/vnd.ms-works"
XLS: Final = "application/vnd.ms-excel"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFD: Final = "application/ofd"
RTF: Final = "application/rtf"
MHT: Final = "multipart/related"
EMPTY: Final = "application/x-empty"
BINARY: Final = "application/octet-stream"

REFUSED_TYPES: Final = {
    "application/vnd.ms-powerpoint": "ppt",
    "application/x-ole-storage": "ole",
    "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/xml": "xml",
    "application/zip": "zip",
    "application/vnd.rar": "rar",
    "application/x-7z-compressed": "7z",
    "application/gzip": "gzip",
    "application/x-tar": "tar",
    BINARY: "binary",
}
"""Media type → key of `TypeRefused`."""

ENCRYPTED_TYPE: Final = "application/x-encrypted-office"
READ_IN_PART: Final = ("pdf", "doc", "wps", "xls", "rtf", "mht", "ofd", "xlsx", "image")
"""Keys of `TypeRefused` that readers raise for kinds of their format which they do not read."""
REFUSED: Final = (*REFUSED_TYPES.values(), *READ_IN_PART, "encrypted")
"""Every key that `TypeRefused` and `Encrypted` are raised with: variants of rule RD02."""

_HEAD: Final = 4096
_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: Final = (
    (b"{\\rtf", RTF),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_SPACE: Final = b"\xef\xbb\xbf \t\r\n\f\v\x00"


def sniff(data: bytes, name: str = "") -> str:
    """The media type of `data`; never raises. `name` is the file's name, as far as known."""
    if not data:
        return EMPTY
    for signature, media in _SIGNATURES:
        if data.startswith(signature):
            return media
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if data.startswith(_OLE2):
        return _ole2(data, name)
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[257:262] == b"ustar":
        return "application/x-tar"
    head = data[:_HEAD].lstrip(_SPACE)
    if b"%PDF-" in data[:1024]:
        return PDF
    return _text(data, head)


def refusal(media: str) -> str | None:
    """The key that `media` is refused by, or None where it is read (or empty)."""
    if media == ENCRYPTED_TYPE:
        return "encrypted"
    return REFUSED_TYPES.get(media)


def _text(data: bytes, head: bytes) -> str:
    if not head and 0 in data[:_HEAD]:
        return BINARY  # zeros
    wide = data[:2] in _WIDE_MARKS or head.count(0) > len(head) // 8
    probe = head
    if wide:
        from gklint.document.encoding import decode

        decoded = decode(data[: 2 * _HEAD])
        if not decoded.encoding.startswith("utf-"):
            return BINARY
        probe = decoded.text.encode()
    lower = probe.lower()
    if lower.startswith((b"mime-version:", b"from:", b"return-path:", b"received:")):
        body = lower[:_HEAD]
        return MHT if b"multipart/related" in body else "message/rfc822"
    if _is_html(lower, data if not wide else probe):
        return HTML
    if lower.startswith(b"<?xml"):
        return "application/xml"
    controls = sum(probe.count(code) for code in range(9)) + sum(
        probe.count(code) for code in (*range(14, 27), *range(28, 32))
    )
    if controls * 50 > len(probe):
        return BINARY
    return TEXT


def _is_html(lower: bytes, data: bytes) -> bool:
    opening = _opening().match(lower)
    if opening is not None or lower.startswith(b"<!--"):
        return True
    if lower.startswith(b"<?xml"):
        return b"<html" in lower
    # Text first, tags later: a fragment of a page. These tags are what prose never has.
    return b"<" in data and len(_inside().findall(data[:65536].lower())) >= 2


@cache
def _opening() -> re.Pattern[bytes]:
    return re.compile(
        rb"(?:<!--.*?-->\s*|<!\[.*?\]>\s*)*<(?:!doctype\s+html|html|head|body|meta|title|link|base"
        rb"|style|script|div|p|span|table|tbody|tr|td|th|h[1-6]|center|font|section|article|header|main"
        rb"|form|ul|ol|li|a|b|strong|br|hr|img|pre|blockquote)[\s/>]",
        re.DOTALL,
    )


@cache
def _inside() -> re.Pattern[bytes]:
    return re.compile(
        rb"</(?:html|body|head|div|p|span|table|tr|td|h[1-6]|a|ul|li|strong|font|b)\s*>"
        rb"|<(?:br|p|div|table|tr|td)(?:\s*/?>|\s+[a-z]+\s*=)"
    )


def _zip(data: bytes) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {member.replace("\\", "/") for member in archive.namelist()}
            if "word/document.xml" in names or "word/document2.xml" in names:
                return DOCM if "word/vbaProject.bin" in names else DOCX
            if "mimetype" in names and "content.xml" in names:
                return "application/vnd.oasis.opendocument.text"
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        # Cut short: the directory at the end is gone; the first members still tell what it was.
        names = {n for n in ("word/document.xml", "[Content_Types].xml") if n.encode() in data}
        return DOCX if names else "application/zip"
    if "OFD.xml" in names:
        return OFD
    if any(n.startswith("xl/") for n in names):
        return XLSX
    if any(n.startswith("ppt/") for n in names):
        return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    # Word allows any name for its main part; only the types list tells.
    if "[Content_Types].xml" in names and "_rels/.rels" in names:
        return DOCX
    return "application/zip"


def _ole2(data: bytes, name: str) -> str:
    """By the names in the directory, which OLE2 keeps in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\0\0" in data

    if holds("EncryptedPackage"):
        return ENCRYPTED_TYPE
    if holds("WordDocument"):
        wps = name.lower().endswith((".wps", ".wpt"))
        return WPS if wps else DOC
    if holds("Workbook") or holds("Book"):
        return XLS
    if holds("PowerPoint Document"):
        return "application/vnd.ms-powerpoint"
    return "application/x-ole-storage"
