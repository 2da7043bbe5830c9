"""What becomes of a reading: doubt is shown, and what was not read never looks blank."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra gklint[ocr] is not installed")

import numpy as np

from gklint.document.scan.engine import Box, Reading
from gklint.document.scan.glyphs import UNREAD, glyphs
from gklint.document.scan.pieces import Piece
from gklint.report.figures import parse
from gklint.report.model import FactState

CELL = Box(0, 0, 400, 100)


def said(text: str, sure: float = 1.0, *, cell: Box | None = CELL, stroke: str = "") -> str:
    piece = Piece(
        np.zeros((50, 200), np.uint8), Box(90, 20, 310, 75), Box(100, 30, 300, 65), cell, stroke
    )
    count = len(text)
    reading = Reading(text, (sure,) * count, tuple((i + 0.5) / count for i in range(count)))
    return "".join(glyph.text for glyph in glyphs(piece, reading, 4.0))


@pytest.mark.parametrize("text", ["", " ", "|", "l", "I", "丨"])
def test_ink_that_was_not_read_is_text_never_blank(text: str) -> None:
    assert said(text) == UNREAD
    assert parse(said(text)).state is FactState.TEXT


def test_unsure_digit_is_no_number() -> None:
    assert said("137", 0.7) == UNREAD * 3
    assert parse(said("137", 0.7)).state is FactState.TEXT
    assert said("137", 0.95) == "137"


@pytest.mark.parametrize(("text", "meant"), [("O", "0"), ("o", "0"), ("1O5", "105"), ("〇", "0")])
def test_round_letter_is_a_zero(text: str, meant: str) -> None:
    assert said(text) == meant


def test_letters_of_words_stay() -> None:
    assert said("OA系统") == "OA系统"


def test_stroke_is_told_by_its_shape() -> None:
    assert said("一", stroke="—") == "—"
    assert said("1", stroke="/") == "/"


def test_marks_beside_han_are_wide_and_blanks_dropped() -> None:
    assert said("(一) 予以公开:其他", cell=None) == "（一）予以公开：其他"
    assert said("swj@yunxiu.example (OA)", cell=None) == "swj@yunxiu.example (OA)"


def test_stain_outside_cells_is_dropped() -> None:
    assert said("〆", 0.2, cell=None) == ""


def test_characters_touch_and_stay_in_their_cell() -> None:
    piece = Piece(np.zeros((50, 200), np.uint8), Box(90, 20, 310, 75), Box(100, 30, 300, 65), CELL)
    found = list(glyphs(piece, Reading("1234", (1.0,) * 4, (0.2, 0.4, 0.6, 0.8)), 4.0))
    assert [a.right for a in found[:-1]] == [b.left for b in found[1:]]
    assert found[0].left >= 0
    assert found[-1].right <= 100
