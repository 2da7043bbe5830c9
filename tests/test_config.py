"""Configuration: found, read, refused with file and line."""

from __future__ import annotations

import pickle
import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from gklint.config import Config, ConfigError, Ignore, load_config, starter_config
from gklint.finding import Severity
from gklint.ruleset.load import load_packs

if TYPE_CHECKING:
    from pathlib import Path

    from gklint.lang import Lang


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / ".cache"))


def write(folder: Path, text: str, name: str = "gklint.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    path = write(folder, text)
    with pytest.raises(ConfigError) as caught:
        load_config(folder)
    return [line.removeprefix(f"{path}:") for line in caught.value.text("en").splitlines()]


FULL = """\
profile = "supervise"
lang = "en"
select = ["ST", "NM"]
blank = "zero"
fail-on = "warning"
rules = ["own", "../shared-rules"]
include = ["*.html"]
exclude = ["old/"]

[ignore]
CT04 = {reason = "public mailbox", until = 2027-03-31}
NM01 = {reason = "being mended"}

[severity]
PD01 = "info"

[timeouts]
document = 30
fetch = 2.5

[network]
allow = ["10.20.0.0/16", "fd00::/8"]

[profiles.crawl]
blank = "warn"
ignore = ["DL"]

[[overrides]]
paths = ["townships/**"]
ignore = {ST09 = {reason = "small bodies"}}
severity = {NM = "warning"}
"""


def test_everything_a_file_may_say(tmp_path: Path) -> None:
    path = write(tmp_path, FULL)
    config = load_config(tmp_path)
    assert config.path == path
    assert (config.profile, config.lang, config.blank, config.fail_on) == (
        "supervise",
        "en",
        "zero",
        "warning",
    )
    assert config.select == ("ST", "NM")
    assert config.ignore == (
        Ignore("CT04", "public mailbox", date(2027, 3, 31)),
        Ignore("NM01", "being mended"),
    )
    assert config.severity == {"PD01": Severity.INFO}
    assert config.rules == (tmp_path / "own", tmp_path.parent / "shared-rules")
    assert (config.include, config.exclude) == (("*.html",), ("old/",))
    assert (config.document_timeout, config.fetch_timeout) == (30, 2.5)
    assert config.networks == ("10.20.0.0/16", "fd00::/8")
    (override,) = config.overrides
    assert override.paths == ("townships/**",)
    assert override.ignore == (Ignore("ST09", "small bodies"),)
    assert override.severity == {"NM": Severity.WARNING}


def test_a_second_reading_comes_from_the_cache_and_is_equal(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    first = load_config(tmp_path)
    assert list((tmp_path / ".cache").iterdir())
    assert load_config(tmp_path) == first


def test_a_profile_table_is_laid_over_the_rest(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    config = load_config(tmp_path).under("crawl")
    assert config.blank == "warn"
    assert config.fail_on == "warning"
    assert [entry.selector for entry in config.ignore] == ["CT04", "NM01", "DL"]
    assert load_config(tmp_path).under("self-check") == load_config(tmp_path)


def test_an_ignore_holds_to_its_last_day(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    config = load_config(tmp_path)
    assert config.ignored(date(2027, 3, 31)) == {"CT04": "public mailbox", "NM01": "being mended"}
    assert config.ignored(date(2027, 4, 1)) == {"NM01": "being mended"}
    assert config.expired(date(2027, 3, 31)) == ()
    assert [entry.selector for entry in config.expired(date(2027, 4, 1))] == ["CT04"]


def test_a_plain_list_of_ignores(tmp_path: Path) -> None:
    write(tmp_path, 'ignore = ["CT04", "LG"]')
    assert load_config(tmp_path).ignore == (Ignore("CT04"), Ignore("LG"))


def test_nothing_found_is_an_empty_configuration(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config()


def test_the_nearest_file_upward_is_used(tmp_path: Path) -> None:
    write(tmp_path, 'lang = "zh"')
    write(tmp_path / "a", '[tool.gklint]\nlang = "en"\n', "pyproject.toml")
    (tmp_path / "a" / "b").mkdir()
    (tmp_path / "c").mkdir()
    assert load_config(tmp_path / "a" / "b").lang == "en"
    assert load_config(tmp_path / "c").lang == "zh"


def test_a_pyproject_without_our_table_is_passed_by(tmp_path: Path) -> None:
    write(tmp_path, 'lang = "zh"')
    write(tmp_path / "a", '[project]\nname = "x"\n', "pyproject.toml")
    assert load_config(tmp_path / "a").lang == "zh"


def test_gklint_toml_goes_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path, 'lang = "zh"')
    write(tmp_path, '[tool.gklint]\nlang = "en"\n', "pyproject.toml")
    assert load_config(tmp_path).lang == "zh"


def test_an_explicit_file_is_used_alone(tmp_path: Path) -> None:
    write(tmp_path, 'lang = "zh"')
    other = write(tmp_path / "x", 'lang = "en"', "mine.toml")
    assert load_config(tmp_path, other).lang == "en"


def test_an_explicit_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be opened"):
        load_config(tmp_path, tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('profle = "x"\n', "1:1: profle: unknown key 'profle', did you mean profile"),
        ('\nblank = "none"\n', '2:1: blank: is "none", allowed: "info", "zero", "warn", "error"'),
        ("fail-on = 3\n", "1:1: fail-on: is 3, allowed: "),
        ('select = "NM"\n', '1:1: select: is "NM", has to be a list'),
        ("[ignore]\nCT04 = {until = 2027-01-01}\n", "2:1: ignore.CT04: 'reason' is missing"),
        (
            '[ignore]\nA = {reason = "x"}\nB.until = "soon"\nB.reason = "y"\n',
            '3:3: ignore.B.until: "soon" is no date',
        ),
        ('[ignore]\nA = {reason = "x", why = 2}\n', "2:20: ignore.A.why: unknown key 'why'"),
        ('[ignore]\nA = {reason = ""}\n', "2:6: ignore.A.reason: must not be empty"),
        (
            '[profiles.mine]\nblank = "zero"\n',
            '1:1: profiles.mine: is "mine", allowed: "self-check"',
        ),
        (
            '[[overrides]]\npaths = ["a"]\n[[overrides]]\nignore = ["LG"]\n',
            "3:1: overrides[1]: 'paths' is missing",
        ),
        ("[[overrides]]\npaths = []\n", "2:1: overrides[0].paths: needs at least 1"),
        ('[severity]\nNM = "fatal"\n', '2:1: severity.NM: is "fatal", allowed: "error"'),
        ("[timeouts]\nfetch = 0\n", "2:1: timeouts.fetch: is 0, must not be less than 0"),
        (
            "[timeouts]\nfetsch = 1\n",
            "2:1: timeouts.fetsch: unknown key 'fetsch', did you mean fetch",
        ),
        (
            '[network]\nallow = ["10.0.0.0/8", "10.0.0/8"]\n',
            '2:1: network.allow[1]: "10.0.0/8" is no network',
        ),
        ("lang = \n", "1:8: not valid TOML: "),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(
    tmp_path: Path, text: str, expected: str
) -> None:
    told = problems(tmp_path, text)
    assert len(told) == 1
    assert told[0].startswith(expected)


def test_all_problems_come_at_once_in_both_languages(tmp_path: Path) -> None:
    assert len(problems(tmp_path, 'profle = "x"\nlang = "de"\n[severity]\nNM = 3\n')) == 3
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert "未知的键“profle”，是否想写 profile" in caught.value.text("zh")
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


def test_lines_in_a_pyproject(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\nlang = "q"\n'
    text += '[tool.gklint]\nlang = "de"\n[tool.gklint.severity]\nNM = 1\n'
    path = write(tmp_path, text, "pyproject.toml")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    places = [(problem.file, problem.line) for problem in caught.value.problems]
    assert places == [(str(path), 5), (str(path), 7)]


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "gklint.toml").write_bytes("lang = '中'".encode("gb18030"))
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load_config(tmp_path)


def test_selectors_that_name_no_rule_are_told_with_their_line(tmp_path: Path) -> None:
    text = 'select = ["NM", "NM0"]\n[severity]\nrequests-balence = "info"\n'
    text += '[[overrides]]\npaths = ["x"]\nignore = ["ZZ99"]\n'
    path = write(tmp_path, text)
    rules = [rule for pack in load_packs() for rule in pack.rules]
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path).check_names(rules)
    told = [line.removeprefix(f"{path}:") for line in caught.value.text("en").splitlines()]
    assert told[0].startswith(
        "1:1: select[1]: no rule, family or tag is called 'NM0', did you mean"
    )
    assert told[1].startswith("3:1: severity.requests-balence: ")
    assert "did you mean requests-balance" in told[1]
    assert told[2] == "6:1: overrides[0].ignore[0]: no rule, family or tag is called 'ZZ99'"


def test_good_selectors_pass(tmp_path: Path) -> None:
    write(tmp_path, 'select = ["NM", "requests-balance", "NM01"]\n')
    load_config(tmp_path).check_names([rule for pack in load_packs() for rule in pack.rules])
    Config().check_names([])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_starter_is_valid_as_it_is_and_with_every_line_on(tmp_path: Path, lang: Lang) -> None:
    text = starter_config(lang)
    assert tomllib.loads(text) == {}
    on = [line[2:] if "=" in line or line.startswith("# [") else line for line in text.splitlines()]
    write(tmp_path, "\n".join(on))
    config = load_config(tmp_path)
    assert config.lang == lang
    assert config.profiles["supervise"].blank == "warn"
    assert config.overrides[0].paths
    assert set(tomllib.loads("\n".join(on))) == {
        "profile",
        "lang",
        "select",
        "ignore",
        "severity",
        "blank",
        "fail-on",
        "rules",
        "include",
        "exclude",
        "previous",
        "roster",
        "ocr",
        "libreoffice",
        "timeouts",
        "network",
        "profiles",
        "overrides",
    }
    config.check_names([rule for pack in load_packs() for rule in pack.rules])
