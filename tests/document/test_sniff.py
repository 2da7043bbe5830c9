"""What a file is, by its bytes, whatever it is called."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document.sniff import (
    BINARY,
    DOC,
    DOCM,
    DOCX,
    EMPTY,
    FLAT_DOCX,
    HTML,
    MHT,
    ODS,
    OFD,
    PDF,
    REFUSED,
    REFUSED_TYPES,
    RTF,
    TEXT,
    WPS,
    XLS,
    XLSX,
    refusal,
    sniff,
)


def packed(*members: str, content: bytes = b"x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member in members:
            archive.writestr(member, content)
    return buffer.getvalue()


def ole2(*streams: str) -> bytes:
    names = b"".join(stream.encode("utf-16-le") + b"\0\0" for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names + bytes(512)


def open_document(kind: str, manifest: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "x")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return buffer.getvalue()


def locked(data: bytes) -> bytes:
    """A zip whose members all say that they are encrypted."""
    made = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            made[start + at] |= 1
            start = data.find(mark, start + 1)
    return bytes(made)


def compound(stream: str, nested: str) -> bytes:
    """A sound OLE2 file with an empty `stream` at its root, and `nested` in a storage."""
    none, end = 0xFFFFFFFF, 0xFFFFFFFE

    def entry(name: str, kind: int, right: int, child: int) -> bytes:
        packed = name.encode("utf-16-le") + b"\0\0"
        return (
            packed.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(packed), kind, 1, none, right, child)
            + bytes(36)
            + struct.pack("<IQ", end, 0)
        )

    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(10)
        + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, end, 0, end, 0, 0)
        + struct.pack("<I", none) * 108
    )
    table = struct.pack("<III", 0xFFFFFFFD, end, none) + struct.pack("<I", none) * 125
    entries = (
        entry("Root Entry", 5, none, 2),
        entry(stream, 2, none, none),
        entry("Object", 1, 1, 3),
        entry(nested, 2, none, none),
    )
    return head + table + b"".join(entries)


PAGE = "<html><body><p>总体情况</p></body></html>"
RELATED = b"Content-Type: multipart/related;\r\n\tboundary=x\r\n\r\n<html>"
WORDML = b"http://schemas.microsoft.com/office/word/2003/wordml"
WORD_2003 = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<?mso-application progid="Word.Document"?><w:wordDocument/>'
)
FLAT_ODT = (
    b'<?xml version="1.0"?><office:document '
    b'office:mimetype="application/vnd.oasis.opendocument.text"/>'
)
READ = (HTML, TEXT, DOCX, DOCM, FLAT_DOCX, PDF, DOC, WPS, OFD, XLS, XLSX, ODS, RTF, MHT)
OFFICE = ("[Content_Types].xml", "_rels/.rels")


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"", EMPTY),
        (PAGE.encode(), HTML),
        (PAGE.encode("gb18030"), HTML),
        (PAGE.encode("utf-16"), HTML),
        (PAGE.encode("utf-16-le"), HTML),
        (PAGE.encode("utf-8-sig"), HTML),
        (b"\n\n  <!DOCTYPE html PUBLIC '-//W3C'>", HTML),
        (b"<!-- saved from url=(0014)about:internet -->\n<HTML>", HTML),
        (b"<!-- nothing -->", HTML),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html><html xmlns='x'>", HTML),
        ("<p style='text-align:center'>年度报告</p>".encode(), HTML),
        ("年度报告<br><p>正文</p><div>尾</div>".encode(), HTML),
        ("年度报告<br>一、总体<br />正文".encode(), HTML),
        ("若 a<b 且 <p> 为 p，则".encode(), TEXT),
        (b"<table border=1><tr><td>1</table>", HTML),
        ("一、总体情况\n\n公开了 3<5 件".encode(), TEXT),
        ("一、总体情况".encode("gb18030"), TEXT),
        ("一、总体情况\n".encode("utf-16"), TEXT),
        (b"a,b\n1,2\n", TEXT),
        (b"   \n", TEXT),
        (b"<?xml version='1.0'?><report/>", "application/xml"),
        (WORD_2003, "word_xml"),
        (WORD_2003.decode().encode("utf-16"), "word_xml"),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='" + WORDML + b"'/>", "word_xml"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "excel_xml"),
        (b"<?xml version='1.0'?><pkg:package xmlns:pkg='x'/>", FLAT_DOCX),
        (b"<?xml version='1.0'?><uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'/>", "uof"),
        (FLAT_ODT, "odt"),
        (b"%PDF-1.4\n%\xe2\xe3", "application/pdf"),
        (b"\r\n%PDF-1.7", "application/pdf"),
        (b"{\\rtf1\\ansi", RTF),
        (b"\xef\xbb\xbf\r\n{\\rtf1\\ansi", RTF),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>",
            "multipart/related",
        ),
        (b"From: a@b\r\nSubject: x\r\n\r\nhi", "message/rfc822"),
        (b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n" + RELATED, MHT),
        (b"\r\nMIME-Version: 1.0\nX-Doc: 1\nContent-Type: text/html\n\n<html>", MHT),
        (b"MIME-Version: 1.0\r\nFrom: a@b\r\nTo: c@d\r\n" + RELATED, "message/rfc822"),
        (b"Received: from a\r\nMIME-Version: 1.0\r\n" + RELATED, "message/rfc822"),
        ("Subject: 关于公开的说明\n\n正文".encode(), TEXT),
        ("date: 2023\n\n一、总体情况".encode(), TEXT),
        (b"Rar!\x1a\x07\x01\x00", "application/vnd.rar"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "application/x-7z-compressed"),
        (b"\x1f\x8b\x08\x00", "application/gzip"),
        (bytes(257) + b"ustar\x0000", "application/x-tar"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a..", "image/gif"),
        (b"BM\x36\x00\x00\x00\0\0\0\0", "image/bmp"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"II*\x00\x08", "image/tiff"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "picture"),
        (bytes(5000), BINARY),
        (bytes(range(256)) * 20, BINARY),
        (packed(*OFFICE, "word/document.xml"), DOCX),
        (packed(*OFFICE, "word/document.xml", "word/vbaProject.bin"), DOCM),
        (packed(*OFFICE, "word/document.xml")[:-30], DOCX),
        (packed(*OFFICE, "xl/workbook.xml"), XLSX),
        (packed(*OFFICE, "ppt/presentation.xml"), "pptx"),
        (packed("OFD.xml", "Doc_0/Document.xml"), OFD),
        (packed("OFD.xml", "Doc_0/Document.xml")[:-30], OFD),
        (packed(*OFFICE, "xl/workbook.bin"), XLSX),
        (packed("mimetype", "content.xml", "META-INF/manifest.xml"), "odt"),
        (open_document("text"), "odt"),
        (open_document("spreadsheet"), ODS),
        (open_document("presentation"), "odp"),
        (open_document("text", "<manifest:encryption-data/>"), "encrypted"),
        (packed("uof.xml", "content.xml"), "uof"),
        (locked(packed(*OFFICE, "word/document.xml")), "encrypted"),
        (locked(packed(*OFFICE, "xl/workbook.xml")), "encrypted"),
        (locked(packed("OFD.xml", "Doc_0/Document.xml")), "encrypted"),
        (packed("报告.docx", "a.html")[:-30], "zip"),
        (packed("报告.docx", "a.html"), "application/zip"),
        (packed(), "application/zip"),
        (ole2("Root Entry", "WordDocument", "1Table"), "application/msword"),
        (ole2("Root Entry", "Workbook"), "application/vnd.ms-excel"),
        (ole2("Root Entry", "PowerPoint Document"), "application/vnd.ms-powerpoint"),
        (ole2("Root Entry", "EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (ole2("Root Entry", "DRMEncryptedDataSpace", "EncryptedPackage"), "rights"),
        (ole2("Root Entry", "MatOST", "MN0"), "wps_old"),
        (b"\xdb\xa5\x2d\0" + bytes(400), "doc_old"),
        (ole2("Root Entry", "Contents"), "application/x-ole-storage"),
    ],
)
@pytest.mark.parametrize("name", ["", "report.doc", "报告.html", "x.pdf"])
def test_by_bytes(data: bytes, media: str, name: str) -> None:
    found = sniff(data, name)
    assert media in (found, refusal(found))


def test_a_name_chooses_between_twins_only() -> None:
    data = ole2("Root Entry", "WordDocument")
    assert sniff(data, "年报.WPS") == WPS
    assert sniff(data, "年报.doc") == DOC


@pytest.mark.parametrize(("outer", "inner"), [(DOC, XLS), (XLS, DOC)])
def test_an_object_within_is_not_the_file(outer: str, inner: str) -> None:
    names = {DOC: "WordDocument", XLS: "Workbook"}
    assert sniff(compound(names[outer], names[inner])) == outer


def test_every_refused_type_has_one_key_of_its_own() -> None:
    assert len(set(REFUSED)) == len(REFUSED)
    assert set(REFUSED_TYPES.values()) <= set(REFUSED)
    for media in READ:
        assert refusal(media) is None


@given(st.binary(max_size=600))
@settings(max_examples=300)
def test_any_bytes_have_a_type(data: bytes) -> None:
    media = sniff(data, "x")
    assert media in (*READ, EMPTY) or media.startswith("image/") or refusal(media) in REFUSED


@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]), st.binary(max_size=300)
)
@settings(max_examples=100)
def test_damaged_containers_have_a_type(mark: bytes, rest: bytes) -> None:
    assert sniff(mark + rest, "x") is not None
