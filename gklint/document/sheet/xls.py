"""A workbook of Excel 97 and of WPS (.xls, .et): its stream of records ([MS-XLS]), checked and put
into a container of its own for the library, and looked at for what the library does not tell."""

from __future__ import annotations

from struct import pack, pack_into, unpack_from
from typing import TYPE_CHECKING, Final

from gklint.document.doc.container import Container
from gklint.document.doc.properties import MORE, SUMMARY, read_properties
from gklint.document.errors import CannotOpen, Encrypted, LimitReached
from gklint.document.limits import MAX_GRID
from gklint.document.sheet.book import sheets_of
from gklint.document.sheet.grid import Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.document.sheet.grid import Place, Sheet

Buffer = bytes | bytearray

_BOF, _EOF = 0x0809, 0x000A
_FILEPASS, _BOUNDSHEET, _SST, _XF = 0x002F, 0x0085, 0x00FC, 0x00E0
_ROW, _COLINFO, _NOTE, _DIMENSIONS = 0x0208, 0x007D, 0x001C, 0x0200
_BLANK, _MULBLANK, _MULRK = 0x0201, 0x00BE, 0x00BD
_OBJECT, _PICTURE = 0x005D, 8
_BOOLERR, _FORMULA = 0x0205, 0x0006
_CELLS: Final = frozenset({0x00FD, 0x0204, 0x0203, 0x027E, _BOOLERR, _FORMULA, 0x00D6})
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_SECTOR: Final = 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_IN_HEADER: Final = 109  # sectors of the allocation table that the header itself names


class Xls:
    """A sheet's grid has at most `most` positions.

    Raises CannotOpen("damaged"), Encrypted("encrypted"), LimitReached("cells" | "size").
    """

    def __init__(self, data: bytes, most: int = MAX_GRID) -> None:
        self._most = most
        container = Container(data)
        self._name = "Workbook" if "Workbook" in container else "Book"
        self._container = container
        self._stream = bytearray(container.read(self._name).data)
        self._sheets: list[int] = []
        self._lines: list[bool] = []
        self._comments = self._pictures = 0
        for kind, at, size, _ in _records(self._stream, 0):
            if kind == _FILEPASS:
                raise Encrypted("encrypted")
            if kind == _BOUNDSHEET and size >= 6:
                self._sheets.append(unpack_from("<I", self._stream, at)[0])
            if kind == _XF and size >= 14:  # the lines at its four sides, in four bits each
                self._lines.append(unpack_from("<H", self._stream, at + 10)[0] != 0)
            # The library makes room for as many texts as are announced.
            if kind == _SST and (
                size < 8 or unpack_from("<I", self._stream, at + 4)[0] > len(self._stream)
            ):
                raise CannotOpen("damaged", reason=f"{self._name}: byte {at}")
        self._marks = [self._look(start) for start in self._sheets]

    def sheets(self) -> Iterator[Sheet]:
        """The sheets of cells, as `sheets_of` tells them."""
        return sheets_of(self)

    def packed(self) -> bytes:
        """A file that holds nothing but the stream of records."""
        return container_of(self._name, bytes(self._stream))

    def properties(self) -> dict[str, str]:
        """What the workbook says of itself, by names as in `Document.meta`."""
        found: dict[str, str] = {}
        for name in (SUMMARY, MORE):
            if name in self._container:
                found.update(read_properties(self._container.read(name)))
        return found

    def pictures(self) -> list[str]:
        """The pictures in the workbook, which have no names but numbers."""
        return [f"picture {number}" for number in range(1, self._pictures + 1)]

    def comments(self) -> int:
        """How many comments the cells carry."""
        return self._comments

    def marks(self, number: int, sheet: str) -> Marks:
        """Of the sheet by its number among all, from 0."""
        if number >= len(self._marks):
            raise CannotOpen("damaged", reason=f"no records of the sheet {sheet!r}")
        return self._marks[number]

    def _lined(self, form: int) -> bool:
        return form < len(self._lines) and self._lines[form]

    def _look(self, start: int) -> Marks:
        rows: set[int] = set()
        columns: set[int] = set()
        formed: set[Place] = set()
        said: list[tuple[Place, str]] = []
        reach_row = reach_column = 0
        stream = self._stream
        extents: list[tuple[int, int]] = []
        for kind, at, size, depth in _records(stream, start):
            if kind == _DIMENSIONS:
                extents.append((at, size))
            elif depth > 1:
                continue  # of a chart upon the sheet
            elif kind in _CELLS and size >= 6:
                row, column = unpack_from("<HH", stream, at)
                reach_row, reach_column = max(reach_row, row), max(reach_column, column)
                error = _error(stream, kind, at, size)
                if error is not None:
                    said.append(((row, column), error))
            elif kind == _MULRK and size >= 6:
                row, last = unpack_from("<H", stream, at)[0], _last(stream, at, size)
                reach_row, reach_column = max(reach_row, row), max(reach_column, last)
            elif kind in (_BLANK, _MULBLANK) and size >= 6:
                row, first = unpack_from("<HH", stream, at)
                forms = unpack_from(
                    f"<{(size - 4 - 2 * (kind == _MULBLANK)) // 2}H", stream, at + 4
                )
                formed.update((row, first + n) for n, form in enumerate(forms) if self._lined(form))
            elif kind == _OBJECT and size >= 6:
                self._pictures += unpack_from("<H", stream, at + 4)[0] == _PICTURE
            elif kind == _NOTE:
                self._comments += 1
            elif kind == _ROW and size >= 14:
                row, flags = unpack_from("<H10xH", stream, at)
                if flags & 0x20:
                    rows.add(row)
            elif kind == _COLINFO and size >= 10:
                first, last, flags = unpack_from("<HH4xH", stream, at)
                if flags & 1:
                    columns.update(range(first, min(last, 0xFF) + 1))
        if (reach_row + 1) * (reach_column + 1) > self._most:
            raise LimitReached("cells", limit=self._most)
        # The library makes room for the extent that is announced, whatever it is.
        for at, size in extents:
            form = {10: "<HHHH", 14: "<IIHH"}.get(size)
            if form is None:
                raise CannotOpen("damaged", reason=f"extent: byte {at}")
            pack_into(form, stream, at, 0, reach_row + 1, 0, reach_column + 1)
        return Marks(frozenset(rows), frozenset(columns), frozenset(formed), tuple(said))


def _records(stream: Buffer, start: int) -> Iterator[tuple[int, int, int, int]]:
    """The records of one part from its first to its last, with those of parts within it (charts):
    the kind of each, where its content begins, its size, and how deep it lies, from 1.

    Raises CannotOpen("damaged").
    """
    at, depth, end = start, 0, len(stream)
    while at + 4 <= end:
        kind, size = unpack_from("<HH", stream, at)
        at += 4
        if at + size > end:
            break
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 0:
            break
        else:
            yield kind, at, size, depth
        at += size
    raise CannotOpen("damaged", reason=f"records: byte {at}")


def _last(stream: Buffer, at: int, size: int) -> int:
    """The last column of a record of several cells."""
    column: int = unpack_from("<H", stream, at + size - 2)[0]
    return column


def _error(stream: Buffer, kind: int, at: int, size: int) -> str | None:
    if kind == _BOOLERR and size >= 8 and stream[at + 7]:
        return _ERRORS.get(stream[at + 6], "#N/A")
    if kind == _FORMULA and size >= 14 and stream[at + 12 : at + 14] == b"\xff\xff":
        return _ERRORS.get(stream[at + 8], "#N/A") if stream[at + 6] == 2 else None
    return None


def container_of(name: str, stream: bytes) -> bytes:
    """An OLE2 file ([MS-CFB], version 4) of one stream. Raises LimitReached("size")."""
    size = max(len(stream), _SECTOR)
    data = -(-size // _SECTOR)
    tables = 1
    while tables * (_SECTOR // 4) < tables + 2 + data:
        tables += 1
    if tables > _IN_HEADER:
        raise LimitReached("size", size=len(stream), limit=_IN_HEADER * _SECTOR**2 // 4)
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
        + pack("<IIIIIIIII", 1, tables, tables, 0, 4096, _END, 0, _END, 0)
    )  # fmt: skip
    header += pack(f"<{_IN_HEADER}I", *range(tables), *[_FREE] * (_IN_HEADER - tables))
    # The directory, the (empty) stream of short streams, and the records.
    chain = [_TABLE] * tables + [_END, _END] + [*range(tables + 3, tables + 2 + data), _END]
    chain += [_FREE] * (tables * (_SECTOR // 4) - len(chain))
    directory = _entry("Root Entry", 5, child=1, start=tables + 1, size=_SECTOR)
    directory += _entry(name, 2, child=_FREE, start=tables + 2, size=size)
    return b"".join(
        (
            header.ljust(_SECTOR, b"\0"),
            pack(f"<{len(chain)}I", *chain),
            directory.ljust(2 * _SECTOR, b"\0"),
            stream.ljust(data * _SECTOR, b"\0"),
        )
    )


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    """An entry of the directory: 128 bytes."""
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + pack("<HBB", len(written), kind, 1)
    return head + pack("<III", _FREE, _FREE, child) + bytes(36) + pack("<IQ", start, size)
