"""Every problem of every file of the packs, at once.

Three rounds: reading, the files' JSON Schemas, and what only the whole pack can tell (`lint`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.ruleset.lint_form import lint_forms
from gklint.ruleset.lint_rule import lint_rules
from gklint.ruleset.problems import Problem, RuleFileError
from gklint.ruleset.schema import check_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.ruleset.sources import PackFiles
    from gklint.ruleset.yamlfile import YamlFile


def validate(folders: Sequence[PackFiles]) -> Sequence[PackFiles]:
    """`folders` as given. Raises RuleFileError where any file has a problem."""
    problems = find_problems(folders)
    if problems:
        raise RuleFileError(problems)
    return folders


def find_problems(folders: Sequence[PackFiles]) -> list[Problem]:
    """Every problem; a file that fails one round is left out of the next."""
    problems: list[Problem] = []
    for files in folders:
        for schema, group in (
            ("pack", [files.pack]),
            ("form", files.forms),
            ("rule", files.rules),
            ("specimen", [files.specimen] if files.specimen is not None else []),
        ):
            for file in group:
                file.problems += check_file(file, schema)
        problems += [problem for file in files.all for problem in file.problems]
    if any(not _sound(f.pack) for f in folders):
        return problems  # without the packs' identities nothing else can be judged
    problems += _identities(folders)
    for family in _families(folders):
        problems += lint_forms(family)
        if all(_sound(form) for files in family for form in files.forms) and not problems_of(
            problems, family[0].pack.name
        ):
            problems += lint_rules(family, folders)
    problems += _twice(folders)
    return problems


def problems_of(problems: Iterable[Problem], file: str) -> bool:
    """Whether any of `problems` is of `file`."""
    return any(problem.file == file for problem in problems)


def _sound(file: YamlFile) -> bool:
    return not file.problems


def _identities(folders: Sequence[PackFiles]) -> Iterable[Problem]:
    known: dict[str, str] = {}
    for files in folders:
        key = files.pack.data.get("pack")
        if key is None:
            continue
        if key in known:
            yield files.pack.problem(
                ("pack",),
                f"规则包“{key}”已由 {known[key]} 定义；扩充它请写 extends: {key}",
                f"{known[key]} defines the pack {key!r} already; to add, write extends: {key}",
            )
        known[key] = files.pack.name
    words = {f.pack.data.get("pack"): set(f.words) for f in folders}
    for files in folders:
        for lender, names in files.pack.data.get("words_from", {}).items():
            for index, name in enumerate(names):
                if name not in words.get(lender, ()):
                    listed = ", ".join(sorted(words.get(lender, ()))) or "-"
                    yield files.pack.problem(
                        ("words_from", lender, index),
                        f"“{lender}”没有词表“{name}”；现有：{listed}",
                        f"{lender!r} has no words {name!r}; there are: {listed}",
                    )
        base = files.pack.data.get("extends")
        if base is not None and (base not in known or "pack" in files.pack.data):
            names = ", ".join(sorted(known))
            yield files.pack.problem(
                ("extends",),
                f"没有规则包“{base}”可扩充，或同时写了 pack；现有：{names}",
                f"there is no pack {base!r} to extend, or pack is given too; there are: {names}",
            )


def _families(folders: Sequence[PackFiles]) -> Iterable[list[PackFiles]]:
    """Each pack with the folders that extend it."""
    for files in folders:
        key = files.pack.data.get("pack")
        if key is not None:
            yield [files, *(f for f in folders if f.pack.data.get("extends") == key)]


def _twice(folders: Sequence[PackFiles]) -> Iterable[Problem]:
    """Ids and names are unique over all packs: findings and ignores know nothing else."""
    for key in ("id", "name"):
        first: dict[str, str] = {}
        for files in folders:
            for rule in files.rules:
                if not _sound(rule):
                    continue
                value = rule.data[key]
                if value in first:
                    yield rule.problem(
                        (key,),
                        f"“{value}”已被 {first[value]} 使用",
                        f"{value!r} is used by {first[value]} already",
                    )
                first.setdefault(value, rule.name)
