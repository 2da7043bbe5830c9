"""What people read of a page and its files, from end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from gklint.outputs.json_v1 import published_schema
from tests.attachments.pages import bare, put, stub, word
from tests.cli.conftest import Gklint
from tests.sources.server import Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FAULT = {"requests.new.natural_person": "9120"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def inside(tmp_path: Path) -> Gklint:
    """gklint in a folder whose configuration lets it ask loopback."""
    (tmp_path / "gklint.toml").write_text(
        '[network]\nallow = ["127.0.0.0/8"]\n[timeouts]\nfetch = 2\n', "utf-8"
    )
    return Gklint(tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("lang", "said", "place"),
    [
        ("zh", "附件：《P02.docx》（读取了其中的表二、表三、表四）", "附件《P02.docx》 → 表三"),
        (
            "en",
            "Attachments: “P02.docx” (read for Table 2, Table 3, Table 4)",
            "attachment “P02.docx” → Table 3",
        ),
    ],
)
def test_a_fault_in_a_file(inside: Gklint, site: Site, lang: str, said: str, place: str) -> None:
    put(site, a__html=bare("P02.docx"), P02__docx=word(set=FAULT))
    ended = inside("check", site.url + "/nb/a.html", "--ignore", "LK01", "--lang", lang)
    assert ended.status == 1
    text = " ".join(ended.text.split())
    assert said in text
    assert place in text
    assert ended.err == b""


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            "数据看来只在附件《P02.docx》里，附件没有读到（网站答复状态码 404，没有给出网页",
        ),
        (
            "en",
            "in the attachment “P02.docx” only, which was not read (The site answered with status",
        ),
    ],
)
def test_a_file_that_is_gone(inside: Gklint, site: Site, lang: str, said: str) -> None:
    put(site, a__html=bare("P02.docx"))
    ended = inside("check", site.url + "/nb/a.html", "--ignore", "LK01", "--lang", lang)
    assert ended.status == 0  # nothing was found that is to be mended; not all was read
    text = "".join(ended.text.split())
    assert "".join(said.split()) in text
    assert "ST06·" not in text


def test_offline(inside: Gklint, site: Site) -> None:
    (inside.folder / "a.html").write_bytes(bare("P02.docx"))
    ended = inside("check", "a.html")
    assert ended.status == 0
    text = "".join(ended.text.split())
    assert "数据看来只在附件《P02.docx》里，本次没有联网，附件没有获取" in text
    assert "附件：《P02.docx》（本次没有联网，没有获取）" in text
    assert "另有200格未读到" in text
    assert sum(site.seen.values()) == 0


def test_the_json_says_what_became_of_each_file(inside: Gklint, site: Site) -> None:
    put(site, a__html=stub("P02.docx", "form.docx"), P02__docx=word())
    ended = inside("check", site.url + "/nb/a.html", "--ignore", "LK01", "-o", "json")
    made = json.loads(ended.out)
    jsonschema.validate(made, published_schema())
    (document,) = made["documents"]
    assert document["verdict"] == "pass"
    first, second = document["attachments"]
    assert first == {
        "name": "P02.docx",
        "url": site.url + "/nb/P02.docx",
        "used": True,
        "reason": "报告在附件里，已按附件检查",
    }
    assert second["used"] is False
    assert "404" in second["reason"]


def test_the_page_for_people_shows_the_files_tables(inside: Gklint, site: Site) -> None:
    put(site, a__html=bare("P02.docx"), P02__docx=word(set=FAULT))
    ended = inside("check", site.url + "/nb/a.html", "--ignore", "LK01", "-o", "html:a.out.html")
    assert ended.status == 1, ended.said
    made = (inside.folder / "a.out.html").read_text("utf-8")
    assert "《P02.docx》（读取了其中的表二、表三、表四）" in made
    assert "9120" in made


def test_figures_are_extracted_from_the_file(inside: Gklint, site: Site) -> None:
    put(site, a__html=stub("P02.docx"), P02__docx=word(set=FAULT))
    ended = inside("extract", site.url + "/nb/a.html", "-o", "json")
    assert ended.status == 0, ended.said
    assert '"value": 9120' in ended.text


def test_a_saved_page_asks_for_files_only_when_told(inside: Gklint, site: Site) -> None:
    page = bare(site.url + "/nb/P02.docx").replace(
        b"<head>", f'<head><meta name="url" content="{site.url}/nb/a.html">'.encode(), 1
    )
    (inside.folder / "a.html").write_bytes(page)
    put(site, P02__docx=word())
    quiet = json.loads(inside("check", "a.html", "-o", "json").out)["documents"][0]
    assert quiet["coverage"]["requests"]["read"] == 0
    assert sum(site.seen.values()) == 0
    options = ("--check-links", "--ignore", "LK01")
    asked = json.loads(inside("check", "a.html", *options, "-o", "json").out)["documents"][0]
    assert asked["coverage"]["requests"]["read"] == 175
    assert asked["attachments"][0]["used"] is True
