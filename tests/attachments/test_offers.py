"""Which links and frames of a page are files that may hold its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.document.html.read import read_html
from gklint.document.limits import MAX_ATTACHMENTS, MAX_LINKS
from gklint.document.model import Document, Embedded, Link, Paragraph
from gklint.report.attached import asked_for, lacking, offered, offered_alone
from gklint.report.recognise import Hints, recognise
from gklint.specimen import to_html
from tests.attachments.pages import TABLES, bare, specimen, stub
from tests.engine.reports import pack

if TYPE_CHECKING:
    from gklint.document.model import Block
    from gklint.report.model import Attachment, Report

URL = "https://www.yunxiu.example/xxgk/nb/202301/t20230120_1.html"
HERE = "https://www.yunxiu.example/xxgk/nb/202301/"


PIECES = "http:// // [ ] / ? = & # % : ' file a.docx viewer.html javascript: 附件 .pdf down.jsp"
TARGETS = st.text() | st.lists(st.sampled_from(PIECES.split()), max_size=8).map("".join)


def report(markup: str, *, inside: bool = True) -> Report:
    page = to_html(specimen(remove_table=list(TABLES)))
    mark = "</div></body>" if inside else "</body>"
    assert mark in page
    document = read_html(page.replace(mark, markup + mark).encode(), None)
    found = recognise(document, (pack(),), Hints(url=URL))
    assert found is not None
    return found


def offers(markup: str, *, inside: bool = True) -> tuple[Attachment, ...]:
    return offered(report(markup, inside=inside))


def addresses(markup: str, *, inside: bool = True) -> list[str]:
    return [offer.url for offer in offers(markup, inside=inside)]


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ('<a href="./P020230120.docx">附件</a>', HERE + "P020230120.docx"),
        ('<a href="P0202.PDF" title="x">年报.pdf</a>', HERE + "P0202.PDF"),
        ('<a href="//f.yunxiu.example/a.wps">全文</a>', "https://f.yunxiu.example/a.wps"),
        (
            '<a href="/module/download/downfile.jsp?classid=0&filename=2301201.pdf">2022年年报</a>',
            "https://www.yunxiu.example/module/download/downfile.jsp?classid=0&filename=2301201.pdf",
        ),
        (
            '<a href="/module/download/down.jsp?i_ID=123&colID=4">附件：2022年报</a>',
            "https://www.yunxiu.example/module/download/down.jsp?i_ID=123&colID=4",
        ),
        (
            '<a href="/attach/3fa0c2?id=9">2022年度报告.docx</a>',
            "https://www.yunxiu.example/attach/3fa0c2?id=9",
        ),
        (
            "<a href=\"javascript:openFile('/uploads/a.ofd','x')\">点击查看</a>",
            "https://www.yunxiu.example/uploads/a.ofd",
        ),
        (
            '<iframe src="/pdfjs/web/viewer.html?file=%2Ffiles%2Fa.pdf"></iframe>',
            "https://www.yunxiu.example/files/a.pdf",
        ),
        (
            '<embed src="https://view.example/embed.aspx?src=https%3A%2F%2Ff.example%2Fa.docx">',
            "https://f.example/a.docx",
        ),
        (
            '<iframe src="/web/viewer.html?file=/down.jsp%3Ffilename%3Da.pdf"></iframe>',
            "https://www.yunxiu.example/down.jsp?filename=a.pdf",
        ),
        (
            """<a href="javascript:void(0);" onclick="get('/f/a.docx')">下载</a>""",
            "https://www.yunxiu.example/f/a.docx",
        ),
        ('<iframe src="a.pdf#page=1"></iframe>', HERE + "a.pdf#page=1"),
        (
            '<embed src="/files/a.pdf" type="application/pdf">',
            "https://www.yunxiu.example/files/a.pdf",
        ),
        ('<object data="a.pdf"></object>', HERE + "a.pdf"),
        ('<a href="a.docx"><img src="icon.gif"></a>', HERE + "a.docx"),
        ('<a href="a.zip">打包下载</a>', HERE + "a.zip"),
    ],
)
def test_a_file_in_the_article(markup: str, url: str) -> None:
    (offer,) = offers(f"<p>{markup}</p>")
    assert offer.url == url
    assert offer.likely
    assert asked_for((offer,)) == (offer,)


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="a.html">附件</a>',
        '<a href="/nb/2022.shtml">2022年度报告</a>',
        '<a href="javascript:void(0)">下载</a>',
        '<a href="javascript:window.print()">打印全文</a>',
        '<a href="mailto:a.docx@yunxiu.example">附件</a>',
        '<a href="#fj">附件</a>',
        '<a href="">附件</a>',
        '<a href="http://[::1/a.docx">附件</a>',
        '<a href="/file/list.jsp">文件库</a>',
        '<a href="/download/index.html">附件下载</a>',
        '<img src="a.png">',
        '<iframe src="/share.html"></iframe>',
        '<a href="a.docx.html">附件</a>',
    ],
)
def test_what_is_no_file(markup: str) -> None:
    assert offers(f"<p>{markup}</p>") == ()


def test_files_around_the_article_are_told_by_their_names() -> None:
    around = (
        '<div class="foot"><p><a href="/form.doc">依申请公开申请表</a></p>'
        '<p><a href="/a.docx">云岫县水务局2022年政府信息公开工作年度报告</a></p>'
        '<p>附件：<a href="/b.pdf">b.pdf</a></p><p><a href="/c.doc">常用表格下载</a></p></div>'
    )
    found = offers(around, inside=False)
    assert [(o.url.rpartition("/")[2], o.named, o.likely) for o in found] == [
        ("a.docx", True, True),
        ("b.pdf", False, True),
        ("c.doc", False, False),  # looked at last, and excuses nothing
    ]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("2022年度报告.docx", True),
        ("2021年度报告.docx", False),
        ("2023年度报告.docx", False),
        ("2021-2022年度报告.docx", True),
        ("统计表（2023年1月公布）.xlsx", True),  # the year of its publication
        ("统计表（2020年）.xlsx", False),
        ("P020230118345.docx", True),  # digits that are no year
        ("年报.docx", True),
    ],
)
def test_a_file_named_by_another_year_is_not_offered(name: str, kept: bool) -> None:
    assert bool(offers(f'<p><a href="f.docx">{name}</a></p>')) is kept


def test_the_likeliest_first_and_few() -> None:
    links = "".join(f'<a href="{n}.docx">附件{n}</a>' for n in range(20))
    found = addresses(f'<p>{links}<a href="r.docx">2022年年度报告.docx</a></p>')
    assert len(found) == MAX_ATTACHMENTS
    assert found[0] == HERE + "r.docx"


def test_no_more_links_are_looked_at_than_a_page_has() -> None:
    many = '<a href="a.html">x</a>' * MAX_LINKS
    assert addresses(f'<p><a href="a.docx">附件</a>{many}</p>') == [HERE + "a.docx"]
    assert addresses(f'<p>{many}<a href="a.docx">附件</a></p>') == []


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<a href="P02.docx">点击下载</a>', "P02.docx"),
        ('<a href="P02.docx">云岫县水务局2022年度报告</a>', "云岫县水务局2022年度报告"),
        ('<a href="%E5%B9%B4%E6%8A%A5.docx">附件</a>', "年报.docx"),
        ('<a href="/downfile.jsp?filename=a.pdf">下载附件</a>', "a.pdf"),
        (
            '<a href="/downfile.jsp?filename=3fa0.pdf&showname=%E5%B9%B4%E6%8A%A5.pdf">下载</a>',
            "年报.pdf",
        ),
        ('<a href="P02.docx">  附件1：统计表  </a>', "附件1：统计表"),
    ],
)
def test_a_file_is_called_as_people_know_it(markup: str, name: str) -> None:
    (offer,) = offers(f"<p>{markup}</p>")
    assert offer.name == name


def test_the_same_file_twice_is_one() -> None:
    assert len(offers('<p><a href="a.docx">附件</a> <a href="a.docx">下载附件</a></p>')) == 1


def test_a_page_with_nothing_but_its_title() -> None:
    document = read_html(stub("a.docx", "年报2021.docx"), None)
    (offer,) = offered_alone(document, (pack(),), URL)
    assert offer.url == HERE + "a.docx"


def test_a_list_of_years_offers_no_single_report() -> None:
    names = [f"{year}年政府信息公开工作年度报告.pdf" for year in (2020, 2021, 2022)]
    document = read_html(stub(*names, title="政府信息公开年报"), None)
    assert offered_alone(document, (pack(),), URL) == ()


def test_a_list_of_pages_with_one_file_among_them_is_a_list() -> None:
    pages = "".join(
        f'<p><a href="{year}.html">{year}年政府信息公开工作年度报告</a></p>'
        for year in (2021, 2022)
    )
    old = stub("2012年度报告.doc", title="政府信息公开年报").decode()
    document = read_html(old.replace("</body>", f"{pages}</body>").encode(), None)
    assert offered_alone(document, (pack(),), URL) == ()


def test_without_its_own_address_a_page_offers_names_that_cannot_be_asked_for() -> None:
    document = read_html(bare("a.docx"), None)
    found = recognise(document, (pack(),), Hints())
    assert found is not None
    (offer,) = offered(found)
    assert offer.url == "a.docx"
    assert asked_for((offer,)) == ()


def test_what_a_report_lacks() -> None:
    assert lacking(report("")) == TABLES
    whole = recognise(read_html(to_html(specimen()).encode(), None), (pack(),), Hints())
    assert whole is not None
    assert lacking(whole) == ()
    old = to_html(specimen(remove_table=list(TABLES))).replace("2022", "2015")
    before = recognise(read_html(old.encode(), None), (pack(),), Hints())
    assert before is not None
    assert lacking(before) == ()  # no form asked for tables then


@given(st.lists(st.tuples(st.text(), TARGETS, st.booleans()), max_size=8), st.none() | st.just(URL))
def test_no_address_is_a_fault(written: list[tuple[str, str, bool]], url: str | None) -> None:
    blocks: list[Block] = []
    links = []
    for text, target, framed in written:
        number = len(blocks)
        blocks.append(
            Embedded("iframe", target, number) if framed else Paragraph(f"附件：{text}", number)
        )
        links.append(Link(text, target, number))
    document = Document("text/html", tuple(blocks), links=tuple(links))
    for offer in asked_for(offered_alone(document, (pack(),), url)):
        assert offer.url.lower().startswith(("http://", "https://"))
        assert offer.name
