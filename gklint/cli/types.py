"""Values of options, with faults in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from gklint.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.lang import Lang


if TYPE_CHECKING:
    _Word = click.ParamType[str]
    _Number = click.ParamType[int]
else:  # generic in newer releases of click only
    _Word = _Number = click.ParamType


class Choice(_Word):
    """One of a few words."""

    name = "choice"

    def __init__(self, allowed: Sequence[str], lang: Lang) -> None:
        self.allowed, self.lang = tuple(allowed), lang

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.allowed:
            return str(value)
        name = param.opts[0] if param is not None else ""
        told = say(
            "error.choice", self.lang, name=name, value=value, allowed=", ".join(self.allowed)
        )
        raise Told(told, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self.allowed if word.startswith(incomplete)]


class Whole(_Number):
    """A whole number from `minimum` to `maximum`."""

    name = "whole"

    def __init__(self, minimum: int, lang: Lang, maximum: int = 9999) -> None:
        self.minimum, self.maximum, self.lang = minimum, maximum, lang

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except (TypeError, ValueError):
            number = self.minimum - 1
        if self.minimum <= number <= self.maximum:
            return number
        name = param.opts[0] if param is not None else ""
        told = say(
            "error.number",
            self.lang,
            name=name,
            value=value,
            minimum=self.minimum,
            maximum=self.maximum,
        )
        raise Told(told, ctx)


class Told(click.UsageError):
    """A fault whose message is a whole sentence in the user's language already."""
