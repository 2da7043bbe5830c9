"""What readers may use beyond this package; found out once a run, in the parent."""

from __future__ import annotations

from typing import NamedTuple


class Means(NamedTuple):
    """Help from outside, each only where it was found and allowed.

    `ocr`: the extra that reads pictures of pages; `office`: the path of LibreOffice, which
    converts what no reader here reads. A plan carries it, so that a result is cached for what it
    was read with.
    """

    ocr: bool = False
    office: str | None = None


NONE = Means()
