"""A supervisor's run at scale: time and memory of a check with roster and last year's reports.

    python -m benchmarks.scale [REPORTS …]     default: 240 480 1020

Districts of sixty invented bodies on two years are written to a folder, then checked by the
command as a user would call it, every line streamed (`jsonl`). Compared in the same run with the
same check without roster and last year, and with the floor, parsing alone. Memory is the largest
seen of the command and all its workers together, and of the command alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tests.builders.district import YEAR, district

BODIES = 60
REGIONS = "清澄明秀安和永宁长乐平福新兴东西南北上下中江河湖海山林石云"


class Measured(NamedTuple):
    seconds: float
    alone: float  # MB, the command's own process
    together: float  # MB, with its workers


def write(folder: Path, reports: int) -> None:
    """`reports` of this year (rounded up to whole districts), as many of last year, one roster."""
    for year in (YEAR - 1, YEAR):
        (folder / str(year)).mkdir(parents=True)
    rows: list[str] = []
    for number in range(-(-reports // BODIES)):
        name = REGIONS[number % len(REGIONS)] + REGIONS[-1 - number // len(REGIONS)] + "县"
        made = district(name, number)
        for year in (YEAR - 1, YEAR):
            for file, data in made.files(year):
                (folder / str(year) / file).write_bytes(data)
        head, *more = made.roster().splitlines()
        rows += more if rows else [head, *more]
    (folder / "roster.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def run(*words: str) -> Measured:
    """One call of the command, its memory watched."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "gklint", "check", *words, "--no-cache", "--quiet"],
        stdout=subprocess.DEVNULL,
    )
    peaks = [0.0, 0.0]
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks, done))
    watcher.start()
    status = process.wait()
    done.set()
    watcher.join()
    if status not in (0, 1, 4):
        raise SystemExit(f"the command ended with {status}")
    return Measured(time.perf_counter() - begun, *peaks)


def _watch(pid: int, peaks: list[float], done: threading.Event) -> None:
    while not done.wait(0.05):
        sizes = {p: _resident(p) for p in _family(pid)}
        peaks[0] = max(peaks[0], sizes.get(pid, 0.0))
        peaks[1] = max(peaks[1], sum(sizes.values()))


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        children = Path(f"/proc/{parent}/task/{parent}/children")
        try:
            found += [int(child) for child in children.read_text().split()]
        except OSError:  # it has ended
            continue
    return found


def _resident(pid: int) -> float:
    """Megabytes that belong to the process alone are not told apart: shared pages count in each."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * 4096 / 2**20


def floor(folder: Path) -> float:
    """Seconds of parsing every report once, one after the other."""
    begun = time.perf_counter()
    for path in sorted(folder.iterdir()):
        etree.fromstring(path.read_bytes(), etree.HTMLParser(huge_tree=True))
    return time.perf_counter() - begun


def main(sizes: list[int]) -> None:
    print("| reports | floor s | plain s | with roster and last year s | per report ms | × plain "
          "| × floor | command MB | with workers MB |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(folder, size)
            this, count = str(folder / str(YEAR)), len(list((folder / str(YEAR)).iterdir()))
            parsed = floor(folder / str(YEAR))
            plain = run(this, "-o", f"jsonl:{folder / 'plain.jsonl'}")
            whole = run(
                this,
                *("--profile", "supervise", "--roster", str(folder / "roster.csv")),
                *("--previous", str(folder / str(YEAR - 1))),
                *("-o", f"jsonl:{folder / 'whole.jsonl'}"),
            )
        print(
            f"| {count} | {parsed:.2f} | {plain.seconds:.1f} | {whole.seconds:.1f} "
            f"| {whole.seconds / count * 1000:.1f} | {whole.seconds / plain.seconds:.1f} "
            f"| {whole.seconds / parsed:.0f} | {whole.alone:.0f} | {whole.together:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [240, 480, 1020])
