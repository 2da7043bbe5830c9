"""Kind ``other-names``: the page's title, the file's name and attachments against the title.

Only what names a year or a body of its own is compared; generic names are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from gklint.checks.base import CheckKind
from gklint.checks.bodies import Tie, tie
from gklint.checks.options import PATTERN, variant_faults
from gklint.finding import Hit
from gklint.patterns import regex
from gklint.report.locate import at_document

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

_YEAR: Final = regex(r"(?<!\d)(20\d\d)(?!\d)(?!\s?[-_.年/]\s?[01]?\d(?!\d))")
_PARTS: Final = regex(r"[-_—|｜–]|\s{2,}|>|»")
_FILES: Final = (".doc", ".docx", ".wps", ".pdf", ".ofd", ".xls", ".xlsx", ".rtf", ".txt", ".zip")


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit for each name that tells another year or another body than the report."""
    noun = regex(rule.options["noun"])
    for where, name in _names(report):
        part = next((p for p in _PARTS.split(name) if noun.search(p)), None)
        year = _other_year(report, where, name, part)
        if year is not None:
            yield _hit(report, where, name, "year", str(year), str(report.year))
            continue
        body = _body(noun, part) if part is not None else ""
        if body and report.issuer is not None and _other_body(report, body):
            yield _hit(report, where, name, "body", body, report.issuer)


def _names(report: Report) -> Iterator[tuple[str, str]]:
    page = report.document.meta.get("title", "").strip()
    if page:
        yield "page", page
    stem = report.source_name.rpartition("!")[2].replace("\\", "/").rpartition("/")[2]
    if "://" not in report.source_name and stem:
        yield "file", stem.rpartition(".")[0] or stem
    seen: set[str] = set()
    for link in report.document.links:
        path = unquote(urlsplit(link.target).path)
        inside = report.first <= link.block < report.last
        if inside and path.lower().endswith(_FILES):
            name = link.text.strip() or path.rpartition("/")[2]
            if name not in seen:
                seen.add(name)
                yield "attachment", name


def _other_year(report: Report, where: str, name: str, part: str | None) -> int | None:
    """The one year a name tells, where it is not the report's.

    A file's name may carry the day it was made: the year after counts only before 「年」.
    """
    if where != "file" and part is None:
        return None
    text = part if part is not None else name
    years = {int(m[1]) for m in _YEAR.finditer(text)}
    if report.year is None or len(years) != 1 or report.year in years:
        return None
    year = years.pop()
    if year == report.year + 1 and f"{year}年" not in text:
        return None
    return year


def _body(noun: re.Pattern[str], part: str) -> str:
    """What stands in a name beside the year and the report's own name."""
    rest = regex(r"(?:19|20)\d\d\s?年?(?:度)?").sub("", noun.split(part)[0])
    found = regex(r"[^\W\dA-Za-z_]{3,}$").search(rest.strip(" 的：:"))
    return found[0] if found is not None else ""


def _other_body(report: Report, body: str) -> bool:
    issuer = report.issuer or ""
    ties = {tie(report, name, body) for name in (issuer, *report.issuer_aliases) if name}
    return not ties & {Tie.SAME, Tie.UNKNOWN, Tie.OFFICE}


def _hit(report: Report, where: str, name: str, variant: str, seen: str, own: str) -> Hit:
    return Hit(
        location=at_document(),
        evidence=name,
        observed=seen,
        expected=own,
        params={"name": name, "seen": seen, "own": own},
        variant=f"{where}-{variant}",
        key=f"{where}.{variant}.{seen}",
    )


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    places = ("page", "file", "attachment")
    yield from variant_faults(
        rule, [f"{place}-{what}" for place in places for what in ("year", "body")]
    )


KINDS: Final = (
    CheckKind(
        name="other-names",
        run=run,
        options={
            "type": "object",
            "properties": {"noun": {**PATTERN, "description": "the name of such a report"}},
            "required": ["noun"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
