"""From a run of the bodies' reports to a draft."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gklint.across.rollup import Collector
from gklint.rollup.draft import Draft, Findings

if TYPE_CHECKING:
    from gklint.across.names import Names
    from gklint.across.parents import Parents
    from gklint.batch import Batch


class NothingToAddUp(Exception):
    """`key` names the sentence that says why, `params` fill it (names one after the other are a
    tuple)."""

    def __init__(self, key: str, **params: str | int | tuple[str, ...]) -> None:
        super().__init__(key, params)
        self.key, self.params = key, params


def gather(
    batch: Batch, year: int | None = None, body: str | None = None
) -> tuple[Draft, tuple[str, ...]]:
    """The draft for `body` and `year`, and the other bodies that could be added up for. The batch,
    whose request asks for a survey, is run here.

    By default it is for the parent of most bodies, and the year of most reports. Raises
    NothingToAddUp.
    """
    findings = Findings()
    for result in batch.results():
        findings.add(result)
    if batch.resolved is None:
        raise NothingToAddUp("error.rollup.year")
    held = batch.resolved.held
    around = enumerate(batch.resolved.around)
    collector = Collector(held, {n: a.previous for n, a in around if a.previous is not None})
    parent = _parent(collector.parents, held.names, body)
    year = year or held.year
    if year is None:
        raise NothingToAddUp("error.rollup.year")
    pack = collector.pack(parent, year)
    form = pack.form_due(year)
    if form is None or not form.tables:
        raise NothingToAddUp("error.rollup.form", year=year)
    own = (held.digests[g.best] for g in held.groups if g.key == parent and g.year == year)
    draft = Draft(
        pack=pack,
        form=form,
        collected=collector.collect(parent, year),
        roll=held.roll(year),
        own=next((digest for digest in own if digest.pack == pack.key), None),
        findings=findings,
        today=date.today(),
    )
    return draft, tuple(name for key, name in collector.parents.names.items() if key != parent)


def _parent(parents: Parents, names: Names, asked: str | None) -> str:
    """The key of the body that others are added up for."""
    largest = parents.largest
    if largest is None:
        raise NothingToAddUp("error.rollup.no_parent")
    if asked is None:
        return largest
    found = names.entry((asked,))
    for name in (asked, found[0].name if found is not None else asked):
        if (key := names.plain(name)) in parents.names:
            return key
    raise NothingToAddUp("error.rollup.body", name=asked, known=tuple(parents.names.values()))
