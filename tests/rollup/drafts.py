"""Drafts of a small district."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gklint.across.model import Digest, Entry, Roster
from gklint.across.rollup import Collector
from gklint.across.submissions import Submissions
from gklint.finding import Finding, Location, Outcome, Severity, Verdict
from gklint.result import DocumentResult
from gklint.rollup.draft import Draft, Findings
from tests.across.sums import HEAD, MAIN, PACKS, YEAR, report, roster

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFICE, WATER, FOREST, SCHOOL, TRADE = (
    "清溪区人民政府办公室",
    "清溪区水务局",
    "清溪区林业局",
    "清溪区教育局",
    "清溪区商务局",
)
BODIES = (OFFICE, WATER, FOREST, SCHOOL, TRADE)
NEW, FEES = "requests.new.natural_person", "disclosure.fees.amount"


def fault(rule: str = "ST03", message: str = "标题写作“整体情况”。") -> Finding:
    return Finding(
        rule, rule, Severity.WARNING, Outcome.FAIL, message, "", (), Location(), "", "", ""
    )


def result(body: str, source: str, *findings: Finding) -> DocumentResult:
    verdict = Verdict.FAIL if findings else Verdict.PASS
    return DocumentResult(source, verdict, body=body, findings=findings)


def whole() -> list[Digest]:
    """Every body has reported; their sums are 1 + 2 + 3 + 4 + 5 requests."""
    digests = [
        report(body, {NEW: str(n), FEES: f"{n}.5", "requests.granted.natural_person": str(n)})
        for n, body in enumerate(BODIES, 1)
    ]
    return [*digests, report(HEAD, {NEW: "16", FEES: "17.5"})]


def draft(
    digests: Sequence[Digest] | None = None,
    results: Sequence[DocumentResult] = (),
    listed: Roster | None = None,
) -> Draft:
    listed = listed or roster(*(Entry(b, parent=HEAD, region="清溪区") for b in BODIES))
    digests = whole() if digests is None else digests
    held = Submissions(digests, listed, PACKS)
    findings = Findings()
    for one in results:
        findings.add(one)
    form = MAIN.form_due(YEAR)
    assert form is not None
    key = held.names.plain(HEAD)
    own = next((digests[g.best] for g in held.groups if g.key == key), None)
    return Draft(
        pack=MAIN,
        form=form,
        collected=Collector(held).collect(key, YEAR),
        roll=held.roll(YEAR),
        own=own,
        findings=findings,
        today=date(2024, 2, 1),
    )
