"""Pages that are pictures, and text that someone else's recognition put under them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from gklint.document.errors import LimitReached
from gklint.document.means import Means
from gklint.document.model import Image as Picture
from gklint.document.model import Note, NoteKind
from gklint.document.paged.page import Glyph, Page
from gklint.document.pdf.extract import Legibility
from gklint.document.pdf.library import pdfium
from gklint.document.pdf.read import read_pdf
from tests.builders.figures import score, unique
from tests.builders.pdf import Style, report_pdf
from tests.document.pdf.conftest import SIZE, drawn, seen, text

WIDTH, HEIGHT = SIZE


@cache
def pictures() -> tuple[Image.Image, ...]:
    """The pages of a report, drawn."""
    with pypdfium2.PdfDocument(report_pdf(unique("2021"), Style())) as document:
        return tuple(page.render(scale=0.5).to_pil().convert("L") for page in document)


def full(canvas: Any) -> None:
    canvas.drawInlineImage(Image.new("L", (30, 40), 200), 0, 0, WIDTH, HEIGHT)


def written(canvas: Any, words: str, mode: int = 0) -> None:
    line = canvas.beginText(50, 100)
    line.setTextRenderMode(mode)
    line.textOut(words)
    canvas.drawText(line)


def scan(canvas: Any) -> None:
    full(canvas)
    written(canvas, "— 3 —")


def layer(canvas: Any) -> None:
    full(canvas)
    written(canvas, "总体情况", mode=3)


def covered(canvas: Any) -> None:
    """Some scanners' programs put the text first and the picture over it."""
    written(canvas, "总体情况")
    full(canvas)


def strips(canvas: Any) -> None:
    for number in range(20):
        canvas.drawInlineImage(Image.new("L", (30, 2), 200), 0, number * 20, WIDTH, 20)


def outlines(canvas: Any) -> None:
    """Letters that are no letters any more, as some programs print them."""
    for number in range(60):
        canvas.circle(20 + 4 * number, 200, 3, stroke=0, fill=1)


def outlines_with_layer(canvas: Any) -> None:
    outlines(canvas)
    written(canvas, "总体情况", mode=3)


def plain(canvas: Any) -> None:
    written(canvas, "情况如下。")


def letterhead(canvas: Any) -> None:
    full(canvas)
    for line in range(8):
        canvas.drawString(20, 300 - 20 * line, "政府信息公开工作年度报告")


def test_what_a_page_is() -> None:
    told = {
        draw.__name__: seen(drawn(draw)).legibility
        for draw in (
            scan,
            layer,
            covered,
            strips,
            outlines,
            outlines_with_layer,
            plain,
            letterhead,
            lambda _: None,
        )
    }
    assert told == {
        "scan": Legibility.PICTURE,
        "layer": Legibility.LAYER,
        "covered": Legibility.LAYER,
        "strips": Legibility.PICTURE,
        "outlines": Legibility.PICTURE,
        "outlines_with_layer": Legibility.LAYER,
        "plain": Legibility.TYPED,
        "letterhead": Legibility.TYPED,
        "<lambda>": Legibility.TYPED,  # an empty page
    }


def test_without_the_means_a_scan_is_a_picture() -> None:
    document = read_pdf(drawn(plain, scan, outlines, plain))
    assert document.notes == (Note(NoteKind.PICTURES, "2, 3"),)
    assert {(b.page, b.source) for b in document.blocks if isinstance(b, Picture)} == {
        (2, "page 2"),
        (3, "page 3"),
    }


def test_a_layer_is_text_that_was_read_from_a_picture() -> None:
    document = read_pdf(drawn(plain, layer))
    assert document.notes == (Note(NoteKind.SCANNED, "2"), Note(NoteKind.LAYER, "2"))
    assert document.paragraphs[-1].scanned
    assert not read_pdf(drawn(plain, plain)).paragraphs[-1].scanned


def test_with_the_means_pages_are_drawn_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def read_page(picture: Image.Image, number: int, width: float, height: float) -> Page:
        asked.append((picture.size, number, (width, height), picture.getpixel((5, 5))))
        glyph = Glyph("读", 50, 50, 60, 60, 10)
        return Page(number, width, height, (glyph,), scanned=True)

    monkeypatch.setattr("gklint.document.scan.read.read_page", read_page)
    document = read_pdf(drawn(plain, scan, layer), Means(ocr=True))
    size = (int(WIDTH * 4), int(HEIGHT * 4))
    assert asked == [(size, n, SIZE, (200, 200, 200)) for n in (2, 3)]
    assert document.notes == (Note(NoteKind.SCANNED, "2, 3"), Note(NoteKind.LAYER, "3"))
    assert "".join(p.text for p in document.paragraphs) == "情况如下。读读"
    assert document.paragraphs[-1].scanned


@pytest.mark.parametrize(
    ("name", "most", "key"), [("OCR_PAGES", 2, "pages"), ("OCR_SECONDS", -1.0, "time")]
)
def test_limits_of_recognising(
    name: str, most: float, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"gklint.document.pdf.budget.{name}", most)
    monkeypatch.setattr(
        "gklint.document.scan.read.read_page",
        lambda picture, number, width, height: Page(number, width, height),
    )
    with pytest.raises(LimitReached) as caught:
        read_pdf(drawn(scan, scan, scan), Means(ocr=True))
    assert caught.value.key == key


def test_a_scanned_report_is_read_by_its_layer_alone() -> None:
    """There are no lines but those in the picture: no figure may be taken for another's."""
    specimen = unique("2021")
    data = report_pdf(specimen, Style(pictures=pictures()))
    document = read_pdf(data)
    assert Note(NoteKind.SCANNED, "1, 2, 3") in document.notes
    assert all(paragraph.scanned for paragraph in document.paragraphs)
    assert all(table.scanned for table in document.tables)
    assert score(data, "layer.pdf", specimen).wrong == {}


def test_characters_that_a_file_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few leave their places; a page of them is not read."""

    def draw(canvas: Any) -> None:
        written(canvas, "总体情况如下，详见附表12件")

    data = drawn(draw)
    real = pdfium()
    for every, legibility, words in (
        (14, Legibility.TYPED, "\ufffd体情况如下，详见附表12件"),
        (2, Legibility.PICTURE, ""),
    ):
        monkeypatch.setattr(
            real, "FPDFText_HasUnicodeMapError", lambda _, index, n=every: int(index % n == 0)
        )
        found = seen(data)
        assert (found.legibility, text(found)) == (legibility, words)


def test_a_large_page_is_drawn_coarser() -> None:
    from gklint.document.limits import PDF_RENDERED
    from gklint.document.pdf.bitmap import rendered
    from gklint.document.pdf.library import opened, page_of

    data = drawn(lambda canvas: canvas.setPageSize((5000, 5000)))
    with opened(data) as document, page_of(document, 0) as page:
        assert page is not None
        width, height = rendered(page, 5000, 5000).size
    assert 0.99 * PDF_RENDERED < width * height <= PDF_RENDERED


def test_a_cell_with_ink_is_not_blank() -> None:
    """A figure drawn as outlines, or pasted in as a picture, is one that was not read."""

    def table(canvas: Any) -> None:
        for x in (50, 120, 190, 260):
            canvas.line(x, 200, x, 280)
        for y in (200, 220, 240, 260, 280):
            canvas.line(50, y, 260, y)
        for y, label in ((266, "规章"), (246, "许可"), (226, "处罚"), (206, "强制")):
            canvas.drawString(55, y, label)
            canvas.drawString(125, y, "12")
        canvas.circle(210, 270, 4, stroke=0, fill=1)
        canvas.drawInlineImage(Image.new("L", (9, 9), 0), 200, 244, 20, 12)
        canvas.circle(128, 230, 5)  # a ring round what is read
        canvas.circle(20, 20, 5)  # and one beside the table

    (found,) = read_pdf(drawn(table)).tables
    assert [[cell.text for cell in row] for row in found.rows()] == [
        ["规章", "12", "\ufffd"],
        ["许可", "12", "\ufffd"],
        ["处罚", "12", ""],
        ["强制", "12", ""],
    ]
