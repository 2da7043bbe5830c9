"""The step between collecting and judging: what reports are to be held against.

Inputs are surveyed by workers where anything asks for it: the files that pages offer are fetched
and the addresses that the reports give are asked, each once in the run, and the reports are held
against last year's, the roster and each other (`gklint.across`).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from gklint.across.digest import unread
from gklint.document.errors import CannotOpen, ReadingError
from gklint.sources import discover
from gklint.workers import SURVEY, Task, surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.model import Digest
    from gklint.across.resolve import Resolved
    from gklint.batch import Request
    from gklint.examine import Examiner
    from gklint.network import Network
    from gklint.sources.attached import Attached
    from gklint.workers import Workers


class Resolution(NamedTuple):
    """`tasks` with all that judging them needs; `earlier` are last year's reports, `resolved` what
    lies across all of them where they were held against each other."""

    tasks: Sequence[Task]
    earlier: tuple[Digest, ...] = ()
    resolved: Resolved | None = None


def resolve_tasks(
    tasks: Sequence[Task],
    request: Request,
    examiner: Examiner,
    workers: Workers,
    network: Network,
) -> Resolution:
    """The tasks with answers to their addresses and with what lies around their reports."""
    open_ = [network.asks_for(task.item) for task in tasks]
    linked = [asked and examiner.asks_links for asked in open_]
    called = request.survey or request.roster is not None
    around = called or examiner.looks_around(_given(request, tasks, examiner))
    wanted = [number for number, asked in enumerate(open_) if asked or around]
    if not wanted:
        return Resolution(tasks)
    asked = list(tasks)
    digests = {number: unread(tasks[number].item.name, CannotOpen.rule) for number in wanted}

    def survey(numbers: Sequence[int]) -> None:
        outcomes = workers.each(SURVEY, (asked[number] for number in numbers))
        for number, outcome in zip(numbers, outcomes, strict=True):
            if not isinstance(outcome, ReadingError):
                digests[number] = surveyed(asked[number], outcome)
            else:  # it was the death of a worker: once is enough
                digests[number], asked[number] = _lost(asked[number], outcome, digests[number])

    survey([number for number in wanted if not _gives_once(tasks[number])])
    attached = _attached({n: d for n, d in digests.items() if open_[n]}, examiner, network)
    for number, files in attached.items():
        asked[number] = asked[number]._replace(attached=files)
    # What such a file brought may be asked after, and others are held against it.
    survey([number for number, files in attached.items() if files and (around or linked[number])])
    given = {number: digest.addresses for number, digest in digests.items() if linked[number]}
    if given:
        answers = network.answers(chain.from_iterable(given.values()), examiner.missing_phrases())
        for number, addresses in given.items():
            asked[number] = asked[number]._replace(answers={a: answers[a] for a in addresses})
    if not around:
        return Resolution(asked)
    return _amid(asked, tuple(digests.values()), request, examiner, workers, network)


def _lost(task: Task, error: ReadingError, known: Digest) -> tuple[Digest, Task]:
    """An input that was the death of a worker is told with that; where it was one of the files
    that it offers, by these: the page itself was read before."""
    if not task.attached:
        return surveyed(task, error), task._replace(brought=error)
    files = tuple(file._replace(error=file.error or error) for file in task.attached)
    return known, task._replace(attached=files)


def _attached(
    digests: Mapping[int, Digest], examiner: Examiner, network: Network
) -> dict[int, tuple[Attached, ...]]:
    """The files that pages offer: of one that lacks tables all that may hold them; of another
    those that bear a report's name, where a rule holds the two against each other."""
    wanted = {
        number: digest.attachments
        if digest.lacks
        else tuple(a for a in digest.attachments if a.named and examiner.compares_forms)
        for number, digest in digests.items()
    }
    every = [(offer, digests[number].url) for number, files in wanted.items() for offer in files]
    brought = network.attached(every) if every else {}
    return {
        number: tuple(brought[a.url]._replace(attachment=a) for a in files)
        for number, files in wanted.items()
    }


def _amid(
    tasks: Sequence[Task],
    digests: tuple[Digest, ...],
    request: Request,
    examiner: Examiner,
    workers: Workers,
    network: Network,
) -> Resolution:
    from gklint.across.resolve import Given, resolve
    from gklint.earlier import earlier_reports

    earlier = None
    if request.previous is not None:
        earlier = earlier_reports(request.previous, workers, include=request.include)
    given = Given(request.roster, earlier, _beside(request, workers, network))
    resolved = resolve(digests, given, examiner.packs)
    amid = [
        task._replace(around=around) for task, around in zip(tasks, resolved.around, strict=True)
    ]
    return Resolution(amid, earlier or (), resolved)


def _beside(request: Request, workers: Workers, network: Network) -> Digest | None:
    """The other form of the run's one report; an address is fetched as an input would be."""
    from gklint.earlier import earlier_reports

    if request.against is None:
        return None
    items = discover((request.against,)).items
    brought = network.bring(items)
    if not brought:
        return next(iter(earlier_reports((request.against,), workers, same_year=True)), None)
    task = Task(items[0], brought[items[0].name])
    return next(surveyed(task, outcome) for outcome in workers.each(SURVEY, [task]))


def _gives_once(task: Task) -> bool:
    """Whether the input is a pipe: what a survey read would be gone when it is judged."""
    path = task.item.path
    return task.brought is None and path is not None and path.exists() and not path.is_file()


def _given(request: Request, tasks: Sequence[Task], examiner: Examiner) -> frozenset[str]:
    """What the run is given besides single reports (`Surroundings.given`). Whether several reports
    are held against each other unasked is the profile's to say: it takes reading them twice."""
    several = len(tasks) > 1 and examiner.together
    words = {
        "previous": request.previous is not None or several,  # two years in one folder
        "roster": request.roster is not None,
        "bodies": several,
        "others": several or request.against is not None,
        "against": request.against is not None,
    }
    return frozenset(word for word, holds in words.items() if holds)
