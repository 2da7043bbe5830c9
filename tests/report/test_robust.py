"""Nothing a page may hold breaks recognition, and what it says of places is true."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document.model import Paragraph
from gklint.specimen import make, to_html
from tests.growth import LINEAR, growth
from tests.report.reading import HEADINGS, attempt, clean, packs, page, prose, report


@cache
def tables() -> list[str]:
    parts = to_html(clean()).split("<table")[1:]
    return [f"<table{part.partition('</table>')[0]}</table>" for part in parts]


PIECES = [
    *(f"<p>{heading}</p>" for heading in HEADINGS),
    "<p>青柳县水利局2023年政府信息公开工作年度报告</p>",
    "<h1>政府信息公开年报</h1>",
    "<p>青柳县水利局</p>",
    "<p>统计期限自2023年1月1日起至2023年12月31日止。</p>",
    "<p>如有疑问，请与青柳县水利局联系（电话：0632-5510023）。</p>",
    "<p>一、总体情况2023年，我局公开信息12条。二、主动公开政府信息情况</p>",
    "<p>发布时间：2024-01-20</p>",
    "<div>",
    "</div>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<table><tr><td>规章</td><td>1</td></tr><tr><td></td></tr></table>",
    "<table><tr><td colspan=5>行政复议</td></tr><tr><td>总计</td><td>3</td></tr></table>",
    "<p></p>",
    "<p>版权所有</p>",
]


@given(st.lists(st.deferred(lambda: st.sampled_from([*PIECES, *tables()])), max_size=25))
@settings(max_examples=150)
def test_any_order_of_pieces(pieces: list[str]) -> None:
    found = attempt(page("<p>首页</p>" + "".join(pieces)), "a.html")
    if found is None:
        return
    blocks = found.document.blocks
    assert 0 <= found.first <= found.last <= len(blocks)
    assert found.preamble[0] <= found.preamble[1]
    spans = [s.span for s in found.sections]
    spans += found.title.spans if found.title else ()
    spans += found.contact.phones
    spans += [s for s in (found.contact.span, found.copy_location) if s is not None]
    for span in spans:
        block = blocks[span.block]
        assert isinstance(block, Paragraph)
        assert block.text[span.start : span.end] == span.text
    places = [(s.span.block, s.span.start) for s in found.sections]
    assert places == sorted(places)
    for section in found.sections:
        assert section.first <= section.last <= found.last
    for reading in found.tables.values():
        assert reading.read + len(reading.missing) == reading.expected
    for name, fact in found.facts.items():
        assert fact.name == name
        assert (fact.cell is None) == (fact.state.value == "absent")


@given(st.text("一二三四、.（）1２ 　总体情况主动公开政府信息年报告\n《》：，。;", max_size=300))
@settings(max_examples=150)
def test_any_text(text: str) -> None:
    if text.strip():
        attempt(prose() + "\n" + text)


@pytest.mark.parametrize(
    "filler",
    ["1、甲\n", "《", "一、", "统计期限自", "电话：", "请与", "2023年", "（", "公布"],
)
def test_long_input_takes_its_length(filler: str) -> None:
    """No pattern and no loop may square with the input."""
    assert growth(lambda n: prose() + "\n" + filler * (n // len(filler)), attempt, 12_500) < LINEAR


def test_a_table_of_many_rows_takes_its_length() -> None:
    def long(length: int) -> bytes:
        rows = "".join(
            f"<tr><td>第{n}号其他法律行政规定</td><td>{n}</td></tr>" for n in range(length)
        )
        table = tables()[1].removesuffix("</table>")
        return page("".join(f"<p>{h}</p>" for h in HEADINGS) + f"{table}{rows}</table>")

    assert growth(long, lambda data: report(data, "a.html"), 400) < LINEAR


def test_each_pack_knows_its_own_specimen() -> None:
    for pack in packs():
        if not pack.recognition:
            continue
        for form in pack.forms:
            found = attempt(to_html(make(pack, form.key)).encode(), "a.html")
            assert found is not None
            assert (found.pack.key, found.form_key) == (pack.key, form.key)
            assert [s.key for s in found.sections] == [s.key for s in form.sections]
