"""The corpus of published reports: figures right, labels met, every error defended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.prose_board import measure_prose
from benchmarks.scoreboard import PAGE, measure, page

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.prose_board import ProseFinding
    from benchmarks.scoreboard import Score

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def scores(corpus: Path) -> list[Score]:
    return measure(corpus)


@pytest.fixture(scope="module")
def prose(corpus: Path) -> list[ProseFinding]:
    return measure_prose(corpus)


def test_every_known_figure_is_read_right(scores: list[Score]) -> None:
    assert {s.name: s.wrong for s in scores if s.wrong} == {}
    assert sum(s.right for s in scores) >= 1584


def test_body_year_and_edition_are_right(scores: list[Score]) -> None:
    assert {s.name: s.identity for s in scores if s.identity} == {}


def test_what_must_be_found_is_found(scores: list[Score]) -> None:
    assert {s.name: s.missed for s in scores if s.missed} == {}


def test_what_must_stay_silent_is_silent(scores: list[Score]) -> None:
    assert {s.name: s.forbidden for s in scores if s.forbidden} == {}


def test_every_error_is_defended(scores: list[Score]) -> None:
    assert {s.name: s.undefended for s in scores if s.undefended} == {}


def test_no_prose_is_accused_falsely(prose: list[ProseFinding]) -> None:
    assert [(f.file, f.message) for f in prose if not f.why] == []
    assert len(prose) >= 9


def test_the_page_is_in_date(scores: list[Score], prose: list[ProseFinding]) -> None:
    """`python -m benchmarks.scoreboard` writes it."""
    assert PAGE.read_text(encoding="utf-8") == page(scores, prose)
