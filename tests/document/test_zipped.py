"""Zips are opened in one way; what they may cost is tested with the formats that are zips."""

from __future__ import annotations

import io
import zipfile

import pytest

from gklint.document import limits
from gklint.document.errors import CannotOpen, Encrypted, LimitReached
from gklint.document.zipped import Zipped


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_names_are_looked_up_as_written_and_else_whatever_their_case_and_slashes() -> None:
    found = Zipped(packed({"A/b.xml": b"1", "a/B.XML": b"2", "c\\d.xml": b"3", "e/": b""}))
    assert list(found) == ["A/b.xml", "a/B.XML", "c\\d.xml"]
    assert [found.read(n) for n in ("A/b.xml", "a/B.XML", "c/d.xml", "C/D.XML")] == [
        b"1",
        b"2",
        b"3",
        b"3",
    ]
    assert "A/B.xml" in found
    assert "b.xml" not in found


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_of_chinese_tools(encoding: str) -> None:
    name = "云岫县年报"
    raw = name.encode(encoding)
    data = packed({"x" * len(raw): b"1"}).replace(b"x" * len(raw), raw)
    assert list(Zipped(data)) == [name]


def test_an_open_file_is_read_as_bytes_are() -> None:
    data = packed({"a": bytes(range(256)) * 1000})
    assert Zipped(io.BytesIO(data)).read("a") == Zipped(data).read("a")
    shifted = b"#! a program before it\n" + data
    assert Zipped(shifted).read("a") == Zipped(data).read("a")


def test_what_is_wrong_has_one_name_each(monkeypatch: pytest.MonkeyPatch) -> None:
    good = packed({"a": b"x" * 100})
    with pytest.raises(CannotOpen):
        Zipped(good[:-30])
    with pytest.raises(CannotOpen):
        Zipped(good).read("b")
    locked = bytearray(good)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Encrypted):
        Zipped(bytes(locked)).read("a")
    for offset in (-5, 2**31 - 1):  # the end of the directory moves, and with it all offsets
        moved = bytearray(good)
        start = moved.index(b"PK\x01\x02") - offset
        at = moved.index(b"PK\x05\x06") + 16
        moved[at : at + 4] = (start % 2**32).to_bytes(4, "little")
        with pytest.raises(CannotOpen):
            Zipped(bytes(moved)).read("a")
    monkeypatch.setattr(limits, "MAX_MEMBERS", 2)
    with pytest.raises(LimitReached) as caught:
        Zipped(packed({"a": b"", "b": b"", "c": b""}))
    assert (caught.value.key, caught.value.params["found"]) == ("members", "3")


def test_parts_are_bounded_each_and_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 1000)
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1500)
    data = packed({"a": b"x" * 900, "b": b"y" * 900, "c": b"z" * 1001})
    found = Zipped(data)
    assert len(found.read("a")) == 900
    with pytest.raises(LimitReached) as caught:
        found.read("b")
    assert caught.value.key == "member_size"
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        with pytest.raises(LimitReached) as caught:
            Zipped(packed({"c": b"z" * 1001}, method)).read("c")
        assert caught.value.key == "member_size"
