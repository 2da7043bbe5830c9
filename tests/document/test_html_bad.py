"""Pages that are broken, cut short, or made to do harm: a clear answer in bounded time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.document.errors import LimitReached
from gklint.document.html import fallback as html_fallback
from gklint.document.html.fallback import nesting
from gklint.document.html.read import read_html
from gklint.document.limits import FALLBACK_DEPTH, PARSER_DEPTH
from gklint.document.model import NoteKind
from tests.document.conftest import only_table, texts
from tests.growth import LINEAR, growth

if TYPE_CHECKING:
    from gklint.document.model import Document


def read(markup: str) -> Document:
    return read_html(markup.encode())


def refused(markup: str) -> LimitReached:
    with pytest.raises(LimitReached) as error:
        read(markup)
    return error.value


@pytest.mark.parametrize("tag", ["span", "font", "div", "o:p"])
def test_four_hundred_unclosed_tags_lose_nothing(tag: str) -> None:
    document = read_html(("<body>" + f"<{tag}>" * 400 + "甲<p>乙</p>").encode())
    assert texts(document)[-1] == "乙"
    assert document.notes == ()


@pytest.mark.parametrize("tag", ["span", "div"])
def test_what_libxml2_drops_is_read_by_the_second_parser(tag: str) -> None:
    depth = PARSER_DEPTH + 100
    rows = "<table><tr><td rowspan=2>甲<td>1<tr><td>2</table>"
    markup = (
        f"<title>题</title><body><p>首</p>{f'<{tag}>' * depth}<p>中</p>{f'</{tag}>' * depth}{rows}"
        "<p>末<span style='display:none'>藏</span><del>9</del><!-- x --><script>y</script></p>"
        "<a href=x>链</a>"
    )
    document = read_html(markup.encode())
    assert texts(document) == ["首", "中", "甲|1/2", "末", "链"]
    assert only_table(document).cells[2].col == 1
    assert [note.kind for note in document.notes] == [NoteKind.FALLBACK, NoteKind.HIDDEN]
    assert document.meta == {"title": "题"}
    assert [link.target for link in document.links] == ["x"]


def test_both_parsers_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    markup = (
        "<html><head><title>年报</title></head><body><div><h2>一、总体情况</h2><p>正<b>文</b>"
        "<a href=x.doc>附件</a></p><img src=a.png></div><table><thead><tr><th colspan=2>表头</th>"
        "<th>丙</th></tr></thead><tbody><tr><td>甲</td><td>1</td><td>&nbsp;</td></tr></tbody></table>"
        "</body></html>"
    ).encode()
    first = read_html(markup)
    monkeypatch.setattr("gklint.document.html.tree._lost_text", lambda _: True)
    second = read_html(markup)
    assert second.blocks == first.blocks
    assert (second.links, second.meta) == (first.links, first.meta)


@pytest.mark.parametrize("closed", [True, False])
def test_sixty_thousand_nested_tags(closed: bool) -> None:
    def nested(depth: int) -> str:
        return "<p>首</p>" + "<div>" * depth + "中" + "</div>" * depth * closed + "<p>末</p>"

    error = refused(nested(60_000))
    assert error.key == "depth"
    assert error.params == {"depth": "60000", "limit": str(FALLBACK_DEPTH)}
    assert growth(nested, refused, 7500) < LINEAR


def test_nesting_counts_what_stays_open() -> None:
    assert nesting("<div><p>a<p>b<br><img></div><DIV><b></b></DIV>") == 2
    assert nesting("<li>" * 5000) == 0
    assert nesting("</div>" * 10 + "<div>") == 1


def test_the_second_parser_has_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_fallback, "FALLBACK_SECONDS", 0.0)
    markup = "<div>" * (PARSER_DEPTH + 100) + "x"
    with pytest.raises(LimitReached) as error:
        read_html(markup.encode())
    assert error.value.key == "time"


def test_the_second_parser_has_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_fallback, "FALLBACK_TEXT", 1000)
    markup = "<div>" * (PARSER_DEPTH + 100) + "x"
    with pytest.raises(LimitReached) as error:
        read_html(markup.encode())
    assert error.value.key == "size"


def test_many_wide_cells_are_refused() -> None:
    def table(rows: int) -> str:
        row = "<tr>" + "<td colspan=999999999 rowspan=999999999>1</td>" * 50 + "</tr>"
        return f"<table>{row * rows}</table>"

    assert refused(table(1000)).key == "cells"
    assert growth(table, refused, 125) < LINEAR


def test_a_span_of_a_million_digits() -> None:
    def table(digits: int) -> str:
        return f"<table><tr><td colspan={'9' * digits}>a<td>b<tr><td>c</table>"

    assert only_table(read(table(1_000_000))).n_rows == 2
    assert growth(table, read, 125_000) < LINEAR


def test_long_texts() -> None:
    def text(length: int) -> str:
        return "<body><p>" + "公开" * (length // 2) + "<p>末"

    assert [len(p.text) for p in read(text(6_000_000)).paragraphs] == [6_000_000, 1]
    assert growth(text, read, 500_000) < LINEAR


def test_more_text_than_any_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.document.html.read.MAX_TEXT", 100)
    with pytest.raises(LimitReached) as error:
        read_html(b"<p>" + b"x" * 100)
    assert error.value.key == "size"


def test_more_blocks_than_any_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.document.html.walk.MAX_BLOCKS", 10)
    with pytest.raises(LimitReached) as error:
        read_html(b"<p>x" * 12)
    assert error.value.key == "blocks"


def test_deeply_nested_layout() -> None:
    def nested(depth: int) -> str:
        return "<table><tr><td>a<td>" * depth + "末"

    said = texts(read(nested(600)))
    assert sum(text == "a" for text in said) == 599
    assert said[-1] == "a|末"
    assert growth(nested, read, 75) < LINEAR


def test_deeply_nested_hidden_text() -> None:
    def hidden(depth: int) -> str:
        within = "<i>x</i>y" * (64 * depth) + "</ul>" * depth
        return "<ul hidden>" * depth + within + "<p>末" + "尾" * (320 * depth)

    assert [text[:2] for text in texts(read(hidden(1500)))] == ["末尾"]
    assert growth(hidden, read, 190) < LINEAR


@pytest.mark.parametrize("cut", range(1, 70))
def test_a_page_cut_anywhere_is_read_as_far_as_it_goes(cut: int) -> None:
    markup = "<p>甲</p><table><tr><td>乙</td><td>1</td></tr><tr><td>丙</td><td>2</td></tr></table>"
    document = read_html(markup[:-cut].encode())
    said = "".join(texts(document))
    assert said.startswith("甲") or document.tables  # a lone "<" at the end comes before the table
    for word in "甲乙丙":
        assert (word in said) == (word in markup[:-cut])


@pytest.mark.parametrize("markup", ["<html></html>", "<!DOCTYPE html>", "<p>", "<!-- x -->", "<"])
def test_nothing_printed_is_no_block(markup: str) -> None:
    assert [text for text in texts(read_html(markup.encode())) if text != "<"] == []


def test_a_null_within_text() -> None:
    assert texts(read_html("<p>一\0二</p>".encode())) == ["一二"]


def test_entities_are_expanded_once_and_none_from_outside() -> None:
    markup = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "zz">]>'
        "<p>甲&x;&y;&amp;lt;&#x31;</p>"
    )
    (text,) = [text for text in texts(read_html(markup.encode())) if "甲" in text]
    assert "&lt;1" in text
    assert "zz" not in text


@pytest.mark.parametrize(
    "place",
    [
        "<p>甲&\x14bsp;<input type=button>乙\x14</p>",
        "<p>甲\x14<span style='display:none'>x</span>乙\x14</p>",
        "<table><tr><td>1\x14<sup>2\x14</sup>\x14</td><td>丙</td></tr></table>",
        "<p>甲<select><option>a\x14</select>\ufffe</p>",
    ],
)
def test_characters_that_a_tree_refuses_are_left_out(place: str) -> None:
    document = read(f"<html><body>{place}<p>其后的正文</p></body></html>")
    assert document.paragraphs[-1].text == "其后的正文"
