"""Options and configuration → what a run is to do. An option given wins over the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gklint.batch import Request
from gklint.cli.earlier import refuse_over_inputs
from gklint.cli.options import names
from gklint.cli.refusal import Refusal, os_reason
from gklint.cli.run import Job
from gklint.config import ConfigError, load_config
from gklint.document.means import find_means
from gklint.messages import say
from gklint.outputs.base import Setting
from gklint.plan import PathRules, Plan
from gklint.ruleset.load import load_packs
from gklint.ruleset.problems import RuleFileError
from gklint.ruleset.select import select

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.across.model import Roster
    from gklint.baseline import Baseline
    from gklint.config import Config, Override
    from gklint.finding import Severity
    from gklint.lang import Lang
    from gklint.outputs.target import Target
    from gklint.ruleset.model import Rule


class Settings:
    """What one call asks for; `asked` is the language that was asked for by name, if any.

    Raises Refusal where the configuration can't be used.
    """

    def __init__(self, given: Mapping[str, Any], lang: Lang, asked: Lang | None) -> None:
        self._given, self.lang, self._today = given, lang, date.today()
        try:
            config = load_config(Path.cwd(), given["config"])
        except ConfigError as error:
            raise self._faulty(error) from None
        self.lang = asked or config.lang or lang
        self._profile: str = given.get("profile") or config.profile or "self-check"
        self._config: Config = config.under(self._profile)
        self._rules = self._named_rules() if config.path is not None else ()

    def job(self, targets: tuple[Target, ...], network: bool | None, *, color: bool) -> Job:
        """The job of `check`."""
        given = self._given
        plan = self.plan(
            facts=given["facts"] or any(target.format.facts for target in targets),
            content=any(target.format.content for target in targets),
        )
        setting = Setting(
            lang=self.lang,
            facts=given["facts"],
            color=color,
            unfold=bool(given["select"]),
        )
        written = [target.path for target in targets if target.path is not None]
        request = self.request(plan, network)._replace(
            own=tuple(map(str, (*written, *filter(None, [given["write_baseline"]]))))
        )
        refuse_over_inputs(request, self.lang)
        return Job(
            request=request,
            targets=targets,
            setting=setting,
            fail_on=given["fail_on"] or self._config.fail_on,
            baseline=self._baseline(given["baseline"]),
            write_baseline=given["write_baseline"],
            quiet=given["quiet"],
            notes=self._notes(),
        )

    def plan(self, *, facts: bool, content: bool = False) -> Plan:
        """How to judge."""
        given, config = self._given, self._config
        return Plan(
            lang=self.lang,
            profile=self._profile,
            stage=given.get("stage"),
            rule_folders=config.rules,
            select=names(given.get("select", ())) or config.select,
            ignore=names(given.get("ignore", ())),
            ignored=config.ignored(self._today),
            severity=self._levels(config.severity),
            root=config.path.absolute().parent if config.path is not None else None,
            per_path=tuple(self._path_rules(item) for item in config.overrides),
            blank=config.blank,
            year=given["year"],
            issuer=given["issuer"],
            form=given["form"],
            facts=facts,
            content=content,
            today=self._today,
            means=find_means(ocr=config.ocr, office=config.libreoffice),
        )

    def request(self, plan: Plan, network: bool | None) -> Request:
        """What to read."""
        given, config = self._given, self._config
        return Request(
            sources=given["sources"],
            plan=plan,
            include=given["include"] or config.include,
            exclude=(*config.exclude, *given["exclude"]),
            stdin_name=given["stdin_name"] or "-",
            network=network,
            jobs=given["jobs"],
            cache=not given["no_cache"],
            allowed=config.networks,
            previous=self._previous(),
            roster=self._roster(),
            against=given.get("against"),
            document_seconds=config.document_timeout,
            fetch_seconds=config.fetch_timeout,
        )

    def _previous(self) -> tuple[str, ...] | None:
        """Last year's reports, where the command wants any and they are given."""
        if "previous" not in self._given:
            return None
        return tuple(self._given["previous"] or self._config.previous) or None

    def _roster(self) -> Roster | None:
        """The roster, where the command wants one and it is given; its words are those of the
        first pack that has any."""
        path: Path | None = self._given.get("roster") or self._config.roster
        if path is None or "roster" not in self._given:
            return None
        from gklint.across.roster import RosterError, load_roster

        try:
            packs = load_packs(self._config.rules)
        except RuleFileError as error:
            raise self._faulty_rules(error) from None
        words: Mapping[str, Any] = next(
            (pack.words["roster"] for pack in packs if "roster" in pack.words), {}
        )
        try:
            return load_roster(path, words)
        except RosterError as error:
            reason = error.reason[self.lang]
        except OSError as error:
            reason = os_reason(error, self.lang, reading=True)
        raise Refusal(say("error.roster", self.lang, path=str(path), reason=reason))

    def _named_rules(self) -> tuple[Rule, ...]:
        """Every rule, the configuration's own included, once all its selectors are known good."""
        try:
            rules = tuple(r for pack in load_packs(self._config.rules) for r in pack.rules)
            self._config.check_names(rules)
        except RuleFileError as error:
            raise self._faulty_rules(error) from None
        except ConfigError as error:
            raise self._faulty(error) from None
        return rules

    def _levels(self, by_selector: Mapping[str, Severity]) -> dict[str, Severity]:
        """Levels by rule id; of two selectors for one rule the later one holds."""
        return {
            rule.id: level
            for selector, level in by_selector.items()
            for rule in select(self._rules, (selector,), ())
        }

    def _path_rules(self, item: Override) -> PathRules:
        return PathRules(
            patterns=item.paths,
            select=item.select,
            ignored={i.selector: i.reason for i in item.ignore if i.holds(self._today)},
            severity=self._levels(item.severity),
        )

    def _notes(self) -> tuple[str, ...]:
        return tuple(
            say("note.expired", self.lang, rule=entry.selector, until=entry.until.isoformat())
            for entry in self._config.expired(self._today)
            if entry.until is not None
        )

    def _baseline(self, path: Path | None) -> Baseline | None:
        if path is None:
            return None
        from gklint.baseline import BaselineError, load_baseline

        try:
            return load_baseline(path)
        except BaselineError as error:
            reason = error.reason[self.lang]
        except OSError as error:
            reason = os_reason(error, self.lang, reading=True)
        raise Refusal(say("error.baseline", self.lang, path=str(path), reason=reason))

    def _faulty(self, error: ConfigError) -> Refusal:
        return Refusal(say("error.config", self.lang), error.text(self.lang))

    def _faulty_rules(self, error: RuleFileError) -> Refusal:
        return Refusal(say("error.rule_files", self.lang), error.text(self.lang))
