"""Kind ``compare``: statements over figures, as ``a.b.c <= d.e.f + 1``, with a condition if any.

The statements are data: a small parser of sums and one comparison, nothing is ever executed.
"""

from __future__ import annotations

import operator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import LOCALISED
from gklint.checks.relations import table_name
from gklint.finding import Hit
from gklint.lang import Localised, filled
from gklint.messages import figures as words
from gklint.patterns import regex
from gklint.report.locate import at_fact, form_of, labels_of
from gklint.report.model import FactState, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

_OPERATORS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
_COMPARISON: Final = regex(r"<=|>=|!=|=|<|>")
_TERM: Final = regex(r"\s*([+-]?)\s*([a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)+|\d+(?:\.\d+)?)\s*")


class StatementError(ValueError):
    """The text is no statement over figures."""


class Side(NamedTuple):
    """A sum: figures with their signs, and a constant."""

    terms: tuple[tuple[int, str], ...]
    constant: Decimal

    def value(self, numbers: Mapping[str, Decimal]) -> Decimal:
        return sum((sign * numbers[name] for sign, name in self.terms), self.constant)


class Statement(NamedTuple):
    """``left`` compared with ``right``; `names` are the figures in the order they are written."""

    left: Side
    comparison: str
    right: Side

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for side in (self.left, self.right) for _, name in side.terms)

    def holds(self, numbers: Mapping[str, Decimal]) -> bool:
        return _OPERATORS[self.comparison](self.left.value(numbers), self.right.value(numbers))


@cache
def parse(text: str) -> Statement:
    """`text` as a statement. Raises StatementError, saying what is wrong."""
    found = _COMPARISON.findall(text)
    if len(found) != 1:
        message = f"{text!r}: one of {', '.join(_OPERATORS)} is expected, once"
        raise StatementError(message)
    left, right = text.split(found[0])
    statement = Statement(_side(left, text), found[0], _side(right, text))
    if not statement.names:
        message = f"{text!r}: it names no figure"
        raise StatementError(message)
    return statement


def _side(side: str, text: str) -> Side:
    terms: list[tuple[int, str]] = []
    constant, position = Decimal(0), 0
    while position < len(side) or position == 0:
        match = _TERM.match(side, position)
        if match is None or (position > 0 and not match[1]):
            message = f"{text!r}: figures or numbers joined by + or - are expected in {side!r}"
            raise StatementError(message)
        sign = -1 if match[1] == "-" else 1
        if match[2][0].isdigit():
            constant += sign * Decimal(match[2])
        else:
            terms.append((sign, match[2]))
        position = match.end()
    return Side(tuple(terms), constant)


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    stopped: Localised | None = None
    for item in rule.options["statements"]:
        statement = parse(item["assert"])
        condition = parse(item["when"]) if "when" in item else None
        names = (*statement.names, *(condition.names if condition is not None else ()))
        numbers: dict[str, Decimal] = {}
        for name in names:
            fact = report.facts.get(name)
            if fact is None or fact.state is FactState.ABSENT:
                stopped = _why_absent(report, name)
            elif fact.value is not None:
                numbers[name] = fact.value
        if any(name not in numbers for name in names):
            continue  # a blank or a word is told by the rules on cells
        if (condition is None or condition.holds(numbers)) and not statement.holds(numbers):
            yield _hit(report, item, statement, numbers)
    if stopped is not None:
        raise CannotAssess(stopped)


def _hit(
    report: Report,
    item: Mapping[str, Mapping[str, str]],
    statement: Statement,
    numbers: Mapping[str, Decimal],
) -> Hit:
    first = statement.names[0]
    where = at_fact(report, first)
    found = labels_of(report, first)
    params: dict[str, Text] = {
        "left": format(statement.left.value(numbers), "f"),
        "right": format(statement.right.value(numbers), "f"),
        "row": found[1].name if found is not None else first,
        "table": table_name(report, table_of(first)),
        "cell": where.text,
    }
    text = Localised(**item["text"])
    params["text"] = filled(text, **params)
    fact = report.facts[first]
    return Hit(
        where,
        evidence=fact.raw.strip(),
        observed=fact.raw.strip(),
        params=params,
        key=str(item["assert"]),
    )


def _why_absent(report: Report, name: str) -> Localised:
    table = table_of(name)
    form = form_of(report, table)
    declared = form.table(table) if form is not None else None
    if declared is not None and name not in declared.fact_names:
        return filled(words.OTHER_EDITION, table=declared.name)
    return words.NO_FIGURES


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    known = {name for form in pack.forms for table in form.tables for name in table.fact_names}
    for index, item in enumerate(rule.options["statements"]):
        for key in ("assert", "when"):
            if key not in item:
                continue
            try:
                statement = parse(item[key])
            except StatementError as error:
                yield Localised(
                    f"statements 第 {index + 1} 项的 {key} 写法不对：{item[key]}",
                    f"statements.{index}.{key}: {error}",
                )
                continue
            for name in statement.names:
                if name not in known:
                    yield Localised(
                        f"statements 第 {index + 1} 项的 {key}：没有“{name}”这个数字",
                        f"statements.{index}.{key}: no form has the figure {name!r}",
                    )


KINDS: Final = (
    CheckKind(
        name="compare",
        run=run,
        options={
            "type": "object",
            "properties": {
                "statements": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "properties": {
                            "assert": {
                                "type": "string",
                                "description": "sums of figures or numbers around <= >= = != < >",
                            },
                            "when": {
                                "type": "string",
                                "description": "only where this holds",
                            },
                            "text": LOCALISED,
                        },
                        "required": ["assert", "text"],
                        "additionalProperties": False,
                    },
                }
            },
            "required": ["statements"],
            "additionalProperties": False,
        },
        needs=("tables",),
        validate=_validate,
    ),
)
