"""What there is to say of a rule, as plain data: for the terminal and for the rule pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from gklint.finding import Outcome, Severity
from gklint.lang import Localised, localise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.lang import Lang
    from gklint.ruleset.model import Example, Pack, Rule

PROFILES: Final = ("self-check", "supervise", "crawl")


@dataclass(frozen=True, slots=True)
class ExampleText:
    """An example in words: what is done to a clean report, a line each."""

    fails: bool
    note: str
    edits: tuple[str, ...]


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
    examples = [_example(example, lang) for example in rule.examples]
    return Explanation(
        id=rule.id,
        name=rule.name,
        title=rule.title[lang],
        facts=tuple(_facts(rule, pack, lang)),
        what=rule.message[lang],
        rationale="" if rule.rationale is None else rule.rationale[lang],
        variants=tuple(
            (key, variant.message[lang])
            for key, variant in rule.variants.items()
            if variant.message is not None
        ),
        remedy=rule.remedy[lang],
        wrong=tuple(example for example in examples if example.fails),
        right=tuple(example for example in examples if not example.fails),
    )


def _facts(rule: Rule, pack: Pack, lang: Lang) -> Iterator[tuple[str, str]]:
    def say(key: str) -> str:
        return _WORDS[key][lang]

    yield say("id"), rule.id
    yield say("name"), rule.name
    yield say("family"), f"{rule.family} {localise(pack.families[rule.family], lang)}"
    yield say("severity"), say(rule.severity)
    yield say("outcome"), say(rule.outcome)
    yield say("applies"), _applies(rule, lang)
    for basis in rule.basis:
        number = f"（{basis.number}）" if basis.number and lang == "zh" else ""
        number = number or (f" ({basis.number})" if basis.number else "")
        clause = f"{'：' if lang == 'zh' else ': '}{basis.clause}" if basis.clause else ""
        yield (
            say("basis"),
            f"{basis.title}{number}{clause}（{say(basis.kind)}）"
            if (lang == "zh")
            else f"{basis.title}{number}{clause} ({say(basis.kind)})",
        )
    yield say("offline"), say("no" if _needs_network(rule) else "yes")
    yield say("may_review"), say("yes" if may_review(rule) else "no")
    for profile in PROFILES:
        yield f"{say('profile')} {profile}", say(_switch(rule, pack, profile))
    if rule.tags:
        yield say("tags"), ", ".join(rule.tags)
    if rule.since:
        yield say("since"), rule.since


def _switch(rule: Rule, pack: Pack, profile: str) -> str:
    from gklint.engine.profiles import switch

    return switch(pack, rule, profile, rule.severity)


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


def _example(example: Example, lang: Lang) -> ExampleText:
    note = "" if example.note is None else example.note[lang]
    return ExampleText(example.fails, note, tuple(_edits(example.edits, lang)))


def _edits(edits: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    """Each edit as a line people can follow."""
    for name, value in edits.items():
        words = _EDITS.get(name)
        label = name if words is None else words[lang]
        if isinstance(value, dict):
            arrow = "→"
            for key, item in value.items():
                yield f"{label}: {key} {arrow} {_value(item, lang)}"
        else:
            yield f"{label}: {_value(value, lang)}"


def _value(value: Any, lang: Lang) -> str:
    if value is None or value == "":
        return "（无）" if lang == "zh" else "(none)"
    if isinstance(value, list):
        return " / ".join(str(item) for item in value)
    return str(value).strip()


def _both(zh: str, en: str) -> Localised:
    return Localised(zh, en)


_WORDS: Final[Mapping[str, Localised]] = {
    "id": _both("编号", "id"),
    "name": _both("名称", "name"),
    "family": _both("规则族", "family"),
    "severity": _both("级别", "severity"),
    "outcome": _both("处理", "outcome"),
    "applies": _both("适用", "applies to"),
    "basis": _both("依据", "basis"),
    "offline": _both("无需联网", "works offline"),
    "may_review": _both("可能需人工核实", "may need a person"),
    "profile": _both("方式", "profile"),
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
    Outcome.FAIL: _both("应改", "fail: mend it"),
    Outcome.REVIEW: _both("请核实", "review: look at it"),
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
}

_EDITS: Final[Mapping[str, Localised]] = {
    "form": _both("格式", "form"),
    "year": _both("年度", "year"),
    "issuer": _both("单位", "body"),
    "title": _both("标题", "title"),
    "preamble": _both("前言", "preamble"),
    "headings": _both("标题改为", "heading"),
    "sections": _both("正文改为", "prose"),
    "append": _both("增加", "added"),
    "replace": _both("替换", "replaced"),
    "set": _both("单元格", "cell"),
    "remove_section": _both("删去章节", "section removed"),
    "remove_table": _both("删去表格", "table removed"),
    "remove_row": _both("删去一行", "row removed"),
    "tables": _both("换用其他版本的表格", "table of another edition"),
    "order": _both("章节顺序", "order of sections"),
    "images": _both("增加图片（替代文本）", "image added (alternative text)"),
    "meta": _both("网页元数据", "metadata of the page"),
    "published": _both("发布日期", "published on"),
    "url": _both("网址", "address"),
    "depth": _both("外层嵌套层数", "containers around it"),
    "media": _both("文件类型", "file type"),
    "text": _both("全文", "whole text"),
    "html": _both("整页", "whole page"),
    "stage": _both("阶段", "stage"),
    "profile": _both("方式", "profile"),
    "blank": _both("空白单元格", "blank cells"),
    "today": _both("当天日期", "today"),
    "links": _both("链接", "links"),
}
