"""The two catalogues: the same keys, the same holes, nothing unused, nothing left unfilled."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import pytest

import gklint
from gklint.messages import catalogue, desk, draft, page, say, xlsx

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(gklint.__file__).parent
# Keys put together at run time; the first part names the family.
MADE = re.compile(
    r"^(term|severity|verdict|tier|state|csv|help|heading|exit|level|count|console|place|clean|round|roll)\."
)


def test_same_keys_in_the_same_order() -> None:
    assert list(catalogue("zh")) == list(catalogue("en"))


@pytest.mark.parametrize("key", list(catalogue("zh")))
def test_same_names_to_fill(key: str) -> None:
    names = [set(Template(catalogue(lang)[key]).get_identifiers()) for lang in ("zh", "en")]
    assert names[0] == names[1]
    assert all(Template(catalogue(lang)[key]).is_valid() for lang in ("zh", "en"))


def test_every_sentence_is_used() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in ROOT.rglob("*.py")
        if path.parent.name != "messages"
    )
    unused = [key for key in catalogue("zh") if f'"{key}"' not in code and not MADE.match(key)]
    assert unused == []


@pytest.mark.parametrize(
    "texts", [xlsx.WORDS, desk.DESK, draft.WORDS], ids=("xlsx", "desk", "draft")
)
def test_the_words_of_an_output_are_used(texts: Mapping[str, object]) -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in ROOT.rglob("*")
        if path.suffix in (".py", ".j2")
    )
    made = re.compile(r"(profile|progress|kind|level|member|head|sheet|cell|figures)\.")
    used = {key for key in texts if re.search(rf"""["']{re.escape(key)}["'](?!:)""", code)}
    assert [key for key in texts if key not in used and not made.match(key)] == []


@pytest.mark.parametrize("state", list(draft.STATES))
def test_every_state_of_a_member_has_words_everywhere(state: str) -> None:
    assert f"member.{state}" in page.tell
    assert f"member.{state}" in xlsx.tell


def test_every_sentence_that_is_used_exists() -> None:
    wanted = re.compile(r'\bsay\(\s*"([a-z_.0-9]+)"')
    used = {
        (path.name, key)
        for path in ROOT.rglob("*.py")
        if re.search(r"from gklint\.messages import .*\bsay\b", text := path.read_text("utf-8"))
        for key in wanted.findall(text)
    }
    assert len(used) > 100
    assert {(name, key) for name, key in used if key not in catalogue("zh")} == set()


def test_a_hole_never_reaches_a_reader() -> None:
    with pytest.raises(KeyError):
        say("place.line", "zh", text="表三")
    with pytest.raises(KeyError):
        say("no.such.sentence", "en")


def test_chinese_is_chinese() -> None:
    latin = re.compile(r"[A-Za-z]")
    wide = re.compile(r"[\u4e00-\u9fff：（），、。　]")
    for key, text in catalogue("zh").items():
        named = Template(text).safe_substitute()
        assert key == "version.tool" or wide.search(text) or not latin.search(named), key
