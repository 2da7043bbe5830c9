"""Which language to speak: ``--lang``, else GKLINT_LANG, else English where the locale is, else
Chinese (the C and POSIX locales too)."""

from __future__ import annotations

import locale
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.lang import Lang

LANGS: Final = ("zh", "en")


def choose_language(args: Sequence[str], environ: Mapping[str, str]) -> Lang:
    """The language of this call; known before options are parsed, for help and errors need it."""
    return asked_language(args, environ) or _of_locale(environ)


def asked_language(args: Sequence[str], environ: Mapping[str, str]) -> Lang | None:
    """The language that ``--lang`` or GKLINT_LANG names."""
    for asked in (_option(args), environ.get("GKLINT_LANG", "").lower()):
        if asked == "en":
            return "en"
        if asked == "zh":
            return "zh"
    return None


def _of_locale(environ: Mapping[str, str]) -> Lang:
    return "en" if _locale(environ).lower().startswith("en") else "zh"


def _option(args: Sequence[str]) -> str | None:
    found = None
    for index, arg in enumerate(args):
        if arg == "--":
            break
        if arg.startswith("--lang="):
            found = arg.partition("=")[2]
        elif arg == "--lang" and index + 1 < len(args):
            found = args[index + 1]
    return found


def _locale(environ: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name)
        if value:
            return value
    if sys.platform == "win32":  # Windows keeps its language elsewhere: "English_United States"
        return locale.getlocale()[0] or ""
    return ""
