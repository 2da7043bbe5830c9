"""Kinds about the statutory tables as a whole: missing, or of the wrong edition.

``table-missing`` · ``table-edition``. A table that may be there as a picture, in something
embedded or in an attachment is not called missing; an edition is told a table and a row group,
and a report that is on the wrong edition as a whole is one finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import NO_OPTIONS, WORDS, has_variants
from gklint.checks.relations import table_name
from gklint.document.model import Embedded, Image, Paragraph, Table
from gklint.finding import Hit, Location
from gklint.lang import Localised, filled, listed
from gklint.messages import figures as words
from gklint.patterns import regex
from gklint.report.addresses import ATTACHMENTS
from gklint.report.flow import flow
from gklint.report.locate import at_document, at_section, at_table, section_at
from gklint.report.pictures import unread
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.checks.base import Context
    from gklint.report.model import Report, Section
    from gklint.ruleset.model import Rule, TableForm

_FILE: Final = regex(rf"\.(?:{'|'.join(sorted(ATTACHMENTS))}|jpe?g|png)(?![a-z0-9])", re.IGNORECASE)


def run_missing(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    form = report.form
    if form is None:
        return
    missing = [table for table in form.tables if not _read(report, table.key)]
    elsewhere: list[TableForm] = []
    certain: list[tuple[TableForm, str | None]] = []
    for table in missing:
        section = report.section(table.section)
        if section is None or unread(report):
            elsewhere.append(table)  # the missing part is told by its own rule
        elif context.elsewhere is not None or _unread(report, section):
            elsewhere.append(table)
        elif _has(report, section, Table) or _labelled(report, section, table):
            certain.append((table, "unbound"))
        elif _mentions(report, section, rule.options.get("attached", ())):
            certain.append((table, "attached"))
        elif report.document.media_type == "text/plain" and not report.document.tables:
            certain.append((table, "text"))
        else:
            certain.append((table, None))
    variants = {variant for _, variant in certain}
    if len(certain) == len(form.tables) and len(variants) == 1:
        names = listed([table.name for table, _ in certain])
        how = next(iter(variants)) or "all"
        yield Hit(at_document(), expected=names, params={"table": names}, variant=how, key="tables")
    else:
        for table, variant in certain:
            section = report.section(table.section)
            where = at_section(report, section) if section is not None else at_document()
            yield Hit(
                Location(where.text, table.section, table.key, place=where.place),
                expected=table.name,
                params={"table": table.name},
                variant=variant,
                key=table.key,
            )
    if elsewhere:
        names = listed([table.name for table in elsewhere])
        raise CannotAssess(context.elsewhere or filled(words.TABLE_ELSEWHERE, table=names))


def run_edition(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    due = report.pack.form(report.form_due)
    if due is None:
        raise CannotAssess(words.NO_FORM_DUE)
    told: list[str] = []
    wrong: list[str] = []
    for key, reading in report.tables.items():
        if _read(report, key) and _differs(report, key):
            told.append(key)
            if reading.edition != due.key:
                wrong.append(key)
    if wrong:
        first = report.tables[wrong[0]]
        whole = len(wrong) == len(told)
        names = listed([table_name(report, key) for key in wrong])
        yield Hit(
            at_table(report, wrong[0]),
            evidence=_fingerprint(report, wrong[0]),
            observed=first.edition,
            expected=due.key,
            params={
                "table": names,
                "label": _fingerprint(report, wrong[0]),
                "edition": first.edition,
                "due": due.key,
                "year": str(report.year or ""),
            },
            variant="whole" if whole and len(wrong) > 1 else None,
            key=f"edition.{'+'.join(wrong)}",
        )
    for key, reading in report.tables.items():
        for group, edition in reading.mixed.items():
            if edition == due.key or key in wrong:
                continue
            name = _group_name(report, key, group)
            yield Hit(
                at_table(report, key),
                evidence=name.zh,
                observed=edition,
                expected=due.key,
                params={
                    "table": table_name(report, key),
                    "group": name,
                    "edition": edition,
                    "due": due.key,
                    "year": str(report.year or ""),
                },
                variant="group",
                key=f"edition.{key}.{group}",
            )


def _read(report: Report, key: str) -> bool:
    reading = report.tables.get(key)
    return reading is not None and bool(reading.tables) and reading.read > 0


def _blocks(report: Report, section: Section) -> Sequence[object]:
    return report.document.blocks[section.first : section.last]


def _has(report: Report, section: Section, kind: type) -> bool:
    return any(isinstance(block, kind) for block in _blocks(report, section))


def _unread(report: Report, section: Section) -> bool:
    """Whether the table may stand in a picture or in something embedded in its part, or in what
    is embedded outside all parts."""
    return any(
        isinstance(block, Image | Embedded)
        and (section.first <= block.block < section.last or _in_no_part(report, block))
        for block in report.document.blocks[report.first : report.last]
    )


def _in_no_part(report: Report, block: Image | Embedded) -> bool:
    return isinstance(block, Embedded) and section_at(report, block.block) is None


def _labelled(report: Report, section: Section, table: TableForm) -> bool:
    """Whether the part prints the table's labels, as lines or as a drawing of characters."""
    text = fold_label(flow(report, section.key).text)
    labels = [fold_label(label.text) for b in table.blocks for label in (*b.columns, *b.rows)]
    return 2 * sum(label in text for label in labels) > len(labels)


def _mentions(report: Report, section: Section, attached: Sequence[str]) -> bool:
    """Whether the part points to an attachment, by its words or a link to a file, or a link to a
    file stands elsewhere in the article beside such words."""
    text = flow(report, section.key).text
    if any(word in text for word in attached):
        return True
    blocks = report.document.blocks
    for link in report.document.links:
        if not (_FILE.search(link.target) or _FILE.search(link.text)):
            continue
        if section.first <= link.block < section.last:
            return True
        block = blocks[link.block]
        said = block.text if isinstance(block, Paragraph) else link.text
        if report.first <= link.block < report.last and any(word in said for word in attached):
            return True
    return False


def _differs(report: Report, key: str) -> bool:
    """Whether the editions print different tables under this key at all."""
    printed = {
        tuple(table.fact_names)
        for form in report.pack.forms
        if (table := form.table(key)) is not None
    }
    return len(printed) > 1


def _fingerprint(report: Report, key: str) -> str:
    """A label that the edition read has and the one due has not."""
    read = _labels(report, key, report.tables[key].edition)
    due = _labels(report, key, report.form_due)
    return next((label for label in read if label not in due), "")


def _labels(report: Report, key: str, edition: str | None) -> list[str]:
    form = report.pack.form(edition)
    table = form.table(key) if form is not None else None
    return [
        label.text
        for block in (table.blocks if table is not None else ())
        for label in (*block.columns, *block.rows)
    ]


def _group_name(report: Report, key: str, group: str) -> Localised:
    """The printed heading of a block."""
    for form in report.pack.forms:
        table = form.table(key)
        for block in table.blocks if table is not None else ():
            if block.key == group and block.heading is not None:
                return block.heading
    return Localised(group, group)


KINDS: Final = (
    CheckKind(
        "table-missing",
        run_missing,
        {
            "type": "object",
            "properties": {
                "attached": {**WORDS, "description": "words that point to an attachment"}
            },
            "additionalProperties": False,
        },
        ("form",),
        has_variants("all", "unbound", "attached", "text"),
    ),
    CheckKind(
        "table-edition",
        run_edition,
        NO_OPTIONS,
        ("year", "tables"),
        has_variants("whole", "group"),
    ),
)
