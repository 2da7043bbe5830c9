"""Names of types of files, in both languages."""

from __future__ import annotations

import pytest

from gklint.document import sniff
from gklint.messages.types import ARCHIVED_PAGE, RICH_TEXT, WORD, suffix_name, type_name

SILENT = {sniff.EMPTY, sniff.BINARY, "application/x-ole-storage", "application/xml"}
"""Types that say nothing to hold against what a server declared."""


def test_every_type_that_is_told_by_bytes_has_a_name() -> None:
    told = {value for value in vars(sniff).values() if isinstance(value, str) and "/" in value}
    told |= set(sniff.REFUSED_TYPES)
    told -= {value for value in told if " " in value or "\n" in value or value.startswith("/")}
    nameless = {media for media in told if type_name(media) is None}
    assert nameless == SILENT | set(sniff.ENCRYPTED_TYPES)


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("application/msword", WORD),
        ("APPLICATION/RTF", RICH_TEXT),
        ("text/rtf", RICH_TEXT),
        ("multipart/related", ARCHIVED_PAGE),
        ("application/octet-stream", None),
        ("", None),
    ],
)
def test_by_media_type(declared: str, name: object) -> None:
    assert type_name(declared) == name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/a/年报.DOC", WORD),
        ("/a/年报.docx", WORD),
        ("/a/年报.rtf", RICH_TEXT),
        ("/a/年报.mht", ARCHIVED_PAGE),
        ("/a/index.html", None),
        ("/a/", None),
    ],
)
def test_by_suffix(path: str, name: object) -> None:
    assert suffix_name(path) == name
