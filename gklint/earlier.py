"""Reports to hold a run against: last year's, or another form of the same one.

They are surveyed as the run's own inputs are, or taken from what ``gklint extract`` wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.across.extract import load_extract
from gklint.sources import Source, discover
from gklint.workers import SURVEY, Task, bring

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.across.model import Digest
    from gklint.workers import Workers


def earlier_reports(
    sources: Sequence[str], workers: Workers, *, include: Sequence[str] = ()
) -> tuple[Digest, ...]:
    """The digests of `sources`, files or folders; extracts are taken apart."""
    return tuple(_digests(sources, workers, include))


def _digests(sources: Sequence[str], workers: Workers, include: Sequence[str]) -> Iterator[Digest]:
    tasks = []
    for item in discover(sources, include=include).items:
        brought = bring(item) if item.name.lower().endswith((".json", ".csv", ".xlsx")) else None
        known = load_extract(brought.data, brought.name) if isinstance(brought, Source) else None
        if known is not None:
            yield from known
        else:
            tasks.append(Task(item, brought))
    yield from workers.each(SURVEY, tasks)
