"""A report whose every figure tells itself from all others: what a reader mixes up is seen."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.means import NONE, Means
from gklint.document.read import read
from gklint.report.model import FactState
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.load import load_packs
from gklint.specimen import apply, make, to_html

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gklint.ruleset.model import Pack
    from gklint.specimen import Specimen

FORMS: Final = ("2019", "2021")
_MESSY: Final = ("—", "/", "", "\u3000", "\xa0", "１２", "1,234", "12.50", "-", "0", "7")


def pack() -> Pack:
    """The pack of the annual reports."""
    return next(pack for pack in load_packs(()) if pack.key == "annual-report")


def unique(form: str, year: int | None = None) -> Specimen:
    """A different number in every cell (of two to four digits); nothing in it adds up."""
    specimen = make(pack(), form, year=year)
    numbers = {name: str(11 + 37 * count) for count, name in enumerate(specimen.facts)}
    return apply(specimen, {"set": numbers}, pack())


def messy(form: str) -> Specimen:
    """Cells as people fill them in: dashes, blanks, full-width digits, thousands, decimals."""
    specimen = make(pack(), form)
    signs = dict(zip(specimen.facts, cycle(_MESSY), strict=False))
    return apply(specimen, {"set": signs}, pack())


class Score(NamedTuple):
    """How the figures of a file were read: names of those that are `right`, `wrong` (name → what
    was read, what is printed) and `missing` (told as not read, which is no error)."""

    right: tuple[str, ...]
    wrong: Mapping[str, tuple[str, str]]
    missing: tuple[str, ...]


def score(data: bytes, name: str, specimen: Specimen, means: Means = NONE) -> Score:
    """The figures read from the file `data` against those that `specimen` prints."""
    printed = _facts(to_html(specimen).encode(), "printed.html", NONE)
    found = _facts(data, name, means)
    right, wrong, missing = [], {}, []
    for fact, (state, value, raw) in printed.items():
        seen = found.get(fact)
        if seen is None or seen[0] is FactState.ABSENT:
            missing.append(fact)
        elif seen[:2] == (state, value):
            right.append(fact)
        else:
            wrong[fact] = (seen[2], raw)
    return Score(tuple(right), wrong, tuple(missing))


def _facts(
    data: bytes, name: str, means: Means
) -> dict[str, tuple[FactState, Decimal | None, str]]:
    report = recognise(read(data, name, means=means), (pack(),), Hints(source_name=name))
    if report is None:
        return {}
    return {key: (fact.state, fact.value, fact.raw) for key, fact in report.facts.items()}
