"""Bytes to text, told by the bytes themselves.

Portals declare ``gb2312`` for GBK and GB18030, ``utf-8`` for GBK, or nothing; so a declaration
only decides where the bytes leave a choice. The order: byte order mark, pattern of NULs, strict
UTF-8, UTF-16 without a mark, GB18030, Big5-HKSCS. One broken byte costs one character, not the
Chinese of the whole page.
"""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

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
_UTF8_NAMES: Final = ("utf-8", "utf8")
_WIDE_SAMPLE: Final = 1024
_PINYIN: Final = "āēěīńňǎǐǒǔǖǘǚǜǹōū"
_BIG5_NAMES: Final = ("big5", "big5-hkscs", "big5hkscs", "cn-big5", "x-x-big5")


class Decoded(NamedTuple):
    """`replaced` counts the characters that could not be decoded (U+FFFD in `text`)."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`; never raises. `declared` is a charset from outside (HTTP), if any."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    wide = _wide(data) if b"\0" in data[:_SAMPLE] else None
    if wide is not None:
        return _lenient(data, wide)
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and not _chance_utf8(data, utf8):
        return Decoded(utf8, "utf-8")
    wide = _wide(data)
    if wide is not None:
        return _lenient(data, wide)
    return _eight_bit(data, (declared or _declared_inside(data)).strip().lower())


def _eight_bit(data: bytes, declared: str) -> Decoded:
    # A NUL is a broken byte here: as ASCII it would leave half a pair behind, unnoticed.
    gb_data = data.replace(b"\0", b"\xff")
    gb = _strict(gb_data, "gb18030")
    big5 = _strict(data, "big5hkscs")
    if big5 is not None and (gb is None or _looks_big5(data, declared)):
        return Decoded(big5, "big5-hkscs")
    if gb is not None and declared not in _UTF8_NAMES:
        return Decoded(gb, "gb18030")
    # Broken somewhere, or declared as what it is not: the reading that loses least wins.
    readings = [_lenient(data, "utf-8")]
    readings.append(Decoded(gb, "gb18030") if gb is not None else _lenient_gb(gb_data))
    if declared in _BIG5_NAMES:
        readings.append(_lenient(data, "big5hkscs", "big5-hkscs"))
    return min(readings, key=lambda reading: reading.replaced)


def _chance_utf8(data: bytes, text: str) -> bool:
    """Whether a few pairs of GB18030 happen to be UTF-8 (「一」 is U+04BB, 「全」 U+022B): nothing
    Chinese in `text`, but letters of alphabets that no report is written in."""
    if text.isascii() or re.search(rb"[\xe0-\xff]", data):
        return False
    pairs, everyday = _sample_pairs(data)
    return everyday == pairs and any(char > "\xff" and char not in _PINYIN for char in text)


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
        ahead = {at: _count(data[at : at + 24]) for at in (start + 1, start + 2)}
        best = max(ahead, key=lambda at: (ahead[at][0] + ahead[at][2], -at))
        return REPLACEMENT, min(best, len(data))

    codecs.register_error("gklint.gb18030", resume)
    return "gklint.gb18030"


def _count(data: bytes) -> tuple[int, int, int]:
    """ASCII bytes; pairs; pairs that are characters of GB2312's first level or its punctuation:
    of the start of `data`, read as GB18030."""
    ascii_bytes = pairs = everyday = 0
    index = 0
    while index < len(data):
        lead = data[index]
        if lead < 0x80:
            ascii_bytes += 1
            index += 1
            continue
        pairs += 1
        trail = data[index + 1] if index + 1 < len(data) else 0
        everyday += trail >= 0xA1 and (0xB0 <= lead <= 0xD7 or lead in (0xA1, 0xA3))
        index += 2
    return ascii_bytes, pairs, everyday


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: nearly all of it then reads as everyday characters.

    Counting NULs is not enough: 「开」 (U+5F00) has one on the other side. Eight-bit text read as
    UTF-16 gives ideographs too, but rare ones.
    """
    head = data[: min(_WIDE_SAMPLE, len(data)) & ~3]
    if len(head) < 8:
        return None
    for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = head.decode(codec, errors="replace")
        if text and sum(map(_is_everyday, text)) > 0.8 * len(text):
            return codec
    return None


@lru_cache(maxsize=4096)
def _is_everyday(char: str) -> bool:
    """ASCII as printed, Chinese punctuation and full-width forms, first-level characters of
    GB2312 or Big5."""
    if char < "\u0080":
        return char >= " " or char in "\t\r\n"
    simplified, traditional = char.encode("gb2312", "ignore"), char.encode("big5", "ignore")
    return (
        b"\xb0" <= simplified[:1] <= b"\xd7"
        or b"\xa4" <= traditional[:1] <= b"\xc6"
        or (
            "\u3000" <= char <= "\u3017"
            or "\uff00" <= char <= "\uff5e"
            or "\u2010" <= char <= "\u201d"
        )
    )


def _looks_big5(data: bytes, declared: str) -> bool:
    """Whether bytes valid in both are Big5: read as GB18030, few pairs are everyday characters.

    Simplified text has 97 of 100 in GB2312's first level; Big5 read that way has half of them.
    Traditional text in GBK has few too, but is not valid Big5.
    """
    pairs, everyday = _sample_pairs(data)
    return pairs >= 4 and everyday < (0.85 if declared in _BIG5_NAMES else 0.65) * pairs


def _sample_pairs(data: bytes) -> tuple[int, int]:
    """Pairs, and everyday ones, in a sample of `data` from its first pair on."""
    first = re.search(rb"[\x80-\xff]", data)
    start = first.start() if first else len(data)
    _, pairs, everyday = _count(data[start : start + _SAMPLE])
    return pairs, everyday


def _declared_inside(data: bytes) -> str:
    """The charset that the markup names in its first bytes, or an empty string."""
    match = re.search(rb"(?i)charset\s*=\s*[\"']?\s*([a-z0-9_\-]+)", data[:_SAMPLE])
    return match.group(1).decode("ascii") if match else ""
