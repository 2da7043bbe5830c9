"""Bytes to text, told by the bytes themselves.

Portals declare ``gb2312`` for GBK and GB18030, ``utf-8`` for GBK, or nothing; so a declaration
only decides where the bytes leave a choice. The order: byte order mark, pattern of NULs, strict
UTF-8, UTF-16 without a mark, GB18030, Big5-HKSCS. One broken byte costs one character, not the
Chinese of the whole page.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

REPLACEMENT: Final = "\ufffd"

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE: Final = 4096
_BIG5_NAMES: Final = ("big5", "big5-hkscs", "big5hkscs", "cn-big5", "x-x-big5")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`replaced` counts the characters that could not be decoded (U+FFFD in `text`)."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`; never raises. `declared` is a charset from outside (HTTP), if any."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    wide = _wide_by_nuls(data)
    if wide is not None:
        return _lenient(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    wide = _wide_by_characters(data)
    if wide is not None:
        return _lenient(data, wide)
    return _eight_bit(data, (declared or _declared_inside(data)).strip().lower())


def _eight_bit(data: bytes, declared: str) -> Decoded:
    gb = _strict(data, "gb18030")
    big5 = _strict(data, "big5hkscs")
    if big5 is not None and (gb is None or _looks_big5(data, declared)):
        return Decoded(big5, "big5-hkscs")
    if gb is not None and declared not in ("utf-8", "utf8"):
        return Decoded(gb, "gb18030")
    # Broken somewhere, or declared as what it is not: the reading that loses least wins.
    readings = [_lenient(data, "utf-8")]
    readings.append(Decoded(gb, "gb18030") if gb is not None else _lenient_gb(data))
    if declared in _BIG5_NAMES:
        readings.append(_lenient(data, "big5hkscs", "big5-hkscs"))
    return min(readings, key=lambda reading: reading.replaced)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _lenient(data: bytes, codec: str, name: str | None = None) -> Decoded:
    text = data.decode(codec, errors="replace")
    # A replacement character that the source itself holds is not ours, but is as lost.
    return Decoded(text.lstrip("\ufeff"), name or codec, text.count(REPLACEMENT))


def _lenient_gb(data: bytes) -> Decoded:
    text = data.decode("gb18030", errors=_gb_handler())
    return Decoded(text, "gb18030", text.count(REPLACEMENT))


@cache
def _gb_handler() -> str:
    """The error handler for GB18030: register it once, give its name.

    Python's decoder goes on one byte after the error. When that byte was the first half of a
    pair, every following pair would be cut in the middle until the next ASCII character. So look
    at both ways on and take the one that gives more everyday characters.
    """

    def resume(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        data, start = error.object, error.start
        best = max((start + 1, start + 2), key=lambda at: (_everyday(data[at : at + 24]), -at))
        return REPLACEMENT, min(best, len(data))

    codecs.register_error("gklint.gb18030", resume)
    return "gklint.gb18030"


def _everyday(data: bytes) -> int:
    """How many pairs at the start of `data` are characters of GB2312's first level, or its
    punctuation."""
    count = 0
    index = 0
    while index < len(data) - 1:
        lead, trail = data[index], data[index + 1]
        if lead < 0x80:
            count += 1
            index += 1
        else:
            count += trail >= 0xA1 and (0xB0 <= lead <= 0xD7 or lead in (0xA1, 0xA3))
            index += 2
    return count


def _wide_by_nuls(data: bytes) -> str | None:
    """UTF-16 (or UTF-32) without a mark: its ASCII characters leave NULs on one side."""
    head = data[:_SAMPLE]
    if b"\x00" not in head:
        return None
    size = len(head)
    even, odd = head[::2].count(0), head[1::2].count(0)
    if (even + odd) * 4 > size * 2.8:  # three NULs of four
        return "utf-32-le" if head[0] else "utf-32-be"
    # A stray NUL in an eight-bit text is not a pattern.
    if odd >= max(2, size // 200) and odd > 8 * even:
        return "utf-16-le"
    if even >= max(2, size // 200) and even > 8 * odd:
        return "utf-16-be"
    return None


def _wide_by_characters(data: bytes) -> str | None:
    """UTF-16 without a mark and without ASCII: nearly all of it reads as Chinese."""
    head = data[: _SAMPLE & ~1]
    if len(data) % 2 or len(head) < 8:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        text = head.decode(codec, errors="replace")
        chinese = sum("\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u3011" for c in text)
        if chinese > 0.9 * len(text):
            return codec
    return None


def _looks_big5(data: bytes, declared: str) -> bool:
    """Whether bytes valid in both are Big5: read as GB18030, few pairs are everyday characters.

    Simplified text has 97 of 100 in GB2312's first level; Big5 read that way has half of them.
    Traditional text in GBK has few too, but is not valid Big5.
    """
    start = next((i for i, byte in enumerate(data) if byte >= 0x80), len(data))
    sample = data[start : start + _SAMPLE]
    hits = _everyday(sample) - sum(byte < 0x40 for byte in sample)
    pairs = sum(byte >= 0x40 for byte in sample) / 2
    return pairs >= 4 and hits < (0.85 if declared in _BIG5_NAMES else 0.65) * pairs


def _declared_inside(data: bytes) -> str:
    """The charset that the markup names in its first bytes, or an empty string."""
    match = re.search(rb"(?i)charset\s*=\s*[\"']?\s*([a-z0-9_\-]+)", data[:_SAMPLE])
    return match.group(1).decode("ascii") if match else ""
