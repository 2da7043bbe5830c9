"""Word files that are damaged or meant to harm: a clear error, little memory, little time."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document.docx import styles as docx_styles
from gklint.document.docx.read import read_docx
from gklint.document.errors import CannotOpen, Encrypted, LimitReached, ReadingError
from gklint.document.limits import MAX_MEMBERS
from gklint.document.model import NoteKind
from tests.builders.docx import cell, field, package, para, part, row, run, style, table, zipped
from tests.document.conftest import texts
from tests.growth import LINEAR, TIMES, growth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = package(para("正文"), styles=style("a"))


def refused(data: bytes) -> ReadingError:
    with pytest.raises(ReadingError) as raised:
        read_docx(data)
    return raised.value


def with_main(content: bytes) -> bytes:
    return package("", parts={"word/document.xml": content})


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", ""),
        (b"PK\x03\x04", ""),
        (GOOD[: len(GOOD) // 2], ""),
        (zipped({}), "word/document.xml"),
        (zipped({"a.txt": "a"}), "word/document.xml"),
        (with_main(b"<w:document"), "word/document.xml"),
        (with_main(b""), "word/document.xml"),
        (with_main(part("document", "").encode()), "no body"),
    ],
)
def test_a_damaged_file_cannot_be_opened(data: bytes, word: str) -> None:
    error = refused(data)
    assert isinstance(error, CannotOpen)
    assert error.key == "damaged"
    assert word in error.params["reason"]


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@settings(max_examples=200)
def test_one_wrong_byte_is_harmless(at: int, value: int) -> None:
    data = bytearray(GOOD)
    data[at] = value
    try:
        document = read_docx(bytes(data))
    except ReadingError:
        return
    assert texts(document) == ["正文"]


@given(st.integers(0, len(GOOD) - 1))
@settings(max_examples=50)
def test_a_truncated_file_cannot_be_opened(at: int) -> None:
    assert refused(GOOD[:at]).key == "damaged"


def test_a_wrong_checksum_is_damage() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("word/document.xml", part("document", f"<w:body>{para('甲')}</w:body>"))
    assert (
        "checksum"
        in refused(stored.getvalue().replace("甲".encode(), "乙".encode())).params["reason"]
    )


def test_files_without_relationships_and_with_odd_names_are_read() -> None:
    main = part("document", f"<w:body>{para('甲')}</w:body>")
    assert texts(read_docx(zipped({"word/document.xml": main}))) == ["甲"]
    assert texts(read_docx(zipped({"Word\\Document.xml": main}))) == ["甲"]


def test_damaged_styles_are_told_and_the_text_is_read() -> None:
    document = read_docx(
        package(para("甲", style="a"), styles="x", parts={"word/styles.xml": "<w:styles"})
    )
    assert texts(document) == ["甲"]
    assert [note.kind for note in document.notes] == [NoteKind.DAMAGED]


def test_damaged_notes_and_properties_are_told_and_the_text_is_read() -> None:
    body = para("甲", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    document = read_docx(
        package(
            body,
            footnotes="x",
            core="x",
            parts={"word/footnotes.xml": "<", "docProps/core.xml": "<"},
        )
    )
    assert texts(document) == ["甲"]
    assert [note.kind for note in document.notes] == [NoteKind.DAMAGED] * 2


def test_utf16_parts_are_read() -> None:
    body = para("甲", run("隐", "<w:vanish/>"), field("PAGE", run("3")))
    text = part("document", f"<w:body>{body}</w:body>").replace("UTF-8", "UTF-16")
    assert texts(read_docx(with_main(text.encode("utf-16")))) == ["甲3"]


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)


def declared(doctype: str, reference: str) -> bytes:
    text = part("document", f"<w:body>{para('<w:r><w:t>' + reference + '</w:t></w:r>')}</w:body>")
    return text.replace("?>", "?>" + doctype, 1).encode()


def test_entity_bombs_are_refused() -> None:
    assert refused(with_main(declared(ENTITIES, "&d;"))).key == "damaged"


def test_files_of_the_reader_cannot_be_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("秘密")
    doctype = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    error = refused(with_main(declared(doctype, "&a;")))
    assert error.key == "damaged"
    assert "秘密" not in str(error)


def test_deep_nesting_is_a_limit() -> None:
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    error = refused(package(deep))
    assert isinstance(error, LimitReached)
    assert error.key == "depth"


def test_nesting_that_the_parser_allows_is_read() -> None:
    deep = "<w:smartTag>" * 240 + "<w:r><w:t>甲</w:t></w:r>" + "</w:smartTag>" * 240
    assert texts(read_docx(package(f"<w:p>{deep}</w:p>"))) == ["甲"]


def zeros(megabytes: int) -> bytes:
    """So many megabytes of zeros, deflated: one piece, over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * megabytes + packer.flush()


def raw_zip(name: bytes, packed: bytes, claimed: int) -> bytes:
    """A zip of one member whose headers claim that it unpacks to `claimed` bytes."""
    sizes = struct.pack("<IIIHH", 0, len(packed), claimed, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + name + packed
    central = (
        b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    )  # fmt: skip
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def bomb(megabytes: int, claimed: int) -> bytes:
    return raw_zip(b"word/document.xml", zeros(megabytes), claimed)


def test_the_bomb_holds_what_it_should() -> None:
    assert zlib.decompress(zeros(3), -zlib.MAX_WBITS) == bytes(3 * 2**20)


@pytest.mark.parametrize("claimed", [2**30, 1000])
def test_a_gigabyte_of_zeros_costs_little(claimed: int) -> None:
    data = bomb(1024, claimed)
    tracemalloc.start()
    try:
        error = refused(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(error, LimitReached)
    assert error.key == "ratio"
    assert error.params["member"] == "word/document.xml"
    assert peak < 8 * 2**20
    # Unpacking stops where the ratio is seen: eight times as many zeros take no longer.
    assert growth(lambda megabytes: bomb(megabytes, claimed), refused, 128) < TIMES / 2


def test_a_member_that_is_too_large() -> None:
    big = io.BytesIO()
    with zipfile.ZipFile(big, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", bytes(51 * 2**20))
    assert refused(big.getvalue()).key == "member_size"


def test_too_many_members() -> None:
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(MAX_MEMBERS + 1):
            archive.writestr(f"{number}", b"")
    assert refused(many.getvalue()).key == "members"
    assert refused(GOOD + b"PK\x01\x02" * 10 * MAX_MEMBERS).key == "members"


@pytest.mark.parametrize(
    ("body", "size"),
    [
        (
            lambda n: para(
                *['<w:hyperlink w:anchor="x">' + run("甲") + "</w:hyperlink><w:r><w:br/></w:r>"] * n
            ),
            2500,
        ),
        (lambda n: para(*[field("HYPERLINK x", run("甲"))] * n), 1250),
        (lambda n: table(row(*["<w:tc><w:p/></w:tc>"] * n), row("甲", "乙")), 625),
        (lambda n: table(*[row("甲", cell("1", props="<w:vMerge/>"))] * n), 625),
        (
            lambda n: "<w:tbl><w:tr><w:tc>" * 60 + para("甲") * n + "</w:tc></w:tr></w:tbl>" * 60,
            250,
        ),
    ],
    ids=["links", "fields", "columns", "merged rows", "nested tables"],
)
def test_large_documents_take_time_in_proportion(body: Callable[[int], str], size: int) -> None:
    assert read_docx(package(body(size))).blocks
    assert growth(lambda n: package(body(n)), read_docx, size) < LINEAR


def test_an_encrypted_member() -> None:
    data = bytearray(zipped({"word/document.xml": part("document", "<w:body/>")}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert isinstance(refused(bytes(data)), Encrypted)


def test_other_ways_of_packing_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", part("document", "<w:body/>"))
    assert "method" in refused(packed.getvalue()).params["reason"]


def test_equal_style_sheets_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    read = docx_styles.read_styles

    def counted(root: object) -> docx_styles.StyleSheet:
        seen.append(root)
        return read(root)  # type: ignore[arg-type]

    monkeypatch.setattr(docx_styles, "read_styles", counted)
    docx_styles.forget()
    one = style("h", ppr='<w:outlineLvl w:val="0"/>')
    two = style("h", ppr='<w:outlineLvl w:val="1"/>')
    levels = [
        read_docx(package(para("甲", style="h"), styles=styles)).paragraphs[0].level
        for styles in (one, two, one, two)
    ]
    assert levels == [1, 2, 1, 2]
    assert len(seen) == 2


def test_the_styles_kept_are_bounded() -> None:
    docx_styles.forget()
    for number in range(40):
        read_docx(package(para("甲"), styles=style(f"s{number}")))
    assert docx_styles.kept() == docx_styles.KEPT
