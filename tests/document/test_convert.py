"""LibreOffice for what no reader here reads: what it gives, and what it may not do."""

from __future__ import annotations

import http.server
import json
import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from gklint.cli import run
from gklint.document import convert, means
from gklint.document.convert import read_converted
from gklint.document.errors import CannotOpen, Encrypted, TypeRefused
from gklint.document.means import NONE, Means, find_means
from gklint.document.model import NoteKind
from gklint.document.read import read
from gklint.document.sniff import DOC, ODT, UOF, WPS
from gklint.examine import Examiner
from gklint.plan import Plan
from tests.builders.figures import score, unique
from tests.builders.office import SOFFICE, needs_office, word
from tests.builders.office import convert as made_by_office
from tests.document.test_sniff import ole2, open_document

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text><text:p>总体情况{}</text:p></office:text></office:body>
</office:document>"""
REFUSED = TypeRefused("doc_old")

unix = pytest.mark.skipif(sys.platform == "win32", reason="stands in for LibreOffice by a script")


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """Where a script is written that is called in the place of LibreOffice."""
    return tmp_path / "soffice"


def script(path: Path, body: str) -> str:
    """A program that runs `body`, with where to write as ``out`` and the arguments as ``args``."""
    path.write_text(
        f"#!{sys.executable}\nimport json, os, sys, time\nargs = sys.argv\n"
        f"out = args[args.index('--outdir') + 1]\n{body}\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return str(path)


def left_over() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob("gklint-*")}


# With LibreOffice itself


@needs_office()
def test_figures_of_an_open_document_are_right() -> None:
    specimen = unique("2021")
    data = made_by_office(word(specimen), "docx", "odt")
    found = score(data, "年度报告.odt", specimen, Means(office=SOFFICE))
    assert (found.wrong, found.missing, len(found.right)) == ({}, (), 200)


@needs_office()
def test_what_is_read_so_says_so() -> None:
    document = read(FLAT.format("").encode(), "a.fodt", means=Means(office=SOFFICE))
    assert [paragraph.text for paragraph in document.paragraphs] == ["总体情况"]
    assert [(note.kind, note.detail) for note in document.notes] == [
        (NoteKind.CONVERTED, "LibreOffice")
    ]
    assert document.media_type == ODT
    assert "application" not in document.meta


@needs_office()
def test_nothing_is_fetched() -> None:
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    picture = f'<draw:frame><draw:image xlink:href="{address}/a.png"/></draw:frame>'
    section = (
        '</text:p><text:section text:name="s"><text:section-source '
        f'xlink:href="{address}/b.odt"/><text:p>x</text:p></text:section><text:p>'
    )
    try:
        data = FLAT.format(picture + section).encode()
        document = read(data, "a.fodt", means=Means(office=SOFFICE))
    finally:
        server.shutdown()
        server.server_close()
    assert document.paragraphs[0].text.startswith("总体情况")
    assert asked == []


@needs_office()
@pytest.mark.parametrize("media", [DOC, ODT])
def test_noise_gives_nothing(media: str) -> None:
    noise = bytes(range(7, 250)) * 20
    data = (b"PK\x03\x04" if media == ODT else b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") + noise
    error = CannotOpen("damaged") if media in (DOC, WPS) else TypeRefused("odt")
    assert SOFFICE is not None
    assert read_converted(data, media, error, SOFFICE) is None


# What is asked of it


def test_without_it_the_refusal_stands() -> None:
    with pytest.raises(TypeRefused) as caught:
        read(FLAT.encode(), "a.fodt", means=NONE)
    assert caught.value.key == "odt"


@pytest.mark.parametrize(
    ("media", "error"),
    [
        (UOF, TypeRefused("uof")),
        (DOC, TypeRefused("ole")),
        (DOC, CannotOpen("textless")),
        ("application/pdf", CannotOpen("damaged")),
        ("text/html", CannotOpen("damaged")),
        ("application/zip", TypeRefused("zip")),
    ],
)
def test_it_is_not_asked_for_what_it_reads_wrong(
    media: str, error: CannotOpen | TypeRefused, tmp_path: Path
) -> None:
    assert read_converted(b"x", media, error, str(tmp_path / "nothing")) is None


@unix
@pytest.mark.parametrize(
    "data",
    [ole2("Root Entry", "EncryptedPackage"), open_document("text", "<encryption-data/>")],
    ids=["office", "odt"],
)
def test_what_is_encrypted_is_never_handed_on(data: bytes, stand_in: Path) -> None:
    called = stand_in.with_suffix(".called")
    program = script(stand_in, f"open({str(called)!r}, 'w')")
    with pytest.raises(Encrypted):
        read(data, "a.doc", means=Means(office=program))
    assert not called.exists()


@unix
def test_how_it_is_called(stand_in: Path) -> None:
    told = stand_in.with_suffix(".told")
    program = script(
        stand_in,
        "what = json.dumps((args, os.environ.get('http_proxy'), os.getcwd()))\n"
        f"open({str(told)!r}, 'w').write(what)\n"
        "profile = next(a for a in args if a.startswith('-env'))\n"
        "folder = profile.partition('file://')[2]\n"
        f"open({str(told) + '.xcu'!r}, 'w').write("
        "open(folder + '/user/registrymodifications.xcu').read())",
    )
    assert read_converted(b"x", DOC, REFUSED, program) is None
    args, proxy, folder = json.loads(told.read_text("utf-8"))
    assert {"--headless", "--norestore", "--infilter=MS WinWord 6.0"} <= set(args)
    assert proxy == "http://127.0.0.1:9"
    assert not Path(folder).exists()
    switches = told.with_name(told.name + ".xcu").read_text("utf-8")
    for switch in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "DisableActiveContent"):
        assert switch in switches


# What it may not do


@unix
@pytest.mark.parametrize(
    "body",
    [
        "sys.exit(1)",
        "os.kill(os.getpid(), 9)",
        "pass",
        "os.mkdir(out); open(out + '/given.docx', 'wb').write(b'noise')",
        "os.mkdir(out); os.mkdir(out + '/given.docx')",
    ],
    ids=["fails", "dies", "writes nothing", "writes noise", "writes a folder"],
)
def test_what_fails_leaves_the_refusal(body: str, stand_in: Path) -> None:
    before = left_over()
    assert read_converted(b"x", DOC, REFUSED, script(stand_in, body)) is None
    assert left_over() <= before


def test_a_program_that_is_gone(tmp_path: Path) -> None:
    assert read_converted(b"x", DOC, REFUSED, str(tmp_path / "soffice")) is None


@unix
def test_one_that_hangs_is_ended_with_its_children(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "CONVERT_SECONDS", 1.0)
    child = stand_in.with_suffix(".child")
    program = script(
        stand_in,
        f"pid = os.fork()\nif pid: open({str(child)!r}, 'w').write(str(pid))\ntime.sleep(600)",
    )
    assert read_converted(b"x", DOC, REFUSED, program) is None
    assert is_gone(int(child.read_text("utf-8")))


def is_gone(pid: int) -> bool:
    """Whether the process has ended; who adopted it may take a moment to see that."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return False


@unix
def test_one_that_writes_without_end_is_ended(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "MAX_BYTES", 100_000)
    program = script(
        stand_in,
        "os.mkdir(out)\n"
        "with open(out + '/given.docx', 'wb') as file:\n"
        "    while True: file.write(bytes(10_000)); file.flush(); time.sleep(0.01)",
    )
    assert read_converted(b"x", DOC, REFUSED, program) is None


# Where it is found


def test_nothing_is_used_that_is_not_allowed() -> None:
    assert find_means(ocr=False, office=False) == NONE


def test_it_is_found_on_the_path_and_at_its_usual_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = tmp_path / "LibreOffice" / "soffice.exe"
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("GKLINT_USUAL", str(tmp_path))
    monkeypatch.setattr(means, "_USUAL", ("$GKLINT_USUAL/LibreOffice/soffice.exe",))
    assert find_means().office is None
    usual.parent.mkdir()
    usual.write_bytes(b"")
    usual.chmod(0o755)
    assert find_means().office == str(usual)
    if sys.platform != "win32":
        program = tmp_path / "bin" / "libreoffice"
        program.parent.mkdir()
        program.write_bytes(b"#!")
        program.chmod(0o755)
        assert find_means().office == str(program)


def test_text_recognition_needs_all_of_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(means, "_OCR", ("json", "email"))
    assert find_means(office=False).ocr
    monkeypatch.setattr(means, "_OCR", ("json", "gklint_not_there"))
    assert not find_means(office=False).ocr
    assert not find_means(ocr=False, office=False).ocr


# Switched off


@needs_office()
@pytest.mark.parametrize(("switch", "rule"), [("true", "RD04"), ("false", "RD02")])
def test_the_configuration_switches_it_off(
    switch: str,
    rule: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.fodt").write_text(FLAT.format(""), encoding="utf-8")
    (tmp_path / "gklint.toml").write_text(f"libreoffice = {switch}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["check", "a.fodt", "--no-cache", "-o", "json"]) == 4
    told = json.loads(capsys.readouterr().out)["documents"][0]["findings"][0]
    assert told["rule"] == rule


def test_what_may_be_used_is_part_of_what_results_are_kept_by() -> None:
    """A file that was refused is looked at again where LibreOffice has come since."""
    salts = {
        Examiner(Plan(means=found)).salt
        for found in (NONE, Means(ocr=True), Means(office="/usr/bin/soffice"))
    }
    assert len(salts) == 3
