"""Many inputs: collect, resolve, judge. Every input is isolated; none is lost.

1. **collect**: files are read by workers; addresses are fetched here, in the parent.
2. **resolve**: the addresses that the reports give are asked, each once in the run.
3. **judge**: workers judge with the answers; no network, no files.

A handful of inputs is judged in this process (starting workers costs more); a crash or a hang
there is bounded by the readers' own limits. From `POOL_FROM` inputs on, workers are processes: one
that dies or runs over `SECONDS` costs its own input only.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gklint import __version__
from gklint.document.errors import CannotOpen, LimitReached, ReadingError
from gklint.examine import Examiner
from gklint.finding import Cause, NotAssessed, Verdict
from gklint.result import RunReport
from gklint.sources import Item, ItemKind, Source, discover, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gklint.checks.base import LinkAnswer
    from gklint.plan import Plan
    from gklint.result import DocumentResult
    from gklint.sources.fetch.session import Fetcher

POOL_FROM: Final = 12
SECONDS: Final = 60.0
_FETCHERS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One run. `network` None asks addresses for inputs that are addresses themselves;
    `allowed` are private networks that may be asked (CIDR); `jobs` None: one a processor.
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


class Batch:
    """A run of a request. `items` is known at once; `results` judges as it is iterated.

    Raises RuleFileError and UnknownSelector on construction.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.examiner = Examiner(request.plan)
        self.items: list[Item] = discover(
            request.sources,
            include=request.include,
            exclude=request.exclude,
            stdin_name=request.stdin_name,
        )

    def results(
        self, progress: Callable[[int, int, str], None] | None = None
    ) -> Iterator[DocumentResult]:
        """One result an input, in the order of `items`; `progress(done, all, name)` after each."""
        for done, result in enumerate(self._judged(), 1):
            if progress is not None:
                progress(done, len(self.items), result.source)
            yield result

    def report(self, results: Iterable[DocumentResult]) -> RunReport:
        """The whole run; rules that were off are told once, not in every document."""
        off: dict[tuple[str, str], NotAssessed] = {}
        kept = []
        for result in results:
            stay = []
            for missing in result.not_assessed:
                if missing.cause is Cause.SWITCHED_OFF:
                    off.setdefault((missing.rule, str(missing.reason)), missing)
                else:
                    stay.append(missing)
            kept.append(replace(result, not_assessed=tuple(stay)))
        main = self.examiner.packs[0]
        used = {result.pack for result in kept if result.pack is not None}
        pack = next((p for p in self.examiner.packs if p.key in used), main)
        families = {k: v for p in self.examiner.packs for k, v in p.families.items()}
        return RunReport(
            version=__version__,
            pack=pack.key,
            pack_version=pack.version,
            lang=self.request.plan.lang,
            profile=self.request.plan.profile,
            stage=self.request.plan.stage,
            documents=tuple(kept),
            switched_off=tuple(sorted(off.values(), key=lambda n: n.rule)),
            families=families,
        )

    def _judged(self) -> Iterator[DocumentResult]:
        fetched = self._fetch()
        wanting = [item for item in self.items if self._asks_links(item)]
        answers = self._ask(wanting, fetched) if wanting else {}
        with_links = {item.name for item in wanting}
        jobs = self.request.jobs or os.cpu_count() or 1
        if len(self.items) < POOL_FROM or jobs == 1:
            judged: Iterable[DocumentResult] = (
                judge_one(
                    self.examiner,
                    item,
                    fetched.get(item.name),
                    answers if item.name in with_links else None,
                )
                for item in self.items
            )
        else:
            judged = self._pooled(jobs, fetched, answers, with_links)
        yield from judged

    def _asks_links(self, item: Item) -> bool:
        network = self.request.network
        return item.kind is ItemKind.URL if network is None else network

    def _fetch(self) -> dict[str, Source | ReadingError]:
        """What the addresses among the inputs brought, and standard input."""
        brought: dict[str, Source | ReadingError] = {}
        remote = [item for item in self.items if item.kind is ItemKind.URL]
        if remote and self.request.network is not False:
            fetcher = self._fetcher()
            with ThreadPoolExecutor(_FETCHERS, thread_name_prefix="gklint-fetch") as pool:
                for item, source in zip(
                    remote, pool.map(lambda i: _bring(i, fetcher), remote), strict=True
                ):
                    brought[item.name] = source
        for item in self.items:
            if item.kind is ItemKind.STDIN:
                brought[item.name] = _bring(item, None)
        return brought

    def _ask(
        self, items: Sequence[Item], fetched: Mapping[str, Source | ReadingError]
    ) -> dict[str, LinkAnswer]:
        from gklint.sources.fetch.links import ask_all

        addresses: list[str] = []
        for item in items:
            source = fetched.get(item.name) or _bring(item, None)
            if isinstance(source, Source):
                addresses += self.examiner.addresses(source)
        return ask_all(self._fetcher(), addresses, self.examiner.missing_phrases())

    def _fetcher(self) -> Fetcher:
        from gklint.sources.fetch.session import Fetcher

        return Fetcher(self.request.allowed)

    def _pooled(
        self,
        jobs: int,
        fetched: Mapping[str, Source | ReadingError],
        answers: Mapping[str, LinkAnswer],
        with_links: set[str],
    ) -> Iterator[DocumentResult]:
        import multiprocessing

        from pebble import ProcessExpired, ProcessPool

        plan, cached = self.request.plan, self.request.cache
        with ProcessPool(
            max_workers=jobs,
            initializer=_start_worker,
            initargs=(plan, dict(answers), cached),
            context=multiprocessing.get_context("spawn"),
        ) as pool:
            waiting: deque[tuple[Item, object]] = deque()
            todo = iter(self.items)

            def submit() -> None:
                for item in todo:
                    links = item.name in with_links
                    args = (item, fetched.get(item.name), links)
                    waiting.append((item, pool.schedule(_work, args=args, timeout=SECONDS)))
                    return

            for _ in range(jobs * 4):
                submit()
            while waiting:
                item, future = waiting.popleft()
                try:
                    yield future.result()  # type: ignore[attr-defined]
                except FutureTimeoutError:
                    limit = LimitReached("time", name=item.name, limit=int(SECONDS))
                    yield self.examiner.unreadable(item.name, limit)
                except ProcessExpired as error:
                    fault = CannotOpen("crashed", name=item.name, code=str(error.exitcode))
                    yield self.examiner.unreadable(item.name, fault)
                submit()


def judge_one(
    examiner: Examiner,
    item: Item,
    brought: Source | ReadingError | None,
    answers: Mapping[str, LinkAnswer] | None,
) -> DocumentResult:
    """One input start to end. A fault of gklint itself is logged and told as a result."""
    source = brought if brought is not None else _bring(item, None)
    if isinstance(source, ReadingError):
        return examiner.unreadable(item.name, source)
    try:
        return examiner.examine(source, answers)
    except Exception as error:
        from gklint.crash import log_crash

        path = log_crash(error, item.name)
        fault = CannotOpen("internal", reason=type(error).__name__, log=str(path))
        return examiner.unreadable(item.name, fault)


def _bring(item: Item, fetcher: Fetcher | None) -> Source | ReadingError:
    try:
        return load(item, fetcher)
    except ReadingError as error:
        return error


_worker: dict[str, object] = {}


def _start_worker(plan: Plan, answers: dict[str, LinkAnswer], cached: bool) -> None:
    examiner = Examiner(plan)
    _worker["examiner"] = examiner
    _worker["answers"] = answers
    if cached:
        from gklint.cache import ResultCache

        _worker["cache"] = ResultCache(plan, (pack.digest for pack in examiner.packs))


def _work(item: Item, brought: Source | ReadingError | None, links: bool) -> DocumentResult:
    """In a worker: from the cache where the network has no part in it."""
    from gklint.cache import ResultCache

    examiner, answers = _worker["examiner"], _worker["answers"]
    if not isinstance(examiner, Examiner) or not isinstance(answers, dict):
        raise TypeError(examiner)
    cache = _worker.get("cache")
    if links or not isinstance(cache, ResultCache):
        return judge_one(examiner, item, brought, answers if links else None)
    source = brought if brought is not None else _bring(item, None)
    if isinstance(source, ReadingError):
        return examiner.unreadable(item.name, source)
    known = cache.get(source.name, source.data)
    if known is not None:
        return known
    result = judge_one(examiner, item, source, None)
    if result.verdict is not Verdict.UNREADABLE:
        cache.put(source.name, source.data, result)
    return result
