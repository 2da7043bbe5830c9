"""What every output gets: a `Setting`, an open text stream, documents, the end of the run."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.finding import Basis, Severity
    from gklint.lang import Lang, Text
    from gklint.result import DocumentResult, RunReport


class RuleSeen(NamedTuple):
    """A rule as outputs name it; no options, no patterns."""

    id: str
    name: str
    title: Text
    severity: Severity
    basis: tuple[Basis, ...] = ()
    rationale: Text = ""
    tags: tuple[str, ...] = ()


_NO_RULES: Final[Mapping[str, RuleSeen]] = MappingProxyType({})


class Setting(NamedTuple):
    """How to write. `width` in terminal cells; None asks the terminal (80 where there is none).

    `unfold` shows findings that the profile folds: the user picked the rules by hand. `fail_on`
    is None for "never".
    """

    lang: Lang
    fail_on: Severity | None = None
    facts: bool = False
    color: bool = False
    width: int | None = None
    unfold: bool = False
    rules: Mapping[str, RuleSeen] = _NO_RULES


class Writer(Protocol):
    """One output of one run. Streaming writers write in `document`, the others in `finish`."""

    def document(self, result: DocumentResult) -> None:
        """Called once a document, in the order of the inputs."""

    def finish(self, run: RunReport) -> None:
        """Called once at the end; `run.documents` is empty where no writer holds documents."""
