"""Reports to hold a run against: last year's, or another form of the same one.

They are surveyed as the run's own inputs are, or taken from what ``gklint extract`` wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.across.extract import ENDINGS, load_extract
from gklint.sources import Source, discover
from gklint.workers import SURVEY, SURVEY_EARLIER, Task, bring, surveyed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.across.model import Digest
    from gklint.document.errors import ReadingError
    from gklint.workers import Work, Workers


def earlier_reports(
    sources: Sequence[str],
    workers: Workers,
    *,
    include: Sequence[str] = (),
    same_year: bool = False,
) -> tuple[Digest, ...]:
    """The digests of `sources`, files or folders; extracts are taken apart.

    With `same_year` they are other forms of the run's own report, and what the plan says of year,
    issuer and form holds for them too. Raises ExtractError where an extract can't be used.
    """
    work = SURVEY if same_year else SURVEY_EARLIER
    return tuple(_digests(sources, workers, include, work))


def _digests(
    sources: Sequence[str],
    workers: Workers,
    include: Sequence[str],
    work: Work[Digest | ReadingError],
) -> Iterator[Digest]:
    tasks = []
    for item in discover(sources, include=include).items:
        brought = bring(item) if item.name.lower().endswith(ENDINGS) else None
        known = load_extract(brought.data, brought.name) if isinstance(brought, Source) else None
        if known is not None:
            yield from known
        else:
            tasks.append(Task(item, brought))
    for task, outcome in zip(tasks, workers.each(work, tasks), strict=True):
        yield surveyed(task, outcome)
