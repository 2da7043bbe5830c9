"""Reports as figures only, and what they come to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gklint.across.cells import form_names
from gklint.across.model import Digest, Entry, Figure, Roster
from gklint.across.rollup import Collector
from gklint.across.submissions import Submissions
from gklint.report.model import FactState
from gklint.ruleset.load import load_packs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.rollup import Collected

YEAR = 2023
HEAD = "清溪区人民政府"
PACKS = tuple(pack for pack in load_packs() if pack.forms)
MAIN = next(pack for pack in PACKS if pack.key == "annual-report")


def report(
    issuer: str | None,
    figures: Mapping[str, str] | None = None,
    *,
    form: str = "2021",
    year: int | None = YEAR,
    source: str = "",
    fill: str = "0",
) -> Digest:
    """A report of which every figure is `fill`, but for `figures`; "" is a blank, "-" a figure that
    was not found."""
    edition = MAIN.form(form)
    assert edition is not None
    printed = {**dict.fromkeys(form_names(edition), fill), **(figures or {})}
    facts = {name: _figure(raw) for name, raw in printed.items() if raw != "-"}
    return Digest(
        source=source or f"{issuer}.docx",
        pack=MAIN.key,
        issuer=issuer,
        year=year,
        form=form,
        facts=facts,
        editions={table.key: form for table in edition.tables},
        cells={
            table.key: (sum(n in facts for n in table.fact_names), len(table.fact_names))
            for table in edition.tables
        },
    )


def _figure(raw: str) -> Figure:
    return Figure(FactState.NUMBER, Decimal(raw)) if raw else Figure(FactState.BLANK)


def roster(*bodies: str | Entry) -> Roster:
    """The government and its bodies, which name it as their parent."""
    entries = [Entry(HEAD, kind="government")]
    entries += [b if isinstance(b, Entry) else Entry(b, parent=HEAD) for b in bodies]
    return Roster("名单.csv", tuple(entries))


def collector(listed: Roster, digests: Sequence[Digest]) -> Collector:
    return Collector(Submissions(digests, listed, PACKS))


def collected(listed: Roster, *digests: Digest, year: int = YEAR) -> Collected:
    """What the members of the largest parent give."""
    made = collector(listed, digests)
    parent = made.parents.largest
    assert parent is not None
    return made.collect(parent, year)
