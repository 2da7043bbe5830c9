"""The terminal door. Only `main` ends the process; only the report goes to standard output."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.lang import Lang


_YOUNG: Final = 100_000
"""Objects made before the collector looks for cycles: more than one check makes."""


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with the status of the contract."""
    gc.set_threshold(_YOUNG)  # rules and modules stay: looking through them again finds nothing
    given = sys.argv[1:] if args is None else list(args)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a GBK console has no character for everything
            stream.reconfigure(errors="replace")
    try:
        status = run(given)
    except KeyboardInterrupt:  # while modules were being imported: nothing is open yet
        status = 130
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()
    gc.freeze()  # the process ends: its memory need not be sorted first
    sys.exit(status)


def run(args: Sequence[str]) -> int:
    """The exit status of ``gklint args``; every failure is told on standard error."""
    import click

    from gklint.cli.app import App
    from gklint.cli.faults import fault_lines
    from gklint.cli.language import asked_language, choose_language
    from gklint.cli.refusal import INTERRUPTED, USAGE, Refusal
    from gklint.messages import say

    lang = choose_language(args, os.environ)
    try:
        status = App(lang).main(
            list(args),
            prog_name="gklint",
            standalone_mode=False,
            obj=asked_language(args, os.environ),
        )
    except click.ClickException as error:
        return _tell(fault_lines(error, lang), USAGE, lang)
    except Refusal as refusal:
        return _tell(refusal.lines, refusal.status, lang)
    except (KeyboardInterrupt, click.Abort):
        return _tell([say("error.interrupted", lang)], INTERRUPTED, lang)
    except MemoryError:
        return _tell([say("error.memory", lang)], USAGE, lang)
    except Exception as error:
        from gklint.crash import log_crash

        path = log_crash(error, " ".join(args))
        told = say("error.crash", lang, kind=type(error).__name__, log=str(path))
        return _tell([told], USAGE, lang)
    return status if isinstance(status, int) else 0


def silence_stdout() -> None:
    """The reader of standard output left: write the rest to nowhere, so that no one complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(lines: Sequence[str], status: int, lang: Lang) -> int:
    from gklint.messages import say
    from gklint.patterns import regex

    first, *rest = lines
    told = "\n".join([say("error.line", lang, text=first), *rest])
    # What a file or its name holds is quoted, and is no command to a terminal.
    sys.stderr.write(regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]").sub("\ufffd", told) + "\n")
    return status
