"""How a run judges: rules, profile, overrides. Plain data, sent to every worker once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gklint.finding import Severity
    from gklint.lang import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRules:
    """Rules switched for the sources that match `patterns` (gitignore-style globs)."""

    patterns: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    severity: Mapping[str, Severity] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything but the inputs. `stage` None: draft for files, published for addresses.

    `ignored` maps a rule selector to the reason the configuration gives; `blank` None leaves it
    to the profile; `year`, `issuer`, `form` override what is read from the document.
    """

    lang: Lang = "zh"
    profile: str = "self-check"
    stage: str | None = None
    rule_folders: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    ignored: Mapping[str, str] | None = None
    severity: Mapping[str, Severity] | None = None
    per_path: tuple[PathRules, ...] = ()
    blank: str | None = None
    year: int | None = None
    issuer: str | None = None
    form: str | None = None
    facts: bool = False
