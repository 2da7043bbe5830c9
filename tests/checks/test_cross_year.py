"""What a report says beside last year's: carry-over, stock, jumps, tables left as they were."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from gklint.across.digest import digest
from gklint.across.model import Match, Peers, Previous, Surroundings
from gklint.checks import kinds
from gklint.checks.base import Context
from gklint.checks.carried import carried
from gklint.finding import Cause, Outcome, Severity
from gklint.specimen import make, to_html
from tests.checks.specimens import judged, pack, recognised, report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.finding import Finding
    from gklint.report.model import Report
    from gklint.result import DocumentResult

IN, OUT = "requests.carried_in", "requests.carried_out"
FEES = "disclosure.fees.amount"
FITTING = {f"{OUT}.natural_person": 2, f"{OUT}.company": 1, f"{OUT}.total": 3}


def around(older: Report, how: str = "same", **more: Any) -> Surroundings:
    found = Previous(digest(older), Match(how, older.issuer or ""))
    return Surroundings(given=frozenset({"previous"}), previous=found, **more)


@cache
def plain(form: str, year: int) -> Report:
    return recognised(to_html(make(pack(), form, year=year)).encode(), f"{year}.html")


def both(
    rule: str,
    edits: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
    *,
    form: str = "2021",
    how: str = "same",
    context: Mapping[str, Any] | None = None,
) -> DocumentResult:
    """What `rule` says of the specimen with `edits` beside last year's with the edits `before`."""
    this = report(form, **(edits or {}))
    older = report(form, **(before or {}))
    older = replace(older, year=(this.year or 0) - 1)
    return judged(this, rule, around=around(older, how), **(context or {}))


def only(found: DocumentResult) -> Finding:
    (finding,) = found.findings
    return finding


def silent(found: DocumentResult) -> bool:
    return not found.findings and not found.not_assessed


def put(**figures: Any) -> dict[str, Any]:
    return {"set": {name.replace("__", "."): value for name, value in figures.items()}}


def test_carry_over_that_fits_says_nothing() -> None:
    assert silent(both("CY01", before={"set": FITTING}))


@pytest.mark.parametrize(
    ("now", "last", "told"),
    [
        ((121, 118, 3), (121, 118, 3), None),
        ((112, 109, 3), (121, 118, 3), "总计填 112 件，上年报告为 121 件；自然人填 109 件"),
        ((121, 117, 4), (121, 118, 3), "自然人填 117 件，上年报告为 118 件；商业企业填 4 件"),
        ((121, 118, 3), (0, 0, 0), "总计填 121 件，上年报告为 0 件"),
    ],
)
def test_carry_over_by_column(
    now: tuple[int, ...], last: tuple[int, ...], told: str | None
) -> None:
    columns = ("total", "natural_person", "company")
    own, before = (
        {"set": {f"{row}.{column}": value for column, value in zip(columns, values, strict=True)}}
        for row, values in ((IN, now), (OUT, last))
    )
    messages = [finding.message for finding in both("CY01", own, before).findings]
    assert len(messages) == (told is not None)
    assert told is None or told in messages[0]


def test_a_total_that_differs_is_an_error_with_its_columns() -> None:
    told = only(both("CY01"))
    assert (told.severity, told.outcome) == (Severity.ERROR, Outcome.FAIL)
    assert told.message == (
        "表三“二、上年结转”与“云岫县水务局”2021年度报告“四、结转下年度继续办理”不一致："
        "总计填 3 件，上年报告为 2 件；自然人填 2 件，上年报告为 1 件。"
    )
    assert told.location.fact == f"{IN}.total"
    assert (told.observed, told.expected) == ("3", "2")


def test_columns_alone_are_a_matter_of_classification() -> None:
    told = only(
        both("CY01", before={"set": {**FITTING, f"{OUT}.natural_person": 1, f"{OUT}.company": 2}})
    )
    assert (told.severity, told.outcome) == (Severity.WARNING, Outcome.FAIL)
    assert "总计与“云岫县水务局”2021年度报告“四、结转下年度继续办理”相符" in told.message
    assert told.location.fact == f"{IN}.natural_person"


def test_both_kinds_of_difference_keep_one_fingerprint() -> None:
    total = only(both("CY01"))
    parts = only(
        both("CY01", before={"set": {**FITTING, f"{OUT}.natural_person": 1, f"{OUT}.company": 2}})
    )
    assert total.fingerprint == parts.fingerprint


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("因机构改革，原水利局职能划转至我局。", Outcome.REVIEW),
        ("上年度报告结转数填报有误，已更正。", Outcome.REVIEW),
        ("统计口径有调整。", Outcome.REVIEW),
        ("工作人员调整较多，业务不够熟练。", Outcome.FAIL),
        ("持续调整优化公开栏目。", Outcome.FAIL),
    ],
)
def test_what_the_text_explains_is_to_be_looked_at(text: str, outcome: Outcome) -> None:
    told = only(both("CY01", {"append": {"other": text}}))
    assert told.outcome is outcome
    assert ("可能与此有关" in told.message) is (outcome is Outcome.REVIEW)


def test_a_doubtful_match_is_told_and_only_asks() -> None:
    told = only(both("CY01", how="similar"))
    assert told.outcome is Outcome.REVIEW
    assert "“云岫县水务局”2021年度报告（按名称相近认定，请核实）" in told.message
    others = [
        finding
        for rule in ("CY02", "CY05", "CY07")
        for finding in both(
            rule, before=put(disclosure__licensing__decisions=3), how="similar"
        ).findings
    ]
    assert {finding.rule for finding in others} >= {"CY02", "CY05"}
    assert {finding.outcome for finding in others} == {Outcome.REVIEW}


@pytest.mark.parametrize("state", ["", "—", "若干"])
def test_what_last_year_left_open_is_no_zero(state: str) -> None:
    found = both(
        "CY01", before={"set": {**FITTING, f"{OUT}.total": state, f"{OUT}.company": state}}
    )
    assert not found.findings
    (missing,) = found.not_assessed
    assert missing.cause is Cause.INPUT
    assert "“云岫县水务局”2021年度报告中" in missing.reason["zh"]  # type: ignore[index]


def test_columns_without_a_total_only_ask() -> None:
    found = both(
        "CY01", before={"set": {**FITTING, f"{OUT}.total": "", f"{OUT}.natural_person": 9}}
    )
    told = only(found)
    assert told.outcome is Outcome.REVIEW
    assert "不一致：自然人填 2 件，上年报告为 9 件。" in told.message  # nothing of an equal total
    assert len(found.not_assessed) == 1


def test_a_row_that_was_not_read_is_not_judged() -> None:
    found = both("CY01", {"remove_row": IN})
    (missing,) = found.not_assessed
    assert (missing.cause, found.findings) == (Cause.CONTENT, ())
    found = both("CY01", before={"remove_row": OUT})
    (missing,) = found.not_assessed
    assert (missing.cause, found.findings) == (Cause.INPUT, ())


def test_blanks_in_both_years_agree() -> None:
    blank = {"set": {f"{IN}.research": "", f"{IN}.nonprofit": ""}}
    assert silent(
        both("CY01", blank, {"set": {**FITTING, f"{OUT}.research": "", f"{OUT}.nonprofit": ""}})
    )
    # 0 beside a blank holds as well: a blank counts as 0 where the statement holds then.
    assert silent(both("CY01", blank, {"set": FITTING}))


def test_blanks_that_the_tables_tell_to_be_zeros_are_held_against_each_other() -> None:
    """What is carried out is left blank, and its column balances with nothing there."""
    before = {"set": {**FITTING, f"{OUT}.research": ""}}
    now = {
        "set": {
            f"{IN}.research": "1",
            f"{IN}.total": "4",
            "requests.granted.research": "1",
            "requests.granted.total": "15",
            "requests.total.research": "1",
            "requests.total.total": "28",
        }
    }
    told = only(both("CY01", now, before))
    assert "1 件，上年报告为 0 件" in told.message


def test_a_district_may_make_blanks_zeros() -> None:
    before = {"set": {**FITTING, f"{OUT}.company": ""}}
    assert not both("CY01", before=before).findings
    told = only(both("CY01", before=before, context={"blank": "zero"}))
    assert "商业企业填 1 件，上年报告为 0 件" in told.message


@pytest.mark.parametrize(
    ("before", "issued", "repealed", "now", "fits"),
    [
        (11, 2, 1, 12, True),
        (597, 50, 227, 420, True),
        (420, 61, 59, 422, True),
        (5, 3, 0, 8, True),
        (597, 50, 227, 422, False),
        (8, 0, 0, 7, False),
    ],
)
def test_stock(before: int, issued: int, repealed: int, now: int, fits: bool) -> None:
    figures = {
        f"disclosure.normative.{key}": value
        for key, value in (("issued", issued), ("repealed", repealed), ("in_force", now))
    }
    found = both("CY02", {"set": figures}, {"set": {"disclosure.normative.in_force": before}})
    assert silent(found) is fits
    if not fits:
        told = only(found)
        assert (
            f"现行有效 {before} 件，加本年制发 {issued} 件，减本年废止 {repealed} 件"
            in told.message
        )
        assert told.expected == str(before + issued - repealed)


def test_the_new_form_is_not_held_against_the_old() -> None:
    this, older = plain("2021", 2021), plain("2019", 2020)
    found = judged(this, "CY02", "CY03", around=around(older))
    assert not found.findings
    # Carry-over is the same in both forms.
    assert judged(this, "CY01", around=around(older)).findings


def test_a_table_kept_from_the_old_form_is_not_judged_by_stock() -> None:
    found = both("CY02", before={"tables": {"disclosure": "2019"}})
    (missing,) = found.not_assessed
    assert (missing.cause, found.findings) == (Cause.INPUT, ())


def test_items_follow_from_last_years_items_and_change() -> None:
    fitting = {"disclosure.licensing.previous": 14, "disclosure.licensing.change": -2,
               "disclosure.penalty.previous": 43}  # fmt: skip
    assert silent(both("CY03", before={"set": fitting}, form="2019"))
    told = only(both("CY03", before={"set": {**fitting, "disclosure.fees.change": 2}}, form="2019"))
    assert told.message.endswith("不一致：行政事业性收费填 3 项，上年报告为 5 项。")
    assert told.severity is Severity.INFO


def test_pending_cases_are_counted_on() -> None:
    assert silent(both("CY04", before=put(review_litigation__review__pending=4)))
    told = only(both("CY04", before=put(review_litigation__review__pending=5)))
    assert (
        told.message
        == "表四总计少于“云岫县水务局”2021年度报告的“尚未审结”：行政复议填 4 件，上年报告为 5 件。"
    )
    assert told.outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (82, 412, True),  # 5.02 times
        (83, 412, False),
        (412, 82, True),
        (9, 46, True),
        (1, 9, False),  # both below ten
        (0, 49, False),
        (0, 50, True),
        (50, 0, True),
        (412, 412, False),
    ],
)
def test_jumps(before: int, now: int, told: bool) -> None:
    name = "disclosure.licensing.decisions"
    found = both("CY05", {"set": {name: now}}, {"set": {name: before}})
    assert bool(found.findings) is told
    if told:
        assert f"行政许可 {now}（上年 {before}）" in only(found).message


def test_jumps_are_told_once_a_table_the_largest_first() -> None:
    rows = {f"requests.denied.{row}.total": 700 for row in (
        "state_secret", "other_law", "three_securities", "third_party", "internal", "process",
    )}  # fmt: skip
    edits = {"set": {**rows, "requests.new.total": 9000, "requests.partial.total": 800}}
    told = only(both("CY05", edits))
    assert (
        "：一、本年新收政府信息公开申请数量 9000（上年 26）、（二）部分公开 800（上年 3）"
        in told.message
    )
    assert told.message.endswith("，另有 2 项。")


def test_a_blank_last_year_is_no_jump() -> None:
    assert not both("CY05", before=put(disclosure__licensing__decisions="")).findings


def test_amounts_a_thousandfold_are_a_matter_of_units() -> None:
    assert both("CY05", put(disclosure__fees__amount=900)).findings
    assert not both("CY05", put(disclosure__fees__amount=386000)).findings


def test_unchanged_tables() -> None:
    told = only(both("CY07", before=put(disclosure__penalty__decisions=35)))
    assert told.message == "表三、表四的全部数字与“云岫县水务局”2021年度报告完全相同。"
    assert told.outcome is Outcome.REVIEW
    zeros = {"set": {"disclosure.*": 0, "requests.*": 0, "review_litigation.*": 0}}
    assert silent(both("CY07", zeros, zeros))


def test_a_table_read_in_part_is_not_called_unchanged() -> None:
    gone = {"remove_row": "requests.partial", "remove_table": ["disclosure", "review_litigation"]}
    found = both("CY07", gone)
    (missing,) = found.not_assessed
    assert (missing.cause, found.findings) == (Cause.INPUT, ())


@pytest.mark.parametrize(
    ("fees", "before", "told"),
    [("386000", "38.6", True), ("38600", "38.6", True), ("38599", "38.6", False),
     ("59237.2449", "72701.2578", False)],
)  # fmt: skip
def test_units_by_last_year(fees: str, before: str, told: bool) -> None:
    found = both("NM08", put(disclosure__fees__amount=fees), put(disclosure__fees__amount=before))
    assert bool(found.findings) is told
    assert not found.not_assessed
    if told:
        assert only(found).outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("text", "fees", "told"),
    [
        ("全年收取行政事业性收费386000元。", "386000", Outcome.FAIL),
        ("全年收取行政事业性收费38.6万元。", "386000", Outcome.FAIL),
        ("全年收取行政事业性收费38.6万元。", "38.6", None),
        ("全年收取行政事业性收费3860000000元。", "386000", None),  # it really is that much
        ("全年收取行政事业性收费近386000元。", "386000", Outcome.REVIEW),
        ("补助资金386000元。", "386000", Outcome.REVIEW),
    ],
)
def test_units_by_the_text(text: str, fees: str, told: Outcome | None) -> None:
    edits = {**put(disclosure__fees__amount=fees), "append": {"overview": text}}
    found = both("NM08", edits)
    assert [finding.outcome for finding in found.findings] == ([told] if told else [])
    if told is Outcome.FAIL:
        assert only(found).expected == "38.6"


def test_units_by_other_bodies() -> None:
    this = report(set={FEES: 386000})

    def beside(bodies: int, largest: str) -> DocumentResult:
        peers = Peers(bodies, Decimal(1), Decimal(largest))
        return judged(this, "NM08", around=Surroundings(frozenset({"bodies"}), peers={FEES: peers}))

    assert "其他 5 个同类机关中最大的为 38.6" in only(beside(5, "38.6")).message
    assert silent(beside(5, "387"))
    for found in (beside(4, "38.6"), beside(5, "0")):
        (missing,) = found.not_assessed
        assert missing.cause is Cause.SWITCHED_OFF  # told once for the run


def test_no_amount_needs_no_measure() -> None:
    assert silent(judged(report(set={FEES: 0}), "NM08"))
    assert silent(judged(report(set={FEES: ""}), "NM08"))


def test_without_last_year_nothing_is_said() -> None:
    found = judged(plain("2021", 2022), "CY")
    assert not found.findings
    assert {missing.cause for missing in found.not_assessed} == {Cause.SWITCHED_OFF}


def demanded(edits: Mapping[str, Any], before: Mapping[str, Any], how: str = "same") -> Any:
    older = replace(report(**before), year=2021)
    return carried(report(**edits), Context(around=around(older, how)))


def test_what_last_year_confirms() -> None:
    found = demanded({}, {"set": FITTING})
    assert found[f"{IN}.total"] == 3
    assert found[f"{IN}.natural_person"] == 2
    assert len(found) == 7
    assert all(name.startswith(IN) for name in found)  # only what last year alone decides


def test_what_last_year_contradicts_is_said_too() -> None:
    assert demanded({}, {})[f"{IN}.total"] == 2


def test_requests_classed_anew_confirm_nothing_of_their_columns() -> None:
    moved = {"set": {**FITTING, f"{OUT}.natural_person": 1, f"{OUT}.company": 2}}
    found = demanded({}, moved)
    assert f"{IN}.natural_person" not in found
    assert found[f"{IN}.total"] == 3
    # Where this year's own row does not add up, last year's columns are a witness.
    found = demanded({"set": {f"{IN}.natural_person": 7}}, {"set": FITTING})
    assert found[f"{IN}.natural_person"] == 2


def test_doubt_blanks_and_other_years_confirm_nothing() -> None:
    assert demanded({}, {"set": FITTING}, "similar") == {}
    assert carried(plain("2021", 2022), Context()) == {}
    assert f"{IN}.total" not in demanded({}, {"set": {**FITTING, f"{OUT}.total": ""}})
    older = replace(plain("2019", 2019), year=2018)
    assert carried(plain("2019", 2019), Context(around=around(older))) == {}


@pytest.mark.parametrize(
    ("kind", "options", "told"),
    [
        (
            "cross-year",
            {"left": "requests.new.total", "right": "requests.new.total"},
            "没有上年的数字",
        ),
        (
            "cross-year",
            {"left": "requests.*.total", "right": "previous.requests.new.total"},
            "each 与 *",
        ),
        (
            "cross-year",
            {"left": "requests.nwe.total", "right": "previous.requests.new.total"},
            "requests.nwe.total",
        ),
        (
            "cross-year",
            {"left": "3 requests.new.total", "right": "previous.requests.new.total"},
            "写法不对",
        ),
        ("jump", {"names": ["requests.nothing.*"]}, "requests.nothing.*"),
        ("unchanged-tables", {"table_nine": 3}, "table_nine"),
        ("unit-slip", {"figure": "disclosure.fee.amount"}, "disclosure.fee.amount"),
    ],
)
def test_a_rule_that_could_never_speak_is_refused(
    kind: str, options: dict[str, Any], told: str
) -> None:
    within = {"cross-year": "relations", "jump": "figures"}.get(kind)
    wrapped: dict[str, Any] = options if within is None else {within: [options]}
    if kind == "unchanged-tables":
        wrapped = {"tables": options}
    rule = next(r for r in pack().rules if r.kind == kind)
    validate = kinds()[kind].validate
    assert validate is not None
    said = [str(text) for text in validate(rule._replace(options=wrapped), pack())]
    assert any(told in text for text in said), said
