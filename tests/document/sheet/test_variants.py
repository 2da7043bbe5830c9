"""Every figure of a report in a workbook, however it is laid out and whoever wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.document.read import read
from gklint.specimen import to_html
from tests.builders import sheet
from tests.builders.figures import FORMS, messy, score, unique
from tests.builders.office import convert, needs_office

if TYPE_CHECKING:
    from pathlib import Path

    from gklint.document.model import Document


def prose(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sheet.VARIANTS)
def test_every_figure_is_read(name: str, form: str) -> None:
    for specimen in (unique(form), messy(form)):
        found = score(sheet.workbook(specimen, sheet.VARIANTS[name]), "a.xlsx", specimen)
        assert (found.wrong, found.missing) == ({}, ())
        assert len(found.right) >= 198


@pytest.mark.parametrize("name", sheet.VARIANTS)
def test_prose_is_read_as_it_stands(name: str) -> None:
    specimen = unique("2021")
    printed = prose(read(to_html(specimen).encode(), "a.html"))
    found = prose(read(sheet.workbook(specimen, sheet.VARIANTS[name]), "a.xlsx"))
    # A heading across the whole of a table that begins with it is prose; names of sheets' tables.
    extra = {text for text in found if text.startswith(("第二十条", "附表"))}
    assert [text for text in found if text not in extra] == printed
    assert len(extra) <= 4


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sheets")


@needs_office()
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_every_figure_of_a_workbook_by_libreoffice_is_read(kind: str, kept: Path) -> None:
    for specimen in (messy("2019"), unique("2021")):
        data = convert(to_html(specimen).encode(), "html", kind, kept=kept)
        found = score(data, f"a.{kind}", specimen)
        assert (found.wrong, found.missing) == ({}, ())


@needs_office()
def test_a_workbook_of_wps_is_told_by_its_bytes(kept: Path) -> None:
    """.et is a workbook of Excel 97 under a name of its own."""
    specimen = unique("2021")
    data = convert(to_html(specimen).encode(), "html", "xls", kept=kept)
    assert len(score(data, "年度报告.et", specimen).right) == 200
