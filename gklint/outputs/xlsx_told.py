"""Findings as the sheets tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.lang import localise
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.totals import how

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gklint.finding import Finding, NotAssessed, Suspect
    from gklint.lang import Lang
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult

NEW, PERSISTING, SETTLED, UNCLEAR = "new", "persisting", "settled", "unclear"
"""What became of a finding in a second round (``round.…`` of the catalogues)."""


class Standing(NamedTuple):
    """A finding that stands, and since when; `state` is "" where there is no second round."""

    finding: Finding
    state: str


def head(name: str, lang: Lang) -> str:
    """The head of a column that ``-o csv`` has too."""
    told = say(f"csv.{name}", lang)
    return told[:1].upper() + told[1:]


def state_word(state: str, lang: Lang) -> str:
    """新增, 未改, 已改, 未复核."""
    return say(f"round.{state}", lang)


def standing(result: DocumentResult) -> Iterator[Standing]:
    """The findings that stand: all, or in a second round those of both rounds and the new ones."""
    if result.round is None:
        yield from (Standing(finding, "") for finding in result.findings)
        return
    yield from (Standing(finding, PERSISTING) for finding in result.round.persisting)
    yield from (Standing(finding, NEW) for finding in result.findings)


def title(rule: str, setting: Setting) -> str:
    """What the rule is called for people, "" where that is not known."""
    known = setting.rules.get(rule)
    return localise(known.title, setting.lang) if known is not None else ""


def named(rule: str, setting: Setting) -> str:
    """The title with the id after it, or the id alone."""
    told = title(rule, setting)
    return say("rule.named", setting.lang, title=told, rule=rule) if told else rule


def suspects(finding: Finding, lang: Lang, most: int | None = None) -> str:
    """The cells that may be wrong with the values they may have, at most `most` lines; cells that
    are to be changed together stand in one line."""
    together: dict[int, list[Suspect]] = {}
    for suspect in finding.suspects:
        together.setdefault(suspect.alternative, []).append(suspect)
    lines = [
        say(
            "suspects",
            lang,
            tier=say(f"tier.{cells[0].confidence.value}", lang),
            cells=say("suspects.and", lang).join(_suspect(cell, lang) for cell in cells),
        )
        for cells in together.values()
    ]
    if most is not None and len(lines) > most:
        lines[most:] = [tell("suspects.more", lang, count=len(lines) - most)]
    return "\n".join(lines)


def _suspect(suspect: Suspect, lang: Lang) -> str:
    return say(
        "suspects.cell",
        lang,
        name=localise(suspect.name, lang),
        reported=suspect.reported or tell("figures.blank", lang),
        suggested=suspect.suggested,
        reason=localise(suspect.reason, lang),
    )


def style(finding: Finding) -> str:
    """The style of the word that says how to take `finding`."""
    return {"reading": "grey"}.get(how(finding), how(finding))


def by_reason(items: Iterable[NotAssessed], setting: Setting) -> Iterator[tuple[str, str]]:
    """Rules not assessed, those with one reason together: (their names, the reason)."""
    grouped: dict[str, dict[str, None]] = {}
    for item in items:
        grouped.setdefault(localise(item.reason, setting.lang), {})[item.rule] = None
    lang = setting.lang
    for reason, rules in grouped.items():
        names = (named(rule, setting) for rule in rules)
        yield say("list.separator", lang).join(names), reason
