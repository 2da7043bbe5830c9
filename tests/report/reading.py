"""Documents for the tests of recognition, from texts and pages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gklint.document.read import read
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.load import load_packs
from gklint.specimen import make

if TYPE_CHECKING:
    from decimal import Decimal

    from gklint.report.model import Report
    from gklint.ruleset.model import Pack
    from gklint.specimen import Specimen


@cache
def packs() -> tuple[Pack, ...]:
    return load_packs()


@cache
def pack() -> Pack:
    return next(p for p in packs() if p.key == "annual-report")


def clean(form: str = "2021") -> Specimen:
    return make(pack(), form)


def attempt(
    text: str | bytes, name: str = "a.txt", url: str | None = None, year: int | None = None
) -> Report | None:
    data = text.encode() if isinstance(text, str) else text
    return recognise(read(data, name), packs(), Hints(url=url, year=year, source_name=name))


def report(
    text: str | bytes, name: str = "a.txt", url: str | None = None, year: int | None = None
) -> Report:
    found = attempt(text, name, url, year)
    assert found is not None, "no report was recognised"
    return found


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def figures(found: Report) -> dict[str, Decimal | None]:
    return {name: fact.value for name, fact in found.facts.items()}


HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def prose(title: str = "青柳县水利局2023年政府信息公开工作年度报告", preamble: str = "") -> str:
    """A report without tables: a title, a preamble and six headings with a line each."""
    lines = [title, preamble] if preamble else [title]
    for heading in HEADINGS:
        lines += [heading, "本年度各项工作有序推进，成效明显。"]
    return "\n".join(lines)
