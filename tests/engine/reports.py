"""Recognised reports made from the specimen, and rules and kinds of our own to judge them by."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gklint.checks.base import CheckKind
from gklint.document.read import read
from gklint.finding import Basis, Hit, Outcome, Severity
from gklint.lang import Localised
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.load import load_packs
from gklint.ruleset.model import Applies, Rule
from gklint.specimen import apply, make, to_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gklint.checks.base import Context
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack

URL = "https://www.yunxiu.example/nb/2022.html"


@cache
def pack(key: str = "annual-report") -> Pack:
    return next(p for p in load_packs() if p.key == key)


def page(form: str = "2021", **edits: Any) -> bytes:
    """A specimen as a web page."""
    return to_html(apply(make(pack(), form), edits, pack())).encode()


def report(form: str = "2021", *, name: str = "a.html", **edits: Any) -> Report:
    """The specimen of `form`, edited, published on a page of its own, as it is recognised."""
    hints = Hints(url=URL, source_name=name)
    found = recognise(read(page(form, published="2023-01-20", **edits), name), (pack(),), hints)
    assert found is not None
    return found


def rule(number: int = 1, **given: Any) -> Rule:
    """A rule of the family ZZ of the kind ``probe``."""
    given.setdefault("severity", Severity.WARNING)
    given.setdefault("applies", Applies())
    given.setdefault("outcome", Outcome.FAIL)
    given.setdefault("kind", "probe")
    given.setdefault("basis", (Basis("practice", "通行做法"),))
    return Rule(
        id=f"ZZ{number:02}",
        name=f"probe-{number}",
        title=Localised("试", "probe"),
        options={},
        message=Localised("看到“$evidence”", "saw $evidence"),
        remedy=Localised("请看 $observed", "see $observed"),
        **given,
    )


def kind(run: Callable[[Report, Rule, Context], Iterator[Hit]], **given: Any) -> CheckKind:
    """The kind ``probe``."""
    return CheckKind("probe", run, {}, **given)


def one_hit(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A check that always hits, once."""
    yield Hit(evidence="原文", key="always")
