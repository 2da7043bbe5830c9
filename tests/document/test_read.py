"""The one door: every type to its reader, every refusal by its name."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from gklint.document.errors import (
    CannotOpen,
    Encrypted,
    LimitReached,
    ReadingError,
    TypeRefused,
)
from gklint.document.model import NoteKind, Table
from gklint.document.read import read
from gklint.document.sniff import DOCX
from tests.builders.docx import package, para
from tests.document.conftest import texts
from tests.document.test_sniff import OFFICE, PAGE, WORD_2003, locked, ole2, open_document, packed

if TYPE_CHECKING:
    from pathlib import Path


PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
NO_PAGE = b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx"


@pytest.mark.parametrize("name", ["a.html", "a.doc", "a.txt", "a"])
def test_a_page_by_any_name(name: str) -> None:
    document = read(PAGE.encode("gb18030"), name)
    assert (document.media_type, document.encoding) == ("text/html", "gb18030")
    assert texts(document) == ["总体情况"]


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.xml"])
def test_a_word_file_in_one_xml(name: str) -> None:
    document = read(flat(package(para("总体情况"), core="<dc:creator>张三</dc:creator>")), name)
    assert document.media_type == DOCX
    assert texts(document) == ["总体情况"]
    assert document.meta["creator"] == "张三"


def flat(data: bytes) -> bytes:
    """A Word file's parts in one XML file, as Word saves them for other programs."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    written = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{text}</pkg:xmlData></pkg:part>'
        for name, text in ((n, re.sub(r"<\?.*?\?>", "", c.decode())) for n, c in parts.items())
    )
    return (
        '<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'{written}<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>iVBORw0K</pkg:binaryData>'
        "</pkg:part></pkg:package>"
    ).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0'?><pkg:package xmlns:pkg='x'",
        b"<?xml version='1.0'?><pkg:package xmlns:pkg='x'/>",
        flat(package("x")).replace(b"iVBORw0K", b"i\xe4\xbd\xa0"),
        flat(package("x")).replace(b"w:body", b"w:boby"),
        flat(package("x")).replace(b"/word/document.xml", b"/" + b"long/" * 20_000),
    ],
)
def test_a_damaged_word_file_in_one_xml(data: bytes) -> None:
    with pytest.raises(CannotOpen) as caught:
        read(data, "a.xml")
    assert caught.value.key == "damaged"


def test_a_word_file_of_too_many_parts_in_one_xml() -> None:
    parts = "".join(f"<pkg:part pkg:name='/{number}'/>" for number in range(2001))
    data = f"<?xml version='1.0'?><pkg:package xmlns:pkg='{PKG}'>{parts}</pkg:package>".encode()
    with pytest.raises(LimitReached) as caught:
        read(data, "a.xml")
    assert caught.value.key == "members"


def test_plain_text() -> None:
    document = read("一、总体情况\n\n二、主动公开政府信息情况\n".encode("gb18030"), "a.html")
    assert (document.media_type, document.encoding) == ("text/plain", "gb18030")
    assert "一、总体情况" in texts(document)[0]


def test_replaced_characters_of_plain_text_are_said() -> None:
    data = "总体情况".encode() + b"\xe4\xb8" + "，主动公开政府信息。".encode()
    assert [note.kind for note in read(data, "a.txt").notes] == [NoteKind.REPLACED]


def test_a_declared_charset_is_passed_on() -> None:
    data = "總計".encode("big5")
    assert read(b"<p>" + data, "a.html", "big5").encoding in ("big5-hkscs", "gb18030")


@pytest.mark.parametrize(
    ("data", "name", "error", "key"),
    [
        (b"", "a.docx", CannotOpen, "empty"),
        (b" \r\n\t\xe3\x80\x80", "a.txt", CannotOpen, "blank"),
        (b"<html><body><script>x()</script></body></html>", "a.html", CannotOpen, "textless"),
        (b"%PDF-1.4", "a.html", CannotOpen, "damaged"),
        (ole2("WordDocument"), "a.docx", CannotOpen, "damaged"),
        (ole2("WordDocument"), "a.wps", CannotOpen, "damaged"),
        (ole2("EncryptedPackage"), "a.docx", Encrypted, "encrypted"),
        (ole2("EncryptedPackage", "DRMEncryptedDataSpace"), "a.docx", Encrypted, "rights"),
        (locked(packed(*OFFICE, "word/document.xml")), "a.docx", Encrypted, "encrypted"),
        (open_document("text", "<encryption-data/>"), "a.odt", Encrypted, "encrypted"),
        (open_document("text"), "a.docx", TypeRefused, "odt"),
        (b"{\\rtf1", "a.doc", CannotOpen, "textless"),
        (packed("OFD.xml"), "a.ofd", CannotOpen, "damaged"),
        (WORD_2003, "a.doc", TypeRefused, "word_xml"),
        (b"\xdb\xa5\x2d\0" + bytes(99), "a.doc", TypeRefused, "doc_old"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx",
            "a.doc",
            CannotOpen,
            "damaged",
        ),
        (packed("a.docx"), "a.zip", TypeRefused, "zip"),
        (b"Rar!\x1a\x07\x00", "a.zip", TypeRefused, "rar"),
        (b"7z\xbc\xaf\x27\x1c", "a.zip", TypeRefused, "7z"),
        (b"\x89PNG\r\n\x1a\n", "a.html", TypeRefused, "image"),
        (b"\xff\xd8\xff\xe0", "a.html", TypeRefused, "image"),
        (bytes(4096), "a.txt", TypeRefused, "binary"),
        (packed(*OFFICE, "word/document.xml", content=b"<"), "a.docx", CannotOpen, "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(
    data: bytes, name: str, error: type[ReadingError], key: str
) -> None:
    with pytest.raises(error) as caught:
        read(data, name)
    assert caught.value.key == key
    assert caught.value.params["name"] == name
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), again.key, again.params) == (error, key, caught.value.params)


def test_a_file_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.document.read.MAX_BYTES", 10)
    with pytest.raises(LimitReached) as caught:
        read(b"%PDF-1.4 and more", "a.pdf")
    assert caught.value.params == {"name": "a.pdf", "size": "17", "limit": "10"}


def test_a_document_survives_a_worker() -> None:
    document = read(PAGE.encode(), "a.html")
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "grids", "cells"),
    [
        ("hangzhou_style_fixture_2025.html", [(14, 4), (28, 10), (4, 15)], [30, 217, 39]),
        ("pingtan_2019.html", [(18, 4), (26, 10), (4, 15)], [53, 199, 34]),
        ("pingtan_2021.html", [(14, 4), (28, 10), (4, 15)], [30, 215, 34]),
        ("shanghai_gov_office_2019.html", [(18, 5), (26, 10), (4, 15)], [53, 198, 34]),
    ],
)
def test_published_pages(
    corpus: Path, name: str, grids: list[tuple[int, int]], cells: list[int]
) -> None:
    data = (corpus / "reports" / name).read_bytes()
    document = read(data, name)
    assert [(table.n_rows, table.n_cols) for table in document.tables] == grids
    assert [len(table.cells) for table in document.tables] == cells
    assert document.notes == ()
    for table in document.tables:
        # A hole in a statutory table would be a misplaced cell (the 2019 forms have ragged rows
        # in table two alone).
        holes = sum(cell is None for row in table.grid() for cell in row)
        assert holes == 0 or table is document.tables[0]


@pytest.mark.corpus
def test_every_text_of_a_published_page_has_its_line_and_column(corpus: Path) -> None:
    data = (corpus / "reports" / "pingtan_2021.html").read_bytes()
    lines = data.decode().split("\n")
    document = read(data, "pingtan_2021.html")
    wrong = []
    for block in document.blocks:
        if isinstance(block, Table):
            items = [(cell.text, block.place(cell)) for cell in block.cells]
        else:
            items = [(getattr(block, "text", ""), block.place())]
        for text, place in items:
            there = lines[(place.line or 1) - 1][(place.col or 1) - 1 :]
            if text.strip() and not there.startswith((text[0], "&nbsp;")):
                wrong.append((text, place.line, place.col))
    assert wrong == []
