"""Many inputs: collect, resolve, judge. Every input is isolated; none is lost.

1. **collect**: files are read by workers; addresses are fetched here, in the parent.
2. **resolve**: what reports are to be held against (`gklint.resolving`).
3. **judge**: workers judge with all of it; no network.

A handful of inputs is judged in this process, as starting workers costs more; of these, what a C
library reads is read apart (`gklint.document.apart`). From `POOL_FROM` inputs on, and where the
time for one is limited by request, workers are processes.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint import __version__
from gklint.document.apart import allowed
from gklint.examine import Examiner
from gklint.network import Network
from gklint.resolving import resolve_tasks
from gklint.result import RunReport
from gklint.sources import ItemKind, discover
from gklint.workers import JUDGE, SECONDS, Here, Processes, Task, bring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gklint.across.model import Digest, Roster
    from gklint.across.resolve import Resolved
    from gklint.across.rollcall import Roll
    from gklint.finding import Finding, NotAssessed
    from gklint.plan import Plan
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Pack
    from gklint.sources import Item
    from gklint.workers import Workers

POOL_FROM: Final = 12


class Request(NamedTuple):
    """One run. `network` None asks addresses for inputs that are addresses themselves;
    `allowed` are private networks that may be asked (CIDR); `jobs` None: one a processor.

    `previous` are last year's reports (files, folders, what ``extract`` wrote; None: none were
    given), `against` is another form of the one report checked. `survey` has the digests made
    even where no rule asks for them. `own` are files that the run itself writes: never inputs.
    `document_seconds` bound one input, `fetch_seconds` one address; None leaves it to gklint.
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
    own: tuple[str, ...] = ()


class Batch:
    """A run of a request. `items` is known at once; `results` judges as it is iterated.

    `empty` are the sources in which nothing was found. Digests of `earlier` reports and what lies
    across the inputs (`resolved`) are there once `results` has begun, where anything asked for
    them. Raises RuleFileError and UnknownSelector on construction.
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
        self.items = tuple(item for item in found.items if not self._is_own(item))
        self.empty = found.empty
        self.earlier: tuple[Digest, ...] = ()
        self.resolved: Resolved | None = None
        self._network = Network(request)

    def results(
        self, progress: Callable[[int, int, str], None] | None = None
    ) -> Iterator[DocumentResult]:
        """One result an input, in the order of `items`; `progress(done, all, name)` after each."""
        tasks = self._collected()
        with self._network as network, self._workers() as workers:
            asked = resolve_tasks(tasks, self.request, self.examiner, workers, network)
            self.earlier, self.resolved = asked.earlier, asked.resolved
            for done, result in enumerate(workers.each(JUDGE, asked.tasks), 1):
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
        plan, roll = self.request.plan, self._roll()
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
                key: name for p in (*packs, self.examiner.base) for key, name in p.families.items()
            },
            findings=self._run_findings(pack, roll) if roll is not None else (),
            roll=roll.bodies if roll is not None else (),
            roster=self.request.roster.source if self.request.roster is not None else None,
        )

    def _roll(self) -> Roll | None:
        """Who of the roster has reported; None where the run was given none."""
        if self.request.roster is None or self.resolved is None:
            return None
        return self.resolved.held.roll(self.request.plan.year)

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

    def _is_own(self, item: Item) -> bool:
        """Whether an input is the run's own: the roster, or what an earlier run wrote, either of
        which often lies among the reports."""
        if item.kind is not ItemKind.FILE or item.path is None:
            return False
        return os.path.realpath(item.path) in self._own

    @cached_property
    def _own(self) -> frozenset[str]:
        request = self.request
        roster = (request.roster.source,) if request.roster is not None else ()
        return frozenset(map(os.path.realpath, (*request.own, *roster)))

    def _workers(self) -> Workers:
        request = self.request
        jobs = request.jobs or os.cpu_count() or 1
        limited = request.document_seconds is not None
        if not limited and (len(self.items) < POOL_FROM or jobs == 1):
            return Here(self.examiner)
        seconds = request.document_seconds or allowed(SECONDS, request.plan.means)
        jobs = min(jobs, max(1, len(self.items)))
        return Processes(self.examiner, jobs, seconds, cached=request.cache)

    def _collected(self) -> list[Task]:
        """Every input; with its bytes where only this process can have them."""
        brought = self._network.bring(self.items)
        return [
            Task(item, bring(item) if item.kind is ItemKind.STDIN else brought.get(item.name))
            for item in self.items
        ]
