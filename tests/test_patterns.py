"""Patterns compiled late, and what is kept of them between runs."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint import patterns
from gklint.patterns import recall, regex, remember
from gklint.ruleset.load import load_packs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "2024年，本机关收到政府信息公开申请 12 件，办结12件；\n其中网上申请3件。"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing recalled yet, nothing compiled yet."""
    monkeypatch.setattr(patterns, "_kept", {})
    monkeypatch.setattr(patterns, "_used", {})
    monkeypatch.setattr(patterns, "_read", set())
    regex.cache_clear()
    yield
    regex.cache_clear()


def strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings(value)


def test_every_pattern_of_the_rules_finds_what_re_finds() -> None:
    sources = {
        text
        for pack in load_packs()
        for part in (pack.recognition, pack.words, [rule.options for rule in pack.rules])
        for text in strings(part)
    }
    asked = 0
    for source in sources:
        try:
            due = re.compile(source)
        except re.error:
            continue
        asked += 1
        made = regex(source)
        spans = [match.span() for match in made.finditer(TEXT)]
        assert spans == [match.span() for match in due.finditer(TEXT)], source
        assert (made.groups, made.groupindex) == (due.groups, due.groupindex)
    assert asked > 500


@given(st.text(alphabet="ab年0。\n"), st.sampled_from(["(a|b)+?年", "(?P<n>[0-9])", "^年$", "b*"]))
def test_methods_are_those_of_re(text: str, source: str) -> None:
    due, made = re.compile(source, re.MULTILINE), regex(source, re.MULTILINE)
    assert made.findall(text) == due.findall(text)
    assert made.sub("x", text) == due.sub("x", text)
    assert made.split(text) == due.split(text)
    for method in ("search", "match", "fullmatch"):
        found, expected = getattr(made, method)(text), getattr(due, method)(text)
        assert (found and found.span()) == (expected and expected.span())
        assert (found and found.groupdict()) == (expected and expected.groupdict())


def test_nothing_is_compiled_before_its_first_use() -> None:
    made = regex("(")
    with pytest.raises(re.error):
        made.search("")
    with pytest.raises(AttributeError):
        made.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_equal_sources_are_one_pattern_and_pickles_come_back() -> None:
    made = regex("a+", re.IGNORECASE)
    made.search("A")
    assert regex("a+", re.IGNORECASE) is made
    assert pickle.loads(pickle.dumps(made)) is made
    assert repr(made) == "regex('a+', 2)"


def test_what_is_kept_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = r"(?P<year>20\d\d)年"
    regex(source).search(TEXT)
    remember(tmp_path)
    monkeypatch.setattr(patterns, "_used", {})
    monkeypatch.setattr(patterns, "_kept", {})
    regex.cache_clear()
    monkeypatch.setattr(patterns, "_translate", lambda *_: pytest.fail("compiled again"))
    recall(tmp_path)
    found = regex(source).search(TEXT)
    assert found is not None
    assert (found["year"], found.re.pattern, found.re.flags) == ("2024", source, re.UNICODE)
    assert found.re == re.compile(source)


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    remember(tmp_path)
    assert not list(tmp_path.iterdir())
    regex("a").search("a")
    remember(tmp_path)
    (written,) = tmp_path.iterdir()
    written.unlink()
    remember(tmp_path)
    assert not list(tmp_path.iterdir())


def test_only_the_last_run_stays_where_too_many_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "MOST", 1)
    regex("a").search("")
    remember(tmp_path)
    monkeypatch.setattr(patterns, "_used", {})
    regex("b").search("")
    remember(tmp_path)
    monkeypatch.setattr(patterns, "_kept", {})
    monkeypatch.setattr(patterns, "_read", set())
    recall(tmp_path)
    assert patterns._kept.keys() == {("b", 0)}


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 80])
def test_a_damaged_file_counts_as_absent(tmp_path: Path, damage: bytes) -> None:
    regex("a").search("a")
    remember(tmp_path)
    (written,) = tmp_path.iterdir()
    written.write_bytes(damage)
    patterns._kept.clear()
    recall(tmp_path)
    assert not patterns._kept


def test_code_the_engine_refuses_is_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_kept", {("a", 0): (32, b"\xff\xff\xff\xff", 0, {}, (None,))})
    found = regex("a").search("ba")
    assert found is not None
    assert found.span() == (1, 2)


def test_without_the_engine_patterns_are_compiled_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_sre", None)
    found = regex("a").search("ba")
    assert found is not None
    assert found.span() == (1, 2)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    regex("a").search("a")
    remember(blocked / "below")
    recall(blocked / "below")


def test_a_second_check_compiles_no_pattern_of_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    code = (
        "import sys\n"
        "from gklint import patterns\n"
        "asked, translate = [], patterns._translate\n"
        "patterns._translate = lambda *a: asked.append(a) or translate(*a)\n"
        "from gklint.cli import run\n"
        "run([sys.argv[1], '-o', 'json:' + sys.argv[2]])\n"
        "print(len(asked))"
    )
    counts = [
        int(
            subprocess.run(
                [sys.executable, "-c", code, str(page), str(tmp_path / "out.json")],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for _ in range(2)
    ]
    assert counts[0] > 0
    assert counts[1] == 0
