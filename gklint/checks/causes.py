"""Hits for what is broken in a table: one cause, one finding, with the cells that explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.balance import Slip, slip
from gklint.balance.locate import Located, Repair, Tier
from gklint.balance.misread import Misread, misreading
from gklint.balance.templates import Kind
from gklint.checks.alternatives import MOST_LISTED, Phrases
from gklint.checks.apart import apart, common_of
from gklint.checks.as_zero import number_is_wrong
from gklint.checks.relations import table_name
from gklint.finding import Confidence, Diagnosis, Hit, Outcome, Relation, Suspect
from gklint.lang import Localised, filled, sentences
from gklint.messages import figures as words
from gklint.report.figures import plain
from gklint.report.locate import at_fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.balance import Residual
    from gklint.balance.locate import Change
    from gklint.checks.assessment import Assessment
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule

_CONFIDENCE: Final = {Tier.UNIQUE: Confidence.CERTAIN, Tier.LIKELY: Confidence.LIKELY}
_VARIANT: Final = {Tier.UNIQUE: "unique", Tier.LIKELY: "likely"}
_DISPLACED: Final = {Kind.SPLIT: "split", Kind.SHIFTED: "shifted"}


def hits(
    report: Report,
    table: str,
    assessed: Assessment,
    by_equation: Mapping[str, Rule],
    displaced: Rule | None,
) -> Iterator[tuple[Rule, Hit]]:
    """A hit for each cause, under the first broken of its rules.

    `displaced`, where that rule is on, is told of numbers that stand in the wrong cells: beside the
    broken relations where the table was read as a grid, in their stead where it was not.
    """
    broken = {r.equation.key: r for r in assessed.residuals}
    phrases = Phrases(report, assessed.system)
    gridded = all(t.spans_known for t in report.tables[table].tables)
    causes = [part for located in assessed.located for part in apart(located, broken)]
    order = {key: number for number, key in enumerate(broken)}
    causes.sort(key=lambda cause: order[cause.equations[0]])
    for cause in causes:
        residuals = [broken[key] for key in cause.equations]
        kind = _displacement(cause)
        if kind is not None and displaced is not None:
            hit = _displaced_hit(report, table, cause, kind, phrases)
            if not gridded and by_equation:
                relations = _relations(assessed, residuals, by_equation)
                yield (
                    displaced,
                    hit._replace(
                        relations=relations,
                        diagnosis=Diagnosis(cause.tier.value),
                        suspects=_suspects(report, cause),
                    ),
                )
                continue
            yield displaced, hit
        if by_equation:
            line = assessed.system.lines[residuals[0].equation.key]
            owner = by_equation[line.declared.name]
            yield owner, _hit(report, assessed, cause, residuals, by_equation, phrases)


def _hit(
    report: Report,
    assessed: Assessment,
    cause: Located,
    residuals: Sequence[Residual],
    by_equation: Mapping[str, Rule],
    phrases: Phrases,
) -> Hit:
    first = residuals[0]
    line = assessed.system.lines[first.equation.key]
    owner = by_equation[line.declared.name]
    relations = _relations(assessed, residuals, by_equation)
    evidence = f"{relations[0].left} ≠ {relations[0].right}"
    as_zero = assessed.as_zero.intersection(cause.equations)
    unsure = len(as_zero) == len(residuals) and not number_is_wrong(cause)
    params: dict[str, Text] = {
        "line": line.label.name,
        "left": plain(first.left_sum),
        "right": plain(first.right_sum),
        "difference": plain(abs(first.difference)),
        "count": str(len(residuals)),
        "verdict": _verdict(cause, phrases, as_zero=bool(as_zero)),
    }
    several = "several" if len(residuals) > 1 else None
    hit = Hit(
        at_fact(report, line.fact),
        evidence=evidence,
        observed=evidence,
        expected=line.declared.text,
        params=params,
        variant=_worded(owner, _VARIANT.get(cause.tier, several)),
        outcome=Outcome.REVIEW if unsure else None,
        relations=relations,
        diagnosis=Diagnosis(cause.tier.value),
        suspects=_suspects(report, cause),
    )
    if cause.tier not in _CONFIDENCE:
        return hit
    changes = cause.repairs[0].changes
    hit = hit._replace(location=at_fact(report, changes[0].cell))
    if len(changes) > 1:
        return hit
    (suspect, *_) = hit.suspects
    return hit._replace(observed=suspect.reported, expected=suspect.suggested)


def _worded(rule: Rule, variant: str | None) -> str | None:
    """The rule's own words for the case, where it has any."""
    return variant if variant in rule.variants else None


def _verdict(cause: Located, phrases: Phrases, *, as_zero: bool) -> Localised:
    """The sentences that say which cells, as far as it can be told."""
    told = [_told(cause, phrases)]
    if cause.helped and cause.tier in (*_CONFIDENCE, Tier.AMBIGUOUS):
        told.append(words.HELPED)
    if cause.disputed:
        told.append(filled(words.DISPUTED, cells=phrases.cells(cause.disputed)))
    if as_zero:
        told.append(words.AS_ZERO)
    if cause.limited:
        told.append(words.LIMIT)
    return Localised("".join(t.zh for t in told), " ".join(t.en for t in told))


def _told(cause: Located, phrases: Phrases) -> Localised:
    if cause.tier is Tier.UNEXPLAINED:
        return words.UNTOLD
    first, *others = cause.repairs
    if cause.tier is Tier.AMBIGUOUS:
        single = len(cause.equations) == 1 and all(len(r.changes) == 1 for r in cause.repairs)
        if single:
            template = words.ONE_OF if others else words.ONLY_TOTAL
            return filled(template, others=phrases.in_line(cause.repairs))
        common, rest = common_of(cause.repairs)
        if common:
            return filled(
                words.UNSURE_BESIDES,
                common=phrases.listed_changes(common),
                others=phrases.listed(rest),
            )
        return filled(words.UNSURE, others=phrases.listed(cause.repairs))
    if cause.tier is Tier.PARTIAL:
        return filled(words.PARTLY, changes=phrases.listed_changes(first.changes))
    template = words.LIKELY
    if cause.tier is Tier.UNIQUE:
        template = words.ONLY_ONE if len(first.changes) == 1 else words.FEWEST
    told = filled(
        template,
        changes=phrases.full_changes(first.changes),
        cells=str(len(first.changes)),
        count=str(len(cause.equations)),
        reason=_reason(first),
    )
    if cause.tier is not Tier.LIKELY or not others:
        return told
    common, rest = common_of(cause.repairs)
    if common and len(others) > 1:
        besides = filled(
            words.BESIDES_COMMON,
            common=phrases.listed_changes(common),
            others=phrases.listed(rest[1:]),
        )
    else:
        besides = filled(words.BESIDES, others=phrases.listed(others))
    return Localised(told.zh + besides.zh, f"{told.en} {besides.en}")


def _reason(repair: Repair) -> Localised:
    """What may have happened, each kind of slip once; nothing where that is not told."""
    seen: dict[str, Localised] = {}
    changes = {change.cell: change for change in repair.changes}
    for event in repair.events:
        reason = _why(event.kind, changes[event.cells[0]])
        if reason is not words.SLIPS[Slip.OTHER]:
            seen.setdefault(reason.zh, reason)
    if not seen:
        return Localised("", "")
    return filled(words.REASON, reason=sentences(seen.values()))


def _why(kind: Kind, change: Change) -> Localised:
    if kind is Kind.MISREAD:
        return _misread(change)
    if kind is not Kind.CHANGED:
        return words.EVENTS[kind.value]
    if change.reported is None:
        return words.LEFT_BLANK
    return words.SLIPS[slip(change.reported, change.suggested)]


def _misread(change: Change) -> Localised:
    """What a reader took for what."""
    if change.reported is None:
        return words.MISREAD[Misread.UNSEEN.value]
    found = misreading(change.reported, change.suggested)
    if found is None:
        return words.SLIPS[Slip.OTHER]
    return filled(words.MISREAD[found.how.value], seen=found.seen, meant=found.meant)


def _suspects(report: Report, cause: Located) -> tuple[Suspect, ...]:
    """The cells of the repairs, as many alternatives as are listed."""
    best = _CONFIDENCE.get(cause.tier, Confidence.POSSIBLE)
    found: list[Suspect] = []
    for number, repair in enumerate(cause.repairs[:MOST_LISTED], 1):
        kinds = {cell: event.kind for event in repair.events for cell in event.cells}
        for change in repair.changes:
            reported = "" if change.reported is None else plain(change.reported)
            found.append(
                Suspect(
                    fact=change.cell,
                    reported=reported,
                    suggested=plain(change.suggested),
                    reason=_why(kinds[change.cell], change),
                    confidence=best if number == 1 else Confidence.POSSIBLE,
                    alternative=number,
                    name=at_fact(report, change.cell).text,
                )
            )
    return tuple(found)


def _displacement(cause: Located) -> Kind | None:
    """How numbers stand in the wrong cells, where that is the likely cause and the only one."""
    if cause.tier not in _CONFIDENCE or len(cause.repairs[0].events) != 1:
        return None
    (event,) = cause.repairs[0].events
    return event.kind if event.kind in _DISPLACED else None


def _displaced_hit(report: Report, table: str, cause: Located, kind: Kind, phrases: Phrases) -> Hit:
    changes = cause.repairs[0].changes
    where = at_fact(report, changes[0].cell)
    return Hit(
        where,
        evidence=" ".join("" if c.reported is None else plain(c.reported) for c in changes),
        params={
            "table": table_name(report, table),
            "cell": where.text,
            "changes": phrases.listed_changes(changes),
        },
        variant=_DISPLACED[kind],
        key=f"displaced.{changes[0].cell}",
    )


def _relations(
    assessed: Assessment, residuals: Sequence[Residual], by_equation: Mapping[str, Rule]
) -> tuple[Relation, ...]:
    return tuple(_relation(assessed, residual, by_equation) for residual in residuals)


def _relation(
    assessed: Assessment, residual: Residual, by_equation: Mapping[str, Rule]
) -> Relation:
    equation = residual.equation
    line = assessed.system.lines[equation.key]
    template = words.COLUMN if line.declared.each == "column" else words.ROW
    where = filled(template, name=line.label.name)
    name = filled(words.RELATION, line=where, relation=line.declared.text)
    return Relation(
        rule=by_equation[line.declared.name].id,
        fact=line.fact,
        left=_sum([a.sign for a in equation.left], residual.left),
        right=_sum([a.sign for a in equation.right], residual.right),
        difference=plain(residual.difference),
        name=name,
    )


def _sum(signs: Sequence[int], values: Sequence[Decimal]) -> str:
    """「13 + 0」: the addends of one side, each as printed or as its group's sum."""
    text = ""
    for sign, value in zip(signs, values, strict=True):
        joint = (" + " if sign > 0 else " - ") if text else ("" if sign > 0 else "-")
        text += joint + plain(value)
    return text
