"""What the command line names → inputs, in a stable order, nothing read yet."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gklint.document.errors import CannotOpen, ReadingError
from gklint.sources.archive import is_zip_of_files, members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

_DROPPINGS: Final = frozenset({"thumbs.db", "desktop.ini"})


class ItemKind(StrEnum):
    FILE = "file"
    MEMBER = "member"
    URL = "url"
    STDIN = "stdin"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Item:
    """An input found. `name` is what reports call it: as given, members as ``a.zip!b.docx``.

    `error` is set where finding it already failed: the input is reported, not lost.
    """

    name: str
    kind: ItemKind
    path: Path | None = None
    member: str | None = None
    error: ReadingError | None = None


def discover(
    arguments: Sequence[str],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    stdin_name: str = "-",
) -> list[Item]:
    """Every input once, folders walked in name order.

    Lock files (``~$…``), hidden files and system droppings are left out of folders and archives;
    `include` and `exclude` are gitignore-style globs over the path below the folder (or within
    the archive) that hold for what is found, not for what is named.
    """
    keep = _Filter(include, exclude)
    found: dict[str, Item] = {}
    for argument in arguments:
        for item in _expand(argument, keep, stdin_name):
            found.setdefault(item.name, item)
    return list(found.values())


def _expand(argument: str, keep: _Filter, stdin_name: str) -> Iterator[Item]:
    if argument == "-":
        yield Item(stdin_name, ItemKind.STDIN)
    elif argument.startswith(("http://", "https://")):
        yield Item(argument, ItemKind.URL)
    else:
        path = Path(argument)
        if path.is_dir():
            yield from _walk(path, keep)
        elif path.exists():
            yield from _file(path, keep)
        else:
            yield from _globbed(argument, keep)


def _globbed(argument: str, keep: _Filter) -> Iterator[Item]:
    if not glob.has_magic(argument):
        yield Item(argument, ItemKind.MISSING, error=CannotOpen("not_found", name=argument))
        return
    for match in sorted(glob.glob(argument, recursive=True)):
        path = Path(match)
        if path.is_file() and not _ignorable(path.name) and keep(match):
            yield from _file(path, keep)


def _walk(folder: Path, keep: _Filter) -> Iterator[Item]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _ignorable(name))
        for name in sorted(files):
            path = Path(root) / name
            if not _ignorable(name) and keep(path.relative_to(folder).as_posix()):
                yield from _file(path, keep)


def _file(path: Path, keep: _Filter) -> Iterator[Item]:
    try:
        archive = is_zip_of_files(path)
    except OSError as error:
        yield Item(str(path), ItemKind.FILE, path, error=_os_error(path, error))
        return
    if not archive:
        yield Item(str(path), ItemKind.FILE, path)
        return
    try:
        for name in sorted(members(path)):
            if not any(_ignorable(part) for part in name.split("/")) and keep(name):
                yield Item(f"{path}!{name}", ItemKind.MEMBER, path, name)
    except ReadingError as error:
        yield Item(str(path), ItemKind.FILE, path, error=error)


def _os_error(path: Path, error: OSError) -> ReadingError:
    key = "permission" if isinstance(error, PermissionError) else "not_read"
    return CannotOpen(key, name=str(path), reason=error.strerror or type(error).__name__)


def _ignorable(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _DROPPINGS


class _Filter:
    def __init__(self, include: Iterable[str], exclude: Iterable[str]) -> None:
        include, exclude = tuple(include), tuple(exclude)
        self._include = _spec(include) if include else None
        self._exclude = _spec(exclude) if exclude else None

    def __call__(self, path: str) -> bool:
        if self._exclude is not None and self._exclude.match_file(path):
            return False
        return self._include is None or self._include.match_file(path)


def _spec(patterns: Sequence[str]) -> GitIgnoreSpec:
    import pathspec

    return pathspec.GitIgnoreSpec.from_lines(patterns)
