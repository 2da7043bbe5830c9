"""Bytes of an RTF file → text, by the character set of the font they are set in."""

from __future__ import annotations

from typing import Final, NamedTuple

from gklint.patterns import regex

ANSI: Final = 0
DEFAULT: Final = 1
SYMBOL: Final = 2
_CODECS: Final = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_PAGES: Final = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}
_PAIRED: Final = ("gb18030", "big5hkscs", "cp932", "cp949", "johab")
_WESTERN: Final = "cp1252"
_CHINESE: Final = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"


class Font(NamedTuple):
    """A font of the font table; `charset` as its ``\\fcharset``, `page` as its ``\\cpg``."""

    name: str = ""
    charset: int = DEFAULT
    page: int | None = None


PLAIN: Final = Font()


def page_codec(page: int | None) -> str:
    """Python's codec for a code page; Western where none is given or known."""
    if page is None:
        return _WESTERN
    known = _PAGES.get(page)
    if known is not None:
        return known
    name = f"cp{page}"
    try:
        "".encode(name)
    except LookupError:
        return _WESTERN
    return name


def decoded(data: bytes, font: Font, page: str) -> tuple[str, int]:
    """The text of `data` in `font`, and how many characters of it were replaced; `page` is the
    codec of the document.

    A font says nothing where its set is the system's: then the document's code page holds, and
    where that is Western, bytes that make Chinese in pairs are Chinese all the same: programs
    that know no code pages write so.
    """
    if data.isascii():
        return data.decode("ascii"), 0
    codec = page_codec(font.page) if font.page else _CODECS.get(font.charset)
    if codec is None:
        codec = page
        if codec == _WESTERN:
            chinese = _strict(data, "gb18030")
            if chinese is not None and regex(_CHINESE).search(chinese):
                return chinese, 0
    for name in (codec, page):
        text = _strict(data, name)
        if text is not None:
            return text, 0
    if font.charset == ANSI or codec not in _PAIRED:
        text = _strict(data, _WESTERN)
        if text is not None:
            return text, 0
    text = data.decode(codec, errors="replace")
    return text, text.count("\ufffd")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
