from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.document.errors import CannotOpen, LimitReached
from gklint.sources.fetch.guard import AddressGuard
from gklint.sources.fetch.session import Fetcher
from tests.sources.server import PAGE, TRICKLE, Site, closed_port, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOPBACK = ("127.0.0.0/8",)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(LOOPBACK, connect=1, read=1, total=2, size=2**20)
    yield made
    made.session.close()


def failing(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(CannotOpen) as caught:
        fetcher.fetch(url)
    return caught.value.key


def test_a_page_comes_whole_with_its_declared_type(fetcher: Fetcher, site: Site) -> None:
    answer = fetcher.fetch(site.url + "/report.html")
    assert answer.body.decode() == PAGE
    assert answer.declared == "text/html; charset=utf-8"
    assert answer.url == site.url + "/report.html"


def test_a_busy_server_is_asked_again(fetcher: Fetcher, site: Site) -> None:
    site.failures_left = 1
    assert fetcher.fetch(site.url + "/flaky.html").status == 200


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/status/404", "http_status"),
        ("/status/403", "http_status"),
        ("/loop", "too_many_redirects"),
    ],
)
def test_each_failure_has_its_own_reason(fetcher: Fetcher, site: Site, path: str, key: str) -> None:
    assert failing(fetcher, site.url + path) == key


def test_nothing_listening(fetcher: Fetcher) -> None:
    assert failing(fetcher, f"http://127.0.0.1:{closed_port()}/") == "refused"


def test_a_host_that_does_not_exist(fetcher: Fetcher) -> None:
    assert failing(fetcher, "http://no-such-host.invalid/") == "name_not_found"


def test_no_address_at_all(fetcher: Fetcher) -> None:
    assert failing(fetcher, "http://") == "bad_url"


def test_tls_where_the_server_speaks_none(fetcher: Fetcher, site: Site) -> None:
    assert failing(fetcher, site.url.replace("http:", "https:")) == "tls"


def test_a_body_that_trickles_ends_at_the_deadline(fetcher: Fetcher, site: Site) -> None:
    assert failing(fetcher, site.url + "/trickle") == "timeout"
    assert 0 < site.trickled < TRICKLE, "read to its end"


def test_an_endless_body_ends_at_the_size(fetcher: Fetcher, site: Site) -> None:
    with pytest.raises(LimitReached) as caught:
        fetcher.fetch(site.url + "/endless")
    assert caught.value.key == "size"


def test_private_addresses_are_not_asked(site: Site) -> None:
    before = sum(site.seen.values())
    guarded = Fetcher(retries=0)
    assert failing(guarded, site.url + "/report.html") == "private_address"
    assert failing(guarded, f"http://localhost:{site.server_address[1]}/") == "private_address"
    assert sum(site.seen.values()) == before


def test_the_page_that_led_to_a_file_is_told(fetcher: Fetcher, site: Site) -> None:
    assert failing(fetcher, site.url + "/from-page.docx") == "http_status"
    answer = fetcher.fetch(site.url + "/from-page.docx", site.url + "/report.html")
    assert answer.status == 200


def test_a_redirect_inward_is_not_followed(fetcher: Fetcher, site: Site) -> None:
    assert failing(fetcher, site.url + "/inward") == "private_address"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_addresses_off_the_public_internet(address: str) -> None:
    assert not AddressGuard().permits(address)


def test_an_allowed_network_and_the_public_internet() -> None:
    assert AddressGuard(("10.0.0.0/8",)).permits("10.1.2.3")
    assert AddressGuard().permits("93.184.216.34")
    assert AddressGuard().permits("2606:2800:220:1::1")
