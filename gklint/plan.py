"""How a run judges: rules, profile, overrides. Plain data, sent to every worker once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.document.means import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from gklint.document.means import Means
    from gklint.finding import Severity
    from gklint.lang import Lang


class PathRules(NamedTuple):
    """Rules switched for the sources that match `patterns` (gitignore-style globs).

    `select` narrows what the run selects; `ignored` maps selectors to reasons; `severity` maps
    rule ids to levels.
    """

    patterns: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignored: Mapping[str, str] = {}
    severity: Mapping[str, Severity] = {}


class Plan(NamedTuple):
    """Everything but the inputs. `stage` None: draft for files, published for addresses.

    `ignored` maps rule selectors to the reasons the configuration gives. Of `per_path`, every
    entry that matches a source holds, one after the other; its patterns are about the path below
    `root` (the configuration's folder). `blank` None leaves it to the profile; `year`, `issuer`,
    `form` override what is read from the document. `today` is one day for the whole run. `means`
    is what readers may use beyond this package.
    """

    lang: Lang = "zh"
    profile: str = "self-check"
    stage: str | None = None
    rule_folders: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    ignored: Mapping[str, str] = {}
    severity: Mapping[str, Severity] = {}
    root: Path | None = None
    per_path: tuple[PathRules, ...] = ()
    blank: str | None = None
    year: int | None = None
    issuer: str | None = None
    form: str | None = None
    facts: bool = False
    content: bool = False
    today: date | None = None
    means: Means = NONE
