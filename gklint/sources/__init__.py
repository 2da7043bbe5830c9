"""Where bytes come from: files, folders, globs, zip members, standard input, addresses.

`discover` finds inputs without reading them; `load` brings the bytes of one. Only
`gklint.sources.fetch` opens sockets.
"""

from __future__ import annotations

from gklint.sources.discover import Inputs, Item, ItemKind, discover
from gklint.sources.loading import Source, load

__all__ = ["Inputs", "Item", "ItemKind", "Source", "discover", "load"]
