"""The files of a pack: which they are, their digest, and their data.

::

    rules/annual-report/
      pack.yaml           identity, instruments, families       (required)
      recognition.yaml    how reports and their parts are told
      specimen.yaml       the clean report that rule examples edit
      forms/*.yaml        the editions of the form
      words/*.yaml        lexicons, by file name
      <any folder>/*.yaml one rule a file

An own folder whose pack.yaml says ``extends: annual-report`` adds rules, instruments, families
and words to that pack.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gklint.ruleset.yamlfile import YamlFile, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

SINGLE: Final = ("pack.yaml", "recognition.yaml", "specimen.yaml")


@dataclass(slots=True)
class PackFiles:
    """Every file of one folder, read and located, problems included."""

    folder: Path
    pack: YamlFile
    recognition: YamlFile | None = None
    specimen: YamlFile | None = None
    forms: list[YamlFile] = field(default_factory=list)
    words: dict[str, YamlFile] = field(default_factory=dict)
    rules: list[YamlFile] = field(default_factory=list)

    @property
    def all(self) -> list[YamlFile]:
        """Every file."""
        singles = [f for f in (self.pack, self.recognition, self.specimen) if f is not None]
        return [*singles, *self.forms, *self.words.values(), *self.rules]

    def plain(self) -> dict[str, Any]:
        """The data of sound files alone, for `gklint.ruleset.build.build_pack` and the cache."""
        return {
            "pack": self.pack.data,
            "recognition": (self.recognition.data if self.recognition else None) or {},
            "specimen": (self.specimen.data if self.specimen else None) or {},
            "forms": [form.data for form in self.forms],
            "words": {key: words.data for key, words in self.words.items()},
            "rules": [{**rule.data, "path": rule.name} for rule in self.rules if not rule.problems],
        }


def pack_folders(folders: Iterable[Path]) -> list[Path]:
    """Each folder that has a pack.yaml, or its subfolders that have one, in order.

    A folder without any is returned itself, so that its missing pack.yaml gets told.
    """
    found: list[Path] = []
    for folder in folders:
        if (folder / "pack.yaml").is_file() or not folder.is_dir():
            found.append(folder)
            continue
        inner = sorted(entry.parent for entry in folder.glob("*/pack.yaml"))
        found += inner or [folder]
    return found


def yaml_files(folder: Path) -> list[tuple[str, str]]:
    """(name relative to `folder`, absolute path) of every YAML file in it, sorted by name."""
    found: list[tuple[str, str]] = []
    pending = [("", str(folder))]
    while pending:
        prefix, path = pending.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith((".", "_")):
                    continue
                if entry.name.endswith(".yaml"):
                    found.append((prefix + entry.name, entry.path))
                elif "." not in entry.name and entry.is_dir():
                    pending.append((f"{prefix}{entry.name}/", entry.path))
    found.sort()
    return found


def digest(folder: Path) -> str:
    """sha256 over names and contents of the folder's YAML files."""
    total = hashlib.sha256()
    for name, path in yaml_files(folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            data = os.read(descriptor, os.fstat(descriptor).st_size + 1)
        finally:
            os.close(descriptor)
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def read_files(folder: Path) -> PackFiles:
    """Read every file of a pack's folder. Nothing is raised: problems stay with the files."""
    label = folder.name
    files = PackFiles(folder, read_yaml(folder / "pack.yaml", f"{label}/pack.yaml"))
    if not folder.is_dir():
        return files
    for name, path in yaml_files(folder):
        if name == "pack.yaml":
            continue
        read = read_yaml(Path(path), f"{label}/{name}")
        top, _, rest = name.partition("/")
        if name == "recognition.yaml":
            files.recognition = read
        elif name == "specimen.yaml":
            files.specimen = read
        elif top == "forms" and rest:
            files.forms.append(read)
        elif top == "words" and rest:
            files.words[rest.removesuffix(".yaml").replace("/", ".")] = read
        else:
            files.rules.append(read)
    return files
