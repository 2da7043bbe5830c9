"""LG06, WD01, WD03: lists of slips, and ordinary wording that looks alike."""

from __future__ import annotations

import re

import pytest

from gklint.checks.lexicon import _slips
from gklint.finding import Outcome, Severity
from tests.checks.specimens import findings, pack, report

ORDINARY = """
在财政信息公开、行政信息公开、党政信息公开中稳步推进政府信息开放共享，规范文件管理，清理现行规范性文件。
建立政府信息公开台账，答复政府信息公开请求，做好政府信息公开例行检查和政府信息公开录入。
对政府信息公开开展监督检查，依申请公开开展情况良好，民政门户网站、财政门户网站已改版，党政新媒体有序运行。
因政府信息公开进行复议和行政诉讼的，贯彻实施《条例》，一贯落实上级要求，防范工作风险，形成工作风格。
深入学习新时代中国特色社会主义思想，用好学习平台，推动学习进平台，学习近年文件，研究惩治行政腐败。
截至2022年12月31日，办公部门、公共部门均已公布；既将公开作为常态又抓监督，以经济建设为中心，跟进一部分项目。
以申请公开政府信息为由提起的诉讼，其他要报告的事项，存在主要问题，结转下年继续办理，法人其他组织。
系统记录完整，投资询价公开，办公庭院整洁，城市有郊区，提高高校透明度，加强强降雨防范，完善善后工作。
政务信息、政策信息公开及时，政府信用公开、主动公布政府信息、主要公开政府信息，行业规范性文件、规定性文件齐全。
公民、法人和其他组织提出行政诉讼，行政复议与行政诉讼，信息管理费、政务门户网站、监督保证情况、存在的重要问题。
财政部门户网站、财政局信息公开、民政类信息公开、重要领域信息公开，全国法院办公厅系统，现行的规范性文件。
落实举措失当的问责，女职工做好本职，领导小组定期研究，政府网站、政务媒体、微信公号同步发布。
"""


def test_ordinary_wording_is_left_alone() -> None:
    found = report(append={"overview": ORDINARY.split()})
    assert [(f.rule, f.observed) for f in findings(found, "LG06", "WD01", "WD03")] == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("以提政府工作透明度", "以提高"),
        ("政府息公开指南", "政府信息公开指南"),
        ("推行行政执法公式制度", "行政执法公示"),
        ("推行双随意一公开", "双随机"),
        ("制定规划性文件2件", "规范性文件"),
        ("进一步改进工作风。", "工作作风"),
        ("加强审查管，", "审查管理"),
        ("畅通受理渠。", "受理渠道"),
        ("行政复议行和政诉讼0件", "行政复议和行政诉讼"),
        ("通过意见箱反应问题", "意见箱反映"),
        ("规范程度残差不齐", "参差不齐"),
        ("统计20202022年数据", "2022"),
        ("微信公从号发布", "微信公众号"),
        # one slip in a set phrase, not in the list
        ("重点领信息公开政务新媒体", None),
        ("重点领域息公开", "重点领域信息公开"),
        ("国务公办厅印发", None),
        ("国务院公办厅印发", "国务院办公厅"),
        ("人民政府办室印发", "人民政府办公室"),
        ("依请申公开", "依申请公开"),
        ("信息理处费", "信息处理费"),
        ("行政事性收费", "行政事业性收费"),
        ("政府信西公开", "政府信息公开"),
        ("行政规范姓文件", "行政规范性文件"),
        ("国务园办公厅印发", "国务院办公厅"),
        ("双随即、一公开", "双随机、一公开"),
        ("公民、法人货其他组织", "公民、法人或其他组织"),
    ],
)
def test_slips(wrong: str, right: str | None) -> None:
    found = findings(report(append={"overview": f"本年度{wrong}"}), "LG06")
    if right is not None:
        assert right in [f.expected for f in found]
    assert all(f.outcome is Outcome.REVIEW for f in found)


def test_titles_are_quoted_as_they_are() -> None:
    text = "学习《政府息公开研究》和《关于印发〈规划性文件目录〉的通知》。"
    found = report(append={"overview": text})
    assert findings(found, "LG06") == ()


def test_one_finding_for_a_slip_made_twice() -> None:
    found = report(append={"overview": "推行行政执法公式，落实行政执法公式制度。"})
    (finding,) = findings(found, "LG06")
    assert "2 处" in finding.message


@pytest.mark.parametrize(
    "wrong",
    ["中共人民共和国", "中华人民共合国", "县攻府", "领导小姐", "习近平总书计", "以人名为中心"],
)
def test_garbled_names(wrong: str) -> None:
    (finding,) = findings(report(append={"overview": f"依照{wrong}的要求开展工作。"}), "WD01")
    assert (finding.severity, finding.outcome) == (Severity.ERROR, Outcome.FAIL)


def test_what_a_page_filter_may_have_cut_is_for_review() -> None:
    found = report(append={"overview": "坚持以习新时代中国特色社会主义思想为指导。"})
    (finding,) = findings(found, "WD01")
    assert finding.outcome is Outcome.REVIEW


def test_terms() -> None:
    text = "未收取信息公开处理费，公示行政性事业收费。"
    found = findings(report(append={"overview": text}), "WD03")
    assert [f.expected for f in found] == ["信息处理费", "行政事业性收费"]


def test_each_entry_has_one_owner() -> None:
    owned: dict[str, str] = {}
    for name in ("confusions", "garbled", "terms"):
        for entry in pack().words[name]["entries"]:
            wrong = entry.get("wrong") or entry["find"]
            assert wrong not in owned, f"{wrong} is in {owned.get(wrong)} and {name}"
            owned[wrong] = name


def test_no_entry_is_wrong_inside_its_own_right_form() -> None:
    for name in ("confusions", "garbled", "terms"):
        for entry in pack().words[name]["entries"]:
            find = entry.get("find") or re.escape(entry["wrong"])
            assert re.search(find, entry["right"]) is None, entry


def test_slips_of_a_phrase() -> None:
    assert set(_slips("公开栏目")) == {
        "公栏目",
        "公开目",
        "公开开栏目",
        "公开栏栏目",
        "开公栏目",
        "公栏开目",
        "公开目栏",
    }
