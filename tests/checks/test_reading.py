"""RD01 to RD07: every reading error has words of its own, with what to do."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import pytest

import gklint
from gklint.document.errors import CannotOpen, Encrypted, LimitReached, ReadingError, TypeRefused
from gklint.document.sniff import ENCRYPTED_TYPES, REFUSED
from gklint.ruleset.load import load_packs

if TYPE_CHECKING:
    from gklint.ruleset.model import Rule

_RAISED = re.compile(r'\b(CannotOpen|TypeRefused|LimitReached|Encrypted)\(\s*"(\w+)"')
_KINDS: dict[str, type[ReadingError]] = {
    kind.__name__: kind for kind in (CannotOpen, TypeRefused, LimitReached, Encrypted)
}
# Keys that the code picks from a table or a variable, by the rule that tells them.
_CHOSEN = {
    "RD01": {"permission", "not_read", "bad_url", "name_not_found", "timeout", "refused", "tls"},
    "RD02": {*REFUSED, "nested_zip", "rar", "seven_zip", "7z"},
    "RD04": {"attached"},
    "RD05": {"partial", "embedded", "pages", "damaged"},
    "RD06": {"fallback", "converted", "scanned"},
    "RD07": {*ENCRYPTED_TYPES.values(), "encrypted_zip"},
}


@cache
def rules() -> dict[str, Rule]:
    pack = next(p for p in load_packs() if p.key == "reading")
    return {rule.id: rule for rule in pack.rules}


@cache
def raised() -> frozenset[tuple[str, str]]:
    """(rule, key) of every reading error that the source raises by name."""
    root = Path(gklint.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in root.rglob("*.py"))
    return frozenset((_KINDS[kind].rule, key) for kind, key in _RAISED.findall(text))


def test_reading_errors_are_found_in_the_source() -> None:
    assert {"RD01", "RD02", "RD03"} <= {rule for rule, _ in raised()}


def test_every_reading_error_has_its_own_words() -> None:
    wanted = {*raised(), *((rule, key) for rule, keys in _CHOSEN.items() for key in keys)}
    lacking = [(rule, key) for rule, key in wanted if key not in rules()[rule].variants]
    assert lacking == []


@pytest.mark.parametrize("rule", ["RD02", "RD05", "RD06", "RD07"])
def test_no_words_are_left_over(rule: str) -> None:
    """Of types that are read by now, and of notes that nobody takes."""
    told = {key for found, key in raised() if found == rule} | _CHOSEN[rule]
    assert set(rules()[rule].variants) == told


@pytest.mark.parametrize("rule", ["RD01", "RD02", "RD03", "RD07"])
def test_words_name_only_what_errors_carry(rule: str) -> None:
    known = {"name", "url", "status", "address", "limit", "reason", "code", "log"}
    known |= {"declared", "expected", "found"}
    for variant in rules()[rule].variants.values():
        assert variant.message is not None
        assert variant.remedy is not None
        for text in (variant.message, variant.remedy):
            for lang in (text.zh, text.en):
                assert set(Template(lang).get_identifiers()) <= known


def test_what_concerns_our_reading_is_never_a_failure_of_the_report() -> None:
    for rule in rules().values():
        assert rule.outcome == "review"
