"""Kind ``repeated-figure``: one indicator told twice in the prose with different numbers.

Only mentions of the same words count: other channels, periods and parts have other words. A figure
that has but one meaning in any words (a fee that was collected) is declared so; what denies it
counts as none.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERNS
from gklint.checks.prose import (
    Mention,
    clause,
    holds,
    in_year,
    is_part,
    marked,
    mentions,
)
from gklint.checks.prose_figures import CONTEXT, HAS
from gklint.checks.prose_words import any_of, expand, words
from gklint.finding import Hit
from gklint.lang import Localised
from gklint.report.figures import plain
from gklint.report.flow import flow

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit for each indicator of which a later mention has another number than the first."""
    options = rule.options
    figures = [f for f in options["figures"] if not _in_table(report, f.get("unless_table"))]
    text = flow(report, options.get("scope", "prose"))
    empty = any_of(tuple(options["empty"]))
    told: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    alike = {f["key"] for f in figures if f.get("any_words")}
    for mention in (*mentions(report, figures, options), *_denials(report, text, figures)):
        if mention.approximate or is_part(report, text, mention.n_start, mention.item):
            continue
        saying = "" if mention.key in alike else _words(text, mention, empty)
        told[mention.key, saying].append(mention)
    for same in told.values():
        same.sort(key=lambda mention: mention.n_start)
        other = next((m for m in same if m.value != same[0].value), None)
        if other is not None and not words(report).listing.search(text.text, *other.sentence):
            yield _hit(text, same[0], other)


def _denials(report: Report, text: Flow, figures: Sequence[Mapping[str, Any]]) -> Iterator[Mention]:
    """What says that there was none: a mention of 0."""
    for figure in figures:
        for pattern in figure.get("none", ()) if holds(text.text, figure) else ():
            for match in expand(pattern, words(report), report.year).finditer(text.text):
                if in_year(report, text, match.start()):
                    start, end = match.span()
                    sentence = text.sentence(start)
                    yield Mention(
                        figure["key"], start, end, start, end, Decimal(0), False, sentence
                    )


def _in_table(report: Report, key: str | None) -> bool:
    reading = report.tables.get(key) if key is not None else None
    return reading is not None and reading.read > 0


def _words(text: Flow, mention: Mention, empty: re.Pattern[str]) -> str:
    """What the clause says before the number, without words that add nothing (本年, 共)."""
    start, _ = clause(text, mention.n_start)
    return empty.sub("", text.text[start : mention.n_start])


def _hit(text: Flow, first: Mention, other: Mention) -> Hit:
    return Hit(
        location=text.location(other.start, other.end),
        evidence=marked(text, other.n_start, other.end, other.sentence),
        observed=plain(other.value),
        expected=plain(first.value),
        params={
            "phrase": text.raw[other.start : other.end],
            "first": text.raw[first.start : first.end],
        },
    )


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    for number, figure in enumerate(rule.options.get("figures", ())):
        table = figure.get("unless_table")
        if table is not None and not any(form.table(table) for form in pack.forms):
            yield Localised(
                f"figures.{number}.unless_table：没有“{table}”这张表",
                f"figures.{number}.unless_table: no form has a table {table!r}",
            )


_FIGURES: Final = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {
            "key": {"type": "string"},
            "patterns": PATTERNS,
            "has": HAS,
            "about": PATTERNS,
            "avoid": PATTERNS,
            "none": {**PATTERNS, "description": "words by which the text says there was none"},
            "any_words": {
                "type": "boolean",
                "description": "the figure has one meaning in whatever words it is told",
            },
            "unless_table": {
                "type": "string",
                "description": "left out where this table was read: other rules compare with it",
            },
        },
        "required": ["key", "patterns"],
        "additionalProperties": False,
    },
}

KINDS: Final = (
    CheckKind(
        name="repeated-figure",
        run=run,
        options={
            "type": "object",
            "properties": {
                **CONTEXT,
                "figures": _FIGURES,
                "empty": {
                    **PATTERNS,
                    "description": "words that do not make a mention another one",
                },
            },
            "required": ["figures", "empty"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
