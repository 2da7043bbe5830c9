"""Choosing rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.ruleset.load import load_pack
from gklint.ruleset.select import UnknownSelector, select

if TYPE_CHECKING:
    from gklint.ruleset.model import Rule
    from tests.ruleset.conftest import WritePack


@pytest.fixture
def rules(write_pack: WritePack) -> tuple[Rule, ...]:
    (rule,) = load_pack(write_pack()).rules
    return (
        rule._replace(tags=("iron",)),
        rule._replace(id="BR02", name="bridge-load"),
        rule._replace(id="RD01", name="road", tags=("iron", "clay")),
    )


@pytest.mark.parametrize(
    ("chosen", "ignored", "expected"),
    [
        ((), (), ["BR01", "BR02", "RD01"]),
        (("BR",), (), ["BR01", "BR02"]),
        (("bridge-load",), (), ["BR02"]),
        (("iron",), (), ["BR01", "RD01"]),
        (("RD", "BR02"), (), ["BR02", "RD01"]),
        ((), ("BR",), ["RD01"]),
        ((), ("clay",), ["BR01", "BR02"]),
        (("BR",), ("BR01",), ["BR02"]),
        (("BR01",), ("BR",), ["BR01"]),
        (("BR01",), ("bridge-names",), []),
        (("iron",), ("BR",), ["RD01"]),
    ],
)
def test_select(
    rules: tuple[Rule, ...], chosen: tuple[str, ...], ignored: tuple[str, ...], expected: list[str]
) -> None:
    assert [rule.id for rule in select(rules, chosen, ignored)] == expected


@pytest.mark.parametrize(
    ("selector", "near"),
    [("BR1", "BR01"), ("br01", "BR01"), ("bridge-lod", "bridge-load"), ("irn", "iron")],
)
def test_an_unknown_selector_is_refused_with_near_matches(
    rules: tuple[Rule, ...], selector: str, near: str
) -> None:
    for arguments in (((selector,), ()), ((), (selector,))):
        with pytest.raises(UnknownSelector) as caught:
            select(rules, *arguments)
        assert near in caught.value.near
        assert f"did you mean {caught.value.near[0]}" in str(caught.value)
        assert "是否想写" in caught.value.message.zh


def test_nothing_like_it(rules: tuple[Rule, ...]) -> None:
    with pytest.raises(UnknownSelector) as caught:
        select(rules, ("xyzzy",))
    assert str(caught.value) == "no rule, family or tag is called 'xyzzy'"


def test_wildcards_are_no_selectors(rules: tuple[Rule, ...]) -> None:
    with pytest.raises(UnknownSelector):
        select(rules, ("BR*",))
