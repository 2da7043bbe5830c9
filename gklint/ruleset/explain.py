"""What there is to say of a rule, as plain data: for the terminal and for the rule pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Final

from gklint.finding import Outcome, Severity
from gklint.lang import Localised, localise
from gklint.ruleset.explain_example import ExampleText, tell_example
from gklint.ruleset.profiles import switch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.finding import Basis
    from gklint.lang import Lang
    from gklint.ruleset.model import Example, Form, Pack, Rule

PROFILES: Final = ("self-check", "supervise", "crawl")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule told in one language. `facts` are (name, value) pairs, in order, for a table."""

    id: str
    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    what: str
    rationale: str
    variants: tuple[tuple[str, str], ...]
    remedy: str
    wrong: tuple[ExampleText, ...]
    right: tuple[ExampleText, ...]


def explain(rule: Rule, pack: Pack, lang: Lang) -> Explanation:
    """`rule`, one of `pack`, told in `lang`."""
    examples = [tell_example(item, _form_of(item, rule, pack), lang) for item in rule.examples]
    return Explanation(
        id=rule.id,
        name=rule.name,
        title=rule.title[lang],
        facts=tuple(_facts(rule, pack, lang)),
        what=_sample(rule.message, lang),
        rationale="" if rule.rationale is None else rule.rationale[lang],
        variants=tuple(
            (key, _sample(variant.message, lang))
            for key, variant in rule.variants.items()
            if variant.message is not None
        ),
        remedy=_sample(rule.remedy, lang),
        wrong=tuple(example for example in examples if example.fails),
        right=tuple(example for example in examples if not example.fails),
    )


def _sample(template: Localised, lang: Lang) -> str:
    """A message with a mark for each thing that a finding fills in: 〈表〉, N."""
    marks = {name: mark[lang] for name, mark in _MARKS.items()}
    return Template(template[lang]).safe_substitute(defaultdict(lambda: "…", marks))


def _form_of(example: Example, rule: Rule, pack: Pack) -> Form | None:
    """The form that the example's report is made from."""
    key = example.edits.get("form")
    if key is not None:
        return pack.form(key)
    fitting = [f for f in pack.forms if not rule.applies.forms or f.key in rule.applies.forms]
    return fitting[-1] if fitting else None


def _cited(basis: Basis, kind: str, lang: Lang) -> str:
    """One instrument with number, clause and kind."""
    brackets, colon = ("（{}）", "：") if lang == "zh" else (" ({})", ": ")
    told = localise(basis.title, lang) + (brackets.format(basis.number) if basis.number else "")
    clause = localise(basis.clause, lang)
    told += colon + clause if clause else ""
    return told if basis.kind == "practice" else told + brackets.format(kind)


def _facts(rule: Rule, pack: Pack, lang: Lang) -> Iterator[tuple[str, str]]:
    def say(key: str) -> str:
        return _WORDS[key][lang]

    yield say("id"), rule.id
    yield say("name"), rule.name
    yield say("family"), f"{rule.family} {localise(pack.families[rule.family], lang)}"
    yield say("severity"), say(rule.severity)
    hint = rule.severity is Severity.INFO and rule.outcome is Outcome.FAIL
    yield say("outcome"), say("hint" if hint else rule.outcome)
    yield say("applies"), _applies(rule, lang)
    for basis in rule.basis:
        yield say("basis"), _cited(basis, say(basis.kind), lang)
    yield say("offline"), say("no" if _needs_network(rule) else "yes")
    yield say("may_review"), say("yes" if may_review(rule) else "no")
    for profile in PROFILES:
        yield f"{say('profile')} {profile}", say(switch(pack, rule, profile, rule.severity))
    if rule.tags:
        yield say("tags"), ", ".join(rule.tags)
    if rule.since:
        yield say("since"), rule.since


def may_review(rule: Rule) -> bool:
    """Whether a finding of `rule` may ask a person to look instead of to mend."""
    outcomes = [rule.outcome, *(variant.outcome for variant in rule.variants.values())]
    return Outcome.REVIEW in outcomes


def _needs_network(rule: Rule) -> bool:
    return "links" in rule.needs


def _applies(rule: Rule, lang: Lang) -> str:
    bounds = rule.applies
    parts: list[str] = []
    if bounds.forms:
        zh = "、".join(_form_name(key, "zh") for key in bounds.forms)
        en = ", ".join(_form_name(key, "en") for key in bounds.forms)
        parts.append(zh if lang == "zh" else en)
    if bounds.first_year is not None and bounds.last_year is not None:
        span = f"{bounds.first_year}–{bounds.last_year}"
        parts.append(f"{span} 年度报告" if lang == "zh" else f"reports on {span}")
    elif bounds.first_year is not None:
        since = bounds.first_year
        parts.append(f"{since} 年度及以后" if lang == "zh" else f"reports on {since} and later")
    elif bounds.last_year is not None:
        until = bounds.last_year
        parts.append(f"{until} 年度及以前" if lang == "zh" else f"reports on {until} and earlier")
    for words in (bounds.kinds, bounds.levels, bounds.stages, bounds.media):
        if words:
            named = [_WORDS[word][lang] if word in _WORDS else word for word in words]
            parts.append(("、" if lang == "zh" else ", ").join(named))
    everything = _WORDS["everything"][lang]
    return ("；" if lang == "zh" else "; ").join(parts) or everything


def _form_name(key: str, lang: Lang) -> str:
    if key in _WORDS:
        return _WORDS[key][lang]
    return f"{key} 版格式" if lang == "zh" else f"the form of {key}"


def _both(zh: str, en: str) -> Localised:
    return Localised(zh, en)


_NUMBER: Final = Localised("N", "N")
_PRINTED: Final = Localised("〈原文〉", "[text]")
_RIGHT: Final = Localised("〈应为〉", "[expected]")
_MARKS: Final = {
    "also": Localised("", ""),
    **dict.fromkeys(
        ("count", "difference", "cells", "value", "days", "total", "relations", "length",
         "rest", "blank", "dash", "limit", "stated", "reported", "suggested", "read"),
        _NUMBER,
    ),
    **dict.fromkeys(("observed", "evidence", "phrase", "quoted", "cited"), _PRINTED),
    **dict.fromkeys(("raw", "printed"), _PRINTED),
    **dict.fromkeys(("expected", "canonical", "wanted"), _RIGHT),
    **dict.fromkeys(("heading", "title"), Localised("〈标题〉", "[heading]")),
    **dict.fromkeys(("issuer", "body"), Localised("〈机关〉", "[body]")),
    **dict.fromkeys(("url", "address"), Localised("〈网址〉", "[address]")),
    "cell": Localised("〈单元格〉", "[cell]"),
    "line": Localised("〈行或列〉", "[row or column]"),
    "name": Localised("〈名称〉", "[name]"),
    "number": Localised("〈号码〉", "[number]"),
    "reason": Localised("〈原因〉", "[reason]"),
    "row": Localised("〈行〉", "[row]"),
    "table": Localised("〈表〉", "[table]"),
    "year": Localised("〈年度〉", "[year]"),
}  # fmt: skip


_WORDS: Final[Mapping[str, Localised]] = {
    "id": _both("编号", "id"),
    "name": _both("名称", "name"),
    "family": _both("规则族", "family"),
    "severity": _both("级别", "severity"),
    "outcome": _both("处理", "outcome"),
    "applies": _both("适用", "applies to"),
    "hint": _both("提示", "note"),
    "basis": _both("依据", "basis"),
    "offline": _both("无需联网", "works offline"),
    "may_review": _both("可能需人工核实", "may need a person"),
    "profile": _both("方案", "profile"),
    "tags": _both("标签", "tags"),
    "since": _both("起始版本", "since"),
    "yes": _both("是", "yes"),
    "no": _both("否", "no"),
    "on": _both("开", "on"),
    "off": _both("关", "off"),
    "fold": _both("合并为一行", "folded into one line"),
    "everything": _both("全部报告", "every report"),
    Severity.ERROR: _both("错误", "error"),
    Severity.WARNING: _both("警告", "warning"),
    Severity.INFO: _both("提示", "info"),
    Outcome.FAIL: _both("应改", "to fix"),
    Outcome.REVIEW: _both("请核实", "to check"),
    "law": _both("法律法规", "law"),
    "form": _both("格式通知", "form"),
    "standard": _both("标准", "standard"),
    "practice": _both("通行做法", "practice"),
    "pre2019": _both("2019 年以前的报告", "reports before the form of 2019"),
    "government": _both("人民政府", "governments"),
    "department": _both("部门", "departments"),
    "township": _both("乡镇", "townships"),
    "subdistrict": _both("街道", "sub-districts"),
    "vertical": _both("垂直管理单位", "vertical bodies"),
    "authorised": _both("授权组织", "authorised bodies"),
    "unknown": _both("性质不明的单位", "bodies of unknown kind"),
    "central": _both("中央", "central"),
    "province": _both("省级", "province"),
    "city": _both("市级", "city"),
    "county": _both("县级", "county"),
    "town": _both("乡级", "town"),
    "draft": _both("送审稿", "drafts"),
    "published": _both("已发布", "published reports"),
    "text/html": _both("网页", "web pages"),
    "text/plain": _both("纯文本", "plain text"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _both(
        "Word 文档", "Word files"
    ),
    "application/msword": _both("旧版 Word 文档", "old Word files"),
    "application/vnd.ms-works": _both("WPS 文字文档", "WPS files"),
    "application/rtf": _both("RTF 文档", "RTF files"),
    "application/pdf": _both("PDF 文件", "PDF files"),
    "application/ofd": _both("OFD 文件", "OFD files"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _both(
        "Excel 工作簿", "Excel workbooks"
    ),
    "application/vnd.ms-excel": _both("旧版 Excel 工作簿", "old Excel workbooks"),
    "application/vnd.oasis.opendocument.spreadsheet": _both(
        "OpenDocument 表格", "OpenDocument spreadsheets"
    ),
    "multipart/related": _both("单文件网页", "web archives"),
}
