"""Damaged, hostile and outsized files: a sentence for each, within limits; memory given back."""

from __future__ import annotations

import random
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from gklint.document.errors import CannotOpen, LimitReached, ReadingError
from gklint.document.model import Note, NoteKind
from gklint.document.pdf import budget
from gklint.document.pdf.read import read_pdf
from tests.builders.figures import unique
from tests.builders.pdf import Style, report_pdf
from tests.document.pdf.conftest import drawn
from tests.growth import LINEAR, growth

if TYPE_CHECKING:
    from collections.abc import Callable


def plain(canvas: Any) -> None:
    canvas.drawString(20, 300, "云岫县水务局2023年工作年报。")


def raw(content: bytes, *, forms: str = "") -> bytes:
    """A PDF of one page with `content`, compressed; no table of where its objects are."""
    packed = zlib.compress(content)
    resources = f"/XObject << {forms} >>" if forms else ""
    return b"".join(
        (
            b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n",
            b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n",
            b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R",
            b" /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
            resources.encode(),
            b" >> >> endobj\n4 0 obj << /Length ",
            str(len(packed)).encode(),
            b" /Filter /FlateDecode >> stream\n",
            packed,
            b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n",
        )
    )


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(2000),
        b"%PDF-1.4\ntrailer << /Root 1 0 R >>\n%%EOF\n",
        b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n",
    ],
)
def test_what_is_no_pdf_is_damaged(data: bytes) -> None:
    with pytest.raises(CannotOpen) as caught:
        read_pdf(data)
    assert caught.value.key == "damaged"


def test_a_file_cut_short_says_so() -> None:
    """What is left of it is read, never as if it were all."""
    whole = report_pdf(unique("2021"), Style())
    assert read_pdf(whole).notes == ()
    told = []
    for share in range(1, 20):
        try:
            document = read_pdf(whole[: len(whole) * share // 20])
        except CannotOpen as error:
            told.append(error.key)
        else:
            assert Note(NoteKind.DAMAGED, "cut short") in document.notes
            told.append("read")
    assert {"damaged", "read"} >= set(told)
    assert "damaged" in told


def test_a_page_that_is_lost_says_so() -> None:
    """Its number is among the pages that were not read."""
    data = drawn(plain, plain)
    lost = data.replace(b"/Type /Page ", b"/Type /Pate ", 1).replace(b"/MediaBox", b"/MediaXox", 1)
    first = data.index(b"/Contents")
    number = data[data.rindex(b"obj", 0, first) - 5 : data.rindex(b"obj", 0, first)].split()[0]
    lost = data.replace(b"[ " + number + b" 0 R", b"[ 999 0 R", 1)
    document = read_pdf(lost)
    assert Note(NoteKind.PICTURES, "1") in document.notes
    assert Note(NoteKind.DAMAGED, "1") in document.notes
    assert [image.page for image in document.images] == [1]


def nested(depth: int) -> bytes:
    def draw(canvas: Any) -> None:
        for level in range(depth):
            canvas.beginForm(f"level{level}")
            if level:
                canvas.doForm(f"level{level - 1}")
            canvas.line(0, 0, 100, 0)
            canvas.endForm()
        plain(canvas)
        canvas.doForm(f"level{depth - 1}")

    return drawn(draw)


def no_time(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(budget, "PDF_SECONDS", -1.0)
    return drawn(plain)


def many_pages(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(budget, "PDF_PAGES", 3)
    return drawn(*[plain] * 4)


def many_letters(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(budget, "PDF_GLYPHS", 30)
    return drawn(plain, plain)


def many_objects(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(budget, "PDF_OBJECTS", 100)
    return raw(b"0 0 m 100 0 l S\n" * 101)


def many_points(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(budget, "PDF_OBJECTS", 100)
    return raw(b"0 0 m\n" + b"100 0 l 100 50 l\n" * 60 + b"S")


def deep(monkeypatch: pytest.MonkeyPatch) -> bytes:
    return nested(40)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (no_time, "time"),
        (many_pages, "pages"),
        (many_letters, "text"),
        (many_objects, "objects"),
        (many_points, "objects"),
        (deep, "depth"),
    ],
)
def test_limits(
    make: Callable[[pytest.MonkeyPatch], bytes], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LimitReached) as caught:
        read_pdf(make(monkeypatch))
    assert caught.value.key == key
    assert float(caught.value.params["limit"]) != 0


def test_limits_have_room() -> None:
    assert len(read_pdf(nested(12)).blocks) == 1
    assert len(read_pdf(drawn(*[plain] * 40)).blocks) > 0


def draws_itself(times: int) -> bytes:
    """A page with a form that draws itself so many times. Twice, it takes pdfium for ever."""
    body = b"0 0 m 100 0 l S " + b"/Me Do " * times
    form = b"".join(
        (
            b"5 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 300 400] /Length ",
            str(len(body)).encode(),
            b" /Resources << /XObject << /Me 5 0 R >> >> >> stream\n",
            body,
            b"\nendstream endobj\ntrailer",
        )
    )
    return raw(b"/Me Do", forms="/Me 5 0 R").replace(b"trailer", form)


def test_a_form_that_draws_itself_ends() -> None:
    with pytest.raises(LimitReached) as caught:
        read_pdf(draws_itself(1))
    assert caught.value.key == "depth"


def test_places_beyond_all_bounds() -> None:
    """Numbers that no page has."""
    content = b"""BT /F 10 Tf 50 300 Td (12) Tj ET
        1e30 0 0 1e30 0 0 cm 0 0 5 5 re f 0 0 9e9 9e9 re S
        BT /F 1e20 Tf 1e20 -1e20 Td (34) Tj ET 0 0 m 1e38 1e38 l S"""
    (paragraph,) = read_pdf(raw(content)).paragraphs
    assert paragraph.text == "12"


def areas(count: int) -> bytes:
    """Text between as many coloured areas."""
    lines = (
        f"0.{i % 9} g {i % 250} {i % 350} 40 20 re f "
        f"0 g BT /F 8 Tf {i % 250} {i % 350} Td (1) Tj ET"
        for i in range(count)
    )
    return raw("\n".join(lines).encode())


def test_areas_are_looked_up_in_proportion() -> None:
    from tests.document.pdf.conftest import seen

    # A page has so many bands; what is painted over in each is looked at from the last.
    assert growth(areas, seen, 300) < 4 * LINEAR


def typed_in(canvas: Any) -> None:
    """A page with all that has to be let go of: a form, a link, a picture, text."""
    plain(canvas)
    canvas.acroForm.textfield(value="12", x=50, y=200, width=80, height=16)
    canvas.linkURL("https://www.yunxiu.example/", (20, 290, 100, 310))
    canvas.drawInlineImage(Image.new("L", (200, 200), 200), 50, 50, 60, 60)
    canvas.roundRect(50, 200, 100, 100, 5)


def test_memory_is_given_back() -> None:
    resource = pytest.importorskip("resource", reason="Windows does not tell: NOT tested")
    data = drawn(*[typed_in] * 3)

    def peak() -> int:
        return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    for _ in range(30):
        read_pdf(data)
    before = peak()
    for _ in range(150):
        read_pdf(data)
    assert peak() - before < 20_000  # kilobytes; a document that stays open takes some hundred


def test_damage_by_the_dozen() -> None:
    """Whatever is done to a file, it is read, or refused with a sentence."""
    dice = random.Random(7)
    whole = drawn(plain, typed_in, plain)
    keys = set()
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 5, 60))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        if dice.random() < 0.3:
            del data[dice.randrange(len(data)) :]
        try:
            read_pdf(bytes(data))
            keys.add("read")
        except ReadingError as error:
            keys.add(error.key)
    assert keys <= {"read", "damaged", "encrypted", "time", "objects", "text", "pages"}
    assert "read" in keys
