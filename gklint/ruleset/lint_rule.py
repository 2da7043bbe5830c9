"""What JSON Schema can't tell of rules: above all, rules that could never match anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from string import Template
from typing import TYPE_CHECKING, Any

from gklint.lang import localise
from gklint.ruleset.build import build_pack, build_rule
from gklint.ruleset.merge import extend
from gklint.ruleset.schema import check_part
from gklint.ruleset.select import near

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Mapping, Sequence

    from gklint.checks.base import CheckKind
    from gklint.ruleset.model import Pack
    from gklint.ruleset.problems import Problem
    from gklint.ruleset.sources import PackFiles
    from gklint.ruleset.yamlfile import Key, YamlFile

READING = "reading"
"""The kind of rules that speak of gklint's own reading: no check runs for them."""

PRE_FORM = "pre2019"
"""The edition of a report on a year that no form is for (`gklint.report.model.Report`)."""


@dataclass(slots=True)
class _Known:
    """What rules of a pack may refer to."""

    pack: Pack
    kinds: Mapping[str, CheckKind]
    needs: Collection[str]
    sections: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for form in self.pack.forms:
            self.sections.update(section.key for section in form.sections)
            self.tables.update(table.key for table in form.tables)


def lint_rules(family: Sequence[PackFiles], every: Sequence[PackFiles]) -> Iterator[Problem]:
    """Problems of the rules of a pack and of what extends it; its forms must be sound.

    `every` are all folders loaded: packs lend each other words.
    """
    # The vocabulary of checks is theirs; it is looked at here only, when files have changed.
    from gklint.checks import kinds
    from gklint.checks.base import NEEDS

    known = _Known(_pack_of(family, every), kinds(), NEEDS)
    yield from _profiles(family, known)
    for files in family:
        for file in files.rules:
            if not file.problems:
                yield from _rule(file, file.data, known)


def _pack_of(family: Sequence[PackFiles], every: Sequence[PackFiles]) -> Pack:
    """The pack without its rules: what they are judged against."""
    plain = family[0].plain()
    for more in family[1:]:
        extend(plain, more.plain())
    for lender, names in plain["pack"].get("words_from", {}).items():
        for files in every:
            if files.pack.data.get("pack") == lender:
                lent = {name: files.words[name].data for name in names if name in files.words}
                plain["words"] = {**lent, **plain["words"]}
    plain["rules"] = []
    return build_pack(plain, "")


def _rule(file: YamlFile, data: dict[str, Any], known: _Known) -> Iterator[Problem]:
    yield from _identity(file, data, known)
    sound = yield from _basis(file, data, known)
    yield from _applies(file, data, known)
    for index, need in enumerate(data.get("needs", ())):
        yield from _need(file, ("needs", index), need, known)
    for path in _texts(data):
        for lang in ("zh", "en"):
            text = _at(data, path)[lang]
            if not Template(text).is_valid():
                yield file.problem(
                    (*path, lang),
                    "“$”后须是名称；要写 $ 请用 $$",
                    "a $ has to be followed by a name; write $$ for a $",
                )
    # Rules of the reading borrow another pack's specimen.
    forms = {form.key for form in known.pack.forms}
    for index, example in enumerate(data["examples"] if forms else ()):
        if example.get("form", "") not in {"", *forms}:
            yield _unknown(file, ("examples", index, "form"), example["form"], forms)
    yield from _check(file, data, known, judged=sound)


def _identity(file: YamlFile, data: dict[str, Any], known: _Known) -> Iterator[Problem]:
    stem = PurePosixPath(file.name).stem
    if data["id"] != stem:
        yield file.problem(
            ("id",),
            f"编号“{data['id']}”与文件名“{stem}”不同",
            f"the id {data['id']!r} differs from the file's name {stem!r}",
        )
    if data["id"][:2] not in known.pack.families:
        yield _unknown(file, ("id",), data["id"][:2], known.pack.families)
    for index, tag in enumerate(data.get("tags", ())):
        if tag == data["name"]:
            yield file.problem(("tags", index), "标签与规则名相同", "a tag equals the rule's name")


def _basis(file: YamlFile, data: dict[str, Any], known: _Known) -> Generator[Problem, None, bool]:
    """Returns whether every reference holds."""
    sound = True
    cases = [((), data), *((("variants", k), v) for k, v in data.get("variants", {}).items())]
    for path, case in cases:
        for index, item in enumerate(case.get("basis", ())):
            if item["ref"] not in known.pack.instruments:
                sound = False
                where: Key = (*path, "basis", index, "ref")
                yield _unknown(file, where, item["ref"], known.pack.instruments)
    if not sound:
        return False
    for path, case in cases:
        first = case.get("basis", data["basis"])[0]["ref"]
        severity = case.get("severity", data["severity"])
        if severity == "error" and known.pack.instruments[first].kind == "practice":
            yield file.problem(
                (*path, "severity") if "severity" in case else (*path, "basis"),
                "首要依据只是通行做法，不能是 error；可用 warning、info",
                "rests on practice first, so it can't be an error; allowed: warning, info",
            )
    return True


def _applies(file: YamlFile, data: dict[str, Any], known: _Known) -> Iterator[Problem]:
    applies = data.get("applies", {})
    by_key = {form.key: form for form in known.pack.forms}
    forms = applies.get("forms", [])
    for index, key in enumerate(forms):
        if key not in by_key and key != PRE_FORM:
            yield _unknown(file, ("applies", "forms", index), key, {*by_key, PRE_FORM})
    years = applies.get("years", {})
    first, last = years.get("from", 0), years.get("to", 9999)
    if first > last:
        yield file.problem(("applies", "years"), "起始年晚于终止年", "begins after it ends")
    reachable = [
        form
        for form in (by_key.get(key) for key in forms)
        if form is None or ((form.first_year or 0) <= last and first <= (form.last_year or 9999))
    ]
    if forms and not reachable:
        yield file.problem(
            ("applies", "years"),
            "所列年份都不使用所列格式，规则永远不会生效",
            "no year given is one of the forms given, so the rule could never apply",
        )


def _need(file: YamlFile, path: Key, need: str, known: _Known) -> Iterator[Problem]:
    kind, colon, key = need.partition(":")
    if colon and kind + colon in known.needs:
        keys = known.sections if kind == "section" else known.tables
        if key not in keys:
            yield _unknown(file, path, need, {f"{kind}:{name}" for name in keys})
    elif need not in known.needs:
        yield _unknown(file, path, need, known.needs)


def _check(
    file: YamlFile, data: dict[str, Any], known: _Known, *, judged: bool
) -> Iterator[Problem]:
    name = data["check"]["kind"]
    if name == READING:
        return
    kind = known.kinds.get(name)
    if kind is None:
        yield _unknown(file, ("check", "kind"), name, {*known.kinds, READING})
        return
    path: Key = ("check", "options")
    options = data["check"].get("options", {})
    problems = check_part(file, path, options, kind.options)
    yield from problems
    if problems or not judged or kind.validate is None:
        return
    rule = build_rule({**data, "path": file.name}, known.pack.instruments)
    for sentence in kind.validate(rule, known.pack):
        yield file.problem(path, localise(sentence, "zh"), localise(sentence, "en"))


def _profiles(family: Sequence[PackFiles], known: _Known) -> Iterator[Problem]:
    """Selectors of the pack's profiles that name no family and no rule."""
    names = set(known.pack.families)
    names |= {PurePosixPath(rule.name).stem for files in family for rule in files.rules}
    pack = family[0].pack
    for profile, settings in known.pack.profiles.items():
        for key in ("off", "fold"):
            for index, selector in enumerate(settings.get(key, ())):
                if selector.partition(":")[0] not in names:
                    yield _unknown(pack, ("profiles", profile, key, index), selector, names)


def _texts(data: dict[str, Any]) -> Iterator[Key]:
    for key in ("message", "remedy"):
        yield (key,)
        yield from (
            ("variants", name, key) for name, v in data.get("variants", {}).items() if key in v
        )


def _at(data: Any, path: Key) -> Any:
    for part in path:
        data = data[part]
    return data


def _unknown(file: YamlFile, path: Key, value: str, known: Collection[str]) -> Problem:
    close = near(value, known)
    listed = ", ".join(sorted(known)) or "-"
    zh, en = f"未知的“{value}”", f"unknown: {value!r}"
    if close:
        zh += "，是否想写 " + "、".join(close)
        en += ", did you mean " + " or ".join(close)
    return file.problem(path, f"{zh}；可用：{listed}", f"{en}; allowed: {listed}")
