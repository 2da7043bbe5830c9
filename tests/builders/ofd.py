"""A specimen as an OFD file, in the ways in which programs write them.

No independent writer of OFD can be had as a package: what is known of real ones (WPS, 数科, 福昕,
converters from PDF) is put together here. `Style` says how one writes, `VARIANTS` names the ways.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from tests.builders.ofd_layout import PAGE_HEIGHT, PAGE_WIDTH, Line, Text, em, long, sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.specimen import Specimen
    from tests.builders.ofd_layout import Sheet

_NAMESPACE: Final = "http://www.ofdspec.org/2016"


class Style(NamedTuple):
    """How a program writes an OFD."""

    borders: str = "strokes"  # strokes, rects, path (one for the grid), boxes (one a cell)
    deltas: str = "runs"  # runs (g n v), each, none (one object a character), font (not told)
    prefix: str = "ofd:"
    absolute: bool = False  # locations from the root of the package
    scaled: bool = False  # size 1 and the rest in the CTM
    composite: bool = False  # every page's content is a resource
    grouped: bool = False  # page blocks within page blocks
    heads: bool = True  # running head in a template, page number in the page
    repeated: bool = True  # header rows on every page of a table
    bold: bool = False  # every glyph painted twice
    sideways: bool = False  # the last table's page lies on its side
    odd_names: bool = False  # other letter cases than the locations say
    clipped: bool = False  # every object carries a clip of its boundary
    shift: float = 0.0  # left edge of the physical box


VARIANTS: Final[dict[str, Style]] = {
    "strokes": Style(),
    "thin rectangles": Style("rects", "each", prefix=""),
    "one path": Style("path", absolute=True),
    "a box a cell, bold": Style("boxes", "each", bold=True, repeated=False),
    "a character an object": Style("strokes", "none", heads=False, clipped=True),
    "steps left to the font": Style("rects", "font", odd_names=True),
    "scaled": Style("strokes", "each", scaled=True, grouped=True),
    "composites": Style("path", "runs", composite=True, repeated=False),
    "on its side": Style("strokes", "runs", sideways=True),
    "shifted page": Style("strokes", "runs", shift=15.0),
}


def ofd(specimen: Specimen, style: Style = VARIANTS["strokes"], info: str = "") -> bytes:
    """The OFD of `specimen`; `info` as of `package`."""
    made = sheets(specimen, repeated=style.repeated, sideways=style.sideways)
    return package([page(sheet, style) for sheet in made], style, info=info)


def page(sheet: Sheet, style: Style, number: int = 0) -> str:
    """The content of a page, as elements without a prefix; `package` adds that."""
    turned = "0 1 -1 0 210 0" if sheet.sideways else ""
    items = [*_borders(sheet.boxes, style, turned)]
    for text in sheet.texts:
        items += _texts(text, style, turned)
    if style.grouped:
        half = len(items) // 2
        items = [
            "<PageBlock>" + "".join(items[:half]) + "</PageBlock>",
            "<PageBlock><PageBlock>" + "".join(items[half:]) + "</PageBlock></PageBlock>",
        ]
    return "".join(items)


def text_object(text: Text, style: Style = VARIANTS["strokes"], turned: str = "") -> str:
    """A TextObject; its boundary is the whole page where it is turned."""
    steps = [em(sign) * text.size for sign in text.text][:-1]
    size, x, y = text.size, text.x, text.y
    boundary, matrix = f"{x:.3f} {y - size:.3f} {long(text.text, size):.3f} {size * 1.2:.3f}", ""
    x, y = 0.0, size
    if style.scaled:
        matrix = f'CTM="{size:g} 0 0 {size:g} 0 0"'
        steps, x, y, size = [step / size for step in steps], 0.0, 1.0, 1.0
    if turned:
        boundary, matrix, x, y = "0 0 210 297", f'CTM="{turned}"', text.x, text.y
    told = {
        "runs": _runs(steps),
        "each": " ".join(f"{step:.4g}" for step in steps),
    }.get(style.deltas, "")
    deltas = f'DeltaX="{told}"' if told else ""
    return (
        f'<TextObject ID="7" Boundary="{boundary}" Font="2" Size="{size:g}" {matrix} {text.extra}>'
        f"{text.inner}{_clips(style)}"
        f'<TextCode X="{x:.3f}" Y="{y:.3f}" {deltas}>{escape(text.text)}</TextCode></TextObject>'
    )


def _texts(text: Text, style: Style, turned: str) -> list[str]:
    pieces = [text]
    if style.deltas == "none":
        pieces, x = [], text.x
        for sign in text.text:
            pieces.append(text._replace(x=x, text=sign))
            x += em(sign) * text.size
    if style.bold:
        pieces = [p for piece in pieces for p in (piece, piece._replace(x=piece.x + 0.1))]
    return [text_object(piece, style, turned) for piece in pieces]


def _runs(steps: Sequence[float]) -> str:
    """``g 4 3.7 1.85``: equal steps are counted."""
    told: list[str] = []
    at = 0
    while at < len(steps):
        run = 1
        while at + run < len(steps) and steps[at + run] == steps[at]:
            run += 1
        told.append(f"g {run} {steps[at]:.4g}" if run > 1 else f"{steps[at]:.4g}")
        at += run
    return " ".join(told)


def _clips(style: Style) -> str:
    if not style.clipped:
        return ""
    return (
        '<Clips><Clip><Area><Path Boundary="0 0 200 200"><AbbreviatedData>'
        "M 0 0 L 200 0 L 200 200 L 0 200 C</AbbreviatedData></Path></Area></Clip></Clips>"
    )


def _borders(
    boxes: Sequence[tuple[float, float, float, float]], style: Style, turned: str
) -> Iterable[str]:
    lines = sorted(
        {
            line
            for left, top, right, bottom in boxes
            for line in (
                Line(left, top, right, top),
                Line(left, bottom, right, bottom),
                Line(left, top, left, bottom),
                Line(right, top, right, bottom),
            )
        }
    )
    matrix = f'CTM="{turned}"' if turned else ""
    if style.borders == "path":
        data = " ".join(f"M {a:.3f} {b:.3f} L {c:.3f} {d:.3f}" for a, b, c, d in lines)
        yield path_object(data, f'LineWidth="0.25" {matrix}', style) if lines else ""
    elif style.borders == "boxes":
        for a, b, c, d in boxes:
            data = f"M {a:.3f} {b:.3f} L {c:.3f} {b:.3f} L {c:.3f} {d:.3f} L {a:.3f} {d:.3f} C"
            yield path_object(data, f'LineWidth="0.25" {matrix}', style)
    else:
        for a, b, c, d in lines:
            if style.borders == "strokes":
                data, how = f"M {a:.3f} {b:.3f} L {c:.3f} {d:.3f}", 'LineWidth="0.25"'
            else:
                c, d = c + 0.2, d + 0.2
                data = f"M {a:.3f} {b:.3f} L {c:.3f} {b:.3f} L {c:.3f} {d:.3f} L {a:.3f} {d:.3f} C"
                how = 'Stroke="false" Fill="true"'
            yield path_object(data, f"{how} {matrix}", style)


def path_object(data: str, how: str, style: Style = VARIANTS["strokes"], inner: str = "") -> str:
    """A PathObject upon the whole page."""
    return (
        f'<PathObject ID="8" Boundary="0 0 297 297" {how}>{inner}{_clips(style)}'
        f"<AbbreviatedData>{data}</AbbreviatedData></PathObject>"
    )


def package(
    pages: Sequence[str],
    style: Style = VARIANTS["strokes"],
    *,
    info: str = "",
    resources: str = "",
    document: str = "",
    files: Mapping[str, bytes] | None = None,
    bodies: int = 1,
) -> bytes:
    """An OFD of pages, each given by its objects: text with elements that have no prefix.

    `info` goes into DocInfo, `resources` into the resources, `document` into Document.xml,
    `files` into the zip; `bodies` times the same document.
    """
    made: dict[str, bytes] = dict(files or {})
    body = ""
    for count in range(bodies):
        base = f"Doc_{count}"
        body += f"<DocBody><DocInfo><DocID>0</DocID>{info}</DocInfo>"
        body += f"<DocRoot>{_location(f'{base}/Document.xml', '', style)}</DocRoot></DocBody>"
        made |= _document(base, pages, style, resources, document)
    made["OFD.xml"] = _xml("OFD", body, style, 'DocType="OFD" Version="1.0"')
    return zipped(made)


def _document(
    base: str, pages: Sequence[str], style: Style, resources: str, document: str
) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    entries = ""
    size = f"{style.shift:g} 0 {PAGE_WIDTH - style.shift:g} {PAGE_HEIGHT:g}"
    for number, content in enumerate(pages):
        if style.heads:
            content += text_object(Text(100.0, 285.0, f"— {number + 1} —", 3.2), style)
        if style.composite:
            resources += (
                f'<CompositeGraphicUnits><CompositeGraphicUnit ID="9{number}" Width="210" '
                f'Height="297"><Content>{content}</Content></CompositeGraphicUnit>'
                "</CompositeGraphicUnits>"
            )
            content = (
                f'<CompositeObject ID="5" Boundary="10 0 210 297" CTM="1 0 0 1 -10 0" '
                f'ResourceID="9{number}"/>'
            )
        template = '<Template TemplateID="3" ZOrder="Background"/>' if style.heads else ""
        name = f"Pages/Page_{number}/Content.xml"
        written = name.lower() if style.odd_names else name
        made[f"{base}/{name}"] = _xml(
            "Page",
            f'{template}<Content><Layer ID="4" Type="Body">{content}</Layer></Content>',
            style,
        )
        entries += f'<Page ID="1{number}" BaseLoc={quoteattr(_location(written, base, style))}/>'
    common = f"<MaxUnitID>99</MaxUnitID><PageArea><PhysicalBox>{size}</PhysicalBox></PageArea>"
    common += f"<PublicRes>{_location('PublicRes.xml', base, style)}</PublicRes>"
    made[f"{base}/PublicRes.xml"] = _xml(
        "Res",
        f'<Fonts><Font ID="2" FontName="宋体" FamilyName="宋体"/></Fonts>{resources}',
        style,
        'BaseLoc="Res"',
    )
    if style.heads:
        common += f'<TemplatePage ID="3" BaseLoc="{_location("Tpls/T.xml", base, style)}"/>'
        head = text_object(Text(70.0, 14.0, "政府信息公开工作年度报告汇编", 3.2), style)
        head += path_object("M 20 16 L 190 16", 'LineWidth="0.2"', style)
        made[f"{base}/Tpls/T.xml"] = _xml(
            "Page", f"<Content><Layer ID='6'>{head}</Layer></Content>", style
        )
    made[f"{base}/Document.xml"] = _xml(
        "Document", f"<CommonData>{common}</CommonData><Pages>{entries}</Pages>{document}", style
    )
    return made


def _location(name: str, base: str, style: Style) -> str:
    return f"/{base}/{name}".replace("//", "/") if style.absolute else name


def _xml(root: str, inner: str, style: Style, attributes: str = "") -> bytes:
    if style.prefix:
        inner = re.sub(r"<(/?)(?=[A-Z])", rf"<\1{style.prefix}", inner)
    declared = (
        f'xmlns:{style.prefix[:-1]}="{_NAMESPACE}"' if style.prefix else f'xmlns="{_NAMESPACE}"'
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?><{style.prefix}{root} {declared} {attributes}>'
    return f"{text}{inner}</{style.prefix}{root}>".encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()
