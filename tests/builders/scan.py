"""Scans of reports: a specimen printed by LibreOffice, drawn as pictures, and worn as scans are."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from tests.builders.office import convert, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from gklint.specimen import Specimen


class Scan(NamedTuple):
    """A picture of a page, and the page's size in points."""

    image: Image.Image
    width: float
    height: float


Wear: TypeAlias = "Callable[[Image.Image, float], Image.Image]"
"""Wears a picture of so many pixels an inch."""


def printed(specimen: Specimen, *, kept: Path | None = None) -> bytes:
    """The PDF that LibreOffice makes of a specimen."""
    return convert(word(specimen), "docx", "pdf", kept=kept)


def scans(pdf: bytes, dpi: float, wear: Wear | None = None) -> Iterator[Scan]:
    """Each page of a PDF as a scanner with `dpi` pixels an inch would see it."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            image = page.render(scale=dpi / 72).to_pil().convert("RGB")
            image = image if wear is None else wear(image, dpi)
            yield Scan(image, image.width / dpi * 72, image.height / dpi * 72)


def picture(pages: Sequence[Scan], kind: str = "TIFF", dpi: float = 200) -> bytes:
    """Pages as one picture file; of kinds of one page the first alone."""
    out = io.BytesIO()
    more: dict[str, Any] = {}
    if kind == "TIFF":
        others = [page.image for page in pages[1:]]
        more = {"save_all": True, "append_images": others, "compression": "tiff_adobe_deflate"}
    pages[0].image.save(out, kind, dpi=(dpi, dpi), **more)
    return out.getvalue()


def image_pdf(pages: Sequence[Scan], dpi: float) -> bytes:
    """A PDF whose pages are pictures."""
    out = io.BytesIO()
    first, *others = [page.image for page in pages]
    first.save(out, "PDF", resolution=dpi, save_all=True, append_images=others)
    return out.getvalue()


def leaning(degrees: float) -> Wear:
    def wear(image: Image.Image, dpi: float) -> Image.Image:
        return image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))

    return wear


def turned(quarters: int) -> Wear:
    def wear(image: Image.Image, dpi: float) -> Image.Image:
        return image.rotate(90 * quarters, expand=True)

    return wear


def noisy(image: Image.Image, dpi: float) -> Image.Image:
    """Grain over all, and specks of dust."""
    random = np.random.default_rng(7)
    pixels = np.asarray(image).astype(np.int16)
    pixels = pixels + random.normal(0, 18, pixels.shape[:2])[..., None].astype(np.int16)
    dust = random.random(pixels.shape[:2]) < 0.0006
    pixels[dust] = 40
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def blurred(image: Image.Image, dpi: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(0.6 * dpi / 150))


def compressed(image: Image.Image, dpi: float) -> Image.Image:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=50)
    return Image.open(out).convert("RGB")


def greyish(image: Image.Image, dpi: float) -> Image.Image:
    """Paper that is grey, and darker towards one side."""
    pixels = np.asarray(image).astype(np.float32)
    shade = np.linspace(0.86, 0.68, pixels.shape[1], dtype=np.float32)[None, :, None]
    return Image.fromarray((pixels * shade).astype(np.uint8))


def faint(image: Image.Image, dpi: float) -> Image.Image:
    """Ink as light as that of an old copy."""
    return image.point(lambda value: 255 - round((255 - value) * 0.45))


def edged(image: Image.Image, dpi: float) -> Image.Image:
    """The black edge of a scanner's lid along two sides."""
    drawing = ImageDraw.Draw(image)
    wide, high = image.size
    drawing.rectangle((0, 0, round(0.15 * dpi), high), fill=(12, 12, 12))
    drawing.polygon(
        ((0, high), (0, high - 0.1 * dpi), (wide, high - 0.3 * dpi), (wide, high)), (20, 20, 20)
    )
    return image


def sealed(image: Image.Image, dpi: float) -> Image.Image:
    """A round red seal, 42 mm wide, over the lower middle of the page."""
    layer = Image.new("RGB", image.size, (255, 255, 255))
    drawing = ImageDraw.Draw(layer)
    radius, x, y = 0.83 * dpi, image.width * 0.6, image.height * 0.6
    red = (215, 38, 45)
    drawing.ellipse(
        (x - radius, y - radius, x + radius, y + radius), outline=red, width=round(0.05 * dpi)
    )
    points = []
    for count in range(10):
        angle = np.pi * (count / 5 - 0.5)
        reach = radius * (0.38 if count % 2 == 0 else 0.15)
        points.append((x + reach * np.cos(angle), y + reach * np.sin(angle)))
    drawing.polygon(points, fill=red)
    for count in range(12):
        angle = np.pi * (0.8 + 1.4 * count / 11)
        at = (x + radius * 0.78 * np.cos(angle), y + radius * 0.78 * np.sin(angle))
        half = 0.07 * dpi
        drawing.rectangle(
            (at[0] - half, at[1] - half, at[0] + half, at[1] + half),
            outline=red,
            width=round(0.03 * dpi),
        )
    return Image.fromarray(np.minimum(np.asarray(image), np.asarray(layer)))


def worn(*wears: Wear) -> Wear:
    """All of them, one after the other."""

    def wear(image: Image.Image, dpi: float) -> Image.Image:
        for one in wears:
            image = one(image, dpi)
        return image

    return wear


WEARS: Final[dict[str, Any]] = {
    "clean": worn(),
    "leaning": leaning(2),
    "leaning_back": leaning(-1.3),
    "on_its_side": turned(1),
    "on_its_other_side": turned(3),
    "upside_down": turned(2),
    "noisy": noisy,
    "blurred": blurred,
    "compressed": compressed,
    "greyish": greyish,
    "faint": faint,
    "edged": edged,
    "sealed": sealed,
    "photocopy": worn(leaning(0.7), blurred, noisy, greyish, edged, compressed),
}
"""Kinds of wear by name."""
