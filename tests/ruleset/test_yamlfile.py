"""Strict, bounded YAML with places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.ruleset.yamlfile import MAX_BYTES, dotted, parse_yaml, read_yaml

if TYPE_CHECKING:
    from pathlib import Path


def problems(text: str) -> list[str]:
    return [p.render("en") for p in parse_yaml(text.encode(), "f.yaml").problems]


def test_scalars_are_those_of_yaml_1_2() -> None:
    text = "a: no\nb: 12:30\nc: 017\nd: true\ne: ~\nf: -3\ng: 1.5\n"
    text += "h: 2024-01-01\ni: 1_000\nj: 0\n2019: x"
    assert parse_yaml(text.encode(), "f").data == {
        "a": "no",
        "b": "12:30",
        "c": "017",
        "d": True,
        "e": None,
        "f": -3,
        "g": 1.5,
        "h": "2024-01-01",
        "i": "1_000",
        "j": 0,
        "2019": "x",
    }


def test_places_of_keys_and_items() -> None:
    file = parse_yaml(b"a:\n  - x\n  - {b: 1,\n     c: 2}\n", "f")
    assert file.place(("a",)) == (1, 1)
    assert file.place(("a", 1)) == (3, 5)
    assert file.place(("a", 1, "c")) == (4, 6)
    assert file.place(("a", 1, "c", "gone", 3)) == (4, 6)
    assert dotted(("a", 1, "c")) == "a[1].c"


def test_a_key_given_twice_is_refused_with_its_place() -> None:
    assert problems("a: 1\nb: 2\n  \na: 3") == ["f.yaml:4:1: a: the key is given twice"]


def test_depth_is_bounded_before_anything_recurses() -> None:
    (told,) = problems("[" * 20_000)
    assert "nested deeper than 40 levels" in told


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a: &a [1,2,3,4,5,6,7,8,9]"]
    lines += [
        f"{y}: &{y} [{','.join(['*' + x] * 9)}]" for x, y in zip("abcdefg", "bcdefgh", strict=True)
    ]
    assert problems("\n".join(lines)) == ["f.yaml:1:1: too large once its aliases are written out"]


def test_a_node_that_holds_itself_is_refused() -> None:
    assert problems("a: &x [*x]") == ["f.yaml:1:1: too large once its aliases are written out"]


def test_ordinary_aliases_work() -> None:
    assert parse_yaml(b"a: &x [1, 2]\nb: *x\n", "f").data == {"a": [1, 2], "b": [1, 2]}


@pytest.mark.parametrize(
    "text", ["!!python/object/apply:os.system [id]", "!!python/name:os.system x", "a: !thing 3"]
)
def test_tags_build_nothing(text: str) -> None:
    (told,) = problems(text)
    assert "could not determine a constructor" in told


def test_what_is_no_yaml_is_told_with_its_line() -> None:
    (told,) = problems("a: 1\nb: [1, 2\nc: 3\n")
    assert told.startswith("f.yaml:3:2: not valid YAML: ")


def test_a_key_that_is_no_text() -> None:
    assert problems("? [1, 2]\n: x\n") == ["f.yaml:1:3: a key must be text"]


def test_bytes_that_are_not_utf_8() -> None:
    file = parse_yaml("题: 一".encode("gb18030"), "f.yaml")
    assert "not UTF-8" in file.problems[0].render("en")
    assert "不是 UTF-8" in file.problems[0].render("zh")


def test_a_file_that_is_too_large() -> None:
    (told,) = problems("a" * (MAX_BYTES + 1))
    assert "larger than 2000 KB" in told


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    file = read_yaml(tmp_path / "none.yaml", "none.yaml")
    assert file.problems[0].render("en").startswith("none.yaml:1:1: cannot be opened")


def test_an_empty_file_has_no_data() -> None:
    file = parse_yaml(b"# nothing\n", "f")
    assert file.data is None
    assert not file.problems
