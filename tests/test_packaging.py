"""The wheel as it is built, unpacked elsewhere: rules and schemas are in it, and it runs alone."""

from __future__ import annotations

import configparser
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gklint
from tests.engine.reports import page

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(gklint.__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the project's own backend without network."""
    folder = tmp_path_factory.mktemp("wheel")
    program = "import sys, hatchling.build as b; print(b.build_wheel(sys.argv[1]))"
    built = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return folder / built.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked into a folder, which is all that installing it does."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python, with the wheel's packages instead of the checkout's, in a folder of its own."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "HOME")}
    elsewhere = installed / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, *words],
        cwd=elsewhere,
        env={
            **kept,
            "PYTHONPATH": str(installed),
            "PYTHONUTF8": "1",
            "GKLINT_LANG": "zh",
            "GKLINT_CACHE_DIR": str(elsewhere / "cache"),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def files(folder: Path, *patterns: str) -> set[str]:
    found = (path for pattern in patterns for path in folder.rglob(pattern))
    return {path.relative_to(folder).as_posix() for path in found}


def test_the_rules_are_all_there(installed: Path) -> None:
    rules = files(ROOT / "rules", "*.yaml", "*.json")
    assert files(installed / "gklint" / "_rules", "*.yaml", "*.json") == rules
    assert len(rules) > 100


def test_so_is_the_code_with_its_types_and_schemas(installed: Path) -> None:
    code = files(ROOT / "gklint", "*.py", "py.typed", "*.json", "*.j2", "*.css", "*.js")
    assert "py.typed" in code
    assert "outputs/schema/gklint-1.schema.json" in code
    packed = files(installed / "gklint", "*.py", "py.typed", "*.json", "*.j2", "*.css", "*.js")
    assert {name for name in packed if not name.startswith("_rules/")} == code


def test_nothing_else_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0] for name in names} == {
        "gklint",
        f"gklint-{gklint.__version__}.dist-info",
    }
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_the_command_and_the_licence(installed: Path) -> None:
    (info,) = installed.glob("*.dist-info")
    points = configparser.ConfigParser()
    points.read_string((info / "entry_points.txt").read_text("utf-8"))
    assert points["console_scripts"]["gklint"] == "gklint.cli:main"
    metadata = (info / "METADATA").read_text("utf-8")
    assert f"Version: {gklint.__version__}" in metadata
    assert "Requires-Python: >=3.11" in metadata
    assert "Apache" in (info / "licenses" / "LICENSE").read_text("utf-8")


def test_the_rules_are_found_beside_the_code(installed: Path) -> None:
    program = (
        "import gklint, json\n"
        "from gklint.ruleset.load import load_packs\n"
        "from gklint.ruleset.paths import builtin, schemas\n"
        "print(json.dumps([gklint.__file__, str(builtin()), str(schemas()),"
        " [p.key for p in load_packs()]]))\n"
    )
    done = run(installed, "-c", program)
    assert done.returncode == 0, done.stderr
    code, rules, schemas, packs = json.loads(done.stdout)
    assert Path(code).is_relative_to(installed)
    assert Path(rules) == installed / "gklint" / "_rules"
    assert Path(schemas) == installed / "gklint" / "_rules" / "schema"
    assert set(packs) == {"annual-report", "reading", "rule-of-law-report"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("check", "a.html"), "结果：未发现问题"),
        (("rules", "explain", "NM01"), "表三勾稽关系不平"),
        (("rules", "test", "NM01"), "规则例子全部符合"),
        (("rules", "schema", "output"), "gklint:output:1"),
        (("--version",), f"gklint {gklint.__version__}"),
    ],
)
def test_it_runs_from_where_it_is_unpacked(
    installed: Path, words: Sequence[str], expected: str
) -> None:
    (installed / "elsewhere").mkdir(exist_ok=True)
    (installed / "elsewhere" / "a.html").write_bytes(page())
    done = run(installed, "-m", "gklint", *words)
    assert done.returncode == 0, done.stderr
    assert expected in done.stdout
