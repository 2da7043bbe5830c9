"""Judge the bytes of a generated report by every rule of its pack."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gklint.checks.base import Context
from gklint.document.read import read
from gklint.engine import judge
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.load import load_packs

if TYPE_CHECKING:
    from gklint.report.model import Report
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Pack

PACK = "annual-report"


@cache
def pack(key: str = PACK) -> Pack:
    return next(p for p in load_packs() if p.key == key)


def judged(
    data: bytes,
    name: str,
    context: Context | None = None,
    *,
    key: str = PACK,
    url: str | None = None,
) -> DocumentResult:
    """All rules on one file; a file that is no report fails the test that asks."""
    report = recognised(data, name, key=key, url=url)
    return judge(report, pack(key).rules, context or Context(), "zh", with_facts=True)


def recognised(data: bytes, name: str, *, key: str = PACK, url: str | None = None) -> Report:
    """The report in these bytes; a file that is none fails the test that asks."""
    report = recognise(read(data, name), (pack(key),), Hints(url=url, source_name=name))
    assert report is not None, "no report was recognised"
    return report
