"""Kind ``cross-year``: relations between figures of this report and of last year's.

A name that begins with ``previous.`` is a figure of last year's report. The relations are data.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.checks.amounts import parse
from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import LOCALISED, PATTERNS, has_variants
from gklint.checks.two_years import EACH, EARLIER, Lack, Years, part_of, years_of
from gklint.finding import Cause, Hit, Outcome
from gklint.lang import Localised, filled, sentences
from gklint.messages import years as words
from gklint.patterns import regex
from gklint.report.figures import plain
from gklint.report.flow import flow
from gklint.report.locate import at_fact, fact_label, form_of, labels_of
from gklint.report.model import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from decimal import Decimal

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

KIND: Final = "cross-year"
_PARTS: Final = "parts"
_OPERATORS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "=": operator.eq,
    ">=": operator.ge,
}

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["relations"],
    "properties": {
        "relations": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["left", "right"],
                "properties": {
                    "left": {"type": "string", "description": "a sum of figures of this report"},
                    "op": {"enum": list(_OPERATORS), "description": "= by default"},
                    "right": {
                        "type": "string",
                        "description": "a sum; previous.a.b.c is last year's figure a.b.c",
                    },
                    "each": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "string"},
                        "description": "rows or columns that stand for the * of both sides",
                    },
                    "total": {
                        "type": "string",
                        "description": "the one of `each` that is their total: where it holds, "
                        "the others differ by classification (variant parts)",
                    },
                    "values": {
                        "type": "object",
                        "additionalProperties": {"type": "string"},
                        "description": "further sums for the text, by name",
                    },
                    "unit": {"type": "string", "description": "what is counted, in Chinese"},
                    "text": LOCALISED,
                },
            },
        },
        "explained": {
            **PATTERNS,
            "description": "what the text may say to explain a difference: then it is to be "
            "looked at only",
        },
    },
}


class _Pair(NamedTuple):
    """One comparison that fails. `name` says which row or column, "" where there is but one."""

    key: str
    left: Decimal
    right: Decimal


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit a relation that does not hold, its rows or columns listed."""
    years = years_of(report, context)
    lacks: list[Lack] = []
    for relation in rule.options["relations"]:
        pairs, open_ = [], set()
        for key in relation.get("each", [""]):
            left = years.sum(part_of(relation["left"], key))
            right = years.sum(part_of(relation["right"], key))
            if left.value is None or right.value is None:
                lacks += [*left.lacks, *right.lacks]
                open_.add(key)
            elif not _OPERATORS[relation.get("op", "=")](left.value, right.value):
                blank = (*left.lacks, *right.lacks)
                lacks += blank
                if blank:
                    open_.add(key)
                else:
                    pairs.append(_Pair(key, left.value, right.value))
        if pairs:
            hit = _hit(years, rule, relation, pairs)
            # With the total open, its columns may be wrong or only be classed otherwise.
            unsure = relation.get("total") in open_
            yield hit._replace(variant=None, outcome=Outcome.REVIEW) if unsure else hit
    if lacks:
        worst = min(lacks, key=lambda lack: lack.cause is not Cause.CONTENT)
        raise CannotAssess(worst.reason, worst.cause)


def explanation(report: Report, patterns: Iterable[str]) -> Localised | None:
    """The sentence on words of the text by which a difference may be explained."""
    text = flow(report, "prose").text
    for pattern in patterns:
        found = regex(pattern).search(text)
        if found is not None:
            return filled(words.EXPLAINED, words=found[0].strip())
    return None


def _hit(years: Years, rule: Rule, relation: Mapping[str, Any], pairs: list[_Pair]) -> Hit:
    report, total = years.report, relation.get("total")
    if total is not None:  # the total first
        pairs = sorted(pairs, key=lambda pair: pair.key != total)
    first = pairs[0]
    fact = parse(part_of(relation["left"], first.key))[0].name
    told = explanation(report, rule.options.get("explained", ()))
    params: dict[str, Text] = {
        "report": years.name,
        "left": plain(first.left),
        "right": plain(first.right),
        "difference": plain(abs(first.left - first.right)),
        "differences": _listed(years, relation, pairs),
        "explanation": told or "",
        "row": _row(report, fact),
        "cell": fact_label(form_of(report, table_of(fact)), fact),
        **{
            name: _printed(years.sum(part_of(text, first.key)).value)
            for name, text in relation.get("values", {}).items()
        },
    }
    if "text" in relation:
        params["text"] = filled(Localised(**relation["text"]), **params)
    parts = total is not None and first.key != total
    printed = report.facts.get(fact)
    sign = "" if relation.get("op", "=") == "=" else "≥ "
    return Hit(
        at_fact(report, fact),
        evidence=printed.raw.strip() if printed is not None else "",
        observed=plain(first.left),
        expected=sign + plain(first.right),
        params=params,
        variant=_PARTS if parts else None,
        outcome=Outcome.REVIEW if told is not None else years.outcome,
        key=relation["left"],
    )


def _printed(value: Decimal | None) -> str:
    return "—" if value is None else plain(value)


def _listed(years: Years, relation: Mapping[str, Any], pairs: list[_Pair]) -> Localised:
    each = [
        filled(
            words.PAIR,
            name=_varying(years.report, relation["left"], pair.key),
            left=plain(pair.left),
            right=plain(pair.right),
            unit=relation.get("unit", ""),
        )
        for pair in pairs
    ]
    return sentences(each)


def _varying(report: Report, text: str, key: str) -> Localised:
    """The row or column that `key` stands for."""
    fact = parse(part_of(text, key))[0].name
    found = labels_of(report, fact)
    if found is None or not key:
        return fact_label(form_of(report, table_of(fact)), fact)
    return found[2].name if text.rstrip().endswith(EACH) else found[1].name


def _row(report: Report, fact: str) -> Text:
    found = labels_of(report, fact)
    return found[1].name if found is not None else fact


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    known = {name for form in pack.forms for table in form.tables for name in table.fact_names}
    totals = [relation for relation in rule.options["relations"] if "total" in relation]
    if totals:
        yield from has_variants(_PARTS)(rule, pack)
    for number, relation in enumerate(rule.options["relations"], 1):
        where = Localised(f"relations 第 {number} 项", f"relations.{number - 1}")
        yield from _faults(where, relation, known)


def _faults(where: Localised, relation: Mapping[str, Any], known: set[str]) -> Iterator[Text]:
    each = relation.get("each", [""])
    sums = [relation["left"], relation["right"], *relation.get("values", {}).values()]
    if relation.get("total", each[0]) not in each:
        yield Localised(
            f"{where.zh}：total“{relation['total']}”不在 each 中",
            f"{where.en}: the total {relation['total']!r} is none of `each`",
        )
    if ("each" in relation) != any(EACH in text for text in sums[:2]):
        yield Localised(f"{where.zh}：each 与 * 要一起用", f"{where.en}: each and * go together")
        return
    if not any(EARLIER in text for text in sums[:2]):
        yield Localised(
            f"{where.zh}：没有上年的数字（previous.…）",
            f"{where.en}: names no figure of last year (previous.…)",
        )
    for text in dict.fromkeys(part_of(text, key) for text in sums for key in each):
        try:
            names = [term.name.removeprefix(EARLIER) for term in parse(text)]
        except ValueError as error:
            yield Localised(f"{where.zh}：写法不对：{text}", f"{where.en}: {error}")
            continue
        for name in names:
            if name not in known:
                yield Localised(
                    f"{where.zh}：没有“{name}”这个数字",
                    f"{where.en}: no form has the figure {name!r}",
                )


KINDS: Final = (CheckKind(KIND, run, OPTIONS, needs=("previous",), validate=_validate),)
