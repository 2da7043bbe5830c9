"""Kind ``unchanged-tables``: whole tables that hold the very figures of last year's report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.relations import facts_of, table_name
from gklint.checks.two_years import years_of
from gklint.finding import Cause, Hit
from gklint.lang import Localised, listed
from gklint.messages import years as words
from gklint.report.locate import at_table
from gklint.report.model import UNFILLED, FactState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.checks.two_years import Years
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

KIND: Final = "unchanged-tables"
OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["tables"],
    "properties": {
        "tables": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "integer", "minimum": 1},
            "description": "table: how many of its figures have to be other than 0, so that equal "
            "ones are no coincidence",
        }
    },
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit for all the tables that are last year's."""
    years = years_of(report, context)
    equal: list[str] = []
    compared = False
    for table, least in rule.options["tables"].items():
        filled = _filled(years, table)
        if filled is None:
            continue
        compared = True
        if filled >= least:
            equal.append(table)
    if not compared:
        raise CannotAssess(words.NO_TABLE_COMMON, Cause.INPUT)
    if equal:
        first = at_table(report, equal[0])
        names = listed([table_name(report, table) for table in equal])
        yield Hit(
            first,
            params={"tables": names, "report": years.name},
            outcome=years.outcome,
            key="|".join(equal),
        )


def _filled(years: Years, table: str) -> int | None:
    """How many figures of the table are other than 0 where all of them are last year's, 0 where
    one differs; None where a cell of either year was not read, or one year's table has others."""
    own = {fact.name: fact for fact in facts_of(years.report, table)}
    before = {
        name: figure
        for name, figure in years.previous.digest.facts.items()
        if name.startswith(f"{table}.")
    }
    if not own or own.keys() != before.keys():
        return None
    states = [f.state for f in own.values()] + [f.state for f in before.values()]
    if any(state not in (*UNFILLED, FactState.NUMBER) for state in states):
        return None
    if any((fact.value or 0) != (before[name].value or 0) for name, fact in own.items()):
        return 0
    return sum(bool(fact.value) for fact in own.values())


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    known = dict.fromkeys(table.key for form in pack.forms for table in form.tables)
    for table in rule.options["tables"]:
        if table not in known:
            yield Localised(
                f"tables：没有“{table}”这张表；可用：{'、'.join(known)}",
                f"tables: there is no table {table!r}; allowed: {', '.join(known)}",
            )


KINDS: Final = (CheckKind(KIND, run, OPTIONS, needs=("previous",), validate=_validate),)
