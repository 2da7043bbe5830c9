"""Every format and way of drawing, one invented report of each edition: figures read right.

Each report is made twice: with a different number in every cell, and with cells as people fill
them in (dashes, blanks, full-width digits). It is written by another program where one exists;
`maker` says by whom. A figure that was not read is told in the coverage of its report; a wrong
one is told by nobody, and so must not be.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.specimen import to_html
from tests.builders import ofd, office, pdf, render, sheet
from tests.builders.figures import FORMS, messy, score, unique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gklint.specimen import Specimen

OFFICE: Final = "LibreOffice"
BROWSER: Final = "Chromium"
OWN: Final = "own builder"


class Variant(NamedTuple):
    """A way to write a report as a file of the kind `suffix`."""

    suffix: str
    name: str
    maker: str
    make: Callable[[Specimen], bytes]


class Row(NamedTuple):
    """Figures over all reports of a variant; None where its maker is missing."""

    variant: Variant
    right: int | None
    wrong: int = 0
    missing: int = 0

    @property
    def clean(self) -> bool:
        """No figure wrong, and none missing where lines are drawn."""
        return self.wrong == 0 and (self.missing == 0 or self.variant.name in pdf.UNRULED)


def variants() -> Iterator[Variant]:
    """All, in the order of the table."""
    yield Variant("html", "clean page", OWN, render.plain)
    yield Variant("html", "pasted from Word", OWN, render.word_pasted)
    yield Variant("html", "portal", OWN, render.portal)
    yield Variant("txt", "converted from Word", OWN, render.text)
    yield Variant("docx", "as written", "python-docx", office.word)
    for suffix in ("docx", "doc", "rtf", "pdf"):
        yield Variant(suffix, "from .docx", OFFICE, partial(_of_word, suffix))
    for suffix in ("xlsx", "xls"):
        yield Variant(suffix, "from a page", OFFICE, partial(_of_page, suffix))
    yield Variant("pdf", "printed from a page", BROWSER, _printed)
    for name, style in sheet.VARIANTS.items():
        yield Variant("xlsx", name, "XlsxWriter", partial(sheet.workbook, style=style))
    for name, make in (*pdf.VARIANTS.items(), *pdf.UNRULED.items()):
        yield Variant("pdf", name, "reportlab", make)
    for name, way in ofd.VARIANTS.items():
        yield Variant("ofd", name, OWN, partial(ofd.ofd, style=way))


def _of_word(suffix: str, specimen: Specimen) -> bytes:
    return office.convert(office.word(specimen), "docx", suffix)


def _of_page(suffix: str, specimen: Specimen) -> bytes:
    return office.convert(to_html(specimen).encode(), "html", suffix)


def _printed(specimen: Specimen) -> bytes:
    return office.printed(to_html(specimen))


_MISSING: Final = frozenset(
    maker
    for maker, found in ((OFFICE, office.SOFFICE), (BROWSER, office.CHROMIUM))
    if found is None
)


def measure(variant: Variant) -> Row:
    """Writes and reads the reports of one variant."""
    if variant.maker in _MISSING:
        return Row(variant, None)
    right = wrong = missing = 0
    for form in FORMS:
        for specimen in (unique(form), messy(form)):
            told = score(variant.make(specimen), f"report.{variant.suffix}", specimen)
            right += len(told.right)
            wrong += len(told.wrong)
            missing += len(told.missing)
    return Row(variant, right, wrong, missing)


def section(rows: list[Row]) -> list[str]:
    """The table, as lines of Markdown."""
    lines = [
        "# Formats and ways of drawing",
        "",
        "Invented reports of both editions, with a different number in every cell and with cells",
        "as people fill them in. “Not read” is told in the coverage of the report.",
        "Made by `python -m benchmarks.format_board > docs/formats.md`.",
        "",
        "| format | written as | by | right | wrong | not read |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        shown = (
            "not run | | " if row.right is None else f"{row.right} | {row.wrong} | {row.missing}"
        )
        lines.append(
            f"| {row.variant.suffix} | {row.variant.name} | {row.variant.maker} | {shown} |"
        )
    return lines


def main() -> None:
    tempfile.tempdir = tempfile.mkdtemp(prefix="gklint-formats-")
    rows = [measure(variant) for variant in variants()]
    print("\n".join(section(rows)))
    Path(tempfile.tempdir).rmdir()


if __name__ == "__main__":
    main()
