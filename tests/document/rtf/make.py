r"""Rich text as Word and WPS write it: ``\ansicpg936`` and bytes in hexadecimal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.rtf.read import read_rtf
from tests.document.conftest import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.model import Document

HEAD: Final = (
    r"\ansi\ansicpg936\uc2\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
    r"{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fnil\fcharset2 Wingdings;}"
    r"{\f3\fnil\fcharset136 PMingLiU;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 \'b1\'ea\'cc\'e2 1;}{\s2 heading 2;}}"
)


def gbk(text: str) -> str:
    """`text` as bytes in hexadecimal, ASCII as it is."""
    return "".join(
        char if char.isascii() else "".join(f"\\'{byte:02x}" for byte in char.encode("gb18030"))
        for char in text
    )


def rtf(body: str, head: str = HEAD) -> bytes:
    """The file with `body`, in which Chinese is made bytes; what is above ASCII is Latin-1."""
    return ("{\\rtf1" + head + gbk(body) + "}").encode("latin-1")


def said(body: str, head: str = HEAD) -> list[str]:
    """What the blocks of the file with `body` say."""
    return texts(read_rtf(rtf(body, head)))


def read(body: str, head: str = HEAD) -> Document:
    return read_rtf(rtf(body, head))


def row(cells: Sequence[str], edges: Sequence[int], marks: Sequence[str] = ()) -> str:
    """A row of a table; `marks` are control words of cells."""
    told = "".join(
        f"{mark}\\cellx{edge}" for edge, mark in zip(edges, marks or [""] * len(edges), strict=True)
    )
    return (
        "\\trowd\\trgaph108\\trleft0" + told + "\\pard\\intbl "
        + "".join(f"{cell}\\cell " for cell in cells) + "\\row\n"
    )  # fmt: skip
