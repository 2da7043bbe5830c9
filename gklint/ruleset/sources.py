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

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gklint.ruleset.files import yaml_files
from gklint.ruleset.yamlfile import YamlFile, read_yaml


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
