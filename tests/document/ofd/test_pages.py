"""Objects on an OFD page: what is seen is read, what is not is told."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from gklint.document.errors import ReadingError
from gklint.document.means import Means
from gklint.document.model import Image, NoteKind
from gklint.document.ofd.read import read_ofd
from gklint.document.paged.page import Glyph, Page
from tests.builders.ofd import VARIANTS, package, path_object, text_object, zipped
from tests.builders.ofd_layout import Text

if TYPE_CHECKING:
    from gklint.document.model import Document

_BLACK = '<FillColor Value="0 0 0"/>'
_WHITE = '<FillColor Value="255 255 255"/>'
PLAIN = VARIANTS["strokes"]._replace(heads=False)


def line(text: str, y: float = 60.0, extra: str = "", inner: str = "", x: float = 30.0) -> str:
    return text_object(Text(x, y, text, 3.7, extra, inner), PLAIN)


def page(*objects: str, **more: str) -> Document:
    return read_ofd(package(["".join(objects)], PLAIN, **more))  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def raw(attributes: str, code: str, inner: str = "") -> str:
    """A TextObject written out by hand."""
    head = f'<TextObject ID="1" Boundary="30 50 100 6" Size="4" {attributes}>'
    return f"{head}{inner}{code}</TextObject>"


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ('DeltaX="g 3 4"', "发布信息"),
        ('DeltaX="4 g 2 4"', "发布信息"),
        ('DeltaX="4 4 4"', "发布信息"),
        ("", "发布信息"),
        ('DeltaX="4"', "发布信息"),
        ('DeltaX="g 1000000000 4"', "发布信息"),
        ('DeltaX="g 1e300 4 7"', "发布信息"),
    ],
)
def test_steps_of_the_pen(steps: str, text: str) -> None:
    code = f'<TextCode X="0" Y="4" {steps}>{text}</TextCode>'
    assert texts(page(raw("", code))) == [text]


@pytest.mark.parametrize(
    "object_",
    [
        raw("", '<TextCode X="0" Y="4" DeltaX="a">件</TextCode><TextCode>b</TextCode>').replace(
            "件", "两件"
        ),
        raw("", '<TextCode X="nan" Y="4">件</TextCode>'),
        raw("", '<TextCode X="1e999" Y="4">件</TextCode>'),
        raw('CTM="1 0 0"', '<TextCode X="0" Y="4">件</TextCode>'),
        raw('CTM="0 0 0 0 0 0"', '<TextCode X="0" Y="4">件</TextCode>'),
        raw("", '<TextCode X="0" Y="4">件</TextCode>').replace('Size="4"', ""),
        raw("", '<TextCode X="0" Y="4">件</TextCode>').replace('Boundary="30 50 100 6"', ""),
        path_object("M 0 0 L 1", ""),
        path_object("M 0 0 Z 1 1", ""),
        path_object("M 0 0 L inf 1", ""),
    ],
)
def test_a_place_that_is_no_number_is_damage(object_: str) -> None:
    """Text put anywhere else would make another figure of a figure."""
    with pytest.raises(ReadingError) as caught:
        page(line("正文"), object_)
    assert caught.value.key == "damaged"


def test_several_codes_in_one_object_go_on_from_each_other() -> None:
    codes = (
        '<TextCode X="0" Y="4" DeltaX="4">主动</TextCode><TextCode X="8" DeltaX="4">公开</TextCode>'
    )
    assert texts(page(raw("", codes))) == ["主动公开"]


def test_text_of_a_writer_that_indents_and_text_with_blanks() -> None:
    code = '<TextCode X="0" Y="4" DeltaX="g 3 4">\n      发布信息\n    </TextCode>'
    assert texts(page(raw("", code))) == ["发布信息"]


def test_text_downwards_is_read_downwards() -> None:
    objects = path_object("M 20 20 L 40 20 L 40 60 L 20 60 C M 40 20 L 80 20 L 80 60 L 40 60 C", "")
    code = '<TextCode X="0" Y="4" DeltaY="g 3 5">商业企业</TextCode>'
    column = raw("", code).replace("30 50 100 6", "28 25 5 30")
    (table,) = page(objects, column, line("12", 40.0, x=50.0)).tables
    assert [cell.text for cell in table.cells] == ["商业企业", "12"]


def test_a_glyph_without_a_character_is_not_left_out() -> None:
    """1\ufffd3 is no 13."""
    code = '<TextCode X="0" Y="4" DeltaX="g 2 2">1\ufffd3</TextCode>'
    assert texts(page(raw("", code))) == ["1\ufffd3"]


def test_radicals_that_a_font_mistook_are_the_characters_they_look_like() -> None:
    assert texts(page(line("云岫县⻓⾏政⾦额12⽉"))) == ["云岫县长行政金额12月"]


@pytest.mark.parametrize(
    "object_",
    [
        line("藏字", extra='Visible="false"'),
        line("藏字", inner=_WHITE),
        line("藏字", inner='<FillColor Value="#FF #FF #FF"/>'),
        line("藏字", inner='<FillColor Value="255" ColorSpace="9"/>'),
        line("藏字", inner='<FillColor Value="0 0 0 0"/>'),
        line("藏字", inner='<FillColor Value="0 0 0" Alpha="0"/>'),
        line("藏字", extra='Alpha="0"'),
        line("藏字", extra='Fill="false"'),
        line("藏字", extra='DrawParam="61"'),
        line("藏字", 400.0),
        f'<PageBlock Visible="false">{line("藏字")}</PageBlock>',
    ],
)
def test_what_nobody_sees_is_left_out_and_told(object_: str) -> None:
    light = '<DrawParams><DrawParam ID="60"><FillColor Value="255 255 255"/></DrawParam>'
    light += '<DrawParam ID="61" Relative="60"/></DrawParams>'
    found = page(line("正文", 40.0), object_, resources=light)
    assert texts(found) == ["正文"]
    assert [(note.kind, note.detail) for note in found.notes] == [(NoteKind.HIDDEN, "2")]


@pytest.mark.parametrize(
    "object_",
    [
        line("白字", inner=_BLACK),
        line("白字", extra='Fill="false" Stroke="true"'),
        path_object("M 20 50 L 120 50 L 120 70 L 20 70 C", 'Fill="true" Stroke="false"')
        + line("白字", inner=_WHITE),
        line("白字", extra='Alpha="255" Visible="true"'),
    ],
)
def test_what_is_seen_is_read(object_: str) -> None:
    found = page(line("正文", 40.0), object_)
    assert "".join(texts(found)) == "正文白字"
    assert not found.notes


def test_watermarks_aslant_are_no_text() -> None:
    mark = raw('CTM="0.7 -0.7 0.7 0.7 0 0"', '<TextCode X="0" Y="4" DeltaX="4">内部</TextCode>')
    assert texts(page(line("正文"), mark)) == ["正文"]


def grid(how: str = "", inner: str = "") -> str:
    data = "M 20 20 L 80 20 M 20 30 L 80 30 M 20 20 L 20 30 M 50 20 L 50 30 M 80 20 L 80 30"
    return path_object(data, how, inner=inner) + line("甲", 27.0, x=25.0) + line("1", 27.0, x=60.0)


def test_lines_that_are_seen_part_cells() -> None:
    (table,) = page(grid()).tables
    assert [cell.text for cell in table.cells] == ["甲", "1"]


def test_paths_written_without_blanks() -> None:
    box = path_object("M20,20L80,20L80,30L20,30C", "")
    words = line("甲", 27.0, x=25.0) + line("1", 27.0, x=60.0)
    (table,) = page(box, path_object("M50,20L50,30", ""), words).tables
    assert [cell.text for cell in table.cells] == ["甲", "1"]


@pytest.mark.parametrize(
    ("how", "inner"),
    [
        ('Visible="false"', ""),
        ('Alpha="0"', ""),
        ('Stroke="false"', ""),
        ("", '<StrokeColor Value="255 255 255"/>'),
        ("", '<StrokeColor Value="0 0 0" Alpha="0"/>'),
    ],
)
def test_lines_that_nobody_sees_are_none(how: str, inner: str) -> None:
    assert not page(grid(how, inner)).tables


def test_broad_short_strokes_are_lines_the_other_way() -> None:
    broad = "".join(
        path_object(f"M {x} 25 L {x + 0.2} 25", 'LineWidth="10"') for x in (20.0, 50.0, 80.0)
    )
    level = path_object("M 20 20 L 80 20 M 20 30 L 80 30", "")
    (table,) = page(broad, level, line("甲", 27.0, x=25.0), line("1", 27.0, x=60.0)).tables
    assert [cell.text for cell in table.cells] == ["甲", "1"]


def test_clips_are_no_lines() -> None:
    clip = (
        '<Clips><Clip><Area><Path Boundary="0 0 210 297"><AbbreviatedData>'
        "M 10 10 L 200 10 L 200 200 L 10 200 C</AbbreviatedData></Path></Area></Clip></Clips>"
    )
    found = page(line("正文", inner=clip), path_object("M 30 65 L 31 65", "", inner=clip))
    assert texts(found) == ["正文"]
    assert not found.tables


_SCAN = '<ImageObject ID="9" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="70"/>'
_MEDIA = (
    '<MultiMedias><MultiMedia ID="70" Type="Image"><MediaFile>p1.jpg</MediaFile></MultiMedia>'
    "</MultiMedias>"
)


def test_a_page_that_is_a_picture_is_told() -> None:
    data = package([line("正文"), _SCAN], PLAIN, resources=_MEDIA, files={"Doc_0/Res/p1.jpg": b"x"})
    found = read_ofd(data, Means())
    assert texts(found) == ["正文"]
    assert [(note.kind, note.detail) for note in found.notes] == [(NoteKind.PICTURES, "2")]
    assert [type(block) for block in found.blocks if block.page == 2] == [Image]


def test_a_page_number_upon_a_picture_is_not_its_text() -> None:
    data = package([line("正文"), _SCAN + line("— 2 —", 285.0)], PLAIN, resources=_MEDIA)
    assert [(note.kind, note.detail) for note in read_ofd(data).notes] == [(NoteKind.PICTURES, "2")]


def test_a_page_of_strips_of_a_picture_is_told() -> None:
    strips = "".join(
        f'<ImageObject ID="9" Boundary="0 {top} 210 99" CTM="210 0 0 99 0 0" ResourceID="70"/>'
        for top in (0, 99, 198)
    )
    found = read_ofd(package([line("正文"), strips], PLAIN, resources=_MEDIA), Means())
    assert [(note.kind, note.detail) for note in found.notes] == [(NoteKind.PICTURES, "2")]


def test_a_page_that_is_a_picture_is_read_where_pictures_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The picture goes to the reader of pictures, and what is none of a known kind is told."""
    pytest.importorskip("PIL", reason="the extra ocr is not installed")
    from PIL import Image as Pictures

    def read_page(image: Pictures.Image, number: int, width: float, height: float) -> Page:
        assert image.size == (40, 60)
        glyphs = (Glyph("件", 100.0, 100.0, 110.0, 112.0, 10.0),)
        return Page(number, width, height, glyphs, scanned=True)

    monkeypatch.setattr("gklint.document.scan.read.read_page", read_page)
    made = io.BytesIO()
    Pictures.new("L", (40, 60), 255).save(made, "png")
    for content, kind in ((made.getvalue(), NoteKind.SCANNED), (b"x", NoteKind.PICTURES)):
        files = {"Doc_0/Res/p1.jpg": content}
        data = package([line("正文"), _SCAN], PLAIN, resources=_MEDIA, files=files)
        found = read_ofd(data, Means(ocr=True))
        assert [(note.kind, note.detail) for note in found.notes] == [(kind, "2")]
        assert ("件" in texts(found)) == (kind is NoteKind.SCANNED)


@pytest.mark.parametrize(
    "layer", [line("共12件", extra='Alpha="0"') + _SCAN, line("共12件") + _SCAN]
)
def test_a_layer_of_text_upon_a_scan_is_read_as_scanned(layer: str) -> None:
    found = page(layer, resources=_MEDIA)
    assert texts(found) == ["共12件"]
    assert found.paragraphs[0].scanned
    assert [(note.kind, note.detail) for note in found.notes] == [
        (NoteKind.SCANNED, "1"),
        (NoteKind.LAYER, "1"),
    ]


def test_a_picture_behind_the_text_is_no_scan() -> None:
    found = page(_SCAN, line("共12件"), resources=_MEDIA)
    assert texts(found) == ["共12件"]
    assert not found.paragraphs[0].scanned


def test_what_the_file_says_of_itself() -> None:
    info = (
        "<Title>年度报告</Title><Author>张三</Author><Creator>某某版式软件</Creator>"
        "<CreationDate>2023-01-20</CreationDate><CustomDatas>"
        '<CustomData Name="Company">云岫县水务局</CustomData></CustomDatas>'
    )
    found = page(line("正文"), info=info)
    assert found.meta == {
        "docid": "0",
        "title": "年度报告",
        "creator": "张三",
        "application": "某某版式软件",
        "created": "2023-01-20",
        "company": "云岫县水务局",
    }


def test_files_attached_are_told() -> None:
    listing = (
        '<Attachments><Attachment ID="1" Name="附表.xlsx"><FileLoc>a.xlsx</FileLoc></Attachment>'
        "</Attachments>"
    )
    data = package(
        [line("正文")],
        PLAIN,
        document="<Attachments>Attachs/Attachments.xml</Attachments>",
        files={"Doc_0/Attachs/Attachments.xml": listing.encode()},
    )
    found = read_ofd(data)
    assert [(item.kind, item.source) for item in found.embedded] == [("attachment", "附表.xlsx")]


def test_addresses_to_click_on() -> None:
    action = (
        '<Actions><Action Event="CLICK"><URI URI="http://www.example.gov.cn/"/></Action></Actions>'
    )
    found = page(line("网址"), line("链接", 80.0, inner=action))
    assert [(link.text, link.target) for link in found.links] == [
        ("链接", "http://www.example.gov.cn/")
    ]
    notes = (
        '<PageAnnot><Annot Type="Link"><Appearance Boundary="30 55 20 8"/><Actions><Action><URI '
        'URI="http://www.example.gov.cn/b"/></Action></Actions></Annot></PageAnnot>'
    )
    data = package(
        [line("网址")],
        PLAIN,
        document="<Annotations>Annots/Annotations.xml</Annotations>",
        files={
            "Doc_0/Annots/Annotations.xml": (
                b'<Annotations><Page PageID="10"><FileLoc>A0.xml</FileLoc></Page></Annotations>'
            ),
            "Doc_0/Annots/A0.xml": notes.encode(),
        },
    )
    assert [link.target for link in read_ofd(data).links] == ["http://www.example.gov.cn/b"]


def test_all_documents_of_a_file_are_read() -> None:
    found = read_ofd(package([line("正文")], PLAIN, bodies=2))
    assert texts(found) == ["正文", "正文"]
    assert [(block.block, block.page, block.part) for block in found.blocks] == [
        (0, 1, "Doc_0/Document.xml"),
        (1, 2, "Doc_1/Document.xml"),
    ]


def test_a_stamp_is_no_text() -> None:
    """Seals and stamps are annotations and signatures, drawn upon the page."""
    shown = f'<Appearance Boundary="0 0 90 90">{line("专用章")}</Appearance>'
    stamp = f'<PageAnnot><Annot Type="Stamp">{shown}</Annot></PageAnnot>'
    data = package(
        [line("正文")],
        PLAIN,
        document="<Annotations>Annotations.xml</Annotations>",
        files={
            "Doc_0/Annotations.xml": (
                b'<Annotations><Page PageID="10"><FileLoc>A0.xml</FileLoc></Page></Annotations>'
            ),
            "Doc_0/A0.xml": stamp.encode(),
            "Doc_0/Signs/Sign_0/SignedValue.dat": b"x",
        },
    )
    assert texts(read_ofd(data)) == ["正文"]


def test_a_file_without_anything() -> None:
    assert not read_ofd(zipped({"OFD.xml": b"<OFD/>"})).blocks
