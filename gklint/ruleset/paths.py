"""Where the built-in rule packs are."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def builtin() -> Path:
    """The folder of built-in packs: inside the installed package, or beside it in a checkout.

    Raises FileNotFoundError where the installation lost it.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_rules", package.parent / "rules"):
        if folder.is_dir():
            return folder
    message = f"the built-in rules are missing from this installation: {package / '_rules'}"
    raise FileNotFoundError(message)


def schemas() -> Path:
    """The folder of JSON Schemas for rule, pack, form and configuration files."""
    return builtin() / "schema"
