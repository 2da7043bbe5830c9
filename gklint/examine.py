"""One source, start to end: read, recognise, judge. What a worker does; it holds no state but
the plan and the packs, so that any worker can take any source and a run can be replayed.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from gklint.checks.base import Context
from gklint.document.errors import ReadingError
from gklint.document.read import read
from gklint.engine import judge, judge_unreadable, judge_unrecognised
from gklint.finding import Cause, NotAssessed
from gklint.lang import Localised
from gklint.report.addresses import addresses
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.load import load_packs
from gklint.ruleset.select import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gklint.checks.base import LinkAnswer
    from gklint.document.model import Document
    from gklint.plan import PathRules, Plan
    from gklint.report.model import Report
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Pack, Rule
    from gklint.sources import Source

BASE_PACK: Final = "reading"
"""The pack of the RD rules: it recognises nothing and speaks of gklint's own reading."""


class Examiner:
    """Judges sources by a plan. Raises RuleFileError and UnknownSelector on construction."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        packs = load_packs(plan.rule_folders)
        self.packs = tuple(pack for pack in packs if pack.key != BASE_PACK)
        base = next(pack for pack in packs if pack.key == BASE_PACK)
        self.reading = {rule.id: rule for rule in base.rules}
        every = tuple(rule for pack in packs for rule in pack.rules)
        self._selected = {rule.id for rule in select(every, plan.select, plan.ignore)}
        ignored = plan.ignored or {}
        self._ignored = {
            rule.id: reason
            for selector, reason in ignored.items()
            for rule in select(every, (selector,), ())
        }

    @cached_property
    def rules(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules of each pack that the plan selects, severities overridden."""
        return {pack.key: self._rules(pack, None) for pack in self.packs}

    def examine(
        self, source: Source, answers: Mapping[str, LinkAnswer] | None = None
    ) -> DocumentResult:
        """The result for one source; `answers` are the addresses asked, None with network off."""
        result = self._examine(source, answers)
        return replace(result, sha256=hashlib.sha256(source.data).hexdigest())

    def unreadable(self, name: str, error: ReadingError) -> DocumentResult:
        """The result for a source whose bytes could not be had."""
        return judge_unreadable(name, error, self.reading, self.plan.lang)

    def addresses(self, source: Source) -> tuple[str, ...]:
        """The addresses that the report in `source` gives; none where it can't be read."""
        try:
            report = self._recognise(source, read(source.data, source.name, source.declared))
        except ReadingError:
            return ()  # `examine` will say why
        return tuple(a.url for a in addresses(report)) if report is not None else ()

    def missing_phrases(self) -> tuple[str, ...]:
        """What a page says that is not there, by the packs' words (`links: missing`)."""
        return tuple(
            phrase
            for pack in self.packs
            for phrase in pack.words.get("links", {}).get("missing", ())
        )

    def _examine(self, source: Source, answers: Mapping[str, LinkAnswer] | None) -> DocumentResult:
        lang = self.plan.lang
        try:
            document = read(source.data, source.name, source.declared)
        except ReadingError as error:
            return judge_unreadable(source.name, error, self.reading, lang)
        report = self._recognise(source, document)
        if report is None:
            return judge_unrecognised(
                source.name, document.media_type, document.encoding, self.reading, lang
            )
        result = judge(
            report,
            self._rules_for(report.pack, source.name),
            self._context(report.pack, source, answers),
            lang,
            reading=self.reading,
            with_facts=self.plan.facts,
        )
        told = tuple(self._told_ignored(report.pack))
        return replace(result, not_assessed=result.not_assessed + told) if told else result

    def _recognise(self, source: Source, document: Document) -> Report | None:
        plan = self.plan
        hints = Hints(
            url=source.url,
            year=plan.year,
            issuer=plan.issuer,
            form=plan.form,
            source_name=source.name,
        )
        return recognise(document, self.packs, hints)

    def _context(
        self, pack: Pack, source: Source, answers: Mapping[str, LinkAnswer] | None
    ) -> Context:
        plan = self.plan
        blank = plan.blank or pack.profiles.get(plan.profile, {}).get("blank", "info")
        stage = plan.stage or ("published" if source.url is not None else "draft")
        return Context(stage, plan.profile, answers, date.today(), blank)

    def _rules_for(self, pack: Pack, name: str) -> tuple[Rule, ...]:
        for entry in self.plan.per_path:
            if _matches(entry, name):
                return self._rules(pack, entry)
        return self.rules[pack.key]

    def _rules(self, pack: Pack, entry: PathRules | None) -> tuple[Rule, ...]:
        chosen = [
            rule
            for rule in pack.rules
            if rule.id in self._selected and rule.id not in self._ignored
        ]
        severity = dict(self.plan.severity or {})
        if entry is not None:
            chosen = list(select(chosen, entry.select, entry.ignore))
            severity.update(entry.severity or {})
        return tuple(
            replace(rule, severity=severity[rule.id]) if rule.id in severity else rule
            for rule in chosen
        )

    def _told_ignored(self, pack: Pack) -> Iterable[NotAssessed]:
        for rule in pack.rules:
            reason = self._ignored.get(rule.id)
            if reason is not None:
                text = Localised(f"已按配置忽略：{reason}", f"ignored by configuration: {reason}")
                yield NotAssessed(rule.id, text, Cause.SWITCHED_OFF)


def _matches(entry: PathRules, name: str) -> bool:
    import pathspec

    return pathspec.GitIgnoreSpec.from_lines(entry.patterns).match_file(name)
