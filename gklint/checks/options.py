"""What the kinds of check share in declaring and validating their options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.lang import Localised
from gklint.report.flow import SCOPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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


def has_variants(*wanted: str) -> Callable[[Rule, Pack], Iterator[Text]]:
    """A `validate` that asks for the variants a kind may pick."""

    def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
        for name in wanted:
            if name not in rule.variants:
                yield Localised(
                    f"variants 缺少“{name}”，{rule.kind} 会用到它",
                    f"variants: {name!r} is missing, the kind {rule.kind!r} may pick it",
                )

    return validate


def unknown_scopes(rule: Rule, pack: Pack, scopes: tuple[str, ...]) -> Iterator[Text]:
    """A sentence for each of `scopes` that no flow and no section of the pack has."""
    known = {*SCOPES, "text", *(part.key for form in pack.forms for part in form.sections)}
    for scope in scopes:
        if scope not in known:
            yield Localised(
                f"没有名为“{scope}”的部分或范围", f"there is no section or scope {scope!r}"
            )
