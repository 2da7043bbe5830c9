"""Asking every address that the reports of a run give: each once, gently.

HEAD first; GET where HEAD is refused, and for pages, whose text tells a soft 404. Two at a time a
host. Only 404, 410 and a host that does not exist (while others resolve) are dead; everything
else that is not a plain success is unclear and for people to look at.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from gklint.checks.base import LinkAnswer
from gklint.document.encoding import decode
from gklint.document.errors import ReadingError
from gklint.messages.links import LINK_REASONS, link_reason
from gklint.sources.fetch.politely import politely

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.sources.fetch.session import Answer, Fetcher

_PEEK: Final = 64 * 1024
_HEAD_REFUSED: Final = frozenset({400, 401, 403, 404, 405, 406, 410, 412, 421, 501})
_DEAD: Final = frozenset({404, 410})


def ask_all(
    fetcher: Fetcher, addresses: Iterable[str], missing_phrases: Sequence[str] = ()
) -> dict[str, LinkAnswer]:
    """The answer for every address; `missing_phrases` are what a page says that is not there."""
    return _doubt_names(politely(addresses, lambda a: _ask(fetcher, a, missing_phrases)))


def _ask(fetcher: Fetcher, address: str, phrases: Sequence[str]) -> LinkAnswer:
    try:
        answer = fetcher.ask("HEAD", address, _PEEK)
        if answer.status in _HEAD_REFUSED or _is_page(answer):
            answer = fetcher.ask("GET", address, _PEEK)
    except ReadingError as error:
        state = "dead" if error.key == "name_not_found" else "unclear"
        return LinkAnswer(address, state, link_reason(error.key, error.params))
    return _judge(fetcher, address, answer, phrases)


def _judge(fetcher: Fetcher, address: str, answer: Answer, phrases: Sequence[str]) -> LinkAnswer:
    status = answer.status
    if status in _DEAD:
        reason = link_reason("gone", {"status": str(status)})
        return LinkAnswer(address, "dead", reason, status, answer.url)
    if status >= 400:
        reason = link_reason("http_status", {"status": str(status)})
        return LinkAnswer(address, "unclear", reason, status, answer.url)
    key = _soft_missing(fetcher, address, answer, phrases)
    if key is not None:
        return LinkAnswer(address, "unclear", LINK_REASONS[key], status, answer.url)
    return LinkAnswer(address, "alive", "", status, answer.url)


def _soft_missing(
    fetcher: Fetcher, address: str, answer: Answer, phrases: Sequence[str]
) -> str | None:
    asked, final = urlsplit(address), urlsplit(answer.url)
    if asked.path.strip("/") and not final.path.strip("/"):
        return "sent_home"
    if not _is_page(answer):
        return None
    text = decode(answer.body).text
    if any(phrase in text for phrase in phrases):
        return "says_missing"
    folder, _, last = asked.path.rpartition("/")
    if not last:
        return None
    sibling = urlunsplit((asked.scheme, asked.netloc, f"{folder}/{uuid.uuid4().hex}.html", "", ""))
    try:
        other = fetcher.ask("GET", sibling, _PEEK)
    except ReadingError:
        return None  # the sibling tells nothing; the address itself did answer
    if other.status < 400 and other.body == answer.body:
        return "answers_anything"
    return None


def _is_page(answer: Answer) -> bool:
    return answer.status < 400 and "html" in (answer.declared or "").lower()


def _doubt_names(answers: dict[str, LinkAnswer]) -> dict[str, LinkAnswer]:
    """Where no name at all resolves, the fault may be ours: nothing is called dead."""
    resolved = any(a.status is not None or a.state == "alive" for a in answers.values())
    if resolved:
        return answers
    return {
        address: LinkAnswer(address, "unclear", answer.reason, answer.status, answer.final)
        for address, answer in answers.items()
    }
