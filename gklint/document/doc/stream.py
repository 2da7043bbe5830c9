"""A stream's bytes, read within their bounds: what points beyond the end is damage."""

from __future__ import annotations

from struct import Struct, unpack_from
from typing import Final

from gklint.document.errors import CannotOpen

_U16: Final = Struct("<H")
_I16: Final = Struct("<h")
_U32: Final = Struct("<I")


class Stream:
    """Numbers are little-endian, offsets count bytes; raises CannotOpen("damaged")."""

    __slots__ = ("data", "name")

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name

    def __len__(self) -> int:
        return len(self.data)

    def take(self, at: int, count: int) -> bytes:
        """`count` bytes from `at` on, all of them."""
        if count < 0 or at < 0 or at + count > len(self.data):
            raise self.damaged(at)
        return self.data[at : at + count]

    def u8(self, at: int) -> int:
        return self.take(at, 1)[0]

    def u16(self, at: int) -> int:
        number: int = _U16.unpack(self.take(at, 2))[0]
        return number

    def i16(self, at: int) -> int:
        number: int = _I16.unpack(self.take(at, 2))[0]
        return number

    def u32(self, at: int) -> int:
        number: int = _U32.unpack(self.take(at, 4))[0]
        return number

    def u32s(self, at: int, count: int) -> tuple[int, ...]:
        """`count` numbers of 32 bits in a row."""
        self.take(at, 4 * count)
        return unpack_from(f"<{count}I", self.data, at)

    def damaged(self, at: int) -> CannotOpen:
        """The error that says where this stream makes no sense."""
        return CannotOpen("damaged", reason=f"{self.name}: byte {at}")
