"""A picture of a page → `Page`: sheet, lines, pieces of text, characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gklint.document.paged.page import Page, Rule
from gklint.document.scan.engine import read_lines
from gklint.document.scan.glyphs import glyphs
from gklint.document.scan.pieces import pieces
from gklint.document.scan.ruling import ruling
from gklint.document.scan.sheet import sheet_of

if TYPE_CHECKING:
    from gklint.document.scan.ruling import Ruling


def recognised(image: Any, number: int, width: float, height: float) -> Page:
    """The page `number` that `image` shows; see `gklint.document.scan.read.read_page`."""
    sheet = sheet_of(image, width, height)
    lines = ruling(sheet)
    found = pieces(sheet, lines)
    readings = read_lines([piece.picture for piece in found])
    return Page(
        number,
        sheet.width,
        sheet.height,
        tuple(
            glyph
            for piece, reading in zip(found, readings, strict=True)
            for glyph in glyphs(piece, reading, sheet.scale)
        ),
        tuple(_rules(lines, sheet.scale)),
        scanned=True,
    )


def _rules(lines: Ruling, scale: float) -> list[Rule]:
    """The lines in points."""
    return [
        *(
            Rule(line.start / scale, line.at / scale, line.end / scale, line.at / scale)
            for line in lines.across
        ),
        *(
            Rule(line.at / scale, line.start / scale, line.at / scale, line.end / scale)
            for line in lines.down
        ),
    ]
