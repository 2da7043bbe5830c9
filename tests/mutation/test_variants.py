"""Harmless layouts of clean reports: every cell read, no error, and nothing to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.finding import Severity
from gklint.specimen import make
from tests.mutation.judging import judged, pack
from tests.mutation.variants import PAGE_VARIANTS, SPECIMEN_VARIANTS, parsed, printed

if TYPE_CHECKING:
    from gklint.result import DocumentResult

EDITIONS = ("2019", "2021")


def hold(result: DocumentResult) -> None:
    """No error, whatever its outcome, and every cell read."""
    errors = [f"{f.rule}: {f.message}" for f in result.findings if f.severity is Severity.ERROR]
    assert not errors
    assert {c.table: (c.read, c.edition) for c in result.coverage} == {
        c.table: (c.expected, c.edition) for c in result.coverage
    }
    assert all(c.read for c in result.coverage)


def test_there_are_at_least_forty_variants() -> None:
    assert len(PAGE_VARIANTS) + len(SPECIMEN_VARIANTS) >= 40


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", PAGE_VARIANTS)
def test_layout_of_the_page(edition: str, name: str) -> None:
    page = parsed(make(pack(), edition))
    PAGE_VARIANTS[name](page)
    hold(judged(printed(page), "a.html"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", SPECIMEN_VARIANTS)
def test_kind_of_file(edition: str, name: str) -> None:
    data, file_name = SPECIMEN_VARIANTS[name](make(pack(), edition))
    hold(judged(data, file_name))


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_clean_specimen_has_no_finding_at_all(edition: str) -> None:
    data, name = SPECIMEN_VARIANTS["plain page"](make(pack(), edition))
    result = judged(data, name)
    assert [f"{f.rule}: {f.message}" for f in result.findings] == []
