"""The OLE2 file that a .doc is ([MS-CFB]): streams by name, opened by olefile within limits.

olefile believes what a header says of table sizes and what an entry says of a stream's size, and
would follow a chain that bites its own tail that far: what is larger than the file is refused
before olefile reads it.
"""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any, Final

import olefile

from gklint.document.doc.stream import Stream
from gklint.document.errors import CannotOpen
from gklint.document.limits import MAX_ENTRIES

_SHIFTS: Final = {9, 12}
_MINI_SHIFT: Final = 6
_IN_HEADER: Final = 109  # sectors of the allocation table that the header itself names
# Everything that olefile lets through from a damaged file; its own errors are OSError.
_FAULTS: Final = (
    OSError,
    struct.error,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    RecursionError,
)


class Container:
    """Raises CannotOpen("damaged")."""

    def __init__(self, data: bytes) -> None:
        self._size = len(data)
        _check_header(Stream(data, "OLE2"))
        try:
            self._ole = _Bounded(BytesIO(data))
            self._entries: list[Any] = self._ole.direntries
            root: Any = self._ole.root  # olefile's types know nothing of it
            self._small = root.size  # of all short streams together
            self._sizes = {kid.name: kid.size for kid in root.kids if _is_stream(kid)}
        except _FAULTS as error:
            raise _damaged("OLE2", error) from error

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams that lie in no storage."""
        return frozenset(self._sizes)

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def holds_deeper(self, name: str) -> bool:
        """Whether another file's stream `name` is embedded in this one."""
        return any(entry is not None and entry.name == name for entry in self._entries)

    def read(self, name: str) -> Stream:
        """The stream `name`, which has to be there."""
        if name not in self._sizes:
            raise CannotOpen("damaged", reason=f"no {name}")
        if max(self._sizes[name], self._small) > self._size:
            raise CannotOpen("damaged", reason=f"{name}: larger than the file")
        try:
            return Stream(self._ole.openstream([name]).read(), name)
        except _FAULTS as error:
            raise _damaged(name, error) from error


class _Bounded(olefile.OleFileIO):  # type: ignore[type-arg]
    """olefile needs time with the square of the directory's length: a long one is damage."""

    direntries: list[Any]

    def _load_direntry(self, sid: int) -> Any:
        if len(self.direntries) > MAX_ENTRIES:
            raise CannotOpen("damaged", reason=f"{len(self.direntries)} entries")
        return super()._load_direntry(sid)


def _is_stream(entry: Any) -> bool:
    return bool(entry.entry_type == olefile.STGTY_STREAM)


def _check_header(file: Stream) -> None:
    """Refuses numbers that no file of this size can have."""
    shift = file.u16(30)
    if shift not in _SHIFTS or file.u16(32) != _MINI_SHIFT:
        raise file.damaged(30)
    sectors = len(file) >> shift
    tables = (sectors >> (shift - 2)) + 1  # sectors of the table: one names 128, or 1024
    for at, most in ((44, tables + _IN_HEADER), (64, tables + _IN_HEADER), (72, tables)):
        if file.u32(at) > most:
            raise file.damaged(at)


def _damaged(name: str, error: Exception) -> CannotOpen:
    return CannotOpen("damaged", reason=f"{name}: {error}")
