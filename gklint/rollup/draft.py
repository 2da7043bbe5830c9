"""What the documents of a roll-up are made of: figures of the bodies, the roll call, findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.lang import localise
from gklint.outputs.totals import how

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from gklint.across.model import Digest, RollUp
    from gklint.across.rollcall import Roll
    from gklint.across.rollup import Collected, Contribution
    from gklint.finding import Verdict
    from gklint.result import BodySeen, DocumentResult
    from gklint.ruleset.model import Form, Pack

REPORTED: Final = ("in", "partly", "edition", "doubtful")
"""States of members whose figures are in the sums, at least in part."""


class Checked(NamedTuple):
    """One report, judged, in few words: findings `mend` (应改) and `review` (请核实), and the names
    of the gravest faults."""

    body: str
    source: str
    verdict: Verdict
    mend: int
    review: int
    faults: tuple[str, ...]


class Common(NamedTuple):
    """A fault, the bodies that have it, and by body what the first finding of it says."""

    rule: str
    bodies: tuple[str, ...]
    told: Mapping[str, str]


@dataclass(slots=True)
class Findings:
    """Collects results one by one and keeps no more than the notice needs."""

    checked: list[Checked] = field(default_factory=list)
    told: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """By rule and source what the first finding to be mended says."""

    def add(self, result: DocumentResult) -> None:
        """Take the findings of one document."""
        body = result.whose
        counts = Counter(map(how, result.findings))
        mend = [f for f in result.findings if how(f) == "mend"]
        mend.sort(key=lambda f: f.severity.rank)
        faults = tuple(dict.fromkeys(f.rule for f in mend))
        self.checked.append(
            Checked(body, result.source, result.verdict, counts["mend"], counts["review"], faults)
        )
        for finding in mend:
            self.told[finding.rule].setdefault(result.source, finding.message)


@dataclass(frozen=True)
class Draft:
    """A roll-up: what members give (`collected`), the form it is printed in, the parent's own
    report where there is one, who has reported and what was found in the reports."""

    pack: Pack
    form: Form
    collected: Collected
    roll: Roll
    own: Digest | None
    findings: Findings
    today: date

    @cached_property
    def sums(self) -> RollUp:
        return self.collected.summed()

    @cached_property
    def counted(self) -> tuple[Contribution, ...]:
        """The members that count, those that are missing too."""
        return tuple(
            one for one in self.collected.contributions if one.member.state not in ("out", "exempt")
        )

    @property
    def gaps(self) -> tuple[Contribution, ...]:
        """The members that are due and of which nothing is in the sums."""
        return tuple(one for one in self.counted if one.member.state not in REPORTED)

    def whole(self, name: str) -> bool:
        """Whether every member that counts gave the figure."""
        return not self.gaps and name not in self.sums.open and name in self.sums.sums

    def value(self, name: str) -> Decimal | None:
        """The sum over the members that gave the figure; None where none did."""
        return self.sums.sums.get(name)

    @cached_property
    def due(self) -> tuple[BodySeen, ...]:
        """The members that had to report, as the roll call has them."""
        members = {one.member.name for one in self.collected.contributions}
        listed = (body for body in self.roll.bodies if body.name in members)
        return tuple(body for body in listed if body.state not in ("exempt", "unlisted"))

    @cached_property
    def checked(self) -> tuple[Checked, ...]:
        """The files of the members, judged."""
        sources = {source for body in self.due for source in body.sources}
        return tuple(one for one in self.findings.checked if one.source in sources)

    @cached_property
    def common(self) -> tuple[Common, ...]:
        """The faults to be mended in the members' reports, those of most bodies first."""
        bodies = {one.source: one.body for one in self.checked}
        found = []
        for rule, told in self.findings.told.items():
            held: dict[str, str] = {}
            for source, message in told.items():
                if source in bodies:
                    held.setdefault(bodies[source], message)
            if held:
                found.append(Common(rule, tuple(held), held))
        return tuple(sorted(found, key=lambda c: (-len(c.bodies), c.rule)))

    def states(self) -> Mapping[str, tuple[BodySeen, ...]]:
        """The bodies due by their state in the roll call."""
        found: defaultdict[str, list[BodySeen]] = defaultdict(list)
        for body in self.due:
            found[body.state].append(body)
        return {state: tuple(bodies) for state, bodies in found.items()}

    @property
    def law(self) -> str:
        """The title of the law that asks for the reports, in Chinese."""
        known = self.pack.instruments.values()
        laws = (i for i in known if i.kind == "law" and (not i.forms or self.form.key in i.forms))
        return next((localise(law.title, "zh") for law in laws), "")

    def title_of(self, rule: str) -> str:
        """A rule's title in Chinese."""
        return next((r.title.zh for r in self.pack.rules if r.id == rule), rule)

    def family_of(self, rule: str) -> str:
        """The name of a rule's family in Chinese."""
        name = self.pack.families.get(rule[:2])
        return name.zh if name is not None else rule[:2]
