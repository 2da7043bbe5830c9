"""What a page's files add to it, or are held against it for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.across.digest import digest
from gklint.attachments.files import opened
from gklint.attachments.made import as_report, with_tables
from gklint.attachments.model import is_whole, tables_of
from gklint.lang import Localised, filled, listed, sentences
from gklint.messages import attachments as words
from gklint.report.attached import lacking, offered, offered_alone
from gklint.result import AttachmentSeen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.attachments.model import File, Page, Tools
    from gklint.lang import Text
    from gklint.report.model import Attachment
    from gklint.ruleset.model import Pack
    from gklint.sources.attached import Attached


def joined(page: Page, attached: Sequence[Attached] | None, tools: Tools) -> Page:
    """`page` with what its files add to it, or are held against it for; they matter (`may_need`).

    `attached` are those that were fetched: None with the network off for this input, empty where
    no address was known.
    """
    report = page.report
    lacks = lacking(report) if report is not None else ()
    if not attached:
        return _not_fetched(page, offline=attached is None, packs=tools.packs)
    files = [opened(page, one, tools) for one in attached]
    if report is not None and not lacks:
        return _compared(page, files)
    return _completed(page, files, lacks, tools)


def _not_fetched(page: Page, *, offline: bool, packs: Sequence[Pack]) -> Page:
    offers = _offers(page, packs)
    reason = words.NOT_FETCHED if offline else words.NO_BASE
    likely = [a for a in offers if a.likely]
    if not likely:
        return page
    seen = tuple(AttachmentSeen(a.name, a.url, used=False, reason=reason) for a in likely)
    text = words.OFFLINE if offline else words.NO_ADDRESS
    return page._replace(seen=seen, elsewhere=filled(text, names=_names(a.name for a in likely)))


def _offers(page: Page, packs: Sequence[Pack]) -> tuple[Attachment, ...]:
    if page.report is not None:
        return offered(page.report)
    return offered_alone(page.document, packs, page.source.url)


def _compared(page: Page, files: Sequence[File]) -> Page:
    """Files with figures to be held against the page's own. One that bears a report's name and
    is another's is told of too: the wrong file may hang there."""
    forms = tuple(
        digest(file.report)._replace(source=file.attachment.name)
        for file in files
        if file.report is not None and file.tables and (file.other is None or file.attachment.named)
    )
    failed = [file.error for file in files if file.error is not None]
    why = None
    if failed and not forms:
        why = filled(words.NO_FORM, why=sentences(dict.fromkeys(failed)))
    seen = []
    for file in files:
        reason = (
            file.error
            or file.other
            or (words.COMPARED if file.report is not None and file.tables else words.NO_REPORT)
        )
        seen.append(_seen(file, used=reason is words.COMPARED, reason=reason))
    return page._replace(seen=tuple(seen), forms=forms, unread=why)


def _completed(page: Page, files: Sequence[File], lacks: Sequence[str], tools: Tools) -> Page:
    fitting = sorted((file for file in files if file.fits), key=lambda file: -file.cells)
    reports = [(file, file.report) for file in fitting if file.report is not None]
    bare = page.report is None or not (is_whole(page.report) or tables_of(page.report))
    whole = next((file for file, own in reports if is_whole(own) and file.tables), None)
    if page.report is None and whole is None:
        whole = next((file for file, _ in reports), None)
    made = as_report(page, whole, tools) if whole is not None and bare else None
    if made is not None and whole is not None:
        used: Mapping[str, Text] = {whole.attachment.url: words.READ}
    else:
        made, used = with_tables(page, fitting, lacks, tools)
    seen = tuple(
        _seen(file, used=file.attachment.url in used, reason=_became(file, used))
        for file in files
        if file.attachment.likely or file.attachment.url in used
    )
    return made._replace(seen=seen, elsewhere=_still_elsewhere(made, files, used))


def _became(file: File, used: Mapping[str, Text]) -> Text:
    if file.error is not None:
        return file.error
    if file.other is not None:
        return file.other
    if file.attachment.url in used:
        return used[file.attachment.url]
    if file.tables:
        return words.NOT_NEEDED
    return words.NO_TABLES if file.report is not None else words.NO_REPORT


def _still_elsewhere(
    made: Page, files: Sequence[File], used: Mapping[str, Text]
) -> Localised | None:
    """Why tables are still lacking, where a file that may hold them could not be read."""
    if made.report is None or not lacking(made.report):
        return None
    open_ = [
        (f.attachment.name, f.error or words.NO_TABLES)
        for f in files
        if f.attachment.likely
        and f.attachment.url not in used
        and f.other is None
        and (f.error is not None or (f.attachment.named and not f.tables))
    ]
    if not open_:
        return None
    why = sentences(dict.fromkeys(error for _, error in open_))
    return filled(words.NOT_READ, names=_names([name for name, _ in open_]), why=why)


def _seen(file: File, *, used: bool, reason: Text) -> AttachmentSeen:
    return AttachmentSeen(file.attachment.name, file.attachment.url, used=used, reason=reason)


def _names(names: Iterable[str]) -> Localised:
    return listed(filled(words.NAME, name=name) for name in names)
