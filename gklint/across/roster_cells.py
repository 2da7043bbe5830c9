"""The cells of a roster's line as values; what can't be meant is a `Fault`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from gklint.across.model import YEARLY
from gklint.across.roster_table import heading_key
from gklint.across.sheets import plain
from gklint.patterns import regex
from gklint.report import dateparse
from gklint.text import fold_label, fold_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.across.roster_table import Raw, Table
    from gklint.lang import Text

_APART: Final = regex(r"[、，,;；/|\n]+")
_DAY: Final = regex(r"(?<!\d)(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*日?")
_DIGITS: Final = regex(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")


class Fault(Exception):
    """What is wrong: `key` and `params` of `gklint.messages.roster.FAULTS`."""

    def __init__(self, key: str, **params: Text) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class Cells:
    """The values in the cells of `table`, by the words of a pack."""

    def __init__(self, words: Mapping[str, Any], table: Table) -> None:
        self._table = table
        self._kinds, self._levels = (_by_word(words.get(key, {})) for key in ("kinds", "levels"))
        self._yes, self._no, self._nothing = (
            {heading_key(str(word)) for word in words.get(key, ())}
            for key in ("yes", "no", "nothing")
        )

    def text(self, raw: Raw, field: str, between: str = "") -> str:
        """The cell's text, "" where it stands for nothing; its lines joined by `between`."""
        text = between.join(plain(raw.cells.get(field, "")).split())
        return "" if heading_key(text) in self._nothing else text

    def names(self, raw: Raw, field: str, own: str) -> tuple[str, ...]:
        """The names in the cell, without the body's `own`."""
        whole = plain(raw.cells.get(field, ""))
        found = ("".join(part.split()) for part in _APART.split(whole))
        return tuple(
            dict.fromkeys(
                n for n in found if n and fold_label(n) != fold_label(own) and not self._is_none(n)
            )
        )

    def kind(self, raw: Raw) -> str:
        """The kind of the cell; of the group that the line stands in only what no name tells.
        Raises Fault."""
        kind = self._word(raw, "kind", self._kinds)
        if kind == "unknown" and self._kinds.get(heading_key(raw.group)) == "vertical":
            return "vertical"
        return kind

    def level(self, raw: Raw) -> str:
        """The level of the cell. Raises Fault."""
        return self._word(raw, "level", self._levels)

    def yes(self, raw: Raw, field: str) -> bool:
        """Whether the cell says yes; an empty one does. Raises Fault."""
        text = self._given(raw, field)
        key = heading_key(text)
        if not text or key in self._yes:
            return True
        if key in self._no:
            return False
        raise Fault("yes_no", place=self._table.place(raw.line, field), word=text)

    def day(self, raw: Raw, field: str) -> date | None:
        """The date of the cell; one without a year is in the year `YEARLY`. Raises Fault."""
        value = raw.cells.get(field, "")
        if isinstance(value, date):
            return value
        text = self.text(raw, field, " ")
        if not text:
            return None
        found = _day(fold_width(text))
        if found is None:
            raise Fault("date", place=self._table.place(raw.line, field), word=text)
        return found

    def _word(self, raw: Raw, field: str, words: Mapping[str, str]) -> str:
        text = self.text(raw, field)
        if not text:
            return "unknown"
        known = words.get(heading_key(text))
        if known is None:
            raise Fault(field, place=self._table.place(raw.line, field), word=text)
        return known

    def _given(self, raw: Raw, field: str) -> str:
        """The cell's text as written: what stands for nothing elsewhere may say no here."""
        return "".join(plain(raw.cells.get(field, "")).split())

    def _is_none(self, text: str) -> bool:
        return heading_key(text) in self._nothing


def _by_word(words: Mapping[str, list[str]]) -> dict[str, str]:
    return {heading_key(text): key for key, texts in words.items() for text in texts}


def _day(text: str) -> date | None:
    whole = next(dateparse.dates(text), None)
    if whole is not None:
        return whole[2]
    digits = _DIGITS.search(text)
    if digits is not None:
        return dateparse.make(*(int(part) for part in digits.groups()))
    if regex(r"\d{4}").search(text):
        return None  # a year, and a date that is none of its days
    day = _DAY.search(text)
    return dateparse.make(YEARLY, int(day[1]), int(day[2])) if day is not None else None
