"""Kind ``equations``: relations declared in the form; one cause is one finding."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gklint.balance import NotationError, Status
from gklint.checks.assessment import assess
from gklint.checks.base import CheckKind
from gklint.checks.relations import table_name
from gklint.finding import Hit, NotAssessed
from gklint.lang import Localised, filled
from gklint.messages import figures as words
from gklint.report.equations import unknown_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.checks.assessment import Assessment
    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule


def run_together(
    report: Report, rules: Sequence[Rule], context: Context
) -> Iterator[tuple[Rule, Hit | NotAssessed]]:
    """The causes of each table that `rules` speak of; a hit goes to its first broken rule."""
    by_table: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in sorted(rules, key=lambda rule: rule.id):
        by_table[rule.options["table"]].append(rule)
    for table, some in by_table.items():
        yield from _table(report, table, some, context)


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One rule alone: only its own relations count."""
    for _, outcome in run_together(report, (rule,), context):
        if isinstance(outcome, Hit):
            yield outcome


def _table(
    report: Report, table: str, rules: Sequence[Rule], context: Context
) -> Iterator[tuple[Rule, Hit | NotAssessed]]:
    by_equation = {r.options["equation"]: r for r in rules if "equation" in r.options}
    displaced = next((r for r in rules if "equation" not in r.options), None)
    assessed = assess(report, table, tuple(by_equation) or None, context)
    if assessed is None:
        return
    if assessed.system.figures.empty and context.blank != "zero":
        reason = filled(words.EMPTY, table=table_name(report, table))
        for rule in rules:
            yield rule, NotAssessed(rule.id, reason)
        return
    if assessed.located:
        # Words for what is broken are only loaded where something is.
        from gklint.checks.causes import hits

        yield from hits(report, table, assessed, by_equation, displaced)
    for rule in rules:
        yield from _not_assessed(assessed, rule)


def _not_assessed(assessed: Assessment, rule: Rule) -> Iterator[tuple[Rule, NotAssessed]]:
    """What the rule's equations (all of them, where it names none) could not be held to."""
    name = rule.options.get("equation")
    lines = assessed.system.lines
    statuses = [
        residual.status
        for residual in assessed.residuals
        if name in (None, lines[residual.equation.key].declared.name)
    ]
    for status, reason in ((Status.UNREAD, words.UNREAD), (Status.BLANK, words.BLANK)):
        if status in statuses:
            yield rule, NotAssessed(rule.id, filled(reason, count=str(statuses.count(status))))


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    table, equation = rule.options["table"], rule.options.get("equation")
    tables = [t for form in pack.forms if (t := form.table(table)) is not None]
    if not tables:
        yield Localised(f"没有“{table}”这张表", f"table: no form has a table {table!r}")
        return
    if equation is None:
        if missing := sorted({"split", "shifted"} - rule.variants.keys()):
            yield Localised(f"variants 缺少 {missing}", f"variants: {missing} are missing")
        return
    declared = [(form, e) for form in tables for e in form.equations if e.name == equation]
    if not declared:
        yield Localised(
            f"表“{table}”没有名为“{equation}”的等式",
            f"equation: table {table!r} declares no equation {equation!r}",
        )
    for form, relation in declared:
        try:
            unknown = list(unknown_numbers(form, relation))
        except NotationError as error:
            yield Localised(f"等式写法不对：{relation.relation}", f"equation: {error}")
            continue
        for number in unknown:
            yield Localised(
                f"等式“{relation.relation}”中的 {number} 在表“{table}”里没有",
                f"equation: {relation.relation!r} names {number}, which {table} has not",
            )


KINDS: Final = (
    CheckKind(
        name="equations",
        run=run,
        run_together=run_together,
        options={
            "type": "object",
            "properties": {
                "table": {"type": "string", "description": "key of a statutory table"},
                "equation": {
                    "type": "string",
                    "description": "name of an equation of that table; left out: the rule tells of "
                    "numbers that stand in the wrong cells, as reading may leave them",
                },
            },
            "required": ["table"],
            "additionalProperties": False,
        },
        validate=_validate,
        asks=("previous",),
    ),
)
