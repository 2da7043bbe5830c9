"""Kinds ``copies-agree`` and ``forms-agree``: one body's report on one year in several files.

Figures that both files give are compared, by name; what is blank, was not read, or is not in one
file's edition of the form is no difference and is counted as not compared.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.across.digest import digest
from gklint.across.files import compare
from gklint.across.model import Roster
from gklint.across.names import Names
from gklint.across.spelling import words_of
from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import NO_OPTIONS, has_variants
from gklint.finding import Cause, Hit, Outcome, Relation
from gklint.lang import Localised, filled, listed
from gklint.messages import files as words
from gklint.report.locate import at_document, at_fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.across.files import Comparison
    from gklint.across.model import Copies, Digest
    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule

_PAGE: Final = "text/html"


class _Pair(NamedTuple):
    """This report and another file of it."""

    own: Digest
    other: Digest
    found: Comparison


def judge_copies(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit for all files of the report, on the one whose figures count.

    Variants: none where figures differ; ``same``; ``identical`` where the others are the same
    file, byte for byte; ``elsewhere`` on the files that do not count; ``unread`` where the others
    could not be read. A page beside an attachment that differs from it is ``forms-agree``'s, unless
    the attachment is a draft by its name.
    """
    copies, others = context.around.copies, context.around.others
    if others and copies.best != report.source_name:
        yield _hit(others, "elsewhere", {"best": copies.best})
        return
    if not others:
        if copies.unread:
            yield _hit((), "unread", {"others": _listed(copies.unread)})
        return
    own = digest(report)
    pairs = [_Pair(own, other, compare(own, other)) for other in others]
    alike = [pair for pair in pairs if pair.found.same and not pair.found.different]
    differing = [p for p in pairs if p.found.different and not _two_forms(p, copies)]
    files: dict[str, Text] = {"files": str(len(others) + 1), "unread": _unread(copies.unread)}
    if differing:
        # That a draft was changed, or that a file's name misled, is for people to say.
        excused = {*copies.by_name, *copies.older}
        doubtful = all(pair.other.source in excused for pair in differing)
        hit = _differing(report, rule, differing, Outcome.REVIEW if doubtful else None)
        yield hit._replace(params={**hit.params, **files})
    elif alike:
        same_file = {pair.other.source for pair in alike} <= {*copies.identical}
        variant = "identical" if same_file else "same"
        yield _hit([pair.other for pair in alike], variant, {**_counts(alike), **files})


def judge_forms(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Another form of the report, the page or its attachment: that given to compare with, else
    the files that the page offers, else those among the run's files, told on the one whose figures
    count.

    Variants: none where figures differ; with a file given to compare with also ``same``,
    ``partly`` (no difference, but some figures could not be compared) and ``other_report``: that
    of the page's own files too.
    """
    around = context.around
    if around.against is not None:
        yield _against(report, rule, around.against, context)
    elif around.attached:
        yield from _attached(report, rule, context)
    elif "attached" in around.given:
        raise CannotAssess(around.why["attached"], Cause.INPUT)
    elif around.others and around.copies.best == report.source_name:
        own = digest(report)
        pairs = [
            pair
            for other in around.others
            if _two_forms(pair := _Pair(own, other, compare(own, other)), around.copies)
            and pair.found.different
        ]
        if pairs:
            doubtful = all(pair.other.source in around.copies.by_name for pair in pairs)
            yield _differing(report, rule, pairs, Outcome.REVIEW if doubtful else None)


def _against(report: Report, rule: Rule, other: Digest, context: Context) -> Hit:
    name = {"other": other.source}
    if other.problem:
        raise CannotAssess(filled(words.NOT_READ, **name), Cause.GIVEN)
    own = digest(report)
    known = (None not in (own.issuer, other.issuer), None not in (own.year, other.year))
    if (known[0] and not _same_body(report, own, other, context)) or (
        known[1] and own.year != other.year
    ):
        params = {**name, "issuer": other.issuer or words.NO_ISSUER, "year": _year(other)}
        return _hit((other,), "other_report", params)
    pair = _Pair(own, other, compare(own, other))
    found = pair.found
    if found.different:
        return _differing(report, rule, (pair,), None if all(known) else Outcome.REVIEW)
    if not found.same:
        raise CannotAssess(filled(words.NO_CELLS, **name))
    return _hit((other,), "partly" if found.left else "same", _counts((pair,)))


def _attached(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """What the page's own files say otherwise. That they say the same is no news."""
    compared, left = [], None
    for other in context.around.attached:
        try:
            compared.append(_against(report, rule, other, context))
        except CannotAssess as stop:
            left = stop.reason
    if not compared and left is not None:
        raise CannotAssess(left, Cause.INPUT)
    yield from (hit for hit in compared if hit.variant in (None, "other_report"))


def _same_body(report: Report, own: Digest, other: Digest, context: Context) -> bool:
    """Whoever names the file says that it is the same report: a similar name will do."""
    entry = context.around.entry
    names = Names(Roster("", (entry,)) if entry is not None else None, words_of((report.pack,)))
    return names.same(own, other) is not None


def _year(other: Digest) -> Text:
    return words.NO_YEAR if other.year is None else filled(words.YEAR, year=str(other.year))


def _two_forms(pair: _Pair, copies: Copies) -> bool:
    """Whether one is a page and the other is none; a draft by its name is no form of the report."""
    page = (pair.own.media_type == _PAGE) != (pair.other.media_type == _PAGE)
    return page and pair.other.source not in copies.older


def _differing(report: Report, rule: Rule, pairs: Sequence[_Pair], outcome: Outcome | None) -> Hit:
    relations = tuple(chain.from_iterable(_relations(report, rule, pair) for pair in pairs))
    first, pair = relations[0], pairs[0]
    example = filled(
        words.FIRST,
        cell=at_fact(report, first.fact).text,
        left=first.left,
        right=first.right,
        other=pair.other.source,
    )
    return _hit(
        [pair.other for pair in pairs],
        None,
        {**_counts(pairs), "different": str(len(relations)), "first": example},
    )._replace(
        location=at_fact(report, first.fact),
        observed=first.left,
        relations=relations,
        outcome=outcome,
    )


def _relations(report: Report, rule: Rule, pair: _Pair) -> Iterator[Relation]:
    for name in pair.found.different:
        figure, left = pair.other.facts[name], pair.own.value(name)
        right = figure.value
        if left is None or right is None:
            continue  # `different` names numbers only
        params = {"cell": at_fact(report, name).text, "other": pair.other.source}
        cell = (
            filled(words.CELL, **params)
            if figure.line is None
            else filled(words.CELL_LINE, **params, line=str(figure.line))
        )
        yield Relation(rule.id, name, _plain(left), _plain(right), _plain(left - right), cell)


def _counts(pairs: Iterable[_Pair]) -> dict[str, Text]:
    same, left = (sum(n) for n in zip(*((p.found.same, p.found.left) for p in pairs), strict=True))
    rest = filled(words.LEFT, count=str(left)) if left else words.NOTHING
    return {"same": str(same), "left": rest}


def _hit(
    others: Iterable[Digest], variant: str | None, params: Mapping[str, Text] | None = None
) -> Hit:
    """A hit on the document as a whole; its key names no file, as files are renamed."""
    sources = [other.source for other in others]
    return Hit(
        location=at_document(),
        params={"others": _listed(sources), "files": str(len(sources) + 1), **(params or {})},
        variant=variant,
        key="files",
    )


def _listed(sources: Iterable[str]) -> Localised:
    return listed(f"“{source}”" for source in sources)


def _unread(sources: Sequence[str]) -> Localised:
    return filled(words.UNREAD, others=_listed(sources)) if sources else words.NOTHING


def _plain(value: Decimal) -> str:
    return format(value, "f")


KINDS: Final = (
    CheckKind(
        "copies-agree",
        judge_copies,
        NO_OPTIONS,
        ("others",),
        has_variants("same", "identical", "elsewhere", "unread"),
    ),
    CheckKind(
        "forms-agree",
        judge_forms,
        NO_OPTIONS,
        ("forms",),
        has_variants("same", "partly", "other_report"),
    ),
)
