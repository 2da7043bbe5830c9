"""The helper for the tests of packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.finding import Outcome
from gklint.ruleset.problems import RuleFileError
from gklint.specimen import SpecimenError
from gklint.testing import NotJudged, findings
from tests.test_docs import blocks, rule_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_built_in_rule_by_an_edit() -> None:
    (found,) = findings("NM01", set={"requests.new.total": "999"})
    assert (found.rule, found.outcome) == ("NM01", Outcome.FAIL)
    assert findings("NM01") == ()


def test_the_example_of_the_guide_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule_folder(tmp_path)
    monkeypatch.chdir(tmp_path)
    (block,) = [block for block in blocks("docs/writing-rules.md") if block.kind == "python"]
    names: dict[str, Callable[[], None]] = {}
    exec(block.text, names)  # the guide's own lines
    tests = [name for name in names if name.startswith("test_")]
    assert len(tests) == 1
    names[tests[0]]()


def test_what_was_not_judged_is_no_pass() -> None:
    with pytest.raises(NotJudged, match="NM01: Table 3 was not read"):
        findings("NM01", remove_table="requests")
    with pytest.raises(NotJudged, match="no report"):
        findings("NM01", text="今日天气晴朗。")


def test_what_is_asked_wrongly_is_told(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="XX99"):
        findings("XX99")
    with pytest.raises(LookupError, match="RD01"):
        findings("RD01")
    with pytest.raises(SpecimenError):
        findings("NM01", replace={"此文不在样本之中": "甲"})
    (tmp_path / "pack.yaml").write_text("extends: nonesuch\n", encoding="utf-8")
    with pytest.raises(RuleFileError):
        findings("NM01", tmp_path)
