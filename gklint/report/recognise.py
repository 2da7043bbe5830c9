"""`Document` + `Pack` → `Report`: finds the report's parts, says nothing of right or wrong.

One module an idea: `sketch` (is it one, and where), `title`, `headings` and `sections`, `bind`
(tables), `period`, `contact`, `dates`, `issuer`, `body`, `article`. What is particular to a
document type is data of its pack.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.model import Paragraph, Table
from gklint.report import article
from gklint.report.bind import complete, settle, telling
from gklint.report.body import bodies
from gklint.report.contact import find_contact
from gklint.report.dates import find_published
from gklint.report.headings import candidates, known_headings
from gklint.report.issuer import aliases, find_issuer, find_year, meta_names, stated, whole_name
from gklint.report.model import Report, Section
from gklint.report.period import find_period
from gklint.report.prose import between
from gklint.report.sections import build, choose
from gklint.report.sketch import Sketch, before_forms, ordinals, sketch
from gklint.report.statements import citations, copy_location

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.document.model import Document
    from gklint.report.model import TableReading
    from gklint.ruleset.model import Form, Pack

_AROUND: Final = 6  # blocks above the title in which the page may print the date
_OPENING: Final = 12  # blocks at the beginning in which a preamble put into section one stands
_TAIL: Final = 8  # blocks at the end of the text in which signature and contact may stand
_BEFORE: Final = "pre2019"  # the contract's name of years before the first form


class Hints(NamedTuple):
    """What is known beside the document: options override what is read."""

    url: str | None = None
    year: int | None = None
    issuer: str | None = None
    form: str | None = None
    source_name: str = ""


def recognise(document: Document, packs: Sequence[Pack], hints: Hints) -> Report | None:
    """The report in `document` by the pack that explains most of it; None where none fits."""
    told = [pack for pack in packs if pack.recognition]
    sketches = [made for pack in told if (made := sketch(document, pack)) is not None]
    if not sketches:
        return None
    return _report(max(sketches, key=lambda made: made.points), hints)


def _report(seen: Sketch, hints: Hints) -> Report:
    document, pack, words = seen.document, seen.pack, seen.words
    blocks = document.blocks
    title, first, last = seen.title, seen.first, seen.last
    lexicon = bodies(pack)

    # The title, where it stands inside the article, is its beginning; the text may be glued to it.
    inside = [s for s in title.spans if first <= s.block < last] if title is not None else []
    begin, offset = first, 0
    if inside:
        first, begin = inside[0].block, inside[-1].block + 1
        if inside[-1].end < len(_text(document, inside[-1].block).rstrip()):
            begin, offset = inside[-1].block, inside[-1].end

    whole = between(blocks, begin, last)
    # A title with one year needs no second witness.
    sure = title is not None and len(title.years) == 1
    period = None if sure else find_period((whole,), words)
    year, year_source = find_year(title, period, (whole,), words)
    if hints.year is not None:
        year, year_source = hints.year, "option"
    due = pack.form_due(year)
    readings = seen.binding.readings
    form, form_key = _form(pack, year, due, readings, hints)
    sections = _sections(document, seen, form, form_key, begin, last)
    stop = sections[0].span.block if sections else last

    start = article.head(blocks, begin, stop, words)
    if not inside:
        first = max(first, min(start, last))
    preamble_last, preamble_end = _preamble_end(document, sections, last)
    preamble = between(blocks, start, preamble_last, offset if start == begin else 0, preamble_end)
    opening = between(blocks, start, min(last, start + _OPENING))
    tail = between(blocks, max(sections[-1].span.block if sections else start, last - _TAIL), last)

    period = find_period((preamble, whole), words)
    contact, contact_body = find_contact((preamble, opening, tail), words)
    issuer = hints.issuer or whole_name(
        find_issuer(title, preamble if preamble.raw else opening, tail, lexicon, words),
        (whole.raw, *document.meta.values()),
        lexicon,
    )
    named = [title.issuer if title is not None else None, contact_body]
    names = [*filter(None, named), *stated(preamble, words), *meta_names(document.meta, words)]
    above = title.spans[0].block if title is not None and title.spans else first
    url = hints.url or next(filter(None, map(document.meta.get, words.meta("address"))), None)
    published, published_all = find_published(
        document.meta, blocks[max(0, above - _AROUND) : max(stop, start)], url, tail, words
    )
    return Report(
        document=document,
        pack=pack,
        first=first,
        last=last,
        title=title,
        issuer=issuer,
        issuer_aliases=aliases(issuer, names, preamble, lexicon, words),
        year=year,
        year_source=year_source,
        form_due=due.key if due is not None else None,
        form=form,
        form_key=form_key,
        sections=sections,
        preamble=(start, max(start, preamble_last)),
        preamble_end=preamble_end,
        tables=settle(readings, form, pack),
        facts=complete(readings, seen.binding.facts, form, pack),
        period=period,
        contact=contact,
        copy_location=copy_location((preamble, opening), words),
        citations=citations(preamble, words),
        published=published,
        published_all=published_all,
        body=lexicon.judge(issuer),
        url=url,
        source_name=hints.source_name,
    )


def _text(document: Document, number: int) -> str:
    block = document.blocks[number]
    return block.text if isinstance(block, Paragraph) else ""


def _form(
    pack: Pack,
    year: int | None,
    due: Form | None,
    readings: Mapping[str, TableReading],
    hints: Hints,
) -> tuple[Form | None, str | None]:
    """The edition the tables carry, else the one due; "pre2019" where the year has none."""
    if hints.form is not None:
        return pack.form(hints.form), hints.form
    votes = Counter(r.edition for r in readings.values() if telling(pack, r.key))
    if votes:
        most = max(votes.values())
        leading = [key for key, count in votes.items() if count == most]
        key = due.key if due is not None and due.key in leading else leading[0]
        return pack.form(key), key
    if due is not None:
        return due, due.key
    return None, (_BEFORE if pack.forms and before_forms(pack, year) else None)


def _sections(
    document: Document,
    seen: Sketch,
    form: Form | None,
    form_key: str | None,
    first: int,
    last: int,
) -> tuple[Section, ...]:
    """The sections by the report's form: the sketch looked with the form of the title's year."""
    newest = seen.pack.forms[-1] if seen.pack.forms else None
    form = form or (None if form_key == _BEFORE or seen.form is None else newest)
    found = seen.found
    if form is not seen.form:
        known = known_headings(seen.pack, form, seen.words)
        found = candidates(document.paragraphs, known)
    inside = [c for c in found if first <= c.block < last]
    return build(choose(inside, document.blocks, ordinals(form)), document.blocks, last)


def _preamble_end(
    document: Document, sections: Sequence[Section], last: int
) -> tuple[int, int | None]:
    """Where the preamble ends: at the first heading, else at the first table."""
    if sections:
        span = sections[0].span
        if _text(document, span.block)[: span.start].strip():
            return span.block + 1, span.start
        return span.block, None
    table = next((b.block for b in document.blocks[:last] if isinstance(b, Table)), last)
    return table, None


__all__ = ["Hints", "recognise"]
