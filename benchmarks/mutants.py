"""Damaged files: what transfer, storage and malice do to bytes; each mutant is made from a number.

A mutant is bytes of a seed with a few faults: bits flipped, bytes lost, doubled or replaced by
lengths that formats trip over, cut short, two files spliced. In a zip the members are damaged
and packed anew, so that the fault reaches the reader behind the checksum; in a PDF the streams are.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    Fault = Callable[[random.Random, bytearray, bytes], None]

_EXTREMES: Final = tuple(
    struct.pack(form, value)
    for form, values in {
        "<B": (0, 1, 0x7F, 0x80, 0xFF),
        "<H": (0, 1, 0x7FFF, 0x8000, 0xFFFF),
        "<I": (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF),
    }.items()
    for value in values
)
_NUMBERS: Final = "0 -1 1 65536 2147483648 99999999999999999999 1e309 NaN 1e-9"
_SIGNS: Final = "< > & ]]> <![CDATA[ &a; \\ { } ( ) << >> [ ] /Kids 〇 \u2f00"
_WORDS: Final = (
    *(word.encode() for word in f"{_NUMBERS} {_SIGNS}".split(" ")),
    *(b" R ", b" Do ", b" cm ", b"\x00", b"\r\n", b"\t", b"\xff\xfe"),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"\\bin99999999 ", b"\\u-1 ", b"g 9999999 1 "),
)
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def mutant(rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """One damaged file made of one of `seeds` (rarely of two)."""
    data = rng.choice(seeds)
    other = rng.choice(seeds)
    if data[:2] == b"PK" and rng.random() < 0.7:
        return _repacked(rng, data, other)
    if b"%PDF-" in data[:1024] and rng.random() < 0.6:
        return _restreamed(rng, data, other)
    return _damaged(rng, data, other)


def _damaged(rng: random.Random, data: bytes, other: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8, 30))):
        if not out:
            break
        rng.choice(_FAULTS)(rng, out, other)
    return bytes(out)


def _flip(rng: random.Random, out: bytearray, other: bytes) -> None:
    out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)


def _extreme(rng: random.Random, out: bytearray, other: bytes) -> None:
    value = rng.choice(_EXTREMES)
    at = rng.randrange(len(out))
    out[at : at + len(value)] = value


def _word(rng: random.Random, out: bytearray, other: bytes) -> None:
    value = rng.choice(_WORDS)
    at = rng.randrange(len(out))
    out[at : at + rng.choice((0, len(value)))] = value


def _lost(rng: random.Random, out: bytearray, other: bytes) -> None:
    at = rng.randrange(len(out))
    del out[at : at + rng.choice((1, 2, 16, 512, 4096))]


def _doubled(rng: random.Random, out: bytearray, other: bytes) -> None:
    at = rng.randrange(len(out))
    piece = out[at : at + rng.choice((1, 16, 512, 4096))]
    out[at:at] = piece * rng.choice((1, 1, 2, 50))


def _moved(rng: random.Random, out: bytearray, other: bytes) -> None:
    size = rng.choice((1, 4, 64, 512))
    source, target = rng.randrange(len(out)), rng.randrange(len(out))
    out[target : target + size] = out[source : source + size]


def _cut(rng: random.Random, out: bytearray, other: bytes) -> None:
    del out[rng.randrange(len(out)) :]


def _spliced(rng: random.Random, out: bytearray, other: bytes) -> None:
    if other:
        at = rng.randrange(len(out))
        out[at:] = other[rng.randrange(len(other)) :]


def _zeroed(rng: random.Random, out: bytearray, other: bytes) -> None:
    at = rng.randrange(len(out))
    end = min(len(out), at + rng.choice((4, 64, 512, 4096)))
    out[at:end] = bytes(end - at)


def _digit(rng: random.Random, out: bytearray, other: bytes) -> None:
    """Another number where one stands: lengths and offsets of text formats."""
    numbers = [m.span() for m in re.finditer(rb"\d+", out[:200_000])]
    if numbers:
        start, end = rng.choice(numbers)
        out[start:end] = rng.choice((b"0", b"-1", b"99999999", b"4294967295", out[start:end] * 2))


_FAULTS: Final[tuple[Fault, ...]] = (
    *(_flip, _extreme, _word) * 2,
    *(_lost, _doubled, _moved, _cut, _spliced, _zeroed, _digit),
)


def _repacked(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """The zip with one member damaged, lost or swapped for another, and right checksums."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = [(name, package.read(name)) for name in package.namelist()]
    at = rng.randrange(len(members))
    name, content = members[at]
    fault = rng.random()
    if fault < 0.8:
        members[at] = (name, _damaged(rng, content, content))
    elif fault < 0.9:
        del members[at]
    else:
        members[at] = (name, rng.choice(members)[1])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    return packed.getvalue()


def _restreamed(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """The PDF with one of its streams damaged inside its packing; lengths are left as they were."""
    streams = list(_STREAM.finditer(data))
    if not streams:
        return _damaged(rng, data, other)
    found = rng.choice(streams)
    raw = found[1]
    try:
        content = zlib.decompressobj().decompress(raw, 5_000_000)
    except zlib.error:
        changed = _damaged(rng, raw, raw)
    else:
        changed = zlib.compress(_damaged(rng, content, content))
    return data[: found.start(1)] + changed + data[found.end(1) :]
