"""Every problem of every file at once, with file, line and column."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from gklint.ruleset.load import RuleFileError, load_pack, load_packs
from tests.ruleset.conftest import FORM, PACK, RULE

if TYPE_CHECKING:
    from tests.ruleset.conftest import WritePack


def problems(write_pack: WritePack, **files: Any) -> list[str]:
    with pytest.raises(RuleFileError) as caught:
        load_pack(write_pack(**files))
    return caught.value.text("en").splitlines()


def changed(base: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**deepcopy(base), **changes}


def without(base: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in base.items() if name != key}


def test_the_pack_of_these_tests_is_sound(write_pack: WritePack) -> None:
    pack = load_pack(write_pack())
    assert [rule.id for rule in pack.rules] == ["BR01"]


RULE_FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown key, near match": (
        changed(RULE, severty="info"),
        "severty: unknown key 'severty', did you mean severity; allowed: applies, basis, check,",
    ),
    "missing key": (without(RULE, "remedy"), "'remedy' is missing"),
    "one language only": (changed(RULE, title={"zh": "桥"}), "title: 'en' is missing"),
    "unquoted scalar": (
        changed(RULE, title={"zh": "桥", "en": True}),
        "title.en: is true, has to be text; put it in quotes",
    ),
    "severity": (
        changed(RULE, severity="fatal"),
        'severity: is "fatal", allowed: "error", "warning", "info"',
    ),
    "id against file name": (changed(RULE, id="BR02"), "id: the id 'BR02' differs from the file's"),
    "id form": (changed(RULE, id="bridge1"), 'id: "bridge1" does not match'),
    "name form": (changed(RULE, name="Bridge Names"), "name: "),
    "unknown instrument": (
        changed(RULE, basis=[{"ref": "lwa"}]),
        "basis[0].ref: unknown: 'lwa', did you mean law; allowed: habit, law",
    ),
    "no basis": (changed(RULE, basis=[]), "basis: needs at least 1"),
    "practice as error": (
        changed(RULE, basis=[{"ref": "habit"}, {"ref": "law"}]),
        "rests on practice first, so it can't be an error; allowed: warning, info",
    ),
    "practice as error in a variant": (
        changed(
            RULE,
            severity="warning",
            basis=[{"ref": "habit"}],
            variants={"worse": {"severity": "error"}},
        ),
        "variants.worse.severity: rests on practice first",
    ),
    "unknown form": (
        changed(RULE, applies={"forms": ["2031"]}),
        "applies.forms[0]: unknown: '2031', did you mean 2030; allowed: 2030, pre2019",
    ),
    "years that no form covers": (
        changed(RULE, applies={"forms": ["2030"], "years": {"to": 2029}}),
        "applies.years: no year given is one of the forms given",
    ),
    "years the wrong way round": (
        changed(RULE, applies={"years": {"from": 2031, "to": 2030}}),
        "applies.years: begins after it ends",
    ),
    "unknown kind of body": (changed(RULE, applies={"kinds": ["club"]}), "applies.kinds[0]: is "),
    "unknown need": (
        changed(RULE, needs=["titel"]),
        "needs[0]: unknown: 'titel', did you mean title",
    ),
    "unknown section": (
        changed(RULE, needs=["section:span"]),
        "needs[0]: unknown: 'section:span', did you mean section:spans; allowed: section:spans",
    ),
    "unknown table": (changed(RULE, needs=["table:loads"]), "needs[0]: unknown: 'table:loads'"),
    "unknown profile": (changed(RULE, profiles={"strict": "off"}), "profiles.strict: unknown key"),
    "unknown kind of check": (
        changed(RULE, check={"kind": "prob"}),
        "check.kind: unknown: 'prob', did you mean probe; allowed: probe, reading",
    ),
    "unknown option": (
        changed(RULE, check={"kind": "probe", "options": {"wrod": "x"}}),
        "check.options.wrod: unknown key 'wrod', did you mean word; allowed: find, word",
    ),
    "option that matches nothing": (
        changed(RULE, check={"kind": "probe", "options": {"word": "nothing"}}),
        "check.options: the word occurs in no form",
    ),
    "pattern that runs away": (
        changed(RULE, check={"kind": "probe", "options": {"find": "(a+)+"}}),
        "check.options.find: repeats what can match in several ways",
    ),
    "template": (
        changed(RULE, message={"zh": "付 $ 5", "en": "ok"}),
        "message.zh: a $ has to be followed by a name; write $$ for a $",
    ),
    "no example": (changed(RULE, examples=[]), "examples: needs at least 1"),
    "unknown edit": (
        changed(RULE, examples=[{"fails": True, "sett": {"a": 1}}]),
        "examples[0].sett: unknown key 'sett', did you mean set",
    ),
    "example of an unknown form": (
        changed(RULE, examples=[{"fails": True, "form": "2029"}]),
        "examples[0].form: unknown: '2029'",
    ),
    "example without fails": (
        changed(RULE, examples=[{"note": RULE["title"]}]),
        "'fails' is missing",
    ),
    "tag like the name": (
        changed(RULE, tags=["bridge-names"]),
        "tags[0]: a tag equals the rule's name",
    ),
    "date pattern": (
        changed(RULE, examples=[{"fails": True, "published": "2030/1/1"}]),
        'examples[0].published: "2030/1/1" does not match',
    ),
}


@pytest.mark.parametrize("name", RULE_FAULTS)
def test_faults_of_a_rule(name: str, write_pack: WritePack) -> None:
    rule, expected = RULE_FAULTS[name]
    told = problems(write_pack, rule=rule)
    assert any(expected in line for line in told), told
    assert all(line.startswith("bridges/spans/BR01.yaml:") for line in told)


def test_the_place_is_that_of_the_key(write_pack: WritePack) -> None:
    lines = [
        "id: BR01",
        "name: bridge-names",
        "title: {zh: 桥名, en: Names}",
        "severity: error",
        "basis:",
        "  - {ref: law, claus: 第一条}",
        "check: {kind: probe}",
        "message: {zh: 一, en: b}",
        "remedy: {zh: 一, en: b}",
        "examples:",
        "  - fails: true",
        "    sett: 1",
    ]
    first, second = problems(write_pack, rule="\n".join(lines))
    assert first.startswith("bridges/spans/BR01.yaml:6:16: basis[0].claus: unknown key 'claus'")
    assert first.endswith("did you mean clause; allowed: clause, ref")
    assert second.startswith("bridges/spans/BR01.yaml:12:5: examples[0].sett: unknown key 'sett'")


def test_problems_of_all_files_come_at_once_in_both_languages(write_pack: WritePack) -> None:
    folder = write_pack(
        rule=changed(RULE, severity="fatal"),
        form=changed(FORM, instrument="lwa"),
        **{"spans/BR02": "a: [", "words/odd": "a: 1\na: 2"},
    )
    with pytest.raises(RuleFileError) as caught:
        load_pack(folder)
    files = [problem.file for problem in caught.value.problems]
    assert files == [
        "bridges/forms/2030.yaml",
        "bridges/spans/BR01.yaml",
        "bridges/spans/BR02.yaml",
        "bridges/words/odd.yaml",
    ]
    assert "只能是" in caught.value.text("zh")
    assert "键重复" in caught.value.text("zh")


def _table(**changes: Any) -> dict[str, Any]:
    return changed(FORM, tables={"load": {**deepcopy(FORM["tables"]["load"]), **changes}})


def _block(**changes: Any) -> dict[str, Any]:
    return _table(blocks=[{**deepcopy(FORM["tables"]["load"]["blocks"][0]), **changes}])


FORM_FAULTS = {
    "instrument": (changed(FORM, instrument="lwa"), "instrument: there is no instrument 'lwa'"),
    "years": (changed(FORM, years={"from": 2031, "to": 2030}), "years: begins after it ends"),
    "sections twice": (
        changed(FORM, sections=FORM["sections"] * 2),
        "sections: 'spans' is given 2",
    ),
    "section of a table": (
        _table(section="spam"),
        "tables.load.section: there is no section 'spam'",
    ),
    "group": (
        _block(rows=[{"key": "a", "text": "甲", "en": "a", "group": "none"}]),
        "tables.load.blocks[0].rows[0].group: there is no group 'none'",
    ),
    "rows twice": (
        _block(rows=[{"key": "a", "text": "甲", "en": "a"}] * 2),
        "tables.load.blocks: 'a' is given 2 times",
    ),
    "layout": (_block(layout="spiral"), 'tables.load.blocks[0].layout: is "spiral", allowed:'),
    "relation": (
        _table(
            equations=[{"name": "e", "each": "row", "relation": "1 plus 2", "text": RULE["title"]}]
        ),
        "tables.load.equations[0].relation:",
    ),
}


@pytest.mark.parametrize("name", FORM_FAULTS)
def test_faults_of_a_form(name: str, write_pack: WritePack) -> None:
    form, expected = FORM_FAULTS[name]
    told = problems(write_pack, form=form)
    assert any(expected in line for line in told), told


def test_forms_must_not_share_years(write_pack: WritePack) -> None:
    later = changed(FORM, form="2031", years={"from": 2031})
    (told,) = problems(write_pack, **{"forms/2031": later})
    assert told.startswith("bridges/forms/2031.yaml:")
    assert told.endswith(" years: overlaps the years of '2030'")


def test_one_heading_belongs_to_one_section(write_pack: WritePack) -> None:
    sections = [
        {"key": "a", "number": "一", "heading": "甲", "en": "a", "deviant": ["丙"]},
        {"key": "spans", "number": "二", "heading": "乙", "en": "b", "accepted": ["丙"]},
    ]
    told = problems(write_pack, form=changed(FORM, sections=sections))
    assert "sections[1].accepted[0]: '丙' belongs to 'a' already" in told[0]


def test_ids_and_names_are_unique(write_pack: WritePack) -> None:
    told = problems(write_pack, **{"other/BR01": RULE})
    assert [line.split(": ", 1)[1] for line in told] == [
        "id: 'BR01' is used by bridges/other/BR01.yaml already",
        "name: 'bridge-names' is used by bridges/other/BR01.yaml already",
    ]


def test_a_pack_without_identity(write_pack: WritePack) -> None:
    (told,) = problems(write_pack, pack="version: '1'\n")
    assert told.startswith('bridges/pack.yaml:1:1: {"version": "1"} does not fit; ')
    assert told.endswith("allowed: with pack, version, name, or with extends")


def test_a_folder_that_is_not_there(write_pack: WritePack) -> None:
    folder = write_pack().parent / "nowhere"
    with pytest.raises(RuleFileError) as caught:
        load_pack(folder)
    assert "nowhere/pack.yaml:1:1: cannot be opened" in str(caught.value)


def test_profiles_name_what_exists(write_pack: WritePack) -> None:
    profiles = {"crawl": {"off": ["BR:info", "BR02"]}}
    (told,) = problems(write_pack, pack=changed(PACK, profiles=profiles))
    assert told.endswith("off[1]: unknown: 'BR02', did you mean BR01 or BR; allowed: BR, BR01")


def test_extending_a_pack_that_does_not_exist(write_pack: WritePack) -> None:
    folder = write_pack("own", pack={"extends": "bridges"}, form=None, rule=None)
    with pytest.raises(RuleFileError) as caught:
        load_pack(folder)
    assert "extends: there is no pack 'bridges' to extend" in str(caught.value)


def test_rule_errors_travel_between_processes(write_pack: WritePack) -> None:
    import pickle

    with pytest.raises(RuleFileError) as caught:
        load_pack(write_pack(rule="a: ["))
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems


def test_the_built_in_packs_are_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the real kinds of check
    packs = load_packs()
    assert "annual-report" in {pack.key for pack in packs}
    assert all(pack.rules for pack in packs)
