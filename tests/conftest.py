"""Fixtures for all tests, and the one place that says when the corpus is missing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

CORPUS: Final = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_MISSING: Final = (
    f"THE CORPUS OF PUBLISHED REPORTS IS NOT AT {CORPUS}: what real reports show was NOT tested"
)

# No example fails for being slow; one that fails can be run again from what is printed; and a run
# for others (CI) tries the same ones every time.
settings.register_profile("gklint", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("gklint")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of published reports beside the checkout; without it the test is skipped,
    loudly."""
    if not (CORPUS / "truth.json").is_file():
        pytest.skip(_MISSING)
    return CORPUS


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Once and last, from the reports: with workers, skipping happens in other processes."""
    reports = terminalreporter.stats.get("skipped", ())
    skipped = sum(_MISSING in str(report.longrepr) for report in reports)
    if skipped:
        terminalreporter.write_sep("!", f"{skipped} tests skipped", red=True, bold=True)
        terminalreporter.write_line(_MISSING, red=True, bold=True)
