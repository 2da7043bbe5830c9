"""NM01 to NM04 and NM06 in tables that leave zeros blank."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from gklint.finding import Diagnosis, Outcome, Severity
from gklint.report.model import FactState
from tests.checks.specimens import judged, report

if TYPE_CHECKING:
    from gklint.finding import Finding
    from gklint.report.model import Report

SILENT = {"overview": "全年工作平稳有序。"}
BALANCE = ("NM01", "NM02", "NM03", "NM06")
ASSUMED = "空白格按“0”计。"


@cache
def zeros(form: str = "2021") -> dict[str, str]:
    """The zeros of table 3, left blank."""
    facts = report(form, sections=SILENT).facts.items()
    return {name: "" for name, fact in facts if name.startswith("requests.") and fact.value == 0}


def styled(edits: dict[str, str], *, prose: bool = False) -> Report:
    """The clean report with its zeros blank, and `edits`."""
    cells = {**zeros(), **edits}
    return report(set=cells) if prose else report(set=cells, sections=SILENT)


def filled(prefix: str, cells: dict[str, str]) -> Report:
    """A report of whose table only `cells` are filled in."""
    return report(set={f"{prefix}.*": "", **cells}, sections=SILENT)


def told(found: Report, *rules: str, **context: str) -> dict[str, list[Finding]]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in judged(found, *(rules or ("NM",)), **context).findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return by_rule


def first(finding: Finding) -> dict[str, str]:
    return {s.fact: s.suggested for s in finding.suspects if s.alternative == 1}


def test_a_clean_table_is_silent_but_for_its_blanks() -> None:
    result = judged(styled({}), *BALANCE)
    (finding,) = result.findings
    assert (finding.rule, finding.severity) == ("NM06", Severity.INFO)
    assert "以空白表示“0”" in finding.message
    assert result.not_assessed == ()


def test_a_wrong_number_is_likely_and_owes_it_to_blanks_as_zero() -> None:
    found = styled({"requests.granted.natural_person": "19"})
    by_rule = told(found)
    (wrong,), (blank,) = by_rule["NM02"], by_rule["NM06"]
    assert first(wrong) == {"requests.granted.natural_person": "9"}
    assert (wrong.diagnosis, wrong.outcome) == (Diagnosis.LIKELY, Outcome.FAIL)
    assert ASSUMED in wrong.message
    assert "唯一" not in wrong.message
    assert (blank.severity, blank.suspects) == (Severity.INFO, ())
    assert "各等式相符" not in blank.message
    assert "未能判断" not in blank.message
    assert judged(found, *BALANCE).not_assessed == ()


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_any_single_wrong_number_is_named_and_never_certain(form: str) -> None:
    clean = report(form, sections=SILENT)
    blank = {
        name: clean.facts[name]._replace(raw="", value=None, state=FactState.BLANK)
        for name in zeros(form)
    }
    printed = [n for n in clean.facts if n.startswith("requests.") and n not in blank]
    assert len(printed) > 30
    for number, name in enumerate(printed):
        fact = clean.facts[name]
        assert fact.value is not None
        wrong = fact._replace(value=fact.value + 1 + number % 9)
        spoilt = replace(clean, facts={**clean.facts, **blank, name: wrong}, memo={})
        (finding,) = judged(spoilt, "NM01", "NM02", "NM03").findings
        assert first(finding) == {name: f"{fact.value:f}"}
        assert finding.diagnosis is Diagnosis.LIKELY


def test_a_number_in_the_next_cell_is_one_finding_to_look_at() -> None:
    moved = {"requests.granted.company": "", "requests.granted.research": "3"}
    by_rule = told(styled(moved))
    assert set(by_rule) == {"NM02", "NM06"}
    (wrong,), (blank,) = by_rule["NM02"], by_rule["NM06"]
    assert wrong.outcome is Outcome.REVIEW
    assert ASSUMED in wrong.message
    assert first(wrong) == {"requests.granted.company": "3", "requests.granted.research": "0"}
    assert blank.suspects == ()


def test_a_blank_and_a_wrong_number_are_told_apart() -> None:
    by_rule = told(styled({"requests.granted.natural_person": "", "requests.new.company": "6"}))
    assert set(by_rule) == {"NM01", "NM06"}
    assert first(by_rule["NM01"][0]) == {"requests.new.company": "5"}
    assert first(by_rule["NM06"][0]) == {"requests.granted.natural_person": "9"}
    assert by_rule["NM06"][0].diagnosis is Diagnosis.LIKELY


def test_blanks_alone_that_explain_all_stay_with_the_blanks() -> None:
    by_rule = told(styled({"requests.granted.total": "", "requests.partial.total": ""}))
    assert set(by_rule) == {"NM06"}
    assert first(by_rule["NM06"][0]) == {
        "requests.granted.total": "14",
        "requests.partial.total": "3",
    }


LITIGATION = {
    "review_litigation.review.upheld": "2",
    "review_litigation.review.corrected": "1",
    "review_litigation.review.pending": "1",
    "review_litigation.direct_suit.upheld": "1",
    "review_litigation.direct_suit.total": "1",
}


def test_a_blank_that_follows_is_told_with_the_numbers_that_would_do_as_well() -> None:
    by_rule = told(
        filled("review_litigation", {**LITIGATION, "review_litigation.review.total": "6"}),
        "NM04",
        "NM06",
    )
    assert set(by_rule) == {"NM06"}
    (blank,) = by_rule["NM06"]
    assert blank.diagnosis is Diagnosis.LIKELY
    assert list(first(blank).values()) == ["2"]
    assert "也可能是" in blank.message
    assert "6 改为 4" in blank.message


def test_blanks_that_do_not_follow_are_named_beside_the_numbers() -> None:
    cells = {
        **{name: n for name, n in LITIGATION.items() if not name.endswith("review.corrected")},
        "review_litigation.review.total": "4",
    }
    by_rule = told(filled("review_litigation", cells), "NM04", "NM06")
    assert set(by_rule) == {"NM06"}
    (blank,) = by_rule["NM06"]
    assert "仅凭表内数字不能确定" in blank.message
    assert "4 改为 3" in blank.message
    assert "补填 1" in blank.message
    english = judged(filled("review_litigation", cells), "NM06")
    assert all("$" not in f.message for f in english.findings)


def test_a_total_too_small_for_its_parts_is_no_matter_of_blanks() -> None:
    cells = {**LITIGATION, "review_litigation.review.total": "3"}
    by_rule = told(filled("review_litigation", cells), "NM04", "NM06")
    (wrong,) = by_rule["NM04"]
    assert (wrong.diagnosis, wrong.outcome) == (Diagnosis.AMBIGUOUS, Outcome.FAIL)
    assert ASSUMED in wrong.message


def test_a_row_left_out_beside_a_wrong_total_is_not_placed() -> None:
    row = [name for name in report().facts if name.startswith("requests.unable.not_held.")]
    wrong = {**dict.fromkeys(row, ""), "requests.granted.total": "15"}
    by_rule = told(styled(wrong), *BALANCE)
    assert len(by_rule) > 1
    for findings in by_rule.values():
        for finding in findings:
            cells = first(finding)
            assert finding.diagnosis is not Diagnosis.UNIQUE
            assert finding.diagnosis is not Diagnosis.LIKELY or set(cells) <= wrong.keys()


FEW = {
    f"requests.{row}.{column}": "1" if column == "company" else "2"
    for row in ("new", "granted", "total")
    for column in ("natural_person", "company")
} | {f"requests.{row}.total": "3" for row in ("new", "granted", "total")}


@pytest.mark.parametrize(
    "lacking",
    [
        (".total",),
        ("requests.total.",),
        ("requests.total.", ".total"),
        (".natural_person",),
        (".natural_person", ".company"),
        ("requests.new.",),
        ("requests.granted.",),
        ("total.total",),
    ],
)
def test_a_table_filled_in_by_half_blames_no_number(lacking: tuple[str, ...]) -> None:
    some = {name: n for name, n in FEW.items() if not any(part in name for part in lacking)}
    assert set(told(filled("requests", FEW))) == {"NM06"}
    assert set(told(filled("requests", some))) == {"NM06"}


def test_figures_of_the_prose_are_heard() -> None:
    (wrong,) = told(styled({"requests.new.total": "62"}, prose=True))["NM01"]
    assert first(wrong) == {"requests.new.total": "26"}
    assert wrong.diagnosis is Diagnosis.LIKELY


def test_zero_by_the_district_stays_a_plain_zero() -> None:
    found = styled({"requests.granted.natural_person": "19"})
    by_rule = told(found, profile="supervise", blank="zero")
    assert set(by_rule) == {"NM02"}
    (wrong,) = by_rule["NM02"]
    assert wrong.diagnosis is Diagnosis.UNIQUE
    assert ASSUMED not in wrong.message


@pytest.mark.parametrize(
    "edits",
    [
        {"requests.new.total": "62", "requests.granted.total": ""},
        {"requests.granted.natural_person": "", "requests.granted.nonprofit": "9"},
        {"requests.new.company": "6", "requests.total.total": "", "requests.partial.total": "9"},
        {"requests.denied.state_secret.research": "3", "requests.new.natural_person": ""},
    ],
)
def test_no_cell_is_told_twice(edits: dict[str, str]) -> None:
    cells = [
        fact
        for findings in told(styled(edits), *BALANCE).values()
        for finding in findings
        for fact in first(finding)
    ]
    assert cells
    assert len(cells) == len(set(cells))
