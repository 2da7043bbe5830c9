"""Markup → a pruned lxml tree: what is not printed is gone, inline tags are dissolved.

libxml2 is 20 to 50 times faster than other HTML parsers, but at its depth limit it drops the rest
of the page and says so only in its log. That log is always looked at; then a second, slower parser
reads the page (`html_fallback`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from gklint.document.html.fallback import parse_again
from gklint.document.html.hidden import drop_hidden, is_hidden, may_hide, remove
from gklint.document.html.roles import may_build, name_tables
from gklint.document.html.tags import EMBEDDED, INLINE, NEVER_PRINTED
from gklint.document.html.text import itertext, storable
from gklint.document.model import Note, NoteKind
from gklint.text import is_blank, raised

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_SIZE: Final = frozenset(("0", "1", "0px", "1px", "0%"))
_TYPED: Final = frozenset(("", "text", "number", "tel", "email", "url", "search", "date"))


def parse(markup: bytes, text: str) -> tuple[_Element | None, dict[str, str], list[Note]]:
    """The tree of `markup` (UTF-8; `text` is the same decoded), pruned, and the page's metadata.

    The tree is None where there is no element at all.

    Raises:
        LimitReached: "depth", "size" or "time", where the second parser is needed but may not.
    """
    notes: list[Note] = []
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: _Element | None = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:  # nothing that could be an element
        root = None
    if _lost_text(parser):
        root = parse_again(text)
        notes.append(Note(NoteKind.FALLBACK, "html5lib"))
    if root is None:
        return None, {}, notes
    meta = metadata(root)
    hidden = prune(root, markup.lower())
    if hidden:
        notes.append(Note(NoteKind.HIDDEN, str(hidden)))
    return root, meta, notes


def _lost_text(parser: etree.HTMLParser) -> bool:
    """Whether libxml2 gave up: ordinary broken markup is an error, giving up is fatal and last."""
    log = parser.error_log
    return len(log) > 0 and log[-1].level >= etree.ErrorLevels.FATAL


def metadata(root: _Element) -> dict[str, str]:
    """``<title>`` and ``<meta name|property>`` by lower-case name; the first that says anything."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    for element in root.iter("title"):
        title = " ".join("".join(itertext(element)).split())
        if title:
            found["title"] = title
            break
    return found


def prune(root: _Element, lower: bytes) -> int:
    """Drop what is not printed and dissolve inline tags; the number of hidden elements dropped.

    `lower` is the markup in lower case: what it does not name need not be looked for.
    """
    hidden = 0
    etree.strip_elements(root, *NEVER_PRINTED, with_tail=False)
    if may_hide(lower):
        hidden = drop_hidden(root)
    if may_build(lower):
        name_tables(root)
    _empty_embedded(root)
    _read_controls(root)
    if lower.rfind(b"<sup") >= 0:
        _raise_digits(root)
    etree.strip_tags(root, *INLINE)
    return hidden


def _empty_embedded(root: _Element) -> None:
    """Leave one empty element for each other file that is shown; counters and the like, which are
    a pixel large or hidden, go."""
    for element in list(root.iter(*EMBEDDED)):
        if element.getparent() is None:
            continue  # was within another, which shows the same
        if _is_unseen(element):
            remove(element)
            continue
        for child in list(element):
            element.remove(child)
        element.text = None


def _is_unseen(element: _Element) -> bool:
    """Whether `element` has no size, or is hidden with nothing printed around it: what is hidden
    and has text was judged before."""
    if any((element.get(name) or "").strip() in _NO_SIZE for name in ("width", "height")):
        return True
    for one in (element, *element.iterancestors()):
        if is_hidden(one):
            return one is element or is_blank("".join(itertext(one)))
    return False


def _raise_digits(root: _Element) -> None:
    """Mark the digits of superscripts, which lose their element: a note at 26 makes no 261."""
    for element in root.iter("sup"):
        for one in element.iter():
            if one.text:
                one.text = raised(storable(one.text))
            if one.tail and one is not element:
                one.tail = raised(storable(one.tail))


def _read_controls(root: _Element) -> None:
    """Turn what is typed or chosen in a form within a table's cell into its text; a page's other
    controls (search boxes) are none of the document's text and go."""
    for element in list(root.iter("input", "textarea", "select")):
        value = ""
        if next(element.iterancestors("td", "th"), None) is not None:
            value = _value(element)
        tail = element.tail
        element.clear()
        element.tail = storable(tail) if tail else tail
        element.tag = "span"
        element.text = storable(value)


def _value(element: _Element) -> str:
    if element.tag == "textarea":
        return "".join(itertext(element))
    if element.tag == "input":
        typed = (element.get("type") or "").strip().lower() in _TYPED
        return (element.get("value") or "") if typed else ""
    options = list(element.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None] or options[:1]
    return " ".join("".join(itertext(option)).strip() for option in chosen)
