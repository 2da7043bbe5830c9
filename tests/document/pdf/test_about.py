"""What a PDF carries besides its text: properties, links, attached files, forms, comments."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from gklint.document.errors import Encrypted
from gklint.document.model import Embedded, Link, Note, NoteKind
from gklint.document.pdf.about import _date
from gklint.document.pdf.read import read_pdf
from tests.document.pdf.conftest import drawn


def plain(canvas: Any) -> None:
    canvas.drawString(20, 300, "云岫县水务局2023年工作年报。")


def test_properties() -> None:
    def draw(canvas: Any) -> None:
        plain(canvas)
        canvas.setTitle("年度报告")
        canvas.setAuthor("王小明")
        canvas.setCreator("WPS 文字")
        canvas.setProducer("某程序")

    meta = read_pdf(drawn(draw)).meta
    assert {key: meta[key] for key in ("title", "creator", "application", "producer")} == {
        "title": "年度报告",
        "creator": "王小明",
        "application": "WPS 文字",
        "producer": "某程序",
    }
    assert meta["created"] == "2000-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("D:20240131093005+08'00'", "2024-01-31T09:30:05+08:00"),
        ("D:20240131093005+0800", "2024-01-31T09:30:05+08:00"),
        ("D:20240131093005Z", "2024-01-31T09:30:05Z"),
        ("D:202401310930", "2024-01-31T09:30:00"),
        ("D:20240131", "2024-01-31"),
        ("D:2024", "2024"),
        ("2024年1月", "2024年1月"),
    ],
)
def test_dates(written: str, read: str) -> None:
    assert _date(written) == read


def test_links_stand_in_their_block() -> None:
    def draw(canvas: Any) -> None:
        plain(canvas)
        canvas.drawString(50, 200, "下载附件一")
        canvas.linkURL("https://www.yunxiu.example/a.docx", (50, 195, 100, 212))
        canvas.bookmarkPage("here")
        canvas.linkAbsolute("", "here", (50, 290, 100, 310))

    document = read_pdf(drawn(draw))
    (link,) = document.links
    assert link == Link("下载附件一", "https://www.yunxiu.example/a.docx", link.block)
    assert document.paragraphs[link.block].text == "下载附件一"


def test_attached_files_are_told() -> None:
    with pypdfium2.PdfDocument(drawn(plain)) as made:
        made.new_attachment("附表三.xlsx").set_data(b"PK")
        out = io.BytesIO()
        made.save(out)
    *_, last = read_pdf(out.getvalue()).blocks
    assert isinstance(last, Embedded)
    assert (last.kind, last.source) == ("attachment", "附表三.xlsx")
    assert last.block == len(read_pdf(out.getvalue()).blocks) - 1


def field(canvas: Any, value: str, **given: Any) -> None:
    canvas.acroForm.textfield(
        name="f", value=value, x=50, y=200, width=80, height=16, fontSize=10, **given
    )


def test_what_is_typed_into_a_form_is_read() -> None:
    def draw(canvas: Any) -> None:
        plain(canvas)
        field(canvas, "1234")

    assert "1234" in [p.text for p in read_pdf(drawn(draw)).paragraphs]


def test_a_field_without_looks_of_its_own_is_read() -> None:
    """Some programs leave it to the reader to draw what was typed."""

    def draw(canvas: Any) -> None:
        plain(canvas)
        field(canvas, "1234")

    data = drawn(draw)
    assert data.count(b"/AP ") == 1
    data = data.replace(b"/AP ", b"/XX ")
    assert "1234" in [p.text for p in read_pdf(data).paragraphs]


def test_a_hidden_field_is_not_read() -> None:
    def draw(canvas: Any) -> None:
        plain(canvas)
        field(canvas, "1234", annotationFlags="hidden")

    assert len(read_pdf(drawn(draw)).paragraphs) == 1


def test_comments_are_counted_and_not_read() -> None:
    def draw(canvas: Any) -> None:
        plain(canvas)
        canvas.textAnnotation("请核对", (50, 100, 80, 130))
        canvas.highlightAnnotation("改", (50, 290, 90, 310))

    document = read_pdf(drawn(draw))
    assert document.notes == (Note(NoteKind.COMMENTS, "2"),)
    assert len(document.paragraphs) == 1


@pytest.mark.parametrize("strength", [40, 128])
def test_a_password_to_open_is_told(strength: int) -> None:
    data = drawn(plain, encrypt=StandardEncryption("开门", "主人", strength=strength))
    with pytest.raises(Encrypted) as caught:
        read_pdf(data)
    assert caught.value.key == "encrypted"


@pytest.mark.parametrize("strength", [40, 128])
def test_a_password_against_changes_is_no_hindrance(strength: int) -> None:
    lock = StandardEncryption("", "owner", canPrint=0, canCopy=0, strength=strength)
    (paragraph,) = read_pdf(drawn(plain, encrypt=lock)).paragraphs
    assert paragraph.text == "云岫县水务局2023年工作年报。"
