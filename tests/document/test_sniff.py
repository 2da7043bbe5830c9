"""What a file is, by its bytes, whatever it is called."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document.sniff import (
    BINARY,
    DOCM,
    DOCX,
    EMPTY,
    HTML,
    REFUSED,
    REFUSED_TYPES,
    TEXT,
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


PAGE = "<html><body><p>总体情况</p></body></html>"
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
        (b"%PDF-1.4\n%\xe2\xe3", "application/pdf"),
        (b"\r\n%PDF-1.7", "application/pdf"),
        (b"{\\rtf1\\ansi", "application/rtf"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>",
            "multipart/related",
        ),
        (b"From: a@b\r\nSubject: x\r\n\r\nhi", "message/rfc822"),
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
        (bytes(5000), BINARY),
        (bytes(range(256)) * 20, BINARY),
        (packed(*OFFICE, "word/document.xml"), DOCX),
        (packed(*OFFICE, "word/document.xml", "word/vbaProject.bin"), DOCM),
        (packed(*OFFICE, "word/document.xml")[:-30], DOCX),
        (packed(*OFFICE, "xl/workbook.xml"), "xlsx"),
        (packed(*OFFICE, "ppt/presentation.xml"), "pptx"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (packed("mimetype", "content.xml", "META-INF/manifest.xml"), "odt"),
        (packed("报告.docx", "a.html"), "application/zip"),
        (packed(), "application/zip"),
        (ole2("Root Entry", "WordDocument", "1Table"), "application/msword"),
        (ole2("Root Entry", "Workbook"), "application/vnd.ms-excel"),
        (ole2("Root Entry", "PowerPoint Document"), "application/vnd.ms-powerpoint"),
        (ole2("Root Entry", "EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (ole2("Root Entry", "Contents"), "application/x-ole-storage"),
    ],
)
@pytest.mark.parametrize("name", ["", "report.doc", "报告.html", "x.pdf"])
def test_by_bytes(data: bytes, media: str, name: str) -> None:
    found = sniff(data, name)
    assert media in (found, refusal(found))


def test_a_name_chooses_between_twins_only() -> None:
    data = ole2("Root Entry", "WordDocument")
    assert refusal(sniff(data, "年报.WPS")) == "wps"
    assert refusal(sniff(data, "年报.doc")) == "doc"


def test_every_refused_type_has_one_key_of_its_own() -> None:
    assert len(set(REFUSED)) == len(REFUSED) == len(REFUSED_TYPES) + 1
    for media in (HTML, TEXT, DOCX, DOCM, EMPTY):
        assert refusal(media) is None


@given(st.binary(max_size=600))
@settings(max_examples=300)
def test_any_bytes_have_a_type(data: bytes) -> None:
    media = sniff(data, "x")
    assert media in (HTML, TEXT, DOCX, DOCM, EMPTY) or refusal(media) in REFUSED


@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]), st.binary(max_size=300)
)
@settings(max_examples=100)
def test_damaged_containers_have_a_type(mark: bytes, rest: bytes) -> None:
    assert sniff(mark + rest, "x") is not None
