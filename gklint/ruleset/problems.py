"""What is wrong with a rule file, told with its place, all of it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.lang import Localised, localise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.lang import Lang, Text


class Problem(NamedTuple):
    """One fault of one file. `line`, `column` count from 1; `path` is the key's dotted path."""

    file: str
    line: int
    column: int
    path: str
    message: Text

    def render(self, lang: Lang = "en") -> str:
        """``file:line:column: path: what is wrong, what is allowed``."""
        where = f"{self.file}:{self.line}:{self.column}: "
        return where + (f"{self.path}: " if self.path else "") + localise(self.message, lang)


class RuleFileError(Exception):
    """The rule files can't be used; `problems` holds every fault of every file, in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column, p.path)))
        super().__init__(self.text())

    def text(self, lang: Lang = "en") -> str:
        """One problem a line."""
        return "\n".join(problem.render(lang) for problem in self.problems)

    def __reduce__(self) -> tuple[object, ...]:
        return (RuleFileError, (self.problems,))


def wrong(zh: str, en: str) -> Localised:
    """A sentence in both languages; a short name for a thing written often."""
    return Localised(zh, en)
