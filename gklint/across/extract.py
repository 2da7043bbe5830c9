"""Digests from what ``gklint extract`` wrote: last year's figures without last year's files.

JSON and its lines (also those of ``check … --facts``), csv and workbooks, as gklint wrote them or
as a spreadsheet saved them again. They carry names and figures, and no texts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gklint.across.model import Digest
    from gklint.lang import Localised

ENDINGS: Final = (".json", ".jsonl", ".csv", ".xlsx")
"""How the names of files end that may be extracts."""

_DIGITS: Final = 18  # before the point or after it; no report prints more


class ExtractError(Exception):
    """`name` is an extract that can't be used; `reason` says why, in words."""

    def __init__(self, name: str, reason: Localised) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason


def number(value: Decimal | str) -> Decimal:
    """A figure as a file gives it. Raises ArithmeticError where it can't be one of a report."""
    found = Decimal(value)
    if not found.is_finite() or abs(found.adjusted()) > _DIGITS:
        raise ArithmeticError(value)
    return found


def whole(value: Decimal | str) -> int:
    """A whole `number`. Raises ArithmeticError where it is none."""
    found = number(value)
    if found != found.to_integral_value():
        raise ArithmeticError(value)
    return int(found)


def load_extract(data: bytes, name: str) -> tuple[Digest, ...] | None:
    """The reports of an ``extract`` file, each named ``file!its own source``.

    None where the file is no extract at all. Raises ExtractError where it is one, but damaged, of
    another version, or without figures.
    """
    ending = name[name.rfind(".") :].lower()
    if ending in (".json", ".jsonl"):
        from gklint.across.extract_json import from_json

        return from_json(data, name)
    if ending == ".csv":
        from gklint.across.extract_rows import from_csv

        return from_csv(data, name)
    if ending == ".xlsx":
        from gklint.across.extract_rows import from_xlsx

        return from_xlsx(data, name)
    return None
