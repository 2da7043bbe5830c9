"""What the prose says of single figures beyond doubt: a witness for the tables from outside.

Read with the patterns of the rules of kind ``prose-figure``, of those figures alone that a rule
declares `exact`: their words can mean one figure of the form and no other. A statement that is
rough, tells a part, speaks of another body or year, fits a wider count, or is contradicted by
another statement, is no witness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks import amounts
from gklint.checks.prose import mentions, narrowed
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from gklint.checks.prose import Mention
    from gklint.report.model import Report

_KIND: Final = "prose-figure"
_MEMO: Final = "stated"


def stated(report: Report) -> Mapping[str, Decimal]:
    """Names of figures and the values the prose states for them, computed once per report.

    The figures need not have been read, nor agree: that is for the caller.
    """
    cached = report.memo.get(_MEMO)
    if isinstance(cached, dict):
        return cached
    values: dict[str, set[Decimal]] = {}
    for name, value in _statements(report):
        values.setdefault(name, set()).add(value)
    found = {name: told.pop() for name, told in values.items() if len(told) == 1}
    report.memo[_MEMO] = found
    return found


def _statements(report: Report) -> Iterator[tuple[str, Decimal]]:
    for rule in report.pack.rules:
        if rule.kind != _KIND or (rule.applies.forms and report.form_key not in rule.applies.forms):
            continue
        figures = {f["key"]: f for f in rule.options["figures"]}
        for mention in mentions(report, tuple(figures.values()), rule.options):
            figure = figures[mention.key]
            name = _single(report, figure)
            if name is not None and _plain(report, mention, figure, rule.options):
                yield name, mention.value


def _single(report: Report, figure: Mapping[str, Any]) -> str | None:
    """The one figure of the form that the words mean, if they are that exact."""
    if not figure.get("exact"):
        return None
    (term,) = amounts.parse(figure["specific"][0])
    return term.name if term.name in report.facts else None


def _plain(
    report: Report, mention: Mention, figure: Mapping[str, Any], options: Mapping[str, Any]
) -> bool:
    text = flow(report, options.get("scope", "prose"))
    if mention.approximate or narrowed(
        report, text, mention.sentence, mention.n_start, mention.item
    ):
        return False
    own = amounts.evaluate(report, figure["specific"][0])
    if own is not None and own.value == mention.value:
        return True
    others = (*figure["specific"][1:], *figure.get("wider", ()))
    return not any(
        amount is not None and amount.value == mention.value
        for amount in (amounts.evaluate(report, other) for other in others)
    )
