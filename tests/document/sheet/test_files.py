"""Workbooks that are damaged, locked or made to do harm: a clear answer in bounded time."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.across.sheets import SheetError, bounded
from gklint.document.errors import CannotOpen, Encrypted, LimitReached, ReadingError, TypeRefused
from gklint.document.model import NoteKind
from gklint.document.sheet.read import read_sheet
from gklint.document.sheet.xls import container_of
from tests.builders.sheet import book
from tests.document.conftest import texts
from tests.growth import LINEAR, growth


def small(made: Any) -> None:
    sheet = made.add_worksheet("表")
    for number, line in enumerate((("项目", "件数"), ("甲", 1))):
        sheet.write_row(number, 0, line)


GOOD = book(small)
CELLS = ["项目|件数/甲|1"]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_sheet(old: bytes, new: bytes) -> bytes:
    parts = members(GOOD)
    content = parts["xl/worksheets/sheet1.xml"]
    assert old in content
    return packed({**parts, "xl/worksheets/sheet1.xml": content.replace(old, new)})


def refused(data: bytes) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read_sheet(data)
    return caught.value


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@settings(max_examples=150)
def test_one_wrong_byte_is_harmless(at: int, value: int) -> None:
    data = bytearray(GOOD)
    data[at] = value
    try:
        document = read_sheet(bytes(data))
    except ReadingError:
        return
    assert texts(document) == CELLS


@given(st.integers(0, len(GOOD) - 1))
@settings(max_examples=50)
def test_a_truncated_file_cannot_be_opened(at: int) -> None:
    assert refused(GOOD[:at]).key == "damaged"


@pytest.mark.parametrize(
    "place", [b"A0", b"1A", b"A", b"", b"ZZZZ1", b"A99999999999999999999", b"\xe7\x94\xb21"]
)
def test_a_place_that_is_none_is_damage(place: bytes) -> None:
    assert refused(with_sheet(b'r="B2"', b'r="' + place + b'"')).key == "damaged"


def test_one_cell_far_out_makes_no_grid() -> None:
    error = refused(with_sheet(b'r="B2"', b'r="XFD1048576"'))
    assert isinstance(error, LimitReached)
    assert error.key == "cells"


@pytest.mark.parametrize("count", ["4294967295", "99999", "-1", "&#52;294967295", " 9999999999"])
def test_texts_announced_beyond_all_measure_are_damage(count: str) -> None:
    """The library would make room for them all, and take the process with it."""
    parts = members(GOOD)
    name = "xl/sharedStrings.xml"
    parts[name] = parts[name].replace(b'uniqueCount="3"', f'uniqueCount="{count}"'.encode())
    assert count.encode() in parts[name]
    assert refused(packed(parts)).key == "damaged"
    with pytest.raises(SheetError):
        bounded(packed(parts))


def test_a_sheet_in_a_part_of_any_name_is_looked_at() -> None:
    parts = members(GOOD)
    sheet = parts.pop("xl/worksheets/sheet1.xml").replace(b'r="B2"', b'r="XFD1048576"')
    rels = parts["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1.xml", b"one.xml")
    data = packed({**parts, "xl/one.xml": sheet, "xl/_rels/workbook.xml.rels": rels})
    assert refused(data).key == "cells"
    with pytest.raises(SheetError):
        bounded(data)


def test_merged_cells_beyond_all_measure_are_a_limit() -> None:
    one = b'<mergeCell ref="A1:XFD1048576"/>'
    merges = b"</sheetData><mergeCells>%s</mergeCells>"
    found = read_sheet(with_sheet(b"</sheetData>", merges % one))
    assert texts(found) == ["项目"]
    assert [note.detail for note in found.notes] == ["3"]  # the cells that it covers
    assert refused(with_sheet(b"</sheetData>", merges % (one * 10))).key == "cells"


def test_merged_cells_that_overlap_lose_nothing() -> None:
    merges = (
        b'</sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A2:B2"/></mergeCells>'
    )
    found = texts(read_sheet(with_sheet(b"</sheetData>", merges)))
    assert "项目" in found[0]
    assert "1" in found[0]


def test_binary_workbooks_are_refused_by_name() -> None:
    error = refused(packed({"xl/workbook.bin": b"x", "[Content_Types].xml": b"<Types/>"}))
    assert isinstance(error, TypeRefused)
    assert error.key == "xlsb"


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_part_that_is_missing_is_damage(name: str) -> None:
    parts = members(GOOD)
    del parts[name]
    parts["xl/other.xml"] = b"<x/>"
    assert isinstance(refused(packed(parts)), CannotOpen)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def biff(*cells: bytes, globals_: bytes = b"") -> bytes:
    """The records of a workbook of Excel 97 with one sheet."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    end = record(0x000A)
    name = "表".encode("utf-16-le")
    size = len(begin + globals_ + end) + 4 + 8 + len(name)
    sheet = record(0x0085, struct.pack("<IHBB", size, 0, 1, 1) + name)
    begin_sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    return begin + globals_ + sheet + end + begin_sheet + b"".join(cells) + end


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def xls(*cells: bytes, globals_: bytes = b"") -> bytes:
    return container_of("Workbook", biff(*cells, globals_=globals_))


FOUR = tuple(number(row, column, 10 * row + column) for row in (0, 1) for column in (0, 1))


def test_records_of_excel_97() -> None:
    found = read_sheet(xls(*FOUR))
    assert texts(found) == ["0|1/10|11"]
    assert found.tables[0].part == "表"


def test_rows_and_columns_that_are_hidden_and_errors() -> None:
    row = record(0x0208, struct.pack("<HHHHHHHH", 1, 0, 2, 0, 0, 0, 0x20, 0))
    column = record(0x007D, struct.pack("<HHHHH", 2, 2, 0, 0, 1))
    error = record(0x0205, struct.pack("<HHHBB", 2, 1, 0, 0x17, 1))
    more = (number(2, 0, 20), error, number(3, 0, 30), number(3, 1, 31), number(3, 2, 32))
    found = read_sheet(xls(row, column, *FOUR, *more))
    assert texts(found) == ["0|1/20|#REF!/30|31"]
    assert [note.detail for note in found.notes] == ["3"]


def test_comments_and_pictures_in_records() -> None:
    picture, box = (
        record(0x005D, struct.pack("<HHHHH10x", 0x15, 0x12, kind, 1, 0)) for kind in (8, 6)
    )
    found = read_sheet(xls(*FOUR, picture, box, picture, record(0x001C, b"\0" * 8)))
    assert [image.source for image in found.images] == ["picture 1", "picture 2"]
    assert [note.kind for note in found.notes] == [NoteKind.COMMENTS]


def test_a_password_is_told() -> None:
    assert isinstance(refused(xls(*FOUR, globals_=record(0x002F, b"\1\0" * 27))), Encrypted)


@pytest.mark.parametrize("count", [0x7FFFFFFF, 0xFFFFFFFF])
def test_texts_that_are_announced_and_not_there_take_no_room(count: int) -> None:
    table = record(0x00FC, struct.pack("<II", 0, count))
    assert refused(xls(*FOUR, globals_=table)).key == "damaged"


@pytest.mark.parametrize(
    "extent",
    [
        struct.pack("<IIHHH", 0, 2**32 - 1, 0, 65535, 0),
        struct.pack("<IIHHH", 9, 3, 7, 1, 0),
        struct.pack("<HHHHH", 0, 65535, 0, 255, 0),
    ],
)
def test_an_extent_that_is_announced_takes_no_room(extent: bytes) -> None:
    assert texts(read_sheet(xls(record(0x0200, extent), *FOUR))) == ["0|1/10|11"]


def test_an_extent_of_another_form_is_damage() -> None:
    assert refused(xls(record(0x0200, b"\0" * 9), *FOUR)).key == "damaged"


def test_one_cell_far_out_makes_no_grid_of_records() -> None:
    assert refused(xls(*FOUR, number(65535, 255, 1))).key == "cells"


@pytest.mark.parametrize("cut", [4, 20, 60, 110])
def test_records_that_are_cut_off_are_damage(cut: int) -> None:
    assert refused(container_of("Workbook", biff(*FOUR)[:-cut])).key == "damaged"


SMALL = xls(*FOUR)


@given(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=4))
@settings(max_examples=300)
def test_wrong_bytes_in_a_container_are_told(at: int, put: bytes) -> None:
    """A chain of sectors may bite its own tail: whatever happens ends, and in one sentence."""
    data = SMALL[:at] + put + SMALL[at + len(put) :]
    key = ""
    try:
        read_sheet(data)
    except ReadingError as error:
        key = error.key
    assert key in ("", "damaged", "encrypted", "cells", "size")


@pytest.mark.parametrize("size", [10, 4096, 4097, 5_000_000])
def test_the_container_holds_what_is_put_into_it(size: int) -> None:
    stream = bytes(range(1, 251)) * (size // 250 + 1)
    with olefile.OleFileIO(io.BytesIO(container_of("Book", stream[:size]))) as found:
        assert found.openstream("Book").read().rstrip(b"\0") == stream[:size]


def ods(body: str, styles: str = "") -> bytes:
    spaces = "".join(
        f' xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for key, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    content = (
        f"<office:document-content{spaces}><office:automatic-styles>{styles}"
        f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mime = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mime, "content.xml": content.encode()})


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def test_cells_of_libreoffice() -> None:
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    rows = [
        cell("项<text:s text:c='2'/>目") + cell("件数", 'table:number-columns-spanned="2"'),
        cell("甲") + cell("1") + f"<table:table-cell>{note}<text:p>2</text:p></table:table-cell>",
        cell("同", 'table:number-columns-repeated="3"'),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    body += '<table:table-row table:visibility="collapse">' + cell("藏") + "</table:table-row>"
    body += '<table:table-row table:number-rows-repeated="1048000">'
    body += "<table:table-cell/></table:table-row>"
    found = read_sheet(ods(body))
    assert texts(found) == ["项  目|件数/甲|1|2/同|同|同"]
    assert [(note.kind.value, note.detail) for note in found.notes] == [
        ("hidden", "1"),
        ("comments", "1"),
    ]


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (f"<table:table-row>{cell('1', more)}</table:table-row>", key)
        for more, key in (
            ('table:number-columns-repeated="999999999"', "cells"),
            ('table:number-columns-repeated="-1"', "damaged"),
            ('table:number-columns-repeated="9999999999999"', "damaged"),
            ('table:number-columns-spanned="999999999"', "cells"),
        )
    ]
    + [
        (
            f'<table:table-row table:number-rows-repeated="99999999">{cell("1")}</table:table-row>',
            "cells",
        )
    ],
)
def test_cells_repeated_beyond_all_measure_are_a_limit(body: str, key: str) -> None:
    assert refused(ods(body)).key == key


def test_a_locked_workbook_of_libreoffice() -> None:
    manifest = b"<m><manifest:encryption-data/></m>"
    data = packed({"content.xml": b"<x/>", "META-INF/manifest.xml": manifest})
    assert isinstance(refused(data), Encrypted)


def test_large_workbooks_take_time_in_proportion() -> None:
    def tall(count: int) -> bytes:
        def fill(made: Any) -> None:
            sheet = made.add_worksheet()
            for row in range(count):
                sheet.write_row(row, 0, ("甲", row, "乙", row))
                sheet.merge_range(row, 5, row, 6, "丙")

        return book(fill)

    assert growth(tall, read_sheet, 200) < LINEAR
