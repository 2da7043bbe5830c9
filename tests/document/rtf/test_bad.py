"""Rich text that is damaged or made to harm: told, within bounds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document import limits
from gklint.document.errors import CannotOpen, LimitReached, ReadingError
from gklint.document.model import NoteKind
from gklint.document.read import read as read_any
from gklint.document.rtf import interpret, story
from gklint.document.rtf.read import read_rtf
from tests.document.rtf.make import read, row, rtf, said
from tests.growth import LINEAR, growth

if TYPE_CHECKING:
    from collections.abc import Callable

    from gklint.document.model import Block


def test_what_is_no_rich_text() -> None:
    with pytest.raises(CannotOpen) as caught:
        read_rtf(b"{rtf")
    assert caught.value.key == "damaged"


@pytest.mark.parametrize("name", ["a.doc", "a.rtf", "a.docx", "a.wps"])
def test_by_any_name(name: str) -> None:
    document = read_any(b"\xef\xbb\xbf\r\n" + rtf(r"总体情况\par"), name)
    assert (document.media_type, document.paragraphs[0].text) == ("application/rtf", "总体情况")


def test_without_text() -> None:
    with pytest.raises(CannotOpen) as caught:
        read_any(rtf(r"{\pict 89}"[:0]), "a.rtf")
    assert caught.value.key == "textless"


def test_what_is_cut_off_is_read_so_far_and_told() -> None:
    whole = rtf(r"\pard 一\par " + row("ab", (900, 1800)) * 2 + r"\pard 末\par")
    cut = read_rtf(whole[: whole.index(b"\\row", 400)])
    assert [note.kind for note in cut.notes] == [NoteKind.DAMAGED]
    assert [cell.text for cell in cut.tables[0].cells] == ["a", "b"] * len(cut.tables[0].cells[::2])
    assert not read_rtf(whole).notes


def test_what_follows_the_end_is_told() -> None:
    document = read_rtf(rtf(r"一\par}{\b 二}\par"))
    assert [note.kind for note in document.notes] == [NoteKind.DAMAGED]
    assert not read_rtf(rtf(r"一\par") + b"\r\n\0\0").notes


@pytest.mark.parametrize(
    "body",
    [
        r"\bin-1 x\par",
        r"\u99999999999 x\par",
        r"\uc99999999 \u20113 yyyyx\par",
        r"\uc-5 x\par",
        r"\f-99999999 x\par",
        r"\cellx99999999999\trowd\cellx-99999 \pard\intbl x\cell\row",
        r"\row\nestrow\nestrow x\par",
        r"\nestcell x\par",
        r"\itap99999999 x\cell\row\par",
        r"\s-1\outlinelevel-9 x\par",
        r"{\fldrslt x}\par",
        r"{\fldinst{\field}}x\par",
        r"{\listtext x}x\par",
        r"{\objclass y}x\par",
        r"{\shptxt{\footnote x}\cell}x\par",
        r"{\*}x\par",
        r"{\*\*\foo}x\par",
        r"\'x\'zz\par x",
        r"{\stylesheet{\s1 {\s2 a}b}}x\par",
        r"{\fonttbl\f0 \par\cell\row}x\par",
        r"\ansicpg-1\cpg-3\fcharset999 \'b7 x\par",
        r"{\info{\title \par\cell}}x\par",
    ],
)
def test_senseless_words_harm_nothing(body: str) -> None:
    assert any("x" in text for text in said(body))


def test_depth_is_bounded() -> None:
    with pytest.raises(LimitReached) as caught:
        read_rtf(b"{\\rtf1" + b"{" * (limits.RTF_DEPTH + 1) + b"x")
    assert caught.value.key == "depth"
    assert said("{" * (limits.RTF_DEPTH - 2) + "x" + "}" * (limits.RTF_DEPTH - 2)) == ["x"]


@pytest.mark.parametrize("piece", ["x\\par ", "{\\footnote x}", "{\\shptxt x}", "\\intbl x\\cell"])
def test_paragraphs_are_bounded_over_all_stories(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story, "MAX_BLOCKS", 500)
    with pytest.raises(LimitReached) as caught:
        read(piece * 501)
    assert caught.value.key == "blocks"
    assert said(piece * 400)


def test_the_number_of_tokens_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpret, "RTF_TOKENS", 500)
    with pytest.raises(LimitReached) as caught:
        read(r"\b x" * 500)
    assert caught.value.key == "size"
    assert said(r"\b x" * 100)


def test_a_grid_too_large() -> None:
    body = "".join(row("ab", (edge * 300, edge * 300 + 150)) for edge in range(1, 1100))
    with pytest.raises(LimitReached) as caught:
        read(body)
    assert caught.value.key == "cells"


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "{\\b x}" * n,
        lambda n: "{\\pict " * min(n, 400) + "00" * n,
        lambda n: r'{\field{\*\fldinst HYPERLINK "a"}{\fldrslt x}}' * n,
        lambda n: r'{\field{\*\fldinst HYPERLINK "a"}{\fldrslt x' * min(n, 400) + "y" * n,
        lambda n: r"\trowd\cellx9\cellx99\pard\intbl a\cell b\cell\row " * n,
        lambda n: r"\intbl a\cell " * n,
        lambda n: r"\itap9 a\nestcell \itap1 b\cell" * n,
        lambda n: r"{\object{\result{\pict 00}}" * min(n, 400) + "x" * n,
        lambda n: r"\'d4\'c6\u20113\'d4\'c6" * n,
        lambda n: r"{\footnote x}" * n,
        lambda n: r"{\shp{\*\shpinst{\shptxt x}}}" * n,
        lambda n: r"{\*\foo x}" * n,
        lambda n: "\\" * n,
    ],
    ids=range(13),
)
def test_time_grows_with_size(make: Callable[[int], str]) -> None:
    assert growth(lambda n: rtf(make(n)), read_rtf, 1000) < LINEAR


def blocks_of(data: bytes) -> tuple[Block, ...]:
    """None where the file is refused, which it may be; whatever else is raised is a fault."""
    try:
        return read_rtf(data).blocks
    except ReadingError:
        return ()


PIECES: Final = (
    "{", "}", "\\par ", "\\cell ", "\\row ", "\\trowd", "\\cellx900", "\\intbl ", "\\itap2 ",
    "\\nestcell ", "\\nestrow ", "{\\*\\nesttableprops", "{\\field", "{\\*\\fldinst HYPERLINK a}",
    "{\\fldrslt ", "{\\footnote ", "{\\shptxt ", "{\\object", "{\\result", "{\\pict 00}",
    "{\\listtext ", "{\\stylesheet", "{\\fonttbl", "\\f1 ", "\\'d4", "\\u-10179 ", "\\uc9 ",
    "\\bin3 ", "\\pard ", "\\plain ", "\\deleted ", "\\v ", "x", "12", "{\\*\\x", "\\",
    "\\clvmrg", "\\clmrg",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=400, deadline=None)
def test_any_pieces_are_read_or_refused(pieces: list[str]) -> None:
    blocks = blocks_of(rtf("".join(pieces)))
    assert [block.block for block in blocks] == list(range(len(blocks)))


def test_bytes_turned_over() -> None:
    sound = rtf(r"\pard 一\par " + row("ab", (900, 1800)) * 3)
    chance = random.Random(4)
    for _ in range(500):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(6, len(data))] = chance.choice(b"{}\\'09 abcu\xff")
        blocks = blocks_of(bytes(data))
        assert [block.block for block in blocks] == list(range(len(blocks)))
