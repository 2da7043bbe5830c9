"""NM05, NM06, NM07, NM12: single cells."""

from __future__ import annotations

import pytest

from gklint.finding import Diagnosis, Outcome, Severity
from tests.checks.specimens import findings, judged, pack, report

CELL = "requests.denied.state_secret.company"


@pytest.mark.parametrize(
    ("cell", "raw"),
    [
        ("disclosure.penalty.decisions", "-3"),
        ("disclosure.penalty.decisions", "12.5"),
        ("requests.granted.company", "若干"),
        ("disclosure.fees.amount", "-1.5"),
    ],
)
def test_what_cannot_be_a_figure(cell: str, raw: str) -> None:
    (finding,) = findings(report(set={cell: raw}), "NM05")
    assert finding.location.fact == cell
    assert finding.severity is Severity.ERROR
    assert raw in finding.message


@pytest.mark.parametrize(
    ("form", "cell", "raw"),
    [
        ("2021", "disclosure.fees.amount", "59237.2449"),
        ("2019", "disclosure.licensing.change", "-2"),
        ("2019", "disclosure.licensing.change", "+3"),
        ("2019", "disclosure.procurement.amount", "251000.50"),
        ("2021", "disclosure.penalty.decisions", "1,234"),
        ("2021", "disclosure.penalty.decisions", "１２"),
        ("2021", "disclosure.penalty.decisions", "22（其中修订16件）"),
        ("2021", "disclosure.penalty.decisions", "\u00a036\u3000"),
    ],
)
def test_what_may_be_a_figure(form: str, cell: str, raw: str) -> None:
    assert findings(report(form, set={cell: raw}), "NM05") == ()


def test_many_wrong_cells_of_a_table_are_one_finding() -> None:
    (finding,) = findings(report(set={"requests.*.company": "若干"}), "NM05")
    assert finding.location.fact is None
    assert "25 格" in finding.message


def test_blanks_are_one_info_a_table() -> None:
    found = report(set={CELL: "", "requests.denied.internal.company": "/"})
    (finding,) = findings(found, "NM06")
    assert (finding.severity, finding.location.table) == (Severity.INFO, "requests")
    assert "空白 1 格" in finding.message


def test_mostly_blank_is_a_house_style() -> None:
    found = report(set={"review_litigation.*": "", "review_litigation.review.upheld": "0"})
    (finding,) = findings(found, "NM06")
    assert "以空白表示" in finding.message


def test_blanks_whose_values_do_not_follow_are_said_so() -> None:
    edits = {
        f"requests.{row}.{column}": ""
        for row in ("granted", "partial")
        for column in ("natural_person", "company")
    }
    (finding,) = findings(report(set=edits), "NM06")
    assert "4 个等式" in finding.message
    assert "“（一）予以公开”行" in finding.message
    assert finding.suspects == ()


def test_blanks_whose_values_follow_are_named_with_them() -> None:
    edits = {"requests.granted.total": "", "requests.partial.total": "", CELL: ""}
    (finding,) = findings(report(set=edits), "NM06")
    assert [(s.fact, s.reported, s.suggested) for s in finding.suspects] == [
        ("requests.granted.total", "", "14"),
        ("requests.partial.total", "", "3"),
    ]
    assert (finding.diagnosis, finding.outcome) == (Diagnosis.UNIQUE, Outcome.REVIEW)
    assert "有 3 格没有填数字，其中 2 格看来漏填" in finding.message
    assert "其余 1 格按“0”核对" in finding.message


def test_a_blank_and_a_wrong_number_are_two_findings() -> None:
    found = report(set={"requests.granted.total": "", "requests.new.company": "6"})
    wrong, blank = sorted(findings(found, "NM"), key=lambda finding: finding.rule)
    assert [(s.fact, s.suggested) for s in wrong.suspects] == [("requests.new.company", "5")]
    assert [(s.fact, s.suggested) for s in blank.suspects] == [("requests.granted.total", "14")]


def test_a_blank_that_follows_and_blanks_that_do_not() -> None:
    edits = {
        f"requests.{row}.{column}": ""
        for row in ("granted", "partial")
        for column in ("natural_person", "company")
    }
    found = report(set={**edits, "review_litigation.review.total": ""})
    findings_by_table = {f.location.table: f for f in findings(found, "NM06")}
    assert findings_by_table["requests"].suspects == ()
    (suspect,) = findings_by_table["review_litigation"].suspects
    assert suspect.suggested == "4"


def test_a_table_not_filled_in_is_to_be_looked_at() -> None:
    (finding,) = findings(report(set={"disclosure.*": "　"}), "NM06")
    assert finding.outcome is Outcome.REVIEW
    assert "全部没有填写" in finding.message


@pytest.mark.parametrize(
    ("blank", "severity"),
    [("info", Severity.INFO), ("warn", Severity.WARNING), ("error", Severity.ERROR)],
)
@pytest.mark.parametrize("cells", [(CELL,), ("requests.granted.total",), ("requests.*",)])
def test_the_district_sets_what_a_blank_is(
    blank: str, severity: Severity, cells: tuple[str, ...]
) -> None:
    found = report(set=dict.fromkeys(cells, ""))
    (finding,) = findings(found, "NM06", profile="supervise", blank=blank)
    assert finding.severity is severity


def test_zero_by_the_district_is_no_finding() -> None:
    assert findings(report(set={CELL: ""}), "NM06", profile="supervise", blank="zero") == ()


def test_a_crawl_is_silent_where_blanks_balance() -> None:
    assert findings(report(set={CELL: ""}), "NM06", profile="crawl") == ()
    unsure = report(set={"requests.granted.total": ""})
    assert len(findings(unsure, "NM06", profile="crawl")) == 1


def test_rows_not_found_are_no_blanks() -> None:
    assert findings(report(remove_row="requests.granted"), "NM06") == ()


def test_notes_are_one_info_a_table() -> None:
    found = report(
        set={
            "disclosure.normative.issued": "3（其中修订1件）",
            "disclosure.normative.in_force": "21件",
        }
    )
    (finding,) = findings(found, "NM07")
    assert finding.severity is Severity.INFO
    assert "3（其中修订1件）" in finding.evidence


def test_all_zero_is_one_folded_info() -> None:
    (finding,) = findings(report(set={"*": "0"}), "NM12")
    assert (finding.severity, finding.folded) == (Severity.INFO, True)
    assert "200" in finding.message


@pytest.mark.parametrize("edits", [{}, {"disclosure.penalty.decisions": "1"}, {"requests.*": ""}])
def test_not_all_zero(edits: dict[str, str]) -> None:
    assert findings(report(set={"*": "0", **edits} if edits else {CELL: "0"}), "NM12") == ()


def test_all_zero_is_not_said_of_what_was_not_read() -> None:
    found = report(set={"*": "0"}, remove_row="requests.granted")
    result = judged(found, "NM12")
    assert result.findings == ()
    assert [n.rule for n in result.not_assessed] == ["NM12"]


def test_no_profile_takes_blanks_for_zeros_by_itself() -> None:
    """A plain 0 would accuse tables whose totals are left blank: it is a district's to set."""
    for name, profile in pack().profiles.items():
        assert profile["blank"] != "zero", name


def test_many_figures_with_blanks_inside_are_for_people_to_look_at() -> None:
    names = ("new", "granted", "partial", "total", "carried_in", "carried_out")
    spaced = {f"requests.{row}.natural_person": "1 2" for row in names}
    (hit,) = findings(report(set=spaced), "NM05")
    assert hit.outcome is Outcome.REVIEW
    mixed = {**spaced, "requests.new.company": "若干"}
    (hit,) = findings(report(set=mixed), "NM05")
    assert hit.outcome is Outcome.FAIL
