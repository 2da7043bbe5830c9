"""The second round on the page for people: 已改, 未改, 新增, and what could not be judged again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from rich.text import Text

from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.sources import common_folder
from gklint.outputs.terms import without_round
from gklint.outputs.totals import round_counts
from gklint.outputs.wrap import shorten, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.outputs.base import Setting
    from gklint.outputs.console_style import Page
    from gklint.outputs.totals import RoundCounts
    from gklint.result import DocumentResult, Outstanding, RunReport

_PLACES: Final = 3
"""Places that are named for one rule; more are counted."""
_BODIES: Final = 20
"""Bodies of the baseline that are named where they are not in the run; more are counted."""
_STYLES: Final = {"settled": "green", "persisting": "bold red", "unclear": "yellow"}


def round_of(page: Page, document: DocumentResult, setting: Setting) -> None:
    """What became of the baseline's findings on this document."""
    round_, lang = document.round, page.lang
    if round_ is None:
        return
    page.blank()
    if not round_.sources:
        page.line(without_round(document, lang), style="dim")
        return
    sources = say("list.separator", lang).join(round_.sources)
    told = say("round.title", lang, sources=sources)
    page.line(told + _counted(round_counts(document), page), style="bold")
    if round_.name:
        key = "round.alike" if round_.doubtful else "round.name"
        page.line(say(key, lang, name=round_.name), style="yellow" if round_.doubtful else "dim")
    for name, items in (
        ("persisting", [(f.rule, localise(f.location.text, lang)) for f in round_.persisting]),
        ("settled", [(f.rule, localise(f.place, lang)) for f in round_.settled]),
        ("unclear", [(f.rule, localise(f.place, lang)) for f in round_.unclear]),
    ):
        for line in _by_rule(items, setting):
            page.labelled(say(f"round.{name}", lang), line, label_style=_STYLES[name])


def round_of_the_run(page: Page, run: RunReport) -> None:
    """The run against its baseline: each document, the sums, and who is not here."""
    if run.compared is None:
        return
    lang = page.lang
    page.blank()
    if len(run.documents) > 1:
        _table(page, run.documents)
        page.blank()
    counts = round_counts(*run.documents)
    told = say("round.run", lang, baseline=run.compared)
    page.line(told + _counted(counts, page), indent=0)
    _outstanding(page, run.outstanding)


def _counted(counts: RoundCounts, page: Page) -> str:
    lang = page.lang
    parts = [
        say(f"round.{name}.count", lang, count=count)
        for name, count in counts._asdict().items()
        if count or name != "unclear"
    ]
    return say("list.comma", lang).join(parts) + say("stop", lang)


def _by_rule(items: Iterable[tuple[str, str]], setting: Setting) -> list[str]:
    """A line a rule: its title, where it speaks."""
    lang = setting.lang
    places: defaultdict[str, list[str]] = defaultdict(list)
    for rule, place in items:
        places[rule].append(place)
    lines = []
    for rule, named in places.items():
        known = setting.rules.get(rule)
        title = localise(known.title, lang) if known is not None else ""
        told = say("rule.named", lang, title=title, rule=rule) if title else rule
        shown = [place for place in dict.fromkeys(named) if place][:_PLACES]
        where = say("list.basis", lang).join(shown)
        if where and len(named) > len(shown):
            where += say("round.places", lang, count=len(named))
        lines.append(say("label.line", lang, label=told, text=where) if where else told)
    return lines


def _table(page: Page, documents: Sequence[DocumentResult]) -> None:
    from rich.table import Table  # one clean report needs none

    lang = page.lang
    names = ("settled", "persisting", "new", "unclear")
    heads = [say(f"round.{name}", lang) for name in names]
    widths = [max(4, width_of(head)) for head in heads]
    rest = page.width - sum(widths) - len(widths) - 2
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(say("console.source", lang), width=rest * 3 // 5, no_wrap=True)
    table.add_column(say("console.issuer", lang), width=rest - rest * 3 // 5, no_wrap=True)
    for head, width in zip(heads, widths, strict=True):
        table.add_column(head, width=width, justify="right", no_wrap=True)
    folder = common_folder(document.source for document in documents)  # told with the first table
    for document in documents:
        seen = document.identity
        issuer = document.body or (seen.issuer if seen is not None else None) or ""
        counts = round_counts(document)._asdict()
        table.add_row(
            Text(shorten(document.source.removeprefix(folder), rest * 3 // 5)),
            Text(shorten(issuer, rest - rest * 3 // 5)),
            *(str(counts[name] or "") for name in names),
        )
    page.console.print(table)


def _outstanding(page: Page, reports: Sequence[Outstanding]) -> None:
    """Bodies that have not handed in again: nothing of theirs is settled."""
    lang = page.lang
    due = [report for report in reports if report.findings]
    if due:
        names = [
            say(
                "round.body" if report.year is not None else "round.body.no_year",
                lang,
                name=report.body or report.source,
                year=report.year or "",
                count=report.findings,
            )
            for report in due[:_BODIES]
        ]
        more = ["…"] if len(due) > _BODIES else []
        listed = say("list.separator", lang).join([*names, *more])
        page.line(say("round.outstanding", lang, count=len(due), names=listed), indent=0)
    clean = len(reports) - len(due)
    if clean:
        page.line(say("round.outstanding_clean", lang, count=clean), style="dim", indent=0)
