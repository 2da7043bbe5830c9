"""Candidates for level-one headings: every place where a heading of the form may stand.

A candidate is a numbered line, a bare line that is a known heading, or a known heading behind a
number inside a paragraph (reports whose text lost its line breaks).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.model import MarkKind, Paragraph
from gklint.patterns import regex
from gklint.report.model import HeadingKind
from gklint.report.vocabulary import spaced
from gklint.text import fold_label, fold_width

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from gklint.report.vocabulary import Vocabulary
    from gklint.ruleset.model import Form, Pack

HAN: Final = "han"  # 一、
DIGIT: Final = "digit"  # 1、 or 1.
PAREN: Final = "paren"  # （一）
PART: Final = "part"  # 第一部分
BARE: Final = "bare"
STYLES: Final = (HAN, PART, DIGIT, PAREN, BARE)

_NUMBER: Final = regex(
    r"\s*(?:(?P<han>[一二三四五六七八九十]{1,3})\s*[、.．,，:：]"
    r"|第(?P<part>[一二三四五六七八九十]{1,3})(?:部分|章)[、.．:：]?"
    r"|(?P<digit>\d{1,2})\s*[、.．](?!\d)"
    r"|[（(](?P<paren>[一二三四五六七八九十]{1,3})[）)]、?)\s*"
)
_BEGINNINGS: Final = frozenset("一二三四五六七八九十第（(0123456789０１２３４５６７８９")
_TAIL: Final = regex(r"[\s.．…·。:：]*\d{0,3}\s*$")  # end of a line, or of a contents entry
_CONTENTS: Final = regex(r"(?:[.．…·]{3,}|\s{2,}|\t)\s*\d{1,3}\s*$")
_SENTENCE: Final = regex("[。；！？;]")
_THEME: Final = HeadingKind.ACCEPTED
LONGEST: Final = 40  # characters of a heading line


class Candidate(NamedTuple):
    """`start` is where the number begins, `text_start` to `end` the heading's own text."""

    block: int
    start: int
    text_start: int
    end: int
    style: str
    ordinal: int | None
    number: str
    text: str
    key: str  # "" where it fits nothing
    kind: HeadingKind
    whole: bool  # the heading is all of its paragraph
    contents: bool = False  # looks like a line of a table of contents
    generated: bool = False


class Known(NamedTuple):
    """The headings of one form (or the themes of reports without one)."""

    exact: dict[str, tuple[str, HeadingKind]]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    inline: re.Pattern[str]
    prefix: re.Pattern[str]
    ordinals: dict[str, int]

    def judge(self, text: str) -> tuple[str, HeadingKind] | None:
        """The section a heading line names."""
        folded = fold_label(text).rstrip("：。，、；")
        found = self.exact.get(folded)
        if found is not None:
            return found
        for key, pattern in self.patterns:
            if pattern.fullmatch(folded):
                return key, HeadingKind.DEVIANT
        return None


def known_headings(pack: Pack, form: Form | None, words: Vocabulary) -> Known:
    """What headings to look for: the form's, else the themes of years without a form."""
    key = form.key if form is not None else ""
    known = words.headings.get(key)
    if not isinstance(known, Known):
        known = words.headings[key] = _known(pack, form, words)
    return known


def _known(pack: Pack, form: Form | None, words: Vocabulary) -> Known:
    exact: dict[str, tuple[str, HeadingKind]] = {}
    patterns: list[tuple[str, re.Pattern[str]]] = []
    ordinals: dict[str, int] = {}
    if form is None:
        patterns = [(theme.key, theme.pattern) for theme in words.themes]
        for theme in words.themes:
            exact |= dict.fromkeys(map(fold_label, theme.headings), (theme.key, _THEME))
        for other in pack.forms:
            for section in other.sections:
                for text in (section.heading, *section.accepted, *section.deviant):
                    exact.setdefault(fold_label(text), (section.key, _THEME))
    else:
        for section in form.sections:
            ordinals[section.key] = section.ordinal
            for text in section.deviant:
                exact[fold_label(text)] = (section.key, HeadingKind.DEVIANT)
            for text in section.accepted:
                exact[fold_label(text)] = (section.key, HeadingKind.ACCEPTED)
            patterns += [(section.key, regex(p)) for p in section.patterns]
        for section in form.sections:
            exact[fold_label(section.heading)] = (section.key, HeadingKind.CANONICAL)
    texts = sorted(exact, key=len, reverse=True)
    names = "|".join(spaced(text) for text in texts) or "(?!)"
    return Known(
        exact,
        tuple(patterns),
        # Not in a list: 「一、总体情况，二、…」 names the parts, it does not head them.
        regex(
            rf"(?<![、，；：“《（(,;:一二三四五六七八九十第])(?P<n>[一二三四五六七八九十]{{1,2}})[、.．]\s*"
            rf"(?P<h>{names})(?!\s*[，、；”》）),;])"
        ),
        regex(rf"(?P<h>{names})"),
        ordinals,
    )


def candidates(paragraphs: Iterable[Paragraph], known: Known) -> list[Candidate]:
    """Every candidate in `paragraphs`, in reading order."""
    found: list[Candidate] = []
    for paragraph in paragraphs:
        text = paragraph.text
        if not text or paragraph.linked:
            continue
        head = _at_start(paragraph, known)
        if head is not None:
            found.append(head)
        if len(text) > 12:
            begin = head.end if head is not None else 0
            found += _inside(paragraph, known, begin)
    return found


def _at_start(paragraph: Paragraph, known: Known) -> Candidate | None:
    text = paragraph.text
    if len(text) > LONGEST and not paragraph.marks and text.lstrip()[:1] not in _BEGINNINGS:
        return None  # neither a number nor short enough for a bare heading
    folded = fold_width(text[: 3 * LONGEST])
    skip = _past_fields(paragraph)
    number = _NUMBER.match(folded, skip)
    if number is None:
        return _bare(paragraph, folded, known) if len(text) <= LONGEST else None
    style, ordinal = _number(number)
    begin = number.end()
    start = skip + len(folded[skip:]) - len(folded[skip:].lstrip())

    def make(end: int, key: str, kind: HeadingKind, whole: bool) -> Candidate:
        return Candidate(
            paragraph.block,
            start,
            begin,
            end,
            style,
            ordinal,
            text[start:begin].strip(),
            text[begin:end],
            key,
            kind,
            whole,
            whole and bool(_CONTENTS.search(folded)),
            any(m.kind is MarkKind.AUTO_NUMBER and m.start <= start for m in paragraph.marks),
        )

    stop = len(text.rstrip())
    if len(text) <= 3 * LONGEST:
        tail = _TAIL.search(folded, begin)
        if tail is not None and tail.start() > begin:
            stop = tail.start()
        if stop - begin <= LONGEST + 8 and not _SENTENCE.search(folded, begin, stop):
            judged = known.judge(folded[begin:stop])
            if judged is not None:
                return make(stop, judged[0], judged[1], True)
    named = known.prefix.match(folded, begin)
    if named is not None and (named.end() >= stop or _breaks(folded, named.end())):
        key, kind = known.exact[fold_label(named["h"])]
        return make(named.end(), key, kind, named.end() >= stop)
    if begin < stop <= begin + LONGEST and not _SENTENCE.search(folded, begin, stop):
        return make(stop, "", HeadingKind.DEVIANT, True)
    return None


def _past_fields(paragraph: Paragraph) -> int:
    """Where the text begins behind what a converter wrote for bookmarks and fields."""
    at = 0
    for mark in paragraph.marks:
        if mark.kind is MarkKind.FIELD and mark.start <= at:
            at = max(at, mark.end)
    return at


def _breaks(text: str, at: int) -> bool:
    """Whether a heading that is only the beginning of a long paragraph may end at `at`."""
    rest = text[at:]
    return len(rest.strip()) > LONGEST // 2 or rest[:1] in " 。：:（(0123456789"


def _bare(paragraph: Paragraph, folded: str, known: Known) -> Candidate | None:
    """A line without number: only where it is a heading of the form to the letter."""
    if len(folded) > LONGEST:
        return None
    label = fold_label(folded).rstrip("：。")
    found = known.exact.get(label)
    if found is None or found[1] is HeadingKind.DEVIANT:
        return None
    text = paragraph.text
    begin = len(text) - len(text.lstrip())
    end = len(text.rstrip().rstrip("：:。"))
    return Candidate(
        paragraph.block, begin, begin, end, BARE, None, "", text[begin:end], *found, True
    )


def _inside(paragraph: Paragraph, known: Known, begin: int) -> Iterator[Candidate]:
    text = paragraph.text  # headings have no digits: blanks of any width are all that differs
    for found in known.inline.finditer(text, begin):
        start, end = found.span("h")
        if found.start() == 0 or not text[: found.start()].strip():
            continue  # the paragraph's own beginning: judged already
        key, kind = known.exact[fold_label(found["h"])]
        yield Candidate(
            paragraph.block,
            found.start(),
            start,
            end,
            HAN,
            _value(found["n"]),
            paragraph.text[found.start() : start].strip(),
            paragraph.text[start:end],
            key,
            kind,
            False,
        )


def _number(found: re.Match[str]) -> tuple[str, int | None]:
    for style in (HAN, PART, PAREN):
        if found[style] is not None:
            return style, _value(found[style])
    return DIGIT, int(found[DIGIT])


def _value(text: str) -> int | None:
    from gklint.report.dateparse import number

    return number(text)
