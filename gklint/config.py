"""Configuration: ``gklint.toml``, or ``[tool.gklint]`` of ``pyproject.toml``.

The nearest one, from the folder of work upward, is used; ``rules/schema/config.schema.json`` says
what it may hold. Whatever is wrong is told at once, with file and line.
"""

from __future__ import annotations

import hashlib
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from gklint.config_file import ConfigError, ConfigFile
from gklint.finding import Severity
from gklint.ruleset import cache

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from gklint.lang import Lang
    from gklint.ruleset.model import Rule

__all__ = ["Config", "ConfigError", "Ignore", "Override", "load_config", "starter_config"]

FILE: Final = "gklint.toml"
FailOn = Literal["error", "warning", "info", "never"]


_EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})


class Ignore(NamedTuple):
    """A rule, family, name or tag not to be told, why, and the last day this holds."""

    selector: str
    reason: str = ""
    until: date | None = None

    def holds(self, today: date) -> bool:
        return self.until is None or today <= self.until


class Override(NamedTuple):
    """Rules switched for sources that match `paths`, gitignore-style globs below the folder of
    the file. Several that match hold one after the other."""

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    severity: Mapping[str, Severity] = _EMPTY
    blank: str | None = None
    fail_on: FailOn | None = None


class Config(NamedTuple):
    """What a configuration file says; None where it says nothing.

    `path` is the file, None where none was found. `rules`, `roster` and `previous` (last year's
    reports) are absolute. Seconds for
    `document_timeout` and `fetch_timeout`. `networks` may be asked though they are private.
    `ocr` and `libreoffice` may be used where they are installed.
    """

    path: Path | None = None
    profile: str | None = None
    lang: Lang | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    severity: Mapping[str, Severity] = _EMPTY
    blank: str | None = None
    fail_on: FailOn | None = None
    rules: tuple[Path, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    roster: Path | None = None
    previous: tuple[str, ...] = ()
    document_timeout: float | None = None
    fetch_timeout: float | None = None
    networks: tuple[str, ...] = ()
    ocr: bool = True
    libreoffice: bool = True
    profiles: Mapping[str, Override] = _EMPTY
    overrides: tuple[Override, ...] = ()

    def under(self, profile: str) -> Config:
        """This configuration with its table for `profile` laid over it."""
        own = self.profiles.get(profile)
        if own is None:
            return self
        return self._replace(
            select=own.select or self.select,
            ignore=self.ignore + own.ignore,
            severity={**self.severity, **own.severity},
            blank=own.blank or self.blank,
            fail_on=own.fail_on or self.fail_on,
        )

    def ignored(self, today: date) -> dict[str, str]:
        """Selectors ignored on `today` and the reasons given ("" where none is)."""
        return {entry.selector: entry.reason for entry in self.ignore if entry.holds(today)}

    def expired(self, today: date) -> tuple[Ignore, ...]:
        """Ignores whose last day has passed: they no longer hold, and people ought to know."""
        every = [*self.ignore, *(i for o in self.overrides for i in o.ignore)]
        return tuple(entry for entry in every if not entry.holds(today))

    def check_names(self, rules: Iterable[Rule]) -> None:
        """Raises ConfigError for every selector that names none of `rules`."""
        if self.path is not None:
            ConfigFile.read(self.path).check_names(rules)


def load_config(start: Path, explicit: Path | None = None) -> Config:
    """The configuration in `explicit`, else the nearest from `start` upward, else an empty one.

    Raises ConfigError with every problem of the file.
    """
    path = explicit if explicit is not None else _find(start)
    if path is None:
        return Config()
    file = ConfigFile.read(path)
    name = cache.key([("config", hashlib.sha256(file.text.encode()).hexdigest())])
    known = cache.get(name)
    if known is None:
        known = [file.checked()]
        cache.put(name, known)
    return _config(path, known[0])


def _find(start: Path) -> Path | None:
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        project = folder / "pyproject.toml"
        if project.is_file() and b"tool.gklint" in project.read_bytes():
            return project
    return None


def _config(path: Path, data: Mapping[str, Any]) -> Config:
    timeouts = data.get("timeouts", {})
    return Config(
        path=path,
        profile=data.get("profile"),
        lang=data.get("lang"),
        select=tuple(data.get("select", ())),
        ignore=_ignore(data.get("ignore", ())),
        severity=_severity(data),
        blank=data.get("blank"),
        fail_on=data.get("fail-on"),
        rules=tuple((path.parent / folder).resolve() for folder in data.get("rules", ())),
        include=tuple(data.get("include", ())),
        exclude=tuple(data.get("exclude", ())),
        roster=(path.parent / data["roster"]).resolve() if "roster" in data else None,
        previous=tuple(str((path.parent / item).resolve()) for item in data.get("previous", ())),
        document_timeout=timeouts.get("document"),
        fetch_timeout=timeouts.get("fetch"),
        networks=tuple(data.get("network", {}).get("allow", ())),
        ocr=data.get("ocr", True),
        libreoffice=data.get("libreoffice", True),
        profiles={name: _override(item) for name, item in data.get("profiles", {}).items()},
        overrides=tuple(_override(item) for item in data.get("overrides", ())),
    )


def _override(data: Mapping[str, Any]) -> Override:
    return Override(
        paths=tuple(data.get("paths", ())),
        select=tuple(data.get("select", ())),
        ignore=_ignore(data.get("ignore", ())),
        severity=_severity(data),
        blank=data.get("blank"),
        fail_on=data.get("fail-on"),
    )


def _severity(data: Mapping[str, Any]) -> dict[str, Severity]:
    return {name: Severity(value) for name, value in data.get("severity", {}).items()}


def _ignore(data: Any) -> tuple[Ignore, ...]:
    if not isinstance(data, dict):
        return tuple(Ignore(selector) for selector in data)
    return tuple(
        Ignore(
            selector,
            entry["reason"],
            date.fromisoformat(entry["until"]) if "until" in entry else None,
        )
        for selector, entry in data.items()
    )


def starter_config(lang: Lang) -> str:
    """A commented gklint.toml for `gklint init`: every key, none of them switched on."""
    return _STARTER_ZH if lang == "zh" else _STARTER_EN


_STARTER_ZH: Final = """\
# gklint 的配置。去掉行首的 # 即生效；不写的项用默认值。

# 方案：self-check 发布前自查（默认）、supervise 主管部门检查、crawl 定期巡查
# profile = "self-check"

# 界面语言：zh 或 en
# lang = "zh"

# 只检查这些规则（编号、规则族、名称或标签）
# select = ["ST", "NM", "PT"]

# 单元格空白怎样对待：info 提示、zero 按 0、warn 警告、error 错误
# blank = "info"

# 达到哪一级就以退出码 1 结束：error、warning、info、never
# fail-on = "error"

# 自己的规则文件夹，相对于本文件
# rules = ["my-rules"]

# 检查文件夹时取哪些、不取哪些文件
# include = ["*.html", "*.docx", "*.txt"]
# exclude = ["草稿/"]

# 应报单位名单和上年的报告，相对于本文件；同 --roster、--previous
# roster = "应报单位名单.xlsx"
# previous = ["2022年/"]

# 识别图片页上的文字、请 LibreOffice 转换旧格式：装了就用，false 为不用
# ocr = false
# libreoffice = false

# 不报告的规则：写明理由；until 是有效的最后一天，过期自动恢复
# [ignore]
# CT04 = {reason = "本机关统一使用公共邮箱", until = "2027-03-31"}

# 调整级别
# [severity]
# PD01 = "info"

# 限时（秒）
# [timeouts]
# document = 60
# fetch = 20

# 可以访问的内部网段；不写则只访问公众可以访问的网址
# [network]
# allow = ["10.20.0.0/16"]

# 只在某个方案下生效
# [profiles.supervise]
# blank = "warn"
# fail-on = "warning"

# 只对部分文件生效：路径相对于本文件；几条都符合时依次生效，后面的级别优先
# [[overrides]]
# paths = ["乡镇/**"]
# ignore = ["ST09"]
"""

_STARTER_EN: Final = """\
# Configuration of gklint. Take the # away to switch a line on; what is left out has its default.

# Who checks: self-check (default), supervise, crawl
# profile = "self-check"

# Language: zh or en
# lang = "en"

# Only these rules (ids, families, names or tags)
# select = ["ST", "NM", "PT"]

# What a blank cell means: info, zero, warn, error
# blank = "info"

# From which level on the exit status is 1: error, warning, info, never
# fail-on = "error"

# Folders of own rules, relative to this file
# rules = ["my-rules"]

# Files taken from folders, and left out
# include = ["*.html", "*.docx", "*.txt"]
# exclude = ["drafts/"]

# The roster of bodies and last year's reports, relative to this file; as --roster, --previous
# roster = "roster.xlsx"
# previous = ["2022/"]

# Recognising text on pages that are pictures, and having LibreOffice convert old formats: used
# where they are installed; false: not at all
# ocr = false
# libreoffice = false

# Rules not to be told: say why; until is the last day this holds
# [ignore]
# CT04 = {reason = "our bodies share a public mailbox", until = "2027-03-31"}

# Other severities
# [severity]
# PD01 = "info"

# Time limits in seconds
# [timeouts]
# document = 60
# fetch = 20

# Private networks that may be asked; by default only addresses on the public internet are
# [network]
# allow = ["10.20.0.0/16"]

# In one profile only
# [profiles.supervise]
# blank = "warn"
# fail-on = "warning"

# For some files only: paths below this file's folder. Where several fit they hold one after the
# other, and the last severity given counts
# [[overrides]]
# paths = ["townships/**"]
# ignore = ["ST09"]
"""
