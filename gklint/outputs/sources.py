"""Sources as tables name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def common_folder(sources: Iterable[str]) -> str:
    """The folder, address or archive that all `sources` are in, with the sign that ends it: told
    once, it leaves room for names."""
    names = list(sources)
    first, last = min(names, default=""), max(names, default="")
    shared = first[: next((i for i, c in enumerate(first) if c != last[i : i + 1]), len(first))]
    return shared[: max(shared.rfind("/"), shared.rfind("\\"), shared.rfind("!")) + 1]
