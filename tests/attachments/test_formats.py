"""Files of every kind beside a page; made by LibreOffice where another program has to make them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from gklint.specimen import to_html
from tests.attachments.pages import (
    CELLS,
    TABLES,
    bare,
    one,
    put,
    read,
    reasons,
    specimen,
    stub,
    tables_alone,
    told,
)
from tests.builders import office
from tests.builders.ofd import ofd
from tests.builders.office import needs_office
from tests.sources.server import Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def test_an_ofd_beside_a_page(site: Site) -> None:
    put(site, a__html=bare("P02.ofd"), P02__ofd=ofd(specimen()))
    result = one(site)
    assert read(result) == CELLS, told(result)
    assert told(result) == {"P02.ofd": (True, "读取了其中的表二、表三、表四")}
    pages = {fact.location.place.page for fact in result.facts if fact.location.place}
    assert None not in pages  # a cell of the file stands on a page of it


def test_a_scan_beside_a_page_was_not_read(site: Site) -> None:
    scan = io.BytesIO()
    Image.new("1", (1240, 1754), 1).save(scan, "PDF", resolution=150)
    put(site, a__html=bare("P02.pdf"), P02__pdf=scan.getvalue())
    result = one(site)
    why = "数据看来只在附件《P02.pdf》里，附件没有读到（第 1 页是图片，其中的文字没有读取）"
    assert reasons(result)["NM01"] == reasons(result)["ST06"] == why


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
