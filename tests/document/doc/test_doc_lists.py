"""Automatic numbers of Word 97 files, restored as they are printed."""

from __future__ import annotations

import pytest

from gklint.document.doc.read import read_doc
from gklint.document.model import NoteKind
from tests.builders.doc import (
    HIDDEN,
    Para,
    cell,
    document,
    in_list,
    level,
    override,
    para,
    row,
    style,
)
from tests.builders.doc_file import Lists
from tests.document.conftest import texts

HEADINGS = (level(37, "%1、"), level(37, "（%2）"), level(0, "%3."))
LISTS = Lists({71: HEADINGS}, [(71, ()), (71, ())])


def on(number: int, at: int, text: str) -> Para:
    return para(text, props=in_list(number, at))


def read(*paras: Para, lists: Lists = LISTS) -> list[str]:
    return texts(read_doc(document(*paras, lists=lists)))


def test_numbers_of_headings_are_text_again() -> None:
    body = (
        on(1, 0, "总体情况"), on(1, 1, "主动公开"), on(1, 1, "依申请"), on(1, 2, "细目"),
        para("正文"), on(1, 0, "数据"), on(1, 1, "规章"),
    )  # fmt: skip
    assert read(*body) == [
        "一、总体情况", "（一）主动公开", "（二）依申请", "1.细目", "正文", "二、数据",
        "（一）规章",
    ]  # fmt: skip


def test_a_place_points_behind_the_number() -> None:
    (paragraph,) = read_doc(document(on(1, 0, "总体情况"), lists=LISTS)).paragraphs
    assert (paragraph.text, paragraph.generated) == ("一、总体情况", 2)
    assert paragraph.place(2, 4).anchor.offset == 0


def test_uses_of_one_list_count_on_together_or_start_again() -> None:
    assert read(on(1, 0, "甲"), on(2, 0, "乙")) == ["一、甲", "二、乙"]
    again = Lists({71: HEADINGS}, [(71, ()), (71, [override(0, start=1)])])
    body = (on(1, 0, "甲"), on(1, 0, "乙"), on(2, 0, "丙"), on(2, 0, "丁"))
    assert read(*body, lists=again) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_use_has_a_level_of_its_own() -> None:
    own = Lists({71: HEADINGS}, [(71, [override(0, form=level(0, "第%1条", start=4))])])
    assert read(on(1, 0, "甲"), lists=own) == ["第4条 甲"]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (level(0, "%1."), "1."),
        (level(11, "%1、"), "一、"),
        (level(38, "%1、"), "壹、"),
        (level(18, "%1"), "① "),
        (level(22, "%1)"), "01)"),
        (level(23, "\uf0b7"), ""),
        (level(255, ""), ""),
        (level(0, "%1", start=7), "7 "),
        (level(0, "%1", follow=2), "1"),
        (level(0, "%1.", chpx=HIDDEN), ""),
        (level(99, "%1."), "1."),
    ],
)
def test_forms_of_numbers(form: bytes, printed: str) -> None:
    assert read(on(1, 0, "甲"), lists=Lists({5: [form]}, [(5, ())])) == [f"{printed}甲"]


def test_numbers_of_higher_levels_in_the_text() -> None:
    for flags, printed in ((0, "一.1 乙"), (0x04, "1.1 乙")):
        levels = [level(37, "%1、"), level(0, "%1.%2", flags=flags)]
        assert read(on(1, 0, "甲"), on(1, 1, "乙"), lists=Lists({5: levels}, [(5, ())])) == [
            "一、甲", printed,
        ]  # fmt: skip


@pytest.mark.parametrize(("flags", "last"), [(0, "1)丑"), (0x08, "2)丑")])
def test_a_level_restarts_after_a_higher_one_unless_it_says_so(flags: int, last: str) -> None:
    levels = [level(0, "%1."), level(0, "%2)", flags=flags)]
    body = (on(1, 0, "甲"), on(1, 1, "子"), on(1, 0, "乙"), on(1, 1, "丑"))
    assert read(*body, lists=Lists({5: levels}, [(5, ())]))[-1] == last


def test_numbers_come_through_styles() -> None:
    styles = [style("Normal"), style("标题", papx=in_list(1, 0)), style("下", base=1)]
    body = (
        para("甲", style=1), para("乙", style=2), para("丙", style=1, props=in_list(0)),
        para("丁", style=1, props=in_list(0xF801)), para("戊", style=1, props=in_list(1, 1)),
    )  # fmt: skip
    found = read_doc(document(*body, styles=styles, lists=LISTS))
    assert texts(found) == ["一、甲", "二、乙", "丙", "丁", "（一）戊"]


def test_numbers_in_cells() -> None:
    numbered = cell(para("甲", props=in_list(1)), "乙")[:1]
    last = para("乙", props=in_list(1) + b"\x16\x24\x01", end="\x07")
    first = numbered[0]._replace(props=in_list(1) + b"\x16\x24\x01")
    found = read_doc(document(*row([first, last], "1"), *row("丙", "2"), lists=LISTS))
    assert found.tables[0].cells[0].text == "一、甲\n二、乙"
    assert found.tables[0].cells[0].generated == 2


def test_lists_and_levels_that_are_not_there_print_nothing() -> None:
    assert read(on(9, 0, "甲"), on(1, 12, "乙"), on(1, 200, "丙")) == ["甲", "乙", "丙"]
    stray = Lists({71: HEADINGS}, [(99, ()), (71, [override(15, start=3, form=HEADINGS[0])])])
    assert read(on(1, 0, "甲"), on(2, 0, "乙"), on(2, 15, "丙"), lists=stray) == [
        "甲", "一、乙", "丙",
    ]  # fmt: skip


def test_damaged_lists_are_left_out_and_told() -> None:
    found = read_doc(document(on(1, 0, "甲"), lists=LISTS, pairs={73: (10**6, 50)}))
    assert texts(found) == ["甲"]
    assert [note.kind for note in found.notes] == [NoteKind.DAMAGED]
