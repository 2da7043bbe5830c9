"""The top command: ``gklint FILE`` is ``gklint check FILE``; commands are imported when called."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from gklint.cli.commands import Group, Option, UnknownCommand
from gklint.cli.faults import closest
from gklint.cli.options import language_option
from gklint.cli.refusal import Refusal
from gklint.messages import say

if TYPE_CHECKING:
    from gklint.lang import Lang

COMMANDS: Final = {
    "check": "gklint.cli.check",
    "extract": "gklint.cli.extract",
    "rollup": "gklint.cli.rollup",
    "rules": "gklint.cli.rules",
    "init": "gklint.cli.init",
}
"""Each module has ``command(lang)``, which builds the command."""

PLANNED: Final = ("template", "crawl", "ledger", "serve")
"""Commands promised for later: they show nowhere and are refused by name."""

_OWN_FLAGS: Final = ("--help", "--version")


class App(Group):
    def __init__(self, lang: Lang) -> None:
        super().__init__(
            "gklint",
            lang=lang,
            help=say("help.app", lang),
            tail=[say("help.app.short", lang)],
            params=[language_option(lang), _version_option(lang)],
        )

    def summary_key(self, name: str) -> str:
        return f"help.{name}"

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[name]).command(self.lang)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, self._with_check(args))

    def _with_check(self, args: list[str]) -> list[str]:
        """`args` with ``check`` put in where the first word is no command but a source."""
        at = 0
        while at < len(args) and args[at].startswith("--lang"):
            at += 1 if "=" in args[at] else 2
        if at >= len(args):
            return args
        word = args[at]
        if word in COMMANDS or word in _OWN_FLAGS:
            return args
        if not _like_source(word):
            if word in PLANNED:
                raise Refusal(say("error.planned_command", self.lang, name=word))
            if closest(word, COMMANDS):
                return args
        return [*args[:at], "check", *args[at:]]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except UnknownCommand:
            if args[0] in PLANNED:
                told = say("error.planned_command", self.lang, name=args[0])
                raise Refusal(told) from None
            raise


def _like_source(word: str) -> bool:
    return any(char in word for char in "./\\*?[:") or word.startswith("-") or os.path.exists(word)


def _version_option(lang: Lang) -> Option:
    def show(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from gklint.cli.rules import version_lines

            click.echo("\n".join(version_lines(lang)))
            ctx.exit()

    return Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=say("help.version", lang),
    )
