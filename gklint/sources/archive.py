"""Zip files of submissions: members by name, read in memory, never extracted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.errors import CannotOpen, Encrypted, LimitReached, TypeRefused
from gklint.document.zipped import Zipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ARCHIVES: Final = {"zip": "nested_zip", "rar": "rar", "7z": "seven_zip"}
_OFFICE: Final = ("[Content_Types].xml", "OFD.xml", "mimetype")


def is_zip_of_files(path: Path) -> bool:
    """True for a zip that is not itself an office document (by its members, not its name)."""
    with path.open("rb") as handle:
        if handle.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return False
        try:
            archive = Zipped(handle)
        except CannotOpen:
            return path.suffix.lower() == ".zip"
        except LimitReached:
            return True  # more members than any document has
        return not any(name in archive for name in _OFFICE)


def members(path: Path) -> Iterator[str]:
    """The names of the files in a zip, folders and the droppings of macOS left out.

    Raises CannotOpen("damaged_zip") and LimitReached("members").
    """
    try:
        with path.open("rb") as handle:
            names = list(Zipped(handle))
    except (CannotOpen, OSError) as error:
        raise CannotOpen("damaged_zip", name=path.name) from error
    return (name for name in names if not name.startswith("__MACOSX/"))


def read_member(path: Path, name: str) -> bytes:
    """The bytes of one member.

    Raises TypeRefused for an archive within the archive ("nested_zip" | "rar" | "seven_zip"),
    Encrypted for a member with a password ("encrypted_zip"), LimitReached("member_size" |
    "ratio"), CannotOpen("damaged_zip").
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in _ARCHIVES:
        raise TypeRefused(_ARCHIVES[suffix], name=name)
    try:
        with path.open("rb") as handle:
            return Zipped(handle).read(name)
    except Encrypted as error:
        raise Encrypted("encrypted_zip", name=name) from error
    except (CannotOpen, OSError) as error:
        raise CannotOpen("damaged_zip", name=name) from error
