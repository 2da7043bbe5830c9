"""What the command line says of reports to hold a run against (``--previous``, ``--against``)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from gklint.cli.refusal import Refusal
from gklint.messages import say
from gklint.sources import ItemKind, discover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.across.extract import ExtractError
    from gklint.batch import Batch, Request
    from gklint.lang import Lang

_NAMED: Final = 5
"""Files named in a note; more are counted."""


def refuse_over_inputs(request: Request, lang: Lang) -> None:
    """Raises Refusal where a file that the run writes is one that it is to read."""
    roster = (request.roster.source,) if request.roster is not None else ()
    against = (request.against,) if request.against is not None else ()
    read = (*request.sources, *(request.previous or ()), *roster, *against)
    inputs = {os.path.realpath(source) for source in read if os.path.isfile(source)}
    for path in request.own:
        if os.path.realpath(path) in inputs:
            raise Refusal(say("error.over_input", lang, path=path))


def refuse_missing(request: Request, lang: Lang) -> None:
    """Raises Refusal where a path of last year's reports leads nowhere, before anything is read."""
    for source in request.previous or ():
        if any(item.kind is ItemKind.MISSING for item in discover((source,)).items):
            raise Refusal(say("error.previous", lang, path=source))


def refuse_against(batch: Batch, lang: Lang) -> None:
    """Raises Refusal where another form of the report is not one file, or not of one report."""
    path = batch.request.against
    if path is None:
        return
    items = discover((path,)).items
    if not items or items[0].kind is ItemKind.MISSING:
        raise Refusal(say("error.against", lang, path=path))
    if len(items) > 1:
        raise Refusal(say("error.against_one", lang, path=path, count=len(items)))
    if len(batch.items) > 1:
        raise Refusal(say("error.against_many", lang, count=len(batch.items)))


def unusable(error: ExtractError, lang: Lang) -> Refusal:
    """The refusal of figures that can't be used."""
    return Refusal(say("error.extract", lang, path=error.name, reason=error.reason[lang]))


def earlier_notes(batch: Batch, lang: Lang) -> tuple[str, ...]:
    """That last year's reports were of no use, in part or at all."""
    if batch.resolved is None or batch.request.previous is None:
        return ()
    notes = []
    used = {a.previous.digest.source for a in batch.resolved.around if a.previous is not None}
    if not any(digest.source in used for digest in batch.earlier):
        sources = _listed(batch.request.previous, lang)
        notes.append(say("note.previous_none", lang, sources=sources))
    unread = [digest.source for digest in batch.earlier if digest.problem]
    if unread:
        sources = _listed(unread, lang)
        notes.append(say("note.previous_unread", lang, count=len(unread), sources=sources))
    return tuple(notes)


def _listed(names: Sequence[str], lang: Lang) -> str:
    more = ["…"] if len(names) > _NAMED else []
    return say("list.separator", lang).join([*names[:_NAMED], *more])
