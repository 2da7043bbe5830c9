"""Every statutory cell is read right, however the tables are ruled and wherever pages end."""

from __future__ import annotations

import pytest

from tests.builders.figures import FORMS
from tests.document.paged.drawing import Style
from tests.document.paged.reading import drawn, printed

RULED = {
    "each line once": Style(),
    "four sides a cell": Style("boxes"),
    "two lines side by side": Style("double"),
    "dashes": Style("pieces"),
    "no outer borders at the sides": Style("sideless"),
    "each line a little elsewhere": Style(jitter=1.0),
    "each side a little elsewhere": Style("boxes", jitter=1.0),
    "characters painted twice": Style(bold=True),
    "one character a line": Style(one_a_line=True),
    "heads and mirrored margins": Style("boxes", heads=True, mirrored=20.0),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["unique", "messy"])
@pytest.mark.parametrize("name", RULED)
def test_ruled(name: str, kind: str, form: str) -> None:
    read = drawn(RULED[name], kind, form)
    assert (read.right, read.wrong, read.missing) == (len(printed(kind, form)), {}, [])


BROKEN = {
    "between rows": Style(),
    "header again": Style(repeated=True),
    "rows cut": Style(cut=True),
    "rows cut, header again": Style(cut=True, repeated=True),
    "rows cut in the middle of cells": Style(cut=True, centred=True),
    "no border where a cell goes on": Style(unclosed=True),
    "no border where a row is cut": Style(unclosed=True, cut=True),
    "one character a line, cut": Style(one_a_line=True, cut=True),
}


@pytest.mark.parametrize("name", BROKEN)
def test_page_ends_anywhere(name: str) -> None:
    """Pages of many heights: the break falls into headers, groups, rows, numbers."""
    pairs = [(kind, form) for kind in ("unique", "messy") for form in FORMS]
    for at, room in enumerate(range(230, 720, 29)):
        kind, form = pairs[at % len(pairs)]
        read = drawn(BROKEN[name]._replace(room=float(room)), kind, form)
        assert (read.wrong, read.missing) == ({}, []), (kind, form, room)
