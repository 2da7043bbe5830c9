"""What a file says of itself: its two property sets ([MS-OLEPS]), by Word's names for them.

An own reader of the few kinds of values that are asked for: olefile's goes through as many members
of a vector as a damaged file says it has, and swallows what goes wrong.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gklint.document.doc.stream import Stream

SUMMARY: Final = "\x05SummaryInformation"
MORE: Final = "\x05DocumentSummaryInformation"
_NAMES: Final = {
    SUMMARY: {
        2: "title", 3: "subject", 4: "creator", 5: "keywords", 6: "description", 7: "template",
        8: "lastmodifiedby", 9: "revision", 11: "lastprinted", 12: "created", 13: "modified",
        18: "application",
    },
    MORE: {2: "category", 14: "manager", 15: "company"},
}  # fmt: skip
_CODE_PAGE: Final = 1
_TEXT: Final = 30
_WIDE_TEXT: Final = 31
_TIME: Final = 64
_UTF_16: Final = 1200
_UTF_8: Final = 65001
_NAMED_PAGES: Final = {_UTF_8: "utf-8", 936: "gb18030", 54936: "gb18030", 0: "gb18030"}
_MOST: Final = 256  # properties of a set; Word has about twenty
_BEGINNING: Final = datetime(1601, 1, 1, tzinfo=UTC)


def read_properties(stream: Stream) -> dict[str, str]:
    """What the set says, by lower-case name, times in ISO 8601 (UTC); blank values are left out.

    Raises CannotOpen("damaged").
    """
    start = stream.u32(44)
    count = min(stream.u32(start + 4), _MOST)
    places = stream.u32s(start + 8, 2 * count)
    offsets = dict(zip(places[::2], places[1::2], strict=True))
    page = stream.u16(start + offsets[_CODE_PAGE] + 4) if _CODE_PAGE in offsets else 0
    names = _NAMES[stream.name]
    found: dict[str, str] = {}
    for number, offset in offsets.items():
        if number in names:
            value = _value(stream, start + offset, page).replace("\0", "").strip()
            if value:
                found[names[number]] = value
    return found


def _value(stream: Stream, at: int, page: int) -> str:
    kind = stream.u16(at)
    if kind == _TEXT:
        return _decode(stream.take(at + 8, stream.u32(at + 4)), page)
    if kind == _WIDE_TEXT:
        return stream.take(at + 8, 2 * stream.u32(at + 4)).decode("utf-16-le", "replace")
    if kind == _TIME:
        ticks = stream.u32(at + 4) | stream.u32(at + 8) << 32
        return _time(ticks)
    return ""


def _decode(text: bytes, page: int) -> str:
    """Text in the set's code page; programs write another than they say, so UTF-8 goes first."""
    text = text if page == _UTF_16 else text.rstrip(b"\0")
    if page == _UTF_16:
        return text.decode("utf-16-le", "replace")
    for name in ("utf-8", _NAMED_PAGES.get(page, f"cp{page}"), "gb18030"):
        try:
            return text.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return text.decode("gb18030", "replace")


def _time(ticks: int) -> str:
    """Of 100 ns since 1601; "" for none and for what no calendar has."""
    try:
        moment = _BEGINNING + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if ticks else ""
