"""Kind ``unit-slip``: an amount of money that may stand in a smaller unit than the table asks for.

Told by last year's report, by the other bodies of the same kind, or by the text itself, which alone
can prove it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import PATTERNS, has_variants
from gklint.checks.two_years import Years
from gklint.finding import Cause, Hit, Outcome
from gklint.lang import Localised, filled
from gklint.messages import years as words
from gklint.messages.reasons import REASONS
from gklint.patterns import regex
from gklint.report.figures import plain
from gklint.report.flow import flow
from gklint.report.locate import at_fact
from gklint.report.model import FactState
from gklint.report.quantities import among, quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

KIND: Final = "unit-slip"
_PEERS: Final = "peers"
_STATED: Final = "stated"
_SCOPE: Final = "prose"

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["figure", "factor", "bodies", "stated"],
    "properties": {
        "figure": {"type": "string", "description": "the amount"},
        "factor": {"type": "number", "description": "so many times another one is suspicious"},
        "bodies": {
            "type": "integer",
            "minimum": 2,
            "description": "other bodies of the same kind with a number, at least",
        },
        "stated": {
            "type": "object",
            "additionalProperties": False,
            "required": ["about", "unit", "worth"],
            "properties": {
                "about": {**PATTERNS, "description": "sentences of the text on this amount"},
                "unit": {"type": "string", "description": "the smaller unit, as the text has it"},
                "worth": {
                    "type": "number",
                    "description": "how many of it make one of the table's unit",
                },
            },
        },
    },
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """At most one hit: by the text, else by last year, else by the other bodies."""
    options = rule.options
    name, factor = options["figure"], Decimal(str(options["factor"]))
    fact = report.facts.get(name)
    if fact is None or fact.state in (FactState.ABSENT, FactState.TEXT):
        raise CannotAssess(filled(words.OWN_UNREAD, cell=at_fact(report, name).text))
    if not fact.value:
        return
    value, worth = fact.value, Decimal(str(options["stated"]["worth"]))
    stated = dict(_stated(report, options["stated"]))
    if value * worth in stated:
        return
    where = at_fact(report, name)
    params: dict[str, Text] = {"value": plain(value)}
    hit = Hit(where, evidence=fact.raw.strip(), observed=plain(value), params=params)
    if value in stated:
        corrected = plain(value / worth)
        params |= {"phrase": stated[value], "corrected": corrected}
        yield hit._replace(expected=corrected, variant=_STATED)
        return
    before = _before(report, name, context)
    if before is not None and value >= factor * before[0]:
        params |= {"before": plain(before[0]), "report": before[1].name}
        yield hit._replace(outcome=Outcome.REVIEW)
        return
    others = context.around.peers.get(name)
    enough = others is not None and others.bodies >= options["bodies"] and others.largest > 0
    if others is not None and enough and value >= factor * others.largest:
        params |= {"bodies": str(others.bodies), "largest": plain(others.largest)}
        yield hit._replace(outcome=Outcome.REVIEW, variant=_PEERS)
    elif before is None and not enough:
        raise _unmeasured(context)


def _before(report: Report, name: str, context: Context) -> tuple[Decimal, Years] | None:
    """Last year's amount; one of 0 is no measure."""
    previous = context.around.previous
    if previous is None:
        return None
    years = Years(report, previous, context)
    figure = years.before(name)
    if not figure.value or figure.value < 0:
        return None
    return figure.value, years


def _stated(report: Report, options: Mapping[str, Any]) -> Iterator[tuple[Decimal, str]]:
    """The amounts that the text gives, in its own unit, each with the words that give it."""
    stretch = flow(report, _SCOPE)
    if options["unit"] not in stretch.text:
        return  # most texts give no amount at all
    numbers = quantities(report, _SCOPE)
    for pattern in options["about"]:
        for found in regex(pattern).finditer(stretch.text):
            for quantity in among(numbers, *stretch.sentence(found.start())):
                if quantity.unit.endswith(options["unit"]) and not quantity.approximate:
                    yield quantity.value, stretch.raw[quantity.start : quantity.end]


def _unmeasured(context: Context) -> CannotAssess:
    """Nothing to measure by. Other bodies are a bonus: only last year's reports are asked for."""
    if "previous" not in context.around.given:
        return CannotAssess(REASONS["previous.given"], Cause.SWITCHED_OFF)
    return CannotAssess(words.NO_MEASURE, Cause.INPUT)


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from has_variants(_PEERS, _STATED)(rule, pack)
    name = rule.options["figure"]
    if not any(name in table.fact_names for form in pack.forms for table in form.tables):
        yield Localised(f"figure：没有“{name}”这个数字", f"figure: no form has the figure {name!r}")


KINDS: Final = (CheckKind(KIND, run, OPTIONS, validate=_validate, asks=("previous", "bodies")),)
