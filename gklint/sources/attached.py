"""The bytes of a file that a page offers, fetched by the parent of a run and read by a worker.

It waits in a temporary file between the two: attachments may be large, and a run has many pages.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import LimitReached, ReadingError, TypeRefused
from gklint.document.limits import MAX_ATTACHED_MEMBERS
from gklint.sources.archive import is_zip_of_files, members, read_member
from gklint.sources.loading import Source

if TYPE_CHECKING:
    from gklint.report.model import Attachment

_DOCUMENTS: Final = frozenset(
    ("doc", "docx", "docm", "wps", "pdf", "ofd", "xls", "xlsx", "et", "rtf", "htm", "html")
)
_ZIP: Final = b"PK"


class Attached(NamedTuple):
    """A file that a page offers, as the network brought it: `path` is where its bytes wait, `url`
    the final address, `declared` the Content-Type; `error` says why it could not be had."""

    attachment: Attachment
    path: str | None = None
    url: str | None = None
    declared: str | None = None
    error: ReadingError | None = None


def open_attached(attached: Attached) -> Source:
    """What was fetched; of a zip the one document in it.

    Raises what fetching raised; of a zip what `gklint.sources.archive` raises, TypeRefused("zip")
    where it holds no document or several, LimitReached("members").
    """
    if attached.error is not None:
        raise attached.error
    path = Path(attached.path or "")
    name, data = attached.attachment.name, path.read_bytes()
    source = Source(name, data, attached.url or attached.attachment.url, attached.declared)
    if data.startswith(_ZIP) and is_zip_of_files(path):
        member = _one_document(path, name)
        return source._replace(name=f"{name}!{member}", data=read_member(path, member))
    return source


def _one_document(path: Path, name: str) -> str:
    """The member that is the only document in the zip."""
    found = [m for m in members(path) if PurePosixPath(m).suffix[1:].lower() in _DOCUMENTS]
    if len(found) > MAX_ATTACHED_MEMBERS:
        raise LimitReached("members", found=len(found), limit=MAX_ATTACHED_MEMBERS, name=name)
    if len(found) != 1:
        raise TypeRefused("zip", name=name)
    return found[0]
