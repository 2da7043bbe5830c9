"""Reading YAML: strict, bounded, and with the place of every key.

Only the YAML 1.2 scalars true, false, null, integers and decimals are typed; ``no``, ``12:30``,
``017`` and dates stay the text they look like. Two equal keys, more than `MAX_DEPTH` levels or
files that aliases blow up are refused before anything is built from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gklint.ruleset.problems import Problem, wrong

if TYPE_CHECKING:
    from pathlib import Path

    import yaml

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 40
MAX_NODES: Final = 200_000  # after aliases are written out

Key = tuple[str | int, ...]


@dataclass(slots=True)
class YamlFile:
    """Plain data of a file and where each part of it stands (line and column from 1)."""

    name: str
    data: Any = None
    places: dict[Key, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Key) -> tuple[int, int]:
        """The place of `path`, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(self, path: Key, zh: str, en: str) -> Problem:
        """A problem of this file at `path`."""
        line, column = self.place(path)
        return Problem(self.name, line, column, dotted(path), wrong(zh, en))


def dotted(path: Key) -> str:
    """``("examples", 0, "form")`` as ``examples[0].form``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read `path`; whatever is wrong stands in `problems` of the result, nothing is raised."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = Problem(
            name, 1, 1, "", wrong(f"无法打开：{reason}", f"cannot be opened: {reason}")
        )
        return YamlFile(name, problems=[problem])
    return parse_yaml(raw, name)


def parse_yaml(raw: bytes, name: str) -> YamlFile:
    """Parse `raw`; see `read_yaml`."""
    import yaml

    found = YamlFile(name)
    if len(raw) > MAX_BYTES:
        limit = MAX_BYTES // 1000
        found.problems.append(
            found.problem((), f"文件超过 {limit} KB", f"the file is larger than {limit} KB")
        )
        return found
    try:
        text = raw.decode("utf-8-sig")
        depth = _depth(text)
        if depth is not None:
            found.problems.append(
                Problem(
                    name,
                    *depth,
                    "",
                    wrong(f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels"),
                )
            )
            return found
        loader = _loader()(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return found
            if _count(node, {}) > MAX_NODES:
                found.problems.append(
                    found.problem(
                        (), "别名展开后过大", "too large once its aliases are written out"
                    )
                )
                return found
            _walk(node, (), found)
            if not found.problems:
                found.data = loader.construct_document(node)
        finally:
            loader.dispose()
    except UnicodeDecodeError as error:
        found.problems.append(
            found.problem(
                (), f"不是 UTF-8 编码（第 {error.start} 字节）", f"not UTF-8 (byte {error.start})"
            )
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        found.problems.append(
            Problem(
                name, line, column, "", wrong(f"不是合法的 YAML：{what}", f"not valid YAML: {what}")
            )
        )
    return found


def _depth(text: str) -> tuple[int, int] | None:
    """Where the nesting passes `MAX_DEPTH`, by events: nothing recursive has run yet."""
    import yaml

    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_loader()):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return _start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _count(node: yaml.Node, known: dict[int, int]) -> int:
    """Nodes under `node` with aliases written out; a node that holds itself counts as too many."""
    import yaml

    number = id(node)
    if number in known:
        return known[number]
    known[number] = MAX_NODES + 1
    total = 1
    if isinstance(node, yaml.MappingNode):
        total += sum(_count(key, known) + _count(value, known) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        total += sum(_count(item, known) for item in node.value)
    known[number] = total
    return total


def _walk(node: yaml.Node, path: Key, found: YamlFile) -> None:
    import yaml

    found.places.setdefault(path, _start(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            place = _start(key)
            if not isinstance(key, yaml.ScalarNode):
                found.problems.append(
                    Problem(
                        found.name,
                        *place,
                        dotted(path),
                        wrong("键必须是文字", "a key must be text"),
                    )
                )
                continue
            inner = (*path, str(key.value))
            if key.value in seen:
                found.problems.append(
                    Problem(
                        found.name, *place, dotted(inner), wrong("键重复", "the key is given twice")
                    )
                )
                continue
            seen.add(key.value)
            found.places[inner] = place
            _walk(value, inner, found)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*path, index), found)


def _start(item: Any) -> tuple[int, int]:
    """Line and column of a node or event, from 1."""
    return item.start_mark.line + 1, item.start_mark.column + 1


@cache
def _loader() -> type[Any]:
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        """Safe loading with YAML 1.2 scalars and text keys."""

        yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
            return {key.value: self.construct_object(value, deep=True) for key, value in node.value}

        def construct_yaml_map(self, node: Any) -> Any:
            yield self.construct_mapping(node)

    Loader.add_constructor("tag:yaml.org,2002:map", Loader.construct_yaml_map)
    for tag, pattern, first in (
        ("bool", r"true|false", "tf"),
        ("null", r"null|~|", ["n", "~", ""]),
        ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
        ("float", r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+", "-+0123456789"),
    ):
        Loader.add_implicit_resolver(
            f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
        )
    return Loader
