"""PDF files as many programs write them: one specimen, drawn in every way that tables are drawn.

`VARIANTS` are ruled tables, of which every figure can be read; `UNRULED` have too few lines for a
grid. All are written by reportlab, page by page, with fonts that the file only names.
"""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from tests.builders.pdf_fonts import FONTS, wrapped
from tests.builders.pdf_tables import Box, Sheet, laid_out, sides

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gklint.specimen import Specimen, SpecimenTable

A4: Final = (595.0, 842.0)
_MARGIN: Final = 62.0
_LEADING: Final = 1.35
_WIDTHS: Final[Mapping[int, tuple[float, ...]]] = {
    4: (171, 100, 100, 100),
    10: (40, 62, 124, 35, 35, 35, 35, 35, 35, 35),
    15: (31.4,) * 15,
}
_THIN: Final = 0.48


class Style(NamedTuple):
    """How a report is drawn. `breaks` are rows of table three that begin a page."""

    lines: str = "stroked"
    font: str = "unicode"
    bold: bool = False  # painted twice, a quarter of a point apart
    table_four: str = ""  # "rotated" by the page, "turned" by what is drawn
    repeated: bool = False  # table three's header on every page
    cut: bool = False  # rows go on over the page
    narrow: bool = False  # header cells a character a line
    running: bool = False
    unseen: bool = False  # white text beside figures
    dark: bool = False  # header cells white on dark
    corrected: bool = False  # figures painted over with others
    fields: bool = False  # figures are fields of a form
    cropped: bool = False
    breaks: tuple[int, ...] = ()
    pictures: tuple[Any, ...] = ()  # of the pages: text is unseen on them
    scale: float = 1.0  # of the font's size in the file
    lower: float = 0.0  # points from the top of its page at which part three begins


def report_pdf(specimen: Specimen, style: Style, **given: Any) -> bytes:
    """`specimen` in `style`; `given` goes to reportlab's Canvas (encrypt=…)."""
    out = io.BytesIO()
    drawing = _Drawing(out, style, given)
    drawing.report(specimen)
    drawing.canvas.save()
    return out.getvalue()


class _Drawing:
    def __init__(self, out: io.BytesIO, style: Style, given: Mapping[str, Any]) -> None:
        size = (A4[0] + 200, A4[1] + 150) if style.cropped else A4
        self.canvas: Any = Canvas(out, pagesize=size, pageCompression=0, invariant=1, **given)
        self.style = style
        self.font = FONTS[style.font]()
        self.number = 0
        self.forms = 0
        self.landscape = False
        self.y = 0.0
        self._begin()

    @property
    def size(self) -> tuple[float, float]:
        return (A4[1], A4[0]) if self.landscape else A4

    def report(self, specimen: Specimen) -> None:
        if specimen.title is not None:
            self.paragraph(specimen.title, 18, centred=True)
        for text in specimen.preamble:
            self.paragraph(text)
        for part in specimen.parts:
            turns = self.style.table_four if part.key == "review_litigation" else ""
            if turns:
                self._page(turns)
            if part.key == "requests" and self.style.lower:
                self._page()
                self.y -= self.style.lower
            self.paragraph(part.heading, 14, after=_MARGIN)
            for text in part.prose:
                self.paragraph(text)
            for table in part.tables:
                self.table(table)
            if turns:
                self._page()
        if self.style.unseen:
            self.canvas.setFillGray(1)
            self.text(_MARGIN, self.y - 14, "供查找用的文字", 9)
        self._end()

    def paragraph(
        self, text: str, size: float = 10.5, *, centred: bool = False, after: float = 0.0
    ) -> None:
        width = self.size[0] - 2 * _MARGIN
        given = text if centred or size > 12 else "\u3000\u3000" + text
        if self.y - size * _LEADING - after < _MARGIN:
            self._page()
        for line in wrapped(given, size, width, self.font):
            if self.y - size * _LEADING < _MARGIN:
                self._page()
            self.y -= size * _LEADING
            indent = (width - self.font.stringWidth(line, size)) / 2 if centred else 0.0
            self.text(_MARGIN + indent, self.y, line, size)
        self.y -= size / 2

    def text(self, x: float, y: float, text: str, size: float) -> None:
        """At a baseline, in the ways of the style."""
        written = self.canvas.beginText()
        if self.style.pictures:
            written.setTextRenderMode(3)
        scale = self.style.scale
        written.setTextTransform(scale, 0, 0, scale, x, y)
        written.setFont(self.font.fontName, size / scale)
        written.textOut(text)
        self.canvas.drawText(written)
        if self.style.bold:
            again = self.canvas.beginText()
            again.setTextTransform(scale, 0, 0, scale, x + 0.25, y)
            again.setFont(self.font.fontName, size / scale)
            again.textOut(text)
            self.canvas.drawText(again)

    def table(self, table: SpecimenTable) -> None:
        rows = list(table.rows())
        columns = sum(cell.colspan for cell in rows[0])
        three = columns == 10
        widths = _WIDTHS[columns]
        if self.landscape:
            widths = tuple(width * 1.5 for width in widths)
        header = 3 if three else 2 if columns == 15 else 0
        wrap = partial(self._cell_lines, header=header)
        # Before a page that is too full for the header, a new one begins.
        if self.y - 100 < _MARGIN and not self.style.cut:
            self._page()
        sheets = laid_out(
            rows,
            widths,
            wrap,
            leading=9 * _LEADING,
            room=(self.y - _MARGIN, self.size[1] - 2 * _MARGIN),
            header=header if self.style.repeated and three else 0,
            cut=self.style.cut,
            breaks=self.style.breaks if three else (),
        )
        for number, sheet in enumerate(sheets):
            if number:
                self._page()
            self._sheet(sheet, header)
            self.y -= sheet.height
        self.y -= 12

    def _cell_lines(self, text: str, width: float, row: int, *, header: int) -> Sequence[str]:
        if self.style.narrow and row < header and len(text) < 9:
            return tuple(text)
        return wrapped(text, 9, width, self.font)

    def _sheet(self, sheet: Sheet, header: int) -> None:
        canvas, style = self.canvas, self.style
        for cell in sheet.cells:
            box = self._placed(cell.box)
            if style.dark and cell.row < header:
                canvas.setFillColorRGB(0.1, 0.2, 0.5)
                canvas.rect(box.left, box.bottom, box.width, box.height, stroke=0, fill=1)
                canvas.setFillGray(1)
            self._cell_text(box, cell.lines, is_figure=cell.is_figure)
            canvas.setFillGray(0)
        boxes = [self._placed(cell.box) for cell in sheet.cells]
        if not style.pictures:
            _LINES[style.lines](self, boxes, [self._placed(b) for b in sheet.head])

    def _placed(self, box: Box) -> Box:
        return Box(_MARGIN + box.left, self.y - box.top, _MARGIN + box.right, self.y - box.bottom)

    def _cell_text(self, box: Box, lines: Sequence[str], *, is_figure: bool) -> None:
        canvas, style = self.canvas, self.style
        y = box.top - 3
        for line in lines:
            y -= 9 * _LEADING
            width = self.font.stringWidth(line, 9)
            x = box.left + (box.width - width) / 2 if is_figure else box.left + 2
            if is_figure and style.fields and line.isascii() and line:
                self.forms += 1
                canvas.acroForm.textfield(
                    name=f"f{self.forms}",
                    value=line,
                    x=box.left + 1,
                    y=y - 3,
                    width=box.width - 2,
                    height=12,
                    fontSize=9,
                    borderWidth=0,
                )
                continue
            if is_figure and style.corrected and line:
                self.text(x, y, "98", 9)
                canvas.setFillGray(1)
                canvas.rect(box.left + 1, box.bottom + 1, box.width - 2, box.height - 2, 0, 1)
                canvas.setFillGray(0)
            self.text(x, y + 2, line, 9)
            if is_figure and style.unseen:
                canvas.setFillGray(1)
                self.text(x + 1, y + 2, "77", 9)
                canvas.setFillGray(0)

    def _page(self, turns: str = "") -> None:
        self._end()
        self._begin(turns)

    def _begin(self, turns: str = "") -> None:
        canvas = self.canvas
        self.number += 1
        self.landscape = bool(turns)
        canvas.setPageRotation(90 if turns == "rotated" else 0)
        if not self.style.cropped:  # reportlab takes the size of a turned page as it is seen
            canvas.setPageSize(self.size if turns == "rotated" else A4)
        canvas.setFillGray(0)
        if self.style.cropped:
            canvas.setCropBox((100, 80, 100 + A4[0], 80 + A4[1]))
            canvas.translate(100, 80)
            self.text(-60, 300, "版心之外", 9)
        if turns:  # text runs up the page, so that turning it clockwise shows it upright
            canvas.rotate(90)
            canvas.translate(0, -A4[0])
        if self.style.pictures:
            canvas.drawInlineImage(self.style.pictures[self.number - 1], 0, 0, *A4)
        self.y = self.size[1] - _MARGIN

    def _end(self) -> None:
        if self.style.running:
            width, height = self.size
            self.text(width - 260, height - 40, "政府信息公开工作年度报告（送审稿）", 9)
            self.text(width / 2 - 15, 36, f"— {self.number} —", 9)
        self.canvas.showPage()


def _stroked(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    drawing.canvas.setLineWidth(0.5)
    for side in sides(boxes):
        drawing.canvas.line(*side)


def _rectangles(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    """As Word and WPS do: fills half a point thick, and little squares where they meet."""
    canvas = drawing.canvas
    for x0, y0, x1, y1 in sides(boxes):
        if y0 == y1:
            canvas.rect(x0 + _THIN / 2, y0 - _THIN / 2, x1 - x0 - _THIN, _THIN, 0, 1)
        else:
            canvas.rect(x0 - _THIN / 2, y0 + _THIN / 2, _THIN, y1 - y0 - _THIN, 0, 1)
        for x, y in ((x0, y0), (x1, y1)):
            canvas.rect(x - _THIN / 2, y - _THIN / 2, _THIN, _THIN, 0, 1)


def _boxes(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    drawing.canvas.setLineWidth(0.75)
    for box in boxes:
        drawing.canvas.rect(box.left, box.bottom, box.width, box.height)


def _one_path(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    path = drawing.canvas.beginPath()
    for x0, y0, x1, y1 in sides(boxes):
        path.moveTo(x0, y0)
        path.lineTo(x1, y1)
    drawing.canvas.setLineWidth(0)
    drawing.canvas.drawPath(path)


def _in_forms(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    """A piece within a piece of the page, both with matrices of their own."""
    canvas = drawing.canvas
    drawing.forms += 1
    inner, outer = f"inner{drawing.forms}", f"outer{drawing.forms}"
    canvas.beginForm(inner, -2000, -2000, 4000, 4000)
    canvas.setLineWidth(1)
    for x0, y0, x1, y1 in sides(boxes):
        canvas.line(2 * x0 - 40, 2 * y0, 2 * x1 - 40, 2 * y1)
    canvas.endForm()
    canvas.beginForm(outer, -2000, -2000, 4000, 4000)
    canvas.scale(0.5, 0.5)
    canvas.doForm(inner)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(20, 0)
    canvas.doForm(outer)
    canvas.restoreState()


def _dots(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    """Every line is a picture one dot high."""
    from PIL import Image

    dot = Image.new("RGB", (1, 1), (0, 0, 0))
    for x0, y0, x1, y1 in sides(boxes):
        wide, high = max(x1 - x0, _THIN), max(y1 - y0, _THIN)
        drawing.canvas.drawInlineImage(dot, x0, y0, wide, high)


def _dashed(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    drawing.canvas.setDash(2, 1)
    _stroked(drawing, boxes, ())
    drawing.canvas.setDash()


def _open_sided(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    ends = {min(box.left for box in boxes), max(box.right for box in boxes)}
    for x0, y0, x1, y1 in sides(boxes):
        if x0 != x1 or x0 not in ends:
            drawing.canvas.line(x0, y0, x1, y1)


def _three_lines(drawing: _Drawing, boxes: Sequence[Box], head: Sequence[Box]) -> None:
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    heights = {max(box.top for box in boxes), min(box.bottom for box in boxes)}
    heights |= {min(box.bottom for box in head)} if head else set()
    for y in heights:
        drawing.canvas.line(left, y, right, y)


def _unseen_lines(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    drawing.canvas.setStrokeGray(1)
    _stroked(drawing, boxes, ())
    drawing.canvas.setStrokeGray(0)


def _none(drawing: _Drawing, boxes: Sequence[Box], _: Sequence[Box]) -> None:
    """A table without lines."""


_LINES: Final[Mapping[str, Callable[[_Drawing, Sequence[Box], Sequence[Box]], None]]] = {
    "stroked": _stroked,
    "rectangles": _rectangles,
    "boxes": _boxes,
    "path": _one_path,
    "forms": _in_forms,
    "dots": _dots,
    "dashed": _dashed,
    "open": _open_sided,
    "three": _three_lines,
    "unseen": _unseen_lines,
    "none": _none,
}


def _variant(**style: Any) -> Callable[[Specimen], bytes]:
    return partial(report_pdf, style=Style(**style))


VARIANTS: Final[Mapping[str, Callable[[Specimen], bytes]]] = {
    "lines": _variant(),
    "thin-rectangles": _variant(lines="rectangles"),
    "boxes-fake-bold": _variant(lines="boxes", bold=True),
    "one-path": _variant(lines="path"),
    "forms": _variant(lines="forms"),
    "dots": _variant(lines="dots"),
    "dashed": _variant(lines="dashed"),
    "page-rotated": _variant(table_four="rotated"),
    "drawn-rotated": _variant(table_four="turned", lines="rectangles"),
    "header-repeated": _variant(repeated=True, lines="rectangles", lower=300),
    "over-pages": _variant(lower=300, lines="boxes"),
    "row-cut": _variant(cut=True, lower=155),
    "row-cut-lower": _variant(cut=True, lower=167, lines="rectangles"),
    "row-cut-header-repeated": _variant(cut=True, repeated=True, running=True, lower=155),
    "header-cut": _variant(cut=True, lower=621),
    "nine-of-ten-columns": _variant(breaks=(-2,)),
    "eight-of-ten-columns": _variant(breaks=(-1,), running=True),
    "every-row-a-page": _variant(breaks=tuple(range(4, 26))),
    "character-a-line": _variant(narrow=True),
    "running-heads": _variant(running=True, lines="rectangles"),
    "white-text": _variant(unseen=True),
    "dark-header": _variant(dark=True),
    "painted-over": _variant(corrected=True),
    "form-fields": _variant(fields=True),
    "cropped": _variant(cropped=True),
    "gbk-font": _variant(font="gbk"),
    "radicals": _variant(font="radicals"),
    "scaled-font": _variant(scale=0.05),
    "open-sided": _variant(lines="open"),
}
"""Name → what draws a specimen so; all figures can be read."""

UNRULED: Final[Mapping[str, Callable[[Specimen], bytes]]] = {
    "borderless": _variant(lines="none"),
    "three-line": _variant(lines="three"),
    "white-lines": _variant(lines="unseen"),
}
"""Tables without a grid: what is read of them has to be right, and need not be all."""
