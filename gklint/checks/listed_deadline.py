"""Kind ``listed-deadline``: published after the date that the roster gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.across.model import due_on
from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import NO_OPTIONS
from gklint.finding import Cause, Hit, Outcome
from gklint.messages.dates import told
from gklint.messages.reasons import REASONS
from gklint.report.locate import at_document, at_span
from gklint.report.model import DateSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.checks.base import Context
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit where the report came out after the roster's date; for review where the date was read
    from the address alone or lies beyond the following year.

    Raises CannotAssess where the roster gives none for the year.
    """
    entry, published, year = context.around.entry, report.published, report.year
    if entry is None or published is None or year is None:
        return
    limit = due_on(entry.publish_by, year)
    if limit is None:
        raise CannotAssess(REASONS["publish_by"], Cause.SWITCHED_OFF)
    if published.date <= limit:
        return
    certain = published.source is not DateSource.URL and published.date.year == year + 1
    span = published.span
    yield Hit(
        location=at_span(report, span) if span is not None else at_document(),
        evidence=span.text if span is not None else published.date.isoformat(),
        observed=told(published.date),
        expected=told(limit),
        params={"days": str((published.date - limit).days)},
        outcome=None if certain else Outcome.REVIEW,
        key="published",
    )


KINDS: Final = (
    CheckKind(
        name="listed-deadline",
        run=run,
        options=NO_OPTIONS,
        needs=("year", "published", "entry"),
    ),
)
