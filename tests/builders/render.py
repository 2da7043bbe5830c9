"""A specimen as the kinds of file that bureaus and portals really make of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from gklint.specimen import to_html, to_text
from tests.builders import docx as word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gklint.specimen import Part, Specimen, SpecimenTable


def plain(specimen: Specimen) -> bytes:
    """A clean web page."""
    return to_html(specimen).encode()


def text(specimen: Specimen) -> bytes:
    """What a converter makes of the Word file."""
    return to_text(specimen).encode()


_SPAN: Final = (
    '<span lang="EN-US" style="FONT-SIZE: 16pt; FONT-FAMILY: 仿宋_GB2312; '
    'mso-hansi-font-family: Calibri; mso-bidi-font-size: 11.0pt">'
)


def _pasted(text: str) -> str:
    """Text as Word pastes it: a span round every few characters, figures cut anywhere."""
    pieces = [text[i : i + 7] for i in range(0, len(text), 7)] or [""]
    inner = "".join(f"{_SPAN}{escape(piece)}</span>" for piece in pieces)
    return (
        '<p class="MsoNormal" align="left" style="TEXT-ALIGN: left; LINE-HEIGHT: 150%; '
        f'mso-pagination: widow-orphan">{inner}<span><o:p></o:p></span></p>'
    )


def _pasted_number(text: str) -> str:
    inner = "".join(f"<span style='mso-ascii: Calibri'>{escape(char)}</span>" for char in text)
    return f"<p class=MsoNormal align=center>{inner or '&nbsp;'}<o:p></o:p></p>"


def word_pasted(specimen: Specimen) -> bytes:
    """A page into which an editor pasted the Word file, styles and all."""
    return "\n".join(_pasted_lines(specimen)).encode()


def _pasted_lines(specimen: Specimen) -> Iterator[str]:
    yield '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
    yield '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    if specimen.published is not None:
        yield f'<meta name="PubDate" content="{specimen.published}">'
    for name, content in specimen.meta.items():
        yield f'<meta name="{escape(name)}" content="{escape(content)}">'
    yield "<style>p.MsoNormal {mso-style-parent:''; margin:0cm}</style></head><body>"
    yield "<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->"
    if specimen.title is not None:
        yield _pasted(specimen.title)
    for paragraph in specimen.preamble:
        yield _pasted(paragraph)
    for part in specimen.parts:
        yield _pasted(part.heading)
        for paragraph in part.prose:
            yield _pasted(paragraph)
        for table in part.tables:
            yield _html_table(table, _pasted, _pasted_number)
        yield from _images(part)
    yield "</body></html>"


def _images(part: Part) -> Iterator[str]:
    for alt in part.images:
        given = "" if alt is None else f' alt="{escape(alt)}"'
        yield f'<p><img src="images/1.png"{given}></p>'
    for source in part.embedded:
        yield f'<p><iframe src="{escape(source)}"></iframe></p>'


def _html_table(
    table: SpecimenTable, label: Callable[[str], str], number: Callable[[str], str]
) -> str:
    figures = set(table.cells.values())
    rows = []
    for row in table.rows():
        cells = [
            f"<td width=64 rowspan={cell.rowspan} colspan={cell.colspan} "
            f"style='border:solid windowtext 1.0pt; mso-border-alt:solid windowtext .5pt'>"
            f"{number(cell.text) if cell.text in figures else label(cell.text)}</td>"
            for cell in row
            if not cell.covered
        ]
        rows.append(f"<tr style='mso-yfti-irow:1; height:22.7pt'>{''.join(cells)}</tr>")
    return f"<table class=MsoNormalTable border=0>{''.join(rows)}</table>"


_NAVIGATION: Final = """
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>
<li><a href="/fw/">政务服务</a></li><li><a href="/hd/">互动交流</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/nb/">政府信息公开年报</a></div>
<div class="left"><h3>政府信息公开年报</h3><ul>
<li><a href="/nb/1.html">一、2018年政府信息公开工作年度报告</a></li>
<li><a href="/nb/2.html">云岫县教育局2017年政府信息公开工作年度报告</a></li>
<li><a href="/nb/3.html">二、2016年政府信息公开工作年度报告</a></li></ul>
<table><tr><td>索引号</td><td>546999-2023-00012</td></tr></table></div>
"""
_FOOTER: Final = """
<div class="related"><h3>相关链接</h3><table><tr><td>新闻信息</td><td>1024</td></tr>
<tr><td>政策解读</td><td>36</td></tr></table></div>
<div class="footer"><p>主办：云岫县人民政府　承办：云岫县大数据中心</p>
<p>地址：云岫县中山路1号　邮编：546900　电话：0697-5559999</p>
<p>网站标识码：5469000001　桂ICP备00000001号</p></div>
"""


def portal(specimen: Specimen) -> bytes:
    """The page in a portal: navigation, sidebar, related links and footer around the article."""
    page = to_html(specimen)
    head, _, rest = page.partition('<div class="article">')
    title = ""
    if specimen.title is not None:
        heading = f"<h1>{escape(specimen.title)}</h1>"
        rest = rest.replace(heading, "", 1)
        title = f'<div class="title">{escape(specimen.title)}</div>'
    article, _, _ = rest.rpartition("</div></body></html>")
    name = f"{escape(specimen.title)}_政府信息公开年报_云岫县人民政府" if specimen.title else ""
    head = head.replace(
        f"<title>{escape(specimen.title or '')}</title>", f"<title>{name}</title>", 1
    )
    return (
        f'{head}{_NAVIGATION}<div class="main">{title}<div class="info">来源：县政府办公室'
        f'　字体：大 中 小</div><div id="zoom"><table width="100%"><tr><td>{article}'
        f"</td></tr></table></div></div>{_FOOTER}</body></html>"
    ).encode()


def docx(specimen: Specimen) -> bytes:
    """The Word file."""
    body: list[str] = []
    if specimen.title is not None:
        body.append(word.para(escape(specimen.title), style="Title"))
    body += [word.para(escape(paragraph)) for paragraph in specimen.preamble]
    for part in specimen.parts:
        body += [word.para(escape(paragraph)) for paragraph in (part.heading, *part.prose)]
        for table in part.tables:
            body += [_word_table(table), word.para()]
    return word.package("".join(body))


def _word_table(table: SpecimenTable) -> str:
    printed = []
    for row in table.rows():
        cells = []
        for cell in row:
            if cell.covered:
                merge = "<w:vMerge/>"
            elif cell.rowspan > 1:
                merge = '<w:vMerge w:val="restart"/>'
            else:
                merge = ""
            text = word.para(escape(cell.text))
            cells.append(word.cell(text, span=cell.colspan, width=800 * cell.colspan, props=merge))
        printed.append(word.row(*cells))
    width = max(sum(cell.colspan for cell in row) for row in table.rows())
    return word.table(*printed, grid=[800] * width)


RENDERERS: Final[dict[str, Callable[[Specimen], bytes]]] = {
    "plain": plain,
    "word-pasted": word_pasted,
    "portal": portal,
    "docx": docx,
    "text": text,
}
"""Every kind of file that a specimen can be rendered to, by name."""

SUFFIX: Final = {
    "plain": ".html",
    "word-pasted": ".html",
    "portal": ".html",
    "docx": ".docx",
    "text": ".txt",
}
