"""The roster (应报单位名单) from a csv or xlsx file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from gklint.across.model import Roster
    from gklint.lang import Localised


class RosterError(Exception):
    """The file is no roster; `path` and `reason` say which, where and why."""

    def __init__(self, path: Path, reason: Localised) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


def load_roster(path: Path, words: Mapping[str, Any]) -> Roster:
    """The roster in `path`; `words` name its columns and kinds (`words/roster.yaml`).

    Raises RosterError, and OSError as opening does.
    """
    from gklint.lang import Localised

    raise RosterError(path, Localised("尚不能读取", "not read yet"))
