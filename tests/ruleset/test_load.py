"""Packs in memory: built, extended, cached."""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gklint.finding import Basis, Outcome, Severity
from gklint.lang import Localised
from gklint.ruleset import cache
from gklint.ruleset.files import digest, pack_folders
from gklint.ruleset.load import RuleFileError, load_pack, load_packs
from gklint.ruleset.model import Applies
from gklint.ruleset.paths import builtin
from tests.ruleset.conftest import PACK, RULE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ruleset.conftest import WritePack


def test_a_rule_is_built_whole(write_pack: WritePack) -> None:
    rule = {
        **RULE,
        "outcome": "review",
        "applies": {"forms": ["2030"], "years": {"from": 2030}, "kinds": ["department"]},
        "needs": ["table:load"],
        "variants": {"mild": {"severity": "info", "basis": [{"ref": "habit"}]}},
        "profiles": {"crawl": "off"},
        "tags": ["iron"],
        "rationale": {"zh": "甲", "en": "a"},
        "since": "0.1",
    }
    (built,) = load_pack(write_pack(rule=rule)).rules
    assert built.severity is Severity.ERROR
    assert built.outcome is Outcome.REVIEW
    assert built.basis == (Basis("law", "《桥梁条例》", "", "第一条"),)
    assert built.applies == Applies(("2030",), 2030, None, ("department",))
    assert built.needs == ("table:load",)
    assert built.variants["mild"].severity is Severity.INFO
    assert built.variants["mild"].basis == (Basis("practice", "通行做法"),)
    assert built.variants["mild"].message is None
    assert built.profiles == {"crawl": "off"}
    assert built.tags == ("iron",)
    assert built.rationale == Localised("甲", "a")
    assert built.family == "BR"
    assert built.path == "bridges/spans/BR01.yaml"
    assert built.examples[0].fails
    assert built.examples[0].edits == {"set": {"load.north.cars": 3}}


def test_a_form_is_built_whole(write_pack: WritePack) -> None:
    form = load_pack(write_pack()).form("2030")
    assert form is not None
    assert (form.first_year, form.last_year, form.instrument) == (2030, None, "law")
    assert form.sections[0].ordinal == 1
    table = form.table("load")
    assert table is not None
    assert table.fact_names == ("load.north.cars", "load.north.tolls")
    assert [column.domain for column in table.blocks[0].columns] == ["count", "amount"]


def test_the_statutory_forms_have_the_cells_the_contract_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()  # the real kinds of check
    pack = load_pack(builtin() / "annual-report")
    counts = {
        form.key: {table.key: len(table.fact_names) for table in form.tables} for form in pack.forms
    }
    assert counts == {
        "2019": {"disclosure": 22, "requests": 161, "review_litigation": 15},
        "2021": {"disclosure": 10, "requests": 175, "review_litigation": 15},
    }
    due = {
        year: form.key for year in (2018, 2019, 2020, 2021, 2030) if (form := pack.form_due(year))
    }
    assert due == {2019: "2019", 2020: "2019", 2021: "2021", 2030: "2021"}


def test_words_recognition_and_specimen_are_plain_data(write_pack: WritePack) -> None:
    pack = load_pack(write_pack(**{"words/names": {"a": ["x"]}, "recognition": {"title": "b"}}))
    assert pack.words == {"names": {"a": ["x"]}}
    assert pack.recognition == {"title": "b"}
    assert pack.specimen == {}


def _own(write_pack: WritePack) -> Path:
    rule = {**RULE, "id": "OW01", "name": "own-rule", "basis": [{"ref": "local"}]}
    return write_pack(
        "own",
        pack={
            "extends": "bridge-report",
            "instruments": {"local": {"kind": "law", "title": "《本地办法》"}},
            "families": {"OW": {"zh": "本地", "en": "Local"}},
        },
        form=None,
        rule=None,
        **{"OW01": rule, "words/local": {"w": 1}},
    )


def test_an_own_folder_extends_a_pack(
    write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = write_pack()
    monkeypatch.setattr("gklint.ruleset.load.builtin", lambda: base)
    (plain,) = load_packs()
    (pack,) = load_packs([_own(write_pack)])
    assert [rule.id for rule in pack.rules] == ["BR01", "OW01"]
    assert pack.rules[1].basis[0].title == "《本地办法》"
    assert pack.families["OW"].en == "Local"
    assert pack.words == {"local": {"w": 1}}
    assert pack.digest != plain.digest


def test_a_folder_of_packs_is_opened(write_pack: WritePack) -> None:
    inner = write_pack()
    assert pack_folders([inner.parent]) == [inner]
    assert pack_folders([inner]) == [inner]


def test_the_digest_tells_every_change(write_pack: WritePack) -> None:
    folder = write_pack()
    first = digest(folder)
    file = folder / "spans" / "BR01.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("BR01", "BR02"), encoding="utf-8")
    second = digest(folder)
    file.write_text(text, encoding="utf-8")
    assert first != second
    assert digest(folder) == first
    file.rename(file.with_name("BR03.yaml"))
    assert digest(folder) != first


def test_a_cached_pack_equals_a_fresh_one(write_pack: WritePack, tmp_path: Path) -> None:
    folder = write_pack()
    fresh = load_pack(folder)
    (entry,) = (tmp_path / "cache").iterdir()
    assert load_pack(folder) == fresh
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [entry.name]


def test_a_damaged_cache_counts_as_absent(write_pack: WritePack, tmp_path: Path) -> None:
    folder = write_pack()
    fresh = load_pack(folder)
    (entry,) = (tmp_path / "cache").iterdir()
    for damage in (b"", entry.read_bytes()[:-3], b"\0" * 400):
        entry.write_bytes(damage)
        assert load_pack(folder) == fresh


def test_a_changed_file_is_never_answered_from_the_cache(write_pack: WritePack) -> None:
    folder = write_pack()
    load_pack(folder)
    write_pack(pack={**PACK, "version": "2"})
    assert load_pack(folder).version == "2"


def test_a_cache_that_cannot_be_written_is_no_error(
    write_pack: WritePack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(blocked / "below"))
    assert load_pack(write_pack()).key == "bridge-report"


def test_a_start_from_the_cache_needs_no_yaml_and_no_schema(write_pack: WritePack) -> None:
    folder = write_pack()
    load_pack(folder)
    code = (
        "import sys, gklint.ruleset.load as l; from pathlib import Path\n"
        f"print(l.load_pack(Path({str(folder)!r})).key)\n"
        "print([m for m in ('yaml', 'jsonschema', 'gklint.checks') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["bridge-report", "[]"]


def test_the_cache_keeps_few_entries(write_pack: WritePack, tmp_path: Path) -> None:
    for version in range(cache.KEPT + 3):
        load_pack(write_pack(pack={**PACK, "version": str(version)}))
    assert len(list((tmp_path / "cache").iterdir())) == cache.KEPT


def test_rules_travel_between_processes(write_pack: WritePack) -> None:
    variants = {"mild": {"severity": "info"}}
    folder = write_pack(rule={**RULE, "variants": variants})
    for pack in (load_pack(folder), load_pack(folder)):  # fresh, and from the cache
        assert pickle.loads(pickle.dumps(pack)) == pack
        assert repr(pack.rules[0].examples) == repr(tuple(pack.rules[0].examples))
        assert hash(pack.rules[0].examples[:0]) == hash(())


def test_a_pack_uses_the_words_of_another(
    write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    lender = write_pack(**{"words/names": {"a": 1}, "words/more": {"b": 2}})
    monkeypatch.setattr("gklint.ruleset.load.builtin", lambda: lender)
    pack = {**PACK, "pack": "tunnels", "words_from": {"bridge-report": ["names"]}}
    rule = {**RULE, "id": "BR09", "name": "tunnel-names"}
    own = write_pack("tunnels", pack=pack, rule=None, BR09=rule, **{"words/own": {"c": 3}})
    assert load_packs([own])[1].words == {"names": {"a": 1}, "own": {"c": 3}}
    write_pack("tunnels", pack={**pack, "words_from": {"bridge-report": ["nouns"]}}, rule=None)
    with pytest.raises(RuleFileError) as caught:
        load_packs([own])
    assert "'bridge-report' has no words 'nouns'; there are: more, names" in str(caught.value)
