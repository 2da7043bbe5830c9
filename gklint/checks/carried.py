"""What last year's report says that figures of this one are: a witness for finding a wrong cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gklint.checks.amounts import parse
from gklint.checks.cross_year import KIND
from gklint.checks.two_years import EARLIER, Years, part_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gklint.checks.base import Context
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule


def carried(report: Report, context: Context) -> Mapping[str, Decimal]:
    """What last year's report says that figures of this one are: fact → value.

    Only equalities of the pack's rules of this kind between one figure and last year's figures
    alone, read as numbers, not from a picture, in a report that is this body's beyond doubt. A
    column is left out where this report's own columns add up to the same total otherwise: then
    requests were classed anew.
    """
    previous = context.around.previous
    if previous is None or previous.match.doubtful or previous.digest.scanned:
        return {}  # figures recognised in a picture are no witness
    years = Years(report, previous, context)
    found: dict[str, Decimal] = {}
    for rule in report.pack.rules:
        if rule.kind == KIND and _fits(rule, report):
            for relation in rule.options["relations"]:
                found.update(_demanded(years, relation))
    return found


def _demanded(years: Years, relation: Mapping[str, Any]) -> Mapping[str, Decimal]:
    demanded: dict[str, Decimal] = {}
    if relation.get("op", "=") != "=":
        return demanded
    for key in relation.get("each", [""]):
        left = parse(part_of(relation["left"], key))
        right = part_of(relation["right"], key)
        if len(left) > 1 or not all(term.name.startswith(EARLIER) for term in parse(right)):
            continue
        value, lacks = years.sum(right)
        if value is not None and not lacks:
            demanded[left[0].name] = left[0].sign * value
    total = relation.get("total")
    if total is None:
        return demanded
    whole = part_of(relation["left"], total)
    parts = [part_of(relation["left"], key) for key in relation["each"] if key != total]
    own = {name: years.own(name).value for name in (whole, *parts)}
    values = [own[name] for name in parts]
    known = [value for value in values if value is not None]
    if own[whole] == demanded.get(whole) and len(known) == len(values) and sum(known) == own[whole]:
        return {name: value for name, value in demanded.items() if own[name] == value}
    return demanded


def _fits(rule: Rule, report: Report) -> bool:
    """Whether the rule is for the edition and year of the report."""
    applies, year = rule.applies, report.year
    if applies.forms and report.form_key not in applies.forms:
        return False
    first, last = applies.first_year, applies.last_year
    return year is not None and (first or year) <= year <= (last or year)
