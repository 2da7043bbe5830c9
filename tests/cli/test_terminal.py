"""gklint on terminals and pipes, interrupted, and how lightly it starts. Pseudo-terminals, signals
and closed pipes are those of Unix."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Gklint


class TestTerminal:
    def test_gbk_console(self, gklint_run: Gklint) -> None:
        ended = gklint_run("faulty.html", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
        assert ended.status == 1
        assert "应改" in ended.out.decode("gbk")

    def test_json_is_utf_8_on_a_gbk_console(self, gklint_run: Gklint) -> None:
        ended = gklint_run("faulty.html", "-o", "json", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
        assert json.loads(ended.out.decode("utf-8"))["documents"]

    @pytest.mark.parametrize(
        ("extra", "words", "coloured"),
        [({}, (), True), ({"NO_COLOR": "1"}, (), False), ({}, ("--no-color",), False)],
    )
    def test_colour_only_where_a_person_looks(
        self, gklint_run: Gklint, extra: dict[str, str], words: tuple[str, ...], coloured: bool
    ) -> None:
        shown = _on_a_terminal(gklint_run, "faulty.html", *words, **extra)
        assert (b"\x1b[1;31m" in shown) is coloured

    def test_progress_for_many_inputs_only(self, gklint_run: Gklint) -> None:
        out = str(gklint_run.home / "a.json")
        assert "检查中".encode() in _on_a_terminal(gklint_run, ".", "-o", f"json:{out}")
        quiet = _on_a_terminal(gklint_run, ".", "-o", f"json:{out}", "-q")
        few = _on_a_terminal(gklint_run, "clean.html", "-o", f"json:{out}")
        assert quiet == b""
        assert "检查中".encode() not in few


def test_no_colour_in_a_file(gklint_run: Gklint, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    _on_a_terminal(gklint_run, "faulty.html", "-o", f"console:{path}")
    assert "应改" in path.read_text("utf-8")
    assert "\x1b" not in path.read_text("utf-8")


def test_a_device_is_written_not_replaced(gklint_run: Gklint) -> None:
    ended = gklint_run("clean.html", "-o", f"json:{os.devnull}", "-q")
    assert (ended.status, ended.out, ended.err) == (0, b"", b"")
    assert not os.path.isfile(os.devnull)


def _on_a_terminal(gklint_run: Gklint, *words: str, **extra: str) -> bytes:
    import pty

    parent, child = pty.openpty()
    process = subprocess.Popen(
        gklint_run.command(*words),
        cwd=gklint_run.folder,
        env=gklint_run.environment(TERM="xterm", **extra),
        stdin=child,
        stdout=child,
        stderr=child,
    )
    os.close(child)
    shown = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    process.wait()
    os.close(parent)
    return shown


def test_interrupted(gklint_run: Gklint, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    # Where the tests run in the background of a shell, SIGINT came ignored and would stay so.
    start = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from gklint.cli import main; main(sys.argv[1:])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", start, "-", "-o", f"json:{out}"],
        env=gklint_run.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 20
    while not list(tmp_path.glob(".a.json.*")):  # its outputs are open: it waits for input
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=20)[1].decode("utf-8")
    assert process.returncode == 130
    assert told.lstrip() == "错误：已中断，没有写出报告。\n"
    assert not out.exists()
    assert not list(tmp_path.glob(".a.json.*"))


@pytest.mark.parametrize("form", ["console", "json", "jsonl", "csv"])
def test_a_reader_that_leaves(gklint_run: Gklint, form: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        gklint_run.command("faulty.html", "-o", form),
        cwd=gklint_run.folder,
        env=gklint_run.environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert process.stderr == b""
    assert process.returncode == 1  # what was found is true all the same


def test_starts_without_what_it_does_not_need(gklint_run: Gklint) -> None:
    gklint_run("clean.html", "-o", "json")  # the rule cache is warm now
    heavy = [
        "rich",
        "requests",
        "jsonschema",
        "bs4",
        "html5lib",
        "yaml",
        "pebble",
        "diskcache",
        "pathspec",
    ]
    program = (
        "import sys\n"
        "from gklint.cli import run\n"
        "run(['clean.html', '-o', 'json:' + sys.argv[1]])\n"
        f"print([name for name in {heavy!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(gklint_run.home / "a.json")],
        cwd=gklint_run.folder,
        env=gklint_run.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_completion(gklint_run: Gklint) -> None:
    ended = gklint_run(
        _GKLINT_COMPLETE="bash_complete", COMP_WORDS="gklint check --prof", COMP_CWORD="2"
    )
    assert ended.text == "plain,--profile\n"
