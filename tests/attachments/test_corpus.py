"""Published reports, as if the portal had put them, or their tables, into a file."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from lxml import html

from gklint.batch import Batch, Request
from gklint.document.encoding import decode
from gklint.plan import Plan
from tests.attachments.pages import BINARY, HTML, one, put, stub, told
from tests.sources.server import Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gklint.result import DocumentResult

pytestmark = pytest.mark.corpus
PLAN = Plan(ignore=("LK01", "LK03"), facts=True, today=date(2026, 3, 1))
_CELLS = 12  # of a table that is the form's, not the page's


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def found(result: DocumentResult) -> tuple[Counter[str], dict[str, tuple[str, str | None]]]:
    """Rules that speak, and every figure."""
    figures = {fact.name: (fact.state, fact.value) for fact in result.facts}
    return Counter(finding.rule for finding in result.findings), figures


@pytest.mark.parametrize(
    "name",
    ["hongze_district_gov_2023.pdf", "huaian_city_gov_2024.pdf", "rendered_huaian_2024.docx"],
)
def test_a_report_behind_its_title(site: Site, corpus: Path, name: str) -> None:
    path = corpus / "reports" / name
    (alone,) = Batch(Request((str(path),), PLAN, cache=False)).results()
    assert alone.identity is not None
    put(site, a__html=stub(quote(name), title=alone.identity.title or ""))
    site.pages["/nb/" + quote(name)] = (BINARY, path.read_bytes())
    beside = one(site, plan=PLAN)
    assert told(beside)[name][0]
    assert found(beside) == found(alone)


@pytest.mark.parametrize("name", ["pingtan_2019", "pingtan_2021", "shanghai_gov_office_2019"])
def test_tables_taken_out_of_their_page(site: Site, corpus: Path, name: str) -> None:
    data = (corpus / "reports" / f"{name}.html").read_bytes()
    site.pages["/nb/whole.html"] = (HTML, data)
    whole = one(site, "/nb/whole.html", plan=PLAN)
    page: Any = html.document_fromstring(decode(data).text)
    tables = [
        t
        for t in page.iter("table")
        if len(t.findall(".//td")) > _CELLS and not t.xpath(".//table")
    ]
    taken = "".join(html.tostring(t, encoding="unicode", with_tail=False) for t in tables)
    for table in tables:
        table.drop_tree()
    rest = html.tostring(page, encoding="unicode")
    link = '<p>附件：<a href="P02.doc">统计表</a></p></body>'
    put(site, a__html=rest.replace("</body>", link).encode(), P02__doc=taken.encode())
    parted = one(site, plan=PLAN)
    assert told(parted) == {"统计表": (True, "读取了其中的表二、表三、表四")}
    assert found(parted) == found(whole)
