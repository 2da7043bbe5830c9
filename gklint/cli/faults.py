"""click's exceptions as sentences of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gklint.cli.commands import UnknownCommand
from gklint.cli.types import Told
from gklint.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.lang import Lang


def fault_lines(error: click.ClickException, lang: Lang) -> list[str]:
    """What is wrong with the call, a near match where there is one, where to read more."""
    lines = [_sentence(error, lang)]
    near = _near(error)
    if near:
        lines.append(say("error.near", lang, near=near))
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    path = ctx.command_path if ctx is not None else "gklint"
    lines.append(say("error.hint", lang, command=path))
    return lines


def _sentence(error: click.ClickException, lang: Lang) -> str:
    match error:
        case Told():
            return error.message
        case UnknownCommand():
            return say("error.no_command", lang, name=error.name)
        case click.NoSuchOption():
            return say("error.no_option", lang, name=error.option_name)
        case click.BadOptionUsage():
            flag = _is_flag(error)
            key = "error.takes_no_value" if flag else "error.needs_value"
            return say(key, lang, name=error.option_name)
        case click.MissingParameter():
            return say("error.missing", lang, name=_name(error))
        case _:
            return say("error.other", lang, text=error.message)


def _near(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return closest(error.option_name, _options(error.ctx))
    if isinstance(error, UnknownCommand):
        return closest(error.name, error.known)
    return ""


def closest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that looks like `word`, "" where none does."""
    from difflib import get_close_matches  # for faults only

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def _options(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [
        name
        for param in ctx.command.get_params(ctx)
        if isinstance(param, click.Option) and not param.hidden
        for name in param.opts
    ]


def _is_flag(error: click.BadOptionUsage) -> bool:
    if error.ctx is None:
        return False
    return any(
        isinstance(param, click.Option) and param.is_flag and error.option_name in param.opts
        for param in error.ctx.command.get_params(error.ctx)
    )


def _name(error: click.MissingParameter) -> str:
    param = error.param
    if param is None:
        return ""
    if isinstance(param, click.Argument):
        return (param.metavar or param.name or "").rstrip(".")
    return param.opts[0]
