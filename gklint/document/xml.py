"""XML of documents, parsed so that it can neither fetch, nor grow, nor nest without bound."""

from __future__ import annotations

from functools import cache

from lxml import etree

from gklint.document.errors import CannotOpen, LimitReached


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def parse(content: bytes, part: str) -> etree._Element:
    """The root element of the file `part`; a document type declaration is refused, as Office does.

    Raises CannotOpen("damaged"), LimitReached("depth").
    """
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise LimitReached("depth", member=part, limit=256) from error
        raise CannotOpen("damaged", reason=f"{part}: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise CannotOpen("damaged", reason=f"{part}: document type declaration")
    return root
