"""Reports made by our own specimen builder, and gklint run as people run it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import gklint
from gklint.ruleset.load import load_packs
from gklint.specimen import apply, make, to_html

ROOT = Path(gklint.__file__).parent.parent


@dataclass(frozen=True)
class Ended:
    """How a run ended; `out` and `err` are bytes."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def said(self) -> str:
        return self.err.decode("utf-8")


@dataclass(frozen=True)
class Gklint:
    """``python -m gklint`` in a folder of its own, with an environment of its own."""

    folder: Path
    home: Path

    def environment(self, **extra: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "LANGUAGE")}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "HOME": str(self.home),
            "XDG_STATE_HOME": str(self.home / "state"),
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")),
            "GKLINT_LANG": "zh",
            "COLUMNS": "80",
            **extra,
        }

    def command(self, *args: str) -> list[str]:
        return [sys.executable, "-m", "gklint", *args]

    def __call__(self, *args: str, stdin: bytes | None = None, **extra: str) -> Ended:
        done = subprocess.run(
            self.command(*args),
            cwd=self.folder,
            env=self.environment(**extra),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)


def report(*, year: int | None = None, **edits: object) -> str:
    """A clean report as a web page, edited."""
    pack = next(p for p in load_packs() if p.key == "annual-report")
    return to_html(apply(make(pack, "2021", year=year), edits, pack))


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one clean report, one with a table that does not balance, and a page."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "clean.html").write_text(report(), encoding="utf-8")
    faulty = report(set={"requests.new.natural_person": 9120})
    (folder / "faulty.html").write_text(faulty, encoding="utf-8")
    (folder / "notice.html").write_text("<p>放假通知</p>", encoding="utf-8")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    return folder


@pytest.fixture
def gklint_run(reports: Path, tmp_path: Path) -> Gklint:
    """gklint, run in the folder of `reports`."""
    return Gklint(reports, tmp_path)
