"""Results put by in a temporary file until the run is over: memory does not grow with it."""

from __future__ import annotations

import pickle
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final

from gklint.finding import Location

if TYPE_CHECKING:
    from types import TracebackType

    from gklint.result import DocumentResult


_NOWHERE: Final = Location()


class Spool:
    """`add` gives a place, `get` the result that was put there. A context manager."""

    def __init__(self) -> None:
        self._file = TemporaryFile(prefix="gklint-")  # noqa: SIM115 -- closed by `__exit__`

    def add(self, result: DocumentResult) -> int:
        """The place of `result`; the document as it was read, and where in it figures stand, are
        left out."""
        place = self._file.seek(0, 2)
        facts = tuple(fact._replace(location=_NOWHERE) for fact in result.facts)
        kept = result._replace(content=(), facts=facts)
        pickle.dump(kept, self._file, pickle.HIGHEST_PROTOCOL)
        return place

    def get(self, place: int) -> DocumentResult:
        self._file.seek(place)
        result: DocumentResult = pickle.load(self._file)  # noqa: S301 -- written by `add`, unnamed
        return result

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
