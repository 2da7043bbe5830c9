"""Zip files of submissions: members by name, read in memory, never extracted.

Names written by Chinese Windows tools are GBK without saying so. Members are read in steps with
caps, so that neither a bomb nor a header that lies costs more memory than the cap.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Final

from gklint.document.errors import CannotOpen, LimitReached, TypeRefused
from gklint.document.limits import MAX_BYTES, MAX_MEMBERS, MAX_RATIO, RATIO_FROM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STEP: Final = 64 * 1024

_ARCHIVES: Final = {"zip": "nested_zip", "rar": "rar", "7z": "seven_zip"}
_OFFICE: Final = frozenset({"[Content_Types].xml", "OFD.xml", "mimetype"})
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)
"""What reading a damaged member may raise, or one packed in a way that is not known."""


def is_zip_of_files(path: Path) -> bool:
    """True for a zip that is not itself an office document (by its members, not its name)."""
    try:
        with path.open("rb") as handle:
            if handle.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                return False
        with _open(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, CannotOpen):
        return path.suffix.lower() == ".zip"
    return not names & _OFFICE


def members(path: Path) -> Iterator[str]:
    """The names of the files in a zip, folders and the droppings of macOS left out.

    Raises CannotOpen("damaged_zip") and LimitReached("members").
    """
    with _open(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MAX_MEMBERS:
            raise LimitReached("members", found=len(infos), limit=MAX_MEMBERS)
        for info in infos:
            if not info.filename.startswith("__MACOSX/"):
                yield info.filename


def read_member(path: Path, name: str) -> bytes:
    """The bytes of one member.

    Raises TypeRefused for an archive within the archive ("nested_zip" | "rar" | "seven_zip") and
    for a member with a password ("encrypted_zip"), LimitReached("member_size" | "ratio"),
    CannotOpen("damaged_zip").
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in _ARCHIVES:
        raise TypeRefused(_ARCHIVES[suffix], name=name)
    with _open(path) as archive:
        info = archive.getinfo(name)
        if info.flag_bits & 0x1:
            raise TypeRefused("encrypted_zip", name=name)
        try:
            with archive.open(info) as member:
                return _read_capped(member, info.compress_size)
        except _DAMAGE as error:
            raise CannotOpen("damaged_zip", name=name) from error


def _read_capped(member: IO[bytes], packed: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := member.read(_STEP):
        size += len(chunk)
        if size > MAX_BYTES:
            raise LimitReached("member_size", limit=MAX_BYTES // 2**20)
        if size > RATIO_FROM and size > MAX_RATIO * max(packed, 1):
            raise LimitReached("ratio", limit=MAX_RATIO)
        chunks.append(chunk)
    return b"".join(chunks)


def _open(path: Path) -> zipfile.ZipFile:
    """The archive. Names that do not say so are UTF-8 (macOS) or else GBK (Chinese Windows)."""
    try:
        for encoding in ("utf-8", "gb18030"):
            try:
                return zipfile.ZipFile(path, metadata_encoding=encoding)
            except UnicodeDecodeError:
                continue
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise CannotOpen("damaged_zip", name=path.name) from error
