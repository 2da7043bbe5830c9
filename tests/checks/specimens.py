"""Reports made from the pack's clean specimen, and what rules say of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gklint.checks.base import Context
from gklint.document.read import read
from gklint.engine import judge
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.load import load_packs
from gklint.ruleset.select import select
from gklint.specimen import Specimen, apply, make, to_html, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.finding import Finding
    from gklint.report.model import Report
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Pack


@cache
def pack() -> Pack:
    return next(p for p in load_packs() if p.key == "annual-report")


def specimen(form: str = "2021", **edits: Any) -> Specimen:
    return apply(make(pack(), form), edits, pack())


def report(form: str = "2021", *, medium: str = "html", **edits: Any) -> Report:
    """The clean report of `form` with `edits` (the vocabulary of rule examples)."""
    made = specimen(form, **edits)
    if medium == "text":
        return recognised(to_text(made).encode(), "a.txt")
    return recognised(to_html(made).encode(), "a.html")


def recognised(data: bytes, name: str) -> Report:
    found = recognise(read(data, name), (pack(),), Hints(source_name=name))
    assert found is not None
    return found


def judged(found: Report, *rules: str, **context: Any) -> DocumentResult:
    """What the rules of these ids or families say; `context` as in `Context`."""
    return judge(found, select(pack().rules, rules, ()), Context(**context), "zh")


def findings(found: Report, *rules: str, **context: Any) -> tuple[Finding, ...]:
    return judged(found, *rules, **context).findings


def zeros(*names: str) -> Mapping[str, str]:
    return dict.fromkeys(names, "0")


def adding(
    text: str, *rules: str, form: str = "2021", to: str = "overview"
) -> list[tuple[str, str]]:
    """(rule, outcome) of what a sentence added to a clean report brings about."""
    found = findings(report(form, append={to: text}), *rules)
    return [(f.rule, f.outcome.value) for f in found]
