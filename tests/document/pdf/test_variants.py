"""Every way that a report's tables are drawn, in both editions: each figure, and none other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.document.model import NoteKind
from gklint.document.pdf.read import read_pdf
from tests.builders.figures import FORMS, messy, score, unique
from tests.builders.office import convert, needs_office, word
from tests.builders.pdf import UNRULED, VARIANTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from gklint.specimen import Specimen

FIGURES = {"2019": 198, "2021": 200}


@pytest.mark.parametrize("make", [unique, messy])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", VARIANTS)
def test_ruled(name: str, form: str, make: Callable[[str], Specimen]) -> None:
    specimen = make(form)
    found = score(VARIANTS[name](specimen), f"{name}.pdf", specimen)
    assert (found.wrong, found.missing) == ({}, ())
    assert len(found.right) == FIGURES[form]


@pytest.mark.parametrize("make", [unique, messy])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", UNRULED)
def test_without_rules_nothing_is_wrong(
    name: str, form: str, make: Callable[[str], Specimen]
) -> None:
    specimen = make(form)
    found = score(UNRULED[name](specimen), f"{name}.pdf", specimen)
    assert found.wrong == {}
    assert len(found.right) + len(found.missing) == FIGURES[form]


@pytest.mark.parametrize("name", ["white-text", "painted-over"])
def test_what_is_hidden_is_told(name: str) -> None:
    (note,) = read_pdf(VARIANTS[name](unique("2021"))).notes
    assert note.kind is NoteKind.HIDDEN
    assert int(note.detail) >= 400  # two characters at each figure


@pytest.mark.parametrize("name", ["lines", "dark-header", "boxes-fake-bold", "page-rotated"])
def test_nothing_is_said_of_what_is_seen(name: str) -> None:
    assert read_pdf(VARIANTS[name](unique("2021"))).notes == ()


def test_text_is_what_is_printed() -> None:
    """Characters come from the font's own tables, radicals or not, whatever the encoding."""
    specimen = unique("2021")
    plain, *others = (
        [p.text for p in read_pdf(VARIANTS[name](specimen)).paragraphs]
        for name in ("lines", "radicals", "gbk-font", "scaled-font", "cropped", "boxes-fake-bold")
    )
    assert plain[0] == specimen.title
    assert [other == plain for other in others] == [True] * len(others)


def test_running_heads_are_no_text() -> None:
    document = read_pdf(VARIANTS["running-heads"](unique("2021")))
    assert not [p.text for p in document.paragraphs if "送审稿" in p.text or "— " in p.text]


def test_cells_say_their_page() -> None:
    document = read_pdf(VARIANTS["row-cut"](unique("2021")))
    table = max(document.tables, key=lambda table: table.n_rows)
    pages = {table.place(cell).page for cell in table.cells}
    assert len(pages) == 2
    assert table.page == min(pages, key=lambda page: page or 0)


@needs_office()
@pytest.mark.parametrize("make", [unique, messy])
@pytest.mark.parametrize("form", FORMS)
def test_libreoffice(
    form: str, make: Callable[[str], Specimen], tmp_path_factory: pytest.TempPathFactory
) -> None:
    specimen = make(form)
    data = convert(word(specimen), "docx", "pdf")
    found = score(data, "office.pdf", specimen)
    assert (found.wrong, found.missing) == ({}, ())
    assert len(found.right) == FIGURES[form]
