"""Rosters and inputs of invented bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gklint.across.model import Digest, Entry, Roster
from gklint.across.names import Names
from gklint.across.roster import load_roster
from gklint.across.spelling import words_of
from gklint.across.submissions import Submissions
from gklint.ruleset.load import load_packs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gklint.across.rollcall import Roll


def words() -> Mapping[str, Any]:
    return words_of(load_packs())


def roster(*bodies: str | Entry, source: str = "名单.csv") -> Roster:
    """One entry a body, from line 2 on."""
    entries = (body if isinstance(body, Entry) else Entry(body) for body in bodies)
    return Roster(source, tuple(e._replace(line=n) for n, e in enumerate(entries, 2)))


def names(*bodies: str | Entry) -> Names:
    return Names(roster(*bodies), words())


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "名单.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def loaded(folder: Path, text: str, encoding: str = "utf-8") -> Roster:
    return load_roster(written(folder, text, encoding), words())


def report(issuer: str | None, year: int | None = 2022, source: str = "", **more: Any) -> Digest:
    return Digest(source=source or f"{issuer}.docx", issuer=issuer, year=year, **more)


def unread(source: str, problem: str = "RD02") -> Digest:
    return Digest(source=source, problem=problem)


def called(bodies: Roster, digests: Sequence[Digest], year: int | None = None) -> Roll:
    return Submissions(digests, bodies, load_packs()).roll(year)
