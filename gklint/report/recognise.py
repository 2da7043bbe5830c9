"""`Document` + `Pack` → `Report`: finds the report's parts, says nothing of right or wrong.

One module an idea: `title`, `headings` and `sections`, `bind` (tables), `period`, `contact`,
`dates`, `issuer`, `body`, `article`. What is particular to a document type is its pack's data.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.model import Paragraph, Table
from gklint.report import article
from gklint.report.bind import Binding, bind, complete, settle, telling
from gklint.report.body import bodies
from gklint.report.contact import find_contact
from gklint.report.copies import Window, in_order, one_of
from gklint.report.dates import find_published
from gklint.report.headings import candidates, known_headings
from gklint.report.issuer import aliases, find_issuer, find_year, meta_names, stated, whole_name
from gklint.report.loose import gathered
from gklint.report.model import HeadingKind, Report, Section, Title
from gklint.report.parted import parted
from gklint.report.period import find_period
from gklint.report.prose import between
from gklint.report.sections import build, choose
from gklint.report.statements import citations, copy_location
from gklint.report.title import best, title_in_meta, titles, worth
from gklint.report.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.document.model import Document
    from gklint.report.headings import Candidate
    from gklint.report.model import TableReading
    from gklint.ruleset.model import Form, Pack

_ABOVE: Final = 30  # blocks above the article in which the page may print the title
_AROUND: Final = 6  # blocks above the title in which the page may print the date
_OPENING: Final = 12  # blocks at the beginning in which a preamble put into section one stands
_SENTENCE: Final = 40  # characters from which a paragraph is more than a line of the page
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
    sketches = [sketch for pack in told if (sketch := _sketch(document, pack)) is not None]
    if not sketches:
        return None
    return _report(max(sketches, key=lambda sketch: sketch.points), hints)


class _Sketch(NamedTuple):
    """What a look at the whole document shows: is it a report of this pack, and where.

    `document` has the tables that a copy of the page left as lines (see `loose`), and those that
    hold whole parts in pieces (see `parted`). `found` are the
    candidate headings for `form` (None: themes of years without a form).
    """

    document: Document
    pack: Pack
    words: Vocabulary
    points: float
    title: Title | None
    form: Form | None
    found: Sequence[Candidate]
    binding: Binding
    first: int
    last: int


def _sketch(document: Document, pack: Pack, window: Window | None = None) -> _Sketch | None:
    """A look at the document, or at the `window` in which one of several reports stands."""
    words = vocabulary(pack)
    if window is None:
        document = parted(gathered(document, pack), pack, words)
    blocks = document.blocks
    whole = window or Window(0, len(blocks))
    paragraphs = [p for p in document.paragraphs if whole.first <= p.block < whole.last]
    tables = [t for t in document.tables if whole.first <= t.block < whole.last]
    printed = titles(paragraphs, words)
    title = best(printed, 0, len(blocks)) or title_in_meta(document.meta, words)
    year = title.years[0] if title is not None and title.years else None
    if year is None:
        period = find_period((between(blocks, *whole),), words)
        year = period.end.year if period is not None and period.end is not None else None
    newest = pack.forms[-1] if pack.forms else None
    binding = bind(in_order(document, tables, words), pack, pack.form_due(year) or newest)
    form = pack.form_due(year) or (None if _before_forms(pack, year) else newest)
    found = candidates(paragraphs, known_headings(pack, form, words))
    chosen = choose(found, blocks, _ordinals(form))
    if window is None:
        own = title_in_meta(document.meta, words)
        wanted = own.years[0] if own is not None and own.years else None
        window = one_of(document, chosen, _ordinals(form), printed, wanted)
        if window is not None:
            return _sketch(document, pack, window)
    points = _points(document, words, title, chosen, binding)
    enough = words.evidence.get("enough", 3)
    if points < enough and form is not None and year is None:
        # Without title and tables the headings of older years may still tell.
        themes = candidates(paragraphs, known_headings(pack, None, words))
        chosen = choose(themes, blocks, {})
        needed = set(words.evidence.get("themes", ()))
        if needed and needed <= {c.key for c in chosen}:
            form, found = None, themes
            points = _points(document, words, title, chosen, binding)
    if points < enough:
        return None
    evidence = [c.block for c in chosen if c.key]
    for reading in binding.readings.values():
        evidence += [table.block for table in reading.tables]
    first, last = article.extent(document, article.container(document, evidence))
    first, last = max(first, whole.first), min(last, whole.last)
    inside = [n for n in evidence if first <= n < last]
    last = article.foot(blocks, max(inside, default=first) + 1, last, words)
    # A title may be glued to the first evidence, so that block counts as above it.
    inner = best(printed, first, min(inside) + 1 if inside else last)
    outer = best(printed, max(0, first - _ABOVE), first)
    if inner is None or (outer is not None and worth(outer) > worth(inner)):
        inner = outer
    return _Sketch(document, pack, words, points, inner or title, form, found, binding, first, last)


def _before_forms(pack: Pack, year: int | None) -> bool:
    """Whether `year` lies before the first form."""
    return year is not None and all(
        f.first_year is not None and year < f.first_year for f in pack.forms
    )


def _ordinals(form: Form | None) -> dict[str, int]:
    return {s.key: s.ordinal for s in form.sections} if form is not None else {}


def _points(
    document: Document,
    words: Vocabulary,
    title: Title | None,
    chosen: Sequence[Candidate],
    binding: Binding,
) -> float:
    weights = words.evidence
    keys = {c.key for c in chosen if c.key}
    sure = {c.key for c in chosen if c.key and c.kind is not HeadingKind.DEVIANT}
    if title is None and not keys and not binding.readings:
        return 0.0
    points: float = weights.get("title", 2) if title is not None else 0
    headings = (len(keys) + len(sure)) / 2  # a heading in a wording of its own tells half
    points += weights.get("heading", 1) * min(headings, weights.get("headings", 4))
    points += weights.get("table", 2) * len(binding.readings)
    # In sentences: the title itself, and lines that name an attachment, say nothing more.
    text = "\n".join(p.text for p in document.paragraphs if len(p.text) >= _SENTENCE)
    phrases = sum(bool(p.search(text)) for p in words.phrases)
    points += weights.get("phrase", 1) * min(phrases, 2)
    return points


def _report(sketch: _Sketch, hints: Hints) -> Report:
    document, pack, words = sketch.document, sketch.pack, sketch.words
    blocks = document.blocks
    title, first, last = sketch.title, sketch.first, sketch.last
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
    readings = sketch.binding.readings
    form, form_key = _form(pack, year, due, readings, hints)
    sections = _sections(document, sketch, form, form_key, begin, last)
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
        facts=complete(readings, sketch.binding.facts, form, pack),
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
    return None, (_BEFORE if pack.forms and _before_forms(pack, year) else None)


def _sections(
    document: Document,
    sketch: _Sketch,
    form: Form | None,
    form_key: str | None,
    first: int,
    last: int,
) -> tuple[Section, ...]:
    """The sections by the report's form: the sketch looked with the form of the title's year."""
    newest = sketch.pack.forms[-1] if sketch.pack.forms else None
    form = form or (None if form_key == _BEFORE or sketch.form is None else newest)
    found = sketch.found
    if form is not sketch.form:
        known = known_headings(sketch.pack, form, sketch.words)
        found = candidates(document.paragraphs, known)
    inside = [c for c in found if first <= c.block < last]
    return build(choose(inside, document.blocks, _ordinals(form)), document.blocks, last)


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
