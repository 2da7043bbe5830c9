"""Draws the pictures docs/gallery/*.svg: what `gklint docs/samples` shows on a terminal.

python docs/gallery.py            draw them
python docs/gallery.py --check    exit 1 where a picture says something else by now, draw nothing

Only what a picture says is compared: how rich draws it may change with its version.
"""

from __future__ import annotations

import contextlib
import html
import io
import os
import pty
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

if TYPE_CHECKING:
    from gklint.lang import Lang

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "gallery"
WIDTH = 80
ASPECT = 0.54  # of a cell: between Latin fonts (0.6) and half a Chinese character (0.5)
CELL = 20 * ASPECT  # rich draws a terminal cell 20 units high
NBSP = "\N{NO-BREAK SPACE}"
_TEXT = re.compile(
    r'<text ([^>]*\bx=")([\d.]+)(" y="[\d.]+" textLength=")([\d.]+)("[^>]*)>([^<]*)</text>'
)
# Latin fonts first: “ and → are one cell wide here. Nothing is loaded from the web.
FONTS = (
    "Menlo,'DejaVu Sans Mono',Consolas,"
    "'PingFang SC','Microsoft YaHei','Noto Sans Mono CJK SC','Noto Sans CJK SC',monospace"
)


def page(lang: Lang) -> str:
    """What the command really shows on a terminal, with its colours."""
    ours, its = pty.openpty()
    known = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "gklint", "docs/samples", "--no-cache", "--lang", lang],
        cwd=ROOT,
        env={**known, "COLUMNS": str(WIDTH), "TERM": "xterm", "PYTHONUTF8": "1"},
        stdout=its,
    )
    os.close(its)
    shown = b""
    with contextlib.suppress(OSError):  # how Linux says that the other end was closed
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    if process.wait() != 1:  # one of the samples has faults
        raise RuntimeError(f"gklint docs/samples ended with {process.returncode}")
    return shown.decode("utf-8").replace("\r\n", "\n")


def picture(shown: str, title: str) -> str:
    """`shown` as SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(shown))
    faces = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)
    made = console.export_svg(
        title=title,
        theme=DIMMED_MONOKAI,
        code_format=faces.sub("", CONSOLE_SVG_FORMAT),
        font_aspect_ratio=ASPECT,
        unique_id="gklint",
    )
    made = re.sub(r"font-family: (?:Fira Code|arial)[^;]*;", f"font-family: {FONTS};", made)
    return _TEXT.sub(_in_cells, made)


def _in_cells(found: re.Match[str]) -> str:
    """A text as runs of equal width, each at its own cell: true in every font of a viewer."""
    before, x, between, _, after, words = found.groups()
    words = html.unescape(words)
    at, runs = float(x), []
    for wide, group in groupby(words, lambda char: None if char == NBSP else cell_len(char) > 1):
        run = "".join(group)
        width = CELL * cell_len(run)
        if wide is not None:
            start = f'{before}{at:g}{between}{width:g}" lengthAdjust="spacingAndGlyphs{after}'
            runs.append(f"<text {start}>{html.escape(run)}</text>")
        at += width
    return "".join(runs)


def said(svg: str) -> str:
    """The words of a picture, without its spaces."""
    return "".join(html.unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))).split())


def main(arguments: list[str]) -> int:
    """Exit status: 1 with --check where a picture is out of date."""
    stale = 0
    TARGET.mkdir(exist_ok=True)
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        path = TARGET / f"console.{lang}.svg"
        made = picture(page(lang), "gklint docs/samples")
        if path.exists() and said(path.read_text(encoding="utf-8")) == said(made):
            continue
        if "--check" in arguments:
            stale = 1
            print(f"docs/gallery/{path.name} is out of date: run python docs/gallery.py")
        else:
            path.write_text(made, encoding="utf-8")
            print(f"docs/gallery/{path.name}")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
