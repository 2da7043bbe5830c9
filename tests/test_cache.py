"""Results kept between runs: what makes a miss, and that nothing planted is ever run."""

from __future__ import annotations

import os
import pickle
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gklint.cache import ResultCache, code_stamp
from gklint.examine import Examiner
from gklint.finding import Cause, NotAssessed
from gklint.plan import PathRules, Plan
from gklint.sources import Source
from tests.engine.reports import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.result import DocumentResult

DATA = page(set={"requests.new.natural_person": "912", "requests.new.company": ""})


@pytest.fixture(scope="module")
def result() -> DocumentResult:
    return Examiner(Plan(facts=True)).examine(Source("a.html", DATA))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ResultCache]:
    made = ResultCache("salt", tmp_path / "store")
    yield made
    made.close()


def test_a_result_comes_back_whole(store: ResultCache, result: DocumentResult) -> None:
    assert store.get("a.html", DATA) is None
    store.put("a.html", DATA, result)
    back = store.get("a.html", DATA)
    assert back == result
    assert len(result.facts) > 190
    assert {f.rule for f in result.findings} >= {"NM06"}


def test_other_bytes_names_and_salts_are_misses(
    store: ResultCache, result: DocumentResult, tmp_path: Path
) -> None:
    store.put("a.html", DATA, result)
    assert store.get("a.html", DATA + b" ") is None
    assert store.get("b.html", DATA) is None
    other = ResultCache("pepper", tmp_path / "store")
    assert other.get("a.html", DATA) is None
    other.close()


@pytest.mark.parametrize(
    "change",
    [
        {"lang": "en"},
        {"profile": "crawl"},
        {"stage": "published"},
        {"select": ("NM",)},
        {"ignored": {"NM01": "x"}},
        {"blank": "zero"},
        {"year": 2021},
        {"facts": True},
        {"per_path": (PathRules(patterns=("*",)),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_part_of_the_plan_counts(change: dict[str, Any]) -> None:
    assert Examiner(Plan()).salt != Examiner(Plan()._replace(**change)).salt


def test_own_rules_count(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("extends: annual-report\n", "utf-8")
    assert Examiner(Plan()).salt != Examiner(Plan(rule_folders=(tmp_path,))).salt
    before = Examiner(Plan(rule_folders=(tmp_path,))).salt
    (tmp_path / "pack.yaml").write_text(
        "extends: annual-report\nfamilies: {XC: {zh: 甲, en: x}}\n", "utf-8"
    )
    assert Examiner(Plan(rule_folders=(tmp_path,))).salt != before


def test_the_programs_own_code_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "gklint"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.setattr("gklint.__file__", str(package / "__init__.py"))
    stamps = []
    for text in ("a = 1\n", "a = 12\n"):
        (package / "b.py").write_text(text)
        code_stamp.cache_clear()
        stamps.append(code_stamp())
    code_stamp.cache_clear()
    assert stamps[0] != stamps[1]


def test_what_another_run_might_read_is_not_kept(
    store: ResultCache, result: DocumentResult
) -> None:
    store.put("b", b"", Examiner(Plan()).examine(Source("b", b"")))
    assert store.get("b", b"") is None
    fault = NotAssessed("NM01", "log", Cause.FAULT)
    store.put("a.html", DATA, result._replace(not_assessed=(fault,)))
    assert store.get("a.html", DATA) is None


class Planted:
    """A pickle that makes a file when it is read."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.proof),))


def plant(store: ResultCache, value: object) -> None:
    assert store._store is not None
    store._store.set(store._key("a.html", DATA), value)


def test_a_planted_pickle_is_refused(store: ResultCache, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    plant(store, pickle.dumps(Planted(proof)))
    assert store.get("a.html", DATA) is None
    plant(store, Planted(proof))  # as the library itself would keep it, and read it back
    assert store.get("a.html", DATA) is None
    assert not proof.exists()
    pickle.loads(pickle.dumps(Planted(proof)))
    assert proof.exists()  # the trap was a real one


def test_a_class_of_ours_that_is_no_result_is_refused(store: ResultCache) -> None:
    for value in (pickle.dumps(Path("x")), pickle.dumps(Cause.FAULT), pickle.dumps(Plan())):
        plant(store, value)
        assert store.get("a.html", DATA) is None


def test_a_function_of_our_modules_is_refused(store: ResultCache) -> None:
    plant(store, b"cgklint.lang\nfill\n.")
    assert store.get("a.html", DATA) is None
    plant(store, b"cgklint.lang\nTemplate\n.")
    assert store.get("a.html", DATA) is None


@pytest.mark.parametrize("damage", [b"", b"\x80\x05", b"no pickle", b"\x80\x05]."])
def test_a_damaged_entry_is_a_miss(store: ResultCache, damage: bytes) -> None:
    plant(store, damage)
    assert store.get("a.html", DATA) is None


def test_a_store_that_cannot_be_used_is_no_error(tmp_path: Path, result: DocumentResult) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    nowhere = ResultCache("salt", blocked)
    nowhere.put("a.html", DATA, result)
    assert nowhere.get("a.html", DATA) is None
    nowhere.close()


def test_a_store_that_breaks_down_is_no_error(
    store: ResultCache, result: DocumentResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError

    monkeypatch.setattr(store._store, "set", full)
    store.put("a.html", DATA, result)
    assert store.get("a.html", DATA) is None
