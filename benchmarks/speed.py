"""How long reading and judging take, against parsing alone, in one run.

    python -m benchmarks.speed [ROUNDS]
    python -m benchmarks.speed --profile [ROUNDS]

Prints processor time per document (median of rounds, interleaved, so that a neighbour on the
machine slows both sides) and the ratio to the floor: lxml alone for a page, unzipping and parsing
``document.xml`` alone for a Word file. Start-up is the wall time of whole processes against
``python -c "import lxml.etree"``. ``--profile`` shows instead where the time of one page goes.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from gklint.checks.base import Context
from gklint.document.read import read
from gklint.engine import judge
from gklint.engine.judging import judge_rules
from gklint.report.flow import SCOPES, flow
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.load import load_packs
from gklint.specimen import make, to_html, to_text
from tests.builders.render import docx, word_pasted

if TYPE_CHECKING:
    from collections.abc import Callable

    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule
    from gklint.specimen import Specimen

ROOT = Path(__file__).resolve().parent.parent


def parse_page(data: bytes) -> object:
    parser = etree.HTMLParser(huge_tree=True, collect_ids=False, encoding="utf-8")
    return etree.fromstring(data, parser)


def parse_word(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def decode_text(data: bytes) -> object:
    return data.decode()


def padded(specimen: Specimen, size: int) -> bytes:
    """The page at about `size` bytes, as portals ship it: attributes on every cell."""
    page = to_html(specimen)
    cells = page.count("<td")
    style = "border:1px solid #000;text-align:center;"
    room = max(0, size - len(page.encode())) // max(1, cells) - len('td style=""')
    return page.replace("<td", f'<td style="{style * (room // len(style))}"').encode()


def timed(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return (time.process_time() - begun) * 1000


def compare(
    name: str,
    data: bytes,
    file_name: str,
    floor: Callable[[bytes], object],
    pack: Pack,
    rounds: int,
) -> None:
    """One line: the floor, reading, recognising, everything; medians in ms and ratios."""
    context, packs = Context(), (pack,)
    floors, reads, recognitions, wholes = [], [], [], []
    for _ in range(rounds):
        floors.append(timed(lambda: floor(data)))
        reads.append(timed(lambda: read(data, file_name)))
        document = read(data, file_name)
        recognitions.append(timed(lambda: recognise(document, packs, Hints())))  # noqa: B023

        def whole() -> None:
            report = recognise(read(data, file_name), packs, Hints())
            if report is None:
                raise RuntimeError(name)
            judge(report, pack.rules, context, "zh")

        wholes.append(timed(whole))
    base = statistics.median(floors)
    row = [statistics.median(times) for times in (reads, recognitions, wholes)]
    print(
        f"{name:<22}{len(data) // 1024:>5} KB  parse {base:6.2f}  read {row[0]:6.2f} "
        f"({row[0] / base:4.1f}x)  recognise {row[1]:6.2f}  whole {row[2]:6.2f} "
        f"({row[2] / base:4.1f}x)"
    )


def profile(name: str, data: bytes, pack: Pack, rounds: int) -> None:
    """Where the time goes: reading, recognising, views of the text, each kind of check."""
    context, packs = Context(), (pack,)
    by_kind: dict[str, list[Rule]] = {}
    for rule in pack.rules:
        by_kind.setdefault(rule.kind, []).append(rule)
    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        times.setdefault("read", []).append(timed(lambda: read(data, "a.html")))
        document = read(data, "a.html")
        report = recognise(document, packs, Hints())
        if report is None:
            raise RuntimeError(name)
        spent = timed(lambda: recognise(document, packs, Hints()))  # noqa: B023
        times.setdefault("recognise", []).append(spent)
        times.setdefault("text of each scope", []).append(timed(lambda: views(report)))  # noqa: B023
        for kind, rules in by_kind.items():
            spent = timed(lambda: judge_rules(report, rules, context, "zh"))  # noqa: B023
            times.setdefault(f"check: {kind} ({len(rules)})", []).append(spent)
        spent = timed(lambda: judge(report, (), context, "zh"))  # noqa: B023
        times.setdefault("result without checks", []).append(spent)
    medians = {what: statistics.median(found) for what, found in times.items()}
    total = sum(medians.values())
    print(f"{name}: {total:.2f} ms")
    for what, spent in sorted(medians.items(), key=lambda item: -item[1]):
        print(f"  {100 * spent / total:5.1f} %  {spent:6.3f} ms  {what}")


def views(report: Report) -> None:
    """What several kinds of check look at, computed by the first that asks."""
    for scope in (*SCOPES, "text"):
        flow(report, scope)


def startup(rounds: int) -> None:
    """Whole processes: one check of a page, against importing lxml.etree."""
    pack = next(p for p in load_packs() if p.key == "annual-report")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_bytes(to_html(make(pack, "2021")).encode())
        commands = {
            "import lxml.etree": [sys.executable, "-c", "import lxml.etree"],
            "check -o json": [sys.executable, "-m", "gklint", "check", str(path), "-o", "json"],
            "check (console)": [sys.executable, "-m", "gklint", "check", str(path)],
        }
        # Started like an installation, which has its modules compiled.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                begun = time.perf_counter()
                subprocess.run(
                    command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False
                )
                times[name].append((time.perf_counter() - begun) * 1000)
    base = statistics.median(times["import lxml.etree"])
    for name, walls in times.items():
        median = statistics.median(walls)
        print(f"start: {name:<20} {median:7.1f} ms  {median / base:4.1f}x  (min {min(walls):.1f})")


def main(arguments: list[str]) -> int:
    shares = "--profile" in arguments
    counts = [int(argument) for argument in arguments if argument.isdecimal()]
    rounds = counts[0] if counts else 30
    pack = next(p for p in load_packs() if p.key == "annual-report")
    specimen = make(pack, "2021")
    print(f"processor ms per document, median of {rounds} rounds; {len(pack.rules)} rules")
    if shares:
        profile("page, 60 KB", padded(specimen, 60_000), pack, rounds)
        profile("Word-pasted page", word_pasted(specimen), pack, rounds)
        return 0
    compare("page", to_html(specimen).encode(), "a.html", parse_page, pack, rounds)
    compare("page, 60 KB", padded(specimen, 60_000), "a.html", parse_page, pack, rounds)
    compare("Word-pasted page", word_pasted(specimen), "a.html", parse_page, pack, rounds)
    compare("Word file", docx(specimen), "a.docx", parse_word, pack, rounds)
    compare("converted text", to_text(specimen).encode(), "a.txt", decode_text, pack, rounds)
    startup(max(5, rounds // 3))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
