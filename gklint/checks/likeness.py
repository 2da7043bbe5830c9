"""Kinds ``unchanged-text``, ``shared-text`` and ``shared-table``: what was taken from elsewhere.

Compared are a report's own words (`gklint.across.prose`); a hit quotes the longest passages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.across.digest import LONGEST_TEXT
from gklint.across.prose import WORDS, Bounds, bounds, called, own_words, sections
from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import NO_OPTIONS, variant_faults, word_list_faults
from gklint.checks.options import WORDS as WORDS_LIST
from gklint.checks.relations import table_name
from gklint.finding import Cause, Hit
from gklint.lang import Localised, filled, listed
from gklint.messages import rollup as words
from gklint.report.flow import flow
from gklint.report.locate import at_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.across.model import Likeness
    from gklint.across.prose import Passage, Words
    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report, Section
    from gklint.ruleset.model import Pack, Rule

_MOST_PASSAGES: Final = 3
_WORTH_QUOTING: Final = 12  # own words
_QUOTED: Final = 80  # characters of a passage
_SAME, _NAMED = "same", "named"


def unchanged(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Sections that stood in last year's report already."""
    previous = context.around.previous
    if previous is None:
        raise CannotAssess(words.TOO_SHORT, Cause.INPUT)
    if not previous.digest.texts:
        raise CannotAssess(words.NO_TEXTS, Cause.INPUT)
    compared, options, least = 0, rule.options, bounds(report.pack)
    judged = report.year is not None and report.year >= options.get("same_from", 0)
    for section, text, own in _own_sections(report):
        raw = previous.digest.texts.get(section.key, "")
        before = own_words(raw, report.pack, called(previous.digest))
        if min(own.size, before.size) < least.shortest:
            continue
        compared += 1
        share, passages = own.shared(before)
        if share >= least.alike and passages:
            yield Hit(
                location=text.location(passages[0].start, passages[0].end),
                evidence=_quoted(text, passages),
                params={
                    "section": section.number + section.heading,
                    "year": str(previous.digest.year),
                },
                variant=_SAME if judged and share >= options["same"] else None,
                key=section.key,
            )
    if not compared:
        raise CannotAssess(words.TOO_SHORT, Cause.INPUT)


def shared(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Sections that other bodies' reports have too."""
    for section, text, own in _own_sections(report):
        others = [like for like in context.around.alike if like.section == section.key]
        if not others:
            continue
        first = others[0]
        _, passages = own.shared(own_words(first.text, report.pack, (first.issuer,)))
        left = [like.issuer for like in others if like.issuer in text.raw]
        if not passages:
            continue
        yield Hit(
            location=text.location(passages[0].start, passages[0].end),
            evidence=_quoted(text, passages),
            params={
                "section": section.number + section.heading,
                "bodies": _bodies(others),
                "named": listed(left),
            },
            variant=_NAMED if left else None,
            key=section.key,
        )


def twins(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Tables with the same figures in another body's report."""
    for key in rule.options["tables"]:
        others = [like for like in context.around.twins if like.section == key]
        if others:
            yield Hit(
                location=at_table(report, key),
                params={"table": table_name(report, key), "bodies": _bodies(others)},
                key=key,
            )


def _own_sections(report: Report) -> Iterator[tuple[Section, Flow, Words]]:
    issuer = (report.issuer, *report.issuer_aliases) if report.issuer is not None else ()
    for key in sections(report.pack):
        section = report.section(key)
        if section is not None:
            text = flow(report, key)
            yield section, text, own_words(text.raw[:LONGEST_TEXT], report.pack, issuer)


def _quoted(text: Flow, passages: Sequence[Passage]) -> str:
    """The longest passages, each in 【】, in the order they stand."""
    told = [p for p in passages[:_MOST_PASSAGES] if p.length >= _WORTH_QUOTING] or passages[:1]
    return "…".join(
        f"【{_cut(text.raw[p.start : p.end])}】" for p in sorted(told, key=lambda p: p.start)
    )


def _cut(passage: str) -> str:
    plain = "".join(passage.split())
    half = _QUOTED // 2
    return plain if len(plain) <= _QUOTED else f"{plain[:half]}……{plain[-half:]}"


def _bodies(others: Sequence[Likeness]) -> Localised:
    names = listed([like.issuer for like in others])
    count = others[0].bodies - 1
    return (
        names if count <= len(others) else filled(words.AND_OTHERS, names=names, count=str(count))
    )


def _validate_words(pack: Pack) -> Iterator[Text]:
    yield from word_list_faults(pack, WORDS)
    missing = [key for key in Bounds._fields if key not in pack.words.get(WORDS, Bounds._fields)]
    if missing:
        yield Localised(
            f"words/{WORDS}.yaml 缺少：{'、'.join(missing)}",
            f"words/{WORDS}.yaml lacks: {', '.join(missing)}",
        )


def _validate_tables(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from _validate_words(pack)
    known = {table.key for form in pack.forms for table in form.tables}
    for key in sorted(set(rule.options["tables"]) - known):
        allowed = sorted(known)
        yield Localised(
            f"没有名为“{key}”的表；可用：{'、'.join(allowed)}",
            f"there is no table {key!r}; allowed: {', '.join(allowed)}",
        )


def _validate_unchanged(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, (_SAME,))
    yield from _validate_words(pack)


def _validate_shared(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, (_NAMED,))
    yield from _validate_words(pack)


KINDS: Final = (
    CheckKind(
        name="shared-table",
        run=twins,
        needs=("bodies", "tables"),
        options={
            "type": "object",
            "properties": {
                "tables": {**WORDS_LIST, "description": "tables that are compared, by key"}
            },
            "required": ["tables"],
            "additionalProperties": False,
        },
        validate=_validate_tables,
    ),
    CheckKind(
        name="shared-text",
        run=shared,
        needs=("bodies", "sections"),
        options=NO_OPTIONS,
        validate=_validate_shared,
    ),
    CheckKind(
        name="unchanged-text",
        run=unchanged,
        needs=("previous", "sections"),
        options={
            "type": "object",
            "properties": {
                "same": {
                    "type": "number",
                    "exclusiveMinimum": 0,
                    "maximum": 1,
                    "description": "share of a section's own words from which on the text is the "
                    f"same (variant `same`); from `alike` in words/{WORDS}.yaml on it is largely "
                    "the same",
                },
                "same_from": {
                    "type": "integer",
                    "description": "years before this one know no variant `same`",
                },
            },
            "required": ["same"],
            "additionalProperties": False,
        },
        validate=_validate_unchanged,
    ),
)
