"""Sums of figures in the contract's names: ``requests.new.total + requests.carried_in.total``.

A term whose row is a group of the form (``requests.denied.total``) is the sum of the group's
rows. A blank is no zero: it counts as one where the equations it stands in balance that way, and
elsewhere the amount says that it was taken for one (`assumed`).
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks.relations import system
from gklint.lang import Localised
from gklint.patterns import regex
from gklint.report.equations import zeros
from gklint.report.locate import fact_label, form_of
from gklint.report.model import FactState, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gklint.across.model import Digest
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import BlockForm, Form, Pack

_TERM: Final = regex(r"\s*(?P<sign>[+-]?)\s*(?P<name>[a-z_]+(?:\.[a-z_]+)+)\s*")
_TOTAL: Final = "total"
_ARROW: Final = " → "


class Term(NamedTuple):
    sign: int
    name: str


class Amount(NamedTuple):
    """The value of an expression; `assumed` where a blank or dash was taken for zero on trust."""

    value: Decimal
    assumed: bool = False


@cache
def parse(text: str) -> tuple[Term, ...]:
    """The terms of an expression. Raises ValueError with what cannot be read."""
    terms: list[Term] = []
    position = 0
    while position < len(text):
        match = _TERM.match(text, position)
        if match is None or (terms and not match["sign"]):
            message = f"not a sum of figures: {text!r} (at {text[position:]!r})"
            raise ValueError(message)
        terms.append(Term(-1 if match["sign"] == "-" else 1, match["name"]))
        position = match.end()
    if not terms:
        message = "an empty sum of figures"
        raise ValueError(message)
    return tuple(terms)


def evaluate(report: Report, text: str) -> Amount | None:
    """The amount of an expression in this report, None where a figure was not read."""
    total, assumed = Decimal(0), False
    for term in parse(text):
        amount = _amount(report, term.name)
        if amount is None:
            return None
        total += term.sign * amount.value
        assumed = assumed or amount.assumed
    return Amount(total, assumed)


def evaluate_in(pack: Pack, digest: Digest, text: str) -> Decimal | None:
    """The value of an expression in another report, None where a figure of it is no number."""
    total = Decimal(0)
    for term in parse(text):
        form = pack.form(digest.editions.get(table_of(term.name)) or digest.form)
        rows = (term.name,) if term.name in digest.facts else _group_rows(form, term.name)
        values = [digest.value(row) for row in rows]
        if not values or any(value is None for value in values):
            return None
        total += term.sign * sum((v for v in values if v is not None), Decimal(0))
    return total


def exists(report: Report, text: str) -> bool:
    """Whether the editions used print every figure of the expression."""
    return all(
        term.name in report.facts or _known(form_of(report, table_of(term.name)), term.name)
        for term in parse(text)
    )


def faults(pack: Pack, where: str, expressions: Iterable[str]) -> Iterator[Text]:
    """A sentence for each expression of the option `where` that can't be read, or of which no
    edition prints every figure."""
    for text in expressions:
        try:
            terms = parse(text)
        except ValueError as error:
            yield Localised(f"{where}：写法不对：{text}", f"{where}: {error}")
            continue
        if not any(all(_known(form, term.name) for term in terms) for form in pack.forms):
            yield Localised(
                f"{where}：没有哪一版格式有“{text}”的全部数字",
                f"{where}: no edition prints every figure of {text!r}",
            )


def label(report: Report, text: str) -> Localised:
    """An expression in the form's own names: 「表三 → （一）予以公开 ＋ （二）部分公开 → 总计」.

    The table and the column are named once where all terms share them.
    """
    terms = parse(text)
    names = [_name(report, term.name) for term in terms]
    signs = [term.sign for term in terms]
    return Localised(
        _joined([name.zh for name in names], signs, "＋", "－"),
        _joined([name.en for name in names], signs, "+", "-"),
    )


def _joined(names: list[str], signs: list[int], plus: str, minus: str) -> str:
    paths = [name.split(_ARROW) for name in names]
    head = tail = 0
    if len(paths) > 1:
        shortest = min(map(len, paths))
        while head < shortest - 1 and len({path[head] for path in paths}) == 1:
            head += 1
        while tail < shortest - head - 1 and len({path[-1 - tail] for path in paths}) == 1:
            tail += 1
    middle = ""
    for number, (path, sign) in enumerate(zip(paths, signs, strict=True)):
        if number or sign < 0:
            middle += f" {plus if sign > 0 else minus} "
        middle += _ARROW.join(path[head : len(path) - tail])
    ends = paths[0][len(paths[0]) - tail :] if tail else []
    return _ARROW.join([*paths[0][:head], middle.strip(), *ends])


def _amount(report: Report, name: str) -> Amount | None:
    if name in report.facts:
        return _figure(report, name)
    rows = _group_rows(form_of(report, table_of(name)), name)
    if not rows:
        return None
    parts = [_figure(report, row) for row in rows]
    if any(part is None for part in parts):
        return None
    return Amount(
        sum((p.value for p in parts if p is not None), Decimal(0)),
        any(p.assumed for p in parts if p is not None),
    )


def _figure(report: Report, name: str) -> Amount | None:
    fact = report.facts.get(name)
    if fact is None or fact.state in (FactState.ABSENT, FactState.TEXT):
        return None
    if fact.value is not None:
        return Amount(fact.value)
    across = _across(report, name)
    return across or Amount(Decimal(0), assumed=name not in _zeros(report, table_of(name)))


def _across(report: Report, name: str) -> Amount | None:
    """A blank total of a row, from the row's other columns where one of them is a number."""
    head, _, column = name.rpartition(".")
    if column != _TOTAL:
        return None
    siblings = {
        other: report.facts[other] for other in _rows(report).get(head, ()) if other != name
    }
    if not any(f.value is not None for f in siblings.values()) or any(
        f.state in (FactState.ABSENT, FactState.TEXT) for f in siblings.values()
    ):
        return None
    zeros = _zeros(report, table_of(name))
    return Amount(
        sum((f.value for f in siblings.values() if f.value is not None), Decimal(0)),
        assumed=any(f.value is None and other not in zeros for other, f in siblings.items()),
    )


def _rows(report: Report) -> dict[str, list[str]]:
    """The figures by table and row, computed once per report."""
    cached = report.memo.get("amounts:rows")
    if isinstance(cached, dict):
        return cached
    rows: dict[str, list[str]] = {}
    for name in report.facts:
        rows.setdefault(name.rpartition(".")[0], []).append(name)
    report.memo["amounts:rows"] = rows
    return rows


def _zeros(report: Report, table: str) -> frozenset[str]:
    """The blanks of the table that its equations tell to be zeros."""
    key = f"amounts:zeros:{table}"
    cached = report.memo.get(key)
    if isinstance(cached, frozenset):
        return cached
    found: frozenset[str] = frozenset()
    made = system(report, table)
    if made is not None:
        found = zeros(made.lines.values(), made.figures.values, made.figures.blanks)
    report.memo[key] = found
    return found


def _known(form: Form | None, name: str) -> bool:
    table = form.table(table_of(name)) if form is not None else None
    if table is None:
        return False
    return name in table.fact_names or bool(_group_rows(form, name))


def _group_rows(form: Form | None, name: str) -> tuple[str, ...]:
    found = _group(form, name)
    if found is None:
        return ()
    block, group, column = found
    key = table_of(name)
    return tuple(f"{key}.{row.key}.{column}" for row in block.rows if row.group == group)


def _group(form: Form | None, name: str) -> tuple[BlockForm, str, str] | None:
    table = form.table(table_of(name)) if form is not None else None
    if table is None:
        return None
    group, _, column = name.partition(".")[2].rpartition(".")
    for block in table.blocks:
        if any(g.key == group for g in block.groups):
            return block, group, column
    return None


def _name(report: Report, name: str) -> Localised:
    form = form_of(report, table_of(name))
    found = _group(form, name) if name not in report.facts else None
    table = form.table(table_of(name)) if form is not None else None
    if found is None or table is None:
        return fact_label(form, name)
    block, key, column_key = found
    group = next(g for g in block.groups if g.key == key)
    column = next((c for c in block.columns if c.key == column_key), None)
    parts = [table.name, group.name] + ([column.name] if column is not None else [])
    return Localised(_ARROW.join(p.zh for p in parts), _ARROW.join(p.en for p in parts))
