"""Kinds ``contact-parts`` and ``copy-stated``: whom to ask, and where to get the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import LOCALISED, NO_OPTIONS, PATTERN, has_variants
from gklint.finding import Hit
from gklint.lang import Localised, listed
from gklint.patterns import regex
from gklint.report.locate import at_document, at_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.checks.base import Context
    from gklint.report.model import Contact, Report
    from gklint.ruleset.model import Rule

PARTS: Final = ("address", "postcode", "phone", "fax", "email")


def run_parts(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit that names the parts of a contact that are missing.

    Variants: ``none`` where there is no contact at all, ``unreachable`` where nobody can be
    called or written to by it, else ``partial``.
    """
    contact = report.contact
    asked: dict[str, dict[str, str]] = rule.options["parts"]
    written = rule.options.get("written", {})
    missing = [
        part
        for part in PARTS
        if part in asked and not _has(contact, part) and not _written(contact, written.get(part))
    ]
    if not missing:
        return
    nothing = contact.span is None or len(missing) == len(asked)
    reachable = any(_has(contact, part) for part in ("phone", "fax", "email"))
    names = listed([Localised(**asked[part]) for part in missing])
    present = listed([Localised(**asked[part]) for part in asked if part not in missing])
    yield Hit(
        at_document() if contact.span is None else at_span(report, contact.span),
        evidence=contact.span.text if contact.span is not None else "",
        observed=present,
        expected=listed([Localised(**name) for name in asked.values()]),
        params={"missing": names, "present": present},
        variant="none" if nothing else "partial" if reachable else "unreachable",
        key="contact",
    )


def run_copy(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit where the report does not say where its electronic copy is."""
    if report.copy_location is None:
        yield Hit(at_document(), key="copy")


def _has(contact: Contact, part: str) -> bool:
    found = {
        "address": contact.address,
        "postcode": contact.postcode,
        "phone": contact.phones,
        "fax": contact.faxes,
        "email": contact.emails,
    }[part]
    return bool(found)


def _written(contact: Contact, pattern: str | None) -> bool:
    """Whether the statement gives the part in a form that is not understood."""
    if pattern is None or contact.span is None:
        return False
    return regex(pattern).search(contact.span.text) is not None


KINDS: Final = (
    CheckKind(
        name="contact-parts",
        run=run_parts,
        options={
            "type": "object",
            "properties": {
                "parts": {
                    "type": "object",
                    "properties": dict.fromkeys(PARTS, LOCALISED),
                    "additionalProperties": False,
                    "minProperties": 1,
                    "description": "the parts asked for, by their names for people",
                },
                "written": {
                    "type": "object",
                    "properties": dict.fromkeys(PARTS, PATTERN),
                    "additionalProperties": False,
                    "description": "how a part is told even where its value is at fault",
                },
            },
            "required": ["parts"],
            "additionalProperties": False,
        },
        validate=has_variants("none", "unreachable"),
    ),
    CheckKind(
        name="copy-stated",
        run=run_copy,
        options=NO_OPTIONS,
    ),
)
