"""Many inputs: collect, resolve, judge. Every input is isolated; none is lost.

1. **collect**: files are read by workers; addresses are fetched here, in the parent.
2. **resolve**: workers survey the inputs where that is wanted; the addresses that the reports give
   are asked, each once in the run, and the reports are held against last year's, the roster and
   each other (`gklint.across`).
3. **judge**: workers judge with the answers; no network.

A handful of inputs is judged in this process, as starting workers costs more. From `POOL_FROM`
inputs on, and where the time for one is limited by request, workers are processes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from gklint import __version__
from gklint.across.digest import compact
from gklint.document.errors import CannotOpen
from gklint.examine import Examiner
from gklint.result import RunReport
from gklint.sources import ItemKind, discover
from gklint.workers import JUDGE, SURVEY, Here, Processes, Task, bring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gklint.across.model import Digest, Roster
    from gklint.across.resolve import Resolved
    from gklint.across.rollcall import Roll
    from gklint.checks.base import LinkAnswer
    from gklint.document.errors import ReadingError
    from gklint.finding import Finding, NotAssessed
    from gklint.plan import Plan
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Pack
    from gklint.sources import Item, Source
    from gklint.sources.fetch.session import Fetcher
    from gklint.workers import Workers

POOL_FROM: Final = 12
SECONDS: Final = 60.0
"""What a worker process may take for one input by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One run. `network` None asks addresses for inputs that are addresses themselves;
    `allowed` are private networks that may be asked (CIDR); `jobs` None: one a processor.

    `previous` are last year's reports (files, folders, what ``extract`` wrote; None: none were
    given), `against` is another form of the one report checked. `survey` has the digests made even
    where no rule asks for them. `document_seconds` bound one input, `fetch_seconds` one address;
    None leaves it to gklint.
    """

    sources: tuple[str, ...]
    plan: Plan
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    stdin_name: str = "-"
    network: bool | None = None
    allowed: tuple[str, ...] = ()
    jobs: int | None = None
    cache: bool = True
    document_seconds: float | None = None
    fetch_seconds: float | None = None
    previous: tuple[str, ...] | None = None
    roster: Roster | None = None
    against: str | None = None
    survey: bool = False


class Batch:
    """A run of a request. `items` is known at once; `results` judges as it is iterated.

    `empty` are the sources in which nothing was found. `resolved` is what lies across the reports,
    `earlier` what last year's were found to be, once `results` has begun and where anything asked
    for it. Raises RuleFileError and
    UnknownSelector on construction.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.examiner = Examiner(request.plan)
        found = discover(
            request.sources,
            include=request.include,
            exclude=request.exclude,
            stdin_name=request.stdin_name,
        )
        self.items = tuple(item for item in found.items if not self._is_roster(item))
        self.empty = found.empty
        self.digests: tuple[Digest, ...] = ()
        self.earlier: tuple[Digest, ...] = ()
        self.resolved: Resolved | None = None

    def results(
        self, progress: Callable[[int, int, str], None] | None = None
    ) -> Iterator[DocumentResult]:
        """One result an input, in the order of `items`; `progress(done, all, name)` after each."""
        tasks = self._collected()
        with self._workers() as workers:
            asked = self._resolved(tasks, workers)
            for done, result in enumerate(workers.each(JUDGE, asked), 1):
                if progress is not None:
                    progress(done, len(self.items), result.source)
                yield result

    def report(
        self, documents: Sequence[DocumentResult], switched_off: Iterable[NotAssessed] = ()
    ) -> RunReport:
        """The whole run; `switched_off` are the rules that were off, each once."""
        used = {result.pack for result in documents}
        packs = self.examiner.packs
        pack = next((p for p in packs if p.key in used), packs[0])
        plan, roll = self.request.plan, self._roll(pack)
        return RunReport(
            version=__version__,
            pack=pack.key,
            pack_version=pack.version,
            lang=plan.lang,
            profile=plan.profile,
            stage=plan.stage,
            documents=tuple(documents),
            switched_off=tuple(sorted(switched_off, key=lambda item: item.rule)),
            families={
                key: name
                for p in (*packs, self.examiner.base)
                for key, name in p.families.items()
            },
            findings=self._run_findings(pack, roll) if roll is not None else (),
            roll=roll.bodies if roll is not None else (),
            roster=self.request.roster.source if self.request.roster is not None else None,
        )

    def _roll(self, pack: Pack) -> Roll | None:
        """Who of the roster has reported; None where the run was given none."""
        roster, resolved = self.request.roster, self.resolved
        if roster is None or resolved is None:
            return None
        from gklint.across.names import Names
        from gklint.across.rollcall import roll_call
        from gklint.across.spelling import words_of
        from gklint.report.body import bodies

        return roll_call(
            self.digests,
            resolved.groups,
            roster,
            Names(roster, words_of(self.examiner.packs)),
            self.request.plan.year,
            bodies(pack).judge,
        )

    def _run_findings(self, pack: Pack, roll: Roll) -> tuple[Finding, ...]:
        from gklint.engine.run_level import run_findings

        plan = self.request.plan
        return run_findings(
            roll,
            pack,
            self.examiner.rules(pack),
            profile=plan.profile,
            today=plan.today,
            lang=plan.lang,
        )

    def _is_roster(self, item: Item) -> bool:
        """Whether an input is the roster itself, which often lies among the reports."""
        roster = self.request.roster
        if roster is None or item.kind is not ItemKind.FILE or item.path is None:
            return False
        return os.path.realpath(item.path) == os.path.realpath(roster.source)

    def _workers(self) -> Workers:
        request = self.request
        jobs = request.jobs or os.cpu_count() or 1
        limited = request.document_seconds is not None
        if not limited and (len(self.items) < POOL_FROM or jobs == 1):
            return Here(self.examiner)
        seconds = request.document_seconds or SECONDS
        jobs = min(jobs, max(1, len(self.items)))
        return Processes(self.examiner, jobs, seconds, cached=request.cache)

    def _collected(self) -> list[Task]:
        """Every input; with its bytes where only this process can have them."""
        remote = [item for item in self.items if item.kind is ItemKind.URL]
        brought = self._fetched(remote) if remote and self.request.network is not False else {}
        return [
            Task(item, bring(item) if item.kind is ItemKind.STDIN else brought.get(item.name))
            for item in self.items
        ]

    def _fetched(self, items: Iterable[Item]) -> dict[str, Source | ReadingError]:
        from gklint.sources.fetch.politely import politely

        known = {item.name: item for item in items}
        with self._fetcher() as fetcher:
            return politely(known, lambda name: _fetched(known[name], fetcher))

    def _resolved(self, tasks: Sequence[Task], workers: Workers) -> Sequence[Task]:
        """The tasks with answers to the addresses that their reports give, and with what lies
        across the reports."""
        examiner = self.examiner
        linked = [examiner.asks_links and self._asks(task.item) for task in tasks]
        called = self.request.survey or self.request.roster is not None
        around = called or examiner.looks_around(self._given(tasks))
        wanted = [number for number, link in enumerate(linked) if link or around]
        if not wanted:
            return tasks
        surveyed = workers.each(SURVEY, (tasks[number] for number in wanted))
        digests = dict(zip(wanted, map(compact, surveyed), strict=True))
        asking = {n: d.addresses for n, d in digests.items() if linked[n]}
        answers = self._answers(chain.from_iterable(asking.values())) if asking else {}
        tasks = [
            task._replace(answers={a: answers[a] for a in asking[number]})
            if number in asking
            else task
            for number, task in enumerate(tasks)
        ]
        return self._amid(tasks, tuple(digests.values()), workers) if around else tasks

    def _amid(
        self, tasks: Sequence[Task], digests: tuple[Digest, ...], workers: Workers
    ) -> Sequence[Task]:
        """The tasks with the surroundings of their reports."""
        from gklint.across.resolve import Given, resolve
        from gklint.earlier import earlier_reports

        request = self.request
        previous = (
            None
            if request.previous is None
            else earlier_reports(request.previous, workers, include=request.include)
        )
        given = Given(request.roster, previous, self._beside(workers))
        self.digests, self.earlier = digests, previous or ()
        self.resolved = resolve(digests, given, self.examiner.packs)
        return [
            task._replace(around=around)
            for task, around in zip(tasks, self.resolved.around, strict=True)
        ]

    def _beside(self, workers: Workers) -> Digest | None:
        """The other form of the run's one report; an address is fetched as an input would be."""
        from gklint.earlier import earlier_reports

        against = self.request.against
        if against is None:
            return None
        remote = [i for i in discover((against,)).items if i.kind is ItemKind.URL]
        if not remote or self.request.network is False:
            return next(iter(earlier_reports((against,), workers, same_year=True)), None)
        brought = self._fetched(remote)
        return next(workers.each(SURVEY, [Task(item, brought.get(item.name)) for item in remote]))

    def _given(self, tasks: Sequence[Task]) -> frozenset[str]:
        """What the run is given besides single reports (`Surroundings.given`)."""
        request, several = self.request, len(tasks) > 1
        words = {
            "previous": request.previous is not None or several,  # both years in one folder
            "roster": request.roster is not None,
            "bodies": several,
            "others": several or request.against is not None,
            "against": request.against is not None,
        }
        return frozenset(word for word, holds in words.items() if holds)

    def _asks(self, item: Item) -> bool:
        network = self.request.network
        return item.kind is ItemKind.URL if network is None else network

    def _answers(self, addresses: Iterable[str]) -> Mapping[str, LinkAnswer]:
        from gklint.sources.fetch.links import ask_all

        with self._fetcher() as fetcher:
            return ask_all(fetcher, addresses, self.examiner.missing_phrases())

    def _fetcher(self) -> Fetcher:
        from gklint.sources.fetch.session import TOTAL_SECONDS, Fetcher

        seconds = self.request.fetch_seconds or TOTAL_SECONDS
        return Fetcher(self.request.allowed, total=seconds)


def _fetched(item: Item, fetcher: Fetcher) -> Source | ReadingError:
    """A fault of gklint's own costs this address only."""
    try:
        return bring(item, fetcher)
    except Exception as error:
        from gklint.crash import log_crash

        log = str(log_crash(error, item.name))
        return CannotOpen("internal", name=item.name, reason=type(error).__name__, log=log)
