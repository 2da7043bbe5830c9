"""What a server said it would send against what came."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from gklint.messages.types import PAGE, PLAIN, suffix_name, type_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.lang import Text
    from gklint.sources.loading import Source


def wrong_type(source: Source, real: str) -> tuple[str, Mapping[str, Text]] | None:
    """The variant of rule RD01 and its parameters where an address brought another type than its
    server declared, or a page for an address that names a file (to log in, to say no).

    `real` is the media type by the bytes. None where they agree, and for inputs that are no
    addresses. What could be read and recognised needs no such comparison: the bytes decide.
    """
    if source.url is None:
        return None
    found = type_name(real)
    named = _suffix(source.name) or _suffix(source.url)
    if found == PAGE and named is not None:
        return "page_for_file", {"url": source.name, "expected": named}
    declared = type_name(source.media_type or "")
    if found is None or declared is None or {found, declared} <= {PAGE, PLAIN}:
        return None
    if found != declared:
        return "type_mismatch", {"url": source.name, "declared": declared, "found": found}
    return None


def _suffix(url: str) -> Text | None:
    return suffix_name(unquote(urlsplit(url).path))
