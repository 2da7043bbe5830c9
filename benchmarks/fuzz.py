"""Readers and judges against damaged files: no crash, no hang, bounded memory, no silent pass.

    python -m benchmarks.fuzz                         20,000 mutants of every format
    python -m benchmarks.fuzz --mutants 300 pdf doc   some formats, fewer mutants
    python -m benchmarks.fuzz --again pdf:17 --keep F write one mutant to a file, and judge it

Every mutant is made from its format and number, so each can be had again. It is read, recognised
and judged in a process of its own, within the limits that workers have. Exit status 1: a process
died (`crash`), ran over the time (`hang`) or the memory (`memory`), gklint itself failed on
it (`fault`), or it was called clean though not all of its figures were read (`silent`).
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from benchmarks.mutants import mutant
from gklint.examine import Examiner
from gklint.finding import Verdict
from gklint.plan import Plan
from gklint.sources import Source
from gklint.workers import SECONDS
from tests.builders.seeds import SEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.result import DocumentResult

MUTANTS: Final = 20_000
MEMORY: Final = 1536 * 2**20
"""Bytes of address space that one process may take: the readers' own limits keep well below."""
BAD: Final = ("crash", "hang", "memory", "fault", "silent")


class Attempt(NamedTuple):
    """What became of one mutant: a verdict or one of `BAD`; `told` says more."""

    number: int
    outcome: str
    seconds: float = 0.0
    told: str = ""


@cache
def _seeds(name: str) -> tuple[bytes, ...]:
    return tuple(SEEDS[name].make())


@cache
def _examiner() -> Examiner:
    return Examiner(Plan(facts=True))


def damaged(name: str, number: int) -> bytes:
    """The mutant `number` of the format `name`."""
    return mutant(random.Random(f"{name}:{number}"), _seeds(name))


def attempt(name: str, number: int) -> Attempt:
    """Judges one mutant, in this process."""
    data = damaged(name, number)
    begin = time.perf_counter()
    try:
        result = _examiner().examine(Source(f"{number}.{name}", data))
    except MemoryError:
        return Attempt(number, "memory", time.perf_counter() - begin)
    except Exception as error:  # to be told, not to be lost
        return Attempt(number, "fault", time.perf_counter() - begin, repr(error)[:200])
    return Attempt(number, _outcome(result), time.perf_counter() - begin)


def _outcome(result: DocumentResult) -> str:
    if any(item.cause == "fault" for item in result.not_assessed):
        return "fault"
    if result.verdict is Verdict.PASS:
        read, expected = (
            sum(getattr(table, key) for table in result.coverage) for key in ("read", "expected")
        )
        if read < expected or len(result.coverage) < len(_tables()):
            return "silent"
    return str(result.verdict)


@cache
def _tables() -> tuple[str, ...]:
    form = _examiner().packs[0].forms[0]
    return tuple(table.key for table in form.tables)


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def attempts(name: str, numbers: range, jobs: int) -> Iterator[Attempt]:
    """What became of each mutant, in order."""
    import multiprocessing

    from pebble import ProcessExpired, ProcessPool

    _seeds(name)  # made once, where programs may be started; the workers are forked from here
    pool = ProcessPool(
        max_workers=jobs, initializer=_bounded, context=multiprocessing.get_context("fork")
    )
    with pool:
        outcomes = pool.map(attempt, [name] * len(numbers), numbers, timeout=SECONDS).result()
        for number in numbers:
            try:
                yield next(outcomes)
            except TimeoutError:
                yield Attempt(number, "hang", SECONDS)
            except ProcessExpired as error:
                yield Attempt(number, "crash", told=f"exit {error.exitcode}")


def run(name: str, mutants: int, jobs: int) -> list[Attempt]:
    """Runs one format, prints a line of it, and returns what must not be."""
    counts: Counter[str] = Counter()
    bad: list[Attempt] = []
    slowest = Attempt(-1, "")
    for made in attempts(name, range(mutants), jobs):
        counts[made.outcome] += 1
        slowest = max(slowest, made, key=lambda item: item.seconds)
        if made.outcome in BAD:
            bad.append(made)
    listed = ", ".join(f"{outcome} {count}" for outcome, count in sorted(counts.items()))
    most = f"{slowest.seconds:.2f} s (:{slowest.number})"
    print(f"{name:5} {mutants:6} mutants: {listed}; slowest {most}")
    for made in bad[:20]:
        print(f"  {name}:{made.number} {made.outcome} {made.told}")
    return bad


@click.command()
@click.argument("formats", nargs=-1, type=click.Choice(tuple(SEEDS)))
@click.option("--mutants", default=MUTANTS, show_default=True)
@click.option("--jobs", default=2, show_default=True)
@click.option("--again", metavar="FORMAT:NUMBER", help="One mutant only.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where --again writes its mutant.")
def main(
    formats: tuple[str, ...], mutants: int, jobs: int, again: str | None, keep: Path | None
) -> None:
    """Judge damaged files of the FORMATS (default: all)."""
    if again is not None:
        name, _, number = again.partition(":")
        if keep is not None:
            keep.write_bytes(damaged(name, int(number)))
        print(attempt(name, int(number)))
        return
    tempfile.tempdir = tempfile.mkdtemp(prefix="gklint-fuzz-")
    bad = 0
    for name in formats or SEEDS:
        missing = SEEDS[name].missing()
        if missing:
            print(f"{name:5} NOT RUN: {missing} is missing")
            continue
        bad += len(run(name, mutants, jobs))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
