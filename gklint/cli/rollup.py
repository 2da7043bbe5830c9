"""``gklint rollup``: the district's own report from its bodies'."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from gklint.cli.commands import Command, Option
from gklint.cli.options import (
    callback,
    input_options,
    language_asked_for,
    language_option,
    run_options,
    sources_argument,
)
from gklint.cli.refusal import Refusal, target_refusal
from gklint.cli.types import Whole
from gklint.messages import say
from gklint.rollup.formats import DRAFTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.model import Roster
    from gklint.batch import Batch
    from gklint.lang import Lang
    from gklint.rollup.draft import Draft
    from gklint.rollup.formats import DraftFormat
    from gklint.rollup.gather import NothingToAddUp

NO_INPUT: Final = 3
UNREAD: Final = 4
_OWN_OPTIONS: Final = ("include", "exclude")


class Wanted(NamedTuple):
    """A document and the file it goes to."""

    format: DraftFormat
    path: Path


def command(lang: Lang) -> Command:
    """The command in `lang`."""
    return Command(
        "rollup",
        lang=lang,
        help=say("help.rollup", lang) + "\n" + say("help.rollup.long", lang),
        tail=[say("help.rollup.exit", lang)],
        callback=callback(lambda given: rollup(given, lang)),
        params=[
            sources_argument(lang),
            *(option for option in input_options(lang) if option.name in _OWN_OPTIONS),
            Option(
                ["--roster"],
                heading="rollup",
                type=click.Path(path_type=Path),
                metavar=say("meta.file", lang),
                help=say("opt.rollup.roster", lang),
            ),
            Option(
                ["--previous"],
                heading="rollup",
                multiple=True,
                type=click.Path(),
                metavar=say("meta.path", lang),
                help=say("opt.rollup.previous", lang),
            ),
            Option(
                ["--year"],
                heading="rollup",
                type=Whole(1949, lang),
                metavar=say("meta.number", lang),
                help=say("opt.rollup.year", lang),
            ),
            Option(
                ["--body"],
                heading="rollup",
                metavar=say("meta.name", lang),
                help=say("opt.rollup.body", lang),
            ),
            Option(
                ["-o", "--output"],
                heading="output",
                multiple=True,
                metavar=say("meta.output", lang),
                help=say("opt.rollup.output", lang, files=_defaults(lang)),
            ),
            Option(["--force"], heading="output", is_flag=True, help=say("opt.rollup.force", lang)),
            *run_options(lang),
            language_option(lang),
        ],
    )


def rollup(given: Mapping[str, Any], lang: Lang) -> int:
    """Run with the options `given`; the exit status."""
    wanted = _wanted(given["output"], lang, force=given["force"])
    from gklint.cli.settings import Settings

    options = {
        **given,
        "profile": "supervise",
        "stdin_name": None,
        "year": None,  # the one to add up, not one to read every report by
        "issuer": None,
        "form": None,
    }
    settings = Settings(options, lang, language_asked_for())
    lang = settings.lang
    request = settings.request(settings.plan(facts=False), network=False)._replace(survey=True)
    roster = request.roster
    if roster is None:
        raise Refusal(say("error.rollup.roster", lang))
    # What an earlier run made is no report of a body.
    request = request._replace(own=tuple(str(one.path) for one in wanted))
    from gklint.cli.earlier import (
        earlier_notes,
        refuse_missing,
        refuse_over_inputs,
        unusable,
    )
    from gklint.cli.run import open_batch
    from gklint.sources import ItemKind

    refuse_missing(request, lang)
    refuse_over_inputs(request, lang)
    batch = open_batch(request, lang)
    if all(item.kind is ItemKind.MISSING for item in batch.items):
        absent = [item.name for item in batch.items]
        key, sources = (
            ("error.not_found", absent) if absent else ("error.no_input", given["sources"])
        )
        told = say(key, lang, sources=say("list.separator", lang).join(sources))
        raise Refusal(told, status=NO_INPUT)
    from gklint.across.extract import ExtractError
    from gklint.rollup.gather import NothingToAddUp, gather

    try:
        draft, others = gather(batch, given["year"], given["body"])
    except NothingToAddUp as error:
        raise _refusal(error, lang) from None
    except ExtractError as error:
        raise unusable(error, lang) from None
    _put(wanted, draft, lang)
    if not given["quiet"]:
        for line in (*_told(draft, others, wanted, lang), *earlier_notes(batch, lang)):
            sys.stderr.write(line + "\n")
    return UNREAD if _unread(batch, roster) else 0


def _unread(batch: Batch, roster: Roster) -> bool:
    """Whether an input, the roster itself left out, could not be read."""
    listed = Path(roster.source).name
    digests = batch.resolved.held.digests if batch.resolved is not None else ()
    return any(digest.problem and Path(digest.source).name != listed for digest in digests)


def _wanted(texts: Sequence[str], lang: Lang, *, force: bool) -> tuple[Wanted, ...]:
    """The documents asked for, all by default. Raises Refusal for what is unknown, or is there
    already."""
    wanted = []
    for text in texts or tuple(DRAFTS):
        name, _, path = text.partition(":")
        if name not in DRAFTS:
            raise Refusal(say("error.format", lang, name=name, allowed=", ".join(DRAFTS)))
        wanted.append(Wanted(DRAFTS[name], Path(path or DRAFTS[name].file)))
    paths = [one.path.resolve() for one in wanted]
    for one in wanted:
        if paths.count(one.path.resolve()) > 1:
            raise Refusal(say("error.same_file", lang, path=str(one.path)))
        if one.path.exists() and not force:
            raise Refusal(say("error.rollup.exists", lang, path=str(one.path)))
    return tuple(wanted)


def _refusal(error: NothingToAddUp, lang: Lang) -> Refusal:
    separator = say("list.separator", lang)
    params = {
        name: separator.join(value) if isinstance(value, tuple) else value
        for name, value in error.params.items()
    }
    return Refusal(say(error.key, lang, **params))


def _put(wanted: Sequence[Wanted], draft: Draft, lang: Lang) -> None:
    """The files in place, whole and all of them, or none."""
    from contextlib import ExitStack

    from gklint.outputs import Format
    from gklint.outputs.target import TargetError, placed

    try:
        with ExitStack() as files:
            for one in wanted:
                form = Format(one.format.name, one.format.module, holds=True, encoding="")
                one.format.write(draft, files.enter_context(placed(one.path, form)))
    except TargetError as error:
        raise target_refusal(error, lang) from error


def _told(draft: Draft, others: Sequence[str], wanted: Sequence[Wanted], lang: Lang) -> list[str]:
    separator = say("list.separator", lang)
    held = len(draft.counted) - len(draft.gaps)
    lines = [
        say(
            "note.rollup.held",
            lang,
            parent=draft.collected.parent,
            year=draft.collected.year,
            counted=len(draft.counted),
            held=held,
        )
    ]
    if draft.gaps:
        gaps = separator.join(one.member.name for one in draft.gaps)
        lines.append(say("note.rollup.gaps", lang, names=gaps))
    if draft.sums.open:
        lines.append(say("note.rollup.open", lang, cells=len(draft.sums.open)))
    if others:
        lines.append(say("note.rollup.others", lang, names=separator.join(others)))
    return [
        *lines,
        *(say("note.rollup.written", lang, path=str(one.path)) for one in wanted),
    ]


def _defaults(lang: Lang) -> str:
    return say("list.separator", lang).join(f"{d.name}:{d.file}" for d in DRAFTS.values())
