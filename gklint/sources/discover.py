"""What the command line names → inputs, in a stable order, nothing read yet."""

from __future__ import annotations

import errno
import glob
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import CannotOpen, ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

_DROPPINGS: Final = frozenset({"thumbs.db", "desktop.ini", "gklint.toml"})
_NOWHERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP})
_PAGES: Final = (".html", ".htm", ".shtml", ".mht")
_BESIDE: Final = ("_files", ".files", "_file")
"""What browsers and Word call the folder of scripts and pictures beside a page they save."""


class ItemKind(StrEnum):
    FILE = "file"
    MEMBER = "member"
    URL = "url"
    STDIN = "stdin"
    MISSING = "missing"


class Item(NamedTuple):
    """An input found. `name` is what reports call it: as given, members as ``a.zip!b.docx``.

    `error` is set where finding it already failed: the input is reported, not lost.
    """

    name: str
    kind: ItemKind
    path: Path | None = None
    member: str | None = None
    error: ReadingError | None = None


class Inputs(NamedTuple):
    """`items` in order; `empty` are the arguments in which nothing was found to read."""

    items: tuple[Item, ...]
    empty: tuple[str, ...] = ()


def discover(
    arguments: Sequence[str],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    stdin_name: str = "-",
) -> Inputs:
    """Every input once, folders walked in name order.

    Lock files (``~$…``), hidden files, system droppings, gklint's own configuration, the folder
    of pictures beside a saved page, and what is no file at all (pipes, devices) are left out of
    folders, and of archives as far as they go; `include` and `exclude` are gitignore-style
    globs over the path below the folder (or within the archive) that hold for what is found, not
    for what is named. A folder or archive that can't be opened is an input with its error.
    """
    keep = _Filter(include, exclude)
    found: dict[tuple[str, str | None], Item] = {}
    empty = []
    for argument in arguments:
        item = None
        for item in _expand(argument, keep, stdin_name):
            key = os.path.abspath(item.path) if item.path is not None else item.name
            found.setdefault((key, item.member), item)
        if item is None:
            empty.append(_printable(argument))
    return Inputs(tuple(found.values()), tuple(empty))


def os_fault(name: str, error: OSError) -> CannotOpen:
    """What the system said of opening `name`, as an error of reading."""
    if isinstance(error, FileNotFoundError):
        return CannotOpen("not_found", name=name)
    if isinstance(error, PermissionError):
        return CannotOpen("permission", name=name)
    return CannotOpen("not_read", name=name, reason=error.strerror or type(error).__name__)


def _expand(argument: str, keep: _Filter, stdin_name: str) -> Iterator[Item]:
    if argument == "-":
        yield Item(stdin_name, ItemKind.STDIN)
    elif argument.lower().startswith(("http://", "https://")):
        yield Item(argument, ItemKind.URL)
    else:
        path = Path(argument)
        try:
            path.stat()
        except OSError as error:
            if error.errno in _NOWHERE:
                yield from _globbed(argument, keep)
            else:  # a folder on the way that may not be entered
                name = _printable(argument)
                yield Item(name, ItemKind.FILE, path, error=os_fault(name, error))
        else:
            yield from _walk(path, keep) if path.is_dir() else _file(path, keep)


def _globbed(argument: str, keep: _Filter) -> Iterator[Item]:
    if not glob.has_magic(argument):
        name = _printable(argument)
        yield Item(name, ItemKind.MISSING, error=CannotOpen("not_found", name=name))
        return
    for match in sorted(glob.glob(argument, recursive=True)):
        path = Path(match)
        if path.is_file() and not _ignorable(path.name) and keep(match):
            yield from _file(path, keep)


def _walk(folder: Path, keep: _Filter) -> Iterator[Item]:
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        beside = _beside_pages(files)
        folders[:] = sorted(n for n in folders if not _ignorable(n) and n not in beside)
        for name in sorted(files):
            path = Path(root) / name
            if _ignorable(name) or not keep(path.relative_to(folder).as_posix()):
                continue
            if path.is_file() or path.is_symlink():  # a link to nowhere is told, not lost
                yield from _file(path, keep)
    for error in closed:
        name = _printable(str(error.filename))
        yield Item(name, ItemKind.FILE, Path(error.filename), error=os_fault(name, error))


def _is_packed(path: Path) -> bool:
    if not path.is_file():
        return False  # a pipe (the shell's ``<(…)``) can be read once only: not here
    with path.open("rb") as handle:
        if handle.read(2) != b"PK":
            return False  # like most inputs: the module of zips is slow to import
    from gklint.sources.archive import is_zip_of_files

    return is_zip_of_files(path)


def _file(path: Path, keep: _Filter) -> Iterator[Item]:
    name = _printable(str(path))
    try:
        packed = _is_packed(path)
    except OSError as error:
        yield Item(name, ItemKind.FILE, path, error=os_fault(name, error))
        return
    if not packed:
        yield Item(name, ItemKind.FILE, path)
        return
    from gklint.sources.archive import members

    try:
        for member in sorted(members(path)):
            if not any(_ignorable(part) for part in member.split("/")) and keep(member):
                yield Item(f"{name}!{_printable(member)}", ItemKind.MEMBER, path, member)
    except ReadingError as error:
        yield Item(name, ItemKind.FILE, path, error=error)


def _beside_pages(files: Iterable[str]) -> set[str]:
    """The folders that belong to the saved pages among `files`."""
    stems = {name[: -len(end)] for name in files for end in _PAGES if name.lower().endswith(end)}
    return {stem + end for stem in stems for end in _BESIDE}


def _printable(name: str) -> str:
    """`name` without the half characters that stand for bytes which are no text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


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
