"""Lists of property changes ("grpprl" of "sprm", [MS-DOC] 2.6): a code and its operand each."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZES: Final = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes of the operand, by the code's upper three bits
_VARIABLE: Final = 6
_TABS: Final = 0xC615
_OF_TWO_BYTES: Final = frozenset({0xD608, 0xD606})  # their length takes two bytes
_LONG_TABS: Final = 255


class Sprm(IntEnum):
    """The codes that are read."""

    C_DELETED = 0x0800
    C_INSERTED = 0x0801
    C_PICTURE = 0x6A03
    C_DATA = 0x0806
    C_SYMBOL = 0x6A09
    C_OLE = 0x080A
    C_STYLE = 0x4A30
    C_PLAIN = 0x2A33
    C_STRIKE = 0x0837
    C_DOUBLE_STRIKE = 0x2A53
    C_HIDDEN = 0x083C
    C_RAISED = 0x2A48
    F_FONT = 0x4A4F  # of characters below U+0080, and the one that symbols are taken from
    F_FONT_OTHER = 0x4A51
    P_STYLE = 0x4600
    P_IN_TABLE = 0x2416
    P_ROW_END = 0x2417
    P_LEVEL = 0x260A
    P_LIST = 0x460B
    P_OUTLINE = 0x2640
    P_HUGE_OLD = 0x6645
    P_HUGE = 0x6646
    P_TABLE_PROPERTIES = 0x646B
    P_DEPTH = 0x6649
    P_DEEPER = 0x664A
    P_INNER_CELL = 0x244B
    P_INNER_ROW_END = 0x244C
    T_SHIFT = 0x9601
    T_DEFINITION = 0xD608
    T_INSERT = 0x7621
    T_DELETE = 0x5622
    T_WIDTH = 0x7623
    T_MERGE = 0x5624
    T_SPLIT = 0x5625
    T_MERGE_DOWN = 0xD62B


_SHORT: Final = {  # codes of one byte, [MS-DOC] 2.9.214; those that are read
    0x0C: Sprm.P_LEVEL,
    0x18: Sprm.P_IN_TABLE,
    0x19: Sprm.P_ROW_END,
    0x41: Sprm.C_DELETED,
    0x42: Sprm.C_INSERTED,
    0x47: Sprm.C_DATA,
    0x4B: Sprm.C_OLE,
    0x53: Sprm.C_PLAIN,
    0x57: Sprm.C_STRIKE,
    0x5C: Sprm.C_HIDDEN,
    0x68: Sprm.C_RAISED,
    0x73: Sprm.C_DOUBLE_STRIKE,
    0x78: Sprm.P_OUTLINE,
}


def changes(grpprl: bytes, wanted: frozenset[int]) -> Iterator[tuple[int, bytes]]:
    """Code and operand of each `wanted` one; what is cut off at the end is left out, as Word does.

    Every step goes forward by two bytes at least. The operand of a code of variable length comes
    without that length.
    """
    at, end = 0, len(grpprl)
    while at + 2 < end:
        code = grpprl[at] | grpprl[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if code >> 13 == _VARIABLE:
            size = grpprl[at]
            at += 1
            if code in _OF_TWO_BYTES:
                if at >= end:
                    return
                size = max(0, (size | grpprl[at] << 8) - 1)
                at += 1
            elif code == _TABS and size == _LONG_TABS:
                size = _size_of_tabs(grpprl, at)
        if at + size > end:
            return
        if code in wanted:
            yield code, grpprl[at : at + size]
        at += size


def _size_of_tabs(grpprl: bytes, at: int) -> int:
    """The operand's length where tab stops are too many for a length of one byte."""
    deleted = grpprl[at] if at < len(grpprl) else 0
    added_at = at + 1 + 4 * deleted
    added = grpprl[added_at] if added_at < len(grpprl) else 0
    return 2 + 4 * deleted + 3 * added


def short_change(prm: int) -> bytes:
    """The change that a piece of text names in 16 bits, written as a list; b"" for none."""
    code = _SHORT.get(prm >> 1 & 0x7F)
    return b"" if code is None else code.to_bytes(2, "little") + bytes([prm >> 8])
