"""Harmless ways to lay out a clean report: none of them is worth an error.

A variant takes the parsed page (or the specimen, for formats and figures) and changes its layout,
never its meaning.
"""

from __future__ import annotations

import copy
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from lxml import etree, html

from gklint.specimen import to_html, to_text
from tests.builders.render import docx, portal, word_pasted

if TYPE_CHECKING:
    from collections.abc import Callable

    from gklint.specimen import Specimen

Page: TypeAlias = html.HtmlElement


def parsed(specimen: Specimen) -> Page:
    return html.document_fromstring(to_html(specimen))


def printed(page: Page) -> bytes:
    return bytes(html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>"))


def cells(page: Page) -> list[Page]:
    return [td for td in page.iter("td") if (td.text or "").strip().isdigit()]


def tables(page: Page) -> list[Page]:
    return list(page.iter("table"))


def paragraphs(page: Page) -> list[Page]:
    return list(page.iter("p"))


def rewrite(page: Page, old: str, new: str) -> None:
    for element in page.iter("td", "p", "h1"):
        if element.text and old in element.text:
            element.text = element.text.replace(old, new)


def each_figure(change: Callable[[str], str]) -> Callable[[Page], None]:
    def apply(page: Page) -> None:
        for td in cells(page):
            td.text = change(td.text or "")

    return apply


def zeros(sign: str) -> Callable[[Page], None]:
    """Zeros as a house style prints them, in every zero cell."""
    return each_figure(lambda text: sign if text == "0" else text)


def full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})


def add_unit_column(page: Page) -> None:
    for table in tables(page)[1:2]:
        for row in table.iter("tr"):
            etd = html.Element("td")
            etd.text = "\u00a0"
            row.append(etd)


def split_table(page: Page, at: int, *, header: bool) -> None:
    """Table three on two pages: a second <table>, with or without its header again."""
    table = tables(page)[1]
    rows = list(table.iter("tr"))
    second = html.Element("table")
    if header:
        for row in rows[:3]:
            second.append(copy.deepcopy(row))
    for row in rows[at:]:
        second.append(row)
    table.addnext(second)
    note = html.Element("p")
    note.text = "\u00a0"
    table.addnext(note)


def nest_tables(page: Page) -> None:
    for table in tables(page):
        outer = html.fromstring("<table><tbody><tr><td></td></tr></tbody></table>")
        table.addprevious(outer)
        next(outer.iter("td")).append(table)


def layout_columns(page: Page) -> None:
    """The whole article in the right cell of a layout table, a menu in the left one."""
    article = page.find_class("article")[0]
    outer = html.fromstring(
        "<table><tr><td><ul><li><a href='/'>首页</a></li></ul></td><td></td></tr></table>"
    )
    article.addprevious(outer)
    list(outer.iter("td"))[1].append(article)


def contents(page: Page) -> None:
    """A table of contents in front of the first part."""
    first = next(p for p in paragraphs(page) if (p.text or "").startswith("一、"))
    headings = [p.text for p in paragraphs(page) if (p.text or "")[1:2] == "、"]
    title = html.Element("p")
    title.text = "目录"
    first.addprevious(title)
    for number, heading in enumerate(headings, 1):
        line = html.Element("p")
        line.text = f"{heading}……………{number}"
        first.addprevious(line)


def decoy_tables(page: Page) -> None:
    """Other statistics with figures and familiar words."""
    decoy = html.fromstring(
        "<table><tr><td>项目</td><td>数量</td></tr><tr><td>政策解读</td><td>36</td></tr>"
        "<tr><td>总计</td><td>77</td></tr><tr><td>其他</td><td>41</td></tr></table>"
    )
    overview = next(p for p in paragraphs(page) if (p.text or "").startswith("（三）"))
    overview.addnext(decoy)


def drop_spans(page: Page) -> None:
    """The header's row spans lost, as some editors do, with empty cells in their place."""
    table = tables(page)[1]
    rows = list(table.iter("tr"))
    for td in rows[1].iter("td"):
        td.attrib.pop("rowspan", None)
    lower = rows[2]
    lower.insert(0, html.Element("td"))
    lower.append(html.Element("td"))


def shuffle_attributes(page: Page) -> None:
    rng = random.Random(7)
    for element in page.iter("td", "tr", "table", "p"):
        items = [*element.attrib.items(), ("style", "color:#333"), ("data-x", str(rng.random()))]
        rng.shuffle(items)
        for name in list(element.attrib):
            del element.attrib[name]
        for name, value in items:
            element.set(name, value)


def th_for_labels(page: Page) -> None:
    for td in page.iter("td"):
        if not (td.text or "").strip().isdigit():
            td.tag = "th"


def thead(page: Page) -> None:
    table = tables(page)[1]
    rows = list(table.iter("tr"))
    head = html.Element("thead")
    for row in rows[:3]:
        head.append(row)
    table.insert(0, head)


def figures_in_spans(page: Page) -> None:
    for td in cells(page):
        text, td.text = td.text or "", None
        for char in text:
            span = html.Element("span")
            span.text = char
            td.append(span)


def br_in_labels(page: Page) -> None:
    for td in page.iter("td"):
        text = td.text or ""
        if len(text) > 6 and not text.isdigit():
            br = html.Element("br")
            br.tail = text[4:]
            td.text = text[:4]
            td.append(br)


def repeat_group_label(page: Page) -> None:
    """The big group's row span cut by a page break, its label printed again."""
    table = tables(page)[1]
    rows = list(table.iter("tr"))
    start = next(i for i, r in enumerate(rows) if any("三、本年度" in (t.text or "") for t in r))
    label = next(iter(rows[start]))
    whole = int(label.get("rowspan", "1"))
    groups = [
        i
        for i, row in enumerate(rows[start:], start)
        if any((t.text or "").startswith("（四）") for t in row)
    ]
    cut = groups[0] - start
    label.set("rowspan", str(cut))
    again = html.Element("td")
    again.text = label.text
    again.set("rowspan", str(whole - cut))
    rows[groups[0]].insert(0, again)


def disclosure_in_blocks(page: Page) -> None:
    """Table two as one table a block."""
    table = tables(page)[0]
    rows = list(table.iter("tr"))
    starts = [i for i, row in enumerate(rows) if any("第二十条" in (t.text or "") for t in row)]
    last = table
    for begin, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        part = html.Element("table")
        for row in rows[begin:end]:
            part.append(row)
        last.addnext(part)
        last = part
    table.getparent().remove(table)


def title_on_two_lines(page: Page) -> None:
    heading = next(page.iter("h1"))
    text = heading.text or ""
    cut = text.index("政府信息")
    heading.text = text[:cut]
    second = html.Element("h1")
    second.text = text[cut:]
    heading.addnext(second)


def year_before_body(page: Page) -> None:
    heading = next(page.iter("h1"))
    text = heading.text or ""
    at = next(i for i in range(len(text)) if text[i : i + 4].isdigit())
    heading.text = text[at : at + 5] + text[:at] + text[at + 5 :]


def uppercase_tags(page: Page) -> bytes:
    out = printed(page).decode()
    for tag in ("table", "tr", "td", "p"):
        out = out.replace(f"<{tag}", f"<{tag.upper()}").replace(f"</{tag}>", f"</{tag.upper()}>")
    return out.encode()


def half_width_brackets(page: Page) -> None:
    for old, new in (("（本列", "(本列"), ("之和）", "之和)")):
        rewrite(page, old, new)


def ideographic_indents(page: Page) -> None:
    for paragraph in paragraphs(page):
        paragraph.text = "\u3000\u3000" + (paragraph.text or "")


def other_enumerators(page: Page) -> None:
    for number, words in ((1, "属于国家秘密"), (2, "重复申请")):
        rewrite(page, f"{number}.{words}", f"{number}、{words}")


def signature(page: Page) -> None:
    for line in ("2023年1月16日", "云岫县水务局"):
        paragraphs(page)[-1].addnext(html.fromstring(f"<p>{line}</p>"))


def add_table_title(page: Page) -> None:
    for number, table in enumerate(tables(page)):
        for text in (f"单位：{'件条项'[number]}", f"表{'二三四'[number]}"):
            table.insert(
                0, html.fragment_fromstring(f"<tr><td colspan='10'>{text}</td></tr>", "tr")
            )


def number_rows(page: Page) -> None:
    for number, row in enumerate(tables(page)[1].iter("tr"), -2):
        cell = html.Element("td")
        cell.text = "序号" if number < 1 else str(number)
        row.insert(0, cell)


def one_table(page: Page) -> None:
    first, *others = tables(page)
    for table in others:
        for row in list(table.iter("tr")):
            first.append(row)
        table.getparent().remove(table)


def all_in_one_table(page: Page) -> None:
    """Everything behind the preamble in one table, headings and text in rows across."""
    article = page.find_class("article")[0]
    whole = html.Element("table")
    begun = False
    for element in list(article):
        begun = begun or (element.text or "").startswith("一、")
        if element.tag == "table":
            for row in list(element.iter("tr")):
                whole.append(row)
            article.remove(element)
        elif begun:
            row = etree.SubElement(whole, "tr")
            etree.SubElement(row, "td", colspan="10").append(element)
    article.append(whole)


def one_table_a_row(page: Page) -> None:
    for table in tables(page)[1:2]:
        last = table
        for row in list(table.iter("tr")):
            alone = html.Element("table")
            alone.append(row)
            last.addnext(alone)
            last = alone
        table.getparent().remove(table)


def other_table_first(page: Page) -> None:
    """Figures of another kind under some of the form's labels."""
    table = tables(page)[0]
    rows = [r for r in table.iter("tr") if any("行政" in (t.text or "") for t in r)]
    other = html.Element("table")
    for row in [rows[0].getprevious(), *rows[1:3]]:
        other.append(copy.deepcopy(row))
    for td in cells(other):
        td.text = "999"
    table.addprevious(other)


def ghost_cells(page: Page) -> None:
    """What some editors leave of merged cells, and Word's last row of widths."""
    for table in tables(page):
        for td in list(table.iter("td")):
            for _ in range(int(td.get("colspan", "1")) - 1):
                td.addnext(html.Element("td", style="display:none;"))
        widths = html.Element("tr", height="0")
        for _ in range(10):
            widths.append(html.Element("td", width="60", style="border:none"))
        table.append(widths)


def marked_figures(page: Page) -> None:
    for td in cells(page)[::3]:
        etree.SubElement(td, "sup").text = "1"


def struck_figures(page: Page) -> None:
    for td in cells(page)[::3]:
        text, td.text = td.text, None
        for style, part in (("text-decoration:line-through", "99"), ("color:red", text)):
            etree.SubElement(td, "span", style=style).text = part


def other_elements(page: Page) -> None:
    """Tables of boxes, as pages for telephones have them: no spans at all."""
    for table in tables(page):
        for element in table.iter("table", "tr", "td"):
            element.set("role", {"table": "table", "tr": "row", "td": "cell"}[element.tag])
            element.tag = "div"
            for span in ("rowspan", "colspan"):
                element.attrib.pop(span, None)


def fold_sections(page: Page) -> None:
    """Every part in a box that a click opens."""
    article = page.find_class("article")[0]
    box: Page | None = None
    for element in list(article):
        if (element.text or "")[1:2] == "、":
            box = html.Element("div", {"class": "fold", "style": "display:none"})
            element.addnext(box)
        elif box is not None:
            box.append(element)


def number_signs(page: Page) -> None:
    for td in tables(page)[1].iter("td"):
        text = td.text or ""
        if text[1:2] == "." and text[0].isdigit():
            td.text = chr(ord("①") + int(text[0]) - 1) + text[2:]


def twice(page: Page, *, style: str = "") -> None:
    """A second copy for telephones or for print."""
    article = page.find_class("article")[0]
    box = html.Element("div", {"class": "mobile", "style": style})
    box.append(copy.deepcopy(article))
    article.addnext(box)


def last_year_above(page: Page) -> None:
    """The report of the year before on the same page, with other figures."""
    article = page.find_class("article")[0]
    year = next(int(t[at : at + 4]) for t in [page.findtext(".//title")] for at in _years(t))
    other = html.fromstring(html.tostring(article).decode().replace(str(year), str(year - 1)))
    for td in cells(other):
        td.text = f"{td.text}7"
    article.addprevious(other)


def last_year_table(page: Page) -> None:
    """Table three of the year before for comparison, above the report's own."""
    table = tables(page)[1]
    other = copy.deepcopy(table)
    for td in cells(other):
        td.text = f"{td.text}7"
    line = html.Element("p")
    line.text = "上年度收到和处理政府信息公开申请情况："
    own = html.Element("p")
    own.text = "本年度情况："
    for element in (line, other, own):
        table.addprevious(element)


def _years(text: str) -> list[int]:
    return [at for at in range(len(text) - 3) if text[at : at + 4].isdigit()]


PAGE_VARIANTS: Final[dict[str, Callable[[Page], object]]] = {
    "blank for zero": zeros(""),
    "nbsp for zero": zeros("\u00a0"),
    "ideographic space for zero": zeros("\u3000"),
    "slash for zero": zeros("/"),
    "hyphen for zero": zeros("-"),
    "dash for zero": zeros("—"),
    "full-width digits": each_figure(full_width),
    "padded with nbsp": each_figure(lambda t: f"\u00a0{t}\u00a0"),
    "padded with ideographic spaces": each_figure(lambda t: f"\u3000{t}"),
    "zero-width characters": each_figure(lambda t: f"\u200b{t}\ufeff"),
    "leading line break": each_figure(lambda t: f"\n      {t}\n"),
    "unit in cells": each_figure(lambda t: f"{t}件" if t != "0" else t),
    "figures in spans": figures_in_spans,
    "line breaks in labels": br_in_labels,
    "empty last column": add_unit_column,
    "split, header not repeated": lambda page: split_table(page, 12, header=False),
    "split, header repeated": lambda page: split_table(page, 12, header=True),
    "split late": lambda page: split_table(page, 20, header=False),
    "nested tables": nest_tables,
    "layout columns": layout_columns,
    "table of contents": contents,
    "decoy tables": decoy_tables,
    "row spans lost": drop_spans,
    "shuffled attributes": shuffle_attributes,
    "th for labels": th_for_labels,
    "thead": thead,
    "group label repeated": repeat_group_label,
    "one table a block": disclosure_in_blocks,
    "title on two lines": title_on_two_lines,
    "year before body": year_before_body,
    "half-width brackets in labels": half_width_brackets,
    "straight quotes in labels": lambda p: rewrite(p, "“三安全一稳定”", '"三安全一稳定"'),
    "blanks in headings": lambda p: rewrite(p, "一、总体情况", "一、 总体情况"),
    "ideographic indents": ideographic_indents,
    "enumerators with 、": other_enumerators,
    "signature and date": signature,
    "title and unit in the table": add_table_title,
    "rows numbered": number_rows,
    "all tables in one": one_table,
    "all in one table": all_in_one_table,
    "one table a row": one_table_a_row,
    "another table first": other_table_first,
    "cells and rows of no place": ghost_cells,
    "figures with a note's mark": marked_figures,
    "figures struck out": struck_figures,
    "parts folded": fold_sections,
    "tables of boxes": other_elements,
    "article twice": twice,
    "article twice, once hidden": lambda page: twice(page, style="display: none"),
    "last year's table above": last_year_table,
    "last year's report above": last_year_above,
    "① for 1.": number_signs,
    "零 for zero": zeros("零"),
}

SPECIMEN_VARIANTS: Final[dict[str, Callable[[Specimen], tuple[bytes, str]]]] = {
    "plain page": lambda s: (to_html(s).encode(), "a.html"),
    "page in GB18030": lambda s: (
        to_html(s).replace("utf-8", "gb2312").encode("gb18030"),
        "a.html",
    ),
    "page without declaration": lambda s: (
        to_html(s).replace('<meta charset="utf-8">', "").encode("gb18030"),
        "a.html",
    ),
    "page in UTF-16": lambda s: (to_html(s).encode("utf-16"), "a.html"),
    "page with BOM": lambda s: (to_html(s).encode("utf-8-sig"), "a.html"),
    "upper-case tags": lambda s: (uppercase_tags(parsed(s)), "a.html"),
    "page saved as .doc": lambda s: (to_html(s).encode(), "a.doc"),
    "Word-pasted page": lambda s: (word_pasted(s), "a.html"),
    "portal page": lambda s: (portal(s), "a.html"),
    "Word file": lambda s: (docx(s), "a.docx"),
    "converted text": lambda s: (to_text(s).encode(), "a.txt"),
    "converted text in GB18030": lambda s: (to_text(s).encode("gb18030"), "a.txt"),
    "converted text with CRLF": lambda s: (to_text(s).replace("\n", "\r\n").encode(), "a.txt"),
    "without preamble's blanks": lambda s: (
        to_html(replace(s, preamble=tuple(p.replace(" ", "") for p in s.preamble))).encode(),
        "a.html",
    ),
}
