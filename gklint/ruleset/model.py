"""A rule pack in memory: identity, forms, rules. All of it is data from `rules/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.finding import Basis, Outcome, Severity
    from gklint.lang import Localised


class Label(NamedTuple):
    """A row or column of a statutory table.

    `key` is its part of the fact's name ("denied.state_secret"); `number` its number in the
    notation of the form ("3.3.1"); `group` the key of the row it belongs to or None. `same`
    are wordings equal by law or by common official use, `seen` wordings that bind but are
    reported as changed.
    """

    key: str
    text: str
    number: str
    name: Localised
    group: str | None = None
    same: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    domain: str | None = None
    under: str | None = None  # the printed cell over this one: 「法人或其他组织」


class BlockForm(NamedTuple):
    """One rectangle of figures: every row has every column. Facts are ``table.row.column``.

    `layout` is "matrix" (labels left and on top) or "flat" (row labels above the column labels,
    one data row: the review and litigation table). `groups` are rows without figures of their
    own (「（三）不予公开」).
    """

    key: str
    heading: Localised | None
    layout: str
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    groups: tuple[Label, ...] = ()
    furniture: tuple[str, ...] = ()  # other printed cells: 「信息内容」, 「申请人情况」


class Equation(NamedTuple):
    """A relation in the notation of the form, evaluated for `each` "column" or "row".

    A number that names a group stands for the sum of its rows: ``3.1 + 3.3 = 3.7``.
    """

    name: str
    table: str
    each: str
    relation: str
    text: Localised


@dataclass(frozen=True)
class TableForm:
    """A statutory table of one edition. `fingerprint` are labels only this edition prints."""

    key: str
    name: Localised
    section: str
    blocks: tuple[BlockForm, ...]
    equations: tuple[Equation, ...]
    fingerprint: tuple[str, ...] = ()

    @cached_property
    def fact_names(self) -> tuple[str, ...]:
        """Every figure of the table, in the order the form prints them."""
        return tuple(
            f"{self.key}.{row.key}.{column.key}"
            for block in self.blocks
            for row in block.rows
            for column in block.columns
        )


class SectionForm(NamedTuple):
    key: str
    ordinal: int
    number: str
    heading: str
    name: Localised
    accepted: tuple[str, ...] = ()
    deviant: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()  # regexes, on folded text, for further deviant headings


class Form(NamedTuple):
    """One edition of the form and the years it is for (None: open)."""

    key: str
    first_year: int | None
    last_year: int | None
    instrument: str | None
    sections: tuple[SectionForm, ...]
    tables: tuple[TableForm, ...]

    def covers(self, year: int) -> bool:
        return (self.first_year is None or year >= self.first_year) and (
            self.last_year is None or year <= self.last_year
        )

    def table(self, key: str) -> TableForm | None:
        return next((t for t in self.tables if t.key == key), None)


class Variant(NamedTuple):
    """A case of a rule with its own words or level; None means the rule's own."""

    severity: Severity | None = None
    outcome: Outcome | None = None
    message: Localised | None = None
    remedy: Localised | None = None
    basis: tuple[Basis, ...] | None = None


class Applies(NamedTuple):
    """Which reports a rule is for; an empty tuple or None sets no bound."""

    forms: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


class Example(NamedTuple):
    """A report that must, or must not, trip the rule: edits on the pack's clean specimen.

    `edits` is the YAML mapping as written; `gklint.specimen` documents and applies it.
    """

    fails: bool
    note: Localised | None
    edits: Mapping[str, Any]


class Rule(NamedTuple):
    """One declarative check. Frozen; options are plain data validated by the kind's schema.

    `needs` and `asks` are its kind's and its own (`gklint.checks.base.CheckKind`): whether a rule
    may speak is told without its kind.
    """

    id: str
    name: str
    title: Localised
    severity: Severity
    basis: tuple[Basis, ...]
    kind: str
    options: Mapping[str, Any]
    message: Localised
    remedy: Localised
    outcome: Outcome
    applies: Applies = Applies()
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    variants: Mapping[str, Variant] = {}
    profiles: Mapping[str, str] = {}  # profile → "on" | "off" | "fold"
    tags: tuple[str, ...] = ()
    examples: Sequence[Example] = ()
    rationale: Localised | None = None
    since: str = ""
    path: str = ""

    @property
    def family(self) -> str:
        return self.id[:2]


class Pack(NamedTuple):
    """One document type.

    `recognition` holds the words and patterns by which reports of this type are recognised and
    their parts found; `words` the lexicons by file name; `raw` of both is plain data.
    """

    key: str
    version: str
    name: Localised
    forms: tuple[Form, ...]
    rules: tuple[Rule, ...]
    families: Mapping[str, Localised]
    instruments: Mapping[str, Basis]
    recognition: Mapping[str, Any]
    words: Mapping[str, Any]
    specimen: Mapping[str, Any] = {}
    profiles: Mapping[str, Any] = {}  # as in pack.yaml
    digest: str = ""

    def form(self, key: str | None) -> Form | None:
        return next((f for f in self.forms if f.key == key), None)

    def form_due(self, year: int | None) -> Form | None:
        """The form a report on `year` has to use, None where there is none."""
        if year is None:
            return None
        return next((f for f in self.forms if f.covers(year)), None)
