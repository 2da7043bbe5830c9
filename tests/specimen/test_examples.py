"""Every rule's examples do what they say, and every rule has both sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.ruleset.load import load_packs
from gklint.specimen.examples import READING, run_example

if TYPE_CHECKING:
    from gklint.ruleset.model import Example, Pack, Rule

CASES = [
    pytest.param(pack, rule, example, id=f"{rule.id}-{number}")
    for pack in load_packs()
    for rule in pack.rules
    for number, example in enumerate(rule.examples, 1)
]
RULES = [pytest.param(rule, id=rule.id) for pack in load_packs() for rule in pack.rules]


@pytest.mark.parametrize(("pack", "rule", "example"), CASES)
def test_example(pack: Pack, rule: Rule, example: Example) -> None:
    assert run_example(pack, rule, example) is None


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_examples_of_both_sorts(rule: Rule) -> None:
    assert {example.fails for example in rule.examples} == {True, False}
    assert rule.kind != READING or rule.family == "RD"
