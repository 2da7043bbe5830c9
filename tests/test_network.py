"""Addresses from end to end: gklint as it is run, against a site on loopback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import Gklint
from tests.engine.reports import page
from tests.sources.server import Site, closed_port, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Ended

HTML = "text/html; charset=utf-8"
PRINTED = "https://www.yunxiu.example/xxgk/nb/"  # the address that the specimen gives


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


@pytest.fixture
def outside(tmp_path: Path) -> Gklint:
    """gklint as anyone has it."""
    return Gklint(tmp_path, tmp_path)


def giving(site: Site, path: str, **edits: Any) -> bytes:
    """A report that gives an address of the site."""
    return page(replace={PRINTED: site.url + path}, **edits)


def only(ended: Ended) -> dict[str, Any]:
    (document,) = json.loads(ended.out)["documents"]
    assert isinstance(document, dict)
    return document


def links(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(f["outcome"], f["message"]) for f in document["findings"] if f["rule"] == "LK01"]


@pytest.mark.parametrize(
    ("path", "status", "verdict", "outcome", "words"),
    [
        ("/report.html", 0, "pass", None, ""),
        ("/status/404", 1, "fail", "fail", "服务器答复 404，页面不存在"),
        ("/status/410", 1, "fail", "fail", "服务器答复 410，页面不存在"),
        ("/status/403", 0, "review", "review", "服务器答复 403"),
        ("/soft.html", 0, "review", "review", "页面提示内容不存在"),
        ("/home.html", 0, "review", "review", "跳转到了网站首页"),
        ("/loop", 0, "review", "review", "跳转次数过多"),
        ("/trickle", 0, "review", "review", "超时未答复"),
    ],
)
def test_a_page_and_the_address_it_gives(
    inside: Gklint,
    site: Site,
    path: str,
    status: int,
    verdict: str,
    outcome: str | None,
    words: str,
) -> None:
    site.pages["/nb/2022.html"] = (HTML, giving(site, path))
    ended = inside("check", site.url + "/nb/2022.html", "--check-links", "-o", "json")
    assert ended.status == status, ended.said
    found = only(ended)
    assert found["verdict"] == verdict
    assert found["report"]["url"] == site.url + "/nb/2022.html"
    told = links(found)
    assert [kind for kind, _ in told] == ([] if outcome is None else [outcome])
    assert all(words in text and site.url + path in text for _, text in told)


def test_an_address_is_checked_without_asking_for_it(inside: Gklint, site: Site) -> None:
    site.pages["/nb/a.html"] = (HTML, giving(site, "/status/404"))
    assert inside(site.url + "/nb/a.html").status == 1


def test_nothing_is_asked_that_no_rule_wants_to_know(inside: Gklint, site: Site) -> None:
    site.pages["/nb/a.html"] = (HTML, giving(site, "/status/404"))
    url = site.url + "/nb/a.html"
    assert inside(url, "--select", "NM").status == 0
    assert inside("extract", url).status == 0
    assert set(site.seen) == {("GET", "/nb/a.html")}


def test_a_file_asks_only_when_told(inside: Gklint, site: Site) -> None:
    (inside.folder / "a.html").write_bytes(giving(site, "/status/404"))
    quiet = inside("a.html", "-o", "json")
    assert quiet.status == 0
    off = {n["rule"]: n["reason"] for n in json.loads(quiet.out)["switched_off"]}
    assert off["LK01"] == "未联网"
    assert sum(site.seen.values()) == 0
    asked = inside("a.html", "--check-links", "-o", "json")
    assert (asked.status, only(asked)["verdict"]) == (1, "fail")


def test_each_address_is_asked_once_for_all_reports(inside: Gklint, site: Site) -> None:
    for number in range(14):  # more than a handful: workers read them
        data = giving(site, "/report.html" if number % 2 else "/status/404")
        (inside.folder / f"{number:02}.html").write_bytes(data)
    ended = inside(".", "--check-links", "--no-cache", "-o", "json")
    documents = json.loads(ended.out)["documents"]
    assert [d["verdict"] for d in documents] == ["fail", "pass"] * 7
    assert site.seen["GET", "/report.html"] == 1
    assert site.seen["HEAD", "/status/404"] == site.seen["GET", "/status/404"] == 1


def test_private_addresses_are_refused(outside: Gklint, site: Site) -> None:
    site.pages["/nb/a.html"] = (HTML, page())
    ended = outside(site.url + "/nb/a.html", "-o", "concise")
    assert ended.status == 4
    assert f"网址指向内部网络地址 127.0.0.1，未予访问：{site.url}/nb/a.html。" in ended.text
    assert sum(site.seen.values()) == 0


def test_private_addresses_that_a_report_gives_are_not_asked(outside: Gklint, site: Site) -> None:
    (outside.folder / "a.html").write_bytes(giving(site, "/report.html"))
    ended = outside("a.html", "--check-links", "-o", "json")
    assert ended.status == 0
    ((outcome, message),) = links(only(ended))
    assert outcome == "review"
    assert "指向内网地址 127.0.0.1，未访问" in message
    assert sum(site.seen.values()) == 0


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/status/404", "网站答复状态码 404，没有给出网页"),
        ("/loop", "网址跳转次数过多"),
        ("/inward", "网址指向内部网络地址 169.254.169.254"),
        ("/trickle", "网站在规定时间内没有答复"),
        ("/login.docx", "网址应是Word 文件，网站发来的却是网页，可能是登录页或提示页"),
        ("/page.html", "网站声明发来的是网页，实际是压缩包"),
        ("/notice.html", "没有识别出年度报告"),
        ("/empty.html", "文件是空的（0 字节）"),
    ],
)
def test_each_failure_is_one_clear_sentence(
    inside: Gklint, site: Site, path: str, words: str
) -> None:
    site.pages["/login.docx"] = (HTML, "<title>登录</title><form>用户名</form>".encode())
    site.pages["/page.html"] = (HTML, b"Rar!\x1a\x07\x00")
    site.pages["/notice.html"] = (HTML, "<p>放假通知</p>".encode())
    site.pages["/empty.html"] = (HTML, b"")
    ended = inside(site.url + path, "-o", "json")
    assert ended.status == 4
    found = only(ended)
    assert found["verdict"] == "unreadable"
    (told,) = found["findings"]
    assert told["message"].startswith(words)
    assert b"Traceback" not in ended.out + ended.err


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://no-such-host.invalid/a.html", "网址的域名无法解析"),
        ("http://[::1/a.html", "网址格式不对"),
        ("http://", "网址格式不对"),
        ("https://127.0.0.1:{port}/", "网站拒绝连接"),
    ],
)
def test_addresses_that_lead_nowhere(inside: Gklint, url: str, words: str) -> None:
    ended = inside(url.format(port=closed_port()), "-o", "json")
    assert ended.status == 4
    (told,) = only(ended)["findings"]
    assert told["message"].startswith(words)


def test_one_address_that_fails_costs_only_itself(inside: Gklint, site: Site) -> None:
    site.pages["/nb/a.html"] = (HTML, giving(site, "/report.html"))
    sources = [site.url + path for path in ("/status/500", "/nb/a.html", "/status/404")]
    ended = inside(*sources, "-o", "json")
    verdicts = [d["verdict"] for d in json.loads(ended.out)["documents"]]
    assert verdicts == ["unreadable", "pass", "unreadable"]
    assert ended.status == 4


def test_offline_fetches_nothing(inside: Gklint, site: Site) -> None:
    ended = inside(site.url + "/report.html", "--offline", "-o", "concise")
    assert ended.status == 4
    assert "未联网，无法获取该网址" in ended.text
    assert sum(site.seen.values()) == 0


def test_what_was_published_late_is_told_of_a_page(inside: Gklint, site: Site) -> None:
    late = giving(site, "/report.html", published="2023-02-20")
    site.pages["/nb/a.html"] = (HTML, late)
    ended = inside(site.url + "/nb/a.html", "--profile", "supervise", "-o", "json")
    rules = {f["rule"] for f in only(ended)["findings"]}
    assert "DL01" in rules
    assert ended.status == 1
