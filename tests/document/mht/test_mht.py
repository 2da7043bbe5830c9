"""Pages saved as one file: the page found and decoded, its frames in place."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from gklint.document.errors import CannotOpen, LimitReached, ReadingError
from gklint.document.html.read import read_html
from gklint.document.mht import read as reader
from gklint.document.mht.read import read_mht
from gklint.document.model import Embedded, NoteKind, Table
from gklint.document.read import read
from gklint.specimen import to_html
from tests.builders.figures import FORMS, score, unique
from tests.builders.mht import BLINK, WORD, Part, mht, page
from tests.document.conftest import texts
from tests.growth import LINEAR, growth

if TYPE_CHECKING:
    from collections.abc import Callable

PICTURE = Part(b"\x89PNG\r\n\x1a\n", "image/png", "", "base64", "http://www.example.gov.cn/a.png")
BODY = "<p>总体情况</p><table><tr><td>项目<td>1<tr><td>合计<td>2</table>"


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_is_read_and_right(form: str) -> None:
    specimen = unique(form)
    data = mht(Part(to_html(specimen).encode()), PICTURE)
    found = score(data, "年度报告.mht", specimen)
    assert (found.wrong, found.missing) == ({}, ())
    assert len(found.right) == {"2019": 198, "2021": 200}[form]


@pytest.mark.parametrize("packing", ["quoted-printable", "base64", "8bit", "binary"])
@pytest.mark.parametrize("head", [BLINK, WORD], ids=["browser", "word"])
@pytest.mark.parametrize(
    ("codec", "declared"),
    [("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", ""), ("utf-16", "unicode")],
)
def test_however_it_is_packed(packing: str, head: str, codec: str, declared: str) -> None:
    if codec == "utf-16" and packing in ("8bit", "binary"):
        packing = "base64"  # lines of a message cannot hold it
    content = page(BODY).decode().encode(codec)
    document = read(mht(Part(content, charset=declared, packing=packing), head=head), "年报.doc")
    assert document.media_type == "text/html"
    assert texts(document) == ["总体情况", "项目|1/合计|2"]
    assert document.meta["title"] == "年报"
    assert not document.notes


def test_the_charset_of_the_part_decides_where_bytes_leave_a_choice() -> None:
    content = "<p>政府資訊公開工作年度報告總計</p>".encode("big5")
    assert texts(read_mht(mht(Part(content, charset="big5")))) == ["政府資訊公開工作年度報告總計"]


def test_a_page_alone() -> None:
    data = (
        b"From: <Saved by Microsoft Internet Explorer 5>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    ) + Part(page(BODY), "text/html", "utf-8", "base64").written()
    assert texts(read(data, "a.mht")) == ["总体情况", "项目|1/合计|2"]


def test_the_page_that_is_named_comes_first() -> None:
    other = Part(page("<p>广告</p>"), ident="ad@x", location="http://ad.example.gov.cn/")
    main = Part(page(BODY), ident="main@x")
    data = mht(other, main, extra='start="<main@x>"; ')
    assert texts(read_mht(data)) == ["总体情况", "项目|1/合计|2"]
    assert texts(read_mht(mht(main, other))) == ["总体情况", "项目|1/合计|2"]
    assert texts(read_mht(mht(main, other, extra='start="<gone@x>"; '))) == [
        "总体情况",
        "项目|1/合计|2",
    ]


@pytest.mark.parametrize(
    ("source", "ident", "location"),
    [
        ("cid:frame-1@mhtml.blink", "frame-1@mhtml.blink", "http://www.example.gov.cn/t.html"),
        ("http://www.example.gov.cn/t.html", "", "http://www.example.gov.cn/t.html"),
    ],
)
def test_a_frame_stands_in_its_place(source: str, ident: str, location: str) -> None:
    main = Part(page(f'<div><p>前</p><iframe src="{source}"></iframe><p>后</p></div>'))
    frame = Part(page(BODY + '<p><a href="x.docx">附件</a></p>'), ident=ident, location=location)
    document = read_mht(mht(main, frame))
    assert texts(document) == ["前", "总体情况", "项目|1/合计|2", "附件", "后"]
    assert [block.block for block in document.blocks] == [0, 1, 2, 3, 4]
    assert [(link.text, link.block) for link in document.links] == [("附件", 3)]
    inner = document.blocks[1].place()
    assert (inner.anchor.part, inner.anchor.block, inner.line) == (source, 0, None)
    table = document.blocks[2]
    assert isinstance(table, Table)
    assert table.place(table.cells[0]).line is None
    outer, framed = document.blocks[0].container, document.blocks[1].container
    assert framed[: len(outer)] == outer
    assert document.blocks[4].container == outer


def test_a_page_that_only_shows_frames() -> None:
    main = Part(b'<html><frameset><frame src="cid:a@x"><frame src="cid:b@x"></frameset></html>')
    frames = (Part(page("<p>一</p>"), ident="a@x"), Part(page("<p>二</p>"), ident="b@x"))
    assert texts(read_mht(mht(main, *frames))) == ["一", "二"]


def test_a_frame_that_is_not_in_the_file_stays_told_as_unread() -> None:
    (found,) = read_mht(mht(Part(page('<iframe src="http://other.example/"></iframe>')))).blocks
    assert isinstance(found, Embedded)


def test_frames_in_a_circle_end() -> None:
    frames = [
        Part(page(f"<p>{n}</p><iframe src='cid:{(n + 1) % 3}@x'></iframe>"), ident=f"{n}@x")
        for n in range(3)
    ]
    assert [text for text in texts(read_mht(mht(*frames))) if text.isdigit()] == ["0", "1", "2"]


def test_frames_nest_within_bounds() -> None:
    frames = [
        Part(page(f"<p>{n}</p><iframe src='cid:{n + 1}@x'></iframe>"), ident=f"{n}@x")
        for n in range(20)
    ]
    found = read_mht(mht(*frames)).blocks
    assert isinstance(found[-1], Embedded)
    assert 5 < len(found) < 20


def test_the_same_as_the_page_itself() -> None:
    """But for lines, which would be those of a file that is not there."""
    content = to_html(unique("2021")).encode()
    plain, packed = read_html(content), read_mht(mht(Part(content)))
    assert texts(packed) == texts(plain)
    assert packed.meta == plain.meta
    assert {block.line for block in packed.blocks} == {None}
    assert [block.container for block in packed.blocks] == [b.container for b in plain.blocks]
    assert [b.place().anchor.block for b in packed.blocks] == [b.block for b in plain.blocks]


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\nno parts",
        mht(PICTURE),
        mht(),
        mht(Part(b"x", "text/plain")),
    ],
)
def test_without_a_page_it_is_damaged(data: bytes) -> None:
    with pytest.raises(CannotOpen) as caught:
        read(data, "a.mht")
    assert caught.value.key == "damaged"


def test_what_is_cut_off_within_the_page_is_told() -> None:
    whole = mht(Part(page(BODY * 9)), PICTURE)
    assert not read_mht(whole).notes
    cut = read_mht(whole[: whole.index(b"</table>", 900)])
    assert [note.kind for note in cut.notes] == [NoteKind.DAMAGED]
    behind = read_mht(whole[: whole.index(b"image/png") + 80])
    assert not behind.notes


def test_characters_that_are_lost_are_told() -> None:
    data = mht(Part("<p>总体情况".encode()[:-1] + b"</p>", packing="base64"))
    assert [note.kind for note in read_mht(data).notes] == [NoteKind.REPLACED]


def test_parts_in_parts_are_bounded() -> None:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n"
    nested = b"".join(
        b"--a%d\r\nContent-Type: multipart/related; boundary=a%d\r\n\r\n" % (n, n + 1)
        for n in range(5000)
    )
    chain = b"--a\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5000
    for body in (nested, chain):
        with pytest.raises(LimitReached) as caught:
            read_mht(head + body)
        assert caught.value.key == "depth"


def test_the_number_of_parts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_MEMBERS", 20)
    with pytest.raises(LimitReached) as caught:
        read_mht(mht(Part(page(BODY)), *[PICTURE] * 30))
    assert caught.value.key == "members"
    assert read_mht(mht(Part(page(BODY)), *[PICTURE] * 15)).blocks


def test_blocks_are_bounded_over_all_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BLOCKS", 30)
    main = Part(page("".join(f"<iframe src='cid:{n}@x'></iframe>" for n in range(9))))
    frames = [Part(page("<p>x</p>" * 9), ident=f"{n}@x") for n in range(9)]
    with pytest.raises(LimitReached) as caught:
        read_mht(mht(main, *frames))
    assert caught.value.key == "blocks"


@pytest.mark.parametrize(
    "make",
    [
        lambda n: mht(Part(page("<p>总体情况</p>" * n))),
        lambda n: mht(Part(page(BODY)), Part(b"x" * 40 * n, "image/png", "", "base64")),
        lambda n: mht(Part(page(BODY)), *[PICTURE] * min(n, 1500)),
        lambda n: mht(Part(page(BODY))).replace(
            b"MIME-Version", b"X-A: b\r\n" * n + b"MIME-Version"
        ),
    ],
    ids=["page", "picture", "parts", "headers"],
)
def test_time_grows_with_size(make: Callable[[int], bytes]) -> None:
    assert growth(make, read_mht, 1000) < LINEAR


def test_bytes_turned_over() -> None:
    sound = mht(Part(page(BODY)), PICTURE, Part(page("<p>x</p>"), packing="base64"))
    chance = random.Random(4)
    for _ in range(400):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.choice(b'=-;":\r\n \x00\xffab')
        blocks = blocks_of(bytes(data))
        assert blocks == list(range(len(blocks)))


def blocks_of(data: bytes) -> list[int]:
    """None where the file is refused, which it may be; whatever else is raised is a fault."""
    try:
        return [block.block for block in read_mht(data).blocks]
    except ReadingError:
        return []
