"""A text in the languages gklint speaks."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Localised:
    """The same text in Chinese and English."""

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


Text = str | Localised


def localise(text: Text, lang: Lang) -> str:
    """`text` in `lang`; a plain string is the same in both."""
    return text if isinstance(text, str) else text[lang]


def fill(template: Localised, params: Mapping[str, Text], lang: Lang) -> str:
    """The template with its ``$names`` filled; `string.Template`, so data can't run code."""
    values = {name: localise(value, lang) for name, value in params.items()}
    return Template(template[lang]).safe_substitute(values)


def filled(template: Localised, /, **params: Text) -> Localised:
    """The template with its ``$names`` filled in both languages."""
    return Localised(fill(template, params, "zh"), fill(template, params, "en"))


def listed(texts: Iterable[Text], most: int | None = None) -> Localised:
    """`texts` one after the other; "…" for what comes after the first `most`."""
    return _joined(texts, most, "、", ", ")


def sentences(texts: Iterable[Text]) -> Localised:
    """Parts of sentences one after the other."""
    return _joined(texts, None, "；", "; ")


def _joined(texts: Iterable[Text], most: int | None, zh: str, en: str) -> Localised:
    every = tuple(texts)
    more = "" if most is None or len(every) <= most else "…"
    shown = every[:most]
    return Localised(
        zh.join([localise(text, "zh") for text in shown]) + more,
        en.join([localise(text, "en") for text in shown]) + more,
    )
