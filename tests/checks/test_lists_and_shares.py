"""Lists that do not add up, shares and changes that are miscalculated, one figure told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.checks.specimens import adding, findings, recognised, report

if TYPE_CHECKING:
    from pathlib import Path

FAIL, REVIEW = "fail", "review"


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("发布解读45条，其中图解12条、视频8条、问答20条、其他3条。", FAIL),
        ("发布解读45条。其中图解12条、视频8条、问答20条、访谈3条。", FAIL),
        ("发布解读45条（其中图解12条、视频8条、问答20条、其他3条）。", FAIL),
        ("共收到建议12件，其中代表建议8件，政协提案5件。", FAIL),
        ("发布信息162条。其中，文件41条，公众号发布信息293篇。此外公开42条。", FAIL),
        ("在公开的425条信息中，职能类198条，规划类91条，许可类58条，项目类49条。", FAIL),
        ("发布文件204件，其中局令4件、公告138件。", REVIEW),
        ("发布信息100条，其中动态20条、公告20条、文件15条、预算9条。", REVIEW),
        ("处理信息10条，分别为公告4条、通知3条、要闻1条、其他1条。", FAIL),
        ("公开信息140条，包括：人事信息12条，动态74条，公告25条，其他信息48条。", FAIL),
        ("网站发布信息53篇，其中机构2篇、文件5篇、动态43篇、预算4篇；公众号发布158篇。", FAIL),
        ("网站发布信息53篇，其中机构2篇、文件5篇、动态43篇、预算4篇；公众号发布信息。", FAIL),
        ("推送文章41篇（公众号29篇，微博32篇）。", FAIL),
        ("收到建议44件（网上42件，现场1件）。", REVIEW),
        ("公开信息48条。其中：文件5条，许可、处罚和其他权力4条，资金15条，监管6条。", REVIEW),
        ("受理来信21件，包括信函2件、网络19件，全部办结。其中诉求10件，建议4件。", REVIEW),
    ],
)
def test_a_list_that_does_not_add_up(sentence: str, outcome: str) -> None:
    assert adding(sentence, "PT08") == [("PT08", outcome)]


@pytest.mark.parametrize(
    "sentence",
    [
        "共公开信息1,234条，其中A类1,000条，B类200条，C类30条，其他类4条。",
        "发布信息72条，其中图解12条、视频8条、问答20条、访谈31条等。",
        "发布信息300条，其中主要包括图解12条、视频8条、问答20条、访谈31条。",
        "发布信息60余条，其中A类30条、B类20条、C类20条。",
        "发布信息42条，其中文件30条（其中规章10条、规范性文件20条）、解读12条。",
        "发布信息2069条。其中，各部门公开1592条，占76.9%。各乡镇公开477条，占23.1%。",
        "召开会议15次，其中专题会2次。",
        "召开新闻发布会5场，其中例行发布会3场、专题发布会2场，回应问题20个。",
        "公开信息300条，同比增加100条，其中政策类50条、动态类150条、其他类100条。",
        "制作信息总数1873条，其中主动公开425条，依申请公开46条，不予公开1402。",
        (
            "信息公开申请22起，比2021年(31起)下降29%，答复22起。其中公开1起，告知4起，转交3起，"
            "不存在9起，案卷5起。"
        ),
        "发布信息100条，其中动态类占60%，公告类占40%。",
        "发布信息634条，其中案件信息42条，抽查信息5条，月报12条、采购信息17条。",
        "发布信息47条，其中文件22件，公告16条，任免5条，预算2条，计划2条。",
        "新收申请317件，上年结转申请3件。其中，予以公开284件，部分公开18件，不予公开18件。",
        "新收申请31件，上年结转3件。其中，予以公开18件，部分公开8件。",
        "公开信息92条，其中包括预算、许可等内容；通过微博主动公开信息623条。",
        "公开信息60条，其中机构15条、政策23条、动态18条等；公众号发布信息135条。",
        "公开信息40条，其中：机构15条；政策20条；其他5条。公众号发布9条。",
        "公开信息40条，其中：机构16条，政策15条，其他9条。其中依申请7条，不予公开8条。",
        "受理来信21件，包括信函2件、网络19件，全部办结。其中诉求10件，建议2件。",
        "推送文章41篇（公众号9篇，微博32篇）。",
        "承办建议22件（含主办4件，协办3件）。",
        "召开会议20次（较上年增加5次，增长33%）。",
        "公开信息100条，包括：文件20条，动态30条。",
    ],
)
def test_a_list_that_adds_up_or_need_not(sentence: str) -> None:
    assert adding(sentence, "PT08") == []


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("公开信息186条，其中机构12条，占6.5%；政策23条，占12.4%；动态151条，占71.2%。", FAIL),
        ("发布信息3646条，较上年的3607条增长1.05%。", FAIL),
        ("发布信息22条，比上年（31条）增长29%。", FAIL),
        ("公开信息12条，其中公文5条，占41%；预算2条，占17%；其他5条，占42%。", REVIEW),
    ],
)
def test_a_percentage_that_is_wrong(sentence: str, outcome: str) -> None:
    assert adding(sentence, "PT09") == [("PT09", outcome)]


@pytest.mark.parametrize(
    "sentence",
    [
        "公开信息186条，其中机构12条，占6.5%；政策23条，占12.4%；动态151条，占81.2%。",
        "发布信息3646条，较上年的3607条增长1.08%。",
        "发布信息22条，比上年（31条）下降29%。",
        "发布信息3646条，较上年增加39条，增长1.08%。",
        "发布信息220条，较上年增长12.3%。",
        "公开信息200条，占全县总数的5%。",
        "答复率100%，满意度98%。",
        "予以公开政府信息公开申请14件，占51.9%。",
    ],
)
def test_a_percentage_that_is_right_or_cannot_be_checked(sentence: str) -> None:
    assert adding(sentence, "PT09") == []


@pytest.mark.parametrize(
    ("overview", "other"),
    [
        ("全年收取信息处理费420元。", "本年度未收取信息处理费。"),
        ("全年收取信息处理费420元。", "本年度信息处理费共240元。"),
        ("未向申请人收取信息处理费。", "本机关收取政府信息公开信息处理费90元。"),
    ],
)
def test_a_fee_that_two_parts_tell_differently(overview: str, other: str) -> None:
    told = report(append={"overview": overview}, sections={"other": other})
    (found,) = findings(told, "PT11")
    assert found.location.section == "other"
    assert found.outcome.value == REVIEW


@pytest.mark.parametrize(
    ("overview", "other"),
    [
        ("全年收取信息处理费420元。", "本年度收取信息处理费420元，其中按件收取420元。"),
        ("未向申请人收取信息处理费。", "没有发生信息处理费。"),
        ("2021年收取信息处理费420元。", "本年度未收取信息处理费。"),
    ],
)
def test_a_fee_that_two_parts_tell_alike(overview: str, other: str) -> None:
    told = report(append={"overview": overview}, sections={"other": other})
    assert findings(told, "PT11") == ()


def test_one_indicator_with_two_values() -> None:
    told = report(
        append={"overview": ["本年度主动公开政府信息20条。", "全年主动公开政府信息16条。"]}
    )
    (found,) = findings(told, "PT11")
    assert (found.observed, found.expected, found.outcome.value) == ("16", "20", REVIEW)


@pytest.mark.parametrize(
    "sentences",
    [
        ["通过门户网站主动公开政府信息20条。", "通过公众号主动公开政府信息16条。"],
        ["本年度主动公开政府信息20条。", "2021年主动公开政府信息16条。"],
        ["本年度主动公开政府信息20条。", "全年共主动公开政府信息20条。"],
        ["上半年组织培训2次。", "下半年组织培训1次。"],
    ],
)
def test_two_indicators_are_not_one(sentences: list[str]) -> None:
    assert findings(report(append={"overview": sentences}), "PT11") == ()


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "observed", "expected"),
    [("pingtan_2019.html", "2533", "2599"), ("pingtan_county_gov_2011.txt", "421", "425")],
)
def test_published_lists_that_do_not_add_up(
    corpus: Path, name: str, observed: str, expected: str
) -> None:
    path = corpus / "reports" / name
    (found,) = findings(recognised(path.read_bytes(), name), "PT08")
    assert (found.observed, found.expected, found.outcome.value) == (observed, expected, FAIL)
