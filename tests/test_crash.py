"""Faults of gklint itself are written down whole, wherever something can be written."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import pytest

from gklint import __version__
from gklint.crash import log_crash

if TYPE_CHECKING:
    from pathlib import Path


def fault() -> ZeroDivisionError:
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError as error:
        return error
    raise AssertionError


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    monkeypatch.setattr("platformdirs.user_log_dir", lambda *_, **__: str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return folder


def test_the_log_holds_what_we_need(home: Path) -> None:
    path = log_crash(fault(), "报告/甲.docx")
    assert path.parent == home
    text = path.read_text("utf-8")
    for part in (__version__, "报告/甲.docx", "Traceback", "1 / 0", "ZeroDivisionError"):
        assert part in text


def test_two_logs_are_two_files(home: Path) -> None:
    assert log_crash(fault(), "a") != log_crash(fault(), "a")


def test_a_name_that_is_no_text_can_be_written(home: Path) -> None:
    assert "source: a" in log_crash(fault(), "a\udcff.docx").read_text("utf-8")


def test_a_home_that_cannot_be_written_is_no_reason_to_fail(home: Path, tmp_path: Path) -> None:
    home.write_text("a file, no folder")
    assert log_crash(fault(), "a").parent == tmp_path / "temporary"


def test_nowhere_to_write(home: Path, tmp_path: Path) -> None:
    home.write_text("")
    (tmp_path / "temporary").write_text("")
    assert str(log_crash(fault(), "a")) == os.devnull
