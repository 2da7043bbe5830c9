"""Kinds ``title-form`` and ``title-years``: what a title holds, and the years a report tells.

`witnesses` collects the years that title, period and text give, so that of three that ought to
agree the one that does not is named, once.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERN, PATTERNS, group_faults, variant_faults
from gklint.checks.prose import any_of
from gklint.finding import Hit
from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.report.locate import at_span
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report, Span
    from gklint.ruleset.model import Pack, Rule


class Witness(NamedTuple):
    """A year the report gives for itself; `source` is title, period or text."""

    year: int
    source: str
    span: Span


def witnesses(report: Report, patterns: Sequence[str]) -> tuple[Witness, ...]:
    """The years of the title, of the period where it is one year's, and of `patterns` (group
    ``year``) in the text."""
    found: list[Witness] = []
    title, period = report.title, report.period
    if title is not None and title.spans and not title.from_meta:
        found += [Witness(year, "title", title.spans[0]) for year in title.years]
    if period is not None and not period.lossy and not period.problem:
        years = {d.year for d in (period.start, period.end) if d is not None}
        if len(years) == 1:
            found.append(Witness(years.pop(), "period", period.span))
    text = flow(report, "text")
    for pattern in patterns:
        match = regex(pattern).search(text.text)
        if match is not None:
            found.append(Witness(int(match["year"]), "text", text.span(*match.span("year"))))
    return tuple(found)


def odd_one(found: Sequence[Witness]) -> str | None:
    """The source that differs: "title" or "period"; the title where nothing outvotes it.

    None where all agree.
    """
    by_source = {w.source: w.year for w in reversed(found)}
    title = {w.year for w in found if w.source == "title"}
    if len(title) > 1:
        return "title"
    if "title" not in by_source or "period" not in by_source:
        if len(set(by_source.values())) > 1:
            return "title" if "title" in by_source else "period"
        return None
    if by_source["title"] == by_source["period"]:
        return "text" if by_source.get("text", by_source["title"]) != by_source["title"] else None
    votes = Counter(w.year for w in found)
    return "title" if votes[by_source["period"]] >= votes[by_source["title"]] else "period"


def run_years(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit where the title's year and the report's other years disagree."""
    found = witnesses(report, rule.options["patterns"])
    odd = odd_one(found)
    if odd not in ("title", "text"):
        return
    title = next((w for w in found if w.source == "title"), None)
    wrong = next(w for w in found if w.source == odd)
    title_years = sorted({w.year for w in found if w.source == "title"})
    other = next((w for w in found if w.source != odd), wrong)
    yield Hit(
        location=at_span(report, wrong.span),
        evidence=report.title.text
        if report.title is not None and odd == "title"
        else _around(report, wrong.span),
        observed="、".join(map(str, title_years)) if odd == "title" else str(wrong.year),
        expected=str(other.year),
        params={
            "title": "、".join(map(str, title_years)) if title is not None else "",
            "year": str(wrong.year),
            "other": str(other.year),
        },
        variant=odd if odd == "text" else "twice" if len(title_years) > 1 else None,
    )


def _around(report: Report, span: Span) -> str:
    text = flow(report, "text")
    for piece in text.pieces:
        end = text.bounds(piece.start)[1]
        start = piece.start + span.start - piece.offset
        if piece.block == span.block and piece.start <= start < end:
            return text.around(start, start + span.end - span.start)
    return span.text


def run_form(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit for the first thing a title lacks: year, body, or the name of such a report."""
    title = report.title
    if title is None or title.from_meta or not title.spans:
        return
    options = rule.options
    text = fold_label(title.text)
    nouns = len(regex(options["noun"]).findall(text))
    variant: str | None = None
    if not title.years:
        variant = "no-year"
    elif not _issuer_in(text, options):
        variant = "no-issuer"
    elif nouns > 1:
        variant = "twice"
    elif nouns == 1 and title.issuer and regex(options.get("nameless", "(?!)")).match(title.issuer):
        variant = "no-place"
    elif nouns == 1:
        return
    yield Hit(
        location=at_span(report, title.spans[0]),
        evidence=title.text,
        observed=title.text,
        expected=options["expected"],
        params={"title": title.text, "expected": options["expected"]},
        variant=variant,
        key="title",
    )


def _issuer_in(title: str, options: Mapping[str, Any]) -> bool:
    """Whether something that may be a body stands in the title beside year and name."""
    rest = regex(options["noun"]).sub("", title)
    rest = regex(r"(?:19|20)\d\d年?(?:年?度)?|[\W\dA-Za-z_]").sub("", rest)
    return len(any_of(tuple(options.get("filler", ()))).sub("", rest)) >= 2


def _validate_form(rule: Rule, pack: Pack) -> Iterator[Text]:
    place = ("no-place",) if "nameless" in rule.options else ()
    yield from variant_faults(rule, ("no-year", "no-issuer", "twice", *place))


def _validate_years(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, ("text", "twice"))
    yield from group_faults("patterns", rule.options["patterns"], "year")


YEAR_PATTERNS: Final = {
    **PATTERNS,
    "description": "regexes on folded text with a group 'year': where the text names its year",
}

KINDS: Final = (
    CheckKind(
        name="title-form",
        run=run_form,
        needs=("title",),
        options={
            "type": "object",
            "properties": {
                "noun": {
                    **PATTERN,
                    "description": "the name of such a report, on text without blanks",
                },
                "expected": {"type": "string", "description": "the title as it ought to be"},
                "nameless": {
                    **PATTERN,
                    "description": "how the name of a body begins that leaves out its place",
                },
                "filler": {**PATTERNS, "description": "words of a title that name no body"},
            },
            "required": ["noun", "expected"],
            "additionalProperties": False,
        },
        validate=_validate_form,
    ),
    CheckKind(
        name="title-years",
        run=run_years,
        options={
            "type": "object",
            "properties": {"patterns": YEAR_PATTERNS},
            "required": ["patterns"],
            "additionalProperties": False,
        },
        validate=_validate_years,
    ),
)
