"""What is wrong with a rule's options is told in both languages, with what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.checks import amounts, kinds
from gklint.checks.options import (
    group_faults,
    has_variants,
    scope_faults,
    section_faults,
    variant_faults,
    word_list_faults,
)
from gklint.lang import Localised
from tests.checks.specimens import pack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.lang import Text
    from gklint.ruleset.model import Rule


def told(faults: Iterable[Text]) -> list[str]:
    """The English sentences; there is a Chinese one beside each."""
    listed = list(faults)
    assert all(isinstance(fault, Localised) for fault in listed)
    return [fault.en for fault in listed if isinstance(fault, Localised)]


def any_rule() -> Rule:
    return next(rule for rule in pack().rules if rule.variants)


def test_variants_missing() -> None:
    rule = any_rule()
    known = next(iter(rule.variants))
    assert told(variant_faults(rule, [known, None, ""])) == []
    (fault,) = told(variant_faults(rule, [known, "nonesuch", "nonesuch"]))
    assert "'nonesuch'" in fault
    assert told(has_variants("nonesuch")(rule, pack())) == [fault]


def test_scopes_and_sections() -> None:
    assert told(scope_faults(pack(), "text", "prose", "overview")) == []
    assert told(section_faults(pack(), ["overview"])) == []
    (fault,) = told(scope_faults(pack(), "nonesuch"))
    assert "prose" in fault
    (fault,) = told(section_faults(pack(), ["prose"]))
    assert "allowed: overview" in fault


def test_lists_of_words() -> None:
    known = next(iter(pack().words))
    assert told(word_list_faults(pack(), known)) == []
    (fault,) = told(word_list_faults(pack(), "nonesuch"))
    assert known in fault


def test_groups_of_patterns() -> None:
    assert told(group_faults("levels", [r"(?P<n>\d)、"], "n")) == []
    (fault,) = told(group_faults("levels", [r"(?P<n>\d)、", r"\d、"], "n"))
    assert fault.startswith("levels: ")


def test_sums_of_figures() -> None:
    good = "requests.new.total + requests.carried_in.total"
    assert told(amounts.faults(pack(), "bases", [good])) == []
    assert len(told(amounts.faults(pack(), "bases", ["requests.nonesuch.total"]))) == 1
    assert len(told(amounts.faults(pack(), "bases", ["requests +"]))) == 1


CASES = [
    pytest.param(rule, id=rule.id)
    for rule in pack().rules
    if rule.kind in kinds() and kinds()[rule.kind].validate is not None
]


@pytest.mark.parametrize("rule", CASES)
def test_faults_of_every_rule_are_in_both_languages(rule: Rule) -> None:
    validate = kinds()[rule.kind].validate
    assert validate is not None
    assert told(validate(rule, pack())) == []
    told(validate(rule._replace(variants={}), pack()))
