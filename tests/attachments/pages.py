"""Pages of a portal whose report, or whose tables, are in a file beside them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from gklint.batch import Batch, Request
from gklint.plan import Plan
from gklint.specimen import apply, make, to_html
from tests.builders import render
from tests.engine.reports import pack

if TYPE_CHECKING:
    from gklint.result import AttachmentSeen, DocumentResult
    from gklint.specimen import Specimen
    from tests.sources.server import Site

HTML: Final = "text/html; charset=utf-8"
BINARY: Final = "application/octet-stream"
TITLE: Final = "云岫县水务局2022年政府信息公开工作年度报告"
TABLES: Final = ("disclosure", "requests", "review_litigation")
CELLS: Final = 200  # of the 2021 edition


def specimen(**edits: Any) -> Specimen:
    """The clean report of 2022, edited."""
    year = edits.pop("year", 2022)
    return apply(make(pack(), "2021", year=year), edits, pack())


def word(**edits: Any) -> bytes:
    """The report as a Word file."""
    return render.docx(specimen(**edits))


def links(*targets: str, text: str = "") -> str:
    """A paragraph of attachments, each named by its file."""
    made = [f'<a href="{target}">{text or target.rpartition("/")[2]}</a>' for target in targets]
    return f"<p>附件：{' '.join(made)}</p>"


def bare(*targets: str, without: tuple[str, ...] = TABLES, text: str = "", **edits: Any) -> bytes:
    """The report's text as a page; its tables are in the files it links to."""
    page = to_html(specimen(remove_table=list(without), **edits))
    return page.replace("</body>", f"{links(*targets, text=text)}</body>").encode()


def stub(*targets: str, title: str = TITLE) -> bytes:
    """A page that holds its title, its date and links, and no report."""
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>发布时间：2023-01-20　来源：办公室</p>{links(*targets)}</body></html>"
    ).encode()


def full(*targets: str, text: str = "", **edits: Any) -> bytes:
    """The whole report as a page, with links to files beside it."""
    return bare(*targets, without=(), text=text, **edits)


def tables_alone(*keys: str, **edits: Any) -> Specimen:
    """Tables and nothing else."""
    made = specimen(**edits)
    parts = tuple(
        replace(part, heading="", prose=(), tables=part.tables)
        for part in made.parts
        if any(table.form.key in keys for table in part.tables)
    )
    return replace(made, title=None, preamble=(), parts=parts)


def packed(**members: bytes) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def put(site: Site, **pages: bytes) -> None:
    """Serve files at ``/nb/NAME``; ``__`` stands for a dot."""
    for name, data in pages.items():
        path = name.replace("__", ".")
        kind = HTML if path.endswith((".html", ".jsp")) else BINARY
        site.pages[f"/nb/{path}"] = (kind, data)


def judged(site: Site, *paths: str, **given: Any) -> list[DocumentResult]:
    """The pages of the site, judged as one run."""
    ignore = given.pop("ignore", ("LK01",))
    plan = Plan(ignore=ignore, facts=True, content=True, today=date(2023, 3, 1))
    request = Request(
        tuple(site.url + path for path in paths),
        given.pop("plan", plan),
        allowed=given.pop("allowed", ("127.0.0.0/8",)),
        cache=False,
        fetch_seconds=5,
        **given,
    )
    return list(Batch(request).results())


def one(site: Site, path: str = "/nb/a.html", **given: Any) -> DocumentResult:
    (result,) = judged(site, path, **given)
    return result


def read(result: DocumentResult) -> int:
    """Cells of the statutory tables that were read."""
    return sum(table.read for table in result.coverage)


def told(result: DocumentResult) -> dict[str, tuple[bool, str]]:
    """What is said of each file, in Chinese."""
    return {seen.name: (seen.used, _zh(seen)) for seen in result.attachments}


def _zh(seen: AttachmentSeen) -> str:
    return seen.reason if isinstance(seen.reason, str) else seen.reason.zh


def reasons(result: DocumentResult) -> dict[str, str]:
    """Why rules were not assessed, in Chinese."""
    return {
        item.rule: item.reason if isinstance(item.reason, str) else item.reason.zh
        for item in result.not_assessed
    }
