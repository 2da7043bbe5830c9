"""What is seen on a page: colours against their ground, what lies outside or is painted over."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from gklint.document.pdf.extract import Legibility
from tests.document.pdf.conftest import SIZE, drawn, seen, text

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, HEIGHT = SIZE


def write(canvas: Any, words: str, x: float = 50, y: float = 200) -> None:
    canvas.drawString(x, y, words)


def mode(canvas: Any, words: str, number: int) -> None:
    written = canvas.beginText(50, 100)
    written.setTextRenderMode(number)
    written.textOut(words)
    canvas.drawText(written)


def box(canvas: Any, grey: float) -> None:
    canvas.setFillGray(grey)
    canvas.rect(20, 80, 200, 40, stroke=0, fill=1)


def on_dark(canvas: Any) -> None:
    box(canvas, 0.2)
    canvas.setFillGray(1)
    write(canvas, "水务", y=100)


def dark_on_dark(canvas: Any) -> None:
    box(canvas, 0)
    write(canvas, "水务", y=100)


def white(canvas: Any) -> None:
    canvas.setFillGray(0.98)
    write(canvas, "水务")


def grey(canvas: Any) -> None:
    canvas.setFillGray(0.75)
    write(canvas, "水务")


def painted_over(canvas: Any) -> None:
    write(canvas, "水务", y=100)
    box(canvas, 1)


def highlighted(canvas: Any) -> None:
    """Painted later, but light falls through."""
    write(canvas, "水务", y=100)
    canvas.setFillAlpha(0.4)
    box(canvas, 0.5)


def see_through(canvas: Any) -> None:
    canvas.setFillAlpha(0)
    write(canvas, "水务")


def stroked_white(canvas: Any) -> None:
    canvas.setStrokeGray(1)
    mode(canvas, "水务", 1)


CASES: list[tuple[Callable[[Any], None], bool]] = [
    (lambda canvas: write(canvas, "水务"), True),
    (grey, True),
    (white, False),
    (on_dark, True),
    (dark_on_dark, False),
    (painted_over, False),
    (highlighted, True),
    (see_through, False),
    (lambda canvas: mode(canvas, "水务", 0), True),
    (lambda canvas: mode(canvas, "水务", 1), True),
    (lambda canvas: mode(canvas, "水务", 2), True),
    (lambda canvas: mode(canvas, "水务", 3), False),
    (lambda canvas: mode(canvas, "水务", 7), False),
    (stroked_white, False),
    (lambda canvas: write(canvas, "水务", x=-40), False),
    (lambda canvas: write(canvas, "水务", y=HEIGHT + 5), False),
]


@pytest.mark.parametrize(("draw", "shown"), CASES)
def test_text(draw: Callable[[Any], None], *, shown: bool) -> None:
    found = seen(drawn(draw))
    assert text(found) == ("水务" if shown else "")
    assert found.hidden == (0 if shown else 2)
    assert found.legibility is Legibility.TYPED


def test_a_white_sheet_behind_all_hides_nothing() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(1)
        canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
        canvas.setFillGray(0)
        write(canvas, "水务")
        canvas.setFillGray(1)
        write(canvas, "看不见", y=150)

    found = seen(drawn(draw))
    assert (text(found), found.hidden) == ("水务", 3)


def test_a_frame_painted_later_hides_nothing() -> None:
    def draw(canvas: Any) -> None:
        write(canvas, "水务", y=250)
        frame(canvas)
        write(canvas, "年报", y=220)

    found = seen(drawn(draw))
    assert (text(found), found.hidden) == ("水务年报", 0)


def test_a_stamp_over_text_hides_nothing() -> None:
    """A seal is a picture painted last; what shows through it is not ours to tell."""
    from PIL import Image

    def draw(canvas: Any) -> None:
        write(canvas, "二〇二三年")
        canvas.drawInlineImage(Image.new("RGB", (9, 9), (200, 0, 0)), 60, 180, 60, 60)

    found = seen(drawn(draw))
    assert (text(found), found.hidden) == ("二〇二三年", 0)
    (picture,) = found.page.pictures
    assert (round(picture.left), round(picture.top)) == (60, HEIGHT - 240)


def test_a_watermark_is_no_text() -> None:
    def draw(canvas: Any) -> None:
        write(canvas, "水务")
        canvas.rotate(40)
        write(canvas, "征求意见稿", x=150, y=50)

    assert text(seen(drawn(draw))) == "水务"


def lines(draw: Callable[[Any], object]) -> list[tuple[int, int, int, int]]:
    return sorted(
        (round(r.left), round(r.top), round(r.right), round(r.bottom))
        for r in seen(drawn(draw)).page.rules
    )


BOX = [(50, 100, 50, 200), (50, 100, 250, 100), (50, 200, 250, 200), (250, 100, 250, 200)]


def triangle(canvas: Any) -> None:
    path = canvas.beginPath()
    path.moveTo(50, 200)
    path.lineTo(250, 300)
    path.lineTo(90, 350)
    path.close()
    canvas.drawPath(path)


def rounded(canvas: Any) -> None:
    canvas.roundRect(50, 200, 200, 100, 0.2)


def scaled(canvas: Any) -> None:
    canvas.scale(10, 10)
    canvas.setLineWidth(0.05)
    canvas.rect(5, 20, 20, 10)


def clipped_only(canvas: Any) -> None:
    path = canvas.beginPath()
    path.rect(50, 200, 200, 100)
    canvas.clipPath(path, stroke=0, fill=0)


def bare(canvas: Any) -> None:
    canvas.setLineWidth(0)
    canvas.rect(50, 200, 200, 100)


def frame(canvas: Any) -> None:
    """A border as a fill with a hole."""
    path = canvas.beginPath()
    path.rect(49.5, 199.5, 201, 101)
    path.rect(50.5, 200.5, 199, 99)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def two_corners(canvas: Any) -> None:
    for points in (((50, 300), (250, 300), (250, 200)), ((50, 300), (50, 200), (250, 200))):
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        canvas.drawPath(path)


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (lambda canvas: canvas.rect(50, 200, 200, 100), BOX),
        (lambda canvas: canvas.rect(50, 200, 200, 100, stroke=1, fill=0), BOX),
        (lambda canvas: canvas.rect(50, 200, 200, 100, stroke=0, fill=1), []),
        (scaled, BOX),
        (bare, BOX),
        (two_corners, BOX),
        (frame, BOX),
        (rounded, BOX),
        (clipped_only, []),
        (triangle, []),
        (lambda canvas: canvas.line(50, 200, 250, 300), []),
        (lambda canvas: canvas.circle(150, 200, 50), []),
        (lambda canvas: canvas.rect(50, 200, 200, 0.5, stroke=0, fill=1), [(50, 200, 250, 200)]),
        (lambda canvas: canvas.rect(50, 200, 0.5, 100, stroke=0, fill=1), [(50, 100, 50, 200)]),
        (lambda canvas: canvas.line(50, 900, 250, 900), []),
        (lambda canvas: (canvas.setStrokeGray(1), canvas.rect(50, 200, 200, 100)), []),
        (lambda canvas: (canvas.setStrokeAlpha(0), canvas.rect(50, 200, 200, 100)), []),
    ],
)
def test_lines(draw: Callable[[Any], object], found: list[tuple[int, int, int, int]]) -> None:
    assert [tuple(map(round, line)) for line in lines(draw)] == found


def test_white_lines_part_dark_cells() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(0.5)
        canvas.rect(50, 200, 100, 100, stroke=0, fill=1)
        canvas.rect(150, 200, 100, 100, stroke=0, fill=1)
        canvas.setStrokeGray(1)
        canvas.setLineWidth(0.5)
        canvas.line(150, 200, 150, 300)
        canvas.line(20, 150, 280, 150)  # on the paper: nobody sees it

    assert lines(draw) == [(150, 100, 150, 200)]


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_a_page_is_as_it_is_seen(turns: int) -> None:
    """However the page is turned, text and lines stand where people see them."""

    def draw(canvas: Any) -> None:
        canvas.setPageRotation(turns)
        width, height = SIZE if turns % 180 == 0 else (HEIGHT, WIDTH)
        canvas.setPageSize((width, height))
        # reportlab turns the sheet; what is drawn has to be turned back.
        corner = {0: (0.0, 0.0), 90: (WIDTH, 0.0), 180: SIZE, 270: (0.0, HEIGHT)}[turns]
        canvas.translate(*corner)
        canvas.rotate(turns)
        canvas.drawString(30, height - 50, "水务局，一")
        canvas.line(30, height - 70, 100, height - 70)

    found = seen(drawn(draw))
    page = found.page
    assert (page.width, page.height) == (SIZE if turns % 180 == 0 else SIZE[::-1])
    assert text(found) == "水务局，一"
    assert [round(glyph.left) for glyph in page.glyphs] == [30, 40, 50, 60, 70]
    assert [round(glyph.right) for glyph in page.glyphs] == [40, 50, 60, 70, 80]
    assert [glyph.top for glyph in page.glyphs] == pytest.approx([42] * 5, abs=2)
    assert [glyph.bottom for glyph in page.glyphs] == pytest.approx([53] * 5, abs=2)
    (rule,) = page.rules
    assert rule == pytest.approx((30, 70, 100, 70), abs=1.1)


def test_sizes_are_those_of_the_page() -> None:
    def draw(canvas: Any) -> None:
        canvas.scale(0.1, 0.1)
        written = canvas.beginText()
        written.setFont(canvas._fontname, 120)
        written.setTextOrigin(500, 2000)
        written.textOut("水")
        canvas.drawText(written)

    (glyph,) = seen(drawn(draw)).page.glyphs
    assert (round(glyph.size, 1), round(glyph.left), round(glyph.right)) == (12, 50, 62)


def test_lines_that_run_down() -> None:
    """A font for vertical lines, in another size than the file gives it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    down = UnicodeCIDFont("STSong-Light", isVertical=True)
    down.name = down.fontName = "Down"
    pdfmetrics.registerFont(down)

    def draw(canvas: Any) -> None:
        written = canvas.beginText()
        written.setTextTransform(0.05, 0, 0, 0.05, 100, 300)
        written.setFont("Down", 200)
        written.textOut("本年度")
        canvas.drawText(written)

    found = seen(drawn(draw))
    assert text(found) == "本年度"
    glyphs = found.page.glyphs
    assert {round(g.right - g.left) for g in glyphs} == {10}
    assert [round(g.top) for g in glyphs] == sorted(round(g.top) for g in glyphs)
    assert {round(b.top - a.top) for a, b in pairwise(glyphs)} == {10}
    assert found.hidden == 0


def test_hyphens_at_the_end_of_a_line_stay() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 300, "call 0697-")
        canvas.drawString(50, 288, "well-")
        canvas.drawString(50, 276, "known")

    assert text(seen(drawn(draw))) == "call 0697-well-known"
