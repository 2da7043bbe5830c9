"""Members of a zip by name, read within limits: the one way in which zips are opened here.

Members are inflated by ourselves in steps, from the bytes that are there: what a header says of a
size is never believed, so that a small file cannot ask for much memory. Nothing is extracted.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from gklint.document import limits
from gklint.document.errors import CannotOpen, Encrypted, LimitReached

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEP: Final = 64 * 2**10
_LOCAL_HEADER: Final = 30
_FARTHEST: Final = 2**40  # no file is so large; offsets of damaged ones may be negative


class Packed(NamedTuple):
    """A member as it lies in the zip: equal ones are the same part, whatever their headers say."""

    raw: bytes
    method: int


class Zipped:
    """The members of one zip; a name that is not there as written is looked up whatever its case
    and slashes.

    Everything raises CannotOpen("damaged"), Encrypted("encrypted") and LimitReached("members" |
    "member_size" | "ratio"); a name that is not there is damage.
    """

    def __init__(self, source: bytes | IO[bytes]) -> None:
        self._file = BytesIO(source) if isinstance(source, bytes) else source
        self._read = 0
        # Counted in C before zipfile makes an object of each entry of the directory.
        if isinstance(source, bytes) and source.count(b"PK\x01\x02") > 10 * limits.MAX_MEMBERS:
            raise LimitReached("members", limit=limits.MAX_MEMBERS)
        entries = _directory(self._file)
        if len(entries) > limits.MAX_MEMBERS:
            raise LimitReached("members", found=len(entries), limit=limits.MAX_MEMBERS)
        self._entries = {entry.filename: entry for entry in entries}
        self._folded = {_folded(entry.filename): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name in self._entries or _folded(name) in self._folded

    def __iter__(self) -> Iterator[str]:
        """The names of the files as written, in their order; folders are left out."""
        return (entry.filename for entry in self._entries.values() if not entry.is_dir())

    def packed(self, name: str) -> Packed:
        """The member's packed bytes, not read; a key for caches."""
        entry = self._entry(name)
        if entry.flag_bits & 1:
            raise Encrypted("encrypted")
        if entry.compress_size > limits.MAX_BYTES:
            raise _too_large(name, limits.MAX_BYTES)
        if not 0 <= entry.header_offset < _FARTHEST:
            raise CannotOpen("damaged", reason=f"{name}: no local header")
        self._file.seek(entry.header_offset)
        head = self._file.read(_LOCAL_HEADER)
        if len(head) < _LOCAL_HEADER or head[:4] != b"PK\x03\x04":
            raise CannotOpen("damaged", reason=f"{name}: no local header")
        named, extra = head[26:28], head[28:30]
        self._file.seek(int.from_bytes(named, "little") + int.from_bytes(extra, "little"), 1)
        return Packed(self._file.read(entry.compress_size), entry.compress_type)

    def read(self, name: str) -> bytes:
        """The member's bytes, checked against its CRC."""
        content = self._inflate(self.packed(name), name)
        if zlib.crc32(content) != self._entry(name).CRC:
            raise CannotOpen("damaged", reason=f"{name}: wrong checksum")
        return content

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = self._entries.get(name) or self._folded.get(_folded(name))
        if entry is None:
            raise CannotOpen("damaged", reason=f"no {name}")
        return entry

    def _inflate(self, packed: Packed, name: str) -> bytes:
        if packed.method == zipfile.ZIP_STORED:
            self._count(len(packed.raw), len(packed.raw), len(packed.raw), name)
            return packed.raw
        if packed.method != zipfile.ZIP_DEFLATED:
            raise CannotOpen("damaged", reason=f"{name}: packed by method {packed.method}")
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        chunks: list[bytes] = []
        size = position = 0
        rest = b""
        try:
            while not unpacker.eof:
                if not rest:
                    rest = packed.raw[position : position + _STEP]
                    position += _STEP
                ending = not rest
                chunk = unpacker.decompress(rest, _STEP)
                rest = unpacker.unconsumed_tail
                if ending and not chunk:
                    raise CannotOpen("damaged", reason=f"{name}: cut off")
                chunks.append(chunk)
                size += len(chunk)
                self._count(len(chunk), size, position - len(rest), name)
        except zlib.error as error:
            raise CannotOpen("damaged", reason=f"{name}: {error}") from error
        return b"".join(chunks)

    def _count(self, step: int, size: int, packed: int, name: str) -> None:
        """Counts `step` more bytes of a member of which `packed` gave `size` so far."""
        self._read += step
        if size > limits.MAX_BYTES:
            raise _too_large(name, limits.MAX_BYTES)
        if self._read > limits.MAX_UNPACKED:
            raise _too_large(name, limits.MAX_UNPACKED)
        if size > limits.RATIO_FROM and size > limits.MAX_RATIO * packed:
            raise LimitReached("ratio", member=name, limit=limits.MAX_RATIO)


def _directory(file: IO[bytes]) -> list[zipfile.ZipInfo]:
    """The entries. Names that do not say so are UTF-8 (macOS) or else GBK (Chinese Windows)."""
    try:
        for encoding in ("utf-8", "gb18030"):
            try:
                return zipfile.ZipFile(file, metadata_encoding=encoding).infolist()
            except UnicodeDecodeError:
                continue
        return zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError) as error:
        raise CannotOpen("damaged", reason=str(error)) from error


def _folded(name: str) -> str:
    return name.replace("\\", "/").lower()


def _too_large(name: str, limit: int) -> LimitReached:
    return LimitReached("member_size", member=name, limit=limit // 2**20)
