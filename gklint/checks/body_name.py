"""Kinds ``short-name`` and ``body-name``: how the issuing body calls itself, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.bodies import Tie, short, split, tie
from gklint.checks.options import variant_faults, word_list_faults
from gklint.checks.prose import any_of
from gklint.finding import Hit
from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.report.locate import at_document, at_span
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.finding import Location
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule


def run_short(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit where the title has a short form and the text the full name."""
    issuer = report.issuer
    if (
        issuer is None
        or report.title is None
        or fold_label(issuer) not in fold_label(report.title.text)
    ):
        return
    mine = split(report, issuer).tail
    text = flow(report, "text")
    for pattern in rule.options["patterns"]:
        for match in regex(pattern).finditer(text.text):
            full = match["body"].strip()
            theirs = split(report, full).tail
            named = tie(report, issuer, full) is Tie.SAME
            if named and len(theirs) > len(mine) + 1 and short(mine, theirs) and mine not in theirs:
                yield Hit(
                    location=_at_title(report),
                    evidence=report.title.text,
                    observed=issuer,
                    expected=full,
                    params={"short": issuer, "full": full},
                    key="short-name",
                )
                return


def run_name(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit for an issuer that is no administrative body, or has a name that is past."""
    issuer = report.issuer
    if issuer is None:
        return
    folded = fold_label(issuer)
    options = rule.options
    if any_of(tuple(options["unfit"])).search(folded) and not any_of(tuple(options["fit"])).search(
        folded
    ):
        yield _named(report, issuer, "unfit", {})
        return
    for entry in report.pack.words.get(options["outdated"], {}).get("entries", ()):
        old = _outdated(entry, folded, report.year)
        if old:
            params = {"old": old, "new": str(entry["now"]), "since": str(entry["since"])}
            yield _named(report, issuer, "outdated", params)
            return


def _outdated(entry: Mapping[str, Any], issuer: str, year: int | None) -> str:
    if year is None or year < entry["since"]:
        return ""
    unless = any_of(tuple(entry.get("unless", ())))
    return next((n for n in entry["names"] if n in issuer and not unless.search(issuer)), "")


def _named(report: Report, issuer: str, variant: str, params: Mapping[str, str]) -> Hit:
    return Hit(
        location=_at_title(report),
        evidence=issuer,
        observed=issuer,
        expected=params.get("new", ""),
        params={"issuer": issuer, **params},
        variant=variant,
        key=variant,
    )


def _at_title(report: Report) -> Location:
    if report.title is not None and report.title.spans:
        return at_span(report, report.title.spans[0])
    return at_document()


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, ("unfit", "outdated"))
    yield from word_list_faults(pack, rule.options["outdated"])


_WORDS: Final = {"type": "array", "items": {"type": "string", "format": "regex"}}

KINDS: Final = (
    CheckKind(
        name="short-name",
        run=run_short,
        needs=("title", "issuer"),
        options={
            "type": "object",
            "properties": {
                "patterns": {
                    **_WORDS,
                    "description": "regexes on folded text with a group 'body': full names",
                }
            },
            "required": ["patterns"],
            "additionalProperties": False,
        },
    ),
    CheckKind(
        name="body-name",
        run=run_name,
        needs=("issuer",),
        options={
            "type": "object",
            "properties": {
                "unfit": {**_WORDS, "description": "names of what is no administrative body"},
                "fit": {**_WORDS, "description": "names that hold such a word and are one"},
                "outdated": {"type": "string", "description": "a list of words: words/<name>.yaml"},
            },
            "required": ["unfit", "fit", "outdated"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
