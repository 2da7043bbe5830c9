"""The files a page offers that may hold its report, or the tables that it lacks.

Links and frames are looked at, never opened. Portals write such addresses in many ways: plainly
(``P020250118.docx``), as a program that sends a file (``down.jsp?filename=a.pdf``), as a viewer's
(``viewer.html?file=/a.pdf``), or within a script (``javascript:open('/a.pdf')``). Words of their
texts and marks of such programs are a pack's (`words/links.yaml`: attached).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from gklint.document.limits import MAX_ATTACHMENTS, MAX_LINKS
from gklint.document.model import Embedded, Paragraph
from gklint.mask import mask
from gklint.patterns import regex
from gklint.report.addresses import ATTACHMENTS
from gklint.report.bind import bind
from gklint.report.loose import gathered
from gklint.report.model import Attachment
from gklint.report.parted import parted
from gklint.report.title import best, title_in_meta, titles
from gklint.report.vocabulary import vocabulary
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gklint.document.model import Block, Document
    from gklint.report.model import Report, TableReading, Title
    from gklint.ruleset.model import Pack

_QUOTED: Final = r"['\"]([^'\"]+)['\"]"
_YEAR: Final = r"(?<![0-9])20[0-9]{2}(?![0-9])"
_PAGES: Final = frozenset({"html", "htm", "shtml", "jhtml", "xhtml"})
_VIEWED: Final = frozenset({"file", "src", "url", "pdf", "path"})
"""Names of the parameter in which the address of a viewer gives the file that it shows."""
_LONGEST: Final = 60  # characters of a link's text that is a name
_LINE: Final = 200  # characters of the line in which a link stands


class _Offer(NamedTuple):
    """A link or frame of the page that leads to a file, and the years in its name."""

    attachment: Attachment
    years: frozenset[int]


def lacking(report: Report) -> tuple[str, ...]:
    """Keys of the tables that the form asks for and of which nothing was read. Where no form is
    known, the newest one's; none for years without a form."""
    if report.form_key is not None and report.form is None:
        return ()
    form = report.form or (report.pack.forms[-1] if report.pack.forms else None)
    readings = report.tables
    return tuple(
        table.key
        for table in (form.tables if form is not None else ())
        if table.key not in readings or not readings[table.key].read
    )


def offered(report: Report) -> tuple[Attachment, ...]:
    """The files offered beside a report, the likeliest first, at most MAX_ATTACHMENTS; computed
    once a report."""
    known = report.memo.get("attached")
    if not isinstance(known, tuple):
        article = range(report.first, report.last)
        known = _chosen(report.document, report.pack, report.url, report.year, article)
        report.memo["attached"] = known
    return known


def offered_alone(
    document: Document, packs: Sequence[Pack], url: str | None
) -> tuple[Attachment, ...]:
    """The same of a page in which no report was recognised: of the first pack with any."""
    for pack in packs:
        if not pack.recognition:
            continue
        title = page_title(document, pack)
        year = title.years[0] if title is not None and title.years else None
        if year is None and _lists_years(document, pack):
            continue
        found = _chosen(document, pack, url, year, range(0))
        if found:
            return found
    return ()


def tables_alone(document: Document, pack: Pack, year: int | None) -> Mapping[str, TableReading]:
    """The statutory tables in a document that is no report: a file may hold one of them only."""
    whole = parted(gathered(document, pack), pack, vocabulary(pack))
    newest = pack.forms[-1] if pack.forms else None
    readings = bind(whole.tables, pack, pack.form_due(year) or newest).readings
    return {key: reading for key, reading in readings.items() if reading.read}


def _lists_years(document: Document, pack: Pack) -> bool:
    """Whether the page links to reports of several years, pages or files: none of them is its."""
    noun = vocabulary(pack).noun
    named = (text for link in document.links if noun.search(text := fold_label(link.text)))
    return len({year for text in named for year in regex(_YEAR).findall(text)}) > 1


def asked_for(attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """Those that can be fetched: their addresses are known whole."""
    return tuple(a for a in attachments if a.url.lower().startswith(("http://", "https://")))


def page_title(document: Document, pack: Pack) -> Title | None:
    """The title of a page on which there is no more of a report than that."""
    words = vocabulary(pack)
    printed = titles(document.paragraphs, words)
    return best(printed, 0, len(document.blocks)) or title_in_meta(document.meta, words)


def _chosen(
    document: Document, pack: Pack, url: str | None, year: int | None, article: range
) -> tuple[Attachment, ...]:
    found: dict[str, _Offer] = {}
    for offer in _offers(document, pack, url, article):
        found.setdefault(offer.attachment.url, offer)
    offers = [o for o in found.values() if year is None or _fits(o, year)]
    if year is None and len({o.years for o in offers if o.years}) > 1:
        return ()  # a list of several years: none of them is this page's
    offers.sort(key=lambda o: (not o.attachment.named, not o.attachment.inside))
    return tuple(o.attachment for o in offers[:MAX_ATTACHMENTS])


def _fits(offer: _Offer, year: int) -> bool:
    """Whether nothing in its name tells that it is of another year. A report is named by its own
    year; another file may name that of its publication."""
    fitting = {year} if offer.attachment.named else {year, year + 1}
    return not offer.years or bool(fitting & offer.years)


def _offers(document: Document, pack: Pack, url: str | None, article: range) -> Iterator[_Offer]:
    given: Mapping[str, Any] = pack.words.get("links", {}).get("attached", {})
    names, belongs, offers = (
        tuple(map(fold_label, given.get(key, ()))) for key in ("names", "belongs", "offers")
    )
    programs = regex("|".join(given.get("programs", ())) or "(?!)", re.IGNORECASE)
    noun = vocabulary(pack).noun
    for text, target, number, framed in islice(_targets(document), MAX_LINKS):
        try:
            address, file = _file(target)
        except ValueError:  # a bracket that opens no IPv6 address
            continue
        if not address:
            continue
        of_type, plain = _suffix(file) in ATTACHMENTS, _suffix(address) in _PAGES
        if not of_type and not plain and _suffix(text) in ATTACHMENTS:
            of_type, file = True, text
        label, near = fold_label(text), fold_label(_near(document.blocks[number]))
        its = any(word in near or word in label for word in belongs)
        said = its or any(word in label for word in (*offers, *names))
        if not of_type and (plain or not said or not _sends(address, programs)):
            continue
        printed = fold_label(f"{text} {file}")
        named = noun.search(printed) is not None or any(name in printed for name in names)
        inside = number in article or framed or its
        if not (inside or named or said):
            continue
        name = mask(_name(text, file, (*belongs, *offers)) or address)
        years = frozenset(int(y) for y in regex(_YEAR).findall(printed))
        whole = urljoin(url, address) if url else address
        yield _Offer(Attachment(name, whole, named, inside), years)


def _targets(document: Document) -> Iterator[tuple[str, str, int, bool]]:
    """Text, target and block of every link and frame, and whether it is a frame."""
    for block in document.blocks:
        if isinstance(block, Embedded):
            yield "", block.source, block.block, True
    for link in document.links:
        yield link.text, link.target, link.block, False


def _sends(address: str, programs: re.Pattern[str]) -> bool:
    """Whether the address is a program's that sends a file, by its path."""
    parts = urlsplit(address)
    return programs.search(f"{parts.path}?{parts.query}") is not None


def framed(document: Document, url: str | None) -> Mapping[int, str]:
    """The addresses of the files that frames of the page show, by the frames' blocks."""
    found = {}
    for _, target, number, is_frame in _targets(document):
        if not is_frame:
            continue
        try:
            address, _ = _file(target)
        except ValueError:
            continue
        found[number] = urljoin(url, address) if url else address
    return found


def _near(block: Block) -> str:
    """The line in which a link stands, where it is short: 附件：…."""
    return block.text if isinstance(block, Paragraph) and len(block.text) <= _LINE else ""


def _file(target: str, *, viewed: bool = False) -> tuple[str, str]:
    """The address behind `target`, and the name of the file that it tells; both "" where `target`
    is none. What a viewer shows (`viewed`) shows nothing else. Raises ValueError."""
    target = target.strip()
    scheme = target.partition(":")[0].lower()
    if scheme == "javascript":
        quoted = regex(_QUOTED).findall(target)
        target = next((q for q in quoted if _suffix(urlsplit(q).path) in ATTACHMENTS), "")
    elif ":" in target and scheme not in ("http", "https") and "/" not in scheme:
        return "", ""
    parts = urlsplit(target)
    file = unquote(parts.path.rpartition("/")[2])
    if not target or not (parts.path or parts.query):
        return "", ""
    if _suffix(file) in ATTACHMENTS:
        return target, file
    given = parse_qsl(parts.query)
    for key, value in given if not viewed else ():
        whole = value.lower().startswith(("http://", "https://"))
        if key.lower() in _VIEWED and (whole or _suffix(file) in _PAGES):
            shown = _file(value, viewed=True)
            if _suffix(shown[1]) in ATTACHMENTS:
                return shown
    # The last one: a name to show stands behind the name in the store.
    names = [v.rpartition("/")[2] for _, v in given if _suffix(v) in ATTACHMENTS]
    return target, names[-1] if names else file


def _suffix(name: str) -> str:
    return name.strip().rpartition(".")[2].lower() if "." in name else ""


def _name(text: str, file: str, words: Sequence[str]) -> str:
    """The link's text where it is a name, else the file's."""
    text = " ".join(text.split())
    rest = fold_label(text)
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(regex(r"\w").findall(rest)) < 3 or len(text) > _LONGEST:  # 点击下载 is no name
        return file or text
    return text
