"""The equations of one table, held against its figures: what is broken, and which cells explain it.

Worked out once for a report and shared by the checks of equations and of blanks.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gklint.balance import ZERO, Status, evaluate
from gklint.checks.relations import system
from gklint.report.domains import AMOUNT, SIGNED, domain_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from gklint.balance import Residual
    from gklint.balance.locate import Change, Located, Repair
    from gklint.balance.problem import Rules
    from gklint.checks.base import Context
    from gklint.checks.relations import System
    from gklint.report.model import Report


class Assessment(NamedTuple):
    """`residuals` with the blanks of `left_out` at their implied values; `located` explains those
    that are broken. `proven` says that the implied values are the only ones, `besides` are other
    ways to mend what is told of blanks. Of the broken ones those of `as_zero` (by key) hold blanks
    that plainly stand for 0, and were counted as such."""

    system: System
    residuals: tuple[Residual, ...]
    located: tuple[Located, ...] = ()
    left_out: tuple[Change, ...] = ()
    proven: bool = False
    besides: tuple[Repair, ...] = ()
    as_zero: frozenset[str] = frozenset()


def assess(
    report: Report, table: str, names: Sequence[str] | None, context: Context
) -> Assessment | None:
    """The assessment of the table's equations called `names` (all by default); None where the table
    or such equations are missing."""
    made = system(report, table, names)
    if made is None:
        return None
    zero = context.blank == "zero"
    residuals = made.residuals(blank_is_zero=zero)
    if not any(r.status in (Status.BROKEN, Status.BLANK) for r in residuals):
        return Assessment(made, residuals)
    from gklint.checks.confirmed import confirmed

    known = confirmed(report, context)
    key = f"assessment:{table}:{','.join(r.equation.key for r in residuals)}:{zero}"
    cached = report.memo.get(key)
    if isinstance(cached, tuple) and cached[0] == known:
        found: Assessment = cached[1]
        return found
    assessed = _assess(report, made, residuals, known, zero=zero)
    report.memo[key] = (known, assessed)
    return assessed


def _assess(
    report: Report,
    made: System,
    residuals: Sequence[Residual],
    known: Mapping[str, Decimal],
    *,
    zero: bool,
) -> Assessment:
    from gklint.balance.locate import Tier, locate

    blanks = made.figures.blanks
    values = made.figures.values
    if zero:
        values, blanks = {**dict.fromkeys(blanks, ZERO), **values}, frozenset()
    rules = _rules(report, values.keys() | blanks)
    unsure = _cells(residuals, (Status.UNREAD,))
    if any(r.status is Status.BLANK for r in residuals):
        from gklint.checks.as_zero import plainly_zero

        if plainly_zero(made.figures, residuals):
            return _as_zero(made, residuals, known, rules, unsure)
    left_out: tuple[Change, ...] = ()
    proven = False
    filled: dict[str, Decimal] = {}
    if any(r.status is Status.BLANK for r in residuals):
        first = locate(
            [r.equation for r in residuals if r.status is not Status.UNREAD],
            values,
            made.grid,
            rules=rules,
            # Numbers from outside may tell a blank, but not that another number is right.
            confirmed={cell: number for cell, number in known.items() if cell in blanks},
            unsure=unsure,
        )
        settled = [one for one in first if one.tier in (Tier.UNIQUE, Tier.LIKELY)]
        filling = [one for one in settled if any(map(_is_blank, one.repairs[0].changes))]
        left_out = tuple(
            change for one in filling for change in one.repairs[0].changes if _is_blank(change)
        )
        proven = all(one.tier is Tier.UNIQUE for one in filling)
        filled = {change.cell: change.suggested for change in left_out}
        values, known = {**values, **filled}, {**known, **filled}
        blanks -= filled.keys()
        residuals = evaluate(made.equations, values, blanks)
        unsure = _cells(residuals, (Status.UNREAD, Status.BLANK))
        if not proven:
            unsure |= values.keys()
    equations = [r.equation for r in residuals if r.status in (Status.BROKEN, Status.BALANCED)]
    search = partial(locate, equations, values, made.grid, rules=rules, unsure=unsure)
    located = _searched(search, filled, known, values)
    return Assessment(made, tuple(residuals), located, left_out, proven)


def _as_zero(
    made: System,
    residuals: Sequence[Residual],
    known: Mapping[str, Decimal],
    rules: Rules,
    unsure: frozenset[str],
) -> Assessment:
    """The assessment of a table that plainly leaves zeros blank."""
    from gklint.balance.locate import locate
    from gklint.checks.as_zero import settle

    values, blanks = made.figures.values, made.figures.blanks
    equations = [r.equation for r in residuals if r.status is not Status.UNREAD]
    search = partial(locate, equations, values, made.grid, rules=rules, unsure=unsure, zeros=True)
    told = {cell: number for cell, number in known.items() if cell in blanks}
    found = settle(_searched(search, told, known, values), residuals)
    filled = {change.cell: change.suggested for change in found.left_out}
    broken = {key for cause in found.located for key in cause.equations}
    after = [
        r._replace(status=Status.BROKEN) if r.equation.key in broken else r
        for r in evaluate(made.equations, {**values, **filled}, blanks - filled.keys())
    ]
    as_zero = frozenset(r.equation.key for r in after if r.equation.key in broken and r.missing)
    return Assessment(
        made, tuple(after), found.located, found.left_out, found.proven, found.besides, as_zero
    )


def _searched(
    search: Callable[..., tuple[Located, ...]],
    told: Mapping[str, Decimal],
    known: Mapping[str, Decimal],
    values: Mapping[str, Decimal],
) -> tuple[Located, ...]:
    """What `search` locates when blanks hold what is `told`, weighed with all that is `known`."""
    located = search(confirmed=told)
    if not located or not known.keys() - told.keys():
        return located
    from gklint.balance.outside import weighed

    fixed = {cell for cell in known if known[cell] == values.get(cell)} - told.keys()
    helped = search(confirmed=known)
    return tuple(weighed(*both, fixed) for both in zip(located, helped, strict=True))


def _is_blank(change: Change) -> bool:
    return change.reported is None


def _cells(residuals: Iterable[Residual], statuses: Sequence[Status]) -> frozenset[str]:
    """The cells that stand in equations of these statuses."""
    return frozenset(
        cell for r in residuals if r.status in statuses for cell in r.equation.coefficients
    )


def _rules(report: Report, cells: Iterable[str]) -> Rules:
    from gklint.balance.problem import Rules

    domains = {cell: domain_of(report, cell) for cell in cells}
    return Rules(
        negative=frozenset(c for c, domain in domains.items() if domain == SIGNED),
        fractions=frozenset(c for c, domain in domains.items() if domain == AMOUNT),
        scanned=frozenset(c for c in domains if (f := report.facts.get(c)) and f.scanned),
    )
