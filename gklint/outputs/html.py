"""One page that holds a whole run: an index, and each document with its findings beside the
document as it was read. No request leaves it, and it can be read and printed without scripts.

Documents are written as they come and kept as text. Where there are many, the text of a document
stands in ``<noscript>``, which a browser with scripts keeps as plain characters until the page's
script wants to show it: a thousand documents open at once. Everything that comes from a document
goes through Jinja's escaping; scripts and styles are named by hash in the page's policy.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from gklint.finding import Verdict
from gklint.lang import localise
from gklint.messages import say
from gklint.messages.page import tell
from gklint.outputs.html_document import view
from gklint.outputs.html_finding import FindingPage
from gklint.outputs.html_index import Index, Row, row
from gklint.outputs.html_paper import MAX_CELLS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from gklint.lang import Lang
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport

PAPERS: Final = 200
"""From more documents than this on, those without findings come without their text."""

PAPER_CHARACTERS: Final = 24_000_000
"""Characters of documents as read that a page holds; what comes after has its findings only."""

LAZY_FROM: Final = 12
"""From so many documents on, their text is plain characters until it is shown."""


SCRIPTS: Final = ("document.js", "route.js", "index.js", "start.js")
"""The parts of the page's one script."""


class _Loader(BaseLoader):
    """Templates are files of the package, however it is installed."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        try:
            return _part(template), template, None
        except FileNotFoundError as error:
            raise TemplateNotFound(template) from error


@cache
def _part(name: str) -> str:
    return (files("gklint.outputs") / "page" / name).read_text("utf-8")


@cache
def _script() -> str:
    parts = "\n".join(_part(name) for name in SCRIPTS)
    return f'(function () {{\n"use strict";\n{parts}}})();\n'


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


# Controls that no page may hold, as their pictures.
_CONTROLS: Final = {
    **{c: 0x2400 + c for c in range(0x20) if c not in (0x09, 0x0A, 0x0D)},
    0x7F: 0x2421,
}


def _legible(value: Any) -> Any:
    return value.translate(_CONTROLS) if type(value) is str else value  # markup stays


@cache
def _environment(lang: Lang) -> Environment:
    made = Environment(
        loader=_Loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_legible,
    )
    made.globals |= {"lang": lang, "t": _spoken(tell, lang), "say": _spoken(say, lang)}
    return made


def _spoken(speak: Callable[..., str], lang: Lang) -> Callable[..., str]:
    return lambda key, **params: speak(key, lang, **params)


class _Fragment(NamedTuple):
    """A document as markup: its findings, and the document as read ("" where left out)."""

    row: Row
    head: str
    paper: str
    titled: bool


class HtmlWriter:
    """Holds documents as markup; what they were made from can go."""

    def __init__(self, setting: Setting, out: TextIO, today: date) -> None:
        self._setting, self._out, self._today = setting, out, today
        environment = _environment(setting.lang)
        self._head = environment.get_template("document.html.j2")
        self._paper = environment.get_template("paper.html.j2")
        self._fragments: list[_Fragment] = []
        self._characters = 0
        self._packs: dict[str, str] = {}

    def document(self, result: DocumentResult) -> None:
        number = len(self._fragments) + 1
        if result.pack is not None:
            self._packs[result.pack] = localise(result.pack_name, self._setting.lang)
        line = row(number, result, self._setting)
        seen = view(result, self._setting)
        values = {"row": line, "d": seen, "result": result, "cells": MAX_CELLS}
        paper = ""
        clean = result.verdict is Verdict.PASS
        if self._characters < PAPER_CHARACTERS and not (clean and number > PAPERS):
            paper = self._paper.render(values)
            self._characters += len(paper)
        titled = result.identity is not None and bool(result.identity.title)
        self._fragments.append(_Fragment(line, self._head.render(values), paper, titled))

    def finish(self, run: RunReport) -> None:
        fragments = self._fragments
        if len(fragments) > PAPERS:
            fragments = [
                f._replace(paper="") if f.row.verdict == Verdict.PASS else f for f in fragments
            ]
        listed = {source: body.name for body in run.roll for source in body.sources}
        fragments = [
            f if f.row.body else f._replace(row=f.row._replace(body=listed.get(f.row.source, "")))
            for f in fragments
        ]
        style, script = _part("page.css"), _script()
        rows = [f.row for f in fragments]
        page = FindingPage(self._setting)
        pack = self._packs.get(run.pack, "")
        template = _environment(self._setting.lang).get_template("page.html.j2")
        for part in template.generate(
            run=run,
            pack=pack,
            names={key: localise(name, self._setting.lang) for key, name in run.families.items()},
            today=self._today.isoformat(),
            index=Index(run, rows, self._setting),
            findings=[page.view(n, f) for n, f in enumerate(run.findings, 1)],
            fragments=fragments,
            lazy=len(fragments) >= LAZY_FROM,
            left_out=sum(not f.paper for f in fragments) if len(fragments) > PAPERS else 0,
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
        ):
            self._out.write(part)


def writer(setting: Setting, out: TextIO) -> HtmlWriter:
    return HtmlWriter(setting, out, date.today())
