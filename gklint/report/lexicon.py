"""Which label of which form a cell prints: the index of all labels of a pack's tables.

Three tries, each looser: the text as printed (folded), the text without number and quotes, and
the nearest label by likeness. Only the first two, and with the same number, are `exact`.
"""

from __future__ import annotations

from enum import IntEnum, auto
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from gklint.patterns import regex
from gklint.report.figures import is_figure
from gklint.text import fold_label

if TYPE_CHECKING:
    from gklint.ruleset.model import BlockForm, Form, Label, Pack, TableForm

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_NUMBERED: Final = regex(r"(?:（?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})(?:）[、.]?|[、.．，]))")
_SIGNS: Final = {chr(ord(one) + n): str(n + 1) for one in "①⑴⒈" for n in range(20)}
_QUIET: Final = regex("[“”\"'‘’「」『』、，。.：；·]")
_LIKENESS: Final = 0.75
_SHORTEST: Final = 4  # characters of a label that may be told by likeness


class Role(IntEnum):  # its members are keys: an integer is hashed by the interpreter
    ROW = auto()
    GROUP = auto()
    COLUMN = auto()
    HEADING = auto()
    FURNITURE = auto()


class Hit(NamedTuple):
    """A label that a text may be. `label` is None for headings and furniture."""

    role: Role
    table: TableForm
    block: BlockForm
    label: Label | None
    exact: bool


class Told(NamedTuple):
    """What a cell's text says of statutory tables; `words` where it is no figure."""

    tables: frozenset[int]
    rows: frozenset[int]
    words: bool


class _Bare(NamedTuple):
    number: str
    text: str


def _bare(folded: str) -> _Bare:
    found = _NUMBERED.match(folded)
    number, rest = (found["n"], folded[found.end() :]) if found is not None else ("", folded)
    if folded[:1] in _SIGNS:
        number, rest = _SIGNS[folded[0]], folded[1:]
    return _Bare(number, _QUIET.sub("", rest))


class Lexicon:
    """Texts → hits. `find` remembers what it was asked."""

    def __init__(self) -> None:
        self.printed: dict[str, list[Hit]] = {}
        self.bare: dict[str, list[tuple[str, Hit]]] = {}
        self.domains: dict[tuple[str, str], str | None] = {}  # (form, fact)
        self._of: dict[tuple[str, int], tuple[Hit, ...]] = {}
        self._told: dict[str, Told] = {}
        self._found: dict[str, tuple[Hit, ...]] = {}
        self._near: dict[str, tuple[Hit, ...]] = {}

    def add(self, text: str, hit: Hit) -> None:
        """Index one wording of a label."""
        folded = fold_label(text)
        self.printed.setdefault(folded, []).append(hit)
        number, bare = _bare(folded)
        self.bare.setdefault(bare, []).append((number, hit))

    def find(self, text: str) -> tuple[Hit, ...]:
        """The labels that `text` prints, apart from blanks, quotes and its number."""
        known = self._found.get(text)
        if known is not None:
            return known
        folded = fold_label(text)
        hits = list(self.printed.get(folded, ()))
        if folded and not folded.isdigit():
            number, bare = _bare(folded)
            taken = {(id(h.table), h.role, id(h.label)) for h in hits}
            for its_number, hit in self.bare.get(bare, ()):
                if (id(hit.table), hit.role, id(hit.label)) not in taken:
                    hits.append(hit._replace(exact=hit.exact and number == its_number))
        return self._remember(self._found, text, tuple(hits))

    def of(self, text: str, table: TableForm) -> tuple[Hit, ...]:
        """The labels of one statutory table that `text` prints."""
        key = (text, id(table))
        known = self._of.get(key)
        if known is None:
            hits = tuple(hit for hit in self.find(text) if hit.table is table)
            known = self._remember(self._of, key, hits)
        return known

    def told(self, text: str) -> Told:
        """Which statutory tables (by id) have `text` for a label, and for a row's label."""
        known = self._told.get(text)
        if known is None:
            hits = self.find(text)
            tables = frozenset(id(hit.table) for hit in hits)
            rows = frozenset(id(hit.table) for hit in hits if hit.role is Role.ROW)
            known = self._remember(self._told, text, Told(tables, rows, not is_figure(text)))
        return known

    def near(self, text: str) -> tuple[Hit, ...]:
        """The labels most like `text` where it is damaged; none where two are as near."""
        known = self._near.get(text)
        if known is None:
            known = self._remember(self._near, text, self._nearest(text))
        return known

    def _nearest(self, text: str) -> tuple[Hit, ...]:
        from difflib import SequenceMatcher  # only damaged labels need it

        bare = _bare(fold_label(text)).text
        if len(bare) < _SHORTEST or len(bare) > 80:
            return ()
        chars = set(bare)
        matcher = SequenceMatcher(b=bare, autojunk=False)
        best, second, found = 0.0, 0.0, ""
        for candidate in self.bare:
            if len(candidate) < _SHORTEST or 2 * len(chars.intersection(candidate)) < len(chars):
                continue
            matcher.set_seq1(candidate)
            score = 0.99 if _within(candidate, bare) else matcher.ratio()
            if score > best:
                best, second, found = score, best, candidate
            elif score > second:
                second = score
        if best < _LIKENESS or best - second < 0.02:
            return ()
        return tuple(hit._replace(exact=False) for _, hit in self.bare[found])

    def _remember(self, store: dict[_Key, _Value], key: _Key, value: _Value) -> _Value:
        if len(store) > 8192:  # cells of many documents: bounded
            store.clear()
        store[key] = value
        return value


def _within(label: str, printed: str) -> bool:
    """Whether `printed` is `label` with something put in: 本年（2023）制发件数."""
    if len(printed) > 2 * len(label):
        return False
    rest = iter(printed)
    return all(char in rest for char in label)


def _build(forms: tuple[Form, ...]) -> Lexicon:
    lexicon = Lexicon()
    for form in forms:
        for table in form.tables:
            for block in table.blocks:
                if block.heading is not None:
                    lexicon.add(block.heading.zh, Hit(Role.HEADING, table, block, None, True))
                for text in block.furniture:
                    lexicon.add(text, Hit(Role.FURNITURE, table, block, None, True))
                for role, labels in (
                    (Role.ROW, block.rows),
                    (Role.GROUP, block.groups),
                    (Role.COLUMN, block.columns),
                ):
                    if role is Role.ROW:
                        lexicon.domains.update(
                            ((form.key, f"{table.key}.{row.key}.{column.key}"), column.domain)
                            for row in labels
                            for column in block.columns
                        )
                    for label in labels:
                        for text in (label.text, *label.same):
                            lexicon.add(text, Hit(role, table, block, label, True))
                        for text in label.seen:
                            lexicon.add(text, Hit(role, table, block, label, False))
    return lexicon


_CACHE: Final[dict[int, tuple[Pack, Lexicon]]] = {}


def lexicon(pack: Pack) -> Lexicon:
    """The index of `pack`'s labels, made once for each pack in memory."""
    known = _CACHE.get(id(pack))
    if known is not None and known[0] is pack:
        return known[1]
    if len(_CACHE) >= 32:
        _CACHE.clear()
    made = _build(pack.forms)
    _CACHE[id(pack)] = (pack, made)
    return made
