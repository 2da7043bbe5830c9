"""The closed vocabulary of kinds of check, listed here by hand; a kind's module is imported when a
rule of the kind may speak.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gklint.checks.base import CheckKind

MODULES: Final[Mapping[str, str]] = {
    "all-zero": "cells",
    "body-name": "body_name",
    "cell-blank": "cells",
    "cell-domain": "cells",
    "cell-note": "cells",
    "citation": "citation",
    "compare": "compare",
    "contact-parts": "contact",
    "contact-region": "region",
    "copies-agree": "copies",
    "copy-stated": "contact",
    "cross-year": "cross_year",
    "deadline": "deadline",
    "downloads": "downloads",
    "email-format": "email",
    "enumeration": "enumeration",
    "equations": "equations",
    "figures": "figures",
    "forms-agree": "copies",
    "identifiers": "identifiers",
    "images": "images",
    "jump": "jumps",
    "lexicon": "lexicon",
    "link-answers": "links",
    "link-years": "links",
    "listed-deadline": "listed_deadline",
    "mentions": "mentions",
    "metadata": "metadata",
    "numbering": "numbering",
    "other-body": "other_body",
    "other-names": "other_names",
    "pairs": "pairs",
    "pattern": "pattern",
    "percentage": "percentage",
    "period-stated": "period",
    "period-valid": "period",
    "period-whole": "period",
    "phone-format": "phone",
    "powers": "powers",
    "prose-contradiction": "prose_claims",
    "prose-denial": "prose_claims",
    "prose-figure": "prose_figures",
    "publication-date": "deadline",
    "repeated-figure": "repeated_figure",
    "repetition": "repetition",
    "roll-call": "roll_call",
    "rolled-up": "rolled_up",
    "section-heading": "sections",
    "section-list": "listing",
    "section-missing": "sections",
    "section-number": "sections",
    "section-order": "sections",
    "section-preamble": "mentions",
    "shared-table": "likeness",
    "shared-text": "likeness",
    "short-name": "body_name",
    "stray-year": "stray_year",
    "substance": "mentions",
    "table-edition": "tables",
    "table-labels": "labels",
    "table-missing": "tables",
    "timeliness": "timeliness",
    "title-form": "title",
    "title-years": "title",
    "unchanged-tables": "unchanged",
    "unchanged-text": "likeness",
    "unit-slip": "unit_slip",
    "year-on-year": "year_on_year",
}
"""Each kind and the module of this package whose ``KINDS`` define it; kept sorted."""


class _Kinds(Mapping[str, "CheckKind"]):
    """Every kind by name, imported at first use."""

    def __init__(self) -> None:
        self._known: dict[str, CheckKind] = {}

    def __getitem__(self, name: str) -> CheckKind:
        if name not in self._known:
            module = import_module(f"gklint.checks.{MODULES[name]}")
            self._known.update((kind.name, kind) for kind in module.KINDS)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in MODULES

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


@cache
def kinds() -> Mapping[str, CheckKind]:
    """Every kind by name. Asking whether there is one imports nothing."""
    return _Kinds()
