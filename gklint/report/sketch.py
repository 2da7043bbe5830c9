"""A first look at a document: is it a report of a pack, and where does it stand.

The look takes the whole document; where several reports stand on it (a copy for small screens, last
year's below), it looks again at the one that is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.report import article
from gklint.report.bind import Binding, bind
from gklint.report.copies import Window, in_order, one_of
from gklint.report.headings import candidates, known_headings
from gklint.report.loose import gathered
from gklint.report.model import HeadingKind, Title
from gklint.report.parted import parted
from gklint.report.period import find_period
from gklint.report.prose import between
from gklint.report.sections import choose
from gklint.report.title import best, title_in_meta, titles, worth
from gklint.report.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.model import Document
    from gklint.report.headings import Candidate
    from gklint.ruleset.model import Form, Pack

_ABOVE: Final = 30  # blocks above the article in which the page may print the title
_SENTENCE: Final = 40  # characters from which a paragraph is more than a line of the page


class Sketch(NamedTuple):
    """What the look shows. The article are the blocks `first` to `last`, half-open.

    `document` has the tables that a copy of the page left as lines (see `loose`), and those that
    hold whole parts in pieces (see `parted`). `found` are the candidate headings for `form`
    (None: themes of years without a form).
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


class _Look(NamedTuple):
    """What one window of the document shows. `printed` are all titles, `title` the best."""

    printed: Sequence[Title]
    title: Title | None
    year: int | None
    form: Form | None
    found: Sequence[Candidate]
    chosen: Sequence[Candidate]
    binding: Binding


def sketch(document: Document, pack: Pack) -> Sketch | None:
    """Where a report of `pack` stands in `document`; None where too little speaks for one."""
    words = vocabulary(pack)
    document = parted(gathered(document, pack), pack, words)
    window = Window(0, len(document.blocks))
    look = _look(document, pack, words, window)
    meant = _meant(document, look, words)
    if meant is not None:
        window = meant
        look = _look(document, pack, words, window)
    enough = words.evidence.get("enough", 3)
    points = _points(document, words, look)
    if points < enough and look.form is not None and look.year is None:
        older = _as_older(document, pack, words, look, window)
        if older is not None:
            look, points = older, _points(document, words, older)
    if points < enough:
        return None
    title, first, last = _place(document, words, look, window)
    return Sketch(
        document, pack, words, points, title, look.form, look.found, look.binding, first, last
    )


def before_forms(pack: Pack, year: int | None) -> bool:
    """Whether `year` lies before the first form."""
    return year is not None and all(
        f.first_year is not None and year < f.first_year for f in pack.forms
    )


def ordinals(form: Form | None) -> dict[str, int]:
    """The number of each section, by its key."""
    return {s.key: s.ordinal for s in form.sections} if form is not None else {}


def _look(document: Document, pack: Pack, words: Vocabulary, window: Window) -> _Look:
    blocks = document.blocks
    paragraphs = [p for p in document.paragraphs if window.first <= p.block < window.last]
    tables = [t for t in document.tables if window.first <= t.block < window.last]
    printed = titles(paragraphs, words)
    title = best(printed, 0, len(blocks)) or title_in_meta(document.meta, words)
    year = title.years[0] if title is not None and title.years else None
    if year is None:
        period = find_period((between(blocks, *window),), words)
        year = period.end.year if period is not None and period.end is not None else None
    due = pack.form_due(year)
    newest = pack.forms[-1] if pack.forms else None
    binding = bind(in_order(document, tables, words), pack, due or newest)
    form = due or (None if before_forms(pack, year) else newest)
    found = candidates(paragraphs, known_headings(pack, form, words))
    chosen = choose(found, blocks, ordinals(form))
    return _Look(printed, title, year, form, found, chosen, binding)


def _meant(document: Document, look: _Look, words: Vocabulary) -> Window | None:
    """The window of the one report meant where several stand on the page."""
    own = title_in_meta(document.meta, words)
    wanted = own.years[0] if own is not None and own.years else None
    return one_of(document, look.chosen, ordinals(look.form), look.printed, wanted)


def _as_older(
    document: Document, pack: Pack, words: Vocabulary, look: _Look, window: Window
) -> _Look | None:
    """Without title and tables the headings of years without a form may still tell."""
    needed = set(words.evidence.get("themes", ()))
    paragraphs = [p for p in document.paragraphs if window.first <= p.block < window.last]
    themes = candidates(paragraphs, known_headings(pack, None, words))
    chosen = choose(themes, document.blocks, {})
    if not needed or not needed <= {c.key for c in chosen}:
        return None
    return look._replace(form=None, found=themes, chosen=chosen)


def _points(document: Document, words: Vocabulary, look: _Look) -> float:
    """What speaks for a report, by the weights of the pack."""
    weights, title, chosen, binding = words.evidence, look.title, look.chosen, look.binding
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


def _place(
    document: Document, words: Vocabulary, look: _Look, window: Window
) -> tuple[Title | None, int, int]:
    """The title, and the first and the last block of the article, half-open."""
    evidence = [c.block for c in look.chosen if c.key]
    for reading in look.binding.readings.values():
        evidence += [table.block for table in reading.tables]
    first, last = article.extent(document, article.container(document, evidence))
    first, last = max(first, window.first), min(last, window.last)
    inside = [n for n in evidence if first <= n < last]
    last = article.foot(document.blocks, max(inside, default=first) + 1, last, words)
    # A title may be glued to the first evidence, so that block counts as above it.
    inner = best(look.printed, first, min(inside) + 1 if inside else last)
    outer = best(look.printed, max(0, first - _ABOVE), first)
    if inner is None or (outer is not None and worth(outer) > worth(inner)):
        inner = outer
    return inner or look.title, first, last
