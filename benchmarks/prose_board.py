"""Findings of prose against tables (family PT) on the corpus, each with its defence.

Beginnings of published pages are judged too: prose is all they have. A finding that
`defence-prose.yaml` does not defend is taken for a false one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import yaml

from gklint.batch import Batch, Request
from gklint.plan import Plan

DEFENCE = Path(__file__).with_name("defence-prose.yaml")
FOLDERS = ("reports", "excerpts")
READ_TYPES = (".html", ".docx", ".txt", ".pdf")
_MARKED = re.compile("【([^】]*)】")


class ProseFinding(NamedTuple):
    """`why` is the defence, "" where there is none."""

    file: str
    rule: str
    outcome: str
    message: str
    why: str


def measure_prose(folder: Path) -> list[ProseFinding]:
    """Every finding of the family PT on the corpus in `folder`, in the order of its files."""
    defended = yaml.safe_load(DEFENCE.read_text(encoding="utf-8"))
    paths = [
        path
        for part in FOLDERS
        for path in sorted((folder / part).iterdir())
        if path.suffix in READ_TYPES
    ]
    request = Request(
        sources=tuple(map(str, paths)), plan=Plan(select=("PT",)), network=False, jobs=1
    )
    found = []
    for path, result in zip(paths, Batch(request).results(), strict=True):
        for finding in result.findings:
            if finding.rule.startswith("PT"):
                key = f"{finding.rule} {''.join(_MARKED.findall(finding.evidence))}"
                why = defended.get(path.name, {}).get(key, "")
                outcome = finding.outcome.value
                found.append(ProseFinding(path.name, finding.rule, outcome, finding.message, why))
    return found


def section(findings: list[ProseFinding]) -> list[str]:
    """The part of the scoreboard about prose, as lines of Markdown."""
    true = sum(bool(f.why) for f in findings)
    lines = [
        "## Prose against tables: every finding, and why it is true",
        "",
        f"Reports and beginnings of reports; **{true} of {len(findings)}** findings are defended.",
        "",
    ]
    lines += [
        f"- {f.file}, {f.rule} ({f.outcome}): {f.message} — {f.why or '**not defended**'}"
        for f in findings
    ]
    return lines
