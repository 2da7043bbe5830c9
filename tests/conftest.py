"""Fixtures for all tests, and the one place that says what a machine had nothing to test with."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

CORPUS: Final = Path(__file__).resolve().parents[2] / "shared" / "corpus"
NOT_TESTED: Final = "NOT tested"
"""In the reason of every test that is skipped for want of a program or files."""
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
    """Loudly, once and last: what was not tested because something is missing on this machine.

    From the reports, as skipping happens in other processes where there are workers.
    """
    reports = terminalreporter.stats.get("skipped", ())
    reasons = Counter(_reason(report) for report in reports)
    for reason, count in sorted(reasons.items()):
        if NOT_TESTED in reason:
            terminalreporter.write_sep("!", f"{count} tests skipped", red=True, bold=True)
            terminalreporter.write_line(reason, red=True, bold=True)


def _reason(report: object) -> str:
    told = getattr(report, "longrepr", "")
    return str(told[2] if isinstance(told, tuple) else told).removeprefix("Skipped: ")
