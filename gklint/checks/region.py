"""Kind ``contact-region``: an area code or postcode that is not that of the body's place.

The place is told by the name, or by the roster's region, as far as it names a city of the
prefecture's rank; else what most bodies of the region print is held against it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import has_variants, word_list_faults
from gklint.finding import Cause, Hit
from gklint.messages.reasons import REASONS
from gklint.patterns import regex
from gklint.report.locate import at_span
from gklint.report.phones import area_code
from gklint.text import fold_label, fold_width

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from gklint.across.model import Region
    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report, Span
    from gklint.ruleset.model import Pack, Rule

VARIANTS: Final = ("area", "area-peers", "postcode", "postcode-peers")


class _Place(NamedTuple):
    """A place of the lexicon: its area codes and the first digits of its postcodes."""

    name: str
    codes: tuple[str, ...]
    postcodes: tuple[str, ...]


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit for the telephone, where none of its numbers has an area code of the place, and one
    for the postcode.

    Variants: ``area`` and ``postcode`` against the lexicon, ``area-peers`` and ``postcode-peers``
    against the other bodies of the region. Raises CannotAssess where neither knows the place.
    """
    words = report.pack.words[rule.options["words"]]
    issuer = fold_label(report.issuer or "")
    if regex(words["elsewhere"]).search(issuer):
        return
    entry, peers = context.around.entry, context.around.region
    names = (fold_label(entry.region) if entry is not None else "", issuer)
    place = _place(words, names)
    if place is None and peers is None:
        given = "roster" in context.around.given
        key, cause = ("region", Cause.INPUT) if given else ("place", Cause.SWITCHED_OFF)
        raise CannotAssess(REASONS[key], cause)
    yield from _phones(report, place, peers)
    yield from _postcode(report, place, peers)


def _phones(report: Report, place: _Place | None, peers: Region | None) -> Iterator[Hit]:
    contact = report.contact
    printed = [(span, area_code(span.text)) for span in (*contact.phones, *contact.faxes)]
    numbers = [(span, code) for span, code in printed if code is not None]
    codes = place.codes if place is not None else ()
    usual = (peers.area_code,) if peers is not None and peers.area_code is not None else ()
    if not numbers or not (codes or usual):
        return
    if any(code in (*codes, *usual) for _, code in numbers):
        return
    span, code = numbers[0]
    yield _hit(report, span, code, codes, usual, place, peers, "area")


def _postcode(report: Report, place: _Place | None, peers: Region | None) -> Iterator[Hit]:
    span = report.contact.postcode
    digits = fold_width(span.text) if span is not None else ""
    if span is None or not regex(r"\d{6}").fullmatch(digits):
        return
    codes = place.postcodes if place is not None else ()
    usual = (peers.postcode,) if peers is not None and peers.postcode is not None else ()
    if codes and not digits.startswith(codes):
        yield _hit(report, span, digits, codes, (), place, peers, "postcode")
    elif usual and not digits.startswith(usual):
        yield _hit(report, span, digits, (), usual, place, peers, "postcode")


def _hit(
    report: Report,
    span: Span,
    seen: str,
    codes: tuple[str, ...],
    usual: tuple[str, ...],
    place: _Place | None,
    peers: Region | None,
    what: str,
) -> Hit:
    by_lexicon = bool(codes) and place is not None
    name = place.name if by_lexicon and place is not None else peers.name if peers else ""
    return Hit(
        location=at_span(report, span),
        evidence=span.text,
        observed=seen,
        expected="、".join(codes or usual),
        params={
            "number": span.text,
            "region": name,
            "bodies": str(peers.bodies if peers is not None else 0),
        },
        variant=what if by_lexicon else f"{what}-peers",
        key=f"region.{what}",
    )


def _place(words: Mapping[str, Any], names: Iterable[str]) -> _Place | None:
    """The place of the lexicon that the first of `names` begins with that tells one."""
    cities, provinces = _patterns(words["city"], words["province"], _listed(words))
    known = words["provinces"]
    for name in names:
        found = cities.search(name)
        if found is not None:
            province = next(p for p, data in known.items() if found["city"] in data["cities"])
            codes = known[province]["cities"][found["city"]]
            return _Place(found["city"], tuple(codes), tuple(known[province]["postcodes"]))
        found = provinces.search(name)
        if found is not None:
            return _Place(found["province"], (), tuple(known[found["province"]]["postcodes"]))
    return None


def _listed(words: Mapping[str, Any]) -> tuple[str, str]:
    cities = (city for data in words["provinces"].values() for city in data["cities"])
    return "|".join(cities), "|".join(words["provinces"])


@lru_cache(maxsize=8)
def _patterns(
    city: str, province: str, listed: tuple[str, str]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    cities, provinces = listed
    return (
        regex(city.replace("{cities}", cities)),
        regex(province.replace("{provinces}", provinces)),
    )


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """A list of words that the pack lacks; missing variants."""
    yield from word_list_faults(pack, rule.options["words"])
    yield from has_variants(*VARIANTS)(rule, pack)


KINDS: Final = (
    CheckKind(
        name="contact-region",
        run=run,
        needs=("contact", "issuer"),
        asks=("region",),
        options={
            "type": "object",
            "properties": {
                "words": {"type": "string", "description": "the list of places: words/….yaml"}
            },
            "required": ["words"],
            "additionalProperties": False,
        },
        validate=validate,
    ),
)
