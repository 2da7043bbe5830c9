"""The vocabulary of kinds: each in its module, imported by the rules that may speak."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from gklint.checks import MODULES, kinds
from gklint.ruleset.load import load_packs
from tests.engine.reports import page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", MODULES)
def test_a_kind_is_where_the_registry_says(name: str) -> None:
    assert kinds()[name].name == name


def test_every_kind_of_a_module_is_in_the_registry() -> None:
    for module in sorted(set(MODULES.values())):
        defined = {kind.name for kind in import_module(f"gklint.checks.{module}").KINDS}
        assert defined == {name for name, where in MODULES.items() if where == module}


def test_a_rule_needs_and_asks_what_its_kind_does() -> None:
    spoken = [rule for pack in load_packs() for rule in pack.rules if rule.kind in kinds()]
    assert len(spoken) > 90
    for rule in spoken:
        assert set(kinds()[rule.kind].needs) <= set(rule.needs)
        assert rule.asks == kinds()[rule.kind].asks


def test_rules_that_cannot_speak_import_nothing(tmp_path: Path) -> None:
    """One report, and no other year's: what compares years and bodies stays where it is."""
    report = tmp_path / "a.html"
    report.write_bytes(page())
    program = (
        "import sys\n"
        "from gklint.cli import run\n"
        "status = run(['check', sys.argv[1], '-o', 'json'])\n"
        "print(*sorted(n for n in sys.modules if n.startswith('gklint.')), file=sys.stderr)\n"
        "sys.exit(status)\n"
    )
    call = [sys.executable, "-c", program, str(report)]
    subprocess.run(call, capture_output=True, check=True)  # makes the cache, for which all is read
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "gklint.checks.equations" in loaded
    for module in ("cross_year", "year_on_year", "likeness", "copies", "roll_call"):
        assert f"gklint.checks.{module}" not in loaded
