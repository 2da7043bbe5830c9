"""An example as a file: what a reader would be handed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gklint.specimen import SpecimenError, apply, make, to_docx, to_html, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.ruleset.model import Example, Pack, Rule
    from gklint.specimen import Specimen


def example_source(pack: Pack, rule: Rule, example: Example) -> tuple[bytes, str]:
    """The bytes of the example's file, and its name. Raises SpecimenError."""
    edits = example.edits
    if "text" in edits:
        return str(edits["text"]).encode(), "example.txt"
    if "html" in edits:
        return str(edits["html"]).encode(), "example.html"
    specimen = example_specimen(pack, rule, example)
    medium = edits.get("media", _medium(rule))
    if medium == "text":
        return to_text(specimen).encode(), "example.txt"
    if medium == "docx":
        return to_docx(specimen), "example.docx"
    return to_html(specimen).encode(), "example.html"


def example_specimen(pack: Pack, rule: Rule, example: Example) -> Specimen:
    """The edited specimen of an example that brings no whole page. Raises SpecimenError."""
    edits = example.edits
    return apply(make(pack, _form(pack, rule, edits), year=edits.get("year")), edits, pack)


def _form(pack: Pack, rule: Rule, edits: Mapping[str, Any]) -> str:
    """The form asked for, else the newest that the rule is for and a specimen exists of."""
    if "form" in edits:
        return str(edits["form"])
    known: list[str] = [key for key in pack.specimen.get("forms", {}) if _fits(rule, key)]
    if not known:
        raise SpecimenError(
            f"规则包 {pack.key} 没有适用于 {rule.id} 的样本报告",
            f"{pack.key} has no specimen for {rule.id}",
        )
    return max(known)


def _fits(rule: Rule, form: str) -> bool:
    return not rule.applies.forms or form in rule.applies.forms


def _medium(rule: Rule) -> str:
    media = rule.applies.media
    if not media or "text/html" in media:
        return "html"
    return "text" if "text/plain" in media else "docx"
