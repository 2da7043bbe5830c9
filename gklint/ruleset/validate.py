"""Every problem of every file of the packs, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.ruleset.problems import Problem, RuleFileError
from gklint.ruleset.schema import check_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.ruleset.sources import PackFiles


def validate(folders: Sequence[PackFiles]) -> Sequence[PackFiles]:
    """`folders` as given. Raises RuleFileError where any file has a problem."""
    problems: list[Problem] = []
    for files in folders:
        problems += [problem for file in files.all for problem in file.problems]
        problems += check_file(files.pack, "pack")
        problems += [p for form in files.forms for p in check_file(form, "form")]
        problems += [p for rule in files.rules for p in check_file(rule, "rule")]
        if files.specimen is not None:
            problems += check_file(files.specimen, "specimen")
    if problems:
        raise RuleFileError(problems)
    return folders
