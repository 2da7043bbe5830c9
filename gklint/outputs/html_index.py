"""The index of the page: a line a document, totals, roll call, faults that many share."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.finding import Verdict
from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.html_marks import gravest
from gklint.outputs.sources import common_folder
from gklint.outputs.terms import verdict_word
from gklint.outputs.totals import Counts, RoundCounts, count, how, round_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.finding import NotAssessed
    from gklint.lang import Text
    from gklint.outputs.base import Setting
    from gklint.result import BodySeen, DocumentResult, RunReport

COMMON: Final = 15
"""How many of the commonest faults are told."""

ORDER: Final = (
    Verdict.FAIL.value,
    Verdict.REVIEW.value,
    Verdict.PASS.value,
    Verdict.UNREADABLE.value,
)


class Row(NamedTuple):
    """A document in the index. `kinds` are (family, how many, gravest level); `rules` (id,
    gravest level)."""

    number: int
    source: str
    body: str
    year: int | None
    verdict: str
    word: str
    counts: Counts
    rounds: RoundCounts
    kinds: tuple[tuple[str, int, str], ...]
    rules: tuple[tuple[str, str], ...]
    read: int
    expected: int

    @property
    def rank(self) -> int:
        """For sorting by verdict: the gravest first."""
        return ORDER.index(self.verdict)


class Family(NamedTuple):
    """A family of rules with findings; `documents` have one, `rules` (id, title, documents)."""

    key: str
    name: str
    documents: int
    rules: tuple[tuple[str, str, int], ...]


class Common(NamedTuple):
    """A rule that several documents break."""

    rule: str
    title: str
    level: str
    documents: int


class RollLine(NamedTuple):
    body: BodySeen
    doubt: str
    documents: tuple[tuple[str, int | None], ...]


class SharedLine(NamedTuple):
    title: str
    message: str
    remedy: str
    rule: str
    level: str
    bodies: int
    documents: tuple[tuple[str, int | None], ...]


def row(number: int, result: DocumentResult, setting: Setting) -> Row:
    """The line of one document."""
    found = result.findings
    again = result.round
    if again is not None:
        found = (*found, *again.persisting)
    kinds: dict[str, list[str]] = defaultdict(list)
    rules: dict[str, list[str]] = defaultdict(list)
    for finding in found:
        kinds[finding.rule[:2]].append(how(finding))
        rules[finding.rule].append(how(finding))
    seen = result.identity
    return Row(
        number=number,
        source=result.source,
        body=result.body or (seen.issuer if seen is not None else None) or "",
        year=seen.year if seen is not None else None,
        verdict=result.verdict.value,
        word=verdict_word(result.verdict, setting.lang),
        counts=count(result.findings),
        rounds=round_counts(result),
        kinds=tuple((key, len(levels), gravest(levels)) for key, levels in kinds.items()),
        rules=tuple((rule, gravest(levels)) for rule, levels in rules.items()),
        read=sum(c.read for c in result.coverage),
        expected=sum(c.expected for c in result.coverage),
    )


class Index:
    """All that the head of the page shows of a run."""

    def __init__(self, run: RunReport, rows: Sequence[Row], setting: Setting) -> None:
        self._setting, self._numbers = setting, {r.source: r.number for r in rows}
        lang = setting.lang
        self.rows = rows
        self.folder = common_folder(r.source for r in rows) if len(rows) > 1 else ""
        verdicts = Counter(r.verdict for r in rows)
        self.verdicts = [
            (verdict, verdict_word(Verdict(verdict), lang), verdicts[verdict])
            for verdict in ORDER
            if verdicts[verdict]
        ]
        told = [count(run.findings), *(r.counts for r in rows)]
        self.counts = Counts(*(sum(part) for part in zip(*told, strict=True)))
        self.read, self.expected = sum(r.read for r in rows), sum(r.expected for r in rows)
        self.families = self._families(run.families)
        self.common = self._common()
        self.off = by_reason(run.switched_off, setting)
        self.rounds = _rounds(rows) if run.compared is not None else ()
        self.roll = [
            RollLine(b, localise(b.doubt, lang), self._documents(b.sources)) for b in run.roll
        ]
        self.due = [line for line in self.roll if line.body.state not in ("exempt", "unlisted")]
        self.states = Counter(b.state for b in run.roll)
        self.shared = [
            SharedLine(
                title(s.finding.rule, setting),
                s.finding.message,
                s.finding.remedy,
                s.finding.rule,
                how(s.finding),
                len(s.bodies),
                self._named(s.sources),
            )
            for s in run.shared
        ]

    def short(self, source: str) -> str:
        """`source` without the folder that all have in common."""
        return source.removeprefix(self.folder)

    def _documents(self, sources: Iterable[str]) -> tuple[tuple[str, int | None], ...]:
        return tuple((source, self._numbers.get(source)) for source in sources)

    def _named(self, sources: Sequence[str]) -> tuple[tuple[str, int | None], ...]:
        """Documents by their bodies; the files of a body that has several are told as well."""
        bodies = {line.source: line.body for line in self.rows}
        names = [bodies.get(source, "") for source in sources]
        told = []
        for source, name in zip(sources, names, strict=True):
            short = self.short(source)
            if name and names.count(name) > 1:
                name = say("roll.with_sources", self._setting.lang, name=name, sources=short)
            told.append((name or short, self._numbers.get(source)))
        return tuple(told)

    def _families(self, names: Mapping[str, Text]) -> list[Family]:
        """Families that have findings, in the order of the pack."""
        of = Counter(key for line in self.rows for key, _, _ in line.kinds)
        rules = Counter(rule for line in self.rows for rule, _ in line.rules)
        known = list(names)
        return [
            Family(
                key,
                localise(names.get(key, key), self._setting.lang),
                of[key],
                tuple(
                    (rule, title(rule, self._setting), rules[rule])
                    for rule in sorted(rules)
                    if rule.startswith(key)
                ),
            )
            for key in sorted(of, key=lambda key: known.index(key) if key in names else len(known))
        ]

    def _common(self) -> list[Common]:
        levels: dict[str, list[str]] = defaultdict(list)
        for line in self.rows:
            for rule, level in line.rules:
                levels[rule].append(level)
        found = [
            Common(rule, title(rule, self._setting), gravest(of), len(of))
            for rule, of in levels.items()
            if len(of) > 1
        ]
        return sorted(found, key=lambda c: (-c.documents, c.rule))[:COMMON]


def _rounds(rows: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    """How many findings are fixed, not fixed, new, not judged again."""
    sums = (sum(part) for part in zip(*(r.rounds for r in rows), strict=True))
    return tuple(zip(RoundCounts._fields, sums, strict=False))


def title(rule: str, setting: Setting) -> str:
    known = setting.rules.get(rule)
    return localise(known.title, setting.lang) if known is not None else rule


def by_reason(items: Iterable[NotAssessed], setting: Setting) -> list[tuple[str, list[str]]]:
    """Rules not assessed by reason, each as 「title（id）」."""
    grouped: dict[str, list[str]] = {}
    for item in items:
        told = title(item.rule, setting)
        named = f"{told} {item.rule}" if told != item.rule else told
        of = grouped.setdefault(localise(item.reason, setting.lang), [])
        if named not in of:
            of.append(named)
    return list(grouped.items())
