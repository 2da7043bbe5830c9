"""Scores of drawn reports: which figures are read right."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gklint.document.means import NONE
from gklint.document.model import Document
from gklint.document.paged.assemble import assemble
from gklint.document.read import read
from gklint.report.model import FactState
from gklint.report.recognise import Hints, recognise
from gklint.specimen import to_html
from tests.builders.figures import messy, pack, unique
from tests.document.paged.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gklint.document.paged.page import Page
    from gklint.specimen import Specimen
    from tests.document.paged.drawing import Style


class Read(NamedTuple):
    """Of the printed figures: how many were read right, which wrongly, which not at all."""

    right: int
    wrong: dict[str, str]
    missing: list[str]


@cache
def specimen(kind: str, form: str) -> Specimen:
    return unique(form) if kind == "unique" else messy(form)


@cache
def printed(kind: str, form: str) -> dict[str, tuple[FactState, Decimal | None]]:
    page = to_html(specimen(kind, form)).encode()
    return _facts(read(page, "printed.html", means=NONE))


def figures(pages: Sequence[Page], kind: str, form: str) -> Read:
    """How the figures of `pages` are read, on which the specimen is drawn."""
    found = _facts(Document("application/pdf", assemble(pages).blocks))
    told = printed(kind, form)
    wrong, missing, right = {}, [], 0
    for name, fact in told.items():
        seen = found.get(name, (FactState.ABSENT, None))
        if seen[0] is FactState.ABSENT:
            missing.append(name)
        elif seen == fact:
            right += 1
        else:
            wrong[name] = f"{seen} for {fact}"
    return Read(right, wrong, missing)


def drawn(style: Style, kind: str, form: str) -> Read:
    return figures(draw(specimen(kind, form), style), kind, form)


def _facts(document: Document) -> dict[str, tuple[FactState, Decimal | None]]:
    report = recognise(document, (pack(),), Hints(source_name="drawn"))
    if report is None:
        return {}
    return {key: (fact.state, fact.value) for key, fact in report.facts.items()}
