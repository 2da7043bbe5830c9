"""The closed vocabulary of kinds of check: one module a kind, listed here by hand."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.checks.base import CheckKind

MODULES: Final[tuple[str, ...]] = (
    "cells",
    "compare",
    "deadline",
    "enumeration",
    "equations",
    "figures",
    "identifiers",
    "images",
    "lexicon",
    "links",
    "listing",
    "mentions",
    "numbering",
    "pairs",
    "pattern",
    "percentage",
    "prose_claims",
    "prose_figures",
    "repeated_figure",
    "repetition",
    "sections",
    "tables",
    "timeliness",
)
"""Modules of this package that define ``KINDS``, a tuple of `CheckKind`; kept sorted."""


@cache
def kinds() -> Mapping[str, CheckKind]:
    """Every kind by name. Raises ValueError where two modules claim one name."""
    found: dict[str, CheckKind] = {}
    for module in MODULES:
        for kind in import_module(f"gklint.checks.{module}").KINDS:
            if kind.name in found:
                message = f"two modules define the check kind {kind.name!r}"
                raise ValueError(message)
            found[kind.name] = kind
    return found
