"""Kinds about single cells of the statutory tables: domain, blanks, notes, all zero.

``cell-domain`` · a figure that cannot be (negative, broken, words): one finding a cell, or one a
table where there are many. ``cell-blank`` · blanks and dashes: one finding a table, as the district
sets. ``cell-note`` · words or units beside a number: one a table. ``all-zero`` · one a report.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from gklint.balance import Status
from gklint.checks.assessment import assess
from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import NO_OPTIONS, has_variants
from gklint.checks.relations import facts_of, table_name
from gklint.finding import Hit, Outcome
from gklint.lang import Localised, filled, listed
from gklint.messages import figures as words
from gklint.patterns import regex
from gklint.report.domains import SIGNED, allows, domain_of
from gklint.report.locate import at_document, at_fact, at_table
from gklint.report.model import UNFILLED, FactState, table_of
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.equations import Line
    from gklint.report.model import Fact, Report
    from gklint.ruleset.model import Rule

_MANY: Final = 5  # more wrong cells than this in one table are one finding
_SHOWN: Final = 3  # cells shown as evidence where a finding is about a whole table
_SPACED: Final = regex(r"\d+(?:\s+\d+)+")  # one number set apart, or two: layout tells no more


def run_domain(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    wrong = [fact for fact in report.facts.values() if _fault(report, fact) is not None]
    for table, group in groupby(wrong, key=lambda fact: table_of(fact.name)):
        facts = list(group)
        if len(facts) > _MANY:
            yield Hit(
                at_table(report, table),
                evidence=_shown(facts),
                params={"table": table_name(report, table), "count": str(len(facts))},
                variant="many",
                outcome=Outcome.REVIEW if _all_spaced(report, facts) else None,
                key=f"domain.{table}",
            )
            continue
        for fact in facts:
            where = at_fact(report, fact.name)
            yield Hit(
                where,
                evidence=fact.raw,
                observed=fact.raw,
                params={"cell": where.text, "raw": fact.raw},
                variant=_fault(report, fact),
            )


def _all_spaced(report: Report, facts: Iterable[Fact]) -> bool:
    return all(_fault(report, fact) == "spaced" for fact in facts)


def _fault(report: Report, fact: Fact) -> str | None:
    """Which variant of the rule a figure is, None where it may be as it is."""
    if fact.raw.isascii() and fact.raw.isdigit():
        return None  # like most: a count, whatever the column is for
    if fact.state is FactState.TEXT:
        return "spaced" if _SPACED.fullmatch(fold_width(fact.raw).strip()) else "text"
    if fact.value is None or allows(report, fact.name, fact.value):
        return None
    domain = domain_of(report, fact.name)
    return "negative" if fact.value < 0 and domain != SIGNED else "fraction"


def run_blank(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    if context.blank == "zero":
        return
    for table in report.tables:
        facts = [f for f in facts_of(report, table) if f.state is not FactState.ABSENT]
        unfilled = [fact for fact in facts if fact.state in UNFILLED]
        if not unfilled:
            continue
        assessed = assess(report, table, None, context)
        residuals = assessed.residuals if assessed is not None else ()
        unsure = [r for r in residuals if r.status is Status.BLANK]
        empty = len(unfilled) == len(facts)
        left_out = assessed is not None and bool(assessed.left_out)
        broken = any(r.status is Status.BROKEN for r in residuals)
        style = 2 * len(unfilled) > len(facts) and not broken
        if context.profile == "crawl" and not unsure and not empty and not left_out:
            continue
        dashes = sum(fact.state is FactState.DASH for fact in unfilled)
        params: dict[str, Text] = {
            "table": table_name(report, table),
            "count": str(len(unfilled)),
            "cells": str(len(facts)),
            "blank": str(len(unfilled) - dashes),
            "dash": str(dashes),
            "relations": str(len(unsure)),
        }
        others = assessed.besides if assessed is not None else ()
        params["ways"] = ""
        if assessed is not None and others:
            from gklint.checks.left_out import ways

            params["ways"] = ways(report, assessed)
        if assessed is not None and unsure:
            params["lines"] = _lines([assessed.system.lines[r.equation.key] for r in unsure])
        first = at_fact(report, unfilled[0].name)
        hit = Hit(
            at_table(report, table),
            evidence=unfilled[0].raw.strip(),
            params={**params, "first": first.text},
            variant=_blank_variant(context.blank, empty, bool(unsure), style),
            key=f"blank.{table}",
        )
        if assessed is not None and assessed.left_out:
            from gklint.checks.left_out import left_out_hit

            hit = left_out_hit(report, assessed, hit, unsure=bool(unsure), level=context.blank)
        yield hit


def _blank_variant(setting: str, empty: bool, unsure: bool, style: bool) -> str | None:
    level = {"warn": "warn", "error": "error"}.get(setting)
    case = "empty" if empty else "unassessed" if unsure else "style" if style else None
    if level is None or (case == "style" and level == "warn"):
        return case
    return f"{level}-{case}" if case in ("empty", "unassessed") else level


def run_note(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    for table in report.tables:
        noted = [f for f in facts_of(report, table) if f.note and f.state is FactState.NUMBER]
        if not noted:
            continue
        where = at_fact(report, noted[0].name)
        yield Hit(
            where,
            evidence=_shown(noted),
            observed=noted[0].raw,
            params={
                "table": table_name(report, table),
                "count": str(len(noted)),
                "cell": where.text,
                "raw": noted[0].raw,
            },
            variant="several" if len(noted) > 1 else None,
            key=f"note.{table}",
        )


def run_zero(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    facts = list(report.facts.values())
    if not facts or any(fact.value for fact in facts):
        return
    if any(fact.state in (FactState.ABSENT, FactState.TEXT) for fact in facts):
        raise CannotAssess(words.NO_FIGURES)
    if any(fact.state in UNFILLED for fact in facts):
        return  # blanks are told by the rule on blanks
    yield Hit(at_document(), params={"cells": str(len(facts))}, key="all-zero")


def _shown(facts: list[Fact]) -> str:
    return "；".join(fact.raw.strip() for fact in facts[:_SHOWN]) + ("…" if facts[_SHOWN:] else "")


def _lines(lines: list[Line]) -> Localised:
    """The first few columns and rows by name."""
    names = [
        filled(words.COLUMN if line.declared.each == "column" else words.ROW, name=line.label.name)
        for line in lines
    ]
    return listed(dict.fromkeys(names), _SHOWN)


KINDS: Final = (
    CheckKind(
        "cell-domain",
        run_domain,
        NO_OPTIONS,
        ("tables",),
        has_variants("text", "spaced", "negative", "fraction", "many"),
    ),
    CheckKind(
        "cell-blank",
        run_blank,
        NO_OPTIONS,
        (),
        has_variants(
            *("style", "empty", "unassessed", "left-out"),
            *("warn", "warn-empty", "warn-unassessed", "warn-left-out"),
            *("error", "error-empty", "error-unassessed", "error-left-out"),
        ),
    ),
    CheckKind("cell-note", run_note, NO_OPTIONS, ("tables",), has_variants("several")),
    CheckKind("all-zero", run_zero, NO_OPTIONS, ("tables",)),
)
