"""Kind ``rolled-up``: a consolidated report against the sum of the bodies below it, cell by cell.

One hit a table. What the report covers is asked first: where the text says that it speaks of the
government itself only, or its figures look so, a person decides. Where bodies are missing the sum
is a lower bound: only what is reported below it can be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import PATTERNS, variant_faults
from gklint.checks.prose import any_of, marked
from gklint.checks.relations import facts_of, table_name
from gklint.finding import Cause, Hit, Relation
from gklint.lang import Localised, filled, listed, sentences
from gklint.messages import rollup as words
from gklint.report.domains import SIGNED, domain_of
from gklint.report.figures import plain
from gklint.report.flow import flow
from gklint.report.locate import at_table, fact_label, form_of
from gklint.report.model import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from gklint.across.model import Member, RollUp
    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

MOST_LINES: Final = 8
_MOST_NAMES: Final = 5
_VARIANTS: Final = ("below", "scope", "narrow", "own")


class Cell(NamedTuple):
    """A figure of the report beside the sum of its bodies."""

    name: str
    reported: Decimal
    total: Decimal

    @property
    def difference(self) -> Decimal:
        return self.reported - self.total


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    sums = context.around.rollup
    if sums is None:
        return  # by the roster nothing rolls up into this body
    if not sums.sums:
        raise CannotAssess(words.NO_SUMS, Cause.INPUT)
    cells, open_, unfilled = _cells(report, sums)
    absent = sums.absent
    judged = [c for c in cells if not absent or (c.difference < 0 and not _signed(report, c))]
    wrong = [c for c in judged if c.difference]
    variant, evidence = _scope(report, rule, cells, wrong, sums)
    for key in report.tables:
        held = [cell for cell in wrong if table_of(cell.name) == key]
        if held:
            yield _hit(report, rule, key, held, sums, variant, evidence)
    reasons = []
    if absent and any(c.difference and c not in wrong for c in cells):
        reasons.append(filled(words.ABSENT, names=_missing(absent)))
    if open_:
        bodies = dict.fromkeys(body for name in open_ for body in sums.open[name])
        reasons.append(filled(words.OPEN, cells=str(len(open_)), names=_listed(list(bodies))))
    if unfilled:
        reasons.append(filled(words.UNFILLED, cells=str(unfilled)))
    if reasons:
        raise CannotAssess(sentences(reasons), Cause.INPUT)


def _cells(report: Report, sums: RollUp) -> tuple[list[Cell], list[str], int]:
    """The figures that can be compared, those whose sum is not whole, and how many figures of the
    report are no numbers though its bodies have some."""
    cells, open_, unfilled = [], [], 0
    for key in report.tables:
        for fact in facts_of(report, key):
            total = sums.sums.get(fact.name)
            if fact.name in sums.open:
                open_.append(fact.name)
            elif total is None:
                continue
            elif fact.value is not None:
                cells.append(Cell(fact.name, fact.value, rounded(total, fact.value)))
            elif total:
                unfilled += 1
    return cells, open_, unfilled


def rounded(total: Decimal, reported: Decimal) -> Decimal:
    """An amount's sum to the places the report prints, where that makes them equal."""
    exponent = reported.as_tuple().exponent
    if total != reported and isinstance(exponent, int) and exponent < 0:
        return reported if total.quantize(reported) == reported else total
    return total


def _signed(report: Report, cell: Cell) -> bool:
    return domain_of(report, cell.name) == SIGNED


def _scope(
    report: Report, rule: Rule, cells: Sequence[Cell], wrong: Sequence[Cell], sums: RollUp
) -> tuple[str | None, str]:
    """Which variant speaks, and the words that tell so."""
    text = flow(report, "text")
    whole = any_of(tuple(rule.options["whole"])).search(text.text)
    own = any_of(tuple(rule.options["own"])).search(text.text)
    if own is not None and whole is None:
        return "scope", marked(text, own.start(), own.end(), text.sentence(own.start()), width=40)
    counted = [cell for cell in cells if cell.total]
    below, narrow = sum(c.difference < 0 for c in counted), rule.options["narrow"]
    if whole is None and below >= narrow * len(counted) and len(counted) > 1:
        return "narrow", ""
    if sums.absent:
        return "below", ""
    above = all(cell.difference >= 0 for cell in wrong)
    return ("own" if not sums.own and above else None), ""


def _hit(
    report: Report,
    rule: Rule,
    key: str,
    cells: Sequence[Cell],
    sums: RollUp,
    variant: str | None,
    evidence: str,
) -> Hit:
    name = table_name(report, key)
    relations = tuple(
        Relation(
            rule.id,
            cell.name,
            plain(cell.reported),
            plain(cell.total),
            plain(cell.difference),
            _label(report, key, cell.name),
        )
        for cell in cells
    )
    lines = [
        filled(
            words.LINE,
            name=relation.name,
            reported=relation.left,
            total=relation.right,
            difference=relation.difference,
        )
        for relation in relations[:MOST_LINES]
    ]
    more = Localised("", "")
    if len(cells) > MOST_LINES:
        more = filled(words.MORE, count=str(len(cells)))
    held = [m for m in sums.members if m.state not in ("out", "exempt", "missing", "unread")]
    return Hit(
        location=at_table(report, key),
        evidence=evidence,
        params={
            "table": name,
            "count": str(len(cells)),
            "bodies": str(len(held)),
            "lines": _sentence(lines, more),
            "missing": _missing(sums.absent),
        },
        variant=variant,
        relations=relations[:MOST_LINES],
        key=key,
    )


def _sentence(lines: Sequence[Localised], more: Localised) -> Localised:
    return Localised(
        "，".join(line.zh for line in lines) + more.zh,
        ", ".join(line.en for line in lines) + more.en,
    )


def _missing(absent: Sequence[Member]) -> Localised:
    return _listed([member.name for member in absent])


def _listed(names: Sequence[str]) -> Localised:
    first = listed(names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
        return first
    return filled(words.AND_OTHERS, names=first, count=str(len(names)))


def _label(report: Report, key: str, name: str) -> Localised:
    """The figure's name without its table's."""
    full, table = fact_label(form_of(report, key), name), table_name(report, key)
    return Localised(full.zh.removeprefix(f"{table.zh} → "), full.en.removeprefix(f"{table.en} → "))


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, _VARIANTS)


KINDS: Final = (
    CheckKind(
        name="rolled-up",
        run=run,
        needs=("roster", "tables"),
        options={
            "type": "object",
            "properties": {
                "own": {
                    **PATTERNS,
                    "description": "words by which a report speaks of its own figures only",
                },
                "whole": {
                    **PATTERNS,
                    "description": "words by which a report speaks for all bodies below it",
                },
                "narrow": {
                    "type": "number",
                    "exclusiveMinimum": 0,
                    "maximum": 1,
                    "description": "share of the cells below their sums from which on the report "
                    "may speak of the body itself only (variant `narrow`)",
                },
            },
            "required": ["own", "whole", "narrow"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
