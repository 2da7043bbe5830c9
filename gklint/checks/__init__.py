"""The closed vocabulary of kinds of check: one module a kind, listed here by hand."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.checks.base import CheckKind

MODULES: Final[tuple[str, ...]] = (
    "body_name",
    "cells",
    "citation",
    "compare",
    "contact",
    "copies",
    "cross_year",
    "deadline",
    "downloads",
    "email",
    "enumeration",
    "equations",
    "figures",
    "identifiers",
    "images",
    "jumps",
    "labels",
    "lexicon",
    "likeness",
    "links",
    "listed_deadline",
    "listing",
    "mentions",
    "numbering",
    "other_body",
    "other_names",
    "pairs",
    "pattern",
    "percentage",
    "period",
    "phone",
    "powers",
    "prose_claims",
    "prose_figures",
    "region",
    "repeated_figure",
    "repetition",
    "roll_call",
    "rolled_up",
    "sections",
    "stray_year",
    "tables",
    "timeliness",
    "title",
    "unchanged",
    "unit_slip",
    "year_on_year",
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
