"""What a workbook says of its run: when, with what, how much, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.finding import Verdict
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.run_level import roll_counts
from gklint.outputs.terms import verdict_word
from gklint.outputs.xlsx_told import by_reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from gklint.outputs.base import Setting
    from gklint.outputs.totals import Counts, Totals
    from gklint.result import RunReport

_ORDER = (Verdict.FAIL, Verdict.REVIEW, Verdict.PASS, Verdict.UNREADABLE)


def summary(run: RunReport, totals: Totals, counts: Counts, setting: Setting) -> Iterator[str]:
    """Lines for the top: documents by verdict, findings, the roll call."""
    lang = setting.lang
    verdicts = [
        say("count.verdict", lang, verdict=verdict_word(v, lang), count=totals.verdicts[v])
        for v in _ORDER
        if totals.verdicts[v]
    ]
    comma = say("list.comma", lang)
    if totals.documents:
        yield say("console.documents", lang, count=totals.documents, parts=comma.join(verdicts))
    else:
        yield tell("overview.empty", lang)
    parts = [
        say(f"count.{key}", lang, count=getattr(counts, key))
        for key in ("mend", "review", "info", "reading")
        if getattr(counts, key) or key != "reading"
    ]
    yield say("console.findings", lang, parts=comma.join(parts))
    if run.roll:
        yield say("roll.counts", lang, **roll_counts(run)._asdict())


def circumstances(run: RunReport, made: datetime, setting: Setting) -> str:
    """One line: when, by which gklint and rules, how, against what."""
    lang, profile = setting.lang, f"profile.{run.profile}"
    parts = [
        tell("about.made", lang, time=made.strftime("%Y-%m-%d %H:%M")),
        tell("tool", lang, version=run.version, pack=run.pack, edition=run.pack_version),
        tell(profile, lang) if profile in tell else run.profile,
    ]
    if run.roster:
        parts.append(tell("about.roster", lang, name=run.roster))
    if run.compared:
        parts.append(tell("compared", lang, name=run.compared))
    return say("panel.gap", lang).join(parts)


def notes(run: RunReport, totals: Totals, setting: Setting) -> Iterator[str]:
    """Paragraphs for the bottom: how to read the page, what was left out, the run's notes."""
    lang = setting.lang
    yield tell("overview.legend", lang)
    if totals.ignored:
        yield say("console.ignored", lang, count=totals.ignored)
    for rules, reason in by_reason(run.switched_off, setting):
        yield say("console.off", lang, rules=rules + say("colon", lang), reason=reason)
    yield from run.notes
