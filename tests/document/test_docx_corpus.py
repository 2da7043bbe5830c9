"""The Word files of the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.document.docx.read import read_docx
from tests.document.conftest import texts

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.corpus
FORMS = [(14, 4, 30), (28, 10, 215), (4, 15, 34)]


@pytest.mark.parametrize(
    "name", ["blank_form_2021", "rendered_hangzhou_2025", "rendered_huaian_2024"]
)
def test_the_three_grids_are_whole(corpus: Path, name: str) -> None:
    document = read_docx((corpus / "reports" / f"{name}.docx").read_bytes())
    assert [(t.n_rows, t.n_cols, len(t.cells)) for t in document.tables] == FORMS
    assert all(
        cell is not None for table in document.tables for row in table.grid() for cell in row
    )
    assert document.notes == ()


def test_headings_stand_as_paragraphs_of_their_own(corpus: Path) -> None:
    document = read_docx((corpus / "reports" / "rendered_huaian_2024.docx").read_bytes())
    headings = [text[:2] for text in texts(document) if text[1:2] == "、"]
    assert headings == ["一、", "二、", "三、", "四、", "五、", "六、"]
    figures = [cell.text for cell in document.tables[1].cells if cell.text.isdecimal()]
    assert len(figures) == 25 * 7


def test_the_blank_form_keeps_its_blanks(corpus: Path) -> None:
    document = read_docx((corpus / "reports" / "blank_form_2021.docx").read_bytes())
    assert any(cell.text == "\u3000\u3000" for cell in document.tables[0].cells)
    assert document.tables[2].cells[1].text == "行政诉讼"
