"""Faults planted in a district, each on a body of its own, and what each must bring."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tests.builders.district import (
    COLUMNS,
    YEAR,
    Body,
    Expected,
    Paper,
    consolidate,
    paper,
    suit_totals,
    totals,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builders.district import Cells, District

NOT_A_REPORT: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


def plant(made: District, *, missing: bool) -> None:
    """Spoil `made`. With `missing`, bodies have not reported and one file can't be read: then the
    government's figures can only be told to be too small."""
    rng = random.Random(f"{made.region}faults")
    departments = iter([b for b in made.bodies if b.kind == "department"])
    towns = iter([b for b in made.bodies if b.kind == "township"])
    for fault in (_carry_over, _columns, _stock, _unchanged, _yuan, _rules, _drafts, _two_forms):
        fault(made, next(departments), rng)
    _copied(made, next(departments), next(departments))
    _last_years_text(made, next(departments))
    _renamed(made, next(departments))
    _twins(made, next(departments), next(departments), rng)
    consolidate(made, random.Random(f"{made.region}top"))
    _summed_wrong(made, less=missing)
    if missing:
        for body in (next(departments), next(departments), next(towns)):
            del made.this[f"{body.name}.html"]
            made.missing.add(body.name)
        body = next(towns)
        del made.this[f"{body.name}.html"]
        made.broken[f"{body.name}2023年度报告.pdf"] = NOT_A_REPORT
        made.unread.add(body.name)


def _change(
    made: District, body: Body, rng: random.Random, change: Callable[[Cells], None]
) -> Paper:
    """The body's report with other figures, and prose that says what they say."""
    name = f"{body.name}.html"
    cells = dict(made.this[name].cells)
    change(cells)
    totals(cells)
    suit_totals(cells)
    made.this[name] = replace(paper(rng, body, YEAR, cells), fees=made.this[name].fees)
    return made.this[name]


def _add(cells: Cells, name: str, more: int) -> None:
    cells[name] = cells.get(name, 0) + more


def _carry_over(made: District, body: Body, rng: random.Random) -> None:
    """More carried in than last year's report carries out; the table balances all the same."""

    def change(cells: Cells) -> None:
        _add(cells, "requests.carried_in.natural_person", 3)
        _add(cells, "requests.granted.natural_person", 3)

    _change(made, body, rng, change)
    made.expected.add(Expected("CY01", body.name))


def _columns(made: District, body: Body, rng: random.Random) -> None:
    """The same total carried in, of other applicants."""

    def change(cells: Cells) -> None:
        if not cells["requests.carried_in.natural_person"]:
            for column in COLUMNS:  # have something to move
                if cells[f"requests.carried_in.{column}"]:
                    _move(cells, column, "natural_person")
                    return
        _move(cells, "natural_person", "research")

    last = f"{body.name}.html"
    before = dict(made.last[last].cells)
    _add(before, "requests.new.natural_person", 2)
    _add(before, "requests.carried_out.natural_person", 2)
    totals(before)
    made.last[last] = replace(paper(rng, body, YEAR - 1, before), fees=made.last[last].fees)
    cells = dict(made.this[last].cells)
    _add(cells, "requests.carried_in.natural_person", 2)
    _add(cells, "requests.granted.natural_person", 2)
    made.this[last] = replace(made.this[last], cells=cells)
    _change(made, body, rng, change)
    made.expected.add(Expected("CY01", body.name))


def _move(cells: Cells, source: str, target: str) -> None:
    row = next(
        name.split(".", 1)[1].rsplit(".", 1)[0]
        for name, value in sorted(cells.items())
        if name.startswith("requests.")
        and name.endswith(f".{source}")
        and value
        and name.split(".")[1] not in ("new", "carried_in", "total", "carried_out")
    )
    for one in ("carried_in", row):
        _add(cells, f"requests.{one}.{source}", -1)
        _add(cells, f"requests.{one}.{target}", 1)


def _stock(made: District, body: Body, rng: random.Random) -> None:
    """More documents in force than last year's and this year's figures come to."""
    _change(made, body, rng, lambda cells: _add(cells, "disclosure.normative.in_force", 4))
    made.expected.add(Expected("CY02", body.name))


def _unchanged(made: District, body: Body, rng: random.Random) -> None:
    """Tables that are last year's, figure by figure (they happen to go on from themselves)."""
    name = f"{body.name}.html"
    cells = dict(made.last[name].cells)
    for column in COLUMNS:
        _add(
            cells,
            f"requests.granted.{column}",
            cells[f"requests.carried_out.{column}"] - cells[f"requests.carried_in.{column}"],
        )
        cells[f"requests.carried_out.{column}"] = cells[f"requests.carried_in.{column}"]
        if cells.get(f"requests.granted.{column}", 0) < 0:
            _add(cells, f"requests.new.{column}", -cells[f"requests.granted.{column}"])
            cells[f"requests.granted.{column}"] = 0
        _balance(cells, column)
    cells["disclosure.normative.repealed"] = cells["disclosure.normative.issued"]
    totals(cells)
    for group in ("review", "direct_suit", "suit_after_review"):
        cells[f"review_litigation.{group}.pending"] = 0
    suit_totals(cells)
    fees = made.last[name].fees
    made.last[name] = replace(paper(rng, body, YEAR - 1, cells), fees=fees)
    made.this[name] = replace(paper(rng, body, YEAR, dict(cells)), fees=fees)
    made.expected.add(Expected("CY07", body.name))


def _balance(cells: Cells, column: str) -> None:
    """What comes in and what goes out agree again, by the new requests."""
    out = sum(
        value
        for name, value in cells.items()
        if name.startswith("requests.")
        and name.endswith(f".{column}")
        and name.split(".")[1] not in ("new", "carried_in", "total", "carried_out")
    )
    cells[f"requests.new.{column}"] = (
        out + cells[f"requests.carried_out.{column}"] - cells[f"requests.carried_in.{column}"]
    )


def _yuan(made: District, body: Body, rng: random.Random) -> None:
    """A fee in yuan where the column asks for ten thousands."""
    name = f"{body.name}.html"
    made.last[name] = replace(made.last[name], fees="38.62")
    made.this[name] = replace(made.this[name], fees="401250")
    made.expected.add(Expected("NM08", body.name))


def _rules(made: District, body: Body, rng: random.Random) -> None:
    """Government rules by a body that may not make any."""
    for papers in (made.last, made.this):
        name = f"{body.name}.html"
        cells = dict(papers[name].cells)
        cells["disclosure.rules.in_force"] = 1
        papers[name] = replace(papers[name], cells=cells)
    made.expected.add(Expected("NM09", body.name))


def _drafts(made: District, body: Body, rng: random.Random) -> None:
    """A draft beside the final report, with another figure."""
    final = made.this[f"{body.name}.html"]
    cells = dict(final.cells)
    _add(cells, "disclosure.licensing.decisions", 7)
    made.this[f"{body.name}（初稿）.html"] = replace(final, cells=cells)
    made.expected.add(Expected("RU04", body.name))


def _two_forms(made: District, body: Body, rng: random.Random) -> None:
    """The same report twice: nothing to say but that."""
    made.this[f"{body.name}最终版2.html"] = made.this[f"{body.name}.html"]


def _copied(made: District, source: Body, copier: Body) -> None:
    """The text of another body, with its own name in it."""
    text, own = made.this[f"{source.name}.html"], made.this[f"{copier.name}.html"]
    sections = dict(own.sections)
    for key in ("overview", "problems"):
        sections[key] = tuple(p.replace(source.name, copier.name) for p in text.sections[key])
    # The requests are told by its own figures.
    sections["overview"] = tuple(
        own.sections["overview"][2] if number == 2 else p
        for number, p in enumerate(sections["overview"])
    )
    made.this[f"{copier.name}.html"] = replace(own, sections=sections)
    made.expected |= {Expected("CP02", source.name), Expected("CP02", copier.name)}


def _last_years_text(made: District, body: Body) -> None:
    """Last year's text with this year's figures."""
    name = f"{body.name}.html"
    last, this = made.last[name], made.this[name]
    sections = dict(this.sections)
    for key in ("overview", "problems"):
        sections[key] = tuple(p.replace(str(YEAR - 1), str(YEAR)) for p in last.sections[key])
    sections["overview"] = tuple(
        this.sections["overview"][2] if number == 2 else p
        for number, p in enumerate(sections["overview"])
    )
    made.this[name] = replace(this, sections=sections)
    made.expected.add(Expected("CP01", body.name))


def _renamed(made: District, body: Body) -> None:
    """Another name last year: the roster says so, and nothing is wrong."""
    former = body.name.replace(made.region, made.region + "原")
    name = f"{body.name}.html"
    last = made.last.pop(name)
    sections = {
        key: tuple(p.replace(body.name, former) for p in prose)
        for key, prose in last.sections.items()
    }
    old = body._replace(name=former)
    made.last[f"{former}.html"] = replace(last, body=old, sections=sections)
    made.bodies = tuple(b._replace(former=former) if b == body else b for b in made.bodies)


def _twins(made: District, one: Body, other: Body, rng: random.Random) -> None:
    """Two bodies with the same requests, on both years: counted twice, perhaps."""
    for year, papers in ((YEAR - 1, made.last), (YEAR, made.this)):
        name = f"{other.name}.html"
        cells = {k: v for k, v in papers[name].cells.items() if not k.startswith("requests.")}
        cells |= {
            k: v for k, v in papers[f"{one.name}.html"].cells.items() if k.startswith("requests.")
        }
        papers[name] = replace(paper(rng, other, year, cells), fees=papers[name].fees)
    made.expected |= {Expected("RU03", one.name), Expected("RU03", other.name)}


def _summed_wrong(made: District, *, less: bool) -> None:
    """The government's report is not the sum of its bodies'."""
    name = f"{made.government}.html"
    top = made.this[name]
    cells = dict(top.cells)
    if less:
        cells["disclosure.penalty.decisions"] //= 2
    else:
        _add(cells, "disclosure.penalty.decisions", 11)
    made.this[name] = replace(top, cells=cells)
    # What its bodies say wrongly is wrong in the sum as well.
    made.expected |= {Expected(rule, made.government) for rule in ("RU01", "CY01", "CY02", "NM09")}
