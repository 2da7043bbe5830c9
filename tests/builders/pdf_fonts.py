"""Fonts that a PDF only names, in the encodings that Chinese programs use, and lines of text."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase._cidfontdata import CIDFontInfo  # type: ignore[import-not-found]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont, structToPDF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FACE: Final = "STSong-Light"
RADICALS: Final = {"长": "⻓", "页": "⻚", "行": "⾏", "理": "理", "人": "⼈", "金": "⾦"}
"""Characters, and what a careless font says that they are."""
_CMAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Careless def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{count} beginbfchar
{lines}
endbfchar
endcmap
end
end
"""


class _Named(UnicodeCIDFont):
    """A font of the reader's system by the name `key` in this file."""

    encoding_name = "UniGB-UCS2-H"
    more: tuple[int, ...] = ()  # further widths, by the numbers of glyphs

    def __init__(self, key: str) -> None:
        super().__init__(FACE)
        self.name = self.fontName = key

    def addObjects(self, doc: Any) -> None:
        internal = f"F{len(doc.fontMapping) + 1}"
        info = deepcopy(CIDFontInfo[FACE])
        info["Name"] = f"/{internal}"
        info["Encoding"] = f"/{self.encoding_name}"
        info["DescendantFonts"][0]["W"] += self.more
        made: Any = structToPDF(info)  # type: ignore[no-untyped-call]
        self.add_to(made, doc, internal)
        fonts = doc.idToObject["BasicFonts"].dict
        fonts[internal] = doc.Reference(made, internal)
        doc.fontMapping[self.name] = f"/{internal}"

    def add_to(self, made: Any, doc: Any, internal: str) -> None:
        """What else the font's dictionary holds."""


class _Gbk(_Named):
    encoding_name = "GBK-EUC-H"
    more = (814, 907, 500)  # ASCII is half as wide as a character

    def formatForPdf(self, text: str) -> Any:
        return escapePDF(text.replace("\xa0", " ").encode("gbk"))

    def stringWidth(self, text: Any, size: float, encoding: object = None) -> float:
        return sum(size / 2 if letter.isascii() else size for letter in text)


class _Careless(_Named):
    def add_to(self, made: Any, doc: Any, internal: str) -> None:
        lines = [f"<{ord(a):04X}> <{ord(b):04X}>" for a, b in RADICALS.items()]
        cmap = _CMAP.format(count=len(lines), lines="\n".join(lines))
        stream = pdfdoc.PDFStream(content=cmap)
        made.dict["ToUnicode"] = doc.Reference(stream, f"{internal}ToUnicode")


@cache
def _unicode() -> Any:
    return _registered(_Named("Named"))


@cache
def _gbk() -> Any:
    return _registered(_Gbk("NamedGBK"))


@cache
def _careless() -> Any:
    return _registered(_Careless("NamedCareless"))


def _registered(font: Any) -> Any:
    # reportlab keeps widths by the name of the face
    pdfmetrics.registerFont(font)
    return font


FONTS: Final[Mapping[str, Callable[[], Any]]] = {
    "unicode": _unicode,
    "gbk": _gbk,
    "radicals": _careless,
}


def wrapped(text: str, size: float, width: float, font: Any) -> tuple[str, ...]:
    """`text` in lines of at most `width` points; numbers are not parted."""
    lines: list[str] = []
    line = ""
    for word in _words(text):
        if line and font.stringWidth(line + word, size) > width - 4:
            lines.append(line)
            line = ""
        line += word
    return (*lines, line) if line else tuple(lines)


def _words(text: str) -> list[str]:
    """Characters, ASCII ones in runs."""
    words: list[str] = []
    for letter in text:
        if words and letter.isascii() and words[-1][-1].isascii():
            words[-1] += letter
        else:
            words.append(letter)
    return words
