"""A call that can't be done: told in one or a few sentences, then the exit status."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from gklint.messages import say

if TYPE_CHECKING:
    from gklint.lang import Lang
    from gklint.outputs.target import TargetError

USAGE: Final = 2
INTERRUPTED: Final = 130


class Refusal(Exception):
    """`lines` are whole sentences in the user's language; the first is the error itself."""

    def __init__(self, *lines: str, status: int = USAGE) -> None:
        super().__init__(*lines)
        self.lines, self.status = lines, status


_REASONS: Final = {
    errno.ENOENT: "os.missing",
    errno.ENOTDIR: "os.missing",
    errno.EACCES: "os.denied",
    errno.EPERM: "os.denied",
    errno.EROFS: "os.read_only",
    errno.EISDIR: "os.folder",
    errno.ENOSPC: "os.full",
}


def os_reason(error: OSError, lang: Lang, *, reading: bool = False) -> str:
    """Why the system refused, in words for people; `reading` a file, not writing one."""
    missing = reading and isinstance(error, FileNotFoundError)
    key = "os.no_file" if missing else _REASONS.get(error.errno or 0)
    return say(key, lang) if key else error.strerror or type(error).__name__


def target_refusal(error: TargetError, lang: Lang) -> Refusal:
    """An output that can't be had."""
    if isinstance(error.__cause__, OSError):
        reason = os_reason(error.__cause__, lang)
        return Refusal(say(error.key, lang, **error.params, reason=reason))
    return Refusal(say(error.key, lang, **error.params))
