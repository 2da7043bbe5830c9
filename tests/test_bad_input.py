"""Whatever is put before gklint as it is run: one clear sentence, the right status, no traceback,
and no more memory than a small machine has. Times are bounded, generously, by the runner."""

from __future__ import annotations

import errno
import io
import json
import os
import pathlib
import resource
import struct
import subprocess
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pytest

from gklint.cli import run
from gklint.specimen import make, to_html
from tests.builders.docx import package, part
from tests.builders.render import docx
from tests.cli.conftest import Gklint
from tests.document.test_sniff import WORD_2003, ole2
from tests.engine.reports import page
from tests.mutation.judging import pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEMORY: Final = 2**30
SECONDS: Final = 120


@dataclass(frozen=True)
class Ended:
    status: int
    out: bytes
    err: bytes

    @property
    def document(self) -> dict[str, Any]:
        (found,) = json.loads(self.out)["documents"]
        assert isinstance(found, dict)
        return found


@cache
def report() -> bytes:
    """A clean report as a web page."""
    return page()


@cache
def as_word() -> bytes:
    """The same as a Word file."""
    return docx(make(pack(), "2021"))


def body() -> str:
    """What stands between the page's tags."""
    return report().decode().partition("<body>")[2].rpartition("</body>")[0]


def check(folder: Path, *args: str, **more: str) -> Ended:
    """``gklint check`` with a bound on memory."""
    runner = Gklint(folder, folder)
    done = subprocess.run(
        runner.command("check", *args),
        cwd=folder,
        env=runner.environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    for stream in (done.stdout, done.stderr):
        assert b"Traceback" not in stream, stream.decode("utf-8", "replace")[-3000:]
    return Ended(done.returncode, done.stdout, done.stderr)


def zipped(members: dict[str, bytes], **options: Any) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def zeros(name: str, more: dict[str, bytes]) -> bytes:
    """A zip whose member `name` is 1 GB of zeros."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, data in more.items():
            archive.writestr(other, data)
        with archive.open(name, "w", force_zip64=True) as member:
            for _ in range(1024):
                member.write(bytes(2**20))
    return packed.getvalue()


def encrypted() -> bytes:
    """A zip whose member says that it needs a password."""
    data = bytearray(zipped({"a.txt": b"x" * 50}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        (flags,) = struct.unpack_from("<H", data, at)
        struct.pack_into("<H", data, at, flags | 1)
    return bytes(data)


def word(xml: str) -> bytes:
    return package("", parts={"word/document.xml": xml})


OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB: Final = (
    '<?xml version="1.0"?><!DOCTYPE w:document ['
    '<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefghijk", "bcdefghijkl", strict=True)
    )
    + "]>"
)
EXTERNAL: Final = '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY l SYSTEM "file://{}">]>'


def with_entity(head: str, entity: str) -> bytes:
    text = part("document", f"<w:body><w:p><w:r><w:t>&{entity};</w:t></w:r></w:p></w:body>")
    return word(head + text.partition("?>")[2])


def seed(length: int) -> bytes:
    """Bytes that are no file of any type, the same in every run."""
    state, made = 1, bytearray()
    while len(made) < length:
        state = state * 6364136223846793005 + 1442695040888963407 & 2**64 - 1
        made += state.to_bytes(8, "little")
    return bytes(made)


# name of the file, its bytes, what is said, and by which rule
UNREADABLE: Final[dict[str, tuple[str, Callable[[], bytes], str, str]]] = {
    "empty": ("a.docx", lambda: b"", "文件是空的（0 字节）。", "RD01"),
    "blanks": ("a.txt", lambda: " \r\n\t\u3000\n".encode() * 50, "文件里没有任何文字。", "RD01"),
    "blank page": ("a.html", lambda: b"<html><body> </body>", "没有读到任何文字", "RD01"),
    "truncated word": ("a.docx", lambda: package("")[:-300], "文件已损坏，无法读取。", "RD01"),
    "half a word file": ("a.docx", lambda: as_word()[:4000], "文件已损坏，无法读取。", "RD01"),
    "10 MB of prose": (
        "a.html",
        lambda: report().replace(b"</body>", "新收17件，占3%。".encode() * 10**6 + b"</body>"),
        "文字多得不合情理",
        "RD03",
    ),
    "200,000 paragraphs": ("a.html", lambda: b"<p>x</p>" * 200_001, "段落过多", "RD03"),
    "truncated zip": ("a.zip", lambda: zipped({"a": seed(9000)})[:-40], "压缩包已损坏", "RD01"),
    "no pdf after all": ("a.docx", lambda: b"%PDF-1.7\n%\xe2\xe3\n", "文件已损坏", "RD01"),
    "rar": ("a.docx", lambda: b"Rar!\x1a\x07\x01\x00" + seed(99), "这是 RAR 压缩包", "RD02"),
    "7z": ("a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + seed(99), "这是 7z 压缩包", "RD02"),
    "old word": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + seed(5000),
        "旧版",
        "RD02",
    ),
    "nested zip": ("a.zip", lambda: zipped({"b.zip": zipped({})}), "又有压缩包", "RD02"),
    "nested zip by another name": (
        "a.zip",
        lambda: zipped({"b.docx": zipped({"c.txt": b"x"})}),
        "这是压缩包",
        "RD02",
    ),
    "rar in zip": ("a.zip", lambda: zipped({"b.rar": b"Rar!"}), "这是 RAR 压缩包", "RD02"),
    "7z in zip": ("a.zip", lambda: zipped({"b.7z": b"7z"}), "这是 7z 压缩包", "RD02"),
    "password": ("a.zip", encrypted, "设有密码", "RD07"),
    "password of word": ("a.docx", lambda: ole2("EncryptedPackage"), "设有密码", "RD07"),
    "rights": (
        "a.docx",
        lambda: ole2("EncryptedPackage", "DRMEncryptedDataSpace"),
        "权限管理",
        "RD07",
    ),
    "mail": (
        "a.mht",
        lambda: b"From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\n\nx",
        "这是电子邮件",
        "RD02",
    ),
    "word 2003's xml": ("a.doc", lambda: WORD_2003, "Word 2003 的 XML 文件", "RD02"),
    "photo of an iphone": (
        "a.jpg",
        lambda: b"\0\0\0\x18ftypheic" + bytes(99),
        "不支持这种格式的图片",
        "RD02",
    ),
    "rich text without text": ("a.doc", lambda: b"{\\rtf1\\ansi\\par}", "没有读到任何文字", "RD01"),
    "noise": ("a.docx", lambda: seed(100_000), "无法识别其类型", "RD02"),
    "zeros": ("a.txt", lambda: bytes(100_000), "无法识别其类型", "RD02"),
    "1 GB in word": (
        "a.docx",
        lambda: zeros("word/document.xml", {"[Content_Types].xml": b"<Types/>"}),
        "压缩比异常（超过 200 倍）",
        "RD03",
    ),
    "1 GB in zip": ("a.zip", lambda: zeros("a.html", {}), "压缩比异常", "RD03"),
    "over the size": ("a.txt", lambda: b"x" * (50 * 2**20 + 1), "文件过大", "RD03"),
    "60,000 nested tags": ("a.html", lambda: b"<div>" * 60_000 + b"x", "嵌套过深", "RD03"),
    "60,000 nested inline tags": ("a.html", lambda: b"<p>" + b"<b>" * 60_000, "嵌套过深", "RD03"),
    "60,000 nested in word": (
        "a.docx",
        lambda: word(part("document", "<w:body>" + "<w:p>" * 60_000 + "</w:p>" * 60_000)),
        "嵌套过深",
        "RD03",
    ),
    "not a report": ("a.html", lambda: "<p>放假通知</p>".encode(), "没有识别出年度报告", "RD04"),
    "entity bomb": ("a.docx", lambda: with_entity(BOMB, "l"), "文件已损坏", "RD01"),
    "external entity": (
        "a.docx",
        lambda: with_entity(EXTERNAL.format("/etc/passwd"), "l"),
        "文件已损坏",
        "RD01",
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, case: str) -> None:
    name, make, words, rule = UNREADABLE[case]
    (tmp_path / name).write_bytes(make())
    ended = check(tmp_path, name, "-o", "json")
    assert ended.status == 4, ended.err.decode()
    found = ended.document
    assert found["verdict"] == "unreadable"
    (told,) = found["findings"]
    assert told["rule"].startswith(rule), told
    assert words in told["message"]
    assert told["message"].endswith(("。", "：" + name))
    assert told["message"].count("。") == 1
    assert len(told["message"]) < 80
    assert told["remedy"].endswith("。")
    assert "root:" not in ended.out.decode()


# What looks bad and is a report all the same: it is read, and nothing is lost.
READABLE: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "a page named as Word": ("a.docx", lambda: report()),
    "a page named as text": ("a.txt", lambda: report()),
    "Word named as text": ("a.txt", lambda: as_word()),
    "1,800 nested containers": (
        "a.html",
        lambda: (
            "<html><body>" + "<div>" * 1800 + body() + "</div>" * 1800 + "</body></html>"
        ).encode(),
    ),
    "colspan without end": (
        "a.html",
        lambda: (
            report().replace(b"<td>", b'<td colspan="1" rowspan="1">')
            + b"<table><tr><td colspan=999999999 rowspan=999999999>x</td></tr></table>"
        ),
    ),
    "NUL bytes": ("a.html", lambda: report().replace(b"</p>", b"\0</p>")),
    "names with brackets": ("《2022年 年报》（定稿） (1).html", lambda: report()),
    "20 MB on one line": (
        "a.html",
        lambda: (
            report()
            .replace(b"\n", b"")
            .replace(b"</body>", b"<!-- " + b"x" * (19 * 2**20) + b" --></body>")
        ),
    ),
}


@pytest.mark.parametrize("case", READABLE)
def test_what_only_looks_bad_is_read(tmp_path: Path, case: str) -> None:
    name, make = READABLE[case]
    (tmp_path / name).write_bytes(make())
    ended = check(tmp_path, name, "-o", "json")
    assert ended.status == 0, ended.out.decode()[:3000] + ended.err.decode()
    found = ended.document
    assert found["source"] == name
    assert found["report"]["issuer"] == "云岫县水务局"
    assert all(c["read"] == c["expected"] for c in found["coverage"].values())


def test_10_000_nested_containers_around_a_report_end(tmp_path: Path) -> None:
    """Too deep for either parser: told within bounds, not read in part in silence."""
    text = "<html><body>" + "<div>" * 10_000 + body() + "</div>" * 10_000
    (tmp_path / "a.html").write_text(text, "utf-8")
    ended = check(tmp_path, "a.html", "-o", "json")
    assert ended.status == 4
    (told,) = ended.document["findings"]
    assert (told["rule"], "嵌套过深" in told["message"]) == ("RD03", True)


def test_half_a_page_is_no_whole_report(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(report()[: len(report()) * 2 // 3])
    ended = check(tmp_path, "a.html", "-o", "json")
    found = ended.document
    assert ended.status == 1
    assert found["verdict"] == "fail"
    assert found["coverage"]["review_litigation"]["read"] == 0
    assert "NM04" in {n["rule"] for n in found["not_assessed"]}


def test_a_report_in_the_form_of_another_year(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(to_html(make(pack(), "2019", year=2023)), "utf-8")
    ended = check(tmp_path, "a.html", "-o", "json")
    assert ended.status == 1
    found = ended.document
    assert (found["report"]["year"], found["report"]["form"]) == (2023, "2019")
    rules = {f["rule"]: f for f in found["findings"]}
    assert "2019" in rules["ST07"]["message"]
    assert "〔2021〕30号" in str(rules["ST07"]["basis"])
    assert all(c["read"] == c["expected"] for c in found["coverage"].values())


def test_member_names_of_chinese_windows(tmp_path: Path) -> None:
    name = "《水务局》2022年 年报.html".encode("gbk")
    plain = zipped({"x" * len(name): report(), "y.txt": b""})
    (tmp_path / "送审.zip").write_bytes(plain.replace(b"x" * len(name), name))
    ended = check(tmp_path, "送审.zip", "-o", "json")
    assert ended.status == 4
    first, second = json.loads(ended.out)["documents"]
    assert (first["source"], first["verdict"]) == ("送审.zip!y.txt", "unreadable")
    assert (second["source"], second["verdict"]) == ("送审.zip!《水务局》2022年 年报.html", "pass")


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (("没有这个文件.docx",), 3, "错误：没有找到：没有这个文件.docx。请检查文件名或路径。"),
        (("没有/*.docx",), 3, "没有可检查的文件：没有/*.docx。"),
        (("空",), 3, "没有可检查的文件：空。"),
        (("a.html", "没有.docx"), 4, ""),
        (("a.html", "空", "b*"), 0, "没有可检查的文件，已跳过：空、b*。"),
        (("x" * 300,), 3, "错误：没有找到：xxx"),
        (("a.html/b.docx",), 3, "错误：没有找到：a.html/b.docx。"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_not_there(tmp_path: Path, args: tuple[str, ...], status: int, words: str) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "a.html").write_bytes(report())
    ended = check(tmp_path, *args, "-o", "concise")
    assert ended.status == status
    told = (ended.out + ended.err).decode()
    assert words in told
    if status == 4:
        assert told.count("未读取") + told.count("请核实") == 1


def test_a_file_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process: whoever runs the tests may perhaps read every file."""
    (tmp_path / "a.html").write_bytes(report())
    real = pathlib.Path.open

    def closed(path: Path, *args: Any, **options: Any) -> Any:
        if path.name == "a.html":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *args, **options)

    monkeypatch.setattr(pathlib.Path, "open", closed)
    assert run(["check", str(tmp_path / "a.html"), "-o", "concise", "--lang", "zh"]) == 4
    assert "没有读取该文件的权限。" in capsys.readouterr().out


def test_one_bad_input_among_good_ones(tmp_path: Path) -> None:
    for number in range(13):
        (tmp_path / f"{number:02}.html").write_bytes(report())
    (tmp_path / "05.html").write_bytes(b"<div>" * 60_000 + b"x")
    (tmp_path / "07.docx").write_bytes(b"PK\x03\x04")
    ended = check(tmp_path, ".", "--no-cache", "-o", "json")
    assert ended.status == 4
    verdicts = {d["source"]: d["verdict"] for d in json.loads(ended.out)["documents"]}
    assert [name for name, verdict in verdicts.items() if verdict != "pass"] == [
        "05.html",
        "07.docx",
    ]
    assert len(verdicts) == 14


@pytest.mark.parametrize(("lang", "words"), [("zh", "文件是空的"), ("en", "The file is empty")])
def test_people_are_told_in_their_language(tmp_path: Path, lang: str, words: str) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    forms = ("concise", "csv", "junit", "github", "sarif")
    files = [word for form in forms for word in ("-o", f"{form}:{form}.out")]
    ended = check(tmp_path, "a.docx", "-o", "console", *files, GKLINT_LANG=lang)
    assert ended.status == 4
    written = [(tmp_path / f"{form}.out").read_bytes() for form in forms]
    for text in (ended.out, *written):
        assert words in text.decode("utf-8-sig")
