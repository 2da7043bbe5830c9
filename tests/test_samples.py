"""The samples that README's main command checks, and the district of supervising.md."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from gklint.across.roster import load_roster
from gklint.batch import Batch, Request
from gklint.finding import Outcome, Verdict
from gklint.plan import Plan
from gklint.ruleset.load import load_packs
from gklint.shared import SharedFaults

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "docs" / "samples"
DISTRICT = ROOT / "docs" / "district"

FIRST = {
    "清溪区财政局.html": {"ST03", "NM02", "NM08?"},
    "清溪区水务局.html": set(),
    "税务局2023年报（盖章）.pdf": {"RD01?"},
    "云溪镇人民政府.html": {"ST03", "CY01", "CP02?"},
    "石桥镇人民政府.html": {"ST03", "RU04?", "CP02?"},
    "石桥镇人民政府（送审稿）.html": {"ST03", "RU04"},
}
"""What is planted in the first round, by file; with a question mark where a person has to look."""
AGAIN: dict[str, set[str]] = {
    "清溪区财政局.html": {"CT02", "NM08?"},
    "清溪区教育局.html": {"CP01"},
    "清溪区水务局.html": set(),
    "清溪区税务局.html": set(),
    "云溪镇人民政府.html": set(),
    "石桥镇人民政府.html": set(),
}


@pytest.fixture(scope="module")
def script() -> Any:
    spec = importlib.util.spec_from_file_location("samples", ROOT / "docs" / "samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_samples_are_in_date(script: Any) -> None:
    assert script.main(["--check"]) == 0


def test_one_is_clean_and_every_planted_fault_is_found() -> None:
    request = Request(sources=(str(SAMPLES),), plan=Plan(), network=False, jobs=1)
    clean, faulty = Batch(request).results()
    assert clean.source.endswith("clean-2020.txt")
    assert clean.verdict is Verdict.PASS
    assert clean.findings == ()
    found = {finding.rule for finding in faulty.findings}
    assert found == {"CT02", "ID03", "LG03", "LG05", "NM01", "PT01", "ST03"}


@pytest.mark.parametrize(
    ("folder", "planted", "missing"), [("2023", FIRST, 1), ("2023-again", AGAIN, 0)]
)
def test_the_district_has_what_the_document_says(
    folder: str, planted: dict[str, set[str]], missing: int
) -> None:
    words = next(p for p in load_packs() if p.key == "annual-report").words["roster"]
    request = Request(
        sources=(str(DISTRICT / folder),),
        plan=Plan(profile="supervise"),
        previous=(str(DISTRICT / "2022"),),
        roster=load_roster(DISTRICT / "名单.csv", words),
        network=False,
        jobs=1,
        cache=False,
    )
    batch = Batch(request)
    report = batch.report(list(batch.results()))
    found = {
        Path(document.source).name: {
            f.rule + "?" * (f.outcome is Outcome.REVIEW) for f in document.findings
        }
        for document in report.documents
    }
    assert found == planted
    assert [finding.rule for finding in report.findings] == ["RU02"] * missing
    assert sum(body.state == "missing" for body in report.roll) == missing
    shared = SharedFaults()
    for document in report.documents:
        shared.add(document)
    assert [one.finding.rule for one in shared.found()] == ["ST03"] * missing
