"""Changes in prose: against their own numbers (PT09) and against last year's report (PT10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.across.digest import digest
from gklint.across.model import Match, Previous, Surroundings
from gklint.finding import Cause
from tests.checks.specimens import adding, judged, report

if TYPE_CHECKING:
    from gklint.result import DocumentResult

FAIL, REVIEW = "fail", "review"
NEW = "requests.new.total"


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("政府信息公开申请由上年的12件下降到15件。", FAIL),
        ("政府信息公开申请由12件减至15件。", FAIL),
        ("政府信息公开申请从30件上升到26件。", FAIL),
        ("收到政府信息公开申请26件，比上年的20件增加5件。", FAIL),
        ("收到政府信息公开申请26件，较2021年（31件）增加5件。", FAIL),
        ("政府信息公开申请较上年增加-3件。", REVIEW),
        ("政府信息公开申请同比增长-5.2%。", REVIEW),
    ],
)
def test_a_change_that_its_own_numbers_contradict(sentence: str, outcome: str) -> None:
    assert adding(sentence, "PT09") == [("PT09", outcome)]


@pytest.mark.parametrize(
    "sentence",
    [
        "政府信息公开申请由上年的15件下降到12件。",
        "政府信息公开申请由超过12件下降到15件。",
        "政府信息公开申请由至少12件下降到15件。",
        "政府信息公开申请由12余件下降到15件。",
        "政府信息公开申请由12件增至15件。",
        "政府信息公开申请由12件增加3件。",
        "收到政府信息公开申请26件，比上年的20件增加6件。",
        "收到政府信息公开申请26件，较2021年（31件）减少5件。",
        "收到政府信息公开申请26件，比上年的近20件增加5件。",
        "政府信息公开申请较上年增加3件。",
        "由12个科室减少到9个科室，公开信息20条。",
    ],
)
def test_a_change_that_is_right_or_cannot_be_checked(sentence: str) -> None:
    assert adding(sentence, "PT09") == []


def _year_on_year(sentence: str, before: dict[str, str], *, how: str = "same") -> DocumentResult:
    earlier = report(year=2021, set=before)
    around = Surroundings(
        given=frozenset({"previous"}),
        previous=Previous(digest(earlier), Match(how, "云岫县水务局")),
    )
    return judged(report(append={"overview": sentence}), "PT10", around=around)


@pytest.mark.parametrize(
    ("sentence", "before", "outcome"),
    [
        ("收到政府信息公开申请26件，较上年增加9件。", {NEW: "20"}, FAIL),
        ("收到政府信息公开申请26件，同比下降23.1%。", {NEW: "20"}, FAIL),
        ("收到政府信息公开申请26件，同比增长3倍。", {NEW: "13"}, FAIL),
        ("收到政府信息公开申请26件，比上年（31件）有所减少。", {NEW: "29"}, FAIL),
        ("收到政府信息公开申请26件，与上年持平。", {NEW: "20"}, FAIL),
        ("受理26件政府信息公开申请（均为自然人提交），同比上升16.1%。", {NEW: "20"}, FAIL),
        ("政府信息公开申请量较2021年减少6件。", {NEW: "20"}, FAIL),
        ("共办结政府信息公开申请27件，同比增长50%。", {"requests.total.total": "20"}, FAIL),
        ("因政府信息公开被申请行政复议4件，较上年减少2件。", {}, FAIL),
        ("收到政府信息公开申请26件，同比增长约50%。", {NEW: "20"}, REVIEW),
        ("全县收到政府信息公开申请26件，同比增长50%。", {NEW: "20"}, REVIEW),
        ("全县收到的政府信息公开申请同比增长50%。", {NEW: "20"}, REVIEW),
        ("与上年相比，政府信息公开申请数量减少6件。", {NEW: "20"}, FAIL),
        ("通过网上收到政府信息公开申请20件，申请量同比增长80%。", {NEW: "20"}, REVIEW),
    ],
)
def test_a_comparison_that_last_years_report_contradicts(
    sentence: str, before: dict[str, str], outcome: str
) -> None:
    found = _year_on_year(sentence, before).findings
    assert [f.outcome.value for f in found] == [outcome]


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("收到政府信息公开申请26件，较上年增加6件。", {NEW: "20"}),
        ("收到政府信息公开申请26件，同比增长30%。", {NEW: "20"}),
        ("收到政府信息公开申请26件，同比增长30.0%。", {NEW: "20"}),
        ("收到政府信息公开申请26件，同比增长1倍。", {NEW: "13"}),
        ("收到政府信息公开申请26件，同比增长约30%。", {NEW: "20"}),
        ("收到政府信息公开申请26件，比上年（20件）有所增加。", {NEW: "20"}),
        ("收到政府信息公开申请26件，与上年持平。", {}),
        ("收到政府信息公开申请29件，同比增长26.1%。", {NEW: "20"}),  # with those carried over
        ("全年主动公开政府信息186条，同比增长80%。", {NEW: "20"}),
        ("网站访问量同比下降12%。", {NEW: "20"}),
        ("与上年相比，政府信息公开申请数量增加6件。", {NEW: "20"}),
        ("与上年相比，公开信息数量增加9条。", {NEW: "20"}),
        ("新收政府信息公开申请26件，上年结转3件，较上年增加2件。", {NEW: "20"}),
        ("受理政府信息公开申请26件，征收补偿类申请同比减少12件。", {NEW: "20"}),
        ("收到申请26件，其中线上申请同比上升120%、线下申请同比下降15%。", {NEW: "20"}),
        ("水务站、水管所收到政府信息公开申请数量同比分别下降10%和5%。", {NEW: "20"}),
        ("不予公开政府信息公开申请3件，同比减少1件。", {NEW: "20"}),
        ("咨询政府信息公开申请事宜的电话120个，同比减少10%。", {NEW: "20"}),
        # A part with a number of its own
        ("全县收到政府信息公开申请126件，同比下降15%。", {NEW: "20"}),
        ("上半年收到政府信息公开申请5件，同比下降20%。", {NEW: "20"}),
        ("收到政府信息公开申请26件，同比增加6件；协助调查5件，同比增加5件。", {NEW: "20"}),
        ("收到政府信息公开申请26件。阅读量较上年减少9万次。", {NEW: "20"}),
        ("2021年收到政府信息公开申请20件，较上年增加7件。", {NEW: "20"}),
    ],
)
def test_a_comparison_that_agrees_or_is_of_something_else(
    sentence: str, before: dict[str, str]
) -> None:
    result = _year_on_year(sentence, before)
    assert result.findings == ()
    assert result.not_assessed == ()


def test_a_direction_that_is_the_other_way_is_told_so() -> None:
    (found,) = _year_on_year("收到政府信息公开申请26件，同比下降23%。", {NEW: "20"}).findings
    assert "方向相反" in found.message
    assert "增加 6（30.0%）" in found.message


def test_a_doubtful_match_of_the_bodies_is_for_a_person_to_look_at() -> None:
    sentence = "收到政府信息公开申请26件，较上年增加9件。"
    (found,) = _year_on_year(sentence, {NEW: "20"}, how="similar").findings
    assert found.outcome.value == REVIEW


def test_a_cell_of_last_year_that_was_not_read_is_not_assessed() -> None:
    every = {f"requests.{row}.total": "见附件" for row in ("new", "carried_in", "total")}
    result = _year_on_year("收到政府信息公开申请26件，较上年增加9件。", every)
    assert result.findings == ()
    assert [(m.rule, m.cause) for m in result.not_assessed] == [("PT10", Cause.INPUT)]


def test_without_last_years_report_it_is_switched_off() -> None:
    result = judged(report(append={"overview": "收到政府信息公开申请同比增长9%。"}), "PT10")
    assert [(m.rule, m.cause) for m in result.not_assessed] == [("PT10", Cause.SWITCHED_OFF)]
