"""`Document` + `Pack` → `Report`: finds the report's parts, and says nothing of right or wrong.

One module an idea: `title`, `headings` and `sections`, `bind` (tables), `period`, `contact`, `dates`,
`issuer`, `body`, `article`. What is particular to a document type is its pack's data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gklint.document.model import Paragraph, Table
from gklint.report import article
from gklint.report.bind import Binding, bind, complete
from gklint.report.body import bodies
from gklint.report.contact import find_contact
from gklint.report.dates import find_published
from gklint.report.headings import candidates, known_headings
from gklint.report.issuer import aliases, find_issuer, find_year, meta_names, stated, whole_name
from gklint.report.model import Report, Section, Span, Title
from gklint.report.period import find_period
from gklint.report.prose import Prose, between, join
from gklint.report.sections import build, choose
from gklint.report.statements import citations, copy_location
from gklint.report.title import find_title, title_in_meta
from gklint.report.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.model import Document
    from gklint.report.headings import Candidate
    from gklint.report.model import TableReading
    from gklint.ruleset.model import Form, Pack

_ABOVE: Final = 30  # blocks above the article in which the page may print the title
_TAIL: Final = 8  # blocks at the end of the text in which signature and contact may stand


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known beside the document: options override what is read."""

    url: str | None = None
    year: int | None = None
    issuer: str | None = None
    form: str | None = None
    source_name: str = ""


def recognise(document: Document, packs: Sequence[Pack], hints: Hints) -> Report | None:
    """The report in `document` by the pack that explains most of it; None where none fits."""
    best: tuple[float, _Sketch] | None = None
    for pack in packs:
        sketch = _sketch(document, pack)
        if sketch is None:
            continue
        if best is None or sketch.points > best[0]:
            best = (sketch.points, sketch)
    return None if best is None else _report(document, best[1], hints)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What a look at the whole document shows: is it a report of this pack, and where."""

    pack: Pack
    words: Vocabulary
    points: float
    title: Title | None
    found: tuple[Candidate, ...]
    themes: bool
    binding: Binding
    first: int
    last: int


def _sketch(document: Document, pack: Pack) -> _Sketch | None:
    words = vocabulary(pack)
    blocks = document.blocks
    paragraphs = document.paragraphs
    title = find_title(blocks, (range(len(blocks)),), words) or title_in_meta(document.meta, words)
    year = title.years[0] if title is not None and title.years else None
    due = pack.form_due(year)
    newest = pack.forms[-1] if pack.forms else None
    form = due or (newest if year is None or _after_forms(pack, year) else None)
    found = tuple(candidates(paragraphs, known_headings(pack, form, words)))
    chosen = choose(found, blocks, _ordinals(form))
    binding = bind(document.tables, pack, due or newest)
    points = _points(document, words, title, chosen, binding)
    if points < words.evidence.get("enough", 3):
        return None
    evidence = [c.block for c in chosen if c.key]
    for reading in binding.readings.values():
        evidence += [table.block for table in reading.tables]
    path = article.container(document, evidence)
    first, last = article.extent(document, path, evidence)
    begin = max((n for n in evidence if first <= n < last), default=first)
    last = article.foot(blocks, begin + 1, last, words)
    inner = find_title(blocks, (range(first, _before(evidence, first, last)),), words)
    outer = find_title(blocks, (range(max(0, first - _ABOVE), first),), words)
    title = _better(inner, outer) or title
    return _Sketch(pack, words, points, title, found, form is None, binding, first, last)


def _after_forms(pack: Pack, year: int) -> bool:
    return all(f.first_year is not None and year >= f.first_year for f in pack.forms)


def _ordinals(form: Form | None) -> dict[str, int]:
    return {s.key: s.ordinal for s in form.sections} if form is not None else {}


def _before(evidence: Sequence[int], first: int, last: int) -> int:
    """Up to and with the first evidence: a title may be glued to it."""
    inside = [n for n in evidence if first <= n < last]
    return min(inside) + 1 if inside else last


def _better(inner: Title | None, outer: Title | None) -> Title | None:
    """The title inside the article, unless only the one above it has year and body."""
    if inner is None or outer is None:
        return inner or outer

    def worth(title: Title) -> int:
        return bool(title.years) + bool(title.issuer)

    return outer if worth(outer) > worth(inner) else inner


def _points(
    document: Document,
    words: Vocabulary,
    title: Title | None,
    chosen: Sequence[Candidate],
    binding: Binding,
) -> float:
    weights = words.evidence
    points = float(weights.get("title", 2)) if title is not None else 0.0
    keys = {c.key for c in chosen if c.key}
    points += weights.get("heading", 1) * min(len(keys), weights.get("headings", 4))
    points += weights.get("table", 2) * len(binding.readings)
    if not keys and not binding.readings and title is None:
        return 0.0
    text = "\n".join(p.text for p in document.paragraphs if not p.linked)
    phrases = sum(bool(p.search(text)) for p in words.phrases)
    return points + weights.get("phrase", 1) * min(phrases, 2)


def _report(document: Document, sketch: _Sketch, hints: Hints) -> Report:
    pack, words, blocks = sketch.pack, sketch.words, document.blocks
    title, first, last = sketch.title, sketch.first, sketch.last
    inside = [s for s in title.spans if first <= s.block < last] if title is not None else []
    begin = max((s.block for s in inside), default=-1) + 1
    if inside:
        first = inside[0].block
        glued = inside[-1].end < len(_text(document, inside[-1].block).rstrip())
        begin = inside[-1].block if glued else inside[-1].block + 1
    body_start = inside[-1].end if inside and begin == inside[-1].block else 0

    # Year and form decide which headings to look for; the sketch looked with the title's year.
    whole = between(blocks, max(first, begin), last)
    period = find_period((whole,), words)
    year, year_source = find_year(title, period, (whole,), words)
    if hints.year is not None:
        year, year_source = hints.year, "option"
    due = pack.form_due(year)
    form, form_key = _form(pack, year, due, sketch.binding.readings, hints)
    sections = _sections(document, sketch, form, form_key, (max(first, begin), last))
    start = article.head(blocks, max(first, begin), _section_block(sections, last), words)
    if not inside:
        first = start if start < last else first
    preamble_last, preamble_end = _preamble_end(document, sections, last)
    preamble = between(
        blocks, start, preamble_last, body_start if start == begin else 0, preamble_end
    )
    tail = _tail(document, sections, last)
    opening = join(
        (b, 0, len(b.text))
        for b in blocks[start : min(last, start + 12)]
        if isinstance(b, Paragraph)
    )
    period = find_period((preamble, whole), words)
    contact, contact_body = find_contact((preamble, opening, tail), words)
    lexicon = bodies(pack)
    issuer = find_issuer(title, preamble, tail, lexicon, words)
    issuer = whole_name(
        issuer, (whole.raw, *document.meta.values()), lexicon
    )
    if hints.issuer is not None:
        issuer = hints.issuer
    names = [n for n in (title.issuer if title is not None else None, contact_body) if n]
    names += [*stated(preamble, words), *meta_names(document.meta)]
    above = min([s.block for s in title.spans] if title is not None and title.spans else [first])
    around = blocks[max(0, above - 6) : _section_block(sections, min(last, start + 8))]
    url = hints.url or document.meta.get("url")
    published, readings = find_published(document.meta, around, url, tail, words)
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
        tables=sketch.binding.readings,
        facts=complete(sketch.binding.readings, sketch.binding.facts, form, pack),
        period=period,
        contact=contact,
        copy_location=copy_location((preamble, opening), words),
        citations=citations(preamble, words),
        published=published,
        published_all=readings,
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
    readings: dict[str, TableReading] | object,
    hints: Hints,
) -> tuple[Form | None, str | None]:
    """The edition the tables carry, else the one due; "pre2019" where the year has none."""
    if hints.form is not None:
        return pack.form(hints.form), hints.form
    votes: dict[str, int] = {}
    for reading in readings.values() if isinstance(readings, dict) else ():
        table = [f.table(reading.key) for f in pack.forms]
        telling = len({repr(t.fact_names) for t in table if t is not None}) > 1
        if telling:
            votes[reading.edition] = votes.get(reading.edition, 0) + 1
    if votes:
        most = max(votes.values())
        leading = [key for key, count in votes.items() if count == most]
        key = due.key if due is not None and due.key in leading else leading[0]
        return pack.form(key), key
    if due is not None:
        return due, due.key
    if year is None:
        return None, None
    if all(f.first_year is not None and year < f.first_year for f in pack.forms):
        return None, "pre2019"
    return None, None


def _sections(
    document: Document,
    sketch: _Sketch,
    form: Form | None,
    form_key: str | None,
    span: tuple[int, int],
) -> tuple[Section, ...]:
    first, last = span
    blocks = document.blocks
    inside = [b for b in blocks[first:last] if isinstance(b, Paragraph)]
    newest = sketch.pack.forms[-1] if sketch.pack.forms else None
    known_form = form or (newest if form_key is None else None)
    known = known_headings(sketch.pack, known_form, sketch.words)
    chosen = choose(candidates(inside, known), blocks, _ordinals(known_form))
    return build(chosen, blocks, last)


def _section_block(sections: Sequence[Section], last: int) -> int:
    return sections[0].span.block if sections else last


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


def _tail(document: Document, sections: Sequence[Section], last: int) -> Prose:
    """The end of the text: the last section's paragraphs, at most the last few."""
    floor = sections[-1].span.block if sections else 0
    first = max(floor, last - _TAIL)
    return between(document.blocks, first, last)


__all__ = ["Hints", "Span", "recognise"]
