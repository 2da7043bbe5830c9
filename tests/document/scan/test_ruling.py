"""Ruling lines are found as they were drawn, whatever the resolution and the wear."""

from __future__ import annotations

from itertools import pairwise

import pytest

pytest.importorskip("cv2", reason="the extra gklint[ocr] is not installed")
pytest.importorskip("onnxruntime", reason="the extra gklint[ocr] is not installed")

from PIL import Image, ImageDraw

from gklint.document.scan import sheet as sheets
from gklint.document.scan.ruling import Ruling, ruling
from tests.builders import scan
from tests.document.scan.drawing import GRID, HEIGHT, WIDTH, Drawn, grained, near, page

DPI = (150, 200, 300)


@pytest.fixture(autouse=True)
def _upright(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network is not asked how the page lies: these pages have hardly any text."""
    monkeypatch.setattr(sheets, "_upright", lambda grey: (grey, 0))


def found(image: Image.Image) -> tuple[Ruling, float]:
    sheet = sheets.sheet_of(image, WIDTH, HEIGHT)
    return ruling(sheet), sheet.scale


def is_grid(image: Image.Image, grid: Drawn = GRID) -> bool:
    lines, scale = found(image)
    across = [line.at / scale for line in lines.across]
    down = [line.at / scale for line in lines.down]
    return near(across, grid.ys) and near(down, grid.xs)


@pytest.mark.parametrize("dpi", DPI)
def test_grid(dpi: int) -> None:
    assert is_grid(page(GRID, dpi))


@pytest.mark.parametrize("dpi", DPI)
def test_text_is_no_line(dpi: int) -> None:
    texts = (("11", "1417", "-", "—", "117"), *(("1471", "0", "11111", "7", "/"),) * 4)
    assert is_grid(page(GRID._replace(texts=texts), dpi))


@pytest.mark.parametrize("dpi", DPI)
@pytest.mark.parametrize(
    "wear", [scan.noisy, scan.blurred, scan.compressed, scan.greyish, scan.faint, scan.edged]
)
def test_worn(dpi: int, wear: scan.Wear) -> None:
    texts = (("381", "418", "4", "0", "117"),) * 5
    assert is_grid(wear(page(GRID._replace(texts=texts), dpi), dpi))


@pytest.mark.parametrize("degrees", [-2.0, -0.4, 1.3, 2.0])
def test_leaning_page_is_made_level(degrees: float) -> None:
    lines, scale = found(scan.leaning(degrees)(page(GRID, 200), 200))
    gaps = [(after.at - before.at) / scale for before, after in pairwise(lines.across)]
    assert gaps == pytest.approx([16, 24, 30, 30, 50], abs=0.8)
    assert len(lines.across) == len(GRID.ys)
    assert len(lines.down) == len(GRID.xs)
    assert all(
        line.end - line.start == pytest.approx(340 * scale, abs=2 * scale) for line in lines.across
    )


def test_broken_line_is_one_line() -> None:
    image = page(GRID, 200)
    drawing = ImageDraw.Draw(image)
    for x in range(150, 1000, 90):
        drawing.rectangle((x, 0, x + 2, image.height), (255, 255, 255))
    assert is_grid(image)


def test_line_drawn_twice_is_one_line() -> None:
    image = page(GRID, 200)
    drawing = ImageDraw.Draw(image)
    y = round(GRID.ys[2] / 72 * 200) + 5
    drawing.line((round(40 / 72 * 200), y, round(380 / 72 * 200), y), (0, 0, 0), 2)
    lines, _ = found(image)
    assert len(lines.across) == len(GRID.ys)


def test_grain_alone_has_no_lines() -> None:
    lines, _ = found(grained(Image.new("RGB", (1167, 833), (235, 235, 235)), 30))
    assert (lines.across, lines.down) == ((), ())
