"""``gklint rules``: what is checked, on what basis, with examples."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from gklint.cli.commands import Command, Group, Option
from gklint.cli.options import callback, language_option, names
from gklint.cli.refusal import Refusal
from gklint.cli.types import Choice
from gklint.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.lang import Lang
    from gklint.ruleset.model import Pack


SCHEMAS: Final = ("rule", "pack", "form", "specimen", "config", "output")


def command(lang: Lang) -> Group:
    """The group in `lang`."""
    rule = click.Argument(["rule"], required=True, metavar=say("meta.rule", lang))
    picked = click.Argument(["rules"], nargs=-1, metavar=f"[{say('meta.rules', lang)}...]")
    group = Group("rules", lang=lang, help=say("help.rules", lang), params=[language_option(lang)])
    group.add_command(_one("list", lang, show_list, [picked]))
    group.add_command(_one("explain", lang, show_rule, [rule]))
    group.add_command(_one("test", lang, run_tests, [picked]))
    schema = click.Argument(
        ["schema"], default="rule", type=Choice(SCHEMAS, lang), metavar=f"[{'|'.join(SCHEMAS)}]"
    )
    group.add_command(_one("schema", lang, show_schema, [schema]))
    return group


def _one(name: str, lang: Lang, act: Any, arguments: list[click.Argument]) -> Command:
    folder = Option(
        ["--rules", "folders"],
        multiple=True,
        type=click.Path(path_type=Path),
        metavar=say("meta.folder", lang),
        help=say("opt.rules_folder", lang),
    )
    return Command(
        name,
        lang=lang,
        help=say(f"help.rules.{name}", lang),
        callback=callback(lambda given: act(given, lang)),
        params=[*arguments, *([folder] if name != "schema" else []), language_option(lang)],
    )


def packs_of(folders: Sequence[Path], lang: Lang) -> tuple[Pack, ...]:
    """The packs, own folders included. Raises Refusal where a rule file is at fault."""
    from gklint.ruleset.load import load_packs
    from gklint.ruleset.problems import RuleFileError

    for folder in folders:
        if not folder.is_dir():
            raise Refusal(say("error.folder", lang, path=str(folder)))
    try:
        return load_packs(folders)
    except RuleFileError as error:
        raise Refusal(say("error.rule_files", lang), error.text(lang)) from None


def version_lines(lang: Lang) -> list[str]:
    """The program and every pack with its version."""
    from gklint import __version__

    packs = [
        say(
            "version.pack",
            lang,
            name=pack.name[lang],
            key=pack.key,
            version=pack.version,
            count=len(pack.rules),
        )
        for pack in packs_of((), lang)
    ]
    return [say("version.tool", lang, version=__version__), *packs]


def show_list(given: Mapping[str, Any], lang: Lang) -> int:
    """Every rule, or those picked: id, level, title."""
    from gklint.cli.rule_page import list_lines

    packs = packs_of(given["folders"], lang)
    click.echo("\n".join(list_lines(packs, _picked(packs, given["rules"], lang), lang)))
    return 0


def show_rule(given: Mapping[str, Any], lang: Lang) -> int:
    """One rule in full."""
    from gklint.cli.rule_page import rule_lines

    packs = packs_of(given["folders"], lang)
    wanted = _picked(packs, (given["rule"],), lang)
    pages = []
    for pack in packs:
        pages += [rule_lines(pack, rule, lang) for rule in pack.rules if rule.id in wanted]
    click.echo("\n\n".join("\n".join(page) for page in pages))
    return 0


def run_tests(given: Mapping[str, Any], lang: Lang) -> int:
    """Run the rules' own examples; 1 where one does not hold."""

    from gklint.specimen.examples import run_examples

    packs = packs_of(given["folders"], lang)
    wanted = _picked(packs, given["rules"], lang)
    count, failures = 0, []
    for pack in packs:
        rules = tuple(rule for rule in pack.rules if rule.id in wanted)
        count += sum(len(rule.examples) for rule in rules)
        failures += run_examples(pack._replace(rules=rules))
    for failure in failures:
        click.echo(failure.text(lang))
    key = "rules.test.bad" if failures else "rules.test.ok"
    click.echo(say(key, lang, count=count, bad=len(failures)))
    return 1 if failures else 0


def show_schema(given: Mapping[str, Any], lang: Lang) -> int:
    """A JSON Schema: of rule files, of the other files people write, of our own output."""
    from gklint.ruleset.schema import load_schema

    if given["schema"] == "output":
        from gklint.outputs.json_v1 import published_schema

        schema = published_schema()
    else:
        schema = load_schema(given["schema"])
    json.dump(schema, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
    return 0


def _picked(packs: Sequence[Pack], words: Sequence[str], lang: Lang) -> frozenset[str]:
    from gklint.ruleset.select import UnknownSelector, select

    every = [rule for pack in packs for rule in pack.rules]
    try:
        return frozenset(rule.id for rule in select(every, names(words), ()))
    except UnknownSelector as error:
        raise Refusal(error.message[lang] + say("stop", lang), say("hint.rules", lang)) from None
