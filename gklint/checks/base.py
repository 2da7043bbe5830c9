"""What a kind of check is, and what it may look at.

A check gets a `Report`, its options and a frozen `Context`, and yields hits. It measures; the rule
owns words, level and basis. It opens no file and no socket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.across.model import NOTHING
from gklint.finding import Cause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from gklint.across.model import Surroundings
    from gklint.across.rollcall import Roll
    from gklint.finding import Hit, NotAssessed
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule


NEEDS: Final = (
    "document",
    "report",
    "title",
    "issuer",
    "year",
    "form",
    "period",
    "contact",
    "preamble",
    "sections",
    "tables",
    "typed",
    "published",
    "body.kind",
    "body.level",
    "links",
    "url",
    "today",
    "previous",
    "roster",
    "entry",
    "rollup",
    "region",
    "bodies",
    "others",
    "forms",
    "against",
    "section:",
    "table:",
)
"""The words of a rule's and a kind's `needs`: what must have been read before it may speak. The
last two take the key of a section or table. `gklint.engine.prerequisites` holds reports to them."""


class LinkAnswer(NamedTuple):
    """What asking an address brought. `state`: "alive", "dead" (404, 410, no such host) or
    "unclear"; `reason` says why in words for people."""

    address: str
    state: str
    reason: Text = ""
    status: int | None = None
    final: str | None = None


class Context(NamedTuple):
    """All that judging may know beyond one report; frozen, so judging can be replayed.

    `around` is what is known of other years, bodies and files. `links` is None where the network is
    off. `today` is None unless a rule or its kind names it
    among its needs: what does not look at the date holds for good and may be kept.
    `elsewhere` says where the tables that a page lacks seem to be and why they were not read there.
    """

    stage: str = "draft"
    profile: str = "self-check"
    links: Mapping[str, LinkAnswer] | None = None
    today: date | None = None
    around: Surroundings = NOTHING
    blank: str = "info"  # what a blank cell means to the district: info | zero | warn | error
    elsewhere: Text | None = None


class CannotAssess(Exception):
    """Raised by a check whose input turns out to be missing: the rule is not assessed."""

    def __init__(self, reason: Text, cause: Cause = Cause.CONTENT) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.cause = cause


if TYPE_CHECKING:
    RunTogether = Callable[
        [Report, Sequence[Rule], Context], Iterator[tuple[Rule, Hit | NotAssessed]]
    ]


class CheckKind(NamedTuple):
    """A kind of check that rules name in `check.kind`.

    `options` is the JSON Schema (an object schema) of the rule's options; `needs` are the
    prerequisites every rule of the kind has, words of `NEEDS`; `asks` are words of what it looks
    at around a report where the run was given it, and can do without. `validate`, where
    given, looks at a rule against its pack when the pack is loaded and yields a sentence for each
    option that can match nothing (an unknown table, row, section …).
    """

    name: str
    run: Callable[[Report, Rule, Context], Iterator[Hit]]
    options: Mapping[str, Any]
    needs: tuple[str, ...] = ()
    validate: Callable[[Rule, Pack], Iterator[Text]] | None = None
    run_together: RunTogether | None = None
    """Where one cause may break several rules of the kind: called once with all of them."""
    asks: tuple[str, ...] = ()
    over_run: Callable[[Roll, Rule, date | None], Iterator[Hit]] | None = None
    """What the kind says of a whole run: its roll call, by the date of today."""
