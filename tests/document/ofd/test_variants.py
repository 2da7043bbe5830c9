"""Every figure of a report in OFD, in whatever way its pages are written."""

from __future__ import annotations

import pytest

from gklint.document.model import Paragraph, Table
from gklint.document.read import read
from gklint.specimen import to_html
from tests.builders import ofd
from tests.builders.figures import FORMS, messy, score, unique


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ofd.VARIANTS)
def test_every_figure_is_read(name: str, form: str) -> None:
    for specimen in (unique(form), messy(form)):
        found = score(ofd.ofd(specimen, ofd.VARIANTS[name]), "a.ofd", specimen)
        assert (found.wrong, found.missing) == ({}, ())
        assert len(found.right) >= 198


@pytest.mark.parametrize("name", ofd.VARIANTS)
def test_prose_is_read_as_it_stands_and_nothing_else(name: str) -> None:
    """No running head, no page number, no heading run into what follows."""
    specimen = unique("2021")
    printed = read(to_html(specimen).encode(), "a.html").paragraphs
    found = read(ofd.ofd(specimen, ofd.VARIANTS[name]), "a.ofd")
    assert [p.text for p in found.paragraphs] == [p.text for p in printed]
    assert not found.notes


def test_places_carry_the_page_and_the_file() -> None:
    found = read(ofd.ofd(unique("2021")), "a.ofd")
    pages = [block.page for block in found.blocks]
    assert pages[0] == 1
    assert all(page is not None for page in pages)
    assert pages == sorted(page or 0 for page in pages)
    assert {block.part for block in found.blocks} == {"Doc_0/Document.xml"}
    joined = [table for table in found.tables if table.pages]
    assert joined
    assert len(set(joined[0].pages)) > 1
    assert {type(block) for block in found.blocks} == {Paragraph, Table}
