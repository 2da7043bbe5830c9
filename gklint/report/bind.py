"""Tables → facts: which source tables are which statutory table, of which edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.report.figures import ILLEGIBLE, parse
from gklint.report.lexicon import Lexicon, lexicon
from gklint.report.lines import Fits, fits_of, read_lines
from gklint.report.matrix import read_stream
from gklint.report.model import Fact, FactState, TableReading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.document.model import Cell, Table
    from gklint.report.attempt import Attempt
    from gklint.ruleset.model import Form, Pack, TableForm


_LARGE: Final = 6000  # cells; damaged labels are not looked for in tables as large as no form


class Binding(NamedTuple):
    """The statutory tables found, by key, and every figure of them."""

    readings: Mapping[str, TableReading]
    facts: Mapping[str, Fact]


def bind(tables: Sequence[Table], pack: Pack, due: Form | None) -> Binding:
    """Read the statutory tables of `pack` in `tables`; the edition `due` is tried first."""
    words = lexicon(pack)
    readings: dict[str, TableReading] = {}
    facts: dict[str, Fact] = {}
    forms = [f for f in pack.forms if f is due] + [f for f in pack.forms if f is not due]
    keys = dict.fromkeys(table.key for form in forms for table in form.tables)
    fits = [fits_of(table, words) for table in tables] if keys else []
    claimed: dict[tuple[int, int], str] = {}
    for key in keys:
        attempts = _attempts(tables, fits, forms, key, words)
        if not attempts:
            continue
        best = max(attempts, key=lambda a: (a.score, _telling(a), a.form is due))
        reading, bound = _reading(best, attempts)
        reading = _told(reading, best.table, words)
        for place in best.claimed:
            claimed[place] = key
        readings[key] = reading
        for name, (form, table, cell) in bound.items():
            domain = words.domains.get((form.key, name))
            figure = parse(cell.text, domain)
            facts[name] = Fact(
                name, figure.state, cell.text, figure.value, figure.note, table, cell
            )
    return Binding({k: _honest(r, claimed) for k, r in readings.items()}, facts)


def telling(pack: Pack, key: str) -> bool:
    """Whether the table's edition says anything: whether the editions of it differ."""
    tables = [form.table(key) for form in pack.forms]
    return len({t.fact_names for t in tables if t is not None}) > 1


def settle(
    readings: Mapping[str, TableReading], form: Form | None, pack: Pack
) -> dict[str, TableReading]:
    """A table that is the same in every edition is of the report's edition."""
    return {
        key: reading if form is None or telling(pack, key) else reading._replace(edition=form.key)
        for key, reading in readings.items()
    }


def complete(
    readings: Mapping[str, TableReading], facts: Mapping[str, Fact], form: Form | None, pack: Pack
) -> dict[str, Fact]:
    """`facts` with every figure that should be there and is not, as ABSENT, in the form's order."""
    whole: dict[str, Fact] = {}
    for table in form.tables if form is not None else ():
        reading = readings.get(table.key)
        edition = pack.form(reading.edition) if reading is not None else None
        used = edition.table(table.key) if edition is not None else None
        for name in (used or table).fact_names:
            whole[name] = facts.get(name) or Fact(name, FactState.ABSENT)
    for name, fact in facts.items():
        whole.setdefault(name, fact)
    return whole


def _attempts(
    tables: Sequence[Table], fits: Sequence[Fits], forms: Sequence[Form], key: str, words: Lexicon
) -> list[Attempt]:
    """The best copy of table `key` by each edition that explains enough of it."""
    found: list[Attempt] = []
    for form in forms:
        table_form = form.table(key)
        if table_form is None:
            continue
        stream = _relevant(tables, fits, table_form)
        if not stream:
            continue
        copies = read_stream(
            form, table_form, [read_lines(t, table_form, words, near=False) for t in stream]
        )
        if not any(a.perfect for a in copies) and sum(len(t.cells) for t in stream) < _LARGE:
            again = read_stream(
                form, table_form, [read_lines(t, table_form, words, near=True) for t in stream]
            )
            copies = again or copies
        copies = [a for a in copies if a.credible]
        if copies:
            if not any(a.complete for a in copies) and len(stream) > 1:
                copies += _whole_alone(form, table_form, stream, words)
            # Of copies the first complete one; where none is, the one with most read.
            whole = next((a for a in copies if a.complete), None)
            found.append(whole or max(copies, key=lambda a: a.read))
            if found[-1].perfect:
                break
    return found


def _whole_alone(
    form: Form, table: TableForm, stream: Sequence[Table], words: Lexicon
) -> list[Attempt]:
    """The source tables that are all of the statutory one: what stands before them is another's."""
    alone = [read_stream(form, table, [read_lines(t, table, words, near=False)]) for t in stream]
    return [attempt for attempts in alone for attempt in attempts if attempt.complete]


def _relevant(tables: Sequence[Table], fits: Sequence[Fits], form: TableForm) -> list[Table]:
    """The tables that print this form's labels, and headless rests of a flat one."""
    chosen: list[Table] = []
    whole = max(len(b.rows) * len(b.columns) for b in form.blocks)
    flat = any(block.layout == "flat" for block in form.blocks)
    for table, found in zip(tables, fits, strict=True):
        rest = flat and chosen and found.words == 0 and len(table.cells) == whole
        if rest or found.relevant(form):
            chosen.append(table)
    return chosen


def _telling(attempt: Attempt) -> int:
    """How many of the edition's own fingerprints the source tables print."""
    printed = {cell.text for table in attempt.sources for cell in table.cells}
    folded = {"".join(text.split()) for text in printed}
    return sum(any(mark in text for text in folded) for mark in attempt.table.fingerprint)


def _reading(
    best: Attempt, attempts: Sequence[Attempt]
) -> tuple[TableReading, dict[str, tuple[Form, Table, Cell]]]:
    """The reading by `best`, with blocks that were kept from another edition added."""
    bound = {name: (best.form, table, cell) for name, (table, cell) in best.bound.items()}
    names = list(best.table.fact_names)
    mixed: dict[str, str] = {}
    for other in attempts:
        if other is best:
            continue
        for block in other.table.blocks:
            size = len(block.rows) * len(block.columns)
            block_names = [
                f"{other.table.key}.{row.key}.{column.key}"
                for row in block.rows
                for column in block.columns
            ]
            own = {n: other.bound[n] for n in block_names if n in other.bound}
            free = all(
                (t.block, c.row) not in best.claimed and n not in bound for n, (t, c) in own.items()
            )
            if len(own) != size or not free:
                continue
            mixed[block.key] = other.form.key
            replaced = next((b for b in best.table.blocks if b.key == block.key), None)
            if replaced is not None and not best.blocks_bound.get(replaced.key):
                gone = {
                    f"{best.table.key}.{row.key}.{column.key}"
                    for row in replaced.rows
                    for column in replaced.columns
                }
                names = [n for n in names if n not in gone]
            names += block_names
            bound.update({n: (other.form, t, c) for n, (t, c) in own.items()})
            best.claimed.update((t.block, c.row) for t, c in own.values())
    # Ink that was not made out is neither a number nor a word: that cell was not read.
    bound = {
        n: (f, t, c) for n, (f, t, c) in bound.items() if not (t.scanned and ILLEGIBLE in c.text)
    }
    reading = TableReading(
        key=best.table.key,
        edition=best.form.key,
        expected=len(names),
        read=sum(name in bound for name in names),
        tables=tuple(best.sources),
        labels=tuple(best.labels.values()),
        missing=tuple(name for name in names if name not in bound),
        unknown=tuple(best.unknown),
        mixed=mixed,
    )
    return reading, bound


def _told(reading: TableReading, form: TableForm, words: Lexicon) -> TableReading:
    """Rows of the form whose figures could not be told apart are unread, not unknown."""
    unknown = tuple((t, c) for t, c in reading.unknown if id(form) not in words.told(c.text).rows)
    return reading._replace(unknown=unknown)


def _honest(reading: TableReading, claimed: Mapping[tuple[int, int], str]) -> TableReading:
    """Rows that another statutory table in the same source table explains are not unknown."""
    unknown = tuple((t, c) for t, c in reading.unknown if (t.block, c.row) not in claimed)
    if len(unknown) == len(reading.unknown):
        return reading
    return reading._replace(unknown=unknown)
