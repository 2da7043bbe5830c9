"""CP01, CP02 and RU03: what they quote, and what they leave alone."""

from __future__ import annotations

import pytest

from gklint.across.digest import digest
from gklint.across.model import Match, Previous, Surroundings
from gklint.finding import Outcome, Severity
from gklint.testing import NotJudged, findings
from tests.checks.specimens import judged, report

STORY = (
    "汛期每天三次在网站更新水位表，并请水库管理员录制短视频讲解泄洪预警的含义。"
    "停水地图按小区列出恢复时间，电话询问比往年少了一半。"
    "农村饮水改造的招标、合同和验收材料按季度上传，村民可以逐笔核对。"
    "取水许可的早年档案没有电子目录，聘请退休档案员补录了两千卷。"
    "水费账单背面印上水质检测结果和咨询方式，用户可以扫码留言。"
)
OTHER = (
    "古树名木逐株建立二维码名片，扫码即可查看树龄和养护人。"
    "采伐限额的分配结果张贴到村民小组，并在专栏同步列表。"
    "野生动物损害补偿的申报、勘验、定损、发放都有公开时点。"
    "护林员的巡护轨迹上传率在第三季度明显提高，培训逐站进行。"
    "林权登记的历史数据还没有与不动产平台打通，查询要跑两个窗口。"
)
NEWER = (
    "今年起每个乡镇水管站确定一名联络员，跟班学习直到能独立答复。"
    "阶梯水价的听证过程全程直播，会后逐条回应。"
)
YEARS = {"overview": "2022年公开信息186条。" + STORY, "problems": OTHER}


def last(**sections: str) -> dict[str, object]:
    return {"sections": {**YEARS, **sections}}


def test_a_part_that_is_last_years_but_for_figures_is_an_error() -> None:
    old = STORY.replace("两千", "三千").replace("三次", "两次")
    (found,) = findings(
        "CP01",
        sections=YEARS,
        previous=last(overview="2021年公开信息97条。" + old, problems="略。"),
    )
    assert found.severity is Severity.ERROR
    assert found.location.section == "overview"
    assert "“一、总体情况”部分除数字和年份外与 2021 年度报告几乎完全相同" in found.message


def test_a_part_that_is_mostly_last_years_is_a_warning_with_its_passages() -> None:
    new = {"overview": STORY + NEWER[:25] + "。", "problems": "略。"}
    (found,) = findings("CP01", sections=new, previous=last(problems="略。"))
    assert found.severity is Severity.WARNING
    assert found.evidence.startswith("【汛期")
    assert "联络员" not in found.evidence


def test_a_part_with_as_much_new_is_left_alone() -> None:
    new = {"overview": STORY + NEWER, "problems": "略。"}
    assert findings("CP01", sections=new, previous=last(problems="略。")) == ()


def test_each_part_is_told_of_itself() -> None:
    found = findings("CP01", sections=YEARS, previous=last())
    assert [f.location.section for f in found] == ["overview", "problems"]
    assert len({f.fingerprint for f in found}) == 2


def test_parts_too_short_to_compare_are_not_judged() -> None:
    short = {"overview": "公开信息186条。", "problems": "略。"}
    with pytest.raises(NotJudged, match="too short"):
        findings("CP01", sections=short, previous={"sections": short})


def test_figures_of_last_year_without_its_text_are_said_to_be() -> None:
    own = report()
    previous = Previous(digest(own)._replace(year=2021, texts={}), Match("same", own.issuer or ""))
    around = Surroundings(given=frozenset({"previous"}), previous=previous)
    (missed,) = judged(own, "CP01", around=around).not_assessed
    assert "只有数字，没有正文" in str(missed.reason)


def test_another_bodys_text_is_for_a_person_to_look_at() -> None:
    (found,) = findings(
        "CP02",
        sections={"overview": STORY, "problems": "略。"},
        beside=[{"issuer": "临江县教育局", "sections": {"overview": STORY, "problems": OTHER}}],
    )
    assert (found.severity, found.outcome) == (Severity.WARNING, Outcome.REVIEW)
    assert "与临江县教育局的年报大段相同" in found.message
    assert found.evidence == f"【{STORY[:40]}……{STORY[-41:-1]}】"


def test_the_other_bodys_name_is_told_where_it_was_left_in() -> None:
    text = "临江县教育局十分重视。" + STORY
    (found,) = findings(
        "CP02",
        sections={"overview": text, "problems": "略。"},
        beside=[{"issuer": "临江县教育局", "sections": {"overview": text, "problems": "略。"}}],
    )
    assert "文中还留有“临江县教育局”的名称" in found.message


def test_two_bodies_with_their_own_texts_are_left_alone() -> None:
    sections = {"overview": STORY, "problems": "略。"}
    other = {"issuer": "临江县教育局", "sections": {"overview": OTHER, "problems": "略。"}}
    assert findings("CP02", sections=sections, beside=[other]) == ()


def test_equal_tables_are_a_hint_for_each_table() -> None:
    (found,) = findings("RU03", beside=[{"issuer": "临江县教育局"}])
    assert (found.severity, found.outcome) == (Severity.INFO, Outcome.REVIEW)
    assert found.location.table == "requests"
    assert (
        findings("RU03", beside=[{"issuer": "临江县教育局", "set": {"requests.new.research": "1"}}])
        == ()
    )


def test_two_files_of_one_body_are_no_pair() -> None:
    with pytest.raises(NotJudged, match="no other body"):
        findings("RU03", beside=[{}])
