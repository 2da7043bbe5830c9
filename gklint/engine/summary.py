"""What was recognised of a report, as plain data for outputs; personal data is masked in all of it,
also a mobile number that an office gives for enquiries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.model import Paragraph
from gklint.mask import mask
from gklint.report.locate import at_fact, fact_label, form_of
from gklint.report.model import table_of
from gklint.result import Coverage, FactSeen, Identity, SectionSeen

if TYPE_CHECKING:
    from datetime import date

    from gklint.report.model import Report, Span


def identity(report: Report) -> Identity:
    """The identity of a report; dates in ISO form."""
    contact, period, published = report.contact, report.period, report.published
    return Identity(
        title=mask(report.title.text) if report.title is not None else None,
        issuer=report.issuer,
        year=report.year,
        form=report.form_key,
        body_kind=report.body.kind,
        body_level=report.body.level,
        period=(_iso(period.start), _iso(period.end)) if period is not None else None,
        address=_text(contact.address),
        postcode=_text(contact.postcode),
        phones=_texts(contact.phones),
        faxes=_texts(contact.faxes),
        emails=_texts(contact.emails),
        published=_iso(published.date) if published is not None else None,
        published_from=published.source.value if published is not None else None,
        url=report.url,
        aliases=report.issuer_aliases,
    )


def sections(report: Report) -> tuple[SectionSeen, ...]:
    """The level-one parts in the order they stand."""
    seen = []
    for section in report.sections:
        block = report.document.blocks[section.span.block]
        line, page = (block.line, block.page) if isinstance(block, Paragraph) else (None, None)
        seen.append(SectionSeen(section.key, section.number, mask(section.heading), line, page))
    return tuple(seen)


def coverage(report: Report) -> tuple[Coverage, ...]:
    """Cells read out of expected for every statutory table, found or not."""
    if report.form is None:
        return ()
    seen = []
    for table in report.form.tables:
        reading = report.tables.get(table.key)
        if reading is None:
            seen.append(Coverage(table.key, table.name, len(table.fact_names), 0, None))
        else:
            edition = reading.edition if reading.tables else None
            read, expected = reading.read, reading.expected
            scanned = _scanned(report, table.key) if any(t.scanned for t in reading.tables) else 0
            seen.append(Coverage(table.key, table.name, expected, read, edition, scanned))
    return tuple(seen)


def _scanned(report: Report, table: str) -> int:
    """How many of the table's figures were read from pictures."""
    return sum(fact.scanned for name, fact in report.facts.items() if table_of(name) == table)


def facts(report: Report) -> tuple[FactSeen, ...]:
    """Every statutory figure with where it was read."""
    return tuple(
        FactSeen(
            name=name,
            label=fact_label(form_of(report, table_of(name)), name),
            state=fact.state.value,
            # A figure is a figure, also one of eleven digits: an amount in yuan.
            raw=fact.raw if fact.value is not None else mask(fact.raw),
            value=format(fact.value, "f") if fact.value is not None else None,
            location=at_fact(report, name),
            scanned=fact.scanned,
        )
        for name, fact in report.facts.items()
    )


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _text(span: Span | None) -> str | None:
    return mask(span.text) if span is not None else None


def _texts(spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(mask(span.text) for span in spans)
