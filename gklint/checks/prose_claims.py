"""Kinds ``prose-denial`` and ``prose-contradiction``: none by the prose, some by the table.

「未收到政府信息公开申请」 beside a table with requests; 「全部办结」 beside a carry-over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks import amounts
from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import PATTERNS, variant_faults
from gklint.checks.prose import (
    any_of,
    clause,
    expand,
    holds,
    in_topic,
    in_year,
    marked,
    narrowed,
    words,
)
from gklint.checks.prose_figures import CONTEXT, FIGURES, HAS, compare
from gklint.finding import Hit, Outcome
from gklint.messages.prose import NOT_READ
from gklint.report.figures import plain
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

_CLAIMS: Final = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {
            "key": {"type": "string", "description": "a name for the claim"},
            "patterns": {
                **PATTERNS,
                "description": "regexes on folded text, {macro} of the lexicon allowed",
            },
            "zero": {"type": "string", "description": "the sum of figures that the claim makes 0"},
            "has": HAS,
            "about": PATTERNS,
            "avoid": PATTERNS,
            "unless": {
                **PATTERNS,
                "description": "words of the clause with which the claim is another one",
            },
            "unless_beside": {
                **PATTERNS,
                "description": "words anywhere in the sentence with which it is",
            },
        },
        "required": ["key", "patterns", "zero"],
        "additionalProperties": False,
    },
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Hits for the claims that a table contradicts. Raises CannotAssess where it was not read."""
    unread = False
    for claim in rule.options["claims"]:
        amount = amounts.evaluate(report, claim["zero"])
        if amount is None:
            unread = unread or any(True for _ in _found(report, claim, rule.options))
        elif amount.value > 0:
            yield from _claim(report, claim, rule.options, amount)
    if unread:
        raise CannotAssess(NOT_READ)


def run_both(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Denials that the table contradicts, and figures where the table has none."""
    yield from run(report, rule, context)
    yield from compare(report, rule.options, "only")


def _claim(
    report: Report, claim: Mapping[str, Any], options: Mapping[str, Any], amount: amounts.Amount
) -> Iterator[Hit]:
    text = flow(report, options.get("scope", "prose"))
    for start, end in _found(report, claim, options):
        sentence = text.sentence(start)
        weak = amount.assumed or narrowed(report, text, sentence, start)
        yield Hit(
            location=text.location(start, end),
            evidence=marked(text, start, end, sentence),
            observed=text.raw[start:end],
            expected=plain(amount.value),
            params={
                "phrase": text.raw[start:end],
                "cell": amounts.label(report, claim["zero"]),
                "value": plain(amount.value),
            },
            variant="scope" if weak else None,
            outcome=Outcome.REVIEW if weak else None,
        )


def _found(
    report: Report, claim: Mapping[str, Any], options: Mapping[str, Any]
) -> Iterator[tuple[int, int]]:
    text = flow(report, options.get("scope", "prose"))
    if not holds(text.text, claim):
        return
    lexicon = words(report)
    about = any_of(tuple(claim.get("about") or options.get("about") or (r"",)))
    avoid = any_of((*options.get("avoid", ()), *claim.get("avoid", ())))
    unless = any_of(tuple(claim.get("unless", ())))
    beside = any_of(tuple(claim.get("unless_beside", ())))
    sentences: set[tuple[int, int]] = set()
    for pattern in claim["patterns"]:
        for match in expand(pattern, lexicon, report.year).finditer(text.text):
            sentence = text.sentence(match.start())
            rest = text.text[match.start() : clause(text, match.end() - 1)[1]]
            if sentence in sentences or unless.search(rest):
                continue
            if beside.search(text.text, *sentence):
                continue
            start, end = match.span()
            if in_topic(report, text, start, end, match[0], about, avoid) and in_year(
                report, text, start
            ):
                sentences.add(sentence)
                yield start, end


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, ("scope",))
    for number, claim in enumerate(rule.options["claims"]):
        yield from amounts.faults(pack, f"claims.{number}.zero", (claim["zero"],))


KINDS: Final = (
    CheckKind(
        name="prose-denial",
        run=run,
        options={
            "type": "object",
            "properties": {**CONTEXT, "claims": _CLAIMS},
            "required": ["claims"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
    CheckKind(
        name="prose-contradiction",
        run=run_both,
        options={
            "type": "object",
            "properties": {**CONTEXT, "claims": _CLAIMS, "figures": FIGURES},
            "required": ["claims", "figures"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
