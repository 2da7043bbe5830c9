"""Options that commands share, and what they mean to a run."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from gklint.cli.commands import Option
from gklint.cli.language import LANGS
from gklint.cli.refusal import Refusal
from gklint.cli.types import Choice, Whole
from gklint.messages import say
from gklint.outputs.target import TargetError, parse_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gklint.lang import Lang
    from gklint.outputs import Format
    from gklint.outputs.target import Target

PROFILES: Final = ("self-check", "supervise", "crawl")
STAGES: Final = ("draft", "published")


def language_option(lang: Lang) -> Option:
    """``--lang``: read before parsing (`choose_language`), declared so that it parses."""
    return Option(
        ["--lang"],
        type=Choice(LANGS, lang),
        metavar="|".join(LANGS),
        expose_value=False,
        help=say("help.lang", lang),
    )


def language_asked_for() -> Lang | None:
    """The language asked for by option or environment; None where it was told from the locale."""
    asked: Lang | None = click.get_current_context().find_root().obj
    return asked


def sources_argument(lang: Lang) -> click.Argument:
    # A path for the shell's completion only: nothing is looked up, an address passes as it is.
    return click.Argument(
        ["sources"],
        nargs=-1,
        required=True,
        type=click.Path(),
        metavar=say("meta.sources", lang),
    )


def input_options(lang: Lang) -> list[Option]:
    """Where reports come from and what is known of them."""
    glob = say("meta.glob", lang)
    return [
        Option(
            ["--include"],
            heading="input",
            multiple=True,
            metavar=glob,
            help=say("opt.include", lang),
        ),
        Option(
            ["--exclude"],
            heading="input",
            multiple=True,
            metavar=glob,
            help=say("opt.exclude", lang),
        ),
        Option(
            ["--stdin-name"],
            heading="input",
            metavar=say("meta.name", lang),
            help=say("opt.stdin_name", lang),
        ),
        Option(
            ["--year"],
            heading="document",
            type=Whole(1949, lang),
            metavar=say("meta.number", lang),
            help=say("opt.year", lang),
        ),
        Option(
            ["--issuer"],
            heading="document",
            metavar=say("meta.name", lang),
            help=say("opt.issuer", lang),
        ),
        Option(
            ["--form"],
            heading="document",
            metavar=say("meta.name", lang),
            help=say("opt.form", lang),
        ),
    ]


def run_options(lang: Lang) -> list[Option]:
    """How a run goes."""
    return [
        Option(
            ["--jobs"],
            heading="run",
            type=Whole(1, lang),
            metavar=say("meta.number", lang),
            help=say("opt.jobs", lang),
        ),
        Option(["--no-cache"], heading="run", is_flag=True, help=say("opt.no_cache", lang)),
        Option(
            ["--config"],
            heading="run",
            metavar=say("meta.file", lang),
            type=click.Path(path_type=Path),
            help=say("opt.config", lang),
        ),
        Option(["-q", "--quiet"], heading="run", is_flag=True, help=say("opt.quiet", lang)),
    ]


def choice(name: str, allowed: Sequence[str], help_key: str, lang: Lang, *, heading: str) -> Option:
    """An option with a few words for values."""
    return Option(
        [name],
        heading=heading,
        type=Choice(allowed, lang),
        metavar="|".join(allowed),
        help=say(help_key, lang),
    )


def names(values: Sequence[str]) -> tuple[str, ...]:
    """``("NM,ST01", "LG")`` → ``("NM", "ST01", "LG")``."""
    parts = (part.strip() for value in values for part in value.replace("，", ",").split(","))
    return tuple(part for part in parts if part)


def targets(texts: Sequence[str], formats: Mapping[str, Format], lang: Lang) -> tuple[Target, ...]:
    """The outputs asked for. Raises Refusal."""
    try:
        return parse_targets(texts, formats)
    except TargetError as error:
        raise Refusal(say(error.key, lang, **error.params)) from None


def network(offline: bool, check_links: bool, lang: Lang) -> bool | None:
    """True, False, or None for the default of each source. Raises Refusal where both are given."""
    if offline and check_links:
        raise Refusal(say("error.both_network", lang))
    return True if check_links else False if offline else None


def wants_color(no_color: bool) -> bool:
    """Colour only where a person looks at it and did not ask otherwise (no-color.org)."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def callback(act: Callable[[dict[str, Any]], int]) -> Callable[..., int]:
    """click hands over options as keywords; a run takes them as one mapping."""

    def call(**options: Any) -> int:
        return act(options)

    return call
