"""Whom to ask: address, postcode, telephones, fax and e-mail, each as printed.

Only from the statement that says whom to ask, in the preamble or at the end of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from gklint.patterns import regex
from gklint.report.model import Contact, Span
from gklint.report.vocabulary import any_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.report.prose import Prose
    from gklint.report.vocabulary import Vocabulary

_URL: Final = regex(r"(?:https?:/*|www\.)[!-~]*", re.IGNORECASE)
_MAIL: Final = regex(r"[A-Za-z0-9._%+\-]+\s?[@]\s?[A-Za-z0-9\-]+(?:\s?\.\s?[A-Za-z0-9\-]+)*")
_DASH: Final = r"[-—–―－‐‑−─~～_ ]"
_PHONE: Final = regex(
    r"(?<![\dA-Za-z.])(?:"
    rf"[（(]\s*0\d{{2,3}}\s*[）)]\s*{_DASH}{{0,2}}\s*\d{{3,8}}"
    rf"|0\d{{2,3}}\s*{_DASH}{{1,3}}\s*\d{{3,8}}(?:\s*{_DASH}\s*\d{{3,8}})?"
    rf"|400{_DASH}?\d{{3}}{_DASH}?\d{{4}}"
    r"|0\d{9,11}"
    rf"|1[3-9]\d{_DASH}?\d{{4}}{_DASH}?\d{{4}}"
    r"|[2-9]\d{6,7}"
    r"|1[12]\d{3}(?!\d)"
    r")(?:\s*(?:转|分机)\s*\d{1,5})?(?!\d)"
)
_CODE: Final = regex(r"(?<![\d\-—–.])[1-9０]?\d{5}(?![\d\-—–.])")
_END: Final = "，,；;。）)\n"
_STATEMENT_END: Final = regex("[。\n]")
_SPACE: Final = regex(r"[:：\s\-—]*")
_TAIL: Final = 600  # characters after the lead in which the parts are looked for


class _Parts:
    def __init__(self) -> None:
        self.address: Span | None = None
        self.postcode: Span | None = None
        self.phones: list[Span] = []
        self.faxes: list[Span] = []
        self.emails: list[Span] = []

    @property
    def found(self) -> bool:
        return bool(self.address or self.postcode or self.phones or self.faxes or self.emails)


def find_contact(proses: Sequence[Prose], words: Vocabulary) -> tuple[Contact, str | None]:
    """The contact statement of the first of `proses` that has one, and the body it names."""
    for prose in proses:
        for lead in words.contact_lead.finditer(prose.text):
            stop = _statement_end(prose.text, lead.start(), words)
            parts = _parts(prose, lead.start(), stop, words)
            body = _body(prose.text[lead.start() : stop], words)
            if parts.found:
                whole = prose.trimmed(lead.start(), stop, "。")
                return _contact(whole, parts), body
    for prose in proses:
        labelled = _labels(words).search(prose.text)
        if labelled is None:
            continue
        begin = prose.text.rfind("\n", 0, labelled.start()) + 1
        sentence = prose.text.rfind("。", begin, labelled.start())
        begin = max(begin, sentence + 1)
        stop = _statement_end(prose.text, labelled.start(), words)
        parts = _parts(prose, labelled.start(), stop, words)
        if parts.phones or parts.emails or parts.faxes:
            return _contact(prose.trimmed(begin, stop, "。"), parts), None
    return Contact(), None


def _contact(whole: Span, parts: _Parts) -> Contact:
    return Contact(
        whole,
        parts.address,
        parts.postcode,
        tuple(parts.phones),
        tuple(parts.faxes),
        tuple(parts.emails),
    )


def _statement_end(text: str, begin: int, words: Vocabulary) -> int:
    """To the end of the sentence; further where labelled parts follow right behind it."""
    at = begin
    limit = min(len(text), begin + _TAIL)
    labels = _labels(words)
    while True:
        end = _STATEMENT_END.search(text, at, limit)
        if end is None:
            return limit
        rest = text[end.end() : end.end() + 16].lstrip(" （(。\n")
        if labels.match(rest) is None:
            return end.start()
        at = end.end() + 1


def _body(statement: str, words: Vocabulary) -> str | None:
    for pattern in words.contact_body:
        found = pattern.search(statement)
        if found is not None:
            return regex(r"\s+").sub("", found["body"])
    return None


@lru_cache(maxsize=32)
def _label_pattern(parts: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """Every label of every part; a label may join two (电话/传真, 电话（传真）)."""
    alternatives = "|".join(f"(?P<{key}>{any_word(words)})" for key, words in parts)
    return regex(rf"(?:{alternatives})", re.IGNORECASE)


def _labels(words: Vocabulary) -> re.Pattern[str]:
    return _label_pattern(tuple((k, tuple(v)) for k, v in words.contact_parts.items()))


def _parts(prose: Prose, begin: int, stop: int, words: Vocabulary) -> _Parts:
    parts = _Parts()
    text = prose.text[begin:stop]
    halt = words.contact_stops.search(text)
    # Office hours and what follows are no contact, unless labels come again behind them.
    text = _mask(text, _URL)
    if halt is not None:
        text = _mask_hours(text, words)
    mails = [(m.start(), m.end()) for m in _MAIL.finditer(text)]
    for first, end in mails:
        parts.emails.append(prose.trimmed(begin + first, begin + end))
    text = _mask(text, _MAIL)
    labels = list(_labels(words).finditer(text))
    used: list[tuple[int, int]] = []
    number = 0
    while number < len(labels):
        label = labels[number]
        keys = [label.lastgroup or ""]
        at = label.end()
        # 电话/传真, 电话（传真）, 电话及传真: one value, two parts.
        while number + 1 < len(labels) and regex(r"\s*[/／、（(及和兼]\s*").fullmatch(
            text, at, labels[number + 1].start()
        ):
            number += 1
            keys.append(labels[number].lastgroup or "")
            at = labels[number].end()
        opened = regex(r"\s*[）)]").match(text[at:])
        at += opened.end() if opened is not None and len(keys) > 1 else 0
        number += 1
        end = labels[number].start() if number < len(labels) else len(text)
        used.append((label.start(), _value(prose, text, begin, at, end, keys, parts)))
    _unlabelled(prose, text, begin, used, parts, words)
    return parts


def _value(
    prose: Prose, text: str, base: int, at: int, end: int, keys: list[str], parts: _Parts
) -> int:
    """Take the value of a label; where it ends."""
    blank = _SPACE.match(text, at, end)
    first = blank.end() if blank is not None else at
    if "phone" in keys or "fax" in keys:
        last = first
        for found in _PHONE.finditer(text, first, end):
            if regex("[。；;\n]").search(text[last : found.start()]):
                break
            span = prose.trimmed(base + found.start(), base + found.end())
            if "phone" in keys:
                parts.phones.append(span)
            if "fax" in keys:
                parts.faxes.append(span)
            last = found.end()
        return last
    stop = first
    while stop < end and text[stop] not in _END:
        stop += 1
    if "postcode" in keys:
        code = regex(r"[0-9A-Za-z ]+").match(text, first, end)
        if code is not None and parts.postcode is None and code[0].strip():
            parts.postcode = prose.trimmed(base + first, base + code.end())
            return code.end()
        return stop
    if "address" in keys:
        if parts.address is None and text[first:stop].strip():
            # A bracket opened inside the address belongs to it.
            if regex("[（(]").search(text[first:stop]) and stop < end and text[stop] in "）)":
                stop += 1
            parts.address = prose.trimmed(base + first, base + stop)
        return stop
    if "email" in keys and not any(
        base + first <= prose_start(prose, s) < base + end for s in parts.emails
    ):
        word = regex(r"[!-~]{4,}").match(text, first, end)
        if word is not None:
            parts.emails.append(prose.trimmed(base + first, base + word.end(), _END))
            return word.end()
    return stop


def prose_start(prose: Prose, span: Span) -> int:
    """Where a span begins in the prose."""
    for start, block, offset in reversed(prose.pieces):
        if block == span.block and span.start >= offset:
            return start + span.start - offset
    return 0


def _unlabelled(
    prose: Prose,
    text: str,
    base: int,
    used: Sequence[tuple[int, int]],
    parts: _Parts,
    words: Vocabulary,
) -> None:
    """Parts without a label, in brackets or between commas."""
    free = list(text)
    for first, end in used:
        free[first:end] = "\x00" * (end - first)
    rest = "".join(free)
    if not parts.phones:
        for found in _PHONE.finditer(rest):
            parts.phones.append(prose.trimmed(base + found.start(), base + found.end()))
    if parts.postcode is None:
        code = next((m for m in _CODE.finditer(rest) if len(m[0]) == 6), None)
        if code is not None:
            parts.postcode = prose.trimmed(base + code.start(), base + code.end())
    if parts.address is None:
        for piece in regex(r"[^，,；;。（()）\x00\n:：]{6,60}").finditer(rest):
            places = len(words.contact_places.findall(piece[0]))
            if places >= 2 and regex(r"\d+\s*[号弄幢栋楼室层]").search(piece[0]):
                parts.address = prose.trimmed(base + piece.start(), base + piece.end())
                break


def _mask(text: str, pattern: re.Pattern[str]) -> str:
    """The same length with what `pattern` matches blanked out."""
    return pattern.sub(lambda m: "\x01" * len(m[0]), text)


def _mask_hours(text: str, words: Vocabulary) -> str:
    """Blank out office hours up to the end of their clause."""
    out = text
    for halt in words.contact_stops.finditer(text):
        end = regex("[；;。\n]").search(text, halt.end())
        stop = end.start() if end is not None else len(text)
        out = out[: halt.start()] + "\x01" * (stop - halt.start()) + out[stop:]
    return out
