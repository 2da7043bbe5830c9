"""The page docs/configuration.md: every key from the schema, every default from the code.

A key that the schema has and this page does not explain (or the other way round) is an error, so
the page can't drift from what gklint accepts.
"""

# ruff: noqa: E501  (Chinese and English side by side, as the page has them)

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.batch import POOL_FROM
from gklint.config import starter_config
from gklint.lang import Localised, localise
from gklint.ruleset.load import load_packs
from gklint.ruleset.paths import builtin
from gklint.sources.fetch.session import TOTAL_SECONDS
from gklint.workers import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.lang import Lang

PACK: Final = "annual-report"


class Key(NamedTuple):
    """What a key means and what holds where it is not given."""

    zh: str
    en: str
    default_zh: str = "无"
    default_en: str = "none"


def _seconds(number: float) -> str:
    return f"{number:g}"


KEYS: Final[dict[str, Key]] = {
    "profile": Key(
        "方案：谁在检查。见下文“方案”", "who checks; see “Profiles”", "`self-check`", "`self-check`"
    ),
    "lang": Key(
        "界面和报告的语言",
        "language of the program and of its reports",
        "`GKLINT_LANG`，再看系统语言",
        "`GKLINT_LANG`, then the system's",
    ),
    "select": Key(
        "只查这些规则：编号（`NM01`）、规则族（`NM`）、名称（`requests-balance`）或标签",
        "only these rules: ids (`NM01`), families (`NM`), names (`requests-balance`) or tags",
        "全部",
        "all",
    ),
    "ignore": Key(
        "不报告这些规则；写成表时每条须有理由。见下文“忽略”",
        "rules not to be told; as a table, each with a reason. See “Ignoring”",
    ),
    "severity": Key(
        "改级别：规则、规则族或标签 = 级别；后写的优先",
        "other levels: rule, family or tag = level; the later one holds",
        "规则文件所定",
        "the rule file's",
    ),
    "blank": Key(
        "三张表里的空白格怎样看：`info` 提示，`zero` 按 0、不提，`warn` 警告，`error` 错误",
        "what a blank cell of the tables is: `info` a note, `zero` a 0 and not told, "
        "`warn` a warning, `error` an error",
        "依方案",
        "the profile's",
    ),
    "fail-on": Key(
        "达到哪一级就以退出码 1 结束；`never` 从不",
        "from which level on the exit status is 1; `never`: not at all",
        "依方案",
        "the profile's",
    ),
    "rules": Key(
        "自己的规则文件夹，相对于配置文件。见下文“自己的规则”",
        "folders of own rules, relative to the file. See “Own rules”",
    ),
    "include": Key(
        "文件夹和压缩包里只取这些文件（gitignore 写法的通配符）",
        "files taken from folders and archives (globs as in .gitignore)",
        "全部文件",
        "every file",
    ),
    "exclude": Key(
        "文件夹和压缩包里不取这些文件；与命令行的 `--exclude` 合并",
        "files left out of folders and archives; added to those of `--exclude`",
    ),
    "roster": Key(
        "应报单位名单（csv 或 xlsx），相对于配置文件；同 `--roster`",
        "the bodies that must report (csv or xlsx), relative to the file; as `--roster`",
    ),
    "previous": Key(
        "上年的报告：文件、文件夹或 `gklint extract` 写出的文件，相对于配置文件；同 `--previous`",
        "last year's reports: files, folders or what `gklint extract` wrote, relative to the file; "
        "as `--previous`",
    ),
    "ocr": Key(
        "是否识别图片页上的文字；须先安装 `gklint[ocr]`",
        "whether text on pages that are pictures is recognised; needs `gklint[ocr]`",
        "装了就用",
        "where it is installed",
    ),
    "libreoffice": Key(
        "gklint 自己不能读取的旧格式（如 Word 95、.odt），是否请 LibreOffice 转换后再读",
        "whether LibreOffice converts the old formats that gklint does not read itself (Word 95, .odt)",
        "装了就用",
        "where it is installed",
    ),
    "timeouts.document": Key(
        "一份文件最多用几秒；写了就让每份文件在单独的进程里检查",
        "seconds one document may take; where given, documents are checked in processes of their own",
        f"{POOL_FROM} 份起每份 {_seconds(SECONDS)}",
        f"{_seconds(SECONDS)} each, from {POOL_FROM} documents on",
    ),
    "timeouts.fetch": Key(
        "一个网址最多用几秒，含重定向和重试",
        "seconds for one address, with redirects and retries",
        _seconds(TOTAL_SECONDS),
        _seconds(TOTAL_SECONDS),
    ),
    "network.allow": Key(
        "可以访问的内部网段，如 `10.20.0.0/16`；不写则只访问公众可以访问的网址",
        "private networks that may be asked, as `10.20.0.0/16`; otherwise only addresses on the "
        "public internet are",
    ),
    "profiles": Key(
        "只在某个方案下生效的项，键为方案名：`[profiles.supervise]`。其中可用 "
        "`select`、`ignore`、`severity`、`blank`、`fail-on`",
        "what holds in one profile only, by its name: `[profiles.supervise]`, with "
        "`select`, `ignore`, `severity`, `blank`, `fail-on`",
    ),
    "overrides": Key(
        "只对部分文件生效的项，可有多段：`[[overrides]]`。须写 `paths`，可用 "
        "`select`、`ignore`、`severity`。见下文“按路径区分”",
        "what holds for some files only, one `[[overrides]]` each: `paths`, with "
        "`select`, `ignore`, `severity`. See “By path”",
    ),
}

IGNORE: Final = """\
[ignore]
CT04 = {reason = "本机关统一使用公共邮箱", until = "2099-03-31"}
LG = {reason = "文字由综合科另行校对"}
"""
SEVERITY: Final = """\
[severity]
PD01 = "info"
LG = "warning"
"""
OVERRIDES: Final = """\
[[overrides]]
paths = ["乡镇/**", "街道/**"]
select = ["ST", "NM", "RD"]

[[overrides]]
paths = ["历史/*.txt"]
ignore = {ST07 = {reason = "旧年报沿用旧表"}}
severity = {CT01 = "info"}
"""
PROFILE: Final = """\
profile = "supervise"

[profiles.supervise]
fail-on = "warning"
blank = "zero"

[profiles.self-check]
ignore = ["LG05"]
"""
NETWORK: Final = """\
[timeouts]
document = 30
fetch = 10

[network]
allow = ["10.20.0.0/16"]
"""
PYPROJECT: Final = """\
[tool.gklint]
profile = "crawl"
exclude = ["草稿/", "*-old.html"]
"""
RULES: Final = """\
rules = ["my-rules"]
"""
FAULTY: Final = """\
profile = "selfcheck"
selct = ["NM"]

[ignore]
CT04 = {until = "2027-03-31"}
"""

TEXT: Final = {
    "title": Localised("配置", "Configuration"),
    "where": Localised(
        """gklint 用当前文件夹里的 `gklint.toml`，没有就看 `pyproject.toml` 的 `[tool.gklint]`，
再没有就逐级往上找；`--config 文件` 指定一份。命令行选项优先于配置文件，配置文件优先于方案的默认值。
`gklint init` 写一份带说明的样本（见文末），其中每一项都没有启用。

写错的项、不认识的值、不存在的规则都会一次全部指出，带文件、行、列，不会带着错误的配置检查（退出码 2）。
例如：""",
        """gklint uses `gklint.toml` of the current folder, else `[tool.gklint]` of its `pyproject.toml`,
else the nearest one above; `--config FILE` names one. An option on the command line wins over the
file, the file over the profile. `gklint init` writes a commented sample (below), nothing in it
switched on.

Misspelt keys, values that are none and rules that do not exist are all told at once, with file,
line and column, and nothing is checked with a faulty file (exit status 2). For instance:""",
    ),
    "told": Localised("会说：", "is told as:"),
    "keys": Localised("配置项", "Keys"),
    "head": Localised(
        "| 项 | 意思 | 可用的值 | 不写时 |", "| key | meaning | values | if left out |"
    ),
    "profiles": Localised("方案", "Profiles"),
    "profiles.text": Localised(
        "方案是一组默认值，用 `profile` 或 `--profile` 选定。",
        "A profile is a set of defaults, chosen by `profile` or `--profile`.",
    ),
    "profiles.head": Localised(
        "| 方案 | 用途 | fail-on | blank | 不查 | 合并为一行 |",
        "| profile | for | fail-on | blank | off | told in one line |",
    ),
    "self-check": Localised("发布前自查", "a body, before it publishes"),
    "supervise": Localised("主管部门检查", "the supervising department"),
    "crawl": Localised("定期巡查", "regular rounds of websites"),
    "profiles.after": Localised(
        "“LG:info”指 LG 族中级别为提示的。“合并为一行”只影响给人看的输出，json 等照样逐条列出。\n"
        "`[profiles.名称]` 里的 `select`、`blank`、`fail-on` 代替上一层的，`ignore`、`severity` "
        "加在上一层之上：",
        "“LG:info” are the rules of LG at level info. “Told in one line” concerns people only: json\n"
        "and the like list every finding. In `[profiles.NAME]`, `select`, `blank` and `fail-on` "
        "replace\nthose outside, `ignore` and `severity` are added:",
    ),
    "ignore": Localised("忽略", "Ignoring"),
    "ignore.text": Localised(
        """写成表时须写 `reason`（理由）；`until` 是有效的最后一天，过期后照常检查，并在结束时提醒一句。
被忽略的条数和理由仍写在结果里，不会悄悄消失。不需要理由时也可以写成名单：`ignore = ["CT04"]`。""",
        """As a table, each needs a `reason`; `until` is the last day it holds: from the next day on the rule
is checked again, and a note says so. How many findings are ignored and why stays in the result.
Without reasons a list will do: `ignore = ["CT04"]`.""",
    ),
    "severity": Localised("改级别", "Levels"),
    "severity.text": Localised(
        "级别是 `error`（错误）、`warning`（警告）、`info`（提示），影响结论和退出码。",
        "Levels are `error`, `warning` and `info`; they decide on verdict and exit status.",
    ),
    "paths": Localised("按路径区分", "By path"),
    "paths.text": Localised(
        """`paths` 是 gitignore 写法的通配符，相对于配置文件所在的文件夹；压缩包如同文件夹
（`bundle.zip!a/b.docx` 看作 `bundle.zip/a/b.docx`）。几段都符合时依次生效：`select` 越来越窄，`ignore` 累加，
`severity` 后写的优先。""",
        """`paths` are globs as in .gitignore, below the folder of the file; an archive counts as a folder
(`bundle.zip!a/b.docx` as `bundle.zip/a/b.docx`). Where several fit they hold one after the other:
`select` narrows, `ignore` adds up, of `severity` the later one counts.""",
    ),
    "own": Localised("自己的规则", "Own rules"),
    "own.text": Localised(
        """`rules` 列出规则文件夹，每个里面有一份 `pack.yaml`，写明 `extends: annual-report`（扩充哪个规则包）。
怎样写规则、怎样试，见[写自己的规则](writing-rules.md)。""",
        """`rules` lists folders of rules; the `pack.yaml` of each says which pack it adds to
(`extends: annual-report`). How to write and try rules: [writing rules](writing-rules.md).""",
    ),
    "limits": Localised("限时和内网", "Time limits and intranets"),
    "project": Localised("写在 pyproject.toml 里", "In pyproject.toml"),
    "starter": Localised("`gklint init` 写的样本", "What `gklint init` writes"),
}


def page() -> str:
    """The whole page, Chinese first."""
    halves = ["\n".join(_half("zh")), "\n".join(_half("en"))]
    return "# 配置 · Configuration\n\n[English](#configuration)\n\n" + "\n".join(halves)


def _half(lang: Lang) -> Iterator[str]:
    def say(key: str) -> str:
        return localise(TEXT[key], lang)

    yield f"## {say('title')}"
    yield from ("", say("where"), "", *_toml(FAULTY, mark="faulty"), "", say("told"), "")
    yield from ("```text", *_faults(lang), "```")
    yield from ("", f"### {say('keys')}", "", say("head"), "|---|---|---|---|", *_keys(lang))
    yield from ("", f"### {say('profiles')}", "", say("profiles.text"), "")
    yield from (say("profiles.head"), "|---|---|---|---|---|---|", *_profiles(lang))
    yield from ("", say("profiles.after"), "", *_toml(PROFILE))
    yield from ("", f"### {say('ignore')}", "", say("ignore.text"), "", *_toml(IGNORE))
    yield from ("", f"### {say('severity')}", "", say("severity.text"), "", *_toml(SEVERITY))
    yield from ("", f"### {say('paths')}", "", say("paths.text"), "", *_toml(OVERRIDES))
    yield from ("", f"### {say('own')}", "", say("own.text"), "", *_toml(RULES, mark="rules"))
    yield from ("", f"### {say('limits')}", "", *_toml(NETWORK))
    yield from ("", f"### {say('project')}", "", *_toml(PYPROJECT, mark="pyproject"))
    yield from ("", f"### {say('starter')}", "", *_toml(starter_config(lang)), "")


def _toml(text: str, mark: str = "") -> Iterator[str]:
    """A block of TOML; `mark` tells the tests what is special about it."""
    if mark:
        yield f"<!-- {mark} -->"
    yield "```toml"
    yield from text.rstrip("\n").split("\n")
    yield "```"


def _faults(lang: Lang) -> list[str]:
    """What gklint really says of the faulty example."""
    import tempfile

    from gklint.config import ConfigError, load_config

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gklint.toml"
        path.write_text(FAULTY, encoding="utf-8")
        try:
            load_config(Path(folder))
        except ConfigError as error:
            return error.text(lang).replace(str(path), path.name).split("\n")
    raise AssertionError("the faulty example is no fault")


def _keys(lang: Lang) -> Iterator[str]:
    schema = json.loads((builtin() / "schema" / "config.schema.json").read_text(encoding="utf-8"))
    values = dict(_values(schema, schema["properties"], lang))
    if values.keys() != KEYS.keys():
        raise KeyError(f"keys not explained or not known: {values.keys() ^ KEYS.keys()}")
    for name, key in KEYS.items():
        meaning, default = (key.zh, key.default_zh) if lang == "zh" else (key.en, key.default_en)
        yield f"| `{name}` | {meaning} | {values[name]} | {default} |"


def _values(
    schema: dict[str, Any], properties: dict[str, Any], lang: Lang, prefix: str = ""
) -> Iterator[tuple[str, str]]:
    """The values allowed, by the key's dotted name."""
    for name, given in properties.items():
        found = _resolved(schema, given)
        if "properties" in found:
            yield from _values(schema, found["properties"], lang, f"{name}.")
        else:
            yield prefix + name, _allowed(schema, found, lang)


def _resolved(schema: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    name = given.get("$ref", "").rpartition("/")[2]
    return {**schema["$defs"][name], **given} if name else given


def _allowed(schema: dict[str, Any], found: dict[str, Any], lang: Lang) -> str:
    words = {
        "array": Localised("列表", "list"),
        "object": Localised("表", "table"),
        "number": Localised("数", "number"),
        "string": Localised("文字", "text"),
        "or": Localised("或", " or "),
        "of": Localised("，值为", " of "),
    }
    if "enum" in found:
        return " ".join(f"`{value}`" for value in found["enum"])
    if found.get("type") == "boolean":
        return "`true` `false`"
    if "anyOf" in found:
        joint = localise(words["or"], lang)
        parts = (_allowed(schema, _resolved(schema, item), lang) for item in found["anyOf"])
        return joint.join(parts)
    told = localise(words[found["type"]], lang)
    inner = found.get("additionalProperties")
    if isinstance(inner, dict) and "enum" in inner:
        told += localise(words["of"], lang) + _allowed(schema, inner, lang)
    if found["type"] == "number":
        bound = f"> {found['exclusiveMinimum']}, ≤ {found['maximum']}"
        told += f"（{bound}）" if lang == "zh" else f" ({bound})"
    return told


def _profiles(lang: Lang) -> Iterator[str]:
    pack = next(p for p in load_packs() if p.key == PACK)
    none = "—"
    for name, setting in pack.profiles.items():
        off, fold = (" ".join(setting.get(key, ())) or none for key in ("off", "fold"))
        told = f"`{name}` | {localise(TEXT[name], lang)}"
        yield f"| {told} | `{setting['fail_on']}` | `{setting['blank']}` | {off} | {fold} |"
