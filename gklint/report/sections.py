"""The level-one sections: which of the candidate headings head a part of the report.

Judged by meaning first and number second. The highest style of number that heads a known section is
the document's own; a heading in another style counts only where it fills a gap in the order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.model import Paragraph
from gklint.report.headings import BARE, DIGIT, HAN, PAREN, PART, Candidate
from gklint.report.model import HeadingKind, Section, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.document.model import Block

_RANK: Final = {HeadingKind.CANONICAL: 0, HeadingKind.ACCEPTED: 1, HeadingKind.DEVIANT: 2}


def main_style(found: Sequence[Candidate]) -> str:
    """The style of the level-one numbers."""
    counts: dict[str, set[str]] = {}
    for candidate in found:
        if candidate.key:
            counts.setdefault(candidate.style, set()).add(candidate.key)
    if counts.get(HAN):
        return HAN
    for style in (PART, DIGIT, PAREN, BARE):
        if len(counts.get(style, ())) >= 2:
            return style
    return next((s for s in (PART, DIGIT, PAREN, BARE) if counts.get(s)), HAN)


def choose(
    found: Sequence[Candidate], blocks: Sequence[Block], ordinals: Mapping[str, int]
) -> list[Candidate]:
    """The candidates that are level-one headings, in order."""
    style = main_style(found)
    main = [c for c in found if c.style == style]
    main = _without_contents(main, blocks)
    named = [c for c in main if c.key]
    named = _one_each(named)
    keys = {c.key for c in named}
    for candidate in found:
        if candidate.style == style or not candidate.key or candidate.key in keys:
            continue
        if _fills(candidate, named, ordinals):
            named.append(candidate)
            keys.add(candidate.key)
    named.sort(key=lambda c: (c.block, c.start))
    return _with_strange(named, main)


def _without_contents(main: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Leave out a table of contents: headings without a body that all come again."""
    last: dict[tuple[str, int | None], int] = {}
    for number, candidate in enumerate(main):
        last[candidate.key, candidate.ordinal] = number
    out: set[int] = set()
    for number, candidate in enumerate(main):
        if not _comes_again(candidate, number, last) or not candidate.whole:
            continue
        following = main[number + 1] if number + 1 < len(main) else None
        bodiless = following is not None and not _has_body(blocks, candidate, following)
        if candidate.contents or bodiless:
            out.add(number)
    # The last line of a table of contents is followed by text: it goes with the line before it.
    for number, candidate in enumerate(main):
        if (
            number - 1 in out
            and number not in out
            and candidate.whole
            and _comes_again(candidate, number, last)
            and candidate.block - main[number - 1].block == 1
        ):
            out.add(number)
    return [c for number, c in enumerate(main) if number not in out]


def _comes_again(
    candidate: Candidate, number: int, last: Mapping[tuple[str, int | None], int]
) -> bool:
    """With the same number: 「二、改进措施」 inside part five is no second part five."""
    return bool(candidate.key) and last[candidate.key, candidate.ordinal] > number


def _has_body(blocks: Sequence[Block], here: Candidate, following: Candidate) -> bool:
    if here.block == following.block:
        return True
    for block in blocks[here.block + 1 : following.block]:
        if not isinstance(block, Paragraph) or block.text.strip():
            return True
    return False


def _one_each(named: list[Candidate]) -> list[Candidate]:
    """Where a section's name stands twice and one is nearer the form's, the other is strange."""
    best: dict[str, int] = {}
    for candidate in named:
        rank = _RANK[candidate.kind]
        best[candidate.key] = min(rank, best.get(candidate.key, rank))
    kept: list[Candidate] = []
    for candidate in named:
        if _RANK[candidate.kind] > best[candidate.key]:
            continue
        # A heading of the form in a deviant wording that comes again is a sub-heading promoted.
        if candidate.kind is HeadingKind.DEVIANT and any(c.key == candidate.key for c in kept):
            continue
        kept.append(candidate)
    return kept


def _fills(candidate: Candidate, named: Sequence[Candidate], ordinals: Mapping[str, int]) -> bool:
    """Whether a heading in another style stands where its section is missing."""
    ordinal = ordinals.get(candidate.key)
    if ordinal is None or candidate.style == PAREN:
        return False
    if candidate.ordinal is not None and candidate.ordinal != ordinal:
        return False
    for other in named:
        theirs = ordinals.get(other.key)
        before = (other.block, other.start) < (candidate.block, candidate.start)
        if theirs is not None and before != (theirs < ordinal):
            return False
    return True


def _with_strange(named: list[Candidate], main: Sequence[Candidate]) -> list[Candidate]:
    """Add headings that fit nothing but continue the count of the level-one numbers."""
    if not named:
        return []
    taken = {(c.block, c.start) for c in named}
    chain = list(named)
    for candidate in main:
        if (candidate.block, candidate.start) in taken or not candidate.whole:
            continue
        if candidate.ordinal is None:
            continue
        place = (candidate.block, candidate.start)
        before = [c for c in chain if (c.block, c.start) < place]
        after = [c for c in chain if (c.block, c.start) > place]
        follows = bool(before) and before[-1].ordinal == candidate.ordinal - 1
        leads = bool(after) and after[0].ordinal == candidate.ordinal + 1
        gap = not after or after[0].ordinal != candidate.ordinal
        if (follows and gap) or (leads and (follows or not before)):
            chain = [*before, candidate._replace(key=""), *after]
    return chain


def build(chosen: Sequence[Candidate], blocks: Sequence[Block], last: int) -> tuple[Section, ...]:
    """Sections with their bodies; the last one ends at block `last`."""
    taken: set[str] = set()
    sections: list[Section] = []
    for number, here in enumerate(chosen):
        following = chosen[number + 1] if number + 1 < len(chosen) else None
        paragraph = blocks[here.block]
        length = len(paragraph.text) if isinstance(paragraph, Paragraph) else here.end
        same = following is not None and following.block == here.block
        inline = same or bool(
            isinstance(paragraph, Paragraph)
            and paragraph.text[here.end : length].strip().strip("：:。")
        )
        first = here.block if inline else here.block + 1
        body_end: int | None = None
        end = last
        if following is not None:
            end = following.block
            if following.start > 0 and _text_before(blocks, following):
                end, body_end = following.block + 1, following.start
        taken.add(here.key)
        sections.append(
            Section(
                key=here.key,
                number=here.number,
                ordinal=here.ordinal,
                heading=here.text.strip(),
                kind=here.kind,
                span=_span(here, blocks),
                first=first,
                last=max(first, end),
                inline=inline,
                body_start=here.end if inline else 0,
                body_end=body_end,
                number_generated=here.generated,
            )
        )
    return tuple(sections)


def _text_before(blocks: Sequence[Block], heading: Candidate) -> bool:
    block = blocks[heading.block]
    return isinstance(block, Paragraph) and bool(block.text[: heading.start].strip())


def _span(heading: Candidate, blocks: Sequence[Block]) -> Span:
    block = blocks[heading.block]
    text = block.text if isinstance(block, Paragraph) else ""
    return Span(heading.block, heading.start, heading.end, text[heading.start : heading.end])
