"""OFD files that are damaged, locked or made to do harm: a clear answer in bounded time."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document import limits
from gklint.document.errors import CannotOpen, Encrypted, LimitReached, ReadingError
from gklint.document.ofd.read import read_ofd
from tests.builders.figures import unique
from tests.builders.ofd import VARIANTS, ofd, package, path_object, text_object, zipped
from tests.builders.ofd_layout import Text
from tests.growth import LINEAR, growth

PLAIN = VARIANTS["strokes"]._replace(heads=False)
BOTH = VARIANTS["strokes"]
LINE = text_object(Text(30.0, 60.0, "正文", 3.7), PLAIN)
GOOD = package([LINE], BOTH)
TEXTS = ["政府信息公开工作年度报告汇编", "正文"]  # a head on one page alone is no running head


def refused(data: bytes) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read_ofd(data)
    return caught.value


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@settings(max_examples=200)
def test_one_wrong_byte_is_harmless(at: int, value: int) -> None:
    data = bytearray(GOOD)
    data[at] = value
    try:
        document = read_ofd(bytes(data))
    except ReadingError:
        return
    assert [p.text for p in document.paragraphs] == TEXTS


@given(st.sampled_from(sorted(members(GOOD))), st.integers(0, 400), st.binary(max_size=3))
@settings(max_examples=200)
def test_damage_behind_the_checksum_is_told(name: str, at: int, put: bytes) -> None:
    """Whatever is written over a part: text, or one clear error, and nothing else."""
    parts = members(GOOD)
    content = parts[name]
    parts[name] = content[:at] + put + content[at + len(put) :]
    key = ""
    try:
        read_ofd(zipped(parts))
    except ReadingError as error:
        key = error.key
    assert key in ("", "damaged", "encrypted", "depth", "text")


@given(st.integers(0, len(GOOD) - 1))
@settings(max_examples=50)
def test_a_truncated_file_cannot_be_opened(at: int) -> None:
    assert refused(GOOD[:at]).key == "damaged"


@pytest.mark.parametrize("name", sorted(members(GOOD)))
def test_a_part_that_is_missing_is_damage_but_for_resources(name: str) -> None:
    parts = members(GOOD)
    del parts[name]
    if "Res" in name:
        document = read_ofd(zipped(parts))
        assert [p.text for p in document.paragraphs] == TEXTS
        assert "Res" in document.notes[0].detail
    else:
        assert refused(zipped(parts)).key == "damaged"


def test_locked_files_are_told() -> None:
    parts = members(GOOD)
    locked = parts["OFD.xml"].replace(
        b"</ofd:DocBody>", b"</ofd:DocBody><ofd:Encryptions>/Encryptions.xml</ofd:Encryptions>"
    )
    assert isinstance(refused(zipped({**parts, "OFD.xml": locked})), Encrypted)
    data = bytearray(GOOD)
    at = data.rindex(b"PK\x01\x02", 0, data.index(b"OFD.xml", data.index(b"PK\x01\x02")))
    data[at + 8] |= 1
    assert isinstance(refused(bytes(data)), Encrypted)


def test_what_a_resource_lacks_is_damage_where_text_may_hang_on_it() -> None:
    lost = '<CompositeObject ID="5" Boundary="0 0 9 9" ResourceID="77"/>'
    assert isinstance(refused(package([LINE + lost], PLAIN)), CannotOpen)
    parts = members(GOOD)
    gone = parts["Doc_0/Document.xml"].replace(b'TemplatePage ID="3"', b'TemplatePage ID="4"')
    assert isinstance(refused(zipped({**parts, "Doc_0/Document.xml": gone})), CannotOpen)


@pytest.mark.parametrize("size", ["0 0 210", "0 0 0 297", "0 0 210 -1", "0 0 1e9 1e9", "a b c d"])
def test_a_page_without_a_sound_size_is_damage(size: str) -> None:
    parts = members(GOOD)
    document = parts["Doc_0/Document.xml"].replace(b"0 0 210 297", size.encode())
    assert refused(zipped({**parts, "Doc_0/Document.xml": document})).key == "damaged"


def test_entities_are_refused() -> None:
    parts = members(GOOD)
    bomb = parts["OFD.xml"].replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "ha">]>', 1)
    assert refused(zipped({**parts, "OFD.xml": bomb})).key == "damaged"


def test_locations_lead_nowhere_but_into_the_file() -> None:
    parts = members(GOOD)
    away = parts["OFD.xml"].replace(b"Doc_0/Document.xml", b"../../../../etc/passwd")
    assert refused(zipped({**parts, "OFD.xml": away})).key == "damaged"


def test_too_many_pages() -> None:
    assert len(read_ofd(package([LINE] * 3, PLAIN)).blocks) >= 1
    error = refused(package([LINE] * (limits.OFD_PAGES + 1), PLAIN))
    assert isinstance(error, LimitReached)
    assert error.key == "pages"


def composites(times: int, levels: int) -> bytes:
    """Composites within composites, `times` of the next one in each."""
    units = ""
    for level in range(levels):
        inner = f'<CompositeObject ID="5" Boundary="0 0 9 9" ResourceID="{level + 1}"/>' * times
        units += (
            f'<CompositeGraphicUnits><CompositeGraphicUnit ID="{level}"><Content>'
            f"{inner if level + 1 < levels else LINE}</Content></CompositeGraphicUnit>"
            "</CompositeGraphicUnits>"
        )
    first = '<CompositeObject ID="5" Boundary="0 0 9 9" ResourceID="0"/>'
    return package([first], PLAIN, resources=units)


def test_composites_that_multiply_are_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.document.ofd.paint.OFD_OBJECTS", 20_000)
    assert refused(composites(10, 9)).key == "objects"


def test_composites_within_themselves_and_deep_blocks_are_a_limit() -> None:
    assert refused(composites(1, 40)).key == "depth"
    blocks = "<PageBlock>" * 60 + LINE + "</PageBlock>" * 60
    assert refused(package([blocks], PLAIN)).key == "depth"
    assert refused(package(["<PageBlock>" * 400 + "</PageBlock>" * 400], PLAIN)).key == "depth"


def test_points_of_a_path_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.document.ofd.paint.OFD_OBJECTS", 5000)
    path = path_object("M 0 0" + " L 1 1" * 6000, "")
    assert refused(package([LINE + path], PLAIN)).key == "objects"


def test_a_part_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.document.ofd.parts.MAX_TEXT", 3000)
    assert refused(package([LINE * 20], PLAIN)).key == "size"


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.document.ofd.paint.MAX_PRINTED", 1000)
    assert refused(package([LINE * 501], PLAIN)).key == "text"


def test_large_documents_take_time_in_proportion() -> None:
    def pages(count: int) -> bytes:
        row = "".join(text_object(Text(20.0, 20 + n * 2.5, "共12件。", 2.0)) for n in range(100))
        return package([row] * count, PLAIN)

    def steps(count: int) -> bytes:
        code = f'<TextCode X="0" Y="4" DeltaX="{"g 1 2 " * count}">{"正" * count}</TextCode>'
        return package([f'<TextObject Boundary="0 0 9 9" Size="1">{code}</TextObject>'], PLAIN)

    assert growth(pages, read_ofd, 4) < LINEAR
    assert growth(steps, read_ofd, 2000) < LINEAR


def test_a_report_is_read_again_as_it_was() -> None:
    data = ofd(unique("2021"))
    assert read_ofd(data) == read_ofd(data)
