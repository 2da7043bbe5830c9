"""Kind ``timeliness``: events named in the text that were outdated, or not yet held, then."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import scope_faults, variant_faults, word_list_faults
from gklint.checks.stretches import COMMON, Stretch, covered
from gklint.finding import Hit
from gklint.patterns import regex
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["words"],
    "properties": {
        "scope": COMMON["scope"],
        "unless": COMMON["unless"],
        "words": {"type": "string", "description": "the list: words/<name>.yaml"},
        "until": {
            "type": "string",
            "pattern": "^[0-9]{2}-[0-9]{2}$",
            "description": "month and day of the following year by which a report is written",
        },
    },
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Variants ``early`` (held after the report was due) and ``outdated``.

    An event is outdated when a report on a year after its successor was held names it, or what
    belongs to it, and nowhere the successor.
    """
    year = report.year
    if year is None:
        return
    stretch = flow(report, rule.options.get("scope", "text"))
    seen = _mentions(stretch, report.pack.words[rule.options["words"]], rule.options)
    until = date.fromisoformat(f"{year + 1}-{rule.options.get('until', '03-31')}")
    for event, place in seen:
        if event["held"] > until:
            yield _hit(stretch, place, "early", event, str(event["held"].year))
    held = [(event, place) for event, place in seen if event["held"] <= until]
    latest = max(held, key=lambda item: item[0]["held"], default=None)
    if latest is not None and year >= latest[0].get("outdated_from", year + 1):
        yield _hit(stretch, latest[1], "outdated", latest[0], latest[0]["successor"])


def _mentions(
    stretch: Flow, words: Mapping[str, Any], options: Mapping[str, Any]
) -> list[tuple[dict[str, Any], Stretch]]:
    out: list[tuple[dict[str, Any], Stretch]] = []
    text = stretch.text
    for item in words["events"]:
        if not any(literal in text for literal in item["has"]):
            continue
        event = {**item, "held": date.fromisoformat(item["held"])}
        for match in regex(item["find"]).finditer(text):
            start, end = match.span()
            spared = (*item.get("unless", ()), *options.get("unless", ()))
            if not covered(text, *stretch.bounds(start), start, end, spared):
                out.append((event, Stretch(start, end)))
                break
    return out


def _hit(stretch: Flow, place: Stretch, variant: str, event: Mapping[str, Any], more: str) -> Hit:
    return Hit(
        location=stretch.location(place.start, place.end),
        evidence=stretch.around(place.start, place.end),
        observed=stretch.raw[place.start : place.end],
        params={"event": event["name"], "more": more},
        variant=variant,
        key=f"{variant}:{event['name']}",
    )


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Unknown lists and scopes; variants missing."""
    yield from word_list_faults(pack, rule.options["words"])
    yield from scope_faults(pack, rule.options.get("scope", "text"))
    yield from variant_faults(rule, ("early", "outdated"))


KINDS = (CheckKind("timeliness", run, OPTIONS, ("year",), validate),)
