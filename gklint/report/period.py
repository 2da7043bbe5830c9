"""The statistical period as the report states it, in every wording, and damaged ones."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.patterns import regex
from gklint.report import dateparse
from gklint.report.model import Period

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from datetime import date

    from gklint.report.prose import Prose
    from gklint.report.vocabulary import Vocabulary

_CHARS: Final = r"[\d年月日号./\-〇○零一二三四五六七八九十度底末 ]"
_SIDE: Final = (
    rf"(?:{dateparse.FULL}|{_CHARS}{{2,24}}?[日号]"
    r"|\d{1,2}\s*月(?:份|底|末)?|\d{4}\s*年\s*\d{1,2}\s*月(?:份|底|末)?)"
)
_TO: Final = r"(?:至|到|－|-|—{1,2}|–|―|~|～|─|--)"
_RANGE: Final = regex(
    rf"(?P<from>[自从由]\s*)?(?P<a>{_SIDE})\s*(?P<begun>开?始|起)?\s*[，,、]?\s*"
    rf"(?:截?\s*止?{_TO}|截止)\s*(?P<b>{_SIDE})\s*(?P<stop>为?止|期?间)?"
)
_REACH: Final = 24  # characters between the words that announce a period and the period
_YMD: Final = regex(r"(\d+)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_MD: Final = regex(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_YM: Final = regex(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:份|底|末)?")
_MONTH: Final = regex(r"(\d{1,2})\s*月(?:份|底|末)?")
_LOST_YEAR: Final = regex(r"((?:19|20)\d{2})(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_LOST_BOTH: Final = regex(r"((?:19|20)\d{2})\s*年?\s*(\d{2,4})\s*日")


class _Side(NamedTuple):
    day: date | None
    lossy: bool = False
    malformed: bool = False
    parts: tuple[int, ...] = ()


def find_period(proses: Sequence[Prose], words: Vocabulary) -> Period | None:
    """The first period announced as such in `proses`; else the first whole range in the first
    of them (the preamble), which may do without the words."""
    for prose in proses:
        for lead in words.period_lead.finditer(prose.text):
            found = _after(prose, lead.end())
            if found is not None:
                return found
    for prose in proses[:1]:
        bare = next((m for m in _RANGE.finditer(prose.text) if _stated(m)), None)
        if bare is not None:
            return _read(prose, bare)
    return None


def _after(prose: Prose, at: int) -> Period | None:
    line = prose.text.find("\n", at)
    stop = len(prose.text) if line < 0 else line
    found = _RANGE.search(prose.text, at, min(stop, at + _REACH + 60))
    if found is None or found.start() - at > _REACH:
        return None
    between = prose.text[at : found.start()]
    if regex("[。；;]").search(between):
        return None
    return _read(prose, found)


def _stated(found: re.Match[str]) -> bool:
    """A range in full words: 自…起至…止, with a year in front."""
    return bool(found["from"] and (found["begun"] or found["stop"])) and "年" in found["a"]


def _read(prose: Prose, found: re.Match[str]) -> Period:
    start = _side(found["a"], None, False)
    end = _side(found["b"], start.parts[0] if start.parts else None, True)
    span = prose.span(found.start(), found.end())
    lossy = start.lossy or end.lossy
    problem = ""
    for side, group in ((start, "a"), (end, "b")):
        if side.day is None and not lossy and not problem:
            problem = prose.raw[found.start(group) : found.end(group)].strip()
    if start.day is not None and end.day is not None and end.day < start.day:
        problem = span.text
    return Period(span, start.day, end.day, problem, lossy)


def _side(text: str, year: int | None, last: bool) -> _Side:
    """One end of the range. `year` fills in for a second year that is left out."""
    text = text.strip()
    full = _YMD.fullmatch(text)
    if full is not None:
        parts = tuple(int(g) for g in full.groups())
        if len(full[1]) != 4:
            return _Side(None, malformed=True, parts=parts)
        return _Side(dateparse.make(*parts), parts=parts)
    if regex(r"\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}").fullmatch(text) or regex(
        dateparse.HAN_YEAR
    ).match(text):
        day = dateparse.parse(text)
        return _Side(day, parts=(day.year, day.month, day.day) if day is not None else ())
    lost = _lost(text)
    if lost is not None:
        return lost
    short = _MD.fullmatch(text)
    if short is not None:
        if year is None:
            return _Side(None, malformed=True)
        return _Side(dateparse.make(year, int(short[1]), int(short[2])))
    months = _YM.fullmatch(text)
    if months is not None:
        return _month(int(months[1]), int(months[2]), last)
    month = _MONTH.fullmatch(text)
    if month is not None and year is not None:
        return _month(year, int(month[1]), last)
    return _Side(None, malformed=True)


def _month(year: int, month: int, last: bool) -> _Side:
    if not 1 <= month <= 12:
        return _Side(None, malformed=True, parts=(year,))
    day = monthrange(year, month)[1] if last else 1
    return _Side(dateparse.make(year, month, day), parts=(year, month, day))


def _lost(text: str) -> _Side | None:
    """A date that lost 年 (20211月1日) or 年 and 月 (201011日) when the text was extracted."""
    plain = text.replace(" ", "")
    found = _LOST_YEAR.fullmatch(plain)
    if found is not None:
        parts = tuple(int(g) for g in found.groups())
        return _Side(dateparse.make(*parts), lossy=True, parts=parts)
    found = _LOST_BOTH.fullmatch(plain)
    if found is None:
        return None
    year, digits = int(found[1]), found[2]
    ways = {
        day
        for cut in range(1, len(digits))
        if (day := dateparse.make(year, int(digits[:cut]), int(digits[cut:]))) is not None
    }
    day = ways.pop() if len(ways) == 1 else None
    return _Side(day, lossy=True, parts=(year,))
