"""Two districts of sixty bodies and two years: every planted fault is found, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from gklint.across.roster import load_roster
from gklint.batch import Batch, Request
from gklint.plan import Plan
from tests.builders.district import YEAR, Expected, district, pack
from tests.builders.district_faults import plant

if TYPE_CHECKING:
    from pathlib import Path

    from gklint.result import RunReport
    from tests.builders.district import District

NOTES: Final = {"CY05", "CY04"}
"""A change of figures by chance is worth an info; the builder does not avoid it."""


def written(made: District, folder: Path) -> Path:
    """The district as a supervisor has it: this year's folder, last year's, the roster."""
    for year in (YEAR - 1, YEAR):
        (folder / str(year)).mkdir()
        for name, data in made.files(year):
            (folder / str(year) / name).write_bytes(data)
    (folder / "名单.csv").write_text(made.roster(), encoding="utf-8")
    return folder


def judged(folder: Path) -> RunReport:
    roster = load_roster(folder / "名单.csv", pack().words["roster"])
    request = Request(
        sources=(str(folder / str(YEAR)),),
        plan=Plan(profile="supervise"),
        previous=(str(folder / str(YEAR - 1)),),
        roster=roster,
        jobs=1,
        cache=False,
    )
    batch = Batch(request)
    return batch.report(list(batch.results()))


def told(run: RunReport) -> set[Expected]:
    """Every finding of the run's documents, as what a plant expects."""
    return {
        Expected(f.rule, document.body or document.source.rsplit("/", 1)[-1])
        for document in run.documents
        for f in document.findings
        if f.rule not in NOTES
    }


def test_a_clean_district_is_clean(tmp_path: Path) -> None:
    run = judged(written(district("清溪区", 1), tmp_path))
    assert told(run) == set()
    assert run.findings == ()
    assert {body.state for body in run.roll} == {"reported"}


@pytest.mark.parametrize(("region", "missing"), [("清溪区", False), ("临江县", True)])
def test_every_planted_fault_is_found(tmp_path: Path, region: str, missing: bool) -> None:
    made = district(region, 7)
    plant(made, missing=missing)
    run = judged(written(made, tmp_path))
    found = {e for e in told(run) if not e.rule.startswith("RD")}
    # A file that is no report is told as that, and is never taken for a missing one.
    assert found == made.expected | {Expected("RU04", _same(made))}
    states = {body.name: body.state for body in run.roll}
    assert {name for name, state in states.items() if state == "missing"} == made.missing
    assert {name for name, state in states.items() if state == "unread"} == made.unread
    assert len([f for f in run.findings if f.rule == "RU02"]) == len(made.missing)


def _same(made: District) -> str:
    """The body that handed in the same report twice: a note."""
    return next(name for name in made.this if "最终版2" in name).removesuffix("最终版2.html")
