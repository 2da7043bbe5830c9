"""``gklint check``: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from gklint.cli.commands import Command, Option
from gklint.cli.options import (
    PROFILES,
    STAGES,
    callback,
    choice,
    input_options,
    language_asked_for,
    language_option,
    network,
    run_options,
    sources_argument,
    targets,
    wants_color,
)
from gklint.messages import say
from gklint.outputs import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.lang import Lang

LEVELS: Final = ("error", "warning", "info", "never")


def command(lang: Lang) -> Command:
    """The command in `lang`."""
    return Command(
        "check",
        lang=lang,
        help=say("help.check", lang) + "\n" + say("help.check.long", lang),
        tail=[say("help.check.exit", lang)],
        callback=callback(lambda given: check(given, lang)),
        params=[
            sources_argument(lang),
            *input_options(lang),
            *_around_options(lang),
            *_rule_options(lang),
            *_output_options(lang),
            Option(["--offline"], heading="network", is_flag=True, help=say("opt.offline", lang)),
            Option(
                ["--check-links"],
                heading="network",
                is_flag=True,
                help=say("opt.check_links", lang),
            ),
            *run_options(lang),
            language_option(lang),
        ],
    )


def _around_options(lang: Lang) -> list[Option]:
    """What the reports are held against."""
    path = say("meta.path", lang)
    return [
        Option(
            ["--previous"],
            heading="around",
            multiple=True,
            type=click.Path(),
            metavar=path,
            help=say("opt.previous", lang),
        ),
        Option(
            ["--roster"],
            heading="around",
            type=click.Path(path_type=Path),
            metavar=say("meta.file", lang),
            help=say("opt.roster", lang),
        ),
        Option(
            ["--against"],
            heading="around",
            type=click.Path(),
            metavar=path,
            help=say("opt.against", lang),
        ),
    ]


def _rule_options(lang: Lang) -> list[Option]:
    rules = say("meta.rules", lang)
    return [
        Option(
            ["--select"],
            heading="rules",
            multiple=True,
            metavar=rules,
            help=say("opt.select", lang),
        ),
        Option(
            ["--ignore"],
            heading="rules",
            multiple=True,
            metavar=rules,
            help=say("opt.ignore", lang),
        ),
        choice("--profile", PROFILES, "opt.profile", lang, heading="rules"),
        choice("--stage", STAGES, "opt.stage", lang, heading="rules"),
        Option(
            ["--baseline"],
            heading="rules",
            type=click.Path(path_type=Path),
            metavar=say("meta.file", lang),
            help=say("opt.baseline", lang),
        ),
        Option(
            ["--write-baseline"],
            heading="rules",
            type=click.Path(path_type=Path),
            metavar=say("meta.file", lang),
            help=say("opt.write_baseline", lang),
        ),
    ]


def _output_options(lang: Lang) -> list[Option]:
    return [
        Option(
            ["-o", "--output"],
            heading="output",
            multiple=True,
            metavar=say("meta.output", lang),
            help=say("opt.output", lang, formats=", ".join(FORMATS)),
        ),
        Option(["--facts"], heading="output", is_flag=True, help=say("opt.facts", lang)),
        choice("--fail-on", LEVELS, "opt.fail_on", lang, heading="output"),
        Option(["--no-color"], heading="output", is_flag=True, help=say("opt.no_color", lang)),
    ]


def check(given: Mapping[str, Any], lang: Lang) -> int:
    """Run with the options `given`; the exit status."""
    outputs = targets(given["output"] or ("console",), FORMATS, lang)
    online = network(given["offline"], given["check_links"], lang)
    # The engine is imported once the call is known to be sound: a fault is told at once.
    from gklint.cli.run import execute
    from gklint.cli.settings import Settings

    settings = Settings(given, lang, language_asked_for())
    return execute(settings.job(outputs, online, color=wants_color(given["no_color"])))
