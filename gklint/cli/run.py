"""One run, from a request to files, standard output and an exit status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint import patterns
from gklint.across.extract import ExtractError
from gklint.batch import Batch
from gklint.cli.earlier import earlier_notes, refuse_against, refuse_missing, unusable
from gklint.cli.progress import progress
from gklint.cli.refusal import Refusal, target_refusal
from gklint.cli.writing import Outputs
from gklint.finding import Severity
from gklint.lang import localise
from gklint.messages import say
from gklint.outputs import Format
from gklint.outputs.base import RuleSeen
from gklint.outputs.target import TargetError, placed
from gklint.outputs.totals import Totals
from gklint.ruleset import cache
from gklint.ruleset.problems import RuleFileError
from gklint.ruleset.select import UnknownSelector
from gklint.sources import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from gklint.baseline import Baseline, KnownReport
    from gklint.batch import Request
    from gklint.lang import Lang
    from gklint.outputs.base import Setting
    from gklint.outputs.target import Target
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Pack
    from gklint.second_round import SecondRound
    from gklint.shared import SharedFaults

NO_INPUT: Final = 3


class Job(NamedTuple):
    """What to do with the results of `request`. `baseline` is what an earlier run found; `fail_on`
    is the level the user names, None leaves it to the profile."""

    request: Request
    targets: tuple[Target, ...]
    setting: Setting
    fail_on: str | None = None
    baseline: Baseline | None = None
    write_baseline: Path | None = None
    quiet: bool = False
    notes: tuple[str, ...] = ()


def execute(job: Job) -> int:
    """Run `job`; the exit status. Raises Refusal before anything is read where it can't be done."""
    lang = job.setting.lang
    refuse_missing(job.request, lang)
    batch = open_batch(job.request, lang)
    refuse_against(batch, lang)
    absent = [item.name for item in batch.items if item.kind is ItemKind.MISSING]
    nothing = len(absent) == len(batch.items)
    if nothing:
        key, names = (
            ("error.not_found", absent) if absent else ("error.no_input", job.request.sources)
        )
        told = say(key, lang, sources=say("list.separator", lang).join(names))
        sys.stderr.write(say("error.line", lang, text=told) + "\n")
    packs = batch.examiner.packs
    fail_on = _level(job.fail_on, job.request.plan.profile, packs)
    setting = job.setting._replace(rules=rules_seen((*packs, batch.examiner.base)), fail_on=fail_on)
    targets = [t for t in job.targets if not (nothing and t.format.read_by_people)]
    outputs = Outputs(targets, setting, lang)
    try:
        totals = _judge(batch, job, outputs)
    except ExtractError as error:
        outputs.discard()
        raise unusable(error, lang) from None
    except BaseException:
        outputs.discard()
        raise
    patterns.remember(cache.folder())
    if not job.quiet:
        empty = () if nothing else batch.empty
        # The page for people ends with the notes of the run.
        shown = any(target.format.name == "console" and target.path is None for target in targets)
        notes = () if shown else _notes(batch, job)
        for line in (*_nothing_in(empty, lang), *notes, *outputs.notes):
            sys.stderr.write(line + "\n")
    return NO_INPUT if nothing else totals.exit_code(setting.fail_on)


def _nothing_in(empty: Sequence[str], lang: Lang) -> Iterator[str]:
    """That a folder or glob held nothing, where others did: else it would pass unnoticed."""
    if empty:
        yield say("note.nothing_in", lang, sources=say("list.separator", lang).join(empty))


def _notes(batch: Batch, job: Job) -> tuple[str, ...]:
    """What is odd in what the run was given besides its inputs, and in its configuration."""
    lang, roster = job.setting.lang, batch.request.roster
    odd = roster.notes if roster is not None else ()
    told = (say("note.roster", lang, note=localise(note, lang)) for note in odd)
    return (*job.notes, *told, *earlier_notes(batch, lang))


def _level(word: str | None, profile: str, packs: Sequence[Pack]) -> Severity | None:
    """The level that fails a run: the user's, else the profile's of the first pack; None: never."""
    chosen = word or packs[0].profiles.get(profile, {}).get("fail_on", Severity.ERROR)
    return None if chosen == "never" else Severity(chosen)


def open_batch(request: Request, lang: Lang) -> Batch:
    """The batch of `request`. Raises Refusal where rules or selectors are at fault."""
    try:
        return Batch(request)
    except RuleFileError as error:
        raise Refusal(say("error.rule_files", lang), error.text(lang)) from None
    except UnknownSelector as error:
        raise Refusal(error.message[lang] + say("stop", lang), say("hint.rules", lang)) from None


def rules_seen(packs: Iterable[Pack]) -> Mapping[str, RuleSeen]:
    """The rules as outputs name them."""
    return {
        rule.id: RuleSeen(
            rule.id,
            rule.name,
            rule.title,
            rule.severity,
            rule.basis,
            rule.rationale or "",
            rule.tags,
        )
        for pack in packs
        for rule in pack.rules
    }


def _judge(batch: Batch, job: Job, outputs: Outputs) -> Totals:
    totals = Totals()
    kept: list[DocumentResult] = []
    baseline: list[KnownReport] = []
    second, shared = _second_round(batch, job), _shared_faults(job)
    with progress(len(batch.items), job.setting, quiet=job.quiet) as advance:
        for result in batch.results(advance):
            fresh, known = second.of(result) if second is not None else (result, None)
            if job.write_baseline is not None:
                baseline.append(known or _known(result))
            totals.add(fresh)
            if shared is not None:
                shared.add(fresh)
            outputs.document(fresh)
            if outputs.hold:
                kept.append(fresh)
            if outputs.all_gone and job.write_baseline is None:
                break
    report = batch.report(kept, totals.off.values())
    totals.add_findings(report.findings)
    report = report._replace(
        notes=_notes(batch, job),
        shared=shared.found() if shared is not None else (),
    )
    if second is not None and job.baseline is not None:
        source, outstanding = job.baseline.source, second.outstanding
        report = report._replace(compared=source, outstanding=outstanding)
        baseline += second.missing  # what is not settled stays known
    outputs.finish(report)
    if job.write_baseline is not None:
        _write_baseline(job.write_baseline, baseline, job)
    return totals


def _shared_faults(job: Job) -> SharedFaults | None:
    """Who looks at many bodies' reports is told once what many have from one template."""
    if job.request.plan.profile == "self-check":
        return None
    from gklint.shared import SharedFaults

    return SharedFaults()


def _second_round(batch: Batch, job: Job) -> SecondRound | None:
    if job.baseline is None:
        return None
    from gklint.across.spelling import words_of
    from gklint.second_round import SecondRound

    return SecondRound(job.baseline, job.request.roster, words_of(batch.examiner.packs))


def _known(result: DocumentResult) -> KnownReport:
    from gklint.baseline import known_report

    return known_report(result)


def _write_baseline(path: Path, reports: Sequence[KnownReport], job: Job) -> None:
    from gklint.baseline import baseline_text

    lang = job.setting.lang
    try:
        with placed(path, Format("baseline", "", holds=True)) as file:
            file.write(baseline_text(reports))
    except TargetError as error:
        raise target_refusal(error, lang) from error
    if not job.quiet:
        count = sum(len(report.findings) for report in reports)
        sys.stderr.write(say("note.baseline", lang, count=count, path=str(path)) + "\n")
