"""Form fields ([MS-DOC] 2.9.78): what is chosen in a list, which is printed without being text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gklint.document.doc.stream import Stream

_LIST: Final = 2
_UNSET: Final = 25  # nothing chosen: the default holds
_TEXTS: Final = 5  # format, help, status, two macros; each may be long
_EXTENDED: Final = 0xFFFF


def chosen(data: Stream, place: int) -> str:
    """The entry chosen in the list at `place` of the data stream; "" for fields of other kinds.

    Raises CannotOpen("damaged").
    """
    at = place + data.u16(place + 4)
    bits = data.u16(at + 4)
    if bits & 3 != _LIST:
        return ""
    at = _behind(data, at + 10)  # its name
    number = bits >> 2 & 0x1F
    if number == _UNSET:
        number = data.u16(at)
    at += 2
    for _ in range(_TEXTS):
        at = _behind(data, at)
    if data.u16(at) != _EXTENDED or number >= data.u16(at + 2):
        return ""
    at += 6
    for _ in range(number):
        at += 2 + 2 * data.u16(at)
    return data.take(at + 2, 2 * data.u16(at)).decode("utf-16-le", "replace")


def _behind(data: Stream, at: int) -> int:
    """Where a counted text that ends with a zero ends."""
    return at + 2 + 2 * data.u16(at) + 2
