from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.sources.fetch.links import ask_all
from gklint.sources.fetch.politely import PER_HOST
from gklint.sources.fetch.session import Fetcher
from tests.sources.server import Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(("127.0.0.0/8",), connect=1, read=2, total=5, retries=1)
    yield made
    made.session.close()


def test_only_gone_and_no_such_host_are_dead(fetcher: Fetcher, site: Site) -> None:
    paths = {
        "/report.html": "alive",
        "/get-only.docx": "alive",
        "/status/404": "dead",
        "/status/410": "dead",
        "/status/403": "unclear",
        "/status/412": "unclear",
        "/status/521": "unclear",
        "/loop": "unclear",
        "/soft.html": "unclear",
        "/home.html": "unclear",
        "/inward": "unclear",
        "/any/page.html": "unclear",
    }
    asked = [site.url + path for path in paths] + ["http://no-such-host.invalid/a.html"]
    answers = ask_all(fetcher, asked, ("页面不存在",))
    got = {address.removeprefix(site.url): answer.state for address, answer in answers.items()}
    assert got == {**paths, "http://no-such-host.invalid/a.html": "dead"}


def test_where_no_name_resolves_nothing_is_called_dead(fetcher: Fetcher) -> None:
    answers = ask_all(fetcher, ["http://a.invalid/", "http://b.invalid/"])
    assert {answer.state for answer in answers.values()} == {"unclear"}


def test_each_address_is_asked_once_and_two_at_a_time(fetcher: Fetcher, site: Site) -> None:
    addresses = [f"{site.url}/slow.html?{n}" for n in range(12)]
    answers = ask_all(fetcher, addresses * 3)
    assert len(answers) == 12
    assert all(count == 1 for (_, path), count in site.seen.items() if "?" in path)
    assert site.peak <= PER_HOST


def test_head_that_is_refused_is_asked_again_by_get(fetcher: Fetcher, site: Site) -> None:
    ask_all(fetcher, [site.url + "/get-only.docx"])
    assert site.seen["HEAD", "/get-only.docx"] == 1
    assert site.seen["GET", "/get-only.docx"] == 1
