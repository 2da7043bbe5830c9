"""The published PDF files: every figure, and text as a reader sees it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gklint.document.pdf.read import read_pdf
from tests.report.reading import report

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.corpus
NAMES = ("hongze_district_gov_2023.pdf", "huaian_city_gov_2024.pdf")


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_right(corpus: Path, name: str) -> None:
    truth = json.loads((corpus / "truth.json").read_text(encoding="utf-8"))[name]
    seen = report((corpus / "reports" / name).read_bytes(), name)
    read = {fact: seen.value(fact) for fact in truth["facts"]}
    told = {fact: None if value is None else float(value) for fact, value in read.items()}
    assert told == truth["facts"]
    assert [table.missing for table in seen.tables.values() if table.read < table.expected] == []
    assert (seen.year, seen.form_key) == (truth["year"], truth["edition"])
    assert truth["agency"].endswith(seen.issuer or "-")


@pytest.mark.parametrize("name", NAMES)
def test_text_is_natural(corpus: Path, name: str) -> None:
    """Paragraphs are whole, page numbers are none, and nothing is hidden."""
    document = read_pdf((corpus / "reports" / name).read_bytes())
    assert document.notes == ()
    prose = [p.text for p in document.paragraphs]
    assert [text for text in prose if text.strip("-— 0123456789") == ""] == []
    assert [text for text in prose if len(text) > 40 and text[-1] not in "。：；，"] == []
    assert {"title", "creator", "application", "created", "modified"} <= document.meta.keys()
    assert {p.page for p in document.paragraphs} | {t.page for t in document.tables} >= {1, 2, 3}
