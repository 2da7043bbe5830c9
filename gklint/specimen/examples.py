"""Rule examples as tests: a failing one trips its rule, a passing one does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gklint.across.body import as_listed
from gklint.across.model import NOTHING
from gklint.checks import kinds
from gklint.checks.base import Context, LinkAnswer
from gklint.document.errors import ReadingError
from gklint.lang import Localised, localise
from gklint.specimen import SpecimenError
from gklint.specimen.around import roll, surroundings
from gklint.specimen.reading import run_reading_example
from gklint.specimen.source import example_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.lang import Lang
    from gklint.report.model import Report
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Example, Pack, Rule

READING = "reading"
"""The kind of the rules that speak of gklint's own reading; no check runs for them."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what it says. `number` counts from 1, 0 is the rule itself."""

    rule: str
    number: int
    problem: Localised

    def text(self, lang: Lang) -> str:
        """One line for people."""
        if lang == "zh":
            return f"{self.rule} 示例 {self.number}：{self.problem.zh}"
        return f"{self.rule}, example {self.number}: {self.problem.en}"

    def __str__(self) -> str:
        return self.text("en")


def run_examples(pack: Pack) -> list[Failure]:
    """Every example of every rule of `pack` that does not do what it says."""
    return [failure for rule in pack.rules for failure in _of_rule(pack, rule)]


def _of_rule(pack: Pack, rule: Rule) -> Iterator[Failure]:
    kinds = {example.fails for example in rule.examples}
    if True not in kinds:
        yield Failure(rule.id, 0, Localised("没有应当报告的示例", "there is no failing example"))
    if False not in kinds:
        yield Failure(rule.id, 0, Localised("没有不应报告的示例", "there is no passing example"))
    for number, example in enumerate(rule.examples, 1):
        problem = run_example(pack, rule, example)
        if problem is not None:
            yield Failure(rule.id, number, problem)


def run_example(pack: Pack, rule: Rule, example: Example) -> Localised | None:
    """Why `example` does not do what it says, None where it does."""
    if rule.kind == READING:
        return run_reading_example(rule, example)
    try:
        result = judge_example(pack, rule, example)
    except SpecimenError as error:
        return error.message
    except ReadingError as error:
        return Localised(f"无法读取：{error}", f"cannot be read: {error}")
    if result is None:
        return Localised("没有识别出报告", "no report was recognised")
    tripped = [finding for finding in result.findings if finding.rule == rule.id]
    if example.fails and not tripped:
        reasons = [missing.reason for missing in result.not_assessed if missing.rule == rule.id]
        zh = f"（未检查：{localise(reasons[0], 'zh')}）" if reasons else ""
        en = f" (not assessed: {localise(reasons[0], 'en')})" if reasons else ""
        return Localised(f"规则没有报告{zh}", f"does not trip the rule{en}")
    if not example.fails and tripped:
        told = tripped[0].message
        return Localised(f"规则报告了：{told}", f"trips the rule: {told}")
    return None


def judge_example(
    pack: Pack, rule: Rule, example: Example, *, alone: bool = True
) -> DocumentResult | None:
    """The example's report judged by its rule, or by every rule of the pack.

    None where no report was recognised. Raises SpecimenError, ReadingError.
    """
    from gklint.engine import judge
    from gklint.engine.run_level import run_findings

    report = example_report(pack, rule, example)
    if report is None:
        return None
    context = example_context(pack, rule, example, report)
    report = as_listed(report, context.around.entry)
    # Rules of one kind may answer for one another, so its siblings run too; a rule is on in
    # its own examples, whatever the profile.
    asked = rule._replace(profiles={context.profile: "on"})
    rules = [
        asked if r.id == rule.id else r for r in pack.rules if not alone or r.kind == rule.kind
    ]
    result = judge(report, rules, context, "zh")
    if kinds()[rule.kind].over_run is None:
        return result
    # What the rule says of the run stands among what is said of its report.
    said = run_findings(
        roll(pack, rule, example, report),
        pack,
        rules,
        profile=context.profile,
        today=context.today,
        lang="zh",
    )
    return result._replace(findings=(*result.findings, *said))


def example_report(pack: Pack, rule: Rule, example: Example) -> Report | None:
    """The report that `example` describes. Raises SpecimenError, ReadingError."""
    from gklint.document.read import read
    from gklint.report.recognise import Hints, recognise

    data, name = example_source(pack, rule, example)
    hints = Hints(url=example.edits.get("url"), source_name=name)
    return recognise(read(data, name), (pack,), hints)


def example_context(
    pack: Pack, rule: Rule, example: Example, report: Report | None = None
) -> Context:
    """How the example is judged: by default in the first stage and profile the rule is on in.

    `report` is the example's own, for what lies across reports. Raises SpecimenError,
    ReadingError.
    """
    edits = example.edits
    profile = edits.get("profile", _profile(pack, rule))
    stages = rule.applies.stages
    links = edits.get("links")
    today = edits.get("today")
    return Context(
        stage=edits.get("stage", stages[0] if stages else "draft"),
        profile=profile,
        links=None
        if links is None
        else {address: LinkAnswer(address, state) for address, state in links.items()},
        today=None if today is None else date.fromisoformat(today),
        around=surroundings(pack, rule, example, report) if report is not None else NOTHING,
        blank=edits.get("blank", "info"),
    )


def _profile(pack: Pack, rule: Rule) -> str:
    from gklint.ruleset.profiles import switch

    names = ("self-check", "supervise", "crawl")
    return next((n for n in names if switch(pack, rule, n, rule.severity) != "off"), names[0])
