"""Runs to look at: reports of invented bodies, read and judged, and what lies across them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gklint.examine import Examiner
from gklint.finding import Cause, NotAssessed, Verdict
from gklint.lang import Localised
from gklint.outputs.base import RuleSeen, Setting
from gklint.plan import Plan
from gklint.result import (
    BodySeen,
    DocumentResult,
    MemberSeen,
    Outstanding,
    RollUpLine,
    RollUpSeen,
    Round,
    RunReport,
    Settled,
    Shared,
)
from gklint.sources import Source
from gklint.specimen import apply, make, to_html

if TYPE_CHECKING:
    from gklint.lang import Lang

WRONG: Final[dict[str, Any]] = {
    "set": {"requests.new.natural_person": "81"},
    "headings": {"overview": "一、整体情况"},
    "replace": {"0697-5550123": "0697—5550123"},
    "append": {"overview": "联系人手机 138 0013 8000，身份证号已隐去。方便群众群众查询。"},
}
"""A cell, a heading, a telephone number and a word that are wrong."""

MISSING: Final[dict[str, Any]] = {"remove_row": "requests.carried_out"}
UNCLEAR: Final[dict[str, Any]] = {
    "set": {"review_litigation.review.total": "7", "review_litigation.direct_suit.total": ""}
}

NAMES: Final = (
    "云岫县水务局",
    "青柳市交通运输局",
    "清溪区教育局",
    "临江县财政局",
    "清溪区卫生健康局",
    "临江县石门镇人民政府",
)


@cache
def _examiner(lang: Lang) -> Examiner:
    return Examiner(Plan(lang=lang, facts=True, content=True, today=date(2025, 3, 1)))


def rules(lang: Lang = "zh") -> dict[str, RuleSeen]:
    return {
        rule.id: RuleSeen(rule.id, rule.name, rule.title, rule.severity, rule.basis)
        for pack in _examiner(lang).packs
        for rule in pack.rules
    }


def setting(lang: Lang = "zh") -> Setting:
    return Setting(lang=lang, rules=rules(lang))


def read(name: str, page: str | bytes, lang: Lang = "zh") -> DocumentResult:
    """A page of that name, judged."""
    data = page if isinstance(page, bytes) else page.encode()
    return _examiner(lang).examine(Source(name, data))


def document(name: str, lang: Lang = "zh", **edits: Any) -> DocumentResult:
    """The clean specimen with `edits`, judged."""
    pack = next(p for p in _examiner(lang).packs if p.key == "annual-report")
    return read(name, to_html(apply(make(pack, "2021"), edits, pack)), lang)


def run(*documents: DocumentResult, lang: Lang = "zh", **changes: Any) -> RunReport:
    packs = _examiner(lang).packs
    made = RunReport(
        version="0.1.0",
        pack="annual-report",
        pack_version="2026.11",
        lang=lang,
        profile="self-check",
        stage=None,
        documents=documents,
        switched_off=(
            NotAssessed("LK01", Localised("未联网", "the network is off"), Cause.SWITCHED_OFF),
            NotAssessed("LK04", Localised("未联网", "the network is off"), Cause.SWITCHED_OFF),
        ),
        families={key: name for p in packs for key, name in p.families.items()},
    )
    return made._replace(**changes)


@cache
def district(lang: Lang = "zh") -> RunReport:
    """Six documents of a district: clean, wrong, read in part, unreadable; a roster, a shared
    fault, a consolidated report."""
    clean = document("2024/水务局.html", lang, issuer=NAMES[0], year=2024)
    wrong = document("2024/交通局.html", lang, issuer=NAMES[1], year=2024, **WRONG)
    partly = document("2024/教育局.html", lang, issuer=NAMES[2], year=2023, **MISSING)
    unclear = document("2024/财政局.html", lang, issuer=NAMES[3], year=2024, **UNCLEAR)
    broken = read("2024/扫描件.rar", b"Rar!\x1a\x07\x01\x00" + bytes(64), lang)
    hinted = document("2024/卫健局.html", lang, issuer=NAMES[4], headings={"overview": "一、概述"})
    wrong = wrong._replace(previous="2023/交通局.html", others=("2024/交通局（盖章）.docx",))
    wrong = wrong._replace(rollup=_rollup(), round=_round(wrong))
    shared = next(f for f in wrong.findings if f.rule == "ST03")
    return run(
        clean,
        wrong,
        partly,
        unclear,
        broken,
        hinted,
        lang=lang,
        roster="名单.xlsx",
        roll=(
            *(
                BodySeen(name, "reported", (result.source,), parent="清溪区人民政府")
                for name, result in zip(NAMES, (clean, wrong, partly, unclear), strict=False)
            ),
            BodySeen(NAMES[4], "unread", (broken.source,), doubt="名称相近"),
            BodySeen(NAMES[5], "missing", contact="王科长 0697-5550188", file_by=date(2025, 1, 20)),
            BodySeen("清溪区税务局", "exempt"),
        ),
        shared=(
            Shared(
                shared,
                (wrong.source, hinted.source),
                frozenset({shared.fingerprint}),
                (NAMES[1], NAMES[4]),
            ),
        ),
        compared="上一轮.json",
        outstanding=(Outstanding("上一轮/审计局.html", "清溪区审计局", 2022, 3),),
    )


def _rollup() -> RollUpSeen:
    return RollUpSeen(
        (MemberSeen(NAMES[2], "in", "a"), MemberSeen(NAMES[5], "missing")),
        (
            RollUpLine(
                "requests.new.natural_person", "表三 → 一、本年新收 → 自然人", "81", "79", "2"
            ),
            RollUpLine("requests.new.company", "表三 → 一、本年新收 → 商业企业", "5", "5", "0"),
            RollUpLine("requests.new.total", "总计", "26", None, None, (NAMES[5],)),
        ),
    )


def _round(result: DocumentResult) -> Round:
    old = next(f for f in result.findings if f.rule == "CT02")
    gone = Settled("PD01", old.severity, "统计期限写的是上一年度。", "前言", "ff00")
    again = gone._replace(message="公开形式未能再次核对。")
    return Round((old,), (gone,), (again,), ("上一轮/交通局.html",), "青柳市交通局")


def crowd(count: int, lang: Lang = "zh") -> RunReport:
    """`count` documents: two thirds of them clean."""
    clean = document("清.html", lang, year=2024)
    wrong = document("误.html", lang, year=2024, **WRONG)
    assert clean.verdict is Verdict.PASS, clean.findings
    return run(
        *(
            (wrong if n % 3 == 0 else clean)._replace(source=f"报告/{n:04d}.html", body=f"单位{n}")
            for n in range(count)
        ),
        lang=lang,
    )
