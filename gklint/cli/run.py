"""One run, from a request to files, standard output and an exit status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint import patterns
from gklint.across.extract import ExtractError
from gklint.across.spelling import words_of
from gklint.baseline import baseline_text, known_report
from gklint.batch import Batch
from gklint.cli import silence_stdout
from gklint.cli.earlier import earlier_notes, refuse_against, refuse_missing, unusable
from gklint.cli.refusal import Refusal, os_reason, target_refusal
from gklint.finding import Severity
from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.base import RuleSeen
from gklint.outputs.target import Sink, TargetError
from gklint.outputs.totals import Totals
from gklint.ruleset import cache
from gklint.ruleset.problems import RuleFileError
from gklint.ruleset.select import UnknownSelector
from gklint.sources import ItemKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from gklint.baseline import Baseline, KnownReport
    from gklint.batch import Request
    from gklint.lang import Lang
    from gklint.outputs.base import Setting, Writer
    from gklint.outputs.target import Target
    from gklint.result import DocumentResult, RunReport
    from gklint.ruleset.model import Pack
    from gklint.second_round import SecondRound
    from gklint.shared import SharedFaults

PROGRESS_FROM: Final = 4
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
    targets = [t for t in job.targets if not (nothing and t.format.people)]
    outputs = _Outputs(targets, setting, lang)
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


def _judge(batch: Batch, job: Job, outputs: _Outputs) -> Totals:
    totals = Totals()
    kept: list[DocumentResult] = []
    baseline: list[KnownReport] = []
    second, shared = _second_round(batch, job), _shared_faults(job)
    with _progress(len(batch.items), job) as progress:
        for result in batch.results(progress):
            fresh, known = second.of(result) if second is not None else (result, None)
            if job.write_baseline is not None:
                baseline.append(known or known_report(result))
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
    from gklint.second_round import SecondRound

    return SecondRound(job.baseline, job.request.roster, words_of(batch.examiner.packs))


def _write_baseline(path: Path, reports: Sequence[KnownReport], job: Job) -> None:
    lang = job.setting.lang
    try:
        path.write_text(baseline_text(reports), encoding="utf-8")
    except OSError as error:
        reason = os_reason(error, lang)
        raise Refusal(say("error.write", lang, path=str(path), reason=reason)) from error
    if not job.quiet:
        count = sum(len(report.findings) for report in reports)
        sys.stderr.write(say("note.baseline", lang, count=count, path=str(path)) + "\n")


class _Outputs:
    """The outputs of a run together. One whose reader leaves is dropped; the run stays true."""

    def __init__(self, targets: Sequence[Target], setting: Setting, lang: Lang) -> None:
        self._lang = lang
        self._open: list[tuple[Sink, Writer]] = []
        self._asked = len(targets)
        self.hold = any(target.format.holds for target in targets)
        self.notes: list[str] = []
        try:
            for target in targets:
                sink = Sink(target)
                # A file is for keeping: no colour in it, whatever the terminal shows.
                own = setting if target.path is None else setting._replace(color=False)
                self._open.append((sink, target.format.writer(own, sink.stream)))
        except TargetError as error:
            self.discard()
            raise target_refusal(error, lang) from error

    @property
    def all_gone(self) -> bool:
        return self._asked > 0 and not self._open

    def document(self, result: DocumentResult) -> None:
        self._each(lambda sink, writer: writer.document(result))

    def finish(self, run: RunReport) -> None:
        def end(sink: Sink, writer: Writer) -> None:
            writer.finish(run)
            sink.close()
            if sink.target.path is not None:
                name = sink.target.format.name
                path = str(sink.target.path)
                self.notes.append(say("note.written", self._lang, path=path, format=name))

        try:
            self._each(end)
        except TargetError as error:
            raise target_refusal(error, self._lang) from error

    def discard(self) -> None:
        for sink, _ in self._open:
            sink.discard()

    def _each(self, act: Callable[[Sink, Writer], None]) -> None:
        for pair in tuple(self._open):
            try:
                act(*pair)
            except BrokenPipeError:
                self._open.remove(pair)
                if pair[0].target.path is None:
                    silence_stdout()


def _progress(
    count: int, job: Job
) -> AbstractContextManager[Callable[[int, int, str], None] | None]:
    from contextlib import nullcontext

    if job.quiet or count < PROGRESS_FROM or not sys.stderr.isatty():
        return nullcontext()
    return _bar(count, job)


def _bar(count: int, job: Job) -> AbstractContextManager[Callable[[int, int, str], None]]:
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from gklint.outputs.wrap import shorten

    @contextmanager
    def shown() -> Iterator[Callable[[int, int, str], None]]:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(24),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", markup=False),
        )
        console = Console(stderr=True, no_color=not job.setting.color)
        with Progress(*columns, console=console, transient=True) as progress:
            label = say("progress.checking", job.setting.lang)
            task = progress.add_task(label, total=count, name="")

            def advance(done: int, all_: int, name: str) -> None:
                progress.update(task, completed=done, total=all_, name=shorten(name, 30))

            yield advance

    return shown()
