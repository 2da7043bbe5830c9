"""Control words by what they mean to a reader of text; all others are looks."""

from __future__ import annotations

from typing import Final

CHARACTERS: Final = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwnbo": "\u2060",
}
"""Words that are a character; a break of page or column ends the printed line too."""

SYMBOLS: Final = {"~": "\u00a0", "_": "-", "\t": "\t"}
"""Symbols that are a character; ``\\-`` (a break of words that may be) prints nothing."""

PASSED: Final = frozenset({"shpinst", "shppict", "do"})
"""Destinations marked as new (``\\*``) whose groups are gone through. What any other holds that has
no meaning of its own is not printed."""

SKIPPED: Final = frozenset(
    {
        "colortbl", "filetbl", "listtable", "listoverridetable", "revtbl", "rsidtbl", "xmlnstbl",
        "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
        "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "nonshppict",
        "shprslt", "xe", "tc", "tcn", "rxe", "bkmkstart", "bkmkend", "pnseclvl", "pn", "pgdsctbl",
        "themedata", "datafield", "falt", "panose", "fontemb", "nonesttables",
        "comment", "creatim", "revtim", "printim", "buptim", "doccomm", "hlinkbase", "txe", "upr",
        "mmathPr", "latentstyles", "datastore", "wgrffmtfilter", "userprops", "defchp", "defpap",
        "background", "objdata", "objalias", "objsect", "objname", "docvar",
    }
)  # fmt: skip
"""Destinations whose text is not printed."""

PROPERTIES: Final = {
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "author": "creator",
    "operator": "lastmodifiedby",
    "manager": "manager",
    "company": "company",
    "generator": "application",
    "template": "template",
}
"""Destinations that say something of the file → their names in `Document.meta`."""
