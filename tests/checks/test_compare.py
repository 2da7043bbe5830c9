"""Statements over figures: the parser, NM10 and NM13."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.checks.compare import KINDS, StatementError, parse
from tests.checks.specimens import findings, judged, pack, report


def numbers(**values: int) -> dict[str, Decimal]:
    return {name.replace("_", "."): Decimal(value) for name, value in values.items()}


@given(st.integers(-99, 99), st.integers(-99, 99), st.integers(0, 99))
def test_statements_mean_what_they_say(a: int, b: int, c: int) -> None:
    known = numbers(x_a=a, x_b=b)
    assert parse(f"x.a <= x.b + {c}").holds(known) is (a <= b + c)
    assert parse(f"x.a - x.b > {c}").holds(known) is (a - b > c)
    assert parse(f"{c} != x.a + x.b").holds(known) is (c != a + b)
    assert parse("x.a=x.b").holds(known) is (a == b)


@pytest.mark.parametrize(
    "text",
    [
        *("", "x.a", "x.a <= ", "<= x.a", "x.a x.b = 1", "x.a == x.b", "x.a <= 1 <= x.b"),
        *("1 = 1", "__import__('os')", "x.a = open('f')", "x.a * 2 = 1", "x = 1"),
    ],
)
def test_what_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises(StatementError):
        parse(text)


def test_more_issued_than_in_force_and_repealed() -> None:
    (finding,) = findings(report(set={"disclosure.normative.issued": "30"}), "NM10")
    assert finding.location.fact == "disclosure.normative.issued"
    assert "30" in finding.message
    assert "22" in finding.message


def test_issued_and_repealed_in_one_year_is_fine() -> None:
    edits = {
        "disclosure.normative.issued": "9",
        "disclosure.normative.repealed": "9",
        "disclosure.normative.in_force": "0",
    }
    assert findings(report(set=edits), "NM10") == ()


def test_older_texts_may_be_disclosed() -> None:
    edits = {
        "disclosure.normative.made": "4",
        "disclosure.normative.disclosed": "34",
        "disclosure.normative.in_total": "47",
    }
    assert findings(report("2019", set=edits), "NM13") == ()


def test_each_statement_is_a_finding_of_its_own() -> None:
    edits = {"disclosure.licensing.change": "-99", "disclosure.procurement.count": "2"}
    first, second = findings(report("2019", set=edits), "NM13")
    assert first.fingerprint != second.fingerprint


def test_a_blank_is_left_to_the_rules_on_cells() -> None:
    edits = {"disclosure.normative.in_force": "", "disclosure.normative.issued": "30"}
    result = judged(report(set=edits), "NM10")
    assert (result.findings, result.not_assessed) == ((), ())


def test_a_row_not_found_is_not_assessed() -> None:
    result = judged(report(remove_row="disclosure.normative"), "NM10")
    assert result.findings == ()
    assert [n.rule for n in result.not_assessed] == ["NM10"]


def test_statements_that_can_match_nothing_are_told() -> None:
    rule = next(r for r in pack().rules if r.id == "NM10")
    validate = KINDS[0].validate
    assert validate is not None
    assert list(validate(rule, pack())) == []
    text = {"zh": "x", "en": "x"}
    for statement in ("disclosure.normative.nothing <= 1", "disclosure.normative.issued <="):
        wrong = rule._replace(options={"statements": [{"assert": statement, "text": text}]})
        assert len(list(validate(wrong, pack()))) == 1
