"""A Word file as official papers look (GB/T 9704: type area, fonts, sizes, line spacing)."""

from __future__ import annotations

from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from gklint.outputs.xlsx_text import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LATIN: Final = "Times New Roman"


class Type(NamedTuple):
    """How a paragraph is set: font, size and line spacing in points, first-line indent in
    characters."""

    font: str
    size: float
    spacing: float
    indent: int = 0
    centred: bool = False
    bold: bool = False
    colour: str = ""


TYPES: Final = MappingProxyType(
    {
        "title": Type("方正小标宋简体", 22, 34, centred=True),
        "body": Type("仿宋", 16, 28, indent=2),
        "plain": Type("仿宋", 16, 28),
        "heading": Type("黑体", 16, 28, indent=2),
        "sub": Type("楷体", 16, 28, indent=2),
        "remark": Type("楷体", 12, 20, centred=True),
        "warning": Type("仿宋", 12, 20, bold=True, colour="8C1D18"),
        "label": Type("宋体", 9, 12, centred=True),
        "figure": Type("宋体", 9, 12, centred=True),
        "cell": Type("宋体", 10.5, 14),
    }
)


class Cell(NamedTuple):
    """A cell of a table. `merge`: "restart" begins a cell that reaches down, "continue" lies under
    one; `fill` is a colour of the background."""

    text: str
    type: str = "label"
    colspan: int = 1
    merge: str = ""
    fill: str = ""


class Paper:
    """One Word file in the making."""

    def __init__(self, *, landscape: bool = False) -> None:
        from docx import Document
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        self._document: Any = Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
            section.top_margin = section.bottom_margin = Mm(26)
            section.left_margin = section.right_margin = Mm(22)
        self._width = int((section.page_width - section.left_margin - section.right_margin) / 635)

    def say(self, text: str, kind: str = "body") -> None:
        """A paragraph of the type `kind`."""
        self._set(self._document.add_paragraph(), text, TYPES[kind])

    def new_page(self) -> None:
        """What follows begins on a new page."""
        self._document.add_page_break()

    def table(
        self, rows: Iterable[Sequence[Cell]], widths: Sequence[float], *, heads: int = 0
    ) -> None:
        """A table with lines; `widths` are shares of the type area, the first `heads` rows are
        repeated on every page."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        whole = sum(widths)
        twips = [int(self._width * share / whole) for share in widths]
        table = self._document.add_table(rows=0, cols=len(widths))
        table.style = "Table Grid"
        table.autofit = False
        for column, size in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), twips, strict=True):
            column.set(qn("w:w"), str(size))
        for number, row in enumerate(rows):
            line = OxmlElement("w:tr")
            properties = OxmlElement("w:trPr")
            properties.append(OxmlElement("w:cantSplit"))
            if number < heads:
                properties.append(OxmlElement("w:tblHeader"))
            line.append(properties)
            at = 0
            for cell in row:
                line.append(self._cell(cell, sum(twips[at : at + cell.colspan])))
                at += cell.colspan
            table._tbl.append(line)

    def save(self, out: IO[bytes]) -> None:
        """The file to `out`."""
        self._document.save(out)

    def _cell(self, cell: Cell, width: int) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        made = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        made.append(properties)

        def add(name: str, **values: str) -> None:
            element = OxmlElement(name)
            for key, value in values.items():
                element.set(qn(f"w:{key}"), value)
            properties.append(element)

        add("w:tcW", w=str(width), type="dxa")
        if cell.colspan > 1:
            add("w:gridSpan", val=str(cell.colspan))
        if cell.merge:
            add("w:vMerge", val=cell.merge)
        if cell.fill:
            add("w:shd", val="clear", color="auto", fill=cell.fill)
        add("w:vAlign", val="center")
        line: Any = OxmlElement("w:p")
        made.append(line)
        self._set(Paragraph(line, self._document), cell.text, TYPES[cell.type])
        return made

    def _set(self, paragraph: Any, text: str, how: Type) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        layout = paragraph.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Pt(how.spacing)
        if how.indent:
            layout.first_line_indent = Pt(how.indent * how.size)
        if how.centred:
            layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(cell_text(text, "zh"))
        run.font.size = Pt(how.size)
        run.font.name = LATIN
        run.font.bold = how.bold
        run._element.rPr.rFonts.set(qn("w:eastAsia"), how.font)
        if how.colour:
            run.font.color.rgb = RGBColor.from_string(how.colour)
