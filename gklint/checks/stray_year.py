"""Kind ``stray-year``: a statement of fact that speaks of another year than the report's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import section_faults
from gklint.checks.prose import any_of, clause, marked
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

_YEAR: Final = regex(r"(?<![\d〔\[【（(])(20\d\d)\s?年(?:度)?")


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit for each stray year, at its first place."""
    if report.year is None:
        return
    options = rule.options
    period = report.period
    stated = (period.start, period.end) if period is not None else ()
    own = {report.year} | {day.year for day in stated if day is not None}
    first: dict[int, tuple[Flow, re.Match[str], int]] = {}
    for scope in options["sections"]:
        text = flow(report, scope)
        for match in _YEAR.finditer(text.text):
            year = int(match[1])
            if year not in own and _states(report.year, year, text, match, scope, options):
                known = first.get(year)
                if known is None:
                    first[year] = (text, match, 1)
                else:
                    first[year] = (known[0], known[1], known[2] + 1)
    for year, (text, match, count) in sorted(first.items()):
        start, end = match.span()
        yield Hit(
            location=text.location(start, end),
            evidence=marked(text, start, end, text.sentence(start), width=40),
            observed=str(year),
            expected=str(report.year),
            params={"found": str(year), "year": str(report.year), "count": str(count)},
            key=f"year.{year}",
        )


def _states(
    own: int, year: int, text: Flow, match: re.Match[str], scope: str, options: Mapping[str, Any]
) -> bool:
    """Whether the year places a fact: it opens a clause and nothing in the sentence excuses it."""
    start, end = match.span()
    low, high = text.sentence(start)
    here = clause(text, start)
    if text.text[here[0] : start].strip() and not _opens(options, text.text[here[0] : start]):
        return False
    if _quoted(text.text, text.bounds(start)[0], start):
        return False
    if re.search(rf"{own}\s?年", text.text[low:high]):  # one year told after the other
        return False
    if any_of(tuple(options["unless"])).search(text.text, low, high):
        return False
    after = text.text[end : end + 24]
    if any_of(tuple(options["unless_next"])).match(after):
        return False
    if year > own:
        plans = any_of(tuple(options["plans"]))
        return scope not in options["looks_ahead"] and not plans.search(text.text, low, high)
    if any_of(tuple(options["since"])).match(after):
        return False
    return not (scope in options["looks_back"] and year == own - 1)


def _opens(options: Mapping[str, Any], lead: str) -> bool:
    """Whether what stands before the year in its clause only leads in: 「一是」, 「（一）」."""
    return bool(any_of(tuple(options["leads"])).fullmatch(lead.strip()))


def _quoted(text: str, low: int, index: int) -> bool:
    """Whether the place is inside 《》 or quotation marks."""
    before = text[low:index]
    return any(
        before.count(opening) > before.count(closing)
        for opening, closing in (("《", "》"), ("“", "”"), ("〈", "〉"), ("「", "」"))
    )


_WORDS: Final = {"type": "array", "items": {"type": "string", "format": "regex"}}
_KEYS: Final = {"type": "array", "items": {"type": "string"}}


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    for name in ("sections", "looks_ahead", "looks_back"):
        yield from section_faults(pack, rule.options[name])


KINDS: Final = (
    CheckKind(
        name="stray-year",
        run=run,
        needs=("year", "sections"),
        options={
            "type": "object",
            "properties": {
                "sections": {**_KEYS, "description": "sections that state facts of the year"},
                "looks_ahead": {**_KEYS, "description": "of these, those that tell plans"},
                "looks_back": {
                    **_KEYS,
                    "description": "of these, those that tell last year's faults",
                },
                "leads": {**_WORDS, "description": "what may stand before the year in its clause"},
                "unless": {
                    **_WORDS,
                    "description": "words of the sentence that excuse another year",
                },
                "unless_next": {**_WORDS, "description": "words right after the year that do"},
                "since": {**_WORDS, "description": "words after an earlier year: 以来"},
                "plans": {**_WORDS, "description": "words of the sentence that tell a plan"},
            },
            "required": [
                "sections",
                "looks_ahead",
                "looks_back",
                "leads",
                "unless",
                "unless_next",
                "since",
                "plans",
            ],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
