"""How well gklint reads and judges the corpus of published reports.

    python -m benchmarks.scoreboard            print, and write docs/scoreboard.md
    python -m benchmarks.scoreboard --check    fail where the page is out of date

The corpus lies beside the checkout (`../shared/corpus`); where it is missing this fails. Exit
status 1: a cell read wrong, a required rule that did not fire, a forbidden one that did, an
error-level finding that `benchmarks/defence.yaml` does not defend, or a finding of prose against
tables that `benchmarks/defence-prose.yaml` does not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks.prose_board import ProseFinding, measure_prose, section
from gklint.batch import Batch, Request
from gklint.finding import Outcome, Severity
from gklint.plan import Plan

if TYPE_CHECKING:
    from gklint.finding import Finding
    from gklint.result import DocumentResult

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
PAGE = ROOT / "docs" / "scoreboard.md"
DEFENCE = Path(__file__).with_name("defence.yaml")
HEADER = (
    "| report | verdict | cells | figures right | required | forbidden fired "
    "| errors | warnings | infos | reviews |"
)
READ_TYPES = (".html", ".docx", ".txt", ".pdf")


@dataclass
class Score:
    """One report: figures against the truth, rules against the labels."""

    name: str
    result: DocumentResult
    cells: int = 0
    read: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    identity: list[str] = field(default_factory=list)
    required: int = 0
    missed: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    undefended: list[str] = field(default_factory=list)
    errors: int = 0

    @property
    def clean(self) -> bool:
        return not (self.wrong or self.identity or self.missed or self.forbidden or self.undefended)


def measure(folder: Path = CORPUS) -> list[Score]:
    """Scores of every report of the corpus that can be read, in name order."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    defended = yaml.safe_load(DEFENCE.read_text(encoding="utf-8")) or {}
    paths = sorted(p for p in (folder / "reports").iterdir() if p.suffix in READ_TYPES)
    request = Request(
        sources=tuple(str(path) for path in paths), plan=Plan(facts=True), network=False, jobs=1
    )
    scores = []
    for path, result in zip(paths, Batch(request).results(), strict=True):
        score = Score(path.name, result)
        _figures(score, truth.get(path.name, {}))
        _labels(score, expected.get(path.name, {}))
        _errors(score, defended.get(path.name, {}))
        scores.append(score)
    return scores


def _figures(score: Score, truth: dict[str, Any]) -> None:
    score.cells = sum(c.expected for c in score.result.coverage)
    score.read = sum(c.read for c in score.result.coverage)
    got = {fact.name: fact for fact in score.result.facts}
    for name, value in truth.get("facts", {}).items():
        fact = got.get(name)
        if fact is None:
            score.wrong.append(f"{name}: not read")
        elif (value is None and fact.state == "blank") or (
            fact.value is not None and value is not None and float(fact.value) == float(value)
        ):
            score.right += 1
        else:
            score.wrong.append(f"{name}: {fact.raw!r} ({fact.state}), published {value!r}")
    seen = score.result.identity
    for key, attribute in (("agency", "issuer"), ("year", "year")):
        if key in truth:
            mine = getattr(seen, attribute) if seen is not None else None
            # A title may leave out the city above a district.
            if mine != truth[key] and not (key == "agency" and mine and truth[key].endswith(mine)):
                score.identity.append(f"{key}: {mine!r}, published {truth[key]!r}")
    if "edition" in truth:
        editions = {c.edition for c in score.result.coverage if c.read}
        if truth["edition"] not in editions:
            score.identity.append(f"edition: {editions!r}, published {truth['edition']!r}")


def _labels(score: Score, labels: dict[str, Any]) -> None:
    fired = Counter(_rules(score.result.findings))
    for entry in labels.get("required", ()):
        rule, _, times = entry.partition("*")
        score.required += 1
        if fired[rule] < int(times or 1):
            score.missed.append(entry)
    failing = Counter(_rules(f for f in score.result.findings if f.outcome is Outcome.FAIL))
    score.forbidden += [rule for rule in labels.get("forbidden", ()) if failing[rule]]
    if "cells" in labels and score.read != labels["cells"]:
        score.wrong.append(f"{score.read} cells read, {labels['cells']} published")


def _rules(findings: Any) -> list[str]:
    """Rule ids, those merged into one cause included."""
    out: list[str] = []
    for finding in findings:
        out += {finding.rule, *(relation.rule for relation in finding.relations)}
    return out


def _errors(score: Score, defended: dict[str, str]) -> None:
    for finding in score.result.findings:
        if finding.severity is Severity.ERROR and finding.outcome is Outcome.FAIL:
            score.errors += 1
            if _key(finding) not in defended:
                score.undefended.append(f"{_key(finding)}: {finding.message}")


def _key(finding: Finding) -> str:
    where = finding.location.fact or finding.location.section or finding.location.table or "-"
    return f"{finding.rule} {where}"


def page(scores: list[Score], prose: list[ProseFinding]) -> str:
    """The scoreboard as Markdown."""
    defended = yaml.safe_load(DEFENCE.read_text(encoding="utf-8")) or {}
    truths = sum(s.right + len(s.wrong) for s in scores)
    required = sum(s.required for s in scores)
    found = required - sum(len(s.missed) for s in scores)
    errors = sum(s.errors for s in scores)
    true = errors - sum(len(s.undefended) for s in scores)
    spoke = sum(len(s.forbidden) for s in scores)
    lines = [
        "# Scoreboard",
        "",
        "Published reports read and judged as a clerk would (`gklint check`, profile `self-check`,",
        "network off). Made by `python -m benchmarks.scoreboard`; do not edit.",
        "",
        f"- figures read right: **{sum(s.right for s in scores)} of {truths}** known ones",
        f"- cells read: **{sum(s.read for s in scores)} of {sum(s.cells for s in scores)}**",
        f"- recall on labelled rules: **{found} of {required}** required findings",
        f"- labelled rules that must stay silent and spoke: **{spoke}**",
        f"- precision at level error: **{true} of {errors}** findings defended below",
        "",
        HEADER,
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for s in scores:
        levels = Counter(f.severity for f in s.result.findings if f.outcome is Outcome.FAIL)
        reviews = sum(f.outcome is Outcome.REVIEW for f in s.result.findings)
        lines.append(
            f"| {s.name} | {s.result.verdict} | {s.read}/{s.cells} "
            f"| {s.right}/{s.right + len(s.wrong)} "
            f"| {s.required - len(s.missed)}/{s.required} | {len(s.forbidden)} "
            f"| {levels[Severity.ERROR]} | {levels[Severity.WARNING]} "
            f"| {levels[Severity.INFO]} | {reviews} |"
        )
    lines += [
        "",
        "## Findings by rule",
        "",
        "| rule | fail | review | reports |",
        "|---|---|---|---|",
    ]
    by_rule: dict[str, list[tuple[str, Finding]]] = {}
    for s in scores:
        for finding in s.result.findings:
            by_rule.setdefault(finding.rule, []).append((s.name, finding))
    for rule, seen in sorted(by_rule.items()):
        fails = sum(f.outcome is Outcome.FAIL for _, f in seen)
        lines.append(
            f"| {rule} | {fails} | {len(seen) - fails} | {len({name for name, _ in seen})} |"
        )
    lines += ["", "## Findings at level error, and why each is true", ""]
    for s in scores:
        for finding in s.result.findings:
            if finding.severity is Severity.ERROR and finding.outcome is Outcome.FAIL:
                why = defended.get(s.name, {}).get(_key(finding), "**not defended**")
                lines.append(f"- {s.name}, {_key(finding)}: {finding.message} — {why}")
    lines += ["", *section(prose), "", "## Open", ""]
    lines += [f"- {f.file}, {f.rule}, not defended: {f.message}" for f in prose if not f.why]
    for s in scores:
        for label, entries in (
            ("read wrong", s.wrong),
            ("identity", s.identity),
            ("required, not found", s.missed),
            ("forbidden, found", s.forbidden),
            ("not defended", s.undefended),
        ):
            lines += [f"- {s.name}, {label}: {entry}" for entry in entries]
    if lines[-1] == "":
        lines.append("Nothing.")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    if not CORPUS.is_dir():
        print(f"the corpus is missing: {CORPUS.name} beside the checkout", file=sys.stderr)
        return 2
    scores, prose = measure(), measure_prose(CORPUS)
    text = page(scores, prose)
    if "--check" in arguments:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            print("docs/scoreboard.md is out of date: python -m benchmarks.scoreboard")
            return 1
    else:
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    return 0 if all(score.clean for score in scores) and all(f.why for f in prose) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
