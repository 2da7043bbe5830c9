"""What the rules on language say of published reports: all of it was read and is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.document.read import read
from gklint.finding import Outcome
from gklint.report.recognise import Hints, recognise
from tests.checks.specimens import findings, pack

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.corpus

# Findings of warning or error level, with the outcome "fail" marked by "!".
EXPECTED = {
    "hangzhou_style_fixture_2025.html": [],
    "pingtan_2018.txt": ["LG03!", "LG03!"],
    "pingtan_2019.html": ["LG02", "LG05!", "LG06", "LG06"],
    "pingtan_2021.html": ["LG05!"],
    "pingtan_county_gov_2011.txt": ["LG06"],
    "rendered_hangzhou_2025.docx": ["LG05"],
    "rendered_hongze_2023.txt": ["LG05"],
    "rendered_huaian_2024.docx": ["LG05"],
    "rendered_pingtan_2019.txt": ["LG05"],
    "shanghai_gov_office_2019.html": [],
    "xuecheng_industry_bureau_2020.txt": ["LG03!", "LG05!", "LG06"],
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_reports(name: str, corpus: Path) -> None:
    data = (corpus / "reports" / name).read_bytes()
    report = recognise(read(data, name), (pack(),), Hints(source_name=name))
    assert report is not None
    found = findings(report, "LG", "WD", "SD", "AC")
    told = [f.rule + "!" * (f.outcome is Outcome.FAIL) for f in found if f.severity.rank < 2]
    assert sorted(told) == EXPECTED[name]
