"""NM01 to NM04: relations of the form, one cause one finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gklint.checks.base import Context
from gklint.checks.equations import KINDS, run_together
from gklint.finding import Diagnosis, Finding, Hit
from gklint.lang import Localised
from gklint.ruleset.model import Equation
from tests.checks.specimens import findings, judged, pack, report


def relations(finding: Finding) -> list[tuple[str, str, str, str, str]]:
    return [(r.rule, r.fact, r.left, r.right, r.difference) for r in finding.relations]


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("medium", ["html", "text"])
def test_a_clean_table_balances(form: str, medium: str) -> None:
    result = judged(report(form, medium=medium), "NM01", "NM02", "NM03", "NM04")
    assert (result.findings, result.not_assessed) == ((), ())


def test_one_cause_is_one_finding_with_all_its_relations() -> None:
    found = report(set={"requests.denied.enforcement_file.natural_person": "20"})
    (finding,) = findings(found, "NM")
    assert finding.rule == "NM02"
    assert finding.diagnosis is Diagnosis.UNIQUE
    assert finding.location.fact == "requests.denied.enforcement_file.natural_person"
    assert relations(finding) == [
        ("NM02", "requests.total.natural_person", "9 + 2 + 21 + 4 + 1 + 0", "19", "18"),
        ("NM03", "requests.denied.enforcement_file.total", "20 + 0 + 0 + 0 + 0 + 0", "2", "18"),
    ]
    (suspect,) = finding.suspects
    assert (suspect.reported, suspect.suggested, suspect.confidence) == ("20", "2", "certain")
    assert suspect.reason == Localised("多写一位数字", "one digit too many")


def test_the_first_broken_rule_names_the_finding() -> None:
    (finding,) = findings(report(set={"requests.new.company": "15"}), "NM")
    assert finding.rule == "NM01"
    assert [r.rule for r in finding.relations] == ["NM01", "NM03"]
    assert "没有" not in finding.message
    assert "唯一改法" in finding.message


def test_a_cell_of_the_total_row_breaks_three_relations() -> None:
    (finding,) = findings(report(set={"requests.total.research": "4"}), "NM")
    assert [r.rule for r in finding.relations] == ["NM01", "NM02", "NM03"]
    assert finding.location.fact == "requests.total.research"


def test_ignoring_a_rule_removes_its_relations() -> None:
    found = report(set={"requests.denied.enforcement_file.natural_person": "20"})
    (finding,) = findings(found, "NM01", "NM02")
    assert [r.rule for r in finding.relations] == ["NM02"]
    # Without the rows every cell of the column would do.
    assert (finding.diagnosis, finding.suspects) == (Diagnosis.AMBIGUOUS, ())


def test_disjoint_causes_are_several_findings() -> None:
    found = report(set={"requests.new.company": "15", "requests.granted.natural_person": "19"})
    first, second = findings(found, "NM")
    assert {first.location.fact, second.location.fact} == {
        "requests.new.company",
        "requests.granted.natural_person",
    }
    assert {first.diagnosis, second.diagnosis} == {Diagnosis.LIKELY}


def test_a_swap_in_a_row_is_one_finding_without_a_name() -> None:
    found = report(set={"requests.granted.natural_person": "3", "requests.granted.company": "9"})
    (finding,) = findings(found, "NM")
    assert finding.suspects == ()
    assert len(finding.relations) == 2


def test_a_blank_is_zero_where_that_balances() -> None:
    found = report(set={"requests.denied.state_secret.natural_person": ""})
    result = judged(found, "NM01", "NM02", "NM03")
    assert (result.findings, result.not_assessed) == ((), ())


def test_a_blank_that_does_not_balance_is_not_assessed() -> None:
    found = report(set={"requests.granted.total": ""})
    result = judged(found, "NM01", "NM02", "NM03")
    assert result.findings == ()
    assert {n.rule for n in result.not_assessed} == {"NM02", "NM03"}


def test_a_blank_is_plain_zero_where_the_district_says_so() -> None:
    found = report(set={"requests.granted.total": ""})
    result = judged(found, "NM01", "NM02", "NM03", blank="zero")
    assert [f.rule for f in result.findings] == ["NM02"]
    assert result.not_assessed == ()


def test_a_row_not_found_is_never_zero() -> None:
    result = judged(report(remove_row="requests.granted"), "NM01", "NM02", "NM03")
    assert result.findings == ()
    assert {n.rule for n in result.not_assessed} == {"NM02", "NM03"}


def test_words_in_a_cell_are_never_zero() -> None:
    found = report(set={"requests.carried_out.natural_person": "若干"})
    result = judged(found, "NM01", "NM02", "NM03", "NM05")
    assert [f.rule for f in result.findings] == ["NM05"]
    assert {n.rule for n in result.not_assessed} == {"NM01", "NM03"}


def test_a_table_that_is_not_filled_in_never_passes() -> None:
    result = judged(report(set={"requests.*": ""}), "NM01", "NM02", "NM03")
    assert result.findings == ()
    assert {n.rule for n in result.not_assessed} == {"NM01", "NM02", "NM03"}
    assert result.verdict == "review"


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_any_single_wrong_cell_of_table_three_is_named(form: str) -> None:
    found = report(form)
    rules = [r for r in pack().rules if r.options.get("table") == "requests"]
    names = [name for name in found.facts if name.startswith("requests.")]
    assert len(names) in (161, 175)
    for number, name in enumerate(names):
        fact = found.facts[name]
        assert fact.value is not None
        wrong = fact._replace(value=fact.value + 1 + number % 9)
        spoilt = replace(found, facts={**found.facts, name: wrong}, memo={})
        (outcome,) = (o for _, o in run_together(spoilt, rules, Context()))
        assert isinstance(outcome, Hit)
        (suspect,) = outcome.suspects
        assert (suspect.fact, suspect.suggested) == (name, f"{fact.value:f}")
        assert outcome.diagnosis is Diagnosis.UNIQUE


def test_table_four_has_one_finding_a_block_and_blames_no_cell() -> None:
    found = report(
        set={
            "review_litigation.review.total": "0",
            "review_litigation.suit_after_review.total": "7",
        }
    )
    first, second = findings(found, "NM04")
    assert [first.diagnosis, second.diagnosis] == [Diagnosis.AMBIGUOUS, Diagnosis.AMBIGUOUS]
    assert first.suspects == second.suspects == ()
    assert relations(first)[0][1:] == ("review_litigation.review.total", "2 + 1 + 0 + 1", "0", "4")
    assert "仅凭表内数字无法判断" in first.remedy


def test_a_table_of_the_other_edition_is_evaluated_by_its_own_rows() -> None:
    found = report(tables={"requests": "2019"})
    assert found.tables["requests"].edition == "2019"
    result = judged(found, "NM01", "NM02", "NM03")
    assert (result.findings, result.not_assessed) == ((), ())


def test_no_fact_names_in_what_people_read() -> None:
    found = report(set={"requests.new.company": "15", "review_litigation.review.total": "0"})
    for finding in findings(found, "NM"):
        for text in (finding.message, finding.remedy, finding.location.text):
            assert "requests." not in str(text)
            assert "review_litigation" not in str(text)


def test_rules_that_can_match_nothing_are_told() -> None:
    rule = next(r for r in pack().rules if r.id == "NM01")
    validate = KINDS[0].validate
    assert validate is not None
    assert list(validate(rule, pack())) == []
    for options in ({"table": "x", "equation": "y"}, {"table": "requests", "equation": "y"}):
        assert len(list(validate(replace(rule, options=options), pack()))) == 1


def test_an_equation_with_a_number_that_names_nothing_is_told() -> None:
    rule = next(r for r in pack().rules if r.id == "NM01")
    form = pack().forms[0]
    table = form.table("requests")
    assert table is not None
    wrong = Equation("balance", "requests", "column", "1 + 9.9 = 2", Localised("", ""))
    forms = (replace(form, tables=(replace(table, equations=(wrong,)),)),)
    validate = KINDS[0].validate
    assert validate is not None
    (problem,) = validate(rule, replace(pack(), forms=forms))
    assert "9.9" in str(problem)
