"""Kind ``metadata``: what a file carries beside its text: names of persons in its properties, paths
of the computer it was written on, comments, tracked changes, hidden text.

Names are masked here already: neither a message nor a page repeats them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

from gklint.checks.base import CheckKind
from gklint.checks.options import LOCALISED, group_faults, variant_faults, word_list_faults
from gklint.document.model import NoteKind
from gklint.finding import Hit
from gklint.lang import Localised, filled, sentences
from gklint.mask import mask_name
from gklint.messages.files import PROPERTY
from gklint.patterns import regex
from gklint.report.locate import at_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["words", "properties"],
    "properties": {
        "words": {
            "type": "string",
            "description": "surnames, and what is none: words/<name>.yaml",
        },
        "properties": {
            "type": "array",
            "minItems": 1,
            "description": "the properties that hold names, with what they are called",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["key", "name"],
                "properties": {"key": {"type": "string", "minLength": 1}, "name": LOCALISED},
            },
        },
    },
}
_TEMPLATE: Final = "template"
_LEFT: Final = {
    NoteKind.COMMENTS: "comments",
    NoteKind.TRACKED: "tracked",
    NoteKind.HIDDEN: "hidden",
}
_KEYS: Final = ("surnames", "compound", "ends", "also", "not", "paths", "accounts")
_SEVERAL: Final = r"[;；,，、/|&]+"


class _Names(NamedTuple):
    """A pack's lists as patterns and sets."""

    person: str
    none: frozenset[str]
    ends: tuple[str, ...]
    paths: tuple[str, ...]
    accounts: frozenset[str]


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """At most one hit of each variant."""
    names = _names(report.pack, rule.options["words"])
    yield from _authors(report, rule, names)
    yield from _paths(report, names)
    for note in report.document.notes:
        variant = _LEFT.get(note.kind)
        if variant is not None:
            count = note.detail or "1"
            yield Hit(at_document(), params={"count": count}, variant=variant, key=variant)


def _authors(report: Report, rule: Rule, names: _Names) -> Iterator[Hit]:
    told: dict[str, list[Localised]] = {}  # masked name → the properties that have it
    for item in rule.options["properties"]:
        for part in regex(_SEVERAL).split(report.document.meta.get(item["key"], "")):
            name = part.strip()
            if is_person(name, names):
                told.setdefault(mask_name(name), []).append(Localised(**item["name"]))
    if told:
        listed = sentences(
            filled(PROPERTY, property=_joined(properties), name=name)
            for name, properties in told.items()
        )
        yield Hit(
            at_document(),
            evidence="、".join(told),
            params={"names": listed, "count": str(len(told))},
            variant="author",
            key="author",
        )


def is_person(text: str, names: _Names) -> bool:
    """Whether `text` is a Chinese name of a person, by the lists; doubtful ones are not."""
    plain = text.replace(" ", "").replace("\u3000", "")
    if plain in names.none or plain.endswith(names.ends):
        return False
    return regex(names.person).fullmatch(plain) is not None


def _paths(report: Report, names: _Names) -> Iterator[Hit]:
    """The first path with the folder of a user; the user's name is masked."""
    targets = [link.target for link in report.document.links]
    for target in (report.document.meta.get(_TEMPLATE, ""), *targets):
        path = unquote(target)
        for pattern in names.paths:
            found = regex(pattern).search(path)
            if found is None or found["account"].strip().lower() in names.accounts:
                continue
            start, end = found.span("account")
            shown = path[found.start() : start] + mask_name(found["account"]) + path[end : end + 1]
            yield Hit(at_document(), evidence=f"{shown}…", params={}, variant="path", key="path")
            return


def _joined(names: list[Localised]) -> Localised:
    return Localised("”、“".join(n.zh for n in names), ", ".join(n.en for n in names))


def _names(pack: Pack, key: str) -> _Names:
    lists = pack.words[key]
    surnames = "".join(lists["surnames"].split())
    person = rf"(?:{'|'.join(lists['compound'])}|[{surnames}])[一-鿿]{{1,2}}"
    return _Names(
        "|".join((person, *lists["also"])),
        frozenset(lists["not"]),
        tuple(lists["ends"]),
        tuple(lists["paths"]),
        frozenset(lists["accounts"]),
    )


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, ("author", "path", *_LEFT.values()))
    faults = list(word_list_faults(pack, rule.options["words"]))
    yield from faults
    if faults:
        return
    lists = pack.words[rule.options["words"]]
    for key in _KEYS:
        if key not in lists:
            yield Localised(f"词表缺少 {key}", f"the list has no {key!r}")
    yield from group_faults("paths", lists.get("paths", ()), "account")


KINDS = (
    # What it tells holds of a file in which nothing could be read, too.
    CheckKind("metadata", run, OPTIONS, needs=("document",), validate=_validate),
)
