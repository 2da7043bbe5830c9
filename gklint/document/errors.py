"""Why a document could not be had.

    ReadingError            every one becomes a finding of family RD; the batch goes on
    ├── CannotOpen          RD01  empty, damaged, not found, not fetched
    ├── TypeRefused         RD02  a type that is not read, by name, with what to do instead
    ├── LimitReached        RD03  size, depth, members, time
    └── Encrypted           RD07  a password is needed, or a right

`key` names the sentence in the rule file's variants; `params` fill it.
"""

from __future__ import annotations


class ReadingError(Exception):
    """Base: `rule` is the RD rule that reports it, `key` the variant of its message."""

    rule = "RD01"

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key, params)
        self.key = key
        self.params: dict[str, str] = {name: str(value) for name, value in params.items()}

    def __reduce__(self) -> tuple[object, ...]:
        # Workers send errors home by pickle; keyword arguments need help there.
        return (_rebuild, (type(self), self.key, self.params))

    def __str__(self) -> str:
        return f"{self.rule} {self.key} {self.params}"


def _rebuild(cls: type[ReadingError], key: str, params: dict[str, str]) -> ReadingError:
    return cls(key, **params)


class CannotOpen(ReadingError):
    rule = "RD01"


class TypeRefused(ReadingError):
    rule = "RD02"


class LimitReached(ReadingError):
    rule = "RD03"


class Encrypted(ReadingError):
    rule = "RD07"
