"""Fixtures for all tests, and the one place that says when the corpus is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

CORPUS: Final = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_MISSING: Final = (
    f"THE CORPUS OF PUBLISHED REPORTS IS NOT AT {CORPUS}: what real reports show was NOT tested"
)
_ASKED: Final = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def corpus(request: pytest.FixtureRequest) -> Path:
    """The folder of published reports beside the checkout; without it the test is skipped,
    loudly."""
    if not (CORPUS / "truth.json").is_file():
        request.config.stash[_ASKED] = True
        pytest.skip(_MISSING)
    return CORPUS


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    if config.stash.get(_ASKED, False):
        terminalreporter.write_sep("!", "corpus missing", red=True, bold=True)
        terminalreporter.write_line(_MISSING, red=True, bold=True)
