"""OLE2 files for tests ([MS-CFB]): streams by name, each in sectors of 512 bytes in a row."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECTOR: Final = 512
_LEAST: Final = 4096  # shorter streams would have to lie in sectors of 64 bytes
_END: Final = 0xFFFF_FFFE
_FREE: Final = 0xFFFF_FFFF
_TABLE: Final = 0xFFFF_FFFD
_NAMED: Final = 109  # sectors of the table that the header can name


def container(streams: Mapping[str, bytes]) -> bytes:
    """A file that holds `streams`, each filled up with zeros to 4096 bytes; one named ``a/b`` lies
    in the storage ``a``."""
    padded = {name: data.ljust(_LEAST, b"\0") for name, data in streams.items()}
    sizes = [-(-len(data) // _SECTOR) for data in padded.values()]
    storages = list(dict.fromkeys(name.partition("/")[0] for name in padded if "/" in name))
    count = 1 + len(padded) + len(storages)
    entries = -(-count * 128 // _SECTOR)
    used = entries + sum(sizes)
    tables = 1
    while tables * (_SECTOR // 4) < used + tables:
        tables += 1
    assert tables <= _NAMED, "too large for this builder"
    chains = [_TABLE] * tables + _chain(tables, entries)
    # Root, streams, storages; what lies in one storage is a list from neighbour to neighbour.
    named = [*padded, *storages]
    number_of = {name: number for number, name in enumerate(named, 1)}
    inside: dict[str, list[int]] = {"": []}
    for name in named:
        inside.setdefault(name.rpartition("/")[0], []).append(number_of[name])
    child = {folder: numbers[0] for folder, numbers in inside.items() if numbers}
    right = {a: b for numbers in inside.values() for a, b in pairwise(numbers)}
    directory = [_entry("Root Entry", 5, child.get("", _FREE), _FREE, _END, 0)]
    at = tables + entries
    for (name, data), size in zip(padded.items(), sizes, strict=True):
        beside = right.get(number_of[name], _FREE)
        directory.append(_entry(name.rpartition("/")[2], 2, _FREE, beside, at, len(data)))
        chains += _chain(at, size)
        at += size
    for name in storages:
        beside = right.get(number_of[name], _FREE)
        directory.append(_entry(name, 1, child[name], beside, 0, 0))
    chains += [_FREE] * (tables * (_SECTOR // 4) - len(chains))
    header = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables,
        tables, 0, _LEAST, _END, 0, _END, 0,
    )  # fmt: skip
    known = [*range(tables), *[_FREE] * (_NAMED - tables)]
    content = [header, struct.pack(f"<{_NAMED}I", *known), struct.pack(f"<{len(chains)}I", *chains)]
    content.append(b"".join(directory).ljust(entries * _SECTOR, b"\0"))
    content += [data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0") for data in padded.values()]
    return b"".join(content)


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END]


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIII",
        written, len(written), kind, 1, _FREE, right, child, bytes(16), 0, 0, 0, start, size, 0,
    )  # fmt: skip
