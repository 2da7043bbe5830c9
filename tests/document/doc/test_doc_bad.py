"""What is no Word 97 file, damaged ones and hostile ones: a sentence, within bounds."""

from __future__ import annotations

import io
import random
import struct
from functools import cache
from typing import TYPE_CHECKING, Final

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.document.doc.read import read_doc
from gklint.document.doc.sprms import Sprm, changes
from gklint.document.errors import CannotOpen, Encrypted, LimitReached, ReadingError, TypeRefused
from gklint.document.limits import MAX_ENTRIES, MAX_PIECES, MAX_STORIES
from gklint.document.model import Document, NoteKind
from gklint.document.read import read
from gklint.document.sniff import WPS
from tests.builders.doc import (
    DELETED,
    Box,
    Notes,
    Run,
    document,
    in_list,
    level,
    para,
    row,
    style,
)
from tests.builders.doc_file import Lists, Piece
from tests.builders.ole import container
from tests.document.conftest import texts
from tests.growth import LINEAR, growth

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def sample() -> bytes:
    """A file with a little of everything."""
    return document(
        para("总体情况", style=1, props=in_list(1)),
        para("全年", Run("44", DELETED), "12件\x02\x08"),
        *row("甲", "1"),
        *row("乙", "2"),
        styles=[style("Normal"), style("heading 1", built_in=1, base=0)],
        lists=Lists({3: [level(37, "%1、")]}, [(3, ())]),
        footnotes=Notes([12], [[para("脚注")]]),
        boxes=[Box(13, [para("框")])],
        comments=[2],
        pieces=[Piece(6), Piece(20), Piece(40)],
    )


def test_the_sample_is_sound() -> None:
    # What follows damages it.
    found = read_doc(sample())
    assert texts(found) == ["一、总体情况", "全年12件", "框", "甲|1/乙|2", "脚注"]
    assert {note.kind for note in found.notes} == {NoteKind.TRACKED, NoteKind.COMMENTS}


# Refused by name


@pytest.mark.parametrize("ident", [0xA59B, 0xA5DB, 0xA5DC, 0xA698])
def test_older_word_files_are_refused_by_name(ident: int) -> None:
    with pytest.raises(TypeRefused) as caught:
        read(document(para("甲"), ident=ident), "报告.doc")
    assert caught.value.key == "doc_old"


@pytest.mark.parametrize("more", [0, 0x8000], ids=["RC4", "XOR"])
def test_a_password_is_needed(more: int) -> None:
    with pytest.raises(Encrypted) as caught:
        read(document(para("甲"), flags=0x0300 | more), "报告.doc")
    assert caught.value.key == "encrypted"


def test_a_word_file_within_another_file_is_not_the_report() -> None:
    made = container({"ObjectPool/WordDocument": b"\xec\xa5", "CONTENTS": b"1"})
    with pytest.raises(TypeRefused) as caught:
        read_doc(made)
    assert caught.value.key == "ole"


def test_wps_files_of_this_format_are_read_and_keep_their_name() -> None:
    found = read(sample(), "报告.wps")
    assert (found.media_type, texts(found)[0]) == (WPS, "一、总体情况")


def test_the_other_table_stream() -> None:
    assert texts(read_doc(document(para("甲"), flags=0))) == ["甲"]


# Damaged

_ENTRY: Final = "WordDocument".encode("utf-16-le")


def patched(at: int, value: bytes) -> bytes:
    data = bytearray(sample())
    data[at : at + len(value)] = value
    return bytes(data)


def in_head(at: int, value: int) -> bytes:
    """The sample with 32 bits of the Word file's head replaced."""
    return patched(sample().index(b"\xec\xa5\xc1\x00") + at, struct.pack("<I", value))


def in_entry(at: int, value: int) -> bytes:
    return patched(sample().index(_ENTRY) + at, struct.pack("<I", value))


@pytest.mark.parametrize(
    "make",
    [
        lambda: sample()[:100],
        lambda: sample()[:1000],
        lambda: sample()[:4000],
        lambda: container({}),
        lambda: container({"WordDocument": b""}),
        lambda: document(para("甲"), ident=0x1234),
        lambda: patched(30, b"\xff\xff"),  # size of sectors
        lambda: patched(32, b"\x20"),  # of the small ones
        lambda: patched(44, b"\xff\xff\xff\x7f"),  # sectors of the table
        lambda: patched(64, b"\xff\xff\xff\x7f"),
        lambda: patched(72, b"\xff\xff\xff\x7f"),
        lambda: in_entry(120, 0xFFFF_FFF0),  # length of the stream
        lambda: in_entry(116, 0x7FFF_FFFF),  # its first sector
        lambda: in_entry(0, 0),  # its name
        lambda: in_head(76, 10**6),  # more text than there is
        lambda: in_head(76, 0xFFFF_FFFF),
        lambda: document(para("甲"), pairs={33: (0, 0)}),  # no pieces
        lambda: document(para("甲"), pairs={33: (10**7, 20)}),
        lambda: document(para("甲"), pairs={12: (0, 10**7)}),
        lambda: document(para("甲"), pairs={13: (10**7, 20)}),
        lambda: document(para("甲"), pairs={1: (10**7, 20)}),
    ],
)
def test_damage_is_told(make: Callable[[], bytes]) -> None:
    with pytest.raises(CannotOpen) as caught:
        read_doc(make())
    assert caught.value.key == "damaged"


def test_a_file_cut_short_never_reads_as_whole() -> None:
    data = sample()
    whole = texts(read_doc(data))
    for size in range(0, len(data) - 1, 256):
        try:
            found = read_doc(data[:size])
        except CannotOpen:
            continue
        assert texts(found) == whole


def test_a_head_that_ends_early_has_no_further_parts() -> None:
    # Word 97 wrote 93 pairs; a reader of old files meets fewer.
    assert texts(read_doc(patched(sample().index(b"\xec\xa5\xc1\x00") + 152, b"\x22\0")))[0] == (
        "总体情况"
    )


def test_mutants_end_in_a_document_or_a_sentence() -> None:
    data = sample()
    kinds: set[str] = set()
    for number in range(1500):
        rng = random.Random(number)
        mutant = bytearray(data)
        for _ in range(rng.choice((1, 2, 8))):
            at = rng.randrange(len(mutant))
            if rng.random() < 0.5:
                at = rng.randrange(1024) if rng.random() < 0.5 else at
                mutant[at : at + 4] = rng.choice(
                    (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\1\0\0\0")
                )
            else:
                mutant[at] = rng.randrange(256)
        try:
            found = read_doc(bytes(mutant))
        except ReadingError as error:
            kinds.add(error.key)
        else:
            assert isinstance(found, Document)
            kinds.add("read")
    assert {"read", "damaged"} <= kinds


@given(st.binary(max_size=200))
def test_lists_of_changes_end(grpprl: bytes) -> None:
    every = frozenset(range(0x10000))
    found = list(changes(grpprl, every))
    assert sum(2 + len(operand) for _, operand in found) <= len(grpprl)


@given(st.lists(st.sampled_from(list(Sprm)), max_size=5), st.binary(max_size=60))
def test_any_operand_of_a_change_is_taken(codes: list[Sprm], noise: bytes) -> None:
    props = b"".join(struct.pack("<H", code) + noise for code in codes)
    body = para("甲", Run("乙", props), props=props)
    try:
        found = read_doc(document(body, *row("丙", "1"), data=noise))
    except CannotOpen:
        return
    assert "甲" in "".join(texts(found))


# Limits


def test_the_same_bytes_told_many_times_are_too_much_text() -> None:
    said = 4096
    text = "甲" * (said - 1)
    times = MAX_STORIES // said + 1
    table = struct.pack(f"<{times + 1}I", *range(0, said * (times + 1), said))
    table += struct.pack("<HIH", 0, 1024, 0) * times
    clx = struct.pack("<BI", 2, len(table)) + table
    with pytest.raises(LimitReached) as caught:
        read_doc(_with_table(document(para(text), flags=0), clx))
    assert (caught.value.key, caught.value.params["limit"]) == ("text", str(MAX_STORIES))


def _with_table(made: bytes, clx: bytes) -> bytes:
    """The file with another table stream, which holds nothing but `clx`."""
    with olefile.OleFileIO(io.BytesIO(made)) as ole:
        word = bytearray(ole.openstream("WordDocument").read())
    for part in range(93):
        struct.pack_into("<II", word, 154 + 8 * part, 0, 0)
    struct.pack_into("<II", word, 154 + 8 * 33, 0, len(clx))
    return container({"WordDocument": bytes(word), "0Table": clx})


def test_pieces_are_counted_before_they_are_read() -> None:
    count = MAX_PIECES + 1
    table = struct.pack(f"<{count + 1}I", *[0] * count, 2) + bytes(8 * count)
    clx = struct.pack("<BI", 2, len(table)) + table
    with pytest.raises(CannotOpen) as caught:
        read_doc(_with_table(document(para("甲"), flags=0), clx))
    assert caught.value.key == "damaged"


def test_a_directory_without_end_is_damage() -> None:
    # One entry more than the limit: where the tree is flat, no recursion would end it.
    made = bytearray(container({"WordDocument": bytes(128 * (MAX_ENTRIES + 1))}))
    (directory,) = struct.unpack_from("<I", made, 48)
    root = 512 * (directory + 1)
    struct.pack_into("<I", made, 48, directory + 1)  # where the stream lies
    made[root + 512 : root + 640] = made[root : root + 128]
    with pytest.raises(CannotOpen) as caught:
        read_doc(bytes(made))
    assert "entries" in caught.value.params["reason"]


def test_a_table_of_tables_in_a_circle_ends() -> None:
    # 4,000 sectors that each name 127 others, all of them one: half a million to read.
    made = bytearray(container({"WordDocument": b"", "x/Workbook": b""}))
    struct.pack_into("<I", made, 44, 109 + 127 * 4000)
    struct.pack_into("<II", made, 68, 3, 4000)
    made[512 * 4 : 512 * 5] = struct.pack("<128I", *[0] * 127, 3)
    with pytest.raises(CannotOpen):
        read(bytes(made), "报告.doc")  # telling what it is has to end too


def test_storages_within_themselves_are_damage() -> None:
    data = bytearray(container({"a/x": b"", "b": b""}))
    storage = data.index("a".encode("utf-16-le") + b"\0\0" + bytes(60))
    struct.pack_into("<I", data, storage + 76, 0)  # the root is in it
    with pytest.raises(CannotOpen):
        read_doc(bytes(data))


def test_a_directory_as_deep_as_it_is_long_is_damage() -> None:
    made = container({f"s{number}": b"" for number in range(12)})
    data = bytearray(made)
    first = data.index("s0".encode("utf-16-le"))
    # Every storage is in the one before: a chain that a recursive reader would follow.
    for number in range(12):
        data[first + 128 * number + 66] = 1
        struct.pack_into("<II", data, first + 128 * number + 72, 0xFFFF_FFFF, number + 2)
    with pytest.raises(CannotOpen):
        read_doc(bytes(data))


def test_time_grows_with_the_text() -> None:
    def make(count: int) -> bytes:
        rows = [item for number in range(count) for item in row(f"第{number}行", str(number))]
        return document(*rows, *[para("正文", Run("删", DELETED)) for _ in range(count)])

    assert growth(make, read_doc, 60) < LINEAR
