"""Word files for tests, from their XML: every oddity of the format can be written down."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES: Final = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
_STRICT: Final = {
    W_NS: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    R_NS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def run(text: str, props: str = "") -> str:
    """A run; `text` is XML text, blanks at its ends are kept."""
    properties = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str, style: str | None = None, props: str = "", mark: str = "") -> str:
    """A paragraph; content that is no element becomes a run. `mark`: of the paragraph's end."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    properties = f"<w:pPr>{named}{props}{marked}</w:pPr>" if named or props or marked else ""
    inner = "".join(part if part.startswith("<") else run(part) for part in content if part)
    return f"<w:p>{properties}{inner}</w:p>"


def numbered(list_id: int, level: int | None = 0) -> str:
    """Paragraph properties: on `level` of the list `list_id`."""
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{list_id}"/></w:numPr>'


def field(instruction: str, result: str) -> str:
    """A complete complex field; `result` is runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(*content: str, span: int = 1, width: int | None = None, props: str = "") -> str:
    """A cell; content that is no element becomes a paragraph."""
    wide = "" if width is None else f'<w:tcW w:w="{width}" w:type="dxa"/>'
    across = "" if span == 1 else f'<w:gridSpan w:val="{span}"/>'
    inner = "".join(part if part.startswith("<") else para(part) for part in content)
    return f"<w:tc><w:tcPr>{wide}{across}{props}</w:tcPr>{inner or '<w:p/>'}</w:tc>"


FIRST: Final = '<w:vMerge w:val="restart"/>'
NEXT: Final = "<w:vMerge/>"


def row(*cells: str, props: str = "") -> str:
    """A row; what is no element becomes a cell."""
    properties = f"<w:trPr>{props}</w:trPr>" if props else ""
    inner = "".join(part if part.startswith("<") else cell(part) for part in cells)
    return f"<w:tr>{properties}{inner}</w:tr>"


def table(*rows: str, grid: Sequence[int] = ()) -> str:
    """A table; `grid` are the columns' widths in twips."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def style(
    style_id: str,
    *,
    kind: str = "paragraph",
    name: str = "",
    based_on: str = "",
    ppr: str = "",
    rpr: str = "",
    default: bool = False,
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"{first}>'
        f'<w:name w:val="{name or style_id}"/>{base}<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr>'
        "</w:style>"
    )


def level(at: int, form: str, text: str, extra: str = "", start: int = 1) -> str:
    """A level of a list, as in numbering.xml."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(definitions: Mapping[int, str], uses: Mapping[int, tuple[int, str]]) -> str:
    """numbering.xml: levels by abstract id, and (abstract id, overrides) by list id."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'
        for key, levels in definitions.items()
    )
    nums = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{target}"/>{overrides}</w:num>'
        for key, (target, overrides) in uses.items()
    )
    return abstract + nums


def part(root: str, content: str) -> str:
    """A part of the package with all the names a test may use."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:{root} {_NAMES}>{content}</w:{root}>"
    )


def package(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    core: str = "",
    rels: Mapping[str, tuple[str, str, bool]] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    strict: bool = False,
    main: str = "word/document.xml",
) -> bytes:
    """A .docx with `body`; `rels` of the document are (kind, target, external) by id.

    `parts` are further members, or replacements, by name.
    """
    own = dict(rels or {})
    members: dict[str, str | bytes] = {
        main: part("document", f"<w:body>{body}<w:sectPr/></w:body>")
    }
    folder = main.rpartition("/")[0]
    for kind, content, root in (
        ("styles", styles, "styles"),
        ("numbering", numbering, "numbering"),
        ("footnotes", footnotes, "footnotes"),
    ):
        if content:
            members[f"{folder}/{kind}.xml"] = part(root, content)
            own[f"rel_{kind}"] = (kind, f"{kind}.xml", False)
    top = {"rId1": ("officeDocument", main, False)}
    if core:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
            f"{core}</cp:coreProperties>"
        )
        top["rId2"] = ("core-properties", "docProps/core.xml", False)
    members["_rels/.rels"] = _relationships(top)
    members[f"{folder}/_rels/{main.rpartition('/')[2]}.rels"] = _relationships(own)
    members["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    )
    members.update(parts or {})
    return zipped(members, _STRICT if strict else {})


def zipped(members: Mapping[str, str | bytes], renames: Mapping[str, str] | None = None) -> bytes:
    """A zip of `members`; `renames` are replaced in those given as text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if isinstance(content, str):
                for old, new in (renames or {}).items():
                    content = content.replace(old, new)
            archive.writestr(name, content)
    return packed.getvalue()


def _relationships(rels: Mapping[str, tuple[str, str, bool]]) -> str:
    modes = {True: ' TargetMode="External"', False: ""}
    items = "".join(
        f'<Relationship Id="{key}" Type="{R_NS}/{kind}" Target="{target}"{modes[external]}/>'
        for key, (kind, target, external) in rels.items()
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{items}</Relationships>"
    )
