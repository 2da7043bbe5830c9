"""A specimen as a clean web page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.specimen.model import Part, Specimen, SpecimenTable


def to_html(specimen: Specimen) -> str:
    """The page; its publication date stands in ``<meta name="PubDate">``."""
    return "\n".join(_lines(specimen)) + "\n"


def _lines(specimen: Specimen) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="zh-CN"><head><meta charset="utf-8">'
    yield f"<title>{escape(specimen.title or '')}</title>"
    meta = dict(specimen.meta)
    if specimen.published is not None:
        meta.setdefault("PubDate", specimen.published)
    for name, content in meta.items():
        yield f'<meta name="{escape(name)}" content="{escape(content)}">'
    yield f'</head><body>{"<div>" * specimen.depth}<div class="article">'
    if specimen.title is not None:
        yield f"<h1>{escape(specimen.title)}</h1>"
    for text in specimen.preamble:
        yield f"<p>{escape(text)}</p>"
    for part in specimen.parts:
        yield from _part(part)
    yield f"</div>{'</div>' * specimen.depth}</body></html>"


def _part(part: Part) -> Iterator[str]:
    yield f"<p>{escape(part.heading)}</p>"
    for text in part.prose:
        yield f"<p>{escape(text)}</p>"
    for table in part.tables:
        yield from _table(table)
    for alt in part.images:
        given = "" if alt is None else f' alt="{escape(alt)}"'
        yield f'<p><img src="images/1.png"{given}></p>'
    for source in part.embedded:
        yield f'<p><iframe src="{escape(source)}"></iframe></p>'


def _table(table: SpecimenTable) -> Iterator[str]:
    yield "<table>"
    for row in table.rows():
        cells = []
        for cell in row:
            if cell.covered:
                continue
            spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
            spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
            cells.append(f"<td{spans}>{escape(cell.text)}</td>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"
