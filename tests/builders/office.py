"""Independent makers of files: python-docx; LibreOffice and Chromium where they are installed."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

if TYPE_CHECKING:
    from gklint.specimen import Specimen, SpecimenTable

SOFFICE: Final = shutil.which("soffice") or shutil.which("libreoffice")
CHROMIUM: Final = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
_FILTERS: Final = {
    "doc": "doc:MS Word 97",
    "docx": "docx:MS Word 2007 XML",
    "pdf": "pdf:writer_pdf_Export",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "html": "html:HTML (StarWriter)",
}
_SECONDS: Final = 120


def needs_office() -> pytest.MarkDecorator:
    """Marks tests that LibreOffice makes the files for."""
    why = "NOT RUN: no LibreOffice (soffice): files as another program writes them were NOT tested"
    return pytest.mark.skipif(SOFFICE is None, reason=why)


def convert(data: bytes, source: str, target: str, *, kept: Path | None = None) -> bytes:
    """`data` of the kind `source` (a suffix) as LibreOffice writes it as `target`.

    A spreadsheet is made of a page (``html`` → ``xlsx``, ``xls``, ``ods``). In the folder `kept`
    conversions are kept by what went in: they take a second each.
    """
    assert SOFFICE is not None, "LibreOffice (soffice) is not installed"
    key = hashlib.sha256(data + f"\0{source}\0{target}".encode()).hexdigest()
    known = kept / f"{key}.{target}" if kept is not None else None
    if known is not None and known.exists():
        return known.read_bytes()
    sheet = target in ("xlsx", "xls", "ods")
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, f"report.{source}")
        given.write_bytes(data)
        reading = ["--infilter=HTML (StarCalc)"] if sheet else []
        subprocess.run(
            [
                SOFFICE,
                f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                "--headless",
                *reading,
                "--convert-to",
                _FILTERS.get(target, target),
                "--outdir",
                folder + "/made",
                str(given),
            ],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
        made = Path(folder, "made", f"report.{target}").read_bytes()
    if known is not None:
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_bytes(made)
    return made


_RULED: Final = (
    "<style>table {border-collapse: collapse} td, th {border: 1px solid; font-size: 9pt}</style>"
)


def printed(page: str) -> bytes:
    """The PDF that Chromium prints of a page, with ruled tables."""
    assert CHROMIUM is not None, "Chromium is not installed"
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "report.html"), Path(folder, "report.pdf")
        given.write_text(_RULED + page, encoding="utf-8")
        subprocess.run(
            [
                CHROMIUM,
                *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
                f"--user-data-dir={Path(folder, 'profile')}",
                f"--print-to-pdf={made}",
                given.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
        return made.read_bytes()


def word(specimen: Specimen, *, font: str = "Noto Sans CJK SC", size: float = 10.5) -> bytes:
    """The Word file that python-docx makes of a specimen: ruled tables, merged cells."""
    made = docx.Document()
    style: Any = made.styles["Normal"]
    style.font.name, style.font.size = font, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if specimen.title is not None:
        made.add_heading(specimen.title, 0)
    for paragraph in specimen.preamble:
        made.add_paragraph(paragraph)
    for part in specimen.parts:
        for paragraph in (part.heading, *part.prose):
            made.add_paragraph(paragraph)
        for table in part.tables:
            _add_table(made, table)
            made.add_paragraph()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add_table(made: Any, table: SpecimenTable) -> None:
    rows = list(table.rows())
    width = max(sum(cell.colspan for cell in row) for row in rows)
    grid = made.add_table(len(rows), width, style="Table Grid")
    for number, row in enumerate(rows):
        at = 0
        for cell in row:
            if not cell.covered:
                corner = grid.cell(number, at)
                far = grid.cell(number + cell.rowspan - 1, at + cell.colspan - 1)
                (corner.merge(far) if far is not corner else corner).text = cell.text
            at += cell.colspan
