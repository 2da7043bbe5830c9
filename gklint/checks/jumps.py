"""Kind ``jump``: figures that are many times last year's, or a small part of them."""

from __future__ import annotations

import fnmatch
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.relations import table_name
from gklint.checks.two_years import years_of
from gklint.finding import Cause, Hit
from gklint.lang import Localised, filled, listed
from gklint.messages import years as words
from gklint.patterns import regex
from gklint.report.figures import plain
from gklint.report.locate import at_fact, labels_of
from gklint.report.model import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gklint.checks.base import Context
    from gklint.checks.two_years import Years
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

KIND: Final = "jump"
OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["figures", "ratio", "least", "from_zero"],
    "properties": {
        "figures": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["names"],
                "properties": {
                    "names": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "string"},
                        "description": "figures; * stands for any letters",
                    },
                    "below": {
                        "type": "number",
                        "description": "a change by this factor or more is another rule's",
                    },
                },
            },
        },
        "ratio": {
            "type": "number",
            "exclusiveMinimum": 1,
            "description": "told where one year's figure is more than so many times the other's",
        },
        "least": {"type": "number", "description": "and one of them is at least this"},
        "from_zero": {"type": "number", "description": "told where one is 0, the other this large"},
        "most": {"type": "integer", "minimum": 1, "description": "figures named in one finding"},
    },
}
_MOST: Final = 6
_ASIDE: Final = regex("(?<=.)（[^（）]{6,}）$")
"""A note of the form at the end of a label: how to fill in the row."""

_NO_END: Final = Decimal("Infinity")


class _Jump(NamedTuple):
    fact: str
    before: Decimal
    now: Decimal

    @property
    def factor(self) -> Decimal:
        small, large = sorted((self.before, self.now))
        return large / small if small else _NO_END


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit a table, its figures listed, the greatest change first."""
    years = years_of(report, context)
    tables: dict[str, list[_Jump]] = {}
    compared = False
    for fact, limit in _asked(rule, report.pack).items():
        now, before = years.own(fact), years.before(fact)
        if now.value is None or before.value is None or now.lack or before.lack:
            continue
        compared = True
        jump = _Jump(fact, before.value, now.value)
        if _told(jump, rule.options, limit):
            tables.setdefault(table_of(fact), []).append(jump)
    if not compared:
        raise CannotAssess(words.NOTHING_COMMON, Cause.INPUT)
    for table, jumps in tables.items():
        yield _hit(years, table, sorted(jumps, key=_order), rule.options.get("most", _MOST))


def _asked(rule: Rule, pack: Pack) -> Mapping[str, Decimal]:
    """The figures of the options, each with the factor from which it is another rule's."""
    known = list(dict.fromkeys(_known(pack)))
    return {
        fact: Decimal(str(item["below"])) if "below" in item else _NO_END
        for item in rule.options["figures"]
        for name in item["names"]
        for fact in fnmatch.filter(known, name)
    }


def _known(pack: Pack) -> Iterator[str]:
    for form in pack.forms:
        for table in form.tables:
            yield from table.fact_names


def _told(jump: _Jump, options: Mapping[str, Any], limit: Decimal) -> bool:
    small, large = sorted((jump.before, jump.now))
    if small < 0:  # a change, not an amount
        return False
    if small == 0:
        return large >= Decimal(str(options["from_zero"]))
    ratio, least = Decimal(str(options["ratio"])), Decimal(str(options["least"]))
    return large >= least and ratio < jump.factor < limit


def _order(jump: _Jump) -> tuple[Decimal, str]:
    return -abs(jump.now - jump.before), jump.fact


def _hit(years: Years, table: str, jumps: Sequence[_Jump], most: int) -> Hit:
    report = years.report
    changes = [
        filled(
            words.CHANGE,
            name=_name(report, jump.fact),
            now=plain(jump.now),
            before=plain(jump.before),
        )
        for jump in jumps
    ]
    shown, left = listed(changes[:most]), len(changes) - most
    more = filled(words.MORE, count=str(left)) if left > 0 else Localised("", "")
    first = jumps[0].fact
    return Hit(
        at_fact(report, first),
        evidence=report.facts[first].raw.strip() if first in report.facts else "",
        observed=plain(jumps[0].now),
        params={
            "table": table_name(report, table),
            "report": years.name,
            "changes": Localised(shown.zh + more.zh, shown.en + more.en),
            "count": str(len(jumps)),
        },
        outcome=years.outcome,
        key=table,
    )


def _name(report: Report, fact: str) -> Localised:
    """Row and column; a table's total column and the only column of a block go without saying."""
    found = labels_of(report, fact)
    if found is None:
        return Localised(fact, fact)
    block, row, column = found
    name = _ASIDE.sub("", row.name.zh)
    if len(block.columns) == 1 or (block.layout == "matrix" and fact.endswith(".total")):
        return Localised(name, row.name.en)
    return Localised(f"{name}{column.name.zh}", f"{row.name.en} ({column.name.en})")


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    known = list(_known(pack))
    for item in rule.options["figures"]:
        for name in item["names"]:
            if not fnmatch.filter(known, name):
                yield Localised(
                    f"figures：没有“{name}”这样的数字", f"figures: no form has a figure {name!r}"
                )


KINDS: Final = (CheckKind(KIND, run, OPTIONS, needs=("previous",), validate=_validate),)
