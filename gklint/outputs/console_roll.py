"""The supervisor's part of the page: who has not reported, and faults that many reports share."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Final

from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.console_style import term_style
from gklint.outputs.run_level import roll_counts
from gklint.outputs.terms import Citations, term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.finding import Finding
    from gklint.lang import Lang
    from gklint.outputs.console_style import Page
    from gklint.result import BodySeen, RunReport

_NAMED: Final = 6
"""Bodies that are named where many have one fault or doubt; the others are counted."""


def across_the_run(page: Page, run: RunReport) -> None:
    """The roll call, the findings of no document, the shared faults: each where there is any."""
    cited = Citations()
    if run.roll:
        _roll(page, run)
    for _, group in groupby(run.findings, key=lambda f: (f.rule, f.severity)):
        _told(page, list(group), cited)
    if run.shared:
        _shared(page, run, cited)


def _roll(page: Page, run: RunReport) -> None:
    lang = page.lang
    page.blank()
    page.line(say("roll.title", lang), style="bold", indent=0)
    page.line(say("roll.counts", lang, **roll_counts(run)._asdict()))
    for state, style in (("missing", "bold red"), ("unread", "bold yellow"), ("unlisted", "")):
        bodies = [body for body in run.roll if body.state == state]
        if bodies:
            names = say("list.separator", lang).join(_name(body, page) for body in bodies)
            page.labelled(say(f"roll.{state}", lang), names, label_style=style)
    doubts: defaultdict[str, list[str]] = defaultdict(list)  # one stray file may be of many bodies
    for body in run.roll:
        if body.doubt and body.state != "unlisted":
            doubts[localise(body.doubt, lang)].append(body.name)
    for doubt, of in doubts.items():
        told = say("label.line", lang, label=_some(of, lang), text=doubt)
        page.labelled(say("roll.doubt", lang), told, label_style="yellow")


def _name(body: BodySeen, page: Page) -> str:
    if not body.sources:
        return body.name
    sources = say("list.separator", page.lang).join(body.sources)
    return say("roll.with_sources", page.lang, name=body.name, sources=sources)


def _some(names: Sequence[str], lang: Lang) -> str:
    """The first of `names`, and how many there are."""
    listed = say("list.separator", lang).join(names[:_NAMED])
    if len(names) <= _NAMED:
        return listed
    return say("shared.more", lang, names=listed, count=len(names))


def _told(page: Page, findings: Sequence[Finding], cited: Citations) -> None:
    """Findings of one rule: a sentence each, basis and remedy once."""
    lang, first = page.lang, findings[0]
    page.blank()
    for finding in findings:
        page.labelled(term(finding, lang), finding.message, label_style=term_style(finding))
    page.labelled(say("label.basis", lang), cited.cite(first.basis, lang))
    page.labelled(say("label.remedy", lang), first.remedy)
    level = say(f"severity.{first.severity.value}", lang)
    page.labelled("", f"{first.rule} · {level}", style="dim")


def _shared(page: Page, run: RunReport, cited: Citations) -> None:
    lang = page.lang
    page.blank()
    page.line(say("shared.title", lang), style="bold", indent=0)
    for shared in run.shared:
        finding, count = shared.finding, len(shared.bodies)
        told = say("shared.count", lang, count=count, message=finding.message)
        page.labelled(term(finding, lang), told, label_style=term_style(finding))
        page.labelled("", say("shared.in", lang, names=_some(shared.bodies, lang)))
        page.labelled(say("label.basis", lang), cited.cite(finding.basis, lang))
        page.labelled(say("label.remedy", lang), finding.remedy)
        level = say(f"severity.{finding.severity.value}", lang)
        page.labelled("", f"{finding.rule} · {level}", style="dim")
