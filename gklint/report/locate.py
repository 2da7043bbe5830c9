"""Places of a report in the form's own names: the bridge from measurements to `Location`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.model import Paragraph
from gklint.finding import Location
from gklint.lang import Localised
from gklint.report.model import table_of

if TYPE_CHECKING:
    from gklint.document.model import Place
    from gklint.report.model import Report, Section, Span
    from gklint.ruleset.model import BlockForm, Form, Label, TableForm


def fact_label(form: Form | None, name: str) -> Localised:
    """「表三 → （三）不予公开 → 7.属于行政执法案卷 → 自然人」 for ``requests.denied.…``."""
    found = _find(form, name)
    if found is None:
        return Localised(name, name)
    table, block, row, column = found
    parts = [table.name]
    if block.heading is not None:
        parts.append(block.heading)
    group = next((g for g in block.groups if g.key == row.group), None)
    if group is not None and group.group is not None:
        parts.append(group.name)
    parts += [row.name, column.name]
    return Localised(" → ".join(part.zh for part in parts), " → ".join(part.en for part in parts))


def _find(form: Form | None, name: str) -> tuple[TableForm, BlockForm, Label, Label] | None:
    table_key, _, rest = name.partition(".")
    row_key, _, column_key = rest.rpartition(".")
    table = form.table(table_key) if form is not None else None
    if table is None:
        return None
    for block in table.blocks:
        row = next((r for r in block.rows if r.key == row_key), None)
        column = next((c for c in block.columns if c.key == column_key), None)
        if row is not None and column is not None:
            return table, block, row, column
    return None


def form_of(report: Report, table_key: str) -> Form | None:
    """The edition that the table was read by, else the report's form."""
    reading = report.tables.get(table_key)
    form = report.pack.form(reading.edition) if reading is not None else None
    return form or report.form


def labels_of(report: Report, name: str) -> tuple[BlockForm, Label, Label] | None:
    """Block, row and column of a figure, in the table's own edition first."""
    own = form_of(report, table_of(name))
    for form in (own, *(form for form in report.pack.forms if form is not own)):
        found = _find(form, name)
        if found is not None:
            return found[1:]
    return None


def at_fact(report: Report, name: str) -> Location:
    """The location of a figure, with its place where the cell was found."""
    table_key, _, rest = name.partition(".")
    row, _, column = rest.rpartition(".")
    form = form_of(report, table_key)
    if _find(form, name) is None:  # a block kept from another edition
        form = next((f for f in report.pack.forms if _find(f, name) is not None), form)
    table_form = form.table(table_key) if form is not None else None
    fact = report.facts.get(name)
    place = None
    if fact is not None and fact.table is not None:
        place = fact.table.place(fact.cell)
    return Location(
        text=fact_label(form, name),
        section=table_form.section if table_form is not None else None,
        table=table_key,
        row=row,
        column=column,
        fact=name,
        place=place,
    )


def at_table(report: Report, key: str) -> Location:
    """The location of a statutory table as a whole."""
    form = form_of(report, key)
    table_form = form.table(key) if form is not None else None
    reading = report.tables.get(key)
    place = reading.tables[0].place() if reading is not None and reading.tables else None
    return Location(
        text=table_form.name if table_form is not None else "",
        section=table_form.section if table_form is not None else None,
        table=key,
        place=place,
    )


def at_section(report: Report, section: Section) -> Location:
    """The location of a section's heading."""
    return Location(
        text=section.number + section.heading,
        section=section.key,
        place=_place(report, section.span),
    )


def at_span(report: Report, span: Span) -> Location:
    """The location of a stretch of a paragraph."""
    section = section_at(report, span.block, span.start)
    return Location(
        text=where(report, span.block, span.start),
        section=section.key if section is not None else None,
        place=_place(report, span),
    )


def at_document() -> Location:
    """The document as a whole."""
    return Location(text=Localised("全文", "whole document"))


def section_at(report: Report, block: int, offset: int = 0) -> Section | None:
    """The section that holds the character `offset` of paragraph `block`, headings included."""
    found = None
    for section in report.sections:
        if (section.span.block, section.span.start) <= (block, offset):
            found = section
    if found is not None and block >= found.last:
        return None
    return found


def where(report: Report, block: int, offset: int = 0) -> Localised:
    """In which part a character stands, for people."""
    section = section_at(report, block, offset)
    if section is not None:
        name = section.number + section.heading
        return Localised(name, name)
    ends = [s.end for s in report.title.spans if s.block == block] if report.title else []
    if ends and offset < max(ends):
        return Localised("标题", "title")
    first, last = report.preamble
    if first <= block < last or ends:  # or glued to the title
        return Localised("前言", "preamble")
    return Localised("正文", "text")


def _place(report: Report, span: Span) -> Place:
    block = report.document.blocks[span.block]
    if isinstance(block, Paragraph):
        return block.place(span.start, span.end)
    return block.place()
