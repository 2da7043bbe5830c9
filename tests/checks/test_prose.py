"""Prose against tables: what disagrees is told, what only looks like it is not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gklint.checks import amounts
from gklint.finding import Cause
from tests.checks.specimens import adding, findings, judged, recognised, report

if TYPE_CHECKING:
    from pathlib import Path

FAIL, REVIEW = "fail", "review"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年共收到政府信息公开申请28件。", [("PT01", FAIL)]),
        ("2022年，共收到信息公开申请二十八件。", [("PT01", FAIL)]),
        ("全年收到公民、法人或其他组织以信函、网络等形式提出的依申请公开28件。", [("PT01", FAIL)]),
        ("共收到28件政府信息公开申请。", [("PT01", FAIL)]),
        ("收到政府信息公开申请共计27件。", [("PT01", REVIEW)]),  # the total of results
        ("收到政府信息公开申请29件。", [("PT01", REVIEW)]),  # with those carried over
        ("我局代表县政府受理政府信息公开申请17件。", [("PT01", REVIEW)]),
        ("新收政府信息公开申请约50件。", [("PT01", REVIEW)]),
        ("历年累计收到政府信息公开申请260件。", []),
        ("累计收到政府信息公开申请260件。", [("PT01", REVIEW)]),
        ("其中自然人提出的政府信息公开申请11件。", [("PT01", REVIEW)]),
        ("共答复政府信息公开申请25件。", [("PT02", FAIL)]),
        ("上年未办结结转的政府信息公开申请4件已全部答复。", [("PT02", FAIL)]),
        ("其中3件政府信息公开申请结转至2023年继续办理。", [("PT02", REVIEW)]),
        ("对政府信息公开申请不予公开5件。", [("PT03", FAIL)]),
        ("政府信息公开申请中属于行政执法案卷3件。", [("PT03", FAIL)]),
        ("政府信息公开行政复议5件。", [("PT04", FAIL)]),
        ("因政府信息公开被提起行政诉讼1件。", [("PT04", REVIEW)]),  # one of two kinds
        ("作出行政处罚37件。", [("PT05", REVIEW)]),
        ("我局未收到政府信息公开申请。", [("PT06", FAIL)]),
        ("没有因政府信息公开被提起行政诉讼。", [("PT06", FAIL)]),
        ("我局无依申请公开政务信息情况。", [("PT06", FAIL)]),
        ("全年政府信息公开申请数量为零。", [("PT06", FAIL)]),
        ("全年实现依申请公开零申请。", [("PT06", FAIL)]),
        ("无涉及政府信息公开的行政复议。", [("PT06", FAIL)]),
        ("受理依申请公开26件，上年无结转。", [("PT06", FAIL)]),
        ("受理依申请公开26件，无结转2023年继续办理件。", [("PT06", FAIL)]),
        ("受理依申请公开26件，无下年度结转。", [("PT06", FAIL)]),
        ("依申请公开办结率100%。", [("PT07", FAIL)]),
        ("政府信息公开申请均已在法定时限内办结。", [("PT07", REVIEW)]),
    ],
)
def test_a_sentence_that_disagrees(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert adding(sentence, "PT01", "PT02", "PT03", "PT04", "PT05", "PT06", "PT07") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "本年度收到政府信息公开申请26件，同比增长8%。",
        "全年共受理政府信息公开申请29件。",
        "全年收办政府信息公开申请29件。",
        "新收政府信息公开申请近30件。",
        "新收政府信息公开申请20余件。",
        "2021年收到政府信息公开申请20件，2022年收到政府信息公开申请26件。",
        "收到政府信息公开申请26件，比上年的20件有所增加。",
        "自2008年以来共收到政府信息公开申请260件。",
        "收到行政许可申请412件，办结412件。",
        "受理企业投诉31件，全部办结。",
        "回复网民留言88件。",
        "自然人提出的政府信息公开申请18件，法人或其他组织申请8件。",
        "政府信息公开申请按时办结率100%。",
        "政府信息公开申请均已按时答复。",
        "25件政府信息公开申请均已办结，另有2件结转下年度办理。",
        "未发生因信息公开引起的行政复议被纠错和行政诉讼败诉案件。",
        "未收到政府信息公开投诉举报。",
        "未收到要求减免费用的政府信息公开申请。",
        "未经行政复议直接起诉的政府信息公开案件依法应诉。",
        "全年办理行政复议案件102件，政府信息公开类行政复议4件。",
        "已审结的政府信息公开行政复议3件。",
        "因政府信息公开引发的行政复议、行政诉讼共6件。",
        "主动公开规范性文件5件。",
        "坚持第一时间受理、第一时间回复申请的“三个一”依申请公开机制。",
    ],
)
def test_a_sentence_that_agrees_or_means_something_else(sentence: str) -> None:
    assert adding(sentence, "PT01", "PT02", "PT03", "PT04", "PT05", "PT06", "PT07") == []


def test_channels_behind_a_right_total_are_left_to_the_rule_on_lists() -> None:
    sentence = "共收到政府信息公开申请26件，其中网上收到申请10件，信函收到申请15件。"
    assert adding(sentence, "PT01") == []
    assert adding(sentence, "PT08") == [("PT08", REVIEW)]


def test_the_finding_marks_the_figure_and_names_the_cell() -> None:
    (found,) = findings(report(append={"overview": "全年共收到政府信息公开申请28件。"}), "PT01")
    assert found.evidence == "全年共收到政府信息公开申请【28件】。"
    assert found.observed == "28"
    assert found.expected == "表三 → 一、本年新收政府信息公开申请数量 → 总计：26"
    assert found.location.section == "overview"
    assert "相差 2 件" in found.message


def test_the_message_names_what_the_number_may_mean_and_the_nearest() -> None:
    (found,) = findings(report(append={"overview": "共收到政府信息公开申请30件。"}), "PT01")
    assert found.message.endswith(
        "可比的数：本年新收 26、新收加上年结转 29、办理结果总计 27；最接近的是新收加上年结转。"
    )


@pytest.mark.parametrize("section", ["problems", "other"])
def test_a_later_part_that_tells_another_number_is_found_there(section: str) -> None:
    told = report(append={section: "本年度共收到政府信息公开申请28件。"})
    (found,) = findings(told, "PT01")
    assert (found.location.section, found.observed) == (section, "28")


def test_where_only_one_number_can_be_meant_none_is_listed() -> None:
    (found,) = findings(report(append={"overview": "上年结转政府信息公开申请5件。"}), "PT02")
    assert "可比" not in found.message
    assert found.message.endswith("相差 2 件。")


def test_a_number_of_a_series_is_cited_with_its_name() -> None:
    sentence = "政府信息公开申请予以公开、部分公开分别为14件、5件。"
    (found,) = findings(report(append={"overview": sentence}), "PT03")
    assert "“部分公开5件”" in found.message
    assert found.evidence == "政府信息公开申请予以公开、部分公开分别为14件、【5件】。"


def test_a_series_that_cannot_be_paired_says_nothing_of_its_numbers() -> None:
    sentence = "收到政府信息公开申请、行政复议、行政诉讼分别为7件、9件。"
    assert adding(sentence, "PT01", "PT04") == []


def test_one_of_several_numbers_in_a_row_is_no_total() -> None:
    sentence = "受理政府信息公开申请26件，答复7件，不予受理4件，转送16件。"
    assert adding(sentence, "PT02") == []
    assert adding(sentence.replace("16", "15"), "PT02") == [("PT02", FAIL)]


def test_a_table_that_was_not_read_is_not_assessed() -> None:
    outcome = judged(report(remove_table="requests"), "PT01", "PT07")
    assert outcome.findings == ()
    assert {m.rule for m in outcome.not_assessed} == {"PT01", "PT07"}
    assert all(m.cause is Cause.CONTENT for m in outcome.not_assessed)


def test_a_row_that_was_not_read_is_not_assessed() -> None:
    outcome = judged(report(remove_row="requests.new"), "PT01")
    assert outcome.findings == ()
    assert [m.rule for m in outcome.not_assessed] == ["PT01"]


def test_a_blank_is_zero_where_its_column_balances() -> None:
    blank = report(set={"requests.refused.repeat.natural_person": ""})
    known = amounts.evaluate(blank, "requests.refused.repeat.natural_person")
    assert known == amounts.Amount(Decimal(0))


def test_a_blank_is_taken_on_trust_where_its_column_does_not() -> None:
    blank = report(set={"requests.refused.petition.natural_person": ""})
    known = amounts.evaluate(blank, "requests.refused.petition.natural_person")
    assert known == amounts.Amount(Decimal(0), assumed=True)


def test_a_blank_total_is_read_from_its_row() -> None:
    row = report(set={"requests.new.total": ""})
    assert amounts.evaluate(row, "requests.new.total") == amounts.Amount(Decimal(26))


def test_a_group_is_the_sum_of_its_rows_in_every_edition() -> None:
    for form in ("2019", "2021"):
        found = report(form)
        assert amounts.evaluate(found, "requests.denied.total") == amounts.Amount(Decimal(3))
        assert amounts.evaluate(found, "requests.other.total") == amounts.Amount(Decimal(0))


def test_shared_names_are_told_once() -> None:
    label = amounts.label(report(), "requests.new.total + requests.carried_in.total")
    assert label.zh == (
        "表三 → 一、本年新收政府信息公开申请数量 ＋ 二、上年结转政府信息公开申请数量 → 总计"
    )


@pytest.mark.parametrize("text", ["", "requests.new.total requests.total.total", "3 + a.b.c", "a"])
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="sum of figures"):
        amounts.parse(text)


@pytest.mark.corpus
def test_a_published_report_whose_results_differ(corpus: Path) -> None:
    path = corpus / "reports" / "shanghai_gov_office_2019.html"
    found = findings(recognised(path.read_bytes(), path.name), "PT")
    told = {(f.rule, f.observed, f.expected.rpartition("：")[2]) for f in found}
    assert ("PT03", "258", "275") in told
    assert ("PT03", "265", "337") in told
    assert not {"PT01", "PT02", "PT04", "PT06", "PT07"} & {f.rule for f in found}


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    [
        "rendered_hangzhou_2025.docx",
        "rendered_huaian_2024.docx",
        "rendered_pingtan_2019.txt",
        "rendered_hongze_2023.txt",
        "pingtan_2021.html",
        "pingtan_2018.txt",
        "xuecheng_industry_bureau_2020.txt",
    ],
)
def test_published_reports_whose_prose_agrees(corpus: Path, name: str) -> None:
    path = corpus / "reports" / name
    assert findings(recognised(path.read_bytes(), name), "PT") == ()
