"""The sentences of the program itself, in Chinese and English.

- What commands and outputs say in the language asked for is in the catalogues (`zh.py`, `en.py`:
  the same keys in both; `say`). Only the one in use is loaded.
- What only the page (`page.py`), only the workbook (`xlsx.py`) or both of them (`desk.py`) say has
  the languages side by side (`Words`) and is loaded with them. What ``gklint rollup`` writes is
  Chinese only (`draft.py`).
- What travels in results in both languages, such as reasons and doubts, has a module a subject:
  constants and small tables of `Localised`.

The words of rules are none of these: they stand in the rule files.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.lang import Lang, Localised


@cache
def catalogue(lang: Lang) -> Mapping[str, str]:
    """Every sentence in `lang` by its key."""
    found: Mapping[str, str] = import_module(f"gklint.messages.{lang}").SENTENCES
    return found


def say(key: str, lang: Lang, /, **params: str | int) -> str:
    """The sentence `key` in `lang`, its ``$names`` filled from `params`.

    Raises KeyError where the key is unknown or a name has no value: a hole never reaches a reader.
    """
    sentence = catalogue(lang)[key]
    return Template(sentence).substitute(params) if "$" in sentence else sentence


class Words:
    """Sentences by key, both languages side by side: ``tell(key, lang, **params)`` is one of them.

    Raises KeyError where the key is unknown or a name has no value, as `say` does.
    """

    def __init__(self, *texts: Mapping[str, Localised]) -> None:
        self._texts = {key: text for held in texts for key, text in held.items()}

    def __call__(self, key: str, lang: Lang, /, **params: object) -> str:
        return Template(self._texts[key][lang]).substitute(params)

    def __contains__(self, key: str) -> bool:
        return key in self._texts
