"""What JSON Schema can't tell of the forms: keys that have to agree with each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gklint.ruleset.lint_rule import PRE_FORM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gklint.ruleset.problems import Problem
    from gklint.ruleset.sources import PackFiles
    from gklint.ruleset.yamlfile import Key, YamlFile


def lint_forms(family: Sequence[PackFiles]) -> Iterator[Problem]:
    """Problems of the forms of a pack and of what extends it."""
    instruments = {key for files in family for key in files.pack.data.get("instruments", {})}
    years: list[tuple[int, int, str]] = []
    editions = {form.data["form"] for files in family for form in files.forms if not form.problems}
    for files in family:
        yield from _instruments(files.pack, {*editions, PRE_FORM})
        for form in files.forms:
            if form.problems:
                continue
            data = form.data
            if data.get("instrument", "") not in {"", *instruments}:
                yield form.problem(
                    ("instrument",),
                    *_unknown("依据", "instrument", data["instrument"], instruments),
                )
            yield from _years(form, years)
            yield from _sections(form)
            for key, table in data.get("tables", {}).items():
                yield from _table(form, key, table)


def _instruments(pack: YamlFile, editions: set[str]) -> Iterator[Problem]:
    for key, item in pack.data.get("instruments", {}).items():
        for index, edition in enumerate(item.get("forms", ())):
            if edition not in editions:
                yield pack.problem(
                    ("instruments", key, "forms", index),
                    *_unknown("格式", "form", edition, editions),
                )


def _years(form: YamlFile, known: list[tuple[int, int, str]]) -> Iterator[Problem]:
    given = form.data.get("years")
    if given is None:
        return
    first, last = given.get("from", 0), given.get("to", 9999)
    if first > last:
        yield form.problem(("years",), "起始年晚于终止年", "begins after it ends")
    for low, high, name in known:
        if first <= high and low <= last:
            yield form.problem(
                ("years",), f"与“{name}”的年份重叠", f"overlaps the years of {name!r}"
            )
    known.append((first, last, form.data["form"]))


def _sections(form: YamlFile) -> Iterator[Problem]:
    yield from _unique(form, ("sections",), [item["key"] for item in form.data["sections"]])
    seen: dict[str, str] = {}
    for index, item in enumerate(form.data["sections"]):
        for group in ("accepted", "deviant"):
            for place, heading in enumerate(item.get(group, ())):
                other = seen.setdefault(heading, item["key"])
                if other != item["key"]:
                    yield form.problem(
                        ("sections", index, group, place),
                        f"“{heading}”已属于“{other}”",
                        f"{heading!r} belongs to {other!r} already",
                    )


def _table(form: YamlFile, key: str, table: dict[str, Any]) -> Iterator[Problem]:
    base: Key = ("tables", key)
    sections = {item["key"] for item in form.data["sections"]}
    if table["section"] not in sections:
        yield form.problem(
            (*base, "section"), *_unknown("章节", "section", table["section"], sections)
        )
    rows: list[str] = []
    for index, block in enumerate(table["blocks"]):
        path: Key = (*base, "blocks", index)
        groups = {item["key"] for item in block.get("groups", ())}
        rows += [item["key"] for item in block["rows"]]
        yield from _unique(form, (*path, "columns"), [item["key"] for item in block["columns"]])
        for part in ("rows", "groups"):
            for number, item in enumerate(block.get(part, ())):
                group = item.get("group")
                if group is not None and group not in groups - {item["key"]}:
                    yield form.problem(
                        (*path, part, number, "group"),
                        *_unknown("分组", "group", group, groups),
                    )
    yield from _unique(form, (*base, "blocks"), rows)
    yield from _unique(
        form, (*base, "equations"), [item["name"] for item in table.get("equations", ())]
    )


def _unique(form: YamlFile, path: Key, keys: Iterable[str]) -> Iterator[Problem]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield form.problem(path, f"“{key}”出现 {count} 次", f"{key!r} is given {count} times")


def _unknown(zh: str, en: str, value: str, known: Iterable[str]) -> tuple[str, str]:
    listed = ", ".join(sorted(known)) or "-"
    return (
        f"没有名为“{value}”的{zh}；现有：{listed}",
        f"there is no {en} {value!r}; there are: {listed}",
    )
