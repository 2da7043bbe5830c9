"""Kinds about what the prose of a part says: topics mentioned, substance, a preamble inside.

``mentions`` · every topic, by any of its words, in any of the scopes. ``substance`` · a part that
is empty, very short, or speaks of one of its topics only. ``section-preamble`` · what a preamble
states (patterns) inside a part. Words and patterns are the rule's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import LOCALISED, PATTERNS, WORDS, scope_faults, variant_faults
from gklint.document.model import Embedded, Image, Table
from gklint.finding import Hit
from gklint.lang import Localised, filled, listed
from gklint.messages import figures as words
from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.report.locate import at_document, at_section, at_span
from gklint.report.pictures import unread
from gklint.text import fold_label

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report, Section
    from gklint.ruleset.model import Pack, Rule

_STOPS: Final = regex(r"[\s。，、；：！？“”（）.,;:!?()\"'—-]+")


def run_mentions(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    options = rule.options
    scopes: Sequence[str] = options["scopes"]
    keys = [key for key in scopes if any(s.key == key for s in report.sections)]
    sections = [section for key in keys if (section := report.section(key)) is not None]
    if any(_pictured(report, section) for section in sections):
        raise CannotAssess(filled(words.PICTURED, name=sections[0].heading))
    text = "\n".join(fold_label(flow(report, scope).raw) for scope in scopes)
    missing = [t for t in options["topics"] if not any(word in text for word in t["any"])]
    if len(options["topics"]) - len(missing) >= options.get("min", len(options["topics"])):
        return
    names = _names(missing)
    first = sections[0] if sections else None
    empty = "empty" if not text.strip() and "empty" in rule.variants else None
    variants: Mapping[str, str] = options.get("variant_by_form", {})
    yield Hit(
        at_section(report, first) if first is not None else at_document(),
        evidence=_opening(text),
        expected=names,
        params={
            "missing": names,
            "count": str(len(missing)),
            "topics": str(len(options["topics"])),
            "heading": (first.number + first.heading) if first is not None else "",
        },
        variant=empty or variants.get(report.form_due or report.form_key or ""),
        key="mentions",
    )


def run_substance(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    options = rule.options
    key: str = options["section"]
    section = report.section(key)
    if section is None:
        return
    if _pictured(report, section):
        raise CannotAssess(filled(words.PICTURED, name=section.heading))
    raw = flow(report, key).raw
    text = _STOPS.sub("", raw)
    where = at_section(report, section)
    params = {"heading": section.number + section.heading, "length": str(len(text))}
    evidence = _opening(raw.strip())
    if not text or text in {_STOPS.sub("", word) for word in options["empty"]}:
        yield Hit(where, evidence, observed=evidence, params=params, variant="empty", key=key)
    elif len(text) < options["min_chars"]:
        yield Hit(where, evidence, observed=evidence, params=params, variant="short", key=key)
    else:
        missing = [t for t in options["topics"] if not any(word in text for word in t["any"])]
        if missing:
            names = _names(missing)
            yield Hit(where, evidence, expected=names, params={**params, "missing": names}, key=key)


def run_preamble(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    options = rule.options
    section = report.section(options["section"])
    if section is None:
        return
    marks = _compiled(tuple(options["marks"]))
    preamble = flow(report, "preamble").text
    if any(mark.search(preamble) for mark in marks):
        return
    text = flow(report, section.key)
    sentences: set[tuple[int, int]] = set()
    found = 0
    first: tuple[int, int] | None = None
    for mark in marks:
        match = mark.search(text.text)
        if match is None:
            continue
        found += 1
        first = first if first is not None and first <= match.span() else match.span()
        sentences |= {text.sentence(hit.start()) for hit in mark.finditer(text.text)}
    if first is None or found < options["min"]:
        return
    left = len(_STOPS.sub("", text.raw)) - sum(
        len(_STOPS.sub("", text.raw[start:end])) for start, end in sentences
    )
    yield Hit(
        at_span(report, text.span(*first)),
        evidence=text.around(*first),
        params={"heading": section.number + section.heading, "rest": str(left)},
        variant="only" if left < options["substance"] else None,
        key="preamble",
    )


def _pictured(report: Report, section: Section) -> bool:
    """Pictures or embedded objects and no prose to speak of, or a page that was not read: the
    content may be in them."""
    if any(section.first <= page.block < section.last for page in unread(report)):
        return True
    blocks = report.document.blocks[section.first : section.last]
    if any(isinstance(block, Table) for block in blocks):
        return False
    prose = _STOPS.sub("", flow(report, section.key).raw)
    return any(isinstance(block, Image | Embedded) for block in blocks) and len(prose) < 100


def _names(topics: Sequence[Mapping[str, Any]]) -> Localised:
    return listed(Localised(**topic["name"]) for topic in topics)


def _opening(text: str, width: int = 40) -> str:
    line = text.strip().partition("\n")[0]
    return line[:width] + ("…" if len(line) > width else "")


@lru_cache(maxsize=16)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(regex(pattern) for pattern in patterns)


def _validate_mentions(rule: Rule, pack: Pack) -> Iterator[Text]:
    options = rule.options
    yield from scope_faults(pack, *options["scopes"])
    if options.get("min", 1) > len(options["topics"]):
        yield Localised("min 大于 topics 的个数", "min: more than there are topics")
    by_form = options.get("variant_by_form", {})
    yield from variant_faults(rule, by_form.values())
    for form in by_form:
        if pack.form(form) is None:
            yield Localised(
                f"没有“{form}”这一版格式", f"variant_by_form: there is no form {form!r}"
            )


def _validate_section(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from scope_faults(pack, rule.options["section"])
    wanted = ("empty", "short") if rule.kind == "substance" else ("only",)
    yield from variant_faults(rule, wanted)


_TOPICS: Final = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {"name": LOCALISED, "any": WORDS},
        "required": ["name", "any"],
        "additionalProperties": False,
    },
}

KINDS: Final = (
    CheckKind(
        name="mentions",
        run=run_mentions,
        options={
            "type": "object",
            "properties": {
                "scopes": {**WORDS, "description": "sections or scopes whose prose is read"},
                "topics": _TOPICS,
                "min": {"type": "integer", "minimum": 1, "description": "topics that will do"},
                "variant_by_form": {"type": "object", "additionalProperties": {"type": "string"}},
            },
            "required": ["scopes", "topics"],
            "additionalProperties": False,
        },
        needs=("sections",),
        validate=_validate_mentions,
    ),
    CheckKind(
        name="substance",
        run=run_substance,
        options={
            "type": "object",
            "properties": {
                "section": {"type": "string"},
                "empty": {**WORDS, "description": "what stands there instead of content"},
                "min_chars": {"type": "integer", "minimum": 1},
                "topics": _TOPICS,
            },
            "required": ["section", "empty", "min_chars", "topics"],
            "additionalProperties": False,
        },
        needs=("sections",),
        validate=_validate_section,
    ),
    CheckKind(
        name="section-preamble",
        run=run_preamble,
        options={
            "type": "object",
            "properties": {
                "section": {"type": "string"},
                "marks": {**PATTERNS, "description": "patterns of what a preamble states"},
                "min": {"type": "integer", "minimum": 1, "description": "marks that tell it"},
                "substance": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "characters besides the preamble that are substance",
                },
            },
            "required": ["section", "marks", "min", "substance"],
            "additionalProperties": False,
        },
        needs=("sections",),
        validate=_validate_section,
    ),
)
