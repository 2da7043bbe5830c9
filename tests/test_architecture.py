"""What a form looks like lives in `rules/`: no Python of gklint holds a label of a form."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gklint
from gklint.lang import localise
from gklint.ruleset.load import load_packs
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(gklint.__file__).parent
FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
SHORTEST = 4
"""Shorter labels (总计, 其他, 规章) are ordinary words that a program may say."""


@cache
def labels() -> dict[str, str]:
    """Folded labels, headings and titles of instruments, and where each is from."""
    found: dict[str, str] = {}
    for pack in load_packs():
        for instrument in pack.instruments.values():
            if instrument.kind == "practice":
                continue  # no instrument, a word
            found[fold_label(localise(instrument.title, "zh"))] = pack.key
            found[fold_label(localise(instrument.number, "zh"))] = pack.key
        for form in pack.forms:
            for section in form.sections:
                for text in (section.heading, *section.accepted, *section.deviant):
                    found[fold_label(text)] = f"{pack.key} {form.key}"
            for table in form.tables:
                for block in table.blocks:
                    for label in (*block.rows, *block.columns, *block.groups):
                        for text in (label.text, *label.same, *label.seen):
                            found[fold_label(text)] = f"{pack.key} {form.key}"
    return {text: where for text, where in found.items() if len(text) >= SHORTEST}


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """String constants with their lines; docstrings and comments may quote a form."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    quoted = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in quoted
        ):
            yield node.lineno, node.value


@pytest.mark.parametrize("name", FILES)
def test_no_label_of_a_form_in_python(name: str) -> None:
    held = [
        f"line {line}: {label} ({where})"
        for line, text in literals(PACKAGE / name)
        for label, where in labels().items()
        if label in fold_label(text)
    ]
    assert held == []


def test_the_test_knows_labels() -> None:
    assert fold_label("二、上年结转政府信息公开申请数量") in labels()
    assert fold_label("其他需要报告的事项") in labels()
