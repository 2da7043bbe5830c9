"""``gklint init``: a commented gklint.toml to start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gklint.cli.commands import Command, Option
from gklint.cli.options import callback, language_option
from gklint.cli.refusal import Refusal, os_reason
from gklint.config import starter_config
from gklint.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.lang import Lang

NAME: Final = "gklint.toml"


def command(lang: Lang) -> Command:
    """The command in `lang`."""
    return Command(
        "init",
        lang=lang,
        help=say("help.init", lang),
        callback=callback(lambda given: init(given, lang)),
        params=[
            Option(["--force"], is_flag=True, help=say("opt.force", lang)),
            language_option(lang),
        ],
    )


def init(given: Mapping[str, Any], lang: Lang) -> int:
    """Write the file; never over one that is there, unless asked. Raises Refusal."""
    path = Path(NAME)
    try:
        with path.open("w" if given["force"] else "x", encoding="utf-8", newline="\n") as file:
            file.write(starter_config(lang))
    except FileExistsError:
        raise Refusal(say("error.exists", lang, path=NAME)) from None
    except OSError as error:
        raise Refusal(say("error.write", lang, path=NAME, reason=os_reason(error, lang))) from error
    sys.stderr.write(say("note.init", lang, path=NAME) + "\n")
    return 0
