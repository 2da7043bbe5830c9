"""What a number in prose may mean: sums of figures, told by their short names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks import amounts
from gklint.checks.prose_words import words
from gklint.lang import Localised, filled
from gklint.messages.prose import AND, COMPARABLE
from gklint.report.figures import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from gklint.lang import Text
    from gklint.report.model import Report

_MOST: Final = 3


class Candidate(NamedTuple):
    """A sum of figures and its value; `assumed` where a blank was taken for zero on trust."""

    expression: str
    value: Decimal
    assumed: bool


def candidates(report: Report, expressions: Iterable[str]) -> list[Candidate]:
    """The sums whose figures were read, in the given order."""
    found = []
    for expression in expressions:
        amount = amounts.evaluate(report, expression)
        if amount is not None:
            found.append(Candidate(expression, amount.value, amount.assumed))
    return found


def comparable(report: Report, told: Decimal, among: Sequence[Candidate]) -> tuple[Text, Text]:
    """「可比的数：…；最接近的是…。」 and the nearest's name; the first is "" where only one value
    may be meant.

    At most three are named: the first, the nearest, and others in order.
    """
    by_value: dict[Decimal, Candidate] = {}
    for candidate in among:
        by_value.setdefault(candidate.value, candidate)
    distinct = list(by_value.values())
    nearest = min(distinct, key=lambda candidate: abs(candidate.value - told))
    name = short_name(report, nearest.expression)
    if len(distinct) == 1:
        return "", name
    kept = {distinct[0], nearest}
    for candidate in distinct:
        if len(kept) < _MOST:
            kept.add(candidate)
    named = [(short_name(report, c.expression), c.value) for c in distinct if c in kept]
    listed = Localised(
        AND.zh.join(f"{label.zh} {plain(value)}" for label, value in named),
        AND.en.join(f"{label.en} {plain(value)}" for label, value in named),
    )
    return filled(COMPARABLE, listed=listed, nearest=name), name


def short_name(report: Report, expression: str) -> Localised:
    """The pack's own name for a sum (``names`` of the lexicon), else the cells' names."""
    named = words(report).data.get("names", {}).get(expression)
    if named is None:
        return amounts.label(report, expression)
    return Localised(named["zh"], named["en"])
