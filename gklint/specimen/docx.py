"""A specimen as a plain Word file, with what a word processor leaves in one beside the text."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from gklint.ruleset.layout import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.ruleset.layout import Printed
    from gklint.specimen.model import Specimen, SpecimenTable

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_ROOT: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_COLUMN: Final = 700  # twips
_LEFT: Final = {
    "comments": '<w:r><w:commentReference w:id="{n}"/></w:r>',
    "tracked": '<w:del w:id="{n}"><w:r><w:delText>改动{n}</w:delText></w:r></w:del>',
    "hidden": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏{n}</w:t></w:r>",
}
"""What may be left in a file, as the end of a paragraph."""


def to_docx(specimen: Specimen) -> bytes:
    """The file; `meta` becomes its properties, and what is `left` in it ends the first paragraph.
    Pictures and embedded objects are not in it."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "docProps/core.xml": _properties(specimen),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>'
        f"{''.join(_blocks(specimen))}</w:body></w:document>",
    }
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _properties(specimen: Specimen) -> str:
    told = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in specimen.meta.items())
    return f'<coreProperties xmlns="{_PACKAGE}/metadata/core-properties">{told}</coreProperties>'


def _blocks(specimen: Specimen) -> Iterator[str]:
    if specimen.title is not None:
        yield _paragraph(specimen.title)
    left = "".join(
        _LEFT[kind].format(n=number)
        for kind, count in specimen.left.items()
        for number in range(count)
    )
    for text in specimen.preamble:
        yield _paragraph(text, left)
        left = ""
    for part in specimen.parts:
        yield _paragraph(part.heading, left)
        left = ""
        for text in part.prose:
            yield _paragraph(text)
        for table in part.tables:
            yield _table(table)
            yield "<w:p/>"


def _paragraph(text: str, left: str = "") -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{left}</w:p>'


def _table(table: SpecimenTable) -> str:
    rows = list(table.rows())
    grid = f'<w:gridCol w:w="{_COLUMN}"/>' * width_of(rows)
    printed = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{printed}</w:tbl>"


def _cell(cell: Printed) -> str:
    properties = f'<w:tcW w:w="{_COLUMN * cell.colspan}" w:type="dxa"/>'
    if cell.colspan > 1:
        properties += f'<w:gridSpan w:val="{cell.colspan}"/>'
    if cell.covered:
        properties += "<w:vMerge/>"
    elif cell.rowspan > 1:
        properties += '<w:vMerge w:val="restart"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(cell.text)}</w:tc>"
