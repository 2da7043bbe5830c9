"""RU01: a consolidated report against the sum of its bodies, and what keeps it from judging."""

from __future__ import annotations

from typing import Any

import pytest

from gklint.finding import Outcome, Severity
from gklint.lang import localise
from gklint.ruleset.load import load_packs
from gklint.ruleset.model import Example
from gklint.specimen.examples import judge_example
from gklint.testing import NotJudged, findings

HEAD, OFFICE, WATER, FOREST = (
    "云岫县人民政府",
    "云岫县人民政府办公室",
    "云岫县水务局",
    "云岫县林业局",
)
NOTHING = {"requests.*": "0", "review_litigation.*": "0"}
TWICE = {
    **NOTHING,
    "disclosure.normative.issued": "6",
    "disclosure.normative.repealed": "2",
    "disclosure.normative.in_force": "42",
    "disclosure.licensing.decisions": "824",
    "disclosure.penalty.decisions": "72",
    "disclosure.coercion.decisions": "8",
    "disclosure.fees.amount": "77.2",
}


def roster(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in (HEAD, *names)]


def bodies(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"issuer": name, "set": NOTHING, **more} for name in names]


def case(
    figures: dict[str, str] | None = None, *, listed: tuple[str, ...] = (OFFICE, WATER), **more: Any
) -> dict[str, Any]:
    return {
        "issuer": HEAD,
        "set": {**TWICE, **(figures or {})},
        "roster": roster(*listed),
        "beside": bodies(OFFICE, WATER),
        **more,
    }


def reasons(**edits: Any) -> list[str]:
    """What RU01 says it could not judge."""
    pack = next(p for p in load_packs() if p.key == "annual-report")
    rule = next(r for r in pack.rules if r.id == "RU01")
    result = judge_example(pack, rule, Example(True, None, edits))
    assert result is not None
    return [localise(n.reason, "zh") for n in result.not_assessed if n.rule == "RU01"]


def test_equal_figures_are_no_finding() -> None:
    assert findings("RU01", **case()) == ()


def test_a_cell_that_differs_is_told_with_both_numbers() -> None:
    (found,) = findings("RU01", **case({"disclosure.penalty.decisions": "71"}))
    assert (found.severity, found.outcome) == (Severity.WARNING, Outcome.FAIL)
    assert "行政处罚 → 本年处理决定数量”报告 71、合计 72（相差 -1）" in found.message
    (relation,) = found.relations
    assert (relation.left, relation.right, relation.difference) == ("71", "72", "-1")
    assert found.location.table == "disclosure"


def test_one_finding_a_table_names_eight_cells_and_counts_the_rest() -> None:
    cells = {
        f"requests.{row}.{column}": "2"
        for row in ("new", "granted", "total")
        for column in ("natural_person", "company", "research", "total")
    }
    found = findings("RU01", **case({**cells, "disclosure.penalty.decisions": "73"}))
    assert [f.location.table for f in found] == ["disclosure", "requests"]
    assert found[1].message.count("合计 0") == 8
    assert "，等 12 格" in found[1].message


def test_an_amount_rounded_in_the_report_is_equal() -> None:
    fees = {"disclosure.fees.amount": "38.64"}
    edits = case({"disclosure.fees.amount": "77.3"})
    edits["beside"] = bodies(OFFICE, set={**NOTHING, **fees}) + bodies(
        WATER, set={**NOTHING, **fees}
    )
    assert findings("RU01", **edits) == ()
    edits["set"]["disclosure.fees.amount"] = "77.4"
    assert len(findings("RU01", **edits)) == 1


def test_with_bodies_missing_only_less_than_the_sum_is_a_fault() -> None:
    figures = {"disclosure.penalty.decisions": "71", "disclosure.licensing.decisions": "900"}
    edits = case(figures, listed=(OFFICE, WATER, FOREST))
    found = judged(edits)
    assert len(found) == 1
    assert "小于已收到的 2 个单位的合计，而云岫县林业局尚未计入" in found[0]
    assert "行政许可" not in found[0]
    (reason,) = reasons(**edits)
    assert reason == "云岫县林业局尚未收到或未能读取，多于合计的格未作判断"


def judged(edits: dict[str, Any]) -> list[str]:
    """What RU01 says of a report, though it could not judge all of it."""
    pack = next(p for p in load_packs() if p.key == "annual-report")
    rule = next(r for r in pack.rules if r.id == "RU01")
    result = judge_example(pack, rule, Example(True, None, edits))
    assert result is not None
    return [f.message for f in result.findings if f.rule == "RU01"]


def test_with_bodies_missing_more_than_the_sum_is_not_judged() -> None:
    edits = case({"disclosure.penalty.decisions": "99"}, listed=(OFFICE, WATER, FOREST))
    assert judged(edits) == []
    with pytest.raises(NotJudged, match="云岫县林业局"):
        findings("RU01", **edits)


def test_a_cell_that_a_body_left_blank_is_not_judged() -> None:
    edits = case({"disclosure.penalty.decisions": "50"})
    edits["beside"] = [
        *bodies(OFFICE),
        *bodies(WATER, set={**NOTHING, "disclosure.penalty.decisions": ""}),
    ]
    assert judged(edits) == []
    assert reasons(**edits) == ["1 格因云岫县水务局的有关格未读到、版式不同或存疑，未作判断"]


def test_words_that_narrow_the_scope_leave_it_to_a_person() -> None:
    told = "本报告数据仅统计县政府本级。"
    (found,) = findings(
        "RU01", **case({"disclosure.penalty.decisions": "71"}, append={"overview": told})
    )
    assert found.outcome is Outcome.REVIEW
    assert "【本报告数据仅统计县政府本级】" in found.evidence


def test_words_for_all_bodies_hold_the_report_to_it() -> None:
    told = "代表县政府受理的申请单独统计。以下数据由各单位年报汇总得出。"
    (found,) = findings(
        "RU01", **case({"disclosure.penalty.decisions": "71"}, append={"overview": told})
    )
    assert found.outcome is Outcome.FAIL


def test_figures_of_the_government_alone_leave_it_to_a_person() -> None:
    own = {name: str(int(float(value)) // 2) for name, value in TWICE.items()}
    (found,) = findings("RU01", **case(own))
    assert found.outcome is Outcome.REVIEW
    assert "可能只统计了本级" in found.message


def test_more_than_the_sum_may_be_the_governments_own() -> None:
    edits = case({"disclosure.penalty.decisions": "73"}, listed=("云岫县审计局", WATER))
    edits["beside"] = bodies("云岫县审计局", WATER)
    (found,) = findings("RU01", **edits)
    assert found.outcome is Outcome.REVIEW
    assert "名单中没有政府办公室" in found.message


def test_a_body_that_nothing_rolls_up_into_is_left_alone() -> None:
    edits = case({"disclosure.penalty.decisions": "1"})
    edits["issuer"] = FOREST
    assert judged(edits) == []
    assert reasons(**edits) == []
