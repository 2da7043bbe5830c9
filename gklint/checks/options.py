"""What the kinds of check share in declaring and validating their options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.lang import Localised
from gklint.patterns import regex
from gklint.report.flow import SCOPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gklint.lang import Text
    from gklint.ruleset.model import Pack, Rule

NO_OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {},
    "additionalProperties": False,
}

LOCALISED: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
    "additionalProperties": False,
}

WORDS: Final[Mapping[str, Any]] = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "minItems": 1,
}
PATTERN: Final[Mapping[str, Any]] = {"type": "string", "format": "regex", "minLength": 1}
PATTERNS: Final[Mapping[str, Any]] = {"type": "array", "minItems": 1, "items": PATTERN}
VARIANT: Final[Mapping[str, Any]] = {"type": "string", "description": "the rule's words"}
PROSE_SCOPE: Final[Mapping[str, Any]] = {
    "type": "string",
    "description": "a flow of the report; prose by default",
}
TEXT_SCOPE: Final[Mapping[str, Any]] = {
    "type": "string",
    "description": "a flow of the report; text by default",
}


def variant_faults(rule: Rule, named: Iterable[str | None]) -> Iterator[Text]:
    """A sentence for each variant that a kind may pick, or the options name, and the rule lacks."""
    for name in sorted({name for name in named if name} - set(rule.variants)):
        yield Localised(
            f"variants 缺少“{name}”，{rule.kind} 会用到它",
            f"variants: {name!r} is missing, the kind {rule.kind!r} may pick it",
        )


def has_variants(*wanted: str) -> Callable[[Rule, Pack], Iterator[Text]]:
    """A `validate` that asks for the variants a kind may pick."""
    return lambda rule, pack: variant_faults(rule, wanted)


def scope_faults(pack: Pack, *scopes: str) -> Iterator[Text]:
    """A sentence for each of `scopes` that no flow and no section of the pack has."""
    yield from section_faults(pack, scopes, also=(*SCOPES, "text"))


def section_faults(
    pack: Pack, keys: Iterable[str], *, also: tuple[str, ...] = ()
) -> Iterator[Text]:
    """A sentence for each of `keys` that no section of the pack has, and that is not in `also`."""
    known = dict.fromkeys([*also, *(part.key for form in pack.forms for part in form.sections)])
    for key in keys:
        if key not in known:
            yield Localised(
                f"没有名为“{key}”的部分或范围；可用：{'、'.join(known)}",
                f"there is no section or scope {key!r}; allowed: {', '.join(known)}",
            )


def word_list_faults(pack: Pack, name: str) -> Iterator[Text]:
    """A sentence where the pack has no such list of words."""
    if name not in pack.words:
        known = sorted(pack.words)
        yield Localised(
            f"没有 words/{name}.yaml 这份词表；可用：{'、'.join(known)}",
            f"there is no list words/{name}.yaml; the pack has: {', '.join(known)}",
        )


def group_faults(where: str, patterns: Iterable[str], group: str) -> Iterator[Text]:
    """A sentence for each of the `patterns` of the option `where` without the named group."""
    for pattern in patterns:
        if group not in regex(pattern).groupindex:
            yield Localised(
                f"{where}：模式 {pattern} 缺少 (?P<{group}>…) 一组",
                f"{where}: the pattern {pattern!r} has no group (?P<{group}>…)",
            )
