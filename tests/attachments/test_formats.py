"""Files of every kind beside a page; made by LibreOffice where another program has to make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.specimen import to_html
from tests.attachments.pages import (
    CELLS,
    TABLES,
    bare,
    one,
    put,
    read,
    specimen,
    stub,
    tables_alone,
    told,
)
from tests.builders import office
from tests.builders.office import needs_office
from tests.sources.server import Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@needs_office()
@pytest.mark.parametrize("kind", ["doc", "pdf", "rtf"])
def test_a_report_beside_a_page(site: Site, kind: str) -> None:
    data = office.convert(office.word(specimen()), "docx", kind)
    put(site, **{f"P02__{kind}": data})
    for page in (bare, stub):  # with text of its own, and with a title only
        put(site, a__html=page(f"P02.{kind}"))
        result = one(site)
        assert read(result) == CELLS, told(result)
        assert told(result)[f"P02.{kind}"][0]
        assert result.identity is not None
        assert result.identity.year == 2022


@needs_office()
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_workbook_of_tables_beside_a_page(site: Site, kind: str) -> None:
    tables = to_html(tables_alone(*TABLES)).encode()
    data = office.convert(tables, "html", kind)
    put(site, a__html=bare(f"P02.{kind}"), **{f"P02__{kind}": data})
    result = one(site)
    assert read(result) == CELLS, told(result)
    assert told(result) == {f"P02.{kind}": (True, "读取了其中的表二、表三、表四")}
    assert {fact.name: fact.value for fact in result.facts} == dict(specimen().facts)
