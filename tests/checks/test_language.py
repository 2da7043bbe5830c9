"""LG: what the rules on language find, and what they leave alone."""

from __future__ import annotations

import pytest

from gklint.finding import Outcome, Severity
from tests.checks.specimens import findings, report


def said(rule: str, text: str | list[str]) -> list[str]:
    """The observed texts of the findings of `rule` on prose added to the clean report."""
    found = report(append={"overview": text})
    return [f.observed for f in findings(found, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "[bookmark: _GoBack]全年组织培训2次。",
        "参见 _Toc12345678 一节。",
        'HYPERLINK "https://www.yunxiu.example/" \\h 专栏已更新。',
        "第 PAGE \\* MERGEFORMAT 页。",
        "错误！未找到引用源。",
        "单击此处输入文字。",
        "全年公开{{count}}条。",
        "公开平台&nbsp;已建成。",
        "字体 mso-font-kerning 未清理。",
    ],
)
def test_residue(text: str) -> None:
    found = report(append={"overview": text.replace("&", "&amp;")}, medium="text")
    if "&" in text:  # a reader resolves it: write it twice, as portals do
        found = report(append={"overview": text})
    assert findings(found, "LG01")


def test_a_converters_mark_is_a_hint() -> None:
    found = report(append={"overview": "[bookmark: _GoBack]全年组织培训2次。"}, medium="text")
    (finding,) = findings(found, "LG01")
    assert (finding.severity, finding.outcome) == (Severity.INFO, Outcome.REVIEW)


def test_in_html_the_same_text_is_the_authors() -> None:
    found = report(append={"overview": "[bookmark: _GoBack]全年组织培训2次。"})
    (finding,) = findings(found, "LG01")
    assert (finding.severity, finding.outcome) == (Severity.ERROR, Outcome.FAIL)


@pytest.mark.parametrize(
    "text",
    [
        "本年度XX局认真落实各项要求。",
        "根据××县人民政府办公室通知。",
        "20XX年共公开信息12条。",
        "根据县政办〔20XX〕3号文件。",
        "全年公开信息____条。",
        "全年公开信息 条，回应3次。",
        "由（填写单位名称）负责。",
        "【】负责此项工作。",
        "【单位名称】负责此项工作。",
    ],
)
def test_placeholders(text: str) -> None:
    assert said("LG02", text)


@pytest.mark.parametrize(
    "text",
    [
        "在【政务公开】专栏公开信息12条。",
        "账号【云岫发布】发布信息3条。",
        "解读《关于××办法的通知》1次。",
        "以张××诉某公司案为例开展培训。",
        "全年公开信息12 条，回应3次。",
        "件件有着落，条条有回音，依照《条例》第二十条、第二十一条办理。",
        "办理建议提案、网民留言8条，头条、热点各2条。",
        "制定公开目录若干条、标准12条。",
        "网站发布信息400余条，行政处罚决定68条、责令改正74条。",
    ],
)
def test_no_placeholders(text: str) -> None:
    assert said("LG02", text) == []


def test_a_missing_number_in_a_list_is_for_review() -> None:
    found = report(append={"overview": "核准企业资质条、施工许可证76条、排水许可证5条。"})
    (finding,) = findings(found, "LG02")
    assert (finding.severity, finding.outcome) == (Severity.WARNING, Outcome.REVIEW)


@pytest.mark.parametrize(
    ("text", "observed"),
    [
        ("转发《《办法》的通知。", "《"),
        ("请与办公室联系（电话：0697-5550123。", "（"),
        ("请与办公室联系电话：0697-5550123）。", "）"),
        ("坚持“公开为常态的原则。", "“"),
        ("见（https://www.yunxiu.example/a.html)。", "（https://www.yunxiu.example/a.html)"),
        ("文号为县政办〔2022】3号。", "〔2022】"),
        ("坚持“公开为常态“的原则。", "“公开为常态“"),
    ],
)
def test_unpaired_marks(text: str, observed: str) -> None:
    assert said("LG03", text) == [observed]


@pytest.mark.parametrize(
    "text",
    [
        "1）加强学习；2）细化目录；3）按时更新。",
        "1)加强学习；2)细化目录；a)按时更新。",
        "（见附件1、2）已按时报送。",
        "（办公时间：9:00-12:00，14:00-18:00）已公布。",
        "落实《关于印发〈办法〉的通知》（县政办〔2022〕3号）。",
        "围绕“放管服”改革和‘一网通办’开展解读（共3次（含转载））。",
        "don’t 一词未译。",
        ["请参阅县政府公报（2022年第3期，", "总第18期）。"],
    ],
)
def test_marks_that_pair(text: str | list[str]) -> None:
    assert said("LG03", text) == []


def test_half_width_punctuation_is_one_finding() -> None:
    found = report(append={"overview": "完善机制,细化职责;规范流程(含培训)。"})
    (finding,) = findings(found, "LG04")
    assert finding.severity is Severity.INFO
    assert "3 处" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "规范审核审核发布机制。",
        "提高政府信息信息公开的知晓率。",
        "推进相关相关工作，资金资金使用公开。",
        "聚焦新中国成立 70 周年专场发布会聚焦新中国成立 70 周年专场发布会。",
    ],
)
def test_repeated_words(text: str) -> None:
    found = findings(report(append={"overview": text}), "LG05")
    assert found
    assert all(f.outcome is Outcome.FAIL for f in found)


@pytest.mark.parametrize("text", ["加强公开公开力度。", "规范管理管理全过程。", "做好工作工作。"])
def test_words_that_may_meet_are_for_review(text: str) -> None:
    (finding,) = findings(report(append={"overview": text}), "LG05")
    assert finding.outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "推进政府信息信息化建设。",
        "维护政务公开公开栏，更新信息公开公开指南。",
        "做好信息公开工作工作人员的培训。",
        "加强政府服务管理管理制度建设。",
        "大家研究研究、讨论讨论再定。",
        "方方面面、实实在在、件件有着落、事事有回音。",
        "二零二零年和二〇二〇年的文件均已整理。",
        "公开公示、公示公告、主动公开、依申请公开。",
        "（六）主动公开主动公开目录12条。",
        "某某某某某。",
        "审核、审核、再审核。",
    ],
)
def test_words_that_may_be_doubled(text: str) -> None:
    assert said("LG05", text) == []


def test_repetition_does_not_run_over_paragraphs() -> None:
    assert said("LG05", ["加强日常审核", "审核发布机制进一步健全。"]) == []


def test_numbers_out_of_order() -> None:
    variants = {
        "（七）教育培训。": "跳号",
        "（五）教育培训。": "重复",
        "（六）、教育培训。": "顿号",
    }
    for text, word in variants.items():
        (finding,) = findings(report(append={"overview": text}), "LG07")
        assert word in finding.message


@pytest.mark.parametrize(
    "text",
    [
        ["（六）教育培训。", "1.集中学习。", "2.个人自学。", "（七）考核。", "1.自查。"],
        ["2022年共公开信息12条。", "1.5万人次浏览。"],
        ["（六）教育培训。", "一是集中学习。", "二是个人自学。"],
    ],
)
def test_numbers_in_order(text: list[str]) -> None:
    assert said("LG07", text) == []


def test_page_furniture() -> None:
    assert said("LG08", ["扫一扫在手机打开当前页"])
    assert said("LG08", ["- 12 -"])
    assert said("LG08", "微信扫一扫功能已上线，可在第3页查询，也可扫描二维码获取指南。") == []


def test_a_flattened_table_is_no_row_of_page_numbers() -> None:
    assert said("LG08", ["0", "0", "3", "0"]) == []
    assert said("LG08", ["行政许可", "247", "行政处罚", "16", "行政强制"]) == []


def test_stray_blanks() -> None:
    assert said("LG09", "单位在清溪路18号 ，电话不变 。")
    assert said("LG09", "中文与 ABC 之间、与 12 之间的空格不算。") == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("县政办发[2022]3号文件。", True),
        ("内政公发【2021】1号文件。", True),
        ("学习《条例》、《办法》。", True),
        ("学习《关于印发《办法》的通知》。", True),
        ("学习《关于印发〈办法〉的通知》（县政办〔2022〕3号）。", False),
        ("判决书（2022）云0403行初15号。", False),
    ],
)
def test_document_numbers(text: str, fires: bool) -> None:
    assert bool(said("LG10", text)) is fires


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照《条例》第二十条第（二）款公开。", ["第二十条第（二）项"]),
        ("按照《条例》第二十条第二款公开。", ["第二十条第（二）项"]),
        ("按照《条例》第五十条第（四）款报告。", ["第五十条第（四）项"]),
        ("按照《条例》第四十九条第一款公开。", []),
        ("按照《条例》第二十条第（二）项公开。", []),
        ("依照《中华人民共和国行政处罚法》第二十条第二款办理。", []),
    ],
)
def test_items_cited_as_paragraphs(text: str, expected: list[str]) -> None:
    found = report(append={"overview": text})
    assert [f.expected for f in findings(found, "LG11")] == expected


def test_items_in_the_tables_heading() -> None:
    found = report(replace={"第二十条第（五）项": "第二十条第（五）款"})
    assert findings(found, "LG11")


def test_invisible_characters_only_where_they_were_published() -> None:
    text = "推进\u200b公开\u2f2f作\ue001。"
    assert len(said("LG12", text)) >= 1
    assert findings(report(append={"overview": text}, medium="text"), "LG12") == ()


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("各项工作稳步推进。。", True),
        ("各项工作，，稳步推进。", True),
        ("共发布信息68余条。", True),
        ("公开财政信息，1条，其他3条。", True),
        ("共发布信息近7万条、100余条、2500余次。", False),
        ("各项工作稳步推进……", False),
        ("无", False),
    ],
)
def test_punctuation(text: str, fires: bool) -> None:
    assert bool(said("LG13", text)) is fires
