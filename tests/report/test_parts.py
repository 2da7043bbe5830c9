"""Title, sections, contact, dates, body and article, each on the shortest text that shows it."""

from __future__ import annotations

from datetime import date

import pytest

from gklint.report.body import bodies
from gklint.report.dates import in_address
from gklint.report.flow import flow
from gklint.report.model import DateSource, HeadingKind, Report
from gklint.specimen import to_html
from tests.report.reading import HEADINGS, attempt, clean, pack, page, prose, report


def keys(found: Report) -> list[str]:
    return [section.key for section in found.sections]


SIX = ["overview", "disclosure", "requests", "review_litigation", "problems", "other"]


# Title ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "issuer", "years"),
    [
        ("青柳县水利局2023年政府信息公开工作年度报告", "青柳县水利局", (2023,)),
        ("2023年青柳县水利局政府信息公开工作年度报告", "青柳县水利局", (2023,)),
        ("青柳县水利局 2023 年度政府信息公开工作年度报告", "青柳县水利局", (2023,)),
        ("青柳县水利局２０２３年政府信息公开年报", "青柳县水利局", (2023,)),
        ("关于青柳县水利局2023年度政府信息公开工作报告", "青柳县水利局", (2023,)),
        ("2023年度云岫路街道信息公开工作报告", "云岫路街道", (2023,)),
        ("青柳县水利局政府信息公开工作2023年度报告", "青柳县水利局", (2023,)),
        ("青柳县水利局政府信息公开工作年度报告", "青柳县水利局", ()),
        ("青柳县水利局2023年政府信息公开工作年度报告（2022）", "青柳县水利局", (2023, 2022)),
        ("青柳海关（本级）2023年政府信息公开工作年度报告", "青柳海关（本级）", (2023,)),
    ],
)
def test_titles(title: str, issuer: str, years: tuple[int, ...]) -> None:
    found = report(prose(title))
    assert found.title is not None
    assert (found.title.issuer, found.title.years) == (issuer, years)


@pytest.mark.parametrize(
    "lines",
    [
        "青柳县水利局\n2023年政府信息公开工作年度报告",
        "青柳县水利局2023年政府信息公开工作\n年度报告",
        "青柳县水利局\n2023年政府信息公开工作\n年度报告",
        "青柳县水利局\n\n2023年政府信息公开工作年度报告",
    ],
)
def test_a_title_over_lines(lines: str) -> None:
    found = report(prose(lines))
    assert found.title is not None
    assert found.title.text == "青柳县水利局2023年政府信息公开工作年度报告"
    assert len(found.title.spans) == len([line for line in lines.split("\n") if line])
    assert found.issuer == "青柳县水利局"


def test_a_year_in_a_line_below_the_title() -> None:
    found = report(prose("青柳县水利局\n政府信息公开工作年度报告\n（2023年度）"))
    assert found.title is not None
    assert found.title.text == "青柳县水利局政府信息公开工作年度报告（2023年度）"
    assert (found.issuer, found.year, len(found.title.spans)) == ("青柳县水利局", 2023, 3)


def test_a_title_in_the_metadata() -> None:
    body = "".join(f"<p>{line}</p>" for line in prose("").split("\n"))
    name = "青柳县水利局2023年政府信息公开工作年度报告"
    found = report(page(body, f"<title>{name}_政府信息公开年报_青柳县人民政府</title>"), "a.html")
    assert found.title is not None
    assert (found.title.text, found.title.from_meta, found.title.spans) == (name, True, ())
    assert found.issuer == "青柳县水利局"


def test_the_reports_own_title_counts_not_the_pages() -> None:
    html = "<h1>水利局2023年政府信息公开年报</h1><p>来源：水利局</p>" + "".join(
        f"<p>{line}</p>" for line in prose().split("\n")
    )
    found = report(page(html), "a.html")
    assert found.title is not None
    assert found.title.text == "青柳县水利局2023年政府信息公开工作年度报告"


# Sections -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "numbers",
    [
        "一、 二、 三、 四、 五、 六、",
        "1、 2、 3、 4、 5、 6、",
        "1. 2. 3. 4. 5. 6.",
        "（一） （二） （三） （四） （五） （六）",
        "第一部分 第二部分 第三部分 第四部分 第五部分 第六部分",
    ],
)
def test_number_styles(numbers: str) -> None:
    text = prose()
    for heading, number in zip(HEADINGS, numbers.split(), strict=True):
        text = text.replace(heading, number + heading[2:])
    found = report(text)
    assert keys(found) == SIX
    assert [s.ordinal for s in found.sections] == [1, 2, 3, 4, 5, 6]


def test_headings_without_numbers() -> None:
    text = prose()
    for heading in HEADINGS:
        text = text.replace(heading, heading[2:])
    found = report(text)
    assert keys(found) == SIX
    assert {s.number for s in found.sections} == {""}


def test_headings_glued_to_the_text() -> None:
    title, *rest = prose().split("\n")
    found = report(title + "\n" + "现公布本报告。" + "".join(rest))
    assert keys(found) == SIX
    assert all(s.inline for s in found.sections)
    first, second = found.sections[:2]
    text = found.document.paragraphs[-1].text
    assert text[first.body_start : first.body_end] == "本年度各项工作有序推进，成效明显。"
    assert text[second.span.start : second.span.end] == "二、主动公开政府信息情况"
    assert found.preamble_end == text.index("一、")


def test_sub_headings_are_no_sections() -> None:
    text = prose().replace(
        "一、总体情况\n",
        "一、总体情况\n（一）主动公开政府信息情况\n公开12条。\n（二）收到和处理政府信息公开申请情况\n"
        "1.主动公开政府信息情况\n",
    )
    found = report(text)
    assert keys(found) == SIX
    assert found.sections[1].number == "二、"


def test_a_count_that_starts_again_inside_a_part_takes_no_heading_away() -> None:
    text = prose().replace(
        HEADINGS[4] + "\n",
        HEADINGS[4] + "\n一、存在的主要问题\n公开不够及时。\n二、改进措施\n加强培训。\n",
    )
    found = report(text)
    assert keys(found) == SIX
    assert found.sections[4].number == "五、"


def test_the_list_in_the_preamble_is_no_section() -> None:
    listed = "、".join(h[2:] for h in HEADINGS)
    numbered = "，".join(HEADINGS)
    for preamble in (f"本报告包括{listed}等六个部分。", f"本报告包括：{numbered}。"):
        found = report(prose(preamble=preamble))
        assert keys(found) == SIX
        assert found.sections[0].span.block == 2


def test_a_table_of_contents_is_no_section() -> None:
    for tail in ("……………1", "　　3", ""):
        title, *rest = prose().split("\n")
        lines = [title, "目录", *(h + tail for h in HEADINGS), *rest]
        found = report("\n".join(lines))
        assert keys(found) == SIX, tail
        assert found.sections[0].span.block == 8, tail


def test_row_labels_of_the_table_are_no_sections() -> None:
    found = report(to_html(clean()).encode(), "a.html")
    assert keys(found) == SIX


def test_an_unknown_heading_that_continues_the_count_is_seen() -> None:
    found = report(prose() + "\n七、附件及说明\n见附件。")
    assert keys(found) == [*SIX, ""]
    assert found.sections[-1].heading == "附件及说明"


def test_a_restarted_list_inside_a_section_is_no_section() -> None:
    text = prose().replace(
        "五、存在的主要问题及改进情况\n",
        "五、存在的主要问题及改进情况\n一、宣传不够\n二、人手不足\n",
    )
    assert keys(report(text)) == SIX


def test_a_section_left_out_is_not_found() -> None:
    text = prose().replace("四、政府信息公开行政复议、行政诉讼情况\n", "")
    assert "review_litigation" not in keys(report(text))


def test_kinds_of_headings() -> None:
    text = prose().replace("总体情况", "整体情况").replace("五、存在", "五、政府信息公开工作存在")
    kinds = [s.kind for s in report(text).sections]
    assert kinds[0] is HeadingKind.DEVIANT
    assert kinds[1] is HeadingKind.CANONICAL
    assert kinds[4] is HeadingKind.ACCEPTED


# Contact ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            (
                "如有疑问，请与青柳县水利局办公室联系（地址：青柳县人民路18号，邮编：277100，"
                "电话：0632-5510023，传真：0632-5510024，电子邮箱：slj@qingliu.example）。"
            ),
            (
                "青柳县人民路18号",
                "277100",
                ["0632-5510023"],
                ["0632-5510024"],
                ["slj@qingliu.example"],
            ),
        ),
        (
            (
                "如对本报告有疑问，请联系：电子邮箱slj＠qingliu.example；电话/传真：0632-5510023；"
                "邮 编：277100；地 址：青柳县人民路18号。"
            ),
            (
                "青柳县人民路18号",
                "277100",
                ["0632-5510023"],
                ["0632-5510023"],
                ["slj＠qingliu.example"],
            ),
        ),
        (
            "如有疑问请联系青柳县水利局（青柳县人民路18号，277100，0632—5510023、5510024）。",
            ("青柳县人民路18号", "277100", ["0632—5510023", "5510024"], [], []),
        ),
        (
            "如有疑问，请与我局联系。联系地址：青柳县人民路18号；联系电话：（0632）5510023。",
            ("青柳县人民路18号", None, ["（0632）5510023"], [], []),
        ),
        (
            (
                "如有疑问，请与我局联系（电话：0632-5510023；办公时间：工作日9:00-12:30，14:00-18:00；"
                "网址：http://www.qingliu.example/20230101）。"
            ),
            (None, None, ["0632-5510023"], [], []),
        ),
        ("如有疑问，请拨打电话06325510023咨询。", (None, None, ["06325510023"], [], [])),
    ],
)
def test_contacts(
    statement: str, expected: tuple[str | None, str | None, list[str], list[str], list[str]]
) -> None:
    contact = report(prose(preamble="现公布本报告。" + statement)).contact
    assert (
        contact.address.text if contact.address else None,
        contact.postcode.text if contact.postcode else None,
        [s.text for s in contact.phones],
        [s.text for s in contact.faxes],
        [s.text for s in contact.emails],
    ) == expected
    assert contact.span is not None


def test_spans_are_places() -> None:
    found = report(prose(preamble="如有疑问，请与我局联系（邮编：277100，电话：0632-5510023）。"))
    for span in (found.contact.postcode, *found.contact.phones, found.contact.span):
        assert span is not None
        paragraph = found.document.paragraphs[span.block]
        assert paragraph.text[span.start : span.end] == span.text


def test_the_foot_of_the_page_is_nobodys_contact() -> None:
    body = "".join(f"<p>{line}</p>" for line in prose().split("\n"))
    foot = "<div><p>主办：青柳县人民政府 联系电话：0632-1234567</p><p>版权所有</p></div>"
    for html in (f"<div><div>{body}</div>{foot}</div>", body + foot):
        contact = report(page(html), "a.html").contact
        assert (contact.span, contact.phones) == (None, ())


def test_figures_of_the_text_are_no_telephone() -> None:
    text = prose().replace("成效明显", "发布信息8412345条，办件11398889件")
    assert report(text).contact.span is None


# Dates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.example/xxgk/202101/t20210122_1150200.html", date(2021, 1, 22)),
        ("http://a.example/2022-02/08/content_1.html", date(2022, 2, 8)),
        ("http://a.example/art/2022/2/8/art_1.html", date(2022, 2, 8)),
        ("http://a.example/xxgk/t19700101_1.html", None),
        ("http://a.example/2022xxgknb/1.html", None),
        ("http://a.example/202202/art_20221.html", None),
    ],
)
def test_dates_in_addresses(url: str, day: date | None) -> None:
    assert in_address(url) == day


def dated(meta: str = "", line: str = "", tail: str = "", url: str | None = None) -> Report:
    lines = prose().split("\n")
    body = "".join(f"<p>{text}</p>" for text in (lines[0], line, *lines[1:], tail))
    head = f'<meta name="PubDate" content="{meta}">' if meta else ""
    return report(page(body, head), "a.html", url)


def test_dates_in_order_of_trust() -> None:
    found = dated("2024-01-20 15:22", "发布时间：2024-01-20 来源：水利局", "2024年1月10日")
    assert [p.source for p in found.published_all] == [
        DateSource.META,
        DateSource.PAGE,
        DateSource.TEXT,
    ]
    assert found.published is not None
    assert found.published.date == date(2024, 1, 20)


def test_lines_of_the_page_below_the_title_are_no_text() -> None:
    lines = prose(preamble="本报告由青柳县水利局编制。").split("\n")
    lines[1:1] = ["来源：水利局  发表日期：2024-01-20", "[字体：大 中 小]"]
    found = report("\n".join(lines))
    assert found.published is not None
    assert found.published.date == date(2024, 1, 20)
    text = flow(found, "text").raw
    assert "字体" not in text
    assert text.startswith("青柳县水利局2023年政府信息公开工作年度报告\n本报告由")


@pytest.mark.parametrize(
    ("preamble", "issuer"),
    [
        ("现公布2023年清溪乡人民政府政府信息公开工作情况报告。", "清溪乡人民政府"),
        ("结合2023年青柳市公安局政府信息公开工作编制而成。", "青柳市公安局"),
        ("按有关要求，青柳县生态环境局编制了本报告。", "青柳县生态环境局"),
        ("本报告由清溪湾开发区管委会结合有关统计数据编制。", "清溪湾开发区管委会"),
        ("本报告由青柳区人民政府办公室根据《条例》要求编制。", "青柳区人民政府办公室"),
        ("根据要求，青柳区东湖街道特编制2023年政府信息公开年度报告。", "青柳区东湖街道"),
        ("编制了2023年青柳区人民政府信息公开工作年度报告。", "青柳区人民政府"),
        ("公布2023年政府信息公开工作年度报告。", None),
        ("结合政府信息公开实际工作情况特编制了2023年政府信息公开工作年度报告。", None),
        ("结合2023年各科室的信息公开工作情况编制本报告。", None),
    ],
)
def test_the_issuer_that_the_preamble_states(preamble: str, issuer: str | None) -> None:
    period = "统计期限自2023年1月1日起至2023年12月31日止。"
    text = "\n".join([preamble + period, *prose().split("\n")[1:]])
    assert report(text).issuer == issuer


def test_dates_that_disagree_make_it_unknown() -> None:
    found = dated("2024-01-20", "发布日期：2024-02-20")
    assert found.published is None
    assert len(found.published_all) == 2


def test_the_day_of_drafting_contradicts_nothing() -> None:
    found = dated(tail="二〇二四年一月十日")
    assert found.published is not None
    assert (found.published.date, found.published.source) == (date(2024, 1, 10), DateSource.TEXT)


def test_other_times_are_no_publication() -> None:
    for line in ("数据统计时间：2023年1月1日至2023年12月31日。", "截止时间：2023-12-31"):
        assert dated(line=line).published_all == ()


def test_dates_of_the_address_count() -> None:
    found = dated(url="http://a.example/202401/t20240118_5.html")
    assert found.published is not None
    assert found.published.source is DateSource.URL


# Body ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("枣庄市人民政府", "government", "city"),
        ("平潭县人民政府", "government", "county"),
        ("上海市人民政府办公厅", "department", "province"),
        ("四川省财政厅", "department", "province"),
        ("财政部", "department", "central"),
        ("洪雅县教育和体育局", "department", "county"),
        ("重庆市大足区人民政府外事办公室", "department", "county"),
        ("北票市长皋乡人民政府", "township", "town"),
        ("南京市鼓楼区人民政府华侨路街道办事处", "subdistrict", "town"),
        ("湛江海关", "vertical", "unknown"),
        ("国家税务总局枣庄市税务局", "vertical", "central"),
        ("平潭综合实验区管委会", "authorised", "unknown"),
        ("青柳高新区", "authorised", "unknown"),
        ("正蓝旗", "government", "county"),
        ("青柳市人民政府", "government", "county"),
        ("市水务局", "department", "unknown"),
        ("云岫县市场监督管理局", "department", "county"),
        ("枣庄市城市管理局", "department", "city"),
        ("义乌市市场监督管理局", "department", "county"),
        ("薛城区住房和城乡建设局", "department", "county"),
        ("阿克苏地区行政公署", "government", "city"),
        ("上海市浦东新区人民政府", "government", "county"),
        ("某某", "unknown", "unknown"),
    ],
)
def test_bodies(name: str, kind: str, level: str) -> None:
    body = bodies(pack()).judge(name)
    assert (body.kind, body.level) == (kind, level)
    assert (body.evidence == "") == (kind == level == "unknown")
    assert all(word in name for word in body.evidence.split("、") if word)


# Article and choice of pack -----------------------------------------------------------------


def test_the_article_is_told_from_the_page_around_it() -> None:
    article = "".join(f"<p>{line}</p>" for line in prose().split("\n")[1:])
    side = "".join(f"<li>{year}年政府信息公开工作年度报告</li>" for year in range(2010, 2023))
    html = (
        "<div class=nav><p>首页</p><p>当前位置：首页 &gt; 政府信息公开年报</p></div>"
        "<div class=main><div class=head><h1>青柳县水利局2023年政府信息公开工作年度报告</h1>"
        "<p>来源：水利局 时间：2024-01-20</p></div>"
        f"<div class=text>{article}</div><div class=side><ul>{side}</ul></div></div>"
        "<div class=foot><p>联系电话：0632-1234567</p></div>"
    )
    found = report(page(html), "a.html")
    inside = [p.text for p in found.document.paragraphs if found.first <= p.block < found.last]
    assert inside[0] == "一、总体情况"
    assert len(inside) == 12
    assert found.title is not None
    assert found.title.years == (2023,)
    assert found.published is not None


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2023年政府信息公开工作年度报告编制工作的通知\n各乡镇人民政府：\n一、总体要求\n按时报送。",
        "政府信息公开指南\n一、总体情况\n本机关负责公开政府信息。",
        "今天天气很好。",
        "2023年政府信息公开工作年度报告",
        "青柳县2023年国民经济和社会发展统计公报\n一、综合\n二、农业\n三、工业",
        "一图读懂2023年政府信息公开工作年度报告\n统计期限见全文。",
        "青柳县水利局2023年政府信息公开工作年度报告\n附件：青柳县水利局2023年政府信息公开工作年度报告.docx",
    ],
)
def test_what_is_no_report(text: str) -> None:
    assert attempt(text) is None


def test_tables_and_headings_tell_without_a_title() -> None:
    text = to_html(clean()).replace("政府信息公开工作年度报告", "材料")
    found = report(text.encode(), "a.html")
    assert found.title is None
    assert len(found.tables) == 3


def test_options_override() -> None:
    found = report(prose(), year=2019)
    assert (found.year, found.year_source, found.form_due) == (2019, "option", "2019")


def test_copy_location_and_citations() -> None:
    preamble = (
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）和《国务院办公厅政府信息与政务"
        "公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，"
        "按照《条例》编制。本报告电子版可在县政府网站（http://www.qingliu.example/a.html）下载。"
    )
    found = report(prose(preamble=preamble))
    assert found.copy_location is not None
    assert found.copy_location.text.endswith("（http://www.qingliu.example/a.html）下载")
    texts = [span.text for span in found.citations]
    assert texts[0].startswith("《中华人民共和国政府信息公开条例》（国务院令第711号")
    assert texts[1].endswith("（国办公开办函〔2021〕30号）")


@pytest.mark.parametrize(
    ("number", "heading", "key"),
    [
        (3, "依申请公开海关政府信息情况", "requests"),
        (4, "因海关政府信息公开申请引起的行政复议、行政诉讼情况", "review_litigation"),
        (5, "存在主要问题和改进情况", "problems"),
        (5, "主要问题及改进情况", "problems"),
        (6, "其它需要报告事项", "other"),
        (6, "其他需要说明的情况", "other"),
        (2, "主动公开政府信息的有关情况", "disclosure"),
    ],
)
def test_headings_in_a_wording_of_their_own(number: int, heading: str, key: str) -> None:
    text = prose().replace(HEADINGS[number - 1], HEADINGS[number - 1][:2] + heading)
    section = report(text).sections[number - 1]
    assert (section.key, section.kind, section.heading) == (key, HeadingKind.DEVIANT, heading)


def test_topics_of_the_first_part_raised_to_its_level() -> None:
    """Meaning comes first: the form's own headings are found behind the raised ones."""
    title, first, line, *rest = prose().split("\n")
    raised = ["二、主动公开方面", "公开12条。", "三、依申请公开方面", "未收到。"]
    shifted = "\n".join(rest)
    for old, new in reversed(
        (("二", "四"), ("三", "五"), ("四", "六"), ("五", "七"), ("六", "八"))
    ):
        shifted = shifted.replace(f"{old}、", f"{new}、", 1)
    found = report("\n".join([title, first, line, *raised, shifted]))
    assert [s.key for s in found.sections] == ["overview", "", "", *SIX[1:]]
    assert [s.heading for s in found.sections if not s.key] == ["主动公开方面", "依申请公开方面"]
    assert found.section("disclosure") is not None
    assert [s.ordinal for s in found.sections] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_period_left_from_last_year_does_not_make_the_year() -> None:
    text = prose(
        title="",
        preamble="现公布青柳县水利局2023年政府信息公开工作年度报告。"
        "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
    ).replace("本年度各项", "2023年各项", 1)
    found = report(text)
    assert (found.year, found.year_source) == (2023, "text")
