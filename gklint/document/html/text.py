"""Text as a browser prints it: ASCII blanks run together, the author's own blanks kept."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

BLANKS: Final = " \t\r\n\f"
"""What HTML collapses. U+3000 and the no-break space are the author's, and stay."""

_LINE_CAP: Final = 65535
_RUN: Final = re.compile("[ \t\r\n\f]+")

BREAKING: Final = frozenset((
    "p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6",
    "table", "tr", "td", "th", "caption", "section", "article", "center", "pre", "blockquote",
    "form", "fieldset", "address", "header", "footer", "figure", "figcaption",
))  # fmt: skip
"""Elements whose beginning and end is a line's end within a cell."""


def itertext(element: _Element) -> Iterator[str]:
    """The text nodes of `element`; typed for what lxml gives for a tree parsed from text."""
    return element.itertext()  # type: ignore[return-value]


def line_of(element: _Element) -> int | None:
    """The source line of `element`, from 1; None past the line at which libxml2 stops counting."""
    return known_line(element.sourceline)  # type: ignore[arg-type]


def known_line(line: int | None) -> int | None:
    return None if line is None or line >= _LINE_CAP else line


def squeeze(raw: str) -> str:
    """`raw` with runs of ASCII blanks as one space, none at the ends; a control character, which
    has no form of its own, as a space or as what browsers take it for."""
    if raw.isalnum():  # most figures and labels, at a tenth of the time
        return raw
    text = raw.strip(BLANKS)
    if text.isprintable():  # no blank but the space, and no control character
        return _RUN.sub(" ", text) if "  " in text else text
    return _RUN.sub(" ", _control().sub(_as_shown, text)).strip(" ")


@cache
def _control() -> re.Pattern[str]:
    return re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def _as_shown(control: re.Match[str]) -> str:
    """``&#150;`` is a dash to every browser: the HTML standard reads those as Windows-1252."""
    code = control[0].encode("latin-1")
    return code.decode("cp1252", errors="ignore") if code > b"\x7f" else " "


def join(lines: list[str]) -> str:
    """The lines of one cell as one text: nothing between Chinese (「本年新」「收」), one space
    where two letters or digits would meet (two numbers stay two)."""
    text = ""
    for line in lines:
        if not line:
            continue
        if text and text[-1] < "\u2e80" and line[0] < "\u2e80":
            text += " "
        text += line
    return text


def cell_text(cell: _Element) -> tuple[str, str]:
    """The text of a cell, and the first text node that is not blank, as the source has it."""
    only = len(cell)
    if only <= 1:  # most cells: bare, or one paragraph
        raw = cell.text
        if not only:
            return (squeeze(raw), raw) if raw else ("", "")
        child = cell[0]
        tail = child.tail
        if not (len(child) or (raw and raw.strip(BLANKS)) or (tail and tail.strip(BLANKS))):
            raw = child.text
            return (squeeze(raw), raw) if raw else ("", "")
    chunks = [chunk for chunk in itertext(cell) if chunk.strip(BLANKS)]
    if not chunks:
        return "", ""
    if len(chunks) == 1:
        return squeeze(chunks[0]), chunks[0]
    return join(_lines(cell)), chunks[0]


def _lines(cell: _Element) -> list[str]:
    """The lines of a cell, broken at blocks and line breaks; squeezed."""
    lines: list[str] = []
    parts: list[str] = []

    def end() -> None:
        if parts:
            lines.append(squeeze("".join(parts)))
            parts.clear()

    if cell.text:
        parts.append(cell.text)
    stack = [iter(cell)]
    owners = [cell]
    while stack:
        child = next(stack[-1], None)
        if child is not None:
            if child.tag in BREAKING:
                end()
            if child.text:
                parts.append(child.text)
            stack.append(iter(child))
            owners.append(child)
            continue
        stack.pop()
        owner = owners.pop()
        if stack:
            if owner.tag in BREAKING:
                end()
            if owner.tail:
                parts.append(owner.tail)
    end()
    return lines


def storable(text: str) -> str:
    """`text` without the characters that lxml reads from tag soup but won't write into a tree."""
    return text if text.isprintable() else _unstorable().sub("", text)


@cache
def _unstorable() -> re.Pattern[str]:
    return re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
