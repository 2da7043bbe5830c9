"""The generated rule pages: whole, and told when they are out of date."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gklint.ruleset.load import load_packs

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).parent.parent / "docs" / "generate.py"


@pytest.fixture
def generate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    spec = importlib.util.spec_from_file_location("generate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "TARGET", tmp_path)
    return module


def test_every_rule_has_a_page_and_a_line_in_the_index(generate: Any) -> None:
    assert generate.main([]) == 0
    index = (generate.TARGET / "rules" / "README.md").read_text(encoding="utf-8")
    for pack in load_packs():
        for rule in pack.rules:
            page = (generate.TARGET / "rules" / f"{rule.id}.md").read_text(encoding="utf-8")
            assert rule.title.zh in page
            assert rule.title.en in page
            assert f"[{rule.id}]({rule.id}.md)" in index


def test_check_tells_what_is_out_of_date_and_writes_nothing(
    generate: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    generate.main([])
    assert generate.main(["--check"]) == 0
    (generate.TARGET / "rules" / "NM01.md").write_text("old", encoding="utf-8")
    (generate.TARGET / "rules" / "XX99.md").write_text("gone", encoding="utf-8")
    capsys.readouterr()
    assert generate.main(["--check"]) == 1
    assert "NM01.md is out of date" in capsys.readouterr().out
    assert (generate.TARGET / "rules" / "XX99.md").exists()
    assert generate.main([]) == 0
    assert not (generate.TARGET / "rules" / "XX99.md").exists()
    assert generate.main(["--check"]) == 0
