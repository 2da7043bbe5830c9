from __future__ import annotations

import os
import struct
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from gklint.document.errors import CannotOpen, LimitReached, ReadingError, TypeRefused
from gklint.sources import Item, ItemKind, load
from gklint.sources import discover as found_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def discover(arguments: list[str], **options: Any) -> tuple[Item, ...]:
    return found_in(arguments, **options).items


def names(items: Sequence[Item], root: Path) -> list[str]:
    return [item.name.replace(str(root), "").lstrip("/\\") for item in items]


def make_zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in entries.items():
            out.writestr(name, data)
    return path


def test_a_folder_is_walked_in_order_without_locks_and_hidden_files(tmp_path: Path) -> None:
    for name in ("b.docx", "a.html", "~$b.docx", ".hidden.txt", "Thumbs.db", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"x")
    assert names(discover([str(tmp_path)]), tmp_path) == ["a.html", "b.docx", "sub/c.txt"]


def test_what_a_saved_page_and_gklint_itself_need_is_no_input(tmp_path: Path) -> None:
    for name in ("年报.html", "年报_files/a.js", "b_files/c.html", "b.files/d.txt", "gklint.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert names(discover([str(tmp_path)]), tmp_path) == [
        "年报.html",
        "b.files/d.txt",
        "b_files/c.html",
    ]
    assert names(discover([str(tmp_path / "gklint.toml")]), tmp_path) == ["gklint.toml"]


def test_a_folder_that_may_not_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    (tmp_path / "closed").mkdir()
    real = os.scandir

    def scandir(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "no", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = discover([str(tmp_path)])
    assert names(found, tmp_path) == ["a.html", "closed"]
    with pytest.raises(CannotOpen, match="permission"):
        load(found[1])


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to(tmp_path / "gone.html")
    (item,) = discover([str(tmp_path)])
    with pytest.raises(CannotOpen, match="not_found"):
        load(item)


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xc4\xea\xb1\xa8.txt"  # GBK
    try:
        with open(raw, "wb") as out:
            out.write(b"x")
    except OSError:
        pytest.skip("this file system has names of text only")
    (item,) = discover([str(tmp_path)])
    assert item.name.encode("utf-8").endswith(b".txt")
    assert load(item).data == b"x"


def test_arguments_in_which_nothing_was_found(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_bytes(b"x")
    make_zip(tmp_path / "none.zip", {".hidden": b""})
    given = [str(tmp_path / name) for name in ("empty", "a.txt", "*.pdf", "none.zip", "gone")]
    found = found_in(given)
    assert found.empty == (given[0], given[2], given[3])
    assert [item.kind for item in found.items] == [ItemKind.FILE, ItemKind.MISSING]


def test_include_and_exclude_hold_for_what_is_found(tmp_path: Path) -> None:
    for name in ("a.html", "b.docx", "旧/c.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = discover([str(tmp_path)], include=["*.docx"], exclude=["旧/"])
    assert names(found, tmp_path) == ["b.docx"]
    named = discover([str(tmp_path / "a.html")], include=["*.docx"])
    assert names(named, tmp_path) == ["a.html"]


def test_globs_and_an_input_named_twice(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    found = discover([str(tmp_path / "*.html"), str(tmp_path / "a.html")])
    assert names(found, tmp_path) == ["a.html"]
    assert discover([str(tmp_path / "*.pdf")]) == ()


def test_a_name_that_does_not_exist_is_an_item_with_its_error() -> None:
    (item,) = discover(["没有这个文件.docx"])
    assert item.kind is ItemKind.MISSING
    with pytest.raises(CannotOpen, match="not_found"):
        load(item)


def test_members_of_a_zip_are_named_after_it(tmp_path: Path) -> None:
    bundle = make_zip(
        tmp_path / "bundle.zip",
        {"a.docx": b"1", "x/b.html": b"2", "x/~$b.html": b"3", "__MACOSX/a.docx": b"4"},
    )
    items = discover([str(bundle)])
    assert [item.name for item in items] == [f"{bundle}!a.docx", f"{bundle}!x/b.html"]
    assert load(items[1]).data == b"2"


def test_member_names_in_gbk(tmp_path: Path) -> None:
    plain = make_zip(tmp_path / "plain.zip", {"xxxxxxxxxx.txt": b"1"}).read_bytes()
    gbk = "云岫县报告".encode("gbk")
    assert len(gbk) == 10
    bundle = tmp_path / "gbk.zip"
    bundle.write_bytes(plain.replace(b"xxxxxxxxxx", gbk))
    (item,) = discover([str(bundle)])
    assert item.name.endswith("!云岫县报告.txt")
    assert load(item).data == b"1"


def test_member_names_in_utf_8_that_do_not_say_so(tmp_path: Path) -> None:
    """As the Finder packs them."""
    name = "《2022年 报告》(1).txt"
    plain = make_zip(tmp_path / "plain.zip", {"x" * len(name.encode()): b"1"}).read_bytes()
    bundle = tmp_path / "mac.zip"
    bundle.write_bytes(plain.replace(b"x" * len(name.encode()), name.encode()))
    (item,) = discover([str(bundle)])
    assert item.name.endswith("!" + name)
    assert load(item).data == b"1"


def test_a_member_whose_data_are_damaged(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.txt": os.urandom(64) + bytes(4096)})
    data = bytearray(path.read_bytes())
    data[45:60] = b"\xff" * 15
    path.write_bytes(data)
    (item,) = discover([str(path)])
    with pytest.raises(CannotOpen, match="damaged_zip"):
        load(item)


def test_a_word_file_is_no_bundle(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.docx", {"[Content_Types].xml": b"", "word/document.xml": b""})
    assert [item.kind for item in discover([str(path)])] == [ItemKind.FILE]


@pytest.mark.parametrize(
    ("name", "key"), [("in.zip", "nested_zip"), ("in.rar", "rar"), ("in.7z", "seven_zip")]
)
def test_archives_within_archives_are_refused_by_name(tmp_path: Path, name: str, key: str) -> None:
    (item,) = discover([str(make_zip(tmp_path / "bundle.zip", {name: b"PK"}))])
    with pytest.raises(TypeRefused) as caught:
        load(item)
    assert caught.value.key == key


def test_a_damaged_zip_is_told_and_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "broken.zip"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    (item,) = discover([str(path)])
    with pytest.raises(CannotOpen, match="damaged_zip"):
        load(item)


@pytest.mark.parametrize(
    ("megabytes", "packing", "key"),
    [
        (1024, zipfile.ZIP_DEFLATED, "ratio"),
        (20, zipfile.ZIP_DEFLATED, "ratio"),
        (51, zipfile.ZIP_STORED, "member_size"),
    ],
)
def test_a_bomb_costs_no_more_than_the_cap(
    tmp_path: Path, megabytes: int, packing: int, key: str
) -> None:
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", packing, compresslevel=1) as out,
        out.open("zeros.html", "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(bytes(2**20))
    (item,) = discover([str(path)])
    with pytest.raises(LimitReached) as caught:
        load(item)
    assert caught.value.key == key


def test_a_header_that_lies_about_its_size(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "liar.zip", {"a.html": bytes(40 * 2**20)})
    data = bytearray(path.read_bytes())
    central = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, central + 24, 1000)
    path.write_bytes(data)
    (item,) = discover([str(path)])
    with pytest.raises(ReadingError):
        load(item)


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.document.limits.MAX_MEMBERS", 3)
    (item,) = discover([str(make_zip(tmp_path / "b.zip", {f"{n}.txt": b"" for n in range(4)}))])
    with pytest.raises(LimitReached, match="members"):
        load(item)


def test_a_file_over_the_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.sources.loading.MAX_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(LimitReached, match="size"):
        load(discover([str(tmp_path / "a.txt")])[0])


def test_an_address_without_network_is_told(tmp_path: Path) -> None:
    (item,) = discover(["https://www.example.gov.cn/a.html"])
    with pytest.raises(CannotOpen, match="no_network"):
        load(item)


def test_standard_input_has_the_name_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    (item,) = discover(["-"], stdin_name="a.docx")
    assert (item.name, item.kind) == ("a.docx", ItemKind.STDIN)
    read_end, write_end = os.pipe()
    with open(write_end, "wb") as out:
        out.write(b"<html>")
    with open(read_end, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert load(item).data == b"<html>"
