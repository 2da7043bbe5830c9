"""``gklint extract``: every statutory figure with its place; nothing is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gklint.cli.commands import Command, Option
from gklint.cli.options import (
    callback,
    input_options,
    language_asked_for,
    language_option,
    run_options,
    sources_argument,
    targets,
)
from gklint.messages import say
from gklint.outputs import EXTRACTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.lang import Lang


def command(lang: Lang) -> Command:
    """The command in `lang`."""
    return Command(
        "extract",
        lang=lang,
        help=say("help.extract", lang) + "\n" + say("help.check.long", lang),
        callback=callback(lambda given: extract(given, lang)),
        params=[
            sources_argument(lang),
            *input_options(lang),
            Option(
                ["--format", "-o", "--output"],
                heading="output",
                multiple=True,
                metavar=say("meta.output", lang),
                help=say("opt.format", lang, formats=", ".join(EXTRACTS)),
            ),
            *run_options(lang),
            language_option(lang),
        ],
    )


def extract(given: Mapping[str, Any], lang: Lang) -> int:
    """Run with the options `given`; the exit status."""
    outputs = targets(given["format"] or ("json",), EXTRACTS, lang)
    from gklint.cli.run import Job, execute
    from gklint.cli.settings import Settings
    from gklint.finding import READING
    from gklint.outputs.base import Setting

    settings = Settings(given, lang, language_asked_for())
    # Only the rules of gklint's own reading: what could not be read must still be said.
    plan = settings.plan(facts=True)._replace(select=(READING,), ignore=(), ignored={}, per_path=())
    return execute(
        Job(
            request=settings.request(plan, None),
            targets=outputs,
            setting=Setting(lang=settings.lang, facts=True),
            fail_on="never",
            quiet=given["quiet"],
        )
    )
