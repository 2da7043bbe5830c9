"""Folding text: every character of Unicode, by the pattern and by the table."""

from __future__ import annotations

import sys
import unicodedata

from gklint.text import _WIDTH, fold_width

EVERY = [chr(n) for n in range(sys.maxunicode + 1) if not 0xD800 <= n < 0xE000]


def test_every_character_is_folded_to_one_as_the_table_says() -> None:
    text = "".join(EVERY)
    folded = fold_width(text)
    assert len(folded) == len(text)
    assert folded == text.translate(_WIDTH)


def test_only_widths_blanks_and_radicals_are_folded() -> None:
    changed = {char for char in EVERY if fold_width(char) != char}
    wide = {c for c in changed if unicodedata.normalize("NFKC", c) == fold_width(c)}
    assert all(fold_width(char) == " " for char in changed - wide)
    assert not changed & {"\n", "，", "（", "①", "㎡", "\u200b"}


def test_runs_of_folded_characters_keep_their_order() -> None:
    assert fold_width("共１２\u3000３.５％\n件") == "共12 3.5%\n件"
