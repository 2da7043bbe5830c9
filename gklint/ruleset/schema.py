"""JSON Schema (Draft 2020-12) over located YAML, with faults in words for people."""

from __future__ import annotations

import json
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from gklint.ruleset.paths import schemas
from gklint.ruleset.patterns import fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Protocol

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

    from gklint.ruleset.problems import Problem
    from gklint.ruleset.yamlfile import Key, YamlFile

    class Located(Protocol):
        """A file that knows where each of its parts stands."""

        def problem(self, path: Key, zh: str, en: str) -> Problem: ...


def load_schema(name: str) -> dict[str, Any]:
    """The schema ``rules/schema/<name>.schema.json``."""
    text = (schemas() / f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def check_file(file: YamlFile, name: str) -> list[Problem]:
    """Problems of the whole file against the schema `name`; none where reading failed."""
    if file.problems:
        return []
    return check_against(file, file.data, name)


def check_against(file: Located, data: object, name: str) -> list[Problem]:
    """Problems of `data`, all that `file` holds, against the schema `name`."""
    return list(_problems(file, (), _named(name).iter_errors(data)))


def check_part(file: Located, path: Key, value: object, schema: Mapping[str, Any]) -> list[Problem]:
    """Problems of `value`, which stands at `path` of `file`, against `schema`."""
    return list(_problems(file, path, _validator(schema).iter_errors(value)))


@cache
def _named(name: str) -> Draft202012Validator:
    return _validator(load_schema(name))


def _validator(schema: Mapping[str, Any]) -> Draft202012Validator:
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(formats=())

    @formats.checks("regex")
    def is_pattern(value: object) -> bool:
        return not isinstance(value, str) or fault(value) is None

    @formats.checks("date", raises=ValueError)
    def is_date(value: object) -> bool:
        return not isinstance(value, str) or bool(date.fromisoformat(value))

    @formats.checks("network", raises=ValueError)
    def is_network(value: object) -> bool:
        from ipaddress import ip_network

        return not isinstance(value, str) or bool(ip_network(value, strict=False))

    return Draft202012Validator(schema, format_checker=formats)


def _problems(file: Located, base: Key, errors: Iterable[ValidationError]) -> Iterator[Problem]:
    for error in errors:
        for cause in _deepest(error):
            path = (*base, *cause.absolute_path)
            if "propertyNames" in cause.absolute_schema_path:
                path = (*path, str(cause.instance))
            yield from _in_words(file, path, cause)


def _deepest(error: ValidationError) -> list[ValidationError]:
    """What is really wrong under ``anyOf``: the faults of the branch that came furthest."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        return [error]
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    best = max(branches.values(), key=lambda errors: min(len(e.absolute_path) for e in errors))
    if all(len(e.absolute_path) == len(error.absolute_path) for e in best):
        return [error]
    return [leaf for inner in best for leaf in _deepest(inner)]


def _in_words(file: Located, path: Key, error: ValidationError) -> Iterator[Problem]:
    rule = error.validator
    wanted: Any = error.validator_value
    value: Any = error.instance
    schema: Any = error.schema
    match rule:
        case "additionalProperties" if wanted is False:
            allowed = sorted(schema.get("properties", {}))
            for key in sorted(set(value) - set(allowed)):
                yield _unknown(file, (*path, key), key, allowed)
        case "required":
            for key in wanted:
                if key not in value:
                    yield file.problem(path, f"缺少“{key}”", f"{key!r} is missing")
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else list(wanted)
            zh = "、".join(_TYPES[kind][0] for kind in kinds)
            en = " or ".join(_TYPES[kind][1] for kind in kinds)
            seen = _show(value)
            hint = (
                ("，请加引号", "; put it in quotes")
                if "string" in kinds and _scalar(value)
                else ("", "")
            )
            yield file.problem(
                path, f"是 {seen}，应为{zh}{hint[0]}", f"is {seen}, has to be {en}{hint[1]}"
            )
        case "enum" | "const":
            options = wanted if rule == "enum" else [wanted]
            zh = "、".join(map(_show, options))
            en = ", ".join(map(_show, options))
            yield file.problem(
                path, f"是 {_show(value)}，只能是 {zh}", f"is {_show(value)}, allowed: {en}"
            )
        case "pattern":
            yield file.problem(
                path, f"{_show(value)} 不合格式 {wanted}", f"{_show(value)} does not match {wanted}"
            )
        case "format" if wanted == "date":
            yield file.problem(
                path,
                f"{_show(value)} 不是日期，应如 2027-03-31",
                f"{_show(value)} is no date; allowed: a day like 2027-03-31",
            )
        case "format" if wanted == "network":
            yield file.problem(
                path,
                f"{_show(value)} 不是网段，应如 10.20.0.0/16",
                f"{_show(value)} is no network; allowed: one like 10.20.0.0/16",
            )
        case "format":
            why = fault(value)
            if why is not None:
                yield file.problem(path, why.zh, why.en)
        case "minItems" | "minProperties" | "minLength":
            yield file.problem(
                path,
                f"至少要有 {wanted} 项" if rule != "minLength" else "不能为空",
                f"needs at least {wanted}" if rule != "minLength" else "must not be empty",
            )
        case "uniqueItems":
            yield file.problem(path, "有重复的项", "holds an item twice")
        case "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum":
            zh, en = (
                ("不能小于", "must not be less than")
                if "inimum" in rule
                else ("不能大于", "must not be more than")
            )
            yield file.problem(
                path, f"是 {_show(value)}，{zh} {wanted}", f"is {_show(value)}, {en} {wanted}"
            )
        case "anyOf" | "oneOf":
            zh, en = _alternatives(error)
            yield file.problem(
                path,
                f"{_show(value)} 不合要求，应为：{zh}",
                f"{_show(value)} does not fit; allowed: {en}",
            )
        case _:
            yield file.problem(path, f"不合要求：{error.message}", error.message)


def _unknown(file: Located, path: Key, key: str, allowed: list[str]) -> Problem:
    close = get_close_matches(key, allowed, n=2)
    zh = f"未知的键“{key}”"
    en = f"unknown key {key!r}"
    if close:
        zh += "，是否想写 " + "、".join(close)
        en += ", did you mean " + " or ".join(close)
    listed = ", ".join(allowed) or "-"
    return file.problem(path, f"{zh}；可用的键：{listed}", f"{en}; allowed: {listed}")


def _alternatives(error: ValidationError) -> tuple[str, str]:
    zh: list[str] = []
    en: list[str] = []
    branches: Any = error.validator_value
    for branch in branches:
        if "required" in branch:
            names = ", ".join(branch["required"])
            zh.append(f"含有 {names}")
            en.append(f"with {names}")
        elif "type" in branch:
            kinds = [branch["type"]] if isinstance(branch["type"], str) else branch["type"]
            zh += [_TYPES[kind][0] for kind in kinds]
            en += [_TYPES[kind][1] for kind in kinds]
        elif "enum" in branch:
            zh.append("、".join(map(_show, branch["enum"])))
            en.append(", ".join(map(_show, branch["enum"])))
        else:
            zh.append(", ".join(branch))
            en.append(", ".join(branch))
    return "，或".join(zh), ", or ".join(en)


def _scalar(value: object) -> bool:
    return isinstance(value, (bool, int, float)) or value is None


def _show(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


_TYPES = {
    "string": ("文字", "text"),
    "integer": ("整数", "an integer"),
    "number": ("数字", "a number"),
    "boolean": ("true 或 false", "true or false"),
    "object": ("键值表", "a mapping"),
    "array": ("列表", "a list"),
    "null": ("空（null）", "null"),
}
