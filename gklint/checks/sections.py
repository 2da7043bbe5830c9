"""Kinds about level-one parts: missing, order and numbering, headings, style of numbers.

``section-missing`` · ``section-order`` · ``section-heading`` · ``section-number``. Which parts
there are and how they are headed is the form's; a part is told by its heading, then its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import NO_OPTIONS, has_variants
from gklint.document.model import Embedded, Paragraph
from gklint.finding import Hit, Location
from gklint.lang import Localised, filled
from gklint.messages import figures as words
from gklint.patterns import regex
from gklint.report.locate import at_document, at_section, at_span, section_at
from gklint.report.model import HeadingKind, Span
from gklint.report.pictures import unread
from gklint.report.quantities import parse
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report, Section
    from gklint.ruleset.model import Form, Rule, SectionForm

_NUMBERED: Final = regex(r"\s*([一二三四五六七八九十]{1,3})\s*、\s*(\S.{0,30})")
_STYLE: Final = regex(r"[一二三四五六七八九十]{1,3}、")
_REST: Final = 3  # this many parts missing at the end are one finding: the text stops
_SENTENCE: Final = "。；！？，"


class Unknown(NamedTuple):
    """A paragraph numbered like a level-one part that is none of the form's."""

    ordinal: int
    span: Span


def run_missing(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    form = report.form
    if form is None:
        return
    present = {section.key for section in report.sections}
    missing = [part for part in form.sections if part.key not in present]
    unread = [part for part in missing if _may_be_embedded(report, form, part)]
    certain = [part for part in missing if part not in unread]
    if certain:
        yield from _missing(report, form, certain)
    if unread:
        name = _together([_title(part) for part in unread])
        raise CannotAssess(filled(words.PART_EMBEDDED, name=name))


def _missing(report: Report, form: Form, missing: list[SectionForm]) -> Iterator[Hit]:
    names = _together([_title(part) for part in missing])
    if len(missing) == len(form.sections):
        params: dict[str, Text] = {"count": str(len(missing)), "name": names}
        yield Hit(at_document(), expected=names, params=params, variant="all", key="sections")
        return
    present_last = report.sections[-1]
    rest = form.sections[-len(missing) :]
    if len(missing) >= _REST and missing == list(rest):
        last = present_last.number + present_last.heading
        params = {"count": str(len(missing)), "name": names, "last": last}
        where = at_section(report, present_last)
        yield Hit(where, expected=names, params=params, variant="rest", key="sections.rest")
        return
    others = {unknown.ordinal: unknown for unknown in unknown_headings(report)}
    for part in missing:
        title = _title(part)
        found = others.get(part.ordinal)
        if found is None:
            where = Location(text=title, section=part.key)
            yield Hit(where, expected=title, params={"name": title}, key=part.key)
        else:
            yield Hit(
                at_span(report, found.span),
                evidence=found.span.text,
                observed=found.span.text,
                expected=title,
                params={"name": title},
                variant="replaced",
                key=part.key,
            )


def _may_be_embedded(report: Report, form: Form, part: SectionForm) -> bool:
    """Whether something that was not read stands where `part` would: before all parts, or in the
    last one that comes before it."""
    earlier = {other.key for other in form.sections if other.ordinal < part.ordinal}
    before = [section for section in report.sections if section.key in earlier][-1:]
    blocks = report.document.blocks[report.first : report.last]
    numbers = [block.block for block in blocks if isinstance(block, Embedded)]
    numbers += [page.block for page in unread(report)]
    return any(section_at(report, number) in (None, *before) for number in numbers)


def run_order(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    form, sections = report.form, report.sections
    if form is None or not sections:
        return
    ordinal = {part.key: part.ordinal for part in form.sections}
    known = [section for section in sections if section.key in ordinal]
    sequence = " → ".join(section.number + section.heading for section in known)
    seen: set[str] = set()
    highest = 0
    for section in known:
        variant = None
        if section.key in seen:
            variant = "twice"
        elif ordinal[section.key] < highest:
            variant = "order"
        if variant is not None:
            yield _order_hit(at_section(report, section), section, sequence, variant)
            return
        seen.add(section.key)
        highest = ordinal[section.key]
    missing = {part.ordinal for part in form.sections if part.key not in seen}
    extra = [u for u in unknown_headings(report) if u.ordinal not in missing]
    shifted = _misnumbered(known, ordinal)
    if shifted is not None:
        variant = "shifted" if extra else "number"
        yield _order_hit(at_section(report, shifted), shifted, sequence, variant)
    elif extra:
        first = extra[0]
        inside = first.ordinal <= len(form.sections)
        yield Hit(
            at_span(report, first.span),
            evidence=first.span.text,
            observed=first.span.text,
            params={"heading": first.span.text, "count": str(len(extra))},
            variant="restart" if inside else "extra",
        )


def _order_hit(where: Location, section: Section, sequence: str, variant: str) -> Hit:
    heading = section.number + section.heading
    return Hit(
        where,
        evidence=sequence,
        observed=heading,
        params={"heading": heading, "sequence": sequence},
        variant=variant,
        key=f"{variant}.{section.key}",
    )


def _misnumbered(known: Sequence[Section], ordinal: dict[str, int]) -> Section | None:
    """The first part whose printed number fits neither the form nor plain counting."""
    numbered = [s for s in known if s.ordinal is not None and not s.number_generated]
    by_form = next((s for s in numbered if s.ordinal != ordinal[s.key]), None)
    if by_form is None:
        return None
    place = {id(section): index for index, section in enumerate(known, 1)}
    if len(known) < len(ordinal) and all(s.ordinal == place[id(s)] for s in numbered):
        return None  # a part is missing (told by its own rule) and the rest is counted through
    return by_form


def run_heading(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    for section in report.sections:
        if section.kind is not HeadingKind.DEVIANT:
            continue
        part = _part(report.form, section.key)
        if part is None:
            continue
        expected = f"{part.number}、{part.heading}"
        observed = section.number + section.heading
        yield Hit(
            at_section(report, section),
            evidence=observed.strip(),
            observed=observed.strip(),
            expected=expected,
            params={"heading": section.heading.strip(), "canonical": part.heading},
            key=section.key,
        )


def run_number(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    wrong = [s for s in report.sections if s.number and not _STYLE.fullmatch(fold_label(s.number))]
    for generated in (False, True):
        found = [s for s in wrong if s.number_generated is generated]
        if not found:
            continue
        first = found[0]
        part = _part(report.form, first.key)
        expected = f"{part.number}、" if part is not None else ""
        yield Hit(
            at_section(report, first),
            evidence=first.number + first.heading,
            observed=first.number.strip(),
            expected=expected,
            params={
                "heading": first.number + first.heading,
                "number": first.number.strip(),
                "count": str(len(found)),
            },
            variant="converted" if generated else None,
            key=f"number.{first.key}",
        )


def unknown_headings(report: Report) -> tuple[Unknown, ...]:
    """Headings numbered like parts that are none of the form's, in order.

    Those that go on with the count are sections without a key; others, as 「一、」 inside a part,
    are told here by their look.
    """
    cached = report.memo.get("unknown-headings")
    if isinstance(cached, tuple):
        return cached
    strange = [
        Unknown(section.ordinal, section.span)
        for section in report.sections
        if not section.key and section.ordinal is not None
    ]
    found = tuple(sorted([*strange, *_numbered(report)], key=lambda u: u.span.block))
    report.memo["unknown-headings"] = found
    return found


def _numbered(report: Report) -> Iterator[Unknown]:
    if not report.sections:
        return
    start = report.sections[0].span.block + 1
    headings = {section.span.block for section in report.sections}
    labels: set[str] | None = None
    for block in report.document.blocks[start : report.last]:
        if not isinstance(block, Paragraph) or block.block in headings or block.linked:
            continue
        match = _NUMBERED.fullmatch(block.text)
        if match is None or any(stop in block.text for stop in _SENTENCE):
            continue
        if labels is None:
            labels = _row_labels(report)
        ordinal = parse(match[1])
        if ordinal is not None and fold_label(block.text) not in labels:
            text = block.text.strip()
            offset = block.text.index(text)
            yield Unknown(int(ordinal), Span(block.block, offset, offset + len(text), text))


def _row_labels(report: Report) -> set[str]:
    """Labels of the statutory tables of any edition: they are numbered like parts."""
    return {
        fold_label(label.text)
        for form in report.pack.forms
        for table in form.tables
        for block in table.blocks
        for label in (*block.rows, *block.groups)
    }


def _part(form: Form | None, key: str) -> SectionForm | None:
    return next((p for p in form.sections if p.key == key), None) if form is not None else None


def _title(part: SectionForm) -> Localised:
    return Localised(f"{part.number}、{part.heading}", f"{part.ordinal}. {part.name.en}")


def _together(names: Sequence[Localised]) -> Localised:
    return Localised("；".join(n.zh for n in names), "; ".join(n.en for n in names))


KINDS: Final = (
    CheckKind(
        "section-missing",
        run_missing,
        NO_OPTIONS,
        ("form",),
        has_variants("all", "rest", "replaced"),
    ),
    CheckKind(
        "section-order",
        run_order,
        NO_OPTIONS,
        ("form", "sections"),
        has_variants("order", "twice", "shifted", "number", "restart", "extra"),
    ),
    CheckKind("section-heading", run_heading, NO_OPTIONS, ("form", "sections")),
    CheckKind("section-number", run_number, NO_OPTIONS, ("sections",), has_variants("converted")),
)
