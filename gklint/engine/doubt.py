"""The doubt that reading casts on a hit: then it is something to look at, never a fault told.

A digit misread in a picture (OCR), or a page that was not read, would accuse the report of what our
reading did. So a hit that rests on such a reading, of this report or of one that it is held
against, becomes a review, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.model import NoteKind, Paragraph, Table
from gklint.finding import Outcome
from gklint.lang import Localised, filled
from gklint.report.model import table_of
from gklint.report.pictures import numbers, pages, unread

if TYPE_CHECKING:
    from gklint.across.model import Surroundings
    from gklint.checks.base import Context
    from gklint.document.model import Place
    from gklint.finding import Hit
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule

FIGURES: Final = Localised(
    "（这些数字识别自图片，可能有误，请先对照原件核对。）",
    " (These figures were recognised in a picture and may be misread; compare them with the "
    "original first.)",
)
TEXT: Final = Localised(
    "（这部分文字识别自图片，可能有误，请先对照原件核对。）",
    " (This text was recognised in a picture and may be misread; compare it with the original "
    "first.)",
)
ELSEWHERE: Final = Localised(
    "（用来比对的数字识别自图片，可能有误，请先对照原件核对。）",
    " (The figures it was held against were recognised in a picture and may be misread; compare "
    "them with the original first.)",
)
ABSENT: Final = Localised(
    "（第 $pages 页是图片，没有读取，可能就在其中。）",
    " (Pages that are pictures were not read and may hold it: $pages.)",
)
TYPED: Final = "typed"
"""The need of rules that ask how the text was typed: of recognised text they say nothing."""
_ALONE: Final = frozenset({"document"})
"""The needs of a rule that asks nothing of what was read: what it tells holds of a picture too."""


class Scans(NamedTuple):
    """What of a report was read from pictures: blocks by part and number in the source, keys of
    statutory tables; whether any paragraph of the article, and any table of it, was; `only` where
    no paragraph was typed."""

    blocks: frozenset[tuple[str, int]] = frozenset()
    tables: frozenset[str] = frozenset()
    prose: bool = False
    grids: bool = False
    only: bool = False


NOTHING: Final = Scans()


def scans(report: Report) -> Scans:
    """What of the report was read from pictures, worked out once."""
    known = report.memo.get("scans")
    if not isinstance(known, Scans):
        known = report.memo["scans"] = _scans(report)
    return known


def _scans(report: Report) -> Scans:
    printed = [
        block
        for block in report.document.blocks[report.first : report.last]
        if isinstance(block, Paragraph | Table)
    ]
    seen = [block for block in printed if block.scanned]
    if not seen:
        return NOTHING
    return Scans(
        frozenset(block.place().anchor[:2] for block in seen),
        frozenset(k for k, r in report.tables.items() if any(t.scanned for t in r.tables)),
        any(isinstance(block, Paragraph) for block in seen),
        any(isinstance(block, Table) for block in seen),
        all(isinstance(block, Table) or block.scanned for block in printed),
    )


def unproofed(report: Report, rule: Rule, hit: Hit) -> bool:
    """Whether a rule that asks how the text was typed speaks of recognised text: what the reader
    made of a sign is not what stands there."""
    place = hit.location.place
    return TYPED in rule.needs and place is not None and place.anchor[:2] in scans(report).blocks


def doubted(report: Report, rule: Rule, hit: Hit, context: Context) -> tuple[Hit, Text]:
    """The hit, a review where its reading is in doubt, and the sentence that says so ("" where it
    is not)."""
    why = _doubt(report, rule, hit, context)
    return (hit._replace(outcome=Outcome.REVIEW), why) if why else (hit, "")


def _doubt(report: Report, rule: Rule, hit: Hit, context: Context) -> Text:
    if {*rule.needs} != _ALONE:
        seen = scans(report)
        if seen is not NOTHING and _figures(report, rule, hit, seen):
            return FIGURES
        place = hit.location.place
        if seen.prose if place is None else place.anchor[:2] in seen.blocks:
            return TEXT
        if not hit.evidence and _may_be_unread(report, place):
            listed = numbers(pages(report.document, NoteKind.PICTURES))
            return filled(ABSENT, pages=listed)
    return ELSEWHERE if _elsewhere(rule, context.around) else ""


def _may_be_unread(report: Report, place: Place | None) -> bool:
    """Whether what a hit that quotes nothing did not find may be on a page that was not read; what
    is told of such a page itself is not in doubt."""
    found = unread(report)
    return bool(found) and all(place != page.place() for page in found)


def _figures(report: Report, rule: Rule, hit: Hit, seen: Scans) -> bool:
    """Whether figures of the hit, or of the tables that its rule asks for, were."""
    if not seen.grids:
        return False
    where = hit.location
    named = [r.fact for r in hit.relations] + [s.fact for s in hit.suspects]
    if where.fact is not None:
        named.append(where.fact)
    tables = {table_of(name) for name in named}
    if where.table is not None:
        tables.add(where.table)
        reading = report.tables.get(where.table)
        if reading is None or not reading.tables:
            return True  # a table that is missing may be one that was misread
    for need in rule.needs:
        if need == "tables":
            tables |= seen.tables
        elif need.startswith("table:"):
            tables.add(need.partition(":")[2])
    return not tables.isdisjoint(seen.tables)


def _elsewhere(rule: Rule, around: Surroundings) -> bool:
    """Whether another report that the rule holds this one against was."""
    needs = rule.needs
    if "previous" in needs and around.previous is not None:
        return around.previous.digest.scanned
    if "roster" in needs and "tables" in needs and around.rollup is not None:
        return bool(around.rollup.scanned)
    if "others" in needs or "forms" in needs:
        against = around.against
        forms = (*around.others, *around.attached)
        return any(d.scanned for d in forms) or (against is not None and against.scanned)
    return False
