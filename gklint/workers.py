"""Work on many inputs, here or in processes of their own; an input that fails fails alone.

A worker process that dies or runs over its time costs the input it was at: that one is told, the
others go on. In this process a fault of gklint itself is held, and what a C library reads is read
in a process apart; anything else is bounded by the readers' own limits.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Protocol, Self, TypeVar

from gklint.across.digest import compact, unread
from gklint.across.model import NOTHING
from gklint.document.apart import Apart
from gklint.document.errors import CannotOpen, LimitReached, ReadingError
from gklint.examine import Examiner
from gklint.sources import Item, Source, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gklint.across.model import Digest, Surroundings
    from gklint.cache import ResultCache
    from gklint.checks.base import LinkAnswer
    from gklint.plan import Plan
    from gklint.result import DocumentResult
    from gklint.sources.attached import Attached
    from gklint.sources.fetch.session import Fetcher

T = TypeVar("T")

SECONDS: Final = 60.0
"""What one input may take, recognising characters in pictures aside."""

_AHEAD: Final = 4
"""Tasks on their way for each worker process."""


class Task(NamedTuple):
    """One input. `brought` is what fetching it brought, None for what the worker reads itself;
    `answers` are those to the addresses it gives, and `attached` the files that it offers, None
    with the network off for it; `around` is what lies across the reports of the run."""

    item: Item
    brought: Source | ReadingError | None = None
    answers: Mapping[str, LinkAnswer] | None = None
    around: Surroundings = NOTHING
    attached: tuple[Attached, ...] | None = None


class Work(NamedTuple, Generic[T]):
    """What is done with a task, and what stands for it where that was not possible.

    Both are functions of a module, as they go to other processes.
    """

    do: Callable[[Bench, Task], T]
    failed: Callable[[Bench, Task, ReadingError], T]


class Bench(NamedTuple):
    """What a worker has at hand."""

    examiner: Examiner
    cache: ResultCache | None = None


def _survey(bench: Bench, task: Task) -> Digest | ReadingError:
    return _surveyed(bench, task, earlier=False)


def _survey_earlier(bench: Bench, task: Task) -> Digest | ReadingError:
    return _surveyed(bench, task, earlier=True)


def _surveyed(bench: Bench, task: Task, *, earlier: bool) -> Digest:
    source = _source(task)
    if isinstance(source, ReadingError):
        return unread(task.item.name, source.rule)
    if bench.cache is None or source.url is not None or task.attached:
        return bench.examiner.digest(source, earlier=earlier, attached=task.attached)
    name = f"{source.name}\x1f{earlier}"  # an earlier report is read without the plan's hints
    known = bench.cache.digest(name, source.data)
    if known is None:
        known = bench.examiner.digest(source, earlier=earlier)
        bench.cache.keep(name, source.data, known)
    return known


def _not_surveyed(bench: Bench, task: Task, error: ReadingError) -> ReadingError:
    return error


def _judge(bench: Bench, task: Task) -> DocumentResult:
    """From the cache where the network has no part in it."""
    source = _source(task)
    if isinstance(source, ReadingError):
        return _unreadable(bench, task, source)
    asked = task.answers is not None or task.attached is not None
    if bench.cache is None or asked or source.url is not None:
        return bench.examiner.examine(source, task.answers, task.around, task.attached)
    known = bench.cache.get(source.name, source.data, task.around)
    if known is None:
        known = bench.examiner.examine(source, None, task.around)
        bench.cache.put(source.name, source.data, known, task.around)
    return known


def _unreadable(bench: Bench, task: Task, error: ReadingError) -> DocumentResult:
    entry = task.around.entry  # by the file's name
    result = bench.examiner.unreadable(task.item.name, error)
    return result._replace(body=entry.name if entry is not None else None)


SURVEY = Work(_survey, _not_surveyed)
"""What other reports, and the network, are to be asked of the input; the error where a worker died
of it or ran over its time. What can't be read is a digest that says so."""

SURVEY_EARLIER = Work(_survey_earlier, _not_surveyed)
"""The same of a report of another year."""

JUDGE = Work(_judge, _unreadable)
"""The result of the input."""


def surveyed(task: Task, outcome: Digest | ReadingError) -> Digest:
    """The digest that surveying `task` brought, in little memory."""
    if isinstance(outcome, ReadingError):
        return unread(task.item.name, outcome.rule)
    return compact(outcome)


def bring(item: Item, fetcher: Fetcher | None = None) -> Source | ReadingError:
    """The source of `item`, or why it can't be had."""
    try:
        return load(item, fetcher)
    except ReadingError as error:
        return error


def _source(task: Task) -> Source | ReadingError:
    return task.brought if task.brought is not None else bring(task.item)


class Workers(Protocol):
    """Does work on tasks: one outcome a task, in their order, as it is asked for."""

    def each(self, work: Work[T], tasks: Iterable[Task]) -> Iterator[T]: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


class Here:
    """Work in this process, one input after the other; reading one may take `seconds`."""

    def __init__(self, examiner: Examiner, seconds: float = SECONDS) -> None:
        self._apart = Apart(seconds)
        self._bench = Bench(examiner.reading_by(self._apart.read))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._apart.close(at_once=True)

    def each(self, work: Work[T], tasks: Iterable[Task]) -> Iterator[T]:
        """One outcome a task."""
        return (_guarded(self._bench, work, task) for task in tasks)


class Processes:
    """Work in `jobs` processes; each input may take `seconds`."""

    def __init__(self, examiner: Examiner, jobs: int, seconds: float, *, cached: bool) -> None:
        import multiprocessing

        from pebble import ProcessPool

        self._bench = Bench(examiner)
        self._jobs, self._seconds = jobs, seconds
        self._pool = ProcessPool(
            max_workers=jobs,
            initializer=_start,
            initargs=(examiner.plan, cached),
            # Forking a process with threads in it is not safe; spawning is the same everywhere.
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # What is still at work is not wanted any more: all is done, or the run was broken off.
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def each(self, work: Work[T], tasks: Iterable[Task]) -> Iterator[T]:
        """One outcome a task; few more tasks are on their way than there are workers."""
        waiting: deque[tuple[Task, Any]] = deque()
        for task in tasks:
            waiting.append((task, self._send(work, task)))
            if len(waiting) > _AHEAD * self._jobs:
                yield self._outcome(work, *waiting.popleft())
        while waiting:
            yield self._outcome(work, *waiting.popleft())

    def _send(self, work: Work[T], task: Task) -> Any:
        """The future of `task`, None where the pool takes no more."""
        try:
            return self._pool.schedule(_do, args=(work, task), timeout=self._seconds)
        except RuntimeError:  # the pool broke down: what is left is done here
            return None

    def _outcome(self, work: Work[T], task: Task, future: Any) -> T:
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        name = task.item.name
        try:
            if future is not None:
                # Bounded also where the pool itself loses a task: all before it had their time.
                outcome: T = future.result(self._seconds * (_AHEAD * self._jobs + 2))
                return outcome
        except TimeoutError:
            limit = LimitReached("time", name=name, limit=f"{self._seconds:g}")
            return work.failed(self._bench, task, limit)
        except ProcessExpired as error:
            fault = CannotOpen("crashed", name=name, code=str(error.exitcode))
            return work.failed(self._bench, task, fault)
        except BrokenProcessPool:
            pass  # no worker is left, through no fault of this input: it is done here
        except Exception as error:  # an outcome that did not come through the pipe
            return _failed(self._bench, work, task, error)
        return _guarded(self._bench, work, task)


_at_hand: list[Bench] = []
"""The bench of a worker process: one, laid out when it starts."""


def _start(plan: Plan, cached: bool) -> None:
    examiner = Examiner(plan)
    cache = None
    if cached:
        from gklint.cache import ResultCache

        cache = ResultCache(examiner.salt)
    _at_hand.append(Bench(examiner, cache))


def _do(work: Work[T], task: Task) -> T:
    return _guarded(_at_hand[0], work, task)


def _guarded(bench: Bench, work: Work[T], task: Task) -> T:
    """The outcome; a fault of gklint itself is logged and told as one."""
    try:
        return work.do(bench, task)
    except Exception as error:
        return _failed(bench, work, task, error)


def _failed(bench: Bench, work: Work[T], task: Task, error: Exception) -> T:
    from gklint.crash import log_crash

    log = str(log_crash(error, task.item.name))
    fault = CannotOpen("internal", name=task.item.name, reason=type(error).__name__, log=log)
    return work.failed(bench, task, fault)
