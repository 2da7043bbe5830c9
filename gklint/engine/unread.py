"""Results for inputs that are no report: nothing could be read, or nothing was recognised."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from gklint.checks import kinds
from gklint.document.model import NoteKind
from gklint.engine.fingerprint import plain_name
from gklint.engine.judging import OTHERWISE, judge_rules
from gklint.engine.partly import read_otherwise
from gklint.engine.words import put_in_words
from gklint.finding import NOT_RECOGNISED, Hit, Verdict
from gklint.report.addresses import ATTACHMENTS
from gklint.report.locate import at_document
from gklint.report.model import Body, Contact, Report
from gklint.report.pictures import pages
from gklint.report.vocabulary import vocabulary
from gklint.result import DocumentResult
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gklint.checks.base import Context
    from gklint.document.errors import ReadingError
    from gklint.document.model import Document
    from gklint.finding import Finding
    from gklint.lang import Lang, Text
    from gklint.ruleset.model import Pack, Rule

REFUSED: Final = "RD02"
_TRACES: Final = 40
"""Characters below which a document of pictures has no text: numbers of pages, a stamp's date."""
_ALONE: Final = {"document"}
"""The needs of a rule that may speak of a document in which no report was recognised."""


def judge_unreadable(
    source: str,
    error: ReadingError,
    reading: Mapping[str, Rule],
    lang: Lang,
    params: Mapping[str, Text] | None = None,
) -> DocumentResult:
    """The result for an input of which no text could be had; `params` add to the error's own."""
    finding = _told(
        source, reading[error.rule], error.key, {**error.params, **(params or {})}, lang
    )
    return DocumentResult(source=source, verdict=Verdict.UNREADABLE, findings=(finding,))


def judge_unrecognised(
    document: Document,
    source: str,
    packs: Sequence[Pack],
    rules: Sequence[Rule],
    context: Context,
    reading: Mapping[str, Rule],
    lang: Lang,
    tried: Text | None = None,
) -> DocumentResult:
    """The result for a document in which no report of any of `packs` was recognised; `tried` says
    why none was had from the files that it offers, where they were fetched.

    Of `rules`, which are those of the first pack, the ones that need nothing but a document speak
    all the same: a report that consists of pictures is told as that.
    """
    name = next(_attached(document, packs), None)
    params: Mapping[str, Text]
    variant, params = (None, {}) if name is None else ("attached", {"attachment": name})
    if tried is not None:
        variant, params = "tried", {"reason": tried}
    told = [_told(source, reading[NOT_RECOGNISED], variant, params, lang)]
    text = sum(len(p.text) for p in document.paragraphs)
    if pages(document, NoteKind.PICTURES) and text < _TRACES:
        told = [_told(source, reading[REFUSED], "scanned", {}, lang)]
    if otherwise := reading.get(OTHERWISE):
        seen: Counter[str] = Counter()
        key = plain_name(source)
        told += [put_in_words(otherwise, h, lang, key, seen) for h in read_otherwise(document)]
    known = kinds()
    spoken = [rule for rule in rules if rule.kind in known and {*rule.needs} == _ALONE]
    findings = judge_rules(_bare(document, packs[0], source), spoken, context, lang).findings
    return DocumentResult(
        source=source,
        verdict=Verdict.UNREADABLE,
        media_type=document.media_type,
        encoding=document.encoding,
        findings=(*told, *findings),
    )


def _told(
    source: str, rule: Rule, key: str | None, params: Mapping[str, Text], lang: Lang
) -> Finding:
    hit = Hit(at_document(), params=params, variant=key if key in rule.variants else None)
    return put_in_words(rule, hit, lang, plain_name(source), Counter())


def _attached(document: Document, packs: Sequence[Pack]) -> Iterator[str]:
    """Names of attachments that are called as a report is."""
    nouns = [vocabulary(pack).noun for pack in packs if pack.recognition]
    for link in document.links:
        suffix = link.target.partition("?")[0].rpartition(".")[2].strip().lower()
        if suffix in ATTACHMENTS:
            name = fold_label(link.text)
            if any(noun.search(name) for noun in nouns):
                yield link.text.strip()


def _bare(document: Document, pack: Pack, source: str) -> Report:
    """The document as a report of which nothing is known."""
    return Report(
        document=document,
        pack=pack,
        first=0,
        last=len(document.blocks),
        title=None,
        issuer=None,
        issuer_aliases=(),
        year=None,
        year_source="",
        form_due=None,
        form=None,
        form_key=None,
        sections=(),
        preamble=(0, 0),
        preamble_end=None,
        tables={},
        facts={},
        period=None,
        contact=Contact(),
        copy_location=None,
        citations=(),
        published=None,
        published_all=(),
        body=Body(),
        source_name=source,
    )
