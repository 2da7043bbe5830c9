"""Kind ``equations``: relations declared in the form; one cause is one finding."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gklint.balance import Certainty, NotationError, Status, find_causes, slip
from gklint.checks.base import CheckKind
from gklint.checks.domains import allows
from gklint.checks.relations import named, system, table_name, unknown_numbers
from gklint.finding import Confidence, Diagnosis, Hit, NotAssessed, Relation, Suspect
from gklint.lang import Localised
from gklint.messages import figures as words
from gklint.report.locate import at_fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.balance import Cause, Residual
    from gklint.checks.base import Context
    from gklint.checks.relations import System
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

_NAMED: Final = {
    Certainty.UNIQUE: (Diagnosis.UNIQUE, Confidence.CERTAIN, "unique"),
    Certainty.LIKELY: (Diagnosis.LIKELY, Confidence.LIKELY, "likely"),
}
_UNNAMED: Final = {
    Certainty.AMBIGUOUS: Diagnosis.AMBIGUOUS,
    Certainty.UNEXPLAINED: Diagnosis.UNEXPLAINED,
}


def run_together(
    report: Report, rules: Sequence[Rule], context: Context
) -> Iterator[tuple[Rule, Hit | NotAssessed]]:
    """The causes of each table that `rules` speak of; a hit goes to its first broken rule."""
    by_table: defaultdict[str, dict[str, Rule]] = defaultdict(dict)
    for rule in sorted(rules, key=lambda rule: rule.id):
        by_table[rule.options["table"]][rule.options["equation"]] = rule
    for table, by_equation in by_table.items():
        yield from _table(report, table, by_equation, context)


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One rule alone: only its own relations count."""
    for _, outcome in run_together(report, (rule,), context):
        if isinstance(outcome, Hit):
            yield outcome


def _table(
    report: Report, table: str, by_equation: Mapping[str, Rule], context: Context
) -> Iterator[tuple[Rule, Hit | NotAssessed]]:
    made = system(report, table, tuple(by_equation))
    if made is None:
        return
    zero = context.blank == "zero"
    if made.figures.empty and not zero:
        reason = named(words.EMPTY, table=table_name(report, table))
        for rule in by_equation.values():
            yield rule, NotAssessed(rule.id, reason)
        return
    residuals = made.residuals(blank_is_zero=zero)
    rule_of = {key: by_equation[line.declared.name] for key, line in made.lines.items()}
    values = made.figures.values

    def allowed(cell: str, change: Decimal) -> bool:
        return cell in values and allows(report, cell, values[cell] + change)

    for cause in find_causes(residuals, allowed):
        yield rule_of[cause.broken[0].equation.key], _hit(report, made, cause, rule_of)
    for rule in by_equation.values():
        mine = [r.status for r in residuals if rule_of[r.equation.key] is rule]
        for status, reason in ((Status.UNREAD, words.UNREAD), (Status.BLANK, words.BLANK)):
            if status in mine:
                count = str(mine.count(status))
                yield rule, NotAssessed(rule.id, named(reason, count=count))


def _hit(report: Report, made: System, cause: Cause, rule_of: Mapping[str, Rule]) -> Hit:
    first = cause.broken[0]
    owner = rule_of[first.equation.key]
    line = made.lines[first.equation.key]
    params: dict[str, Text] = {
        "line": line.label.name,
        "left": _plain(first.left_sum),
        "right": _plain(first.right_sum),
        "difference": _plain(abs(first.difference)),
        "count": str(len(cause.broken)),
    }
    relations = tuple(_relation(made, residual, rule_of) for residual in cause.broken)
    evidence = f"{relations[0].left} ≠ {relations[0].right}"
    if cause.cell is None:
        return Hit(
            at_fact(report, line.fact),
            evidence=evidence,
            observed=evidence,
            expected=line.declared.text,
            params=params,
            variant=_variant(owner, "several") if len(cause.broken) > 1 else None,
            relations=relations,
            diagnosis=_UNNAMED[cause.certainty],
        )
    diagnosis, confidence, variant = _NAMED[cause.certainty]
    reported = made.figures.values.get(cause.cell)
    if reported is None:  # a named cell holds a number
        raise ValueError(cause.cell)
    suggested = reported + cause.change
    where = at_fact(report, cause.cell)
    suspect = Suspect(
        fact=cause.cell,
        reported=_plain(reported),
        suggested=_plain(suggested),
        reason=words.SLIPS[slip(reported, suggested)],
        confidence=confidence,
        name=where.text,
    )
    params |= {
        "cell": where.text,
        "reported": suspect.reported,
        "suggested": suspect.suggested,
        "reason": suspect.reason,
    }
    return Hit(
        where,
        evidence=evidence,
        observed=suspect.reported,
        expected=suspect.suggested,
        params=params,
        variant=_variant(owner, variant),
        relations=relations,
        diagnosis=diagnosis,
        suspects=(suspect,),
    )


def _variant(rule: Rule, name: str) -> str | None:
    """The rule's own words for the case, where it has any."""
    return name if name in rule.variants else None


def _relation(made: System, residual: Residual, rule_of: Mapping[str, Rule]) -> Relation:
    equation, line = residual.equation, made.lines[residual.equation.key]
    template = words.COLUMN if line.declared.each == "column" else words.ROW
    where = named(template, name=line.label.name)
    name = named(words.RELATION, line=where, relation=line.declared.text)
    return Relation(
        rule=rule_of[equation.key].id,
        fact=line.fact,
        left=_sum([a.sign for a in equation.left], residual.left),
        right=_sum([a.sign for a in equation.right], residual.right),
        difference=_plain(residual.difference),
        name=name,
    )


def _sum(signs: Sequence[int], values: Sequence[Decimal]) -> str:
    """「13 + 0」: the addends of one side, each as printed or as its group's sum."""
    text = ""
    for sign, value in zip(signs, values, strict=True):
        joint = (" + " if sign > 0 else " - ") if text else ("" if sign > 0 else "-")
        text += joint + _plain(value)
    return text


def _plain(value: Decimal) -> str:
    return format(value.normalize() if value else abs(value), "f")


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    table, equation = rule.options["table"], rule.options["equation"]
    tables = [t for form in pack.forms if (t := form.table(table)) is not None]
    if not tables:
        yield Localised(f"没有“{table}”这张表", f"table: no form has a table {table!r}")
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
                "equation": {"type": "string", "description": "name of an equation of that table"},
            },
            "required": ["table", "equation"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
