"""The samples that README's main command checks."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from gklint.batch import Batch, Request
from gklint.finding import Verdict
from gklint.plan import Plan

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "docs" / "samples"


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
