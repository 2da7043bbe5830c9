"""Kind ``prose-figure``: a number in prose against the figures of the tables it may mean.

Candidates are ordered: a figure equal to a specific one passes; one that fits only a wider one,
is narrowed by scope words, or is approximate, is for a person to look at; else it disagrees.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, Final

from gklint.checks import amounts
from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import PATTERNS, PROSE_SCOPE, variant_faults
from gklint.checks.prose import cited, holds, is_part, marked, mentions, narrowed
from gklint.checks.prose_candidates import Candidate, candidates, comparable
from gklint.finding import Hit, Outcome
from gklint.lang import Localised
from gklint.messages.prose import NOT_READ, OR
from gklint.report.figures import plain
from gklint.report.flow import flow
from gklint.report.quantities import among, quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.checks.base import Context
    from gklint.checks.prose import Mention
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

HAS: Final = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "string", "minLength": 1},
    "description": "every match holds one of these words: looked for first",
}
FIGURES: Final = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {
            "key": {"type": "string", "description": "a name for the figure"},
            "patterns": {
                **PATTERNS,
                "description": "regexes on folded text; {n} is the number, {macro} of the lexicon",
            },
            "specific": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "string"},
                "description": "sums of figures that the number may equal",
            },
            "wider": {
                "type": "array",
                "items": {"type": "string"},
                "description": "sums that explain the number, but a person should look",
            },
            "has": HAS,
            "about": PATTERNS,
            "avoid": PATTERNS,
            "any_year": {"type": "boolean", "description": "the phrase itself names another year"},
            "one_of_several": {
                "type": "boolean",
                "description": "the words are also used for one of several numbers told in a row",
            },
            "exact": {
                "type": "boolean",
                "description": "the words mean the first sum, one figure of the form, and no other",
            },
        },
        "required": ["key", "patterns", "specific"],
        "additionalProperties": False,
    },
}
CONTEXT: Final = {
    "scope": PROSE_SCOPE,
    "about": {**PATTERNS, "description": "the sentence or its sub-heading must hold one of these"},
    "avoid": {**PATTERNS, "description": "the phrase must hold none of these"},
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Hits for the figures that disagree. Raises CannotAssess where a cell was not read."""
    yield from compare(report, rule.options, rule.options.get("zero", "compare"))


def compare(report: Report, options: Mapping[str, Any], zero: str) -> Iterator[Hit]:
    """Hits of the figures of `options`.

    `zero`: "compare" judges every figure; "skip" leaves out those whose table figure is 0, "only"
    judges just these.
    """
    text = flow(report, options.get("scope", "prose"))
    figures = {
        f["key"]: f
        for f in options["figures"]
        if holds(text.text, f)
        and any(amounts.exists(report, expression) for expression in f["specific"])
    }
    agreed: list[Mention] = []
    open_: list[tuple[Mention, list[Candidate]]] = []
    unread = False
    for mention in mentions(report, tuple(figures.values()), options):
        specific = candidates(report, figures[mention.key]["specific"])
        if not specific:
            unread = True
            continue
        if any(mention.fits(candidate.value) for candidate in specific):
            agreed.append(mention)
            continue
        nothing = all(candidate.value == 0 for candidate in specific)
        if (zero == "skip" and nothing) or (zero == "only" and not (nothing and mention.value)):
            continue
        open_.append((mention, specific))
    for mention, specific in sorted(open_, key=lambda pair: pair[0].n_start):
        figure = figures[mention.key]
        if not _is_part_of(report, text, agreed, mention, specific) and not (
            figure.get("one_of_several") and _adds_up(report, options, mention, specific)
        ):
            yield _hit(report, text, mention, figure, specific)
    if unread:
        raise CannotAssess(NOT_READ)


def _is_part_of(
    report: Report,
    text: Flow,
    agreed: Sequence[Mention],
    mention: Mention,
    specific: Sequence[Candidate],
) -> bool:
    """Whether the figure is a part of a whole that its sentence tells as the table does.

    「共26件，其中网上20件」: whether the parts add up is for the rule on lists.
    """
    return is_part(report, text, mention.n_start, mention.item) and any(
        whole.sentence == mention.sentence
        and mention.value <= whole.value
        and any(candidate.value == whole.value for candidate in specific)
        for whole in agreed
    )


def _adds_up(
    report: Report, options: Mapping[str, Any], mention: Mention, specific: Sequence[Candidate]
) -> bool:
    """Whether the numbers told in a row from this one on come to what the table has: 「申请12件，
    答复7件，不予受理4件，内容不明确1件」."""
    numbers = quantities(report, options.get("scope", "prose"))
    following = among(numbers, mention.n_start, mention.sentence[1])
    unit = following[0].unit if following else ""
    sums = accumulate(q.value for q in following if q.unit == unit)
    values = {candidate.value for candidate in specific}
    return any(total in values for total in islice(sums, 1, None))


def _hit(
    report: Report,
    text: Flow,
    mention: Mention,
    figure: Mapping[str, Any],
    specific: Sequence[Candidate],
) -> Hit:
    wider = candidates(report, figure.get("wider", ()))
    fitting = next((c for c in wider if mention.fits(c.value)), None)
    meant = specific[0]  # what the words mean first; the others stand in `expected`
    variant: str | None = None
    if fitting is not None:
        variant = "wider"
    elif (
        mention.approximate
        or narrowed(report, text, mention.sentence, mention.n_start, mention.item)
        or meant.assumed
    ):
        variant = "scope"
    listed, nearest = comparable(report, mention.value, (*specific, *wider))
    return Hit(
        location=text.location(mention.start, mention.end),
        evidence=marked(text, mention.n_start, mention.end, mention.sentence),
        observed=plain(mention.value),
        expected=_expected(report, specific),
        params={
            "phrase": cited(text, mention),
            "figure": plain(mention.value),
            "cell": amounts.label(report, meant.expression),
            "value": plain(meant.value),
            "difference": plain(abs(meant.value - mention.value)),
            "other": amounts.label(report, fitting.expression) if fitting is not None else "",
            "candidates": listed,
            "nearest": nearest,
        },
        variant=variant,
        outcome=Outcome.REVIEW if variant is not None else None,
    )


def _expected(report: Report, specific: Sequence[Candidate]) -> Localised:
    """「表三 → … → 总计：859 或 …：877」."""
    seen: dict[Decimal, Localised] = {}
    for candidate in specific:
        if candidate.value not in seen:
            name = amounts.label(report, candidate.expression)
            value = plain(candidate.value)
            seen[candidate.value] = Localised(f"{name.zh}：{value}", f"{name.en}: {value}")
    return Localised(
        OR.zh.join(item.zh for item in seen.values()),
        OR.en.join(item.en for item in seen.values()),
    )


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """A sentence for each sum that no edition prints or that cannot be read, and missing words."""
    yield from variant_faults(rule, ("wider", "scope"))
    for number, figure in enumerate(rule.options["figures"]):
        for field in ("specific", "wider"):
            yield from amounts.faults(pack, f"figures.{number}.{field}", figure.get(field, ()))
        if figure.get("exact") and not _is_one_figure(figure["specific"][0]):
            yield Localised(
                f"figures.{number}.exact：“{figure['specific'][0]}”不是单独一个数字",
                f"figures.{number}.exact: {figure['specific'][0]!r} is not one figure",
            )


def _is_one_figure(expression: str) -> bool:
    with suppress(ValueError):  # told above
        return [term.sign for term in amounts.parse(expression)] == [1]
    return True


KINDS: Final = (
    CheckKind(
        name="prose-figure",
        run=run,
        options={
            "type": "object",
            "properties": {
                **CONTEXT,
                "figures": FIGURES,
                "zero": {
                    "enum": ["compare", "skip", "only"],
                    "description": "figures whose table figure is 0: judge, leave out, only these",
                },
            },
            "required": ["figures"],
            "additionalProperties": False,
        },
        validate=validate,
    ),
)
