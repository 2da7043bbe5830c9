"""The sentences of the program itself, in Chinese and English.

One catalogue a language (`zh.py`, `en.py`), the same keys in both; only the one in use is loaded.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.lang import Lang


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
