"""Kind ``roll-call``: bodies of the roster whose report has not been received. It speaks of the
run, not of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import NO_OPTIONS, has_variants
from gklint.finding import Hit, Location, Outcome
from gklint.lang import filled
from gklint.messages.dates import told
from gklint.messages.rollcall import DUE, NO_YEAR, ON_ROSTER, YEAR
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gklint.across.rollcall import Roll
    from gklint.checks.base import Context
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Nothing: one report does not tell who has not reported."""
    return iter(())


def over_run(roll: Roll, rule: Rule, today: date | None) -> Iterator[Hit]:
    """A hit for each body that is missing.

    Variant ``late`` where the roster's date has passed and no doubt is left, ``doubtful`` where
    what was received may be its after all or is on another year.
    """
    year = NO_YEAR if roll.year is None else filled(YEAR, year=str(roll.year))
    for body in roll.bodies:
        if body.state != "missing":
            continue
        due = body.file_by
        late = due is not None and today is not None and today > due
        yield Hit(
            location=Location(text=filled(ON_ROSTER, line=str(body.line))),
            evidence=body.name,
            expected=told(due) if due is not None else "",
            params={
                "body": body.name,
                "year": year,
                "due": filled(DUE, day=told(due)) if due is not None else "",
                "doubt": body.doubt,
            },
            variant="doubtful" if body.doubt else "late" if late else None,
            outcome=Outcome.REVIEW if body.doubt else None,
            key=fold_label(body.name),
        )


KINDS: Final = (
    CheckKind(
        name="roll-call",
        run=run,
        options=NO_OPTIONS,
        needs=("roster",),
        validate=has_variants("late", "doubtful"),
        over_run=over_run,
    ),
)
