"""The report's title: a line, or a few lines joined, that ends with its type's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.patterns import regex
from gklint.report.model import Span, Title
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.document.model import Paragraph
    from gklint.report.vocabulary import Vocabulary

_LONGEST: Final = 70  # characters of a title without blanks
_LINES: Final = 3
_YEAR: Final = regex(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*年?\s*度?")
_YEAR_LINE: Final = regex(r"[（(〔\[]?\s*((?:19|20)\d{2})\s*年?\s*度?\s*[）)〕\]]?")
_BLANK: Final = regex(r"[\s\u200b\ufeff]+")
_PUNCTUATION: Final = regex("[，。；！？:：,;、]")
_TRAILING: Final = regex(r"(?:[（(][^（）()]{1,12}[）)])?[》”\"]?$")
_ENDS: Final = "。；！？，、：;,:"  # no title ends so
_WRAPPING: Final = "《》“”\"' \t\u3000"
_META_PARTS: Final = regex(r"[_|]|\s[-–—]+\s|-{2,}|—{2,}|(?<=报告)\s*[-–—]\s*|(?<=年报)\s*[-–—]\s*")


def titles(paragraphs: Sequence[Paragraph], words: Vocabulary) -> tuple[Title, ...]:
    """Every title among the paragraphs, in reading order."""
    return tuple(_fits(paragraphs, words))


def worth(title: Title) -> int:
    """2 with year and issuer, 1 with one of them."""
    return bool(title.years) + bool(title.issuer)


def best(found: Sequence[Title], first: int, last: int) -> Title | None:
    """The best title that begins in the blocks `first` to `last`, the last of equals.

    Several titles there are usually the page's heading and the report's own: the later one,
    nearer the text, is the report's.
    """
    inside = [t for t in found if first <= t.spans[0].block < last]
    return max(reversed(inside), key=worth, default=None)


def title_in_meta(meta: Mapping[str, str], words: Vocabulary) -> Title | None:
    """The title in the page's metadata, without what the portal adds."""
    for name in words.meta("title"):
        for part in _META_PARTS.split(meta.get(name, "")):
            found = judge(part, words)
            if found is not None and (found[1] or found[2]):
                text, issuer, years = found
                return Title(text, (), issuer, years, from_meta=True)
    return None


def judge(text: str, words: Vocabulary) -> tuple[str, str | None, tuple[int, ...]] | None:
    """(title without blanks, issuer, years) where `text` is a title, else None."""
    plain = _BLANK.sub("", text).strip(_WRAPPING)
    if not 4 <= len(plain) <= _LONGEST or words.title_refuse.search(plain):
        return None
    folded = fold_width(plain)
    trailing = _TRAILING.search(folded)
    stop = trailing.start() if trailing is not None else len(folded)
    noun = None
    for found in words.noun.finditer(folded):
        if found.end() == stop:
            noun = found
            break
    if noun is None:
        return None
    before = folded[: noun.start()]
    if _PUNCTUATION.search(before):
        return None
    years = tuple(dict.fromkeys(int(y) for y in _YEAR.findall(folded)))
    issuer = (
        _YEAR.sub("", before).removeprefix("关于").removesuffix("关于").strip(_WRAPPING + "-—的")
    )
    if issuer.startswith(("（", "(")) or issuer.endswith(("（", "(")):
        issuer = issuer.strip("（）()")
    return plain, (issuer if len(issuer) > 1 else None), years


def _fits(paragraphs: Sequence[Paragraph], words: Vocabulary) -> list[Title]:
    """Every title among the paragraphs: glued to text, in one line, or over several lines."""
    fits: list[Title] = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.linked or not paragraph.text.strip():
            continue
        text = paragraph.text
        if len(text) <= 2 * _LONGEST and text.rstrip()[-1] in _ENDS:
            continue
        if len(text) > 2 * _LONGEST:
            glued = _glued(paragraph, words)
            if glued is not None:
                fits.append(glued)
            continue
        lines: list[Paragraph] = []
        # Lines above the one that ends with the noun belong to the title where they are short.
        for other in reversed(paragraphs[max(0, number - _LINES + 1) : number + 1]):
            if not other.text.strip():
                if lines and len(lines) > 1:
                    break
                continue
            if other.linked or (lines and (len(other.text) > 40 or _foreign(other.text, words))):
                break
            lines.insert(0, other)
        fit = _join(lines, words)
        if fit is not None:
            below = next((p for p in paragraphs[number + 1 :][:2] if p.text.strip()), None)
            fits.append(_with_year_below(fit, below))
    return fits


def _foreign(text: str, words: Vocabulary) -> bool:
    """A line that cannot be the upper part of a title."""
    return (
        bool(_PUNCTUATION.search(text))
        or bool(words.page_before.search(text.strip()))
        or judge(text, words) is not None
    )


def _join(lines: Sequence[Paragraph], words: Vocabulary) -> Title | None:
    """The title in the last of `lines`, with as many lines above as make it better."""
    kept: Title | None = None
    for begin in reversed(range(len(lines))):
        part = lines[begin:]
        found = judge("".join(p.text for p in part), words)
        if found is None:
            continue
        text, issuer, years = found
        title = Title(text, tuple(_whole(p) for p in part), issuer, years)
        if kept is None or (worth(kept) < 2 and worth(title) > worth(kept)):
            kept = title
    return kept


def _with_year_below(title: Title, line: Paragraph | None) -> Title:
    """The title with the year that stands in a line of its own below it: （2023年度）."""
    found = _YEAR_LINE.fullmatch(fold_width(line.text).strip()) if line is not None else None
    if title.years or line is None or found is None:
        return title
    text = title.text + _BLANK.sub("", line.text)
    return Title(text, (*title.spans, _whole(line)), title.issuer, (int(found[1]),))


def _whole(paragraph: Paragraph) -> Span:
    text = paragraph.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return Span(paragraph.block, start, end, text[start:end])


def _glued(paragraph: Paragraph, words: Vocabulary) -> Title | None:
    """A title at the beginning of a paragraph that goes on with the text."""
    text = paragraph.text[: 2 * _LONGEST]
    for gap in regex(r"(?<=\S)[ \u3000\xa0\t]+(?=\S)").finditer(text):
        found = judge(text[: gap.start()], words)
        if found is not None and (found[1] or found[2]):
            plain, issuer, years = found
            span = Span(paragraph.block, 0, gap.start(), text[: gap.start()])
            return Title(plain, (span,), issuer, years)
    return None
