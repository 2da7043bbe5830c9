"""Many inputs: order, isolation of what dies or hangs, the network's part, what was not found."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import threading
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from gklint.batch import POOL_FROM, Batch, Request
from gklint.cache import ResultCache
from gklint.document.errors import CannotOpen, ReadingError
from gklint.examine import Examiner
from gklint.finding import Cause, NotAssessed, Verdict
from gklint.plan import Plan
from gklint.sources import Item, ItemKind, Source
from gklint.workers import JUDGE, Here, Processes, Task
from tests.builders.pdf import Style, report_pdf
from tests.builders.seeds import clean
from tests.document.pdf.test_bad import draws_itself
from tests.engine.reports import page

if TYPE_CHECKING:
    from pathlib import Path

    from gklint.result import DocumentResult

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports enough for workers, one input of each other kind among them."""
    made = tmp_path / "in"
    made.mkdir()
    for number in range(POOL_FROM):
        wrong = {"requests.new.natural_person": str(9000 + number)}
        (made / f"{number:02}.html").write_bytes(page(set=wrong if number % 2 else {}))
    (made / "04b.txt").write_text("放假通知", "utf-8")
    (made / "06b.pdf").write_bytes(b"%PDF-1.7\n")
    with zipfile.ZipFile(made / "08b.zip", "w") as bundle:
        bundle.writestr("甲/a.html", page())
        bundle.writestr("broken.docx", b"PK\x03\x04 no more")
    return made


def run(*sources: object, **given: Any) -> list[DocumentResult]:
    plan = given.pop("plan", Plan())
    given.setdefault("cache", False)
    request = Request(sources=tuple(map(str, sources)), plan=plan, **given)
    return list(Batch(request).results())


def reasons(found: DocumentResult) -> str:
    return "\n".join(f.message for f in found.findings if f.rule.startswith("RD"))


def test_workers_bring_what_one_process_brings_in_the_same_order(folder: Path) -> None:
    alone = run(folder, jobs=1)
    together = run(folder, jobs=2)
    assert together == alone
    names = [found.source[len(str(folder)) + 1 :] for found in together]
    assert names == sorted(names)
    assert len(names) == POOL_FROM + 4
    verdicts = {n: f.verdict for n, f in zip(names, together, strict=True)}
    assert verdicts["00.html"] is Verdict.PASS
    assert verdicts["01.html"] is Verdict.FAIL
    unread = {n for n, v in verdicts.items() if v is Verdict.UNREADABLE}
    assert unread == {"04b.txt", "06b.pdf", "08b.zip!broken.docx"}


def test_progress_is_told_after_each(folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    batch = Batch(Request(sources=(str(folder),), plan=Plan(), jobs=1))
    found = list(batch.results(lambda *step: told.append(step)))
    assert told == [(n, len(found), f.source) for n, f in enumerate(found, 1)]


def test_results_come_one_by_one(folder: Path) -> None:
    """So that lines can be written while later inputs are still read; and a run may be left."""
    batch = Batch(Request(sources=(str(folder),), plan=Plan(), jobs=2))
    results = batch.results()
    first = next(results)
    assert first.source.endswith("00.html")
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@needs_pipes
def test_an_input_that_hangs_costs_its_time_only(folder: Path) -> None:
    os.mkfifo(folder / "pipe")  # no one writes to it: reading never ends
    found = run(folder / "00.html", folder / "pipe", folder / "01.html", document_seconds=1.5)
    assert [f.verdict for f in found] == [Verdict.PASS, Verdict.UNREADABLE, Verdict.FAIL]
    assert reasons(found[1]) == "读取超过 1.5 秒，已停止。"


@needs_pipes
def test_a_worker_that_dies_costs_its_input_only(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)

    def kill() -> None:
        with pipe.open("wb"):  # opens once the worker is at it, which then waits for bytes
            for child in multiprocessing.active_children():
                if child.pid is not None:
                    os.kill(child.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    found = run(
        folder / "00.html",
        pipe,
        folder / "01.html",
        folder / "02.html",
        document_seconds=30,
        jobs=1,
    )
    killer.join()
    assert [f.verdict for f in found] == [
        Verdict.PASS,
        Verdict.UNREADABLE,
        Verdict.FAIL,
        Verdict.PASS,
    ]
    assert reasons(found[1]) == "读取时程序意外中止（代码 -9），其余文件不受影响。"


def test_when_no_worker_is_left_the_rest_is_done_here(folder: Path) -> None:
    paths = sorted(folder.glob("0?.html"))
    first, *rest = [Task(Item(str(path), ItemKind.FILE, path)) for path in paths]
    with Processes(Examiner(Plan()), 1, 30, cached=False) as workers:
        found = list(workers.each(JUDGE, [first]))
        (idle,) = multiprocessing.active_children()
        idle.kill()
        while workers._pool.active:
            time.sleep(0.01)
        found += workers.each(JUDGE, rest)
    assert [f.source for f in found] == [str(path) for path in paths]
    assert {f.verdict for f in found} == {Verdict.PASS, Verdict.FAIL}


def test_a_fault_of_ours_is_logged_and_costs_its_input_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = Examiner.examine

    def faulty(self: Examiner, source: Source, *rest: Any) -> DocumentResult:
        if source.name.endswith("02.html"):
            raise ZeroDivisionError
        return real(self, source, *rest)

    monkeypatch.setattr(Examiner, "examine", faulty)
    monkeypatch.setattr("platformdirs.user_log_dir", lambda *_, **__: str(tmp_path / "logs"))
    found = run(folder, jobs=1)
    assert len(found) == POOL_FROM + 4
    assert "检查时程序出错（ZeroDivisionError）" in reasons(found[2])
    (log,) = (tmp_path / "logs").iterdir()
    assert "ZeroDivisionError" in log.read_text("utf-8")
    assert str(log) in found[2].findings[0].remedy
    assert [f.verdict for f in found[:4]] == [
        Verdict.PASS,
        Verdict.FAIL,
        Verdict.UNREADABLE,
        Verdict.FAIL,
    ]


def test_an_outcome_that_cannot_be_sent_home_is_told(tmp_path: Path) -> None:
    """The pipe between processes carries plain data only; what is not costs its input."""
    report = tmp_path / "a.html"
    report.write_bytes(page())
    unsendable = Source("b.html", b"x", declared=threading.Lock())  # type: ignore[arg-type]
    tasks = [Task(Item("b.html", ItemKind.URL), unsendable), Task(Item("a", ItemKind.FILE, report))]
    with Processes(Examiner(Plan()), 1, 30, cached=False) as workers:
        first, second = workers.each(JUDGE, iter(tasks))
    assert "程序出错" in reasons(first)
    assert second.verdict is Verdict.PASS


def test_unchanged_files_are_not_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Workers are other processes: what they keep is seen in the store they share."""
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "kept"))
    first = run(folder, jobs=2, cache=True)
    assert run(folder, jobs=2, cache=True) == first
    data = (folder / "00.html").read_bytes()
    store = ResultCache(Examiner(Plan()).salt)
    assert store.get(first[0].source, data) == first[0]
    store.put(first[0].source, data, first[0]._replace(encoding="as kept"))
    store.close()
    assert run(folder, jobs=2, cache=True)[0].encoding == "as kept"
    assert run(folder, jobs=2)[0].encoding == "utf-8"
    (folder / "00.html").write_bytes(page(set={"requests.new.natural_person": "9000"}))
    changed = run(folder, jobs=2, cache=True)
    assert (first[0].verdict, changed[0].verdict) == (Verdict.PASS, Verdict.FAIL)
    assert changed[1:] == first[1:]


def test_no_store_without_asking(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "kept"))
    run(folder, jobs=2)
    assert not (tmp_path / "kept" / "results").exists()


def test_addresses_without_network_are_told() -> None:
    (found,) = run("https://www.yunxiu.example/a.html", network=False)
    assert reasons(found) == "未联网，无法获取该网址。"
    assert found.sha256 is None


def test_sources_in_which_nothing_was_found(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    sources = (str(tmp_path / "empty"), str(folder / "00.html"), str(folder / "*.xyz"))
    batch = Batch(Request(sources=sources, plan=Plan()))
    assert [item.name for item in batch.items] == [sources[1]]
    assert batch.empty == (sources[0], sources[2])


def test_an_input_named_twice_is_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = run("00.html", "./00.html", str(folder / "00.html"), "*0.html", plan=Plan())
    assert [f.source for f in found] == ["00.html", "10.html"]


def test_the_whole_run(folder: Path) -> None:
    batch = Batch(Request(sources=(str(folder / "00.html"),), plan=Plan(lang="en")))
    off = NotAssessed("DL01", "off", Cause.SWITCHED_OFF)
    told = batch.report(list(batch.results()), [off, NotAssessed("AC01", "", off.cause)])
    assert (told.pack, told.lang, told.profile) == ("annual-report", "en", "self-check")
    assert [n.rule for n in told.switched_off] == ["AC01", "DL01"]
    assert len(told.documents) == 1
    assert "RD" in told.families


def test_reading_errors_travel_between_processes() -> None:
    import pickle

    error = CannotOpen("crashed", name="甲.docx", code=-9)
    copy: ReadingError = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.key, copy.params) == (CannotOpen, "crashed", error.params)


def test_work_here_holds_faults_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        raise MemoryError

    monkeypatch.setattr("gklint.workers.load", broken)
    monkeypatch.setattr("gklint.crash.log_crash", lambda error, source: "log")
    with Here(Examiner(Plan())) as here:
        (found,) = here.each(JUDGE, iter([Task(Item("a", ItemKind.FILE))]))
    assert "程序出错（MemoryError）" in reasons(found)


def test_a_pdf_that_hangs_or_crashes_its_reader_costs_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few inputs are judged in this process; what a C library reads is read apart from it."""
    monkeypatch.setattr("gklint.batch.Here", lambda examiner: Here(examiner, seconds=4))
    (folder / "good.pdf").write_bytes(report_pdf(clean()[1], Style()))
    (folder / "hangs.pdf").write_bytes(draws_itself(2))
    names = ("hangs.pdf", "00.html", "good.pdf")
    found = run(*(folder / name for name in names))
    assert [f.verdict for f in found] == [Verdict.UNREADABLE, Verdict.PASS, Verdict.PASS]
    assert reasons(found[0]) == "读取超过 4 秒，已停止。"
    assert multiprocessing.active_children() == []


@needs_pipes
def test_an_interrupted_run_leaves_no_worker_behind(folder: Path) -> None:
    from tests.cli.conftest import Gklint

    os.mkfifo(folder / "pipe")
    runner = Gklint(folder, folder)
    process = subprocess.Popen(
        runner.command("check", "pipe", *(f"{n:02}.html" for n in range(12)), "-o", "jsonl"),
        cwd=folder,
        env=runner.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with (folder / "pipe").open("wb"):  # a worker is at it now, and waits
        process.send_signal(signal.SIGINT)
        # Its streams end when the last process that holds them does.
        told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told[1].decode().lstrip() == "错误：已中断，没有写出报告。\n"


@needs_pipes
def test_lines_are_written_as_inputs_are_judged(tmp_path: Path) -> None:
    """The first line is there while the second input is still on its way."""
    from tests.cli.conftest import Gklint

    (tmp_path / "a.html").write_bytes(page())
    os.mkfifo(tmp_path / "b.html")
    runner = Gklint(tmp_path, tmp_path)
    process = subprocess.Popen(
        runner.command("check", "a.html", "b.html", "-o", "jsonl"),
        cwd=tmp_path,
        env=runner.environment(),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())
    assert (first["source"], first["verdict"]) == ("a.html", "pass")
    assert process.poll() is None
    (tmp_path / "b.html").write_bytes(b"")  # now it can be read: it is empty
    second = json.loads(process.stdout.readline())
    process.stdout.close()
    assert (second["source"], second["verdict"]) == ("b.html", "unreadable")
    assert process.wait(30) == 4
