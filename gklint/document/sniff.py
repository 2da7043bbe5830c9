"""What a file is, by its bytes; its name only chooses between twins (.wps and .doc).

text/html    pages, also those saved as .doc or .xls
DOCX, DOCM   a zip with word/document.xml, or all of its parts in one XML file
PDF … MHT    by their first bytes; .doc and .wps by the streams inside
image/…      pictures
text/plain   everything that decodes to text without tags
the rest     named, so that the refusal can say what to do instead (`REFUSED`)
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

HTML: Final = "text/html"
TEXT: Final = "text/plain"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM: Final = "application/vnd.ms-word.document.macroEnabled.12"
FLAT_DOCX: Final = "application/vnd.ms-word.document+xml"
PDF: Final = "application/pdf"
DOC: Final = "application/msword"
DOC_OLD: Final = "application/x-msword-old"
WPS: Final = "application/vnd.ms-works"
WPS_OLD: Final = "application/x-msworks-wp"
XLS: Final = "application/vnd.ms-excel"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
ODT: Final = "application/vnd.oasis.opendocument.text"
UOF: Final = "application/x-uof"
WORD_XML: Final = "application/x-word-2003+xml"
OFD: Final = "application/ofd"
RTF: Final = "application/rtf"
MHT: Final = "multipart/related"
EMPTY: Final = "application/x-empty"
BINARY: Final = "application/octet-stream"
ZIP: Final = "application/zip"

REFUSED_TYPES: Final = {
    DOC_OLD: "doc_old",
    WPS_OLD: "wps_old",
    "application/vnd.ms-powerpoint": "ppt",
    "application/x-ole-storage": "ole",
    "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    ODT: "odt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    UOF: "uof",
    WORD_XML: "word_xml",
    "application/x-excel-2003+xml": "excel_xml",
    "application/xml": "xml",
    ZIP: "zip",
    "application/vnd.rar": "rar",
    "application/x-7z-compressed": "7z",
    "application/gzip": "gzip",
    "application/x-tar": "tar",
    "image/heic": "picture",
    BINARY: "binary",
}
"""Media type → key of `TypeRefused`."""

PASSWORD: Final = "application/x-encrypted"  # noqa: S105  # a type
RIGHTS: Final = "application/x-rights-managed"
ENCRYPTED_TYPES: Final = {PASSWORD: "encrypted", RIGHTS: "rights"}
"""Media type → key of `Encrypted`."""

READ_IN_PART: Final = ("scanned", "image", "xlsb")
"""Keys of `TypeRefused` that readers raise for kinds of their format which they do not read."""
REFUSED: Final = (*REFUSED_TYPES.values(), *READ_IN_PART)
"""Every key that `TypeRefused` is raised with for a file's type: variants of rule RD02."""

_HEAD: Final = 4096
_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: Final = (
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xdb\xa5\x2d\0", DOC_OLD),  # Word 2
    (b"\x9b\xa5\x21\0", DOC_OLD),  # Word 1
)
_HEIF: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_SPACE: Final = b"\xef\xbb\xbf \t\r\n\f\v\x00"

# How an XML file of an office program begins, in lower case.
_OFFICE_XML: Final = (
    (b"<pkg:package", FLAT_DOCX),
    (b"schemas.microsoft.com/office/2006/xmlpackage", FLAT_DOCX),
    (b'progid="word.document"', WORD_XML),
    (b"schemas.microsoft.com/office/word/2003/wordml", WORD_XML),
    (b'progid="excel.sheet"', "application/x-excel-2003+xml"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", "application/x-excel-2003+xml"),
    (b"<uof:uof", UOF),
    (b"schemas.uof.org/", UOF),
    (b'office:mimetype="application/vnd.oasis.opendocument.text', ODT),
)


def sniff(data: bytes, name: str = "") -> str:
    """The media type of `data`; never raises. `name` is the file's name, as far as known."""
    if not data:
        return EMPTY
    for signature, media in _SIGNATURES:
        if data.startswith(signature):
            return media
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from gklint.document.containers import sniff_zip

        return sniff_zip(data)
    if data.startswith(_OLE2):
        from gklint.document.containers import sniff_ole2

        return sniff_ole2(data, name)
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        return "image/heic"
    if data[257:262] == b"ustar":
        return "application/x-tar"
    head = data[:_HEAD].lstrip(_SPACE)
    if head.startswith(b"{\\rtf"):
        return RTF
    if b"%PDF-" in data[:1024]:
        return PDF
    return _text(data, head)


def refusal(media: str) -> str | None:
    """The key that `media` is refused by, or None where it is read (or empty)."""
    return ENCRYPTED_TYPES.get(media) or REFUSED_TYPES.get(media)


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
    mail = _message(lower)
    if mail is not None:
        return mail
    if _is_html(lower, data if not wide else probe):
        return HTML
    if lower.startswith((b"<?xml", b"<pkg:package", b"<uof:uof", b"<office:document")):
        marks = (media for mark, media in _OFFICE_XML if mark in lower)
        return next(marks, "application/xml")
    controls = sum(probe.count(code) for code in range(9)) + sum(
        probe.count(code) for code in (*range(14, 27), *range(28, 32))
    )
    if controls * 50 > len(probe):
        return BINARY
    return TEXT


def _message(lower: bytes) -> str | None:
    """A page saved with its pictures, or mail: both begin with headers, mail names who gets it."""
    if not _header().match(lower):
        return None
    headers = re.split(rb"\r?\n\r?\n|\r\r", lower, maxsplit=1)[0]
    if b"\nmime-version:" not in b"\n" + headers and b"\nsubject:" not in headers:
        return None
    sent = re.search(
        rb"(?:^|[\r\n])(?:to|cc|received|return-path|message-id|delivered-to):", headers
    )
    page = re.search(rb"[\r\n]content-type:\s*(?:multipart/related|text/html)", b"\n" + headers)
    return MHT if page and not sent else "message/rfc822"


@cache
def _header() -> re.Pattern[bytes]:
    return re.compile(
        rb"(?:mime-version|from|to|return-path|received|subject|date|message-id|delivered-to"
        rb"|content-(?:type|location|class|transfer-encoding)|snapshot-content-location"
        rb"|x-[a-z-]+):"
    )


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
