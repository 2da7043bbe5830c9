"""SARIF of a real run, against the standard; and the standard as restated does refuse."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from gklint.cli import run
from tests.outputs.sarif_schema import SARIF

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
CHECK = jsonschema.Draft7Validator(SARIF)


@pytest.fixture(scope="module", params=["zh", "en"])
def log(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("sarif") / "run.sarif"
    told = ["-q", "--jobs", "1", "--no-cache", "--lang", request.param]
    assert run(["check", str(SAMPLES), "-o", f"sarif:{path}", *told]) == 1
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_real_run_is_sarif(log: Any) -> None:
    CHECK.validate(log)


def test_indices_lead_where_they_say(log: Any) -> None:
    made = log["runs"][0]
    rules = made["tool"]["driver"]["rules"]
    assert made["results"]
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        at = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert made["artifacts"][at["index"]]["location"]["uri"] == at["uri"]
    for notice in made["invocations"][0]["toolExecutionNotifications"]:
        rule = notice["associatedRule"]
        assert rules[rule["index"]]["id"] == rule["id"]


def _result(log: Any) -> Any:
    return log["runs"][0]["results"][0]


def _region(log: Any) -> Any:
    return _result(log)["locations"][0]["physicalLocation"]["region"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda log: log.pop("version"),
        lambda log: log["runs"][0].pop("tool"),
        lambda log: log["runs"][0]["tool"]["driver"].pop("name"),
        lambda log: log["runs"][0]["invocations"][0].pop("executionSuccessful"),
        lambda log: _result(log).pop("message"),
        lambda log: _result(log).update(kind="suspicious"),
        lambda log: _result(log).update(level="info"),
        lambda log: _result(log).update(severity="error"),
        lambda log: _result(log)["partialFingerprints"].update(n=1),
        lambda log: _region(log).update(startLine=0),
        lambda log: _region(log).pop("startLine"),
        lambda log: log["runs"][0]["artifacts"].append(log["runs"][0]["artifacts"][0]),
    ],
)
def test_what_is_no_sarif_is_refused(log: Any, spoil: Callable[[Any], object]) -> None:
    spoilt = copy.deepcopy(log)
    spoil(spoilt)
    assert not CHECK.is_valid(spoilt)
