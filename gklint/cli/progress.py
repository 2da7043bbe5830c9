"""A bar on the terminal while many inputs are judged."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Final

from gklint.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from gklint.outputs.base import Setting

    Progress = Callable[[int, int, str], None]

PROGRESS_FROM: Final = 4


def progress(
    count: int, setting: Setting, *, quiet: bool
) -> AbstractContextManager[Progress | None]:
    """What to tell of each of `count` inputs; nothing for few, or where nobody looks on."""
    if quiet or count < PROGRESS_FROM or not sys.stderr.isatty():
        return nullcontext()
    return _bar(count, setting)


@contextmanager
def _bar(count: int, setting: Setting) -> Iterator[Progress]:
    from rich import progress as rich
    from rich.console import Console

    from gklint.outputs.wrap import shorten

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(24),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(),
        rich.TextColumn("{task.fields[name]}", markup=False),
    )
    console = Console(stderr=True, no_color=not setting.color)
    with rich.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(say("progress.checking", setting.lang), total=count, name="")

        def advance(done: int, all_: int, name: str) -> None:
            bar.update(task, completed=done, total=all_, name=shorten(name, 30))

        yield advance
