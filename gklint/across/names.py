"""Whether two names are one body: by the roster's aliases and former names, else by the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.across.model import Match
from gklint.report.issuer import same_body
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.across.model import Digest, Entry, Roster


class Names:
    """The names of a run: those of the roster, and how others compare with them."""

    def __init__(self, roster: Roster | None = None) -> None:
        self._known: dict[str, tuple[Entry, str]] = {}
        for entry in roster.entries if roster is not None else ():
            for how, names in (
                ("same", (entry.name,)),
                ("alias", entry.aliases),
                ("former", entry.former),
            ):
                for name in names:
                    self._known.setdefault(fold_label(name), (entry, how))

    def entry(self, names: Iterable[str]) -> tuple[Entry, Match] | None:
        """The roster's line for a body that calls itself `names`, its first name first."""
        for name in names:
            found = self._known.get(fold_label(name))
            if found is not None:
                entry, how = found
                return entry, Match(how, entry.name)
        return None

    def key(self, digest: Digest) -> str | None:
        """One name for a body, whatever it calls itself; None where the issuer is not known."""
        if digest.issuer is None:
            return None
        found = self.entry((digest.issuer, *digest.aliases))
        return fold_label(found[0].name if found is not None else digest.issuer)

    def same(self, one: Digest, other: Digest) -> Match | None:
        """How `other` is known to be the body of `one`; None where it is another."""
        key, other_key = self.key(one), self.key(other)
        if key is None or other_key is None or one.issuer is None or other.issuer is None:
            return None
        if key == other_key:
            exact = fold_label(one.issuer) == fold_label(other.issuer)
            return Match("same" if exact else "alias", other.issuer)
        if {fold_label(n) for n in (one.issuer, *one.aliases)} & {
            fold_label(n) for n in (other.issuer, *other.aliases)
        }:
            return Match("alias", other.issuer)
        return Match("similar", other.issuer) if same_body(one.issuer, other.issuer) else None
