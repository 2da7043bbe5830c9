"""Pages, and what was read from pictures of them, in every output; and read back."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from gklint.across.extract import load_extract
from gklint.checks.base import Context
from gklint.engine import judge
from gklint.outputs import EXTRACTS, FORMATS
from gklint.outputs.base import Setting
from gklint.outputs.json_v1 import published_schema
from gklint.result import RunReport
from tests.engine.reports import pack
from tests.engine.scans import document, is_table, report, scanned
from tests.outputs.render import render

if TYPE_CHECKING:
    from gklint.lang import Lang

LANGS: tuple[Lang, ...] = ("zh", "en")
SAID = {"zh": "识别自图片", "en": "picture"}
PAGE = {"zh": "第 2 页", "en": "page 2"}


@cache
def run(lang: Lang = "zh", *, ocr: bool = True) -> RunReport:
    """One report of two pages with a broken sum, its tables read by OCR."""
    made = document(set={"requests.new.total": "48"})
    found = report(scanned(made, is_table) if ocr else made)
    reading = {rule.id: rule for rule in pack("reading").rules}
    result = judge(
        found,
        pack().rules,
        Context(),
        lang,
        reading=reading,
        with_facts=True,
        with_content=True,
    )
    return RunReport("1", "annual-report", "1", lang, "self-check", None, (result,))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("xlsx", "docx")])
def test_the_page_is_told_and_that_it_was_recognised(name: str, lang: Lang) -> None:
    text = render(name, run(lang)).replace("\n", "")
    flat = "".join(text.split())
    told = PAGE[lang].replace(" ", "")
    if name == "csv":
        rows = list(csv.DictReader(io.StringIO(render(name, run(lang)).lstrip("\ufeff"))))
        pages = {row["页" if lang == "zh" else "page"] for row in rows}
        assert "2" in pages
    elif name in ("json", "jsonl"):
        assert '"page":2' in flat
    else:
        assert told in flat
    assert SAID[lang] in text
    for wrong in ("line None", "第 None", "None 页", "page None", "None)"):
        assert wrong not in text


def test_figures_are_marked_in_json() -> None:
    whole = json.loads(render("json", run(), facts=True))
    Draft202012Validator(published_schema()).validate(whole)
    (made,) = whole["documents"]
    assert {figure["read_by"] for figure in made["facts"].values()} == {"ocr"}
    assert all(t["scanned"] == t["read"] for t in made["coverage"].values())
    assert made["facts"]["requests.new.total"]["location"]["page"] == 2
    assert {section["page"] for section in made["sections"]} <= {1, 2}


def test_typed_figures_have_no_mark() -> None:
    (made,) = json.loads(render("json", run(ocr=False), facts=True))["documents"]
    assert not any("read_by" in figure for figure in made["facts"].values())
    assert not any("scanned" in table for table in made["coverage"].values())


@pytest.mark.parametrize("ocr", [True, False])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["json", "csv", "xlsx"])
def test_last_years_figures_stay_marked(name: str, lang: Lang, ocr: bool) -> None:
    form, made = EXTRACTS[name], run(lang, ocr=ocr)
    out: io.BytesIO | io.StringIO = io.StringIO(newline="") if form.encoding else io.BytesIO()
    writer = form.writer(Setting(lang=lang, facts=True), out)
    for result in made.documents:
        writer.document(result)
    writer.finish(made)
    data = out.getvalue()
    raw = data if isinstance(data, bytes) else data.encode(form.encoding or "utf-8")
    digests = load_extract(raw, f"last.{name}")
    assert digests is not None
    assert [digest.scanned for digest in digests] == [ocr]


def test_the_workbook_counts_what_was_recognised() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render("xlsx", run()).encode("latin-1")))
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert "有 175 格识别自图片，请对照原件核对" in cells
    assert any("（第 2 页）" in text for text in cells)
    assert not any("None" in text for text in cells)


def test_the_page_for_people_shows_where_a_page_begins() -> None:
    text = render("html", run())
    assert text.count('class="leaf"') == 2
    assert "下表识别自图片" in text
    assert 'class="leaf"' not in render("html", run(ocr=False))
    assert "下表识别自图片" not in render("html", run(ocr=False))
