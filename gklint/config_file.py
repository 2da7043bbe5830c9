"""The text of a configuration file: parsed, checked against its schema, with lines for faults."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.patterns import regex
from gklint.ruleset.problems import Problem, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gklint.lang import Lang
    from gklint.ruleset.model import Rule
    from gklint.ruleset.yamlfile import Key

_TABLE: Final = regex(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = regex(r"(?:^|[{,.])\s*([\w-]+|\"[^\"]+\"|'[^']+')\s*(?=[=.])")
_PROJECT: Final = ("tool", "gklint")


class ConfigError(Exception):
    """The configuration can't be used; `problems` holds every fault of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.text())

    def text(self, lang: Lang = "en") -> str:
        """One problem a line, with file and line."""
        return "\n".join(problem.render(lang) for problem in self.problems)

    def __reduce__(self) -> tuple[object, ...]:
        return (ConfigError, (self.problems,))


class ConfigFile(NamedTuple):
    """A configuration file as read; `root` is the table it stands in."""

    path: Path
    text: str
    root: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> ConfigFile:
        """Raises ConfigError where the file can't be read."""
        root = _PROJECT if path.name == "pyproject.toml" else ()
        try:
            return cls(path, path.read_text(encoding="utf-8-sig"), root)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = wrong(f"无法打开：{reason}", f"cannot be opened: {reason}")
            raise ConfigError([Problem(str(path), 1, 1, "", message)]) from error
        except UnicodeDecodeError as error:
            message = wrong("不是 UTF-8 编码", "is not UTF-8")
            raise ConfigError([Problem(str(path), 1, 1, "", message)]) from error

    def data(self) -> dict[str, Any]:
        """The table as plain data, dates as ISO text. Raises ConfigError where it is no TOML."""
        import tomllib

        try:
            found: Any = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+), column (\d+)", str(error))
            line, column = (int(at[1]), int(at[2])) if at else (1, 1)
            message = wrong(f"不是合法的 TOML：{error}", f"not valid TOML: {error}")
            raise ConfigError([Problem(str(self.path), line, column, "", message)]) from error
        for key in self.root:
            found = found.get(key, {})
        plain: dict[str, Any] = _plain(found)
        return plain

    def checked(self) -> dict[str, Any]:
        """`data`, fit for its schema. Raises ConfigError with every problem."""
        from gklint.ruleset.schema import check_against

        data = self.data()
        problems = check_against(self, data, "config")
        if problems:
            raise ConfigError(sorted(problems, key=lambda p: (p.line, p.column, p.path)))
        return data

    def check_names(self, rules: Iterable[Rule]) -> None:
        """Raises ConfigError for every selector that names none of `rules`."""
        from gklint.ruleset.select import UnknownSelector, near, selectors

        known = selectors(rules)
        problems = []
        for path, name in _selectors(self.data(), ()):
            if name not in known:
                message = UnknownSelector(name, near(name, known)).message
                problems.append(self.problem(path, message.zh, message.en))
        if problems:
            raise ConfigError(problems)

    def place(self, path: Key) -> tuple[int, int]:
        """Line and column of the key `path`, or of the nearest table around it."""
        best = (0, 1, 1)
        table: tuple[str | int, ...] = ()
        counts: dict[tuple[str, ...], int] = {}
        for number, line in enumerate(self.text.splitlines(), 1):
            header = _TABLE.match(line)
            if header is not None:
                names = tuple(part.strip().strip("\"'") for part in header[1].split("."))
                table = names[len(self.root) :] if names[: len(self.root)] == self.root else ("",)
                if line.lstrip().startswith("[["):
                    index = counts[names] = counts.get(names, -1) + 1
                    table = (*table, index)
                best = max(best, (_shared(table, path), number, 1), key=lambda b: b[0])
                continue
            reach = len(table) if _shared(table, path) == len(table) else len(path)
            for match in _KEY.finditer(line):
                if reach < len(path) and match[1].strip("\"'") == path[reach]:
                    reach += 1
                    best = max(best, (reach, number, match.start(1) + 1), key=lambda b: b[0])
        return best[1], best[2]

    def problem(self, path: Key, zh: str, en: str) -> Problem:
        """A problem of this file at `path`."""
        from gklint.ruleset.yamlfile import dotted

        line, column = self.place(path)
        return Problem(str(self.path), line, column, dotted(path), wrong(zh, en))


def _shared(table: Sequence[str | int], path: Key) -> int:
    count = 0
    for left, right in zip(table, path, strict=False):
        if left != right:
            break
        count += 1
    return count


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _selectors(data: Any, path: Key) -> Iterator[tuple[Key, str]]:
    """Every selector of the configuration and where it stands."""
    for key in ("select", "ignore", "severity"):
        given = data.get(key, ())
        for index, name in enumerate(given):
            yield (*path, key, name if isinstance(given, dict) else index), name
    for name, inner in data.get("profiles", {}).items():
        yield from _selectors(inner, (*path, "profiles", name))
    for index, inner in enumerate(data.get("overrides", ())):
        yield from _selectors(inner, (*path, "overrides", index))
