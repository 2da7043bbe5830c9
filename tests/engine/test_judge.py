"""Profiles, stages, levels, faults and the verdict."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from gklint.checks import kinds
from gklint.checks.base import CannotAssess, Context
from gklint.engine import judge, verdict
from gklint.finding import Cause, Finding, Hit, Location, NotAssessed, Outcome, Severity, Verdict
from gklint.lang import Localised
from gklint.result import Coverage
from gklint.ruleset.model import Applies, Variant
from tests.engine.reports import kind, one_hit, pack, report, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.checks.base import CheckKind
    from gklint.report.model import Report
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Rule


@pytest.fixture(scope="module")
def whole() -> Report:
    return report()


def with_kinds(monkeypatch: pytest.MonkeyPatch, *made: CheckKind) -> None:
    monkeypatch.setattr("gklint.engine.judging.kinds", lambda: {k.name: k for k in made})


def result(report: Report, *rules: Rule, **context: Any) -> DocumentResult:
    return judge(report, rules, Context(**context), "zh")


def told(found: DocumentResult) -> list[str]:
    return [f.rule for f in found.findings]


def off(found: DocumentResult) -> list[str]:
    return [n.rule for n in found.not_assessed if n.cause is Cause.SWITCHED_OFF]


class TestSwitches:
    def test_a_stage_that_does_not_fit_is_off_and_touches_no_verdict(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with_kinds(monkeypatch, kind(one_hit))
        late = rule(applies=Applies(stages=("published",)))
        draft = result(whole, late, stage="draft")
        assert (told(draft), off(draft), draft.verdict) == ([], ["ZZ01"], Verdict.PASS)
        assert draft.not_assessed[0].reason == Localised("送审稿不检查此项", "not asked of a draft")
        assert told(result(whole, late, stage="published")) == ["ZZ01"]

    def test_a_rule_says_what_it_is_in_a_profile(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with_kinds(monkeypatch, kind(one_hit))
        switched = rule(profiles={"self-check": "off", "supervise": "fold", "crawl": "on"})
        assert off(result(whole, switched)) == ["ZZ01"]
        (folded,) = result(whole, switched, profile="supervise").findings
        assert folded.folded
        (shown,) = result(whole, switched, profile="crawl").findings
        assert not shown.folded

    def test_a_rule_speaks_where_one_of_its_levels_is_on(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def both(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
            yield Hit(key="light")
            yield Hit(key="grave", variant="grave")

        with_kinds(monkeypatch, kind(both))
        quiet = pack()._replace(profiles={"supervise": {"off": ["ZZ:info"]}})
        two = rule(severity=Severity.INFO, variants={"grave": Variant(severity=Severity.WARNING)})
        found = result(replace(whole, pack=quiet), two, profile="supervise")
        assert [f.severity for f in found.findings] == [Severity.WARNING]
        assert off(found) == []

    def test_a_rule_for_other_reports_is_not_mentioned(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with_kinds(monkeypatch, kind(one_hit))
        found = result(whole, rule(applies=Applies(forms=("2019",))))
        assert (found.findings, found.not_assessed) == ((), ())

    def test_what_a_rule_needs_is_asked_first(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with_kinds(monkeypatch, kind(one_hit))
        found = result(replace(whole, title=None), rule(needs=("title",)))
        assert [n.rule for n in found.not_assessed] == ["ZZ01"]
        assert found.verdict is Verdict.REVIEW


# What the contract's table of profiles says of rules that exist: profile → on | off | fold.
PROFILES = {
    "DL01": {"self-check": "off", "supervise": "on", "crawl": "on"},
    "DL04": {"self-check": "off", "supervise": "on", "crawl": "on"},
    "LK01": {"self-check": "on", "supervise": "on", "crawl": "on"},  # if the network is on
    "LK04": {"self-check": "off", "supervise": "on", "crawl": "on"},
    "LG04": {"self-check": "fold", "supervise": "off", "crawl": "off"},
    "AC02": {"self-check": "fold", "supervise": "off", "crawl": "off"},
    "LG05": {"self-check": "on", "supervise": "on", "crawl": "on"},
    "NM01": {"self-check": "on", "supervise": "on", "crawl": "on"},
}


@pytest.mark.parametrize("name", PROFILES)
def test_profiles_of_the_contract(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from gklint.ruleset.profiles import switch

    real = next(r for r in pack().rules if r.id == name)
    assert {p: switch(pack(), real, p, real.severity) for p in PROFILES[name]} == PROFILES[name]


def test_the_five_checks_named_first_are_on_in_every_profile(whole: Report) -> None:
    first = {"ST01", "PD01", "CT01", "NM01", "LK01"}
    rules = [r for r in pack().rules if r.id in first]
    for profile in ("self-check", "supervise", "crawl"):
        found = result(whole, *rules, profile=profile, links={}, stage="published")
        assert off(found) == []
        assert len(rules) == len(first)


class TestCauses:
    def test_ignoring_a_rule_removes_its_relations(self) -> None:
        wrong = report(set={"requests.new.natural_person": "912"})
        numbers = [r for r in pack().rules if r.id in ("NM01", "NM02", "NM03")]
        (both,) = result(wrong, *numbers).findings
        assert both.rule == "NM01"
        kept = {r.rule for r in both.relations}
        assert len(kept) > 1
        rest = result(wrong, *(r for r in numbers if r.id != "NM01")).findings
        assert {r.rule for f in rest for r in f.relations} == kept - {"NM01"}
        assert "NM01" not in {f.rule for f in rest}

    def test_kinds_that_run_together_are_called_once(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calls: list[list[str]] = []

        def together(
            report: Report, rules: Sequence[Rule], context: Context
        ) -> Iterator[tuple[Rule, Hit | NotAssessed]]:
            calls.append([r.id for r in rules])
            yield rules[0], Hit(key="one")
            yield rules[1], NotAssessed(rules[1].id, "空白")

        with_kinds(monkeypatch, kind(one_hit, run_together=together))
        found = result(whole, rule(1), rule(2))
        assert calls == [["ZZ01", "ZZ02"]]
        assert (told(found), [n.rule for n in found.not_assessed]) == (["ZZ01"], ["ZZ02"])


class TestFaults:
    def broken(self, report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
        yield Hit(key="before")
        raise ZeroDivisionError

    def test_one_faulty_rule_does_not_silence_the_others(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with_kinds(monkeypatch, kind(self.broken), kind(one_hit)._replace(name="sound"))
        seen: list[tuple[str, str]] = []

        def on_fault(rule: Rule, error: Exception) -> str:
            seen.append((rule.id, type(error).__name__))
            return "程序出错"

        rules = [rule(1), rule(2, kind="sound", severity=Severity.INFO)]
        found = judge(whole, rules, Context(), "zh", on_fault=on_fault)
        assert seen == [("ZZ01", "ZeroDivisionError")]
        assert found.not_assessed == (NotAssessed("ZZ01", "程序出错", Cause.FAULT),)
        assert told(found) == ["ZZ01", "ZZ02"]
        quiet = judge(whole, rules[1:], Context(), "zh", on_fault=on_fault)
        assert (found.verdict, quiet.verdict) == (Verdict.FAIL, Verdict.PASS)

    def test_a_rule_that_failed_is_no_pass(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def dead(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
            raise ValueError

        with_kinds(monkeypatch, kind(dead))
        found = judge(whole, [rule()], Context(), "zh", on_fault=lambda r, e: "")
        assert found.verdict is Verdict.REVIEW

    def test_without_a_listener_it_is_raised(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with_kinds(monkeypatch, kind(self.broken))
        with pytest.raises(ZeroDivisionError):
            result(whole, rule())

    def test_a_check_that_cannot_assess_keeps_what_it_said(
        self, whole: Report, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def halfway(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
            yield Hit(key="seen")
            raise CannotAssess("缺数据", Cause.INPUT)

        with_kinds(monkeypatch, kind(halfway))
        found = result(whole, rule(severity=Severity.INFO))
        assert (told(found), found.not_assessed[0].reason) == (["ZZ01"], "缺数据")
        assert found.verdict is Verdict.PASS


def finding(severity: Severity, outcome: Outcome = Outcome.FAIL) -> Finding:
    return Finding("ZZ01", "probe", severity, outcome, "", "", (), Location(), "", "", "")


FAIL = {"findings": [finding(Severity.WARNING)]}
REVIEW: list[dict[str, Any]] = [
    {"findings": [finding(Severity.ERROR, Outcome.REVIEW)]},
    {"findings": [finding(Severity.INFO, Outcome.REVIEW)]},
    {"covered": [Coverage("requests", "表三", 175, 174, "2021")]},
    {"missing": [NotAssessed("ZZ01", "", Cause.CONTENT)]},
    {"missing": [NotAssessed("ZZ01", "", Cause.FAULT)]},
]
PASS: list[dict[str, Any]] = [
    {},
    {"findings": [finding(Severity.INFO)]},
    {"covered": [Coverage("requests", "表三", 175, 175, "2021")]},
    {"missing": [NotAssessed("ZZ01", "", Cause.SWITCHED_OFF)]},
    {"missing": [NotAssessed("ZZ01", "", Cause.INPUT)]},
]


def judged(*cases: dict[str, Any]) -> Verdict:
    parts: dict[str, list[Any]] = {"findings": [], "missing": [], "covered": []}
    for case in cases:
        for part, items in case.items():
            parts[part] += items
    return verdict(**parts)


def test_the_first_verdict_that_holds() -> None:
    assert all(judged(case) is Verdict.PASS for case in PASS)
    assert all(judged(case) is Verdict.REVIEW for case in REVIEW)
    assert judged(FAIL) is judged({"findings": [finding(Severity.ERROR)]}) is Verdict.FAIL
    for review in REVIEW:
        for order in permutations([FAIL, review, PASS[1]]):
            assert judged(*order) is Verdict.FAIL
        assert judged(PASS[1], review) is Verdict.REVIEW
    assert judged(*PASS) is Verdict.PASS


def test_cells_that_were_not_read_are_told_and_reviewed() -> None:
    from gklint.ruleset.load import load_packs

    reading = next(p for p in load_packs() if p.key == "reading")
    cut = report(remove_row="requests.carried_out")
    found = judge(cut, (), Context(), "zh", reading={r.id: r for r in reading.rules})
    (partly,) = found.findings
    assert partly.rule == "RD05"
    assert partly.message.endswith("另有 7 格未读到，涉及“四、结转下年度继续办理”。")
    assert partly.outcome is Outcome.REVIEW
    assert found.verdict is Verdict.REVIEW


def test_findings_come_as_the_document_reads() -> None:
    found = judge(
        report(
            set={"review_litigation.review.total": "9", "requests.new.natural_person": "912"},
            headings={"problems": "五、存在问题及改进情况"},
        ),
        pack().rules,
        Context(),
        "zh",
    )
    blocks = [f.location.place.anchor.block if f.location.place else -1 for f in found.findings]
    assert blocks == sorted(blocks)
    assert len(set(blocks)) > 2


def test_every_rule_of_the_packs_has_a_kind_but_the_reading_rules() -> None:
    from gklint.ruleset.load import load_packs

    without = {r.id[:2] for p in load_packs() for r in p.rules if r.kind not in kinds()}
    assert without == {"RD"}
