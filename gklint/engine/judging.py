"""Rules against one report, in a fixed order, without network and without files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks import kinds
from gklint.checks.base import CannotAssess
from gklint.engine import summary
from gklint.engine.content import content
from gklint.engine.doubt import TYPED, doubted, scans, unproofed
from gklint.engine.fingerprint import document_key
from gklint.engine.partly import read_otherwise, unread_parts
from gklint.engine.prerequisites import applies, unmet
from gklint.engine.rolled import rollup
from gklint.engine.words import masked, put_in_words, severity_of
from gklint.finding import Cause, NotAssessed, Outcome, Severity, Verdict
from gklint.messages.reasons import REASONS
from gklint.result import DocumentResult
from gklint.ruleset.profiles import names_off, switch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gklint.checks.base import CheckKind, Context
    from gklint.finding import Finding, Hit
    from gklint.lang import Lang, Text
    from gklint.report.model import Report
    from gklint.result import Coverage
    from gklint.ruleset.model import Pack, Rule

    Outcomes = Iterator[tuple[Rule, Hit | NotAssessed | None]]
    OnFault = Callable[[Rule, Exception], Text]

_UNDECIDED: Final = (Cause.CONTENT, Cause.GIVEN, Cause.FAULT)
PARTLY_READ: Final = "RD05"
OTHERWISE: Final = "RD06"


class Judged(NamedTuple):
    """Findings in the order of the rules, and the rules that were not assessed, by id; `full` are
    those that looked at all they ask for."""

    findings: tuple[Finding, ...]
    not_assessed: tuple[NotAssessed, ...]
    full: frozenset[str]


def judge(
    report: Report,
    rules: Sequence[Rule],
    context: Context,
    lang: Lang,
    *,
    reading: Mapping[str, Rule] | None = None,
    with_facts: bool = False,
    with_content: bool = False,
    on_fault: OnFault | None = None,
) -> DocumentResult:
    """Findings of `rules` on `report`, sorted as the document reads.

    `reading` are the RD rules by id; they report cells, pages and embedded content that were not
    read, and what was read in another way. `on_fault` is told of an exception in a rule's check and
    returns what to tell people: that rule is not assessed, the others speak. Without it, whatever a
    faulty check raises is raised.
    """
    found = judge_rules(report, rules, context, lang, on_fault)
    findings, missing = list(found.findings), found.not_assessed
    covered, document = summary.coverage(report), report.document
    seen: Counter[str] = Counter()
    told = ((PARTLY_READ, unread_parts(report, covered)), (OTHERWISE, read_otherwise(document)))
    for rule, hits in told:
        if reading is not None and rule in reading:
            key = document_key(report)
            findings += [put_in_words(reading[rule], hit, lang, key, seen) for hit in hits]
    findings.sort(key=_reading_order)
    return DocumentResult(
        source=report.source_name,
        verdict=verdict(findings, missing, covered),
        media_type=document.media_type,
        encoding=document.encoding,
        pack=report.pack.key,
        pack_name=report.pack.name,
        identity=summary.identity(report),
        sections=summary.sections(report),
        coverage=covered,
        findings=tuple(findings),
        not_assessed=missing,
        facts=summary.facts(report) if with_facts else (),
        content=content(report) if with_content else (),
        rollup=rollup(report, context.around.rollup),
        judged=found.full,
    )


def judge_rules(
    report: Report,
    rules: Sequence[Rule],
    context: Context,
    lang: Lang,
    on_fault: OnFault | None = None,
) -> Judged:
    """What `rules` say of the report."""
    seen: Counter[str] = Counter()
    key = document_key(report)
    form = report.form_due or report.form_key
    findings: list[Finding] = []
    missing: list[NotAssessed] = []
    begun: set[str] = set()
    for rule, outcome in _run(report, rules, context, on_fault):
        if outcome is None:
            begun.add(rule.id)
            if TYPED in rule.needs and scans(report).blocks:
                missing.append(NotAssessed(rule.id, REASONS[TYPED]))
            continue
        if isinstance(outcome, NotAssessed):
            missing.append(NotAssessed(outcome.rule, masked(outcome.reason), outcome.cause))
            continue
        how = switch(report.pack, rule, context.profile, severity_of(rule, outcome))
        if how != "off" and not unproofed(report, rule, outcome):
            hit, doubt = doubted(report, rule, outcome, context)
            folded = how == "fold"
            findings.append(
                put_in_words(rule, hit, lang, key, seen, form=form, folded=folded, doubt=doubt)
            )
    missing.sort(key=lambda item: item.rule)
    full = frozenset(begun.difference(item.rule for item in missing))
    return Judged(tuple(findings), tuple(missing), full)


def verdict(
    findings: Iterable[Finding], missing: Iterable[NotAssessed], covered: Iterable[Coverage]
) -> Verdict:
    """First that holds: fail, review, pass (the contract's "Verdict of a document")."""
    findings = tuple(findings)
    if any(f.outcome is Outcome.FAIL and f.severity is not Severity.INFO for f in findings):
        return Verdict.FAIL
    if (
        any(f.outcome is Outcome.REVIEW for f in findings)
        or any(c.read - c.scanned < c.expected for c in covered)
        or any(m.cause in _UNDECIDED for m in missing)
    ):
        return Verdict.REVIEW
    return Verdict.PASS


def _run(
    report: Report, rules: Sequence[Rule], context: Context, on_fault: OnFault | None
) -> Outcomes:
    """Every rule that may speak, in the given order, first with None; kinds that run together
    come last."""
    known, off = kinds(), names_off(report.pack, context.profile)
    together: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.kind not in known:
            continue  # the reading rules: no check runs for them
        held = _held_back(rule, report, context, off)
        if isinstance(held, NotAssessed):
            yield rule, held
        elif held:
            continue
        elif known[rule.kind].run_together is not None:
            together.setdefault(rule.kind, []).append(rule)
        else:
            yield rule, None
            yield from _guarded(_one(rule, known[rule.kind], report, context), (rule,), on_fault)
    for name, group in together.items():
        run = known[name].run_together
        if run is not None:
            yield from ((rule, None) for rule in group)
            yield from _guarded(run(report, group, context), group, on_fault)


def _held_back(
    rule: Rule, report: Report, context: Context, off: frozenset[str]
) -> bool | NotAssessed:
    """Why the rule may not speak; True where it simply is not for this report.

    `off` are the names under which the profile may switch it off.
    """
    named = rule.profiles or rule.id in off or rule.family in off
    if named and off_in(report.pack, rule, context.profile):
        return NotAssessed(rule.id, REASONS["profile"], Cause.SWITCHED_OFF)
    if rule.applies.stages and context.stage not in rule.applies.stages:
        return NotAssessed(rule.id, REASONS["stage"], Cause.SWITCHED_OFF)
    fits = applies(rule, report)
    if fits is not True:
        return fits or True
    return unmet(rule, rule.needs, report, context) or False


def off_in(pack: Pack, rule: Rule, profile: str) -> bool:
    """Whether `profile` wants nothing of the rule, at whatever level it may speak."""

    def off(severity: Severity) -> bool:
        return switch(pack, rule, profile, severity) == "off"

    return off(rule.severity) and all(
        off(variant.severity) for variant in rule.variants.values() if variant.severity is not None
    )


def _one(rule: Rule, kind: CheckKind, report: Report, context: Context) -> Outcomes:
    try:
        for hit in kind.run(report, rule, context):
            yield rule, hit
    except CannotAssess as stop:
        yield rule, NotAssessed(rule.id, stop.reason, stop.cause)


def _guarded(outcomes: Outcomes, rules: Sequence[Rule], on_fault: OnFault | None) -> Outcomes:
    """`outcomes` up to a fault of the check, which is told instead of the rest."""
    if on_fault is None:
        yield from outcomes
        return
    try:
        yield from outcomes
    except Exception as error:  # one faulty rule must not silence the others
        reason = on_fault(rules[0], error)
        for rule in rules:
            yield rule, NotAssessed(rule.id, reason, Cause.FAULT)


def _reading_order(finding: Finding) -> tuple[int, int, int, int, str]:
    place = finding.location.place
    if place is None:
        return (-1, 0, 0, 0, finding.rule)
    anchor = place.anchor
    return (anchor.block, anchor.row or 0, anchor.cell or 0, anchor.offset or 0, finding.rule)
