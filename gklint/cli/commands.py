"""click's commands and options, with help and faults in the user's language.

Options carry the heading they stand under in help; lines are broken for wide characters, which
click's own formatter counts as one cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from gklint.cli.refusal import Refusal
from gklint.cli.types import Told
from gklint.messages import say
from gklint.outputs.wrap import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gklint.lang import Lang

_TERM: Final = 26  # cells of the column of options
_WIDEST: Final = 90

Row = tuple[str, str]


class Option(click.Option):
    """An option under a `heading` (a key of the catalogue)."""

    def __init__(self, names: Sequence[str], *, heading: str = "general", **attrs: Any) -> None:
        super().__init__(names, **attrs)
        self.heading = heading


class Command(click.Command):
    """A command in `lang`. `tail` are paragraphs below the options."""

    def __init__(self, name: str, *, lang: Lang, tail: Sequence[str] = (), **attrs: Any) -> None:
        attrs.setdefault("options_metavar", say("help.options", lang))
        super().__init__(name, **attrs)
        self.lang: Lang = lang
        self.tail = tuple(tail)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # told by us below
        rest = with_context(ctx, lambda: super(Command, self).parse_args(ctx, args))
        if ctx.args and not ctx.resilient_parsing:
            raise Told(say("error.extra", self.lang, args=" ".join(ctx.args)), ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(self, ctx, self.lang)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(help_page(self, ctx, self.lang, (), self.tail))


class Group(click.Group):
    """A group in `lang` whose commands are built when they are asked for."""

    def __init__(self, name: str, *, lang: Lang, tail: Sequence[str] = (), **attrs: Any) -> None:
        attrs.setdefault("options_metavar", say("help.options", lang))
        attrs.setdefault("subcommand_metavar", say("help.subcommand", lang))
        attrs.setdefault("no_args_is_help", False)
        super().__init__(name, **attrs)
        self.lang: Lang = lang
        self.tail = tuple(tail)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order they were added, not of the alphabet

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            # No run without inputs passes in silence: a script's empty variable is a mistake.
            raise Refusal(say("error.no_command_given", self.lang), ctx.get_help())
        return with_context(ctx, lambda: super(Group, self).parse_args(ctx, args))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(self, ctx, self.lang)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [
            (name, say(self.summary_key(name), self.lang)) for name in self.list_commands(ctx)
        ]
        formatter.write(help_page(self, ctx, self.lang, commands, self.tail))

    def summary_key(self, name: str) -> str:
        """The sentence that tells of a command, without building it."""
        return f"help.{self.name}.{name}"

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        command = self.get_command(ctx, args[0])
        if command is None:
            raise UnknownCommand(args[0], self.list_commands(ctx), ctx)
        return args[0], command, args[1:]


class UnknownCommand(click.UsageError):
    def __init__(self, name: str, known: Iterable[str], ctx: click.Context) -> None:
        super().__init__(name, ctx)
        self.name, self.known = name, tuple(known)


def with_context(ctx: click.Context, parse: Callable[[], list[str]]) -> list[str]:
    """What `parse` gives; a fault it raises learns its command (click's parser leaves it out)."""
    try:
        return parse()
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _help_option(command: click.Command, ctx: click.Context, lang: Lang) -> click.Option | None:
    names = command.get_help_option_names(ctx)

    def show(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()

    return Option(
        names,
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=say("help.help", lang),
    )


def help_page(
    command: click.Command,
    ctx: click.Context,
    lang: Lang,
    commands: Sequence[Row],
    tail: Sequence[str],
) -> str:
    """Usage, what the command does, its options under their headings, its commands."""
    import shutil  # for help only

    width = min(shutil.get_terminal_size().columns, _WIDEST)
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    lines = [*wrap(say("help.usage", lang) + usage, width), ""]
    lines += wrap(command.help or "", width)
    if commands:
        lines += ["", say("help.commands", lang), *_rows(commands, width)]
    sections: dict[str, list[Row]] = {}
    for param in command.get_params(ctx):
        if isinstance(param, Option) and not param.hidden:
            sections.setdefault(param.heading, []).append((_names(param), param.help or ""))
    general = sections.pop("general", [])
    for heading, rows in [*sections.items(), ("general", general)]:
        if rows:
            lines += ["", say(f"heading.{heading}", lang), *_rows(rows, width)]
    for paragraph in tail:
        lines += ["", *wrap(paragraph, width)]
    return "\n".join(lines) + "\n"


def _names(option: Option) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag or not option.metavar else f"{names} {option.metavar}"


def _rows(rows: Iterable[Row], width: int) -> list[str]:
    lines = []
    for term, text in rows:
        parts = wrap(text, width - _TERM)
        head = "  " + term
        room = _TERM - width_of(head)
        if room < 2:
            lines.append(head)
        else:
            lines.append((head + " " * room + parts.pop(0)).rstrip())
        lines += [" " * _TERM + part for part in parts]
    return lines
