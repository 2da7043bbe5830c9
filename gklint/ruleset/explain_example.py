"""A rule's examples in words: what is done to a clean report, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any, Final

from gklint.lang import Localised
from gklint.report.locate import fact_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.lang import Lang
    from gklint.ruleset.model import Example, Form


@dataclass(frozen=True, slots=True)
class ExampleText:
    """An example in words: `edits` say what is done to a clean report, a line each."""

    fails: bool
    note: str
    edits: tuple[str, ...]


def tell_example(example: Example, form: Form | None, lang: Lang) -> ExampleText:
    """`example`, made from `form`, in `lang`."""
    note = _CLEAN[lang] if example.note is None and set(example.edits) <= {"form"} else ""
    if example.note is not None:
        note = example.note[lang]
    return ExampleText(example.fails, note, tuple(_edits(example.edits, form, lang)))


def _edits(edits: Mapping[str, Any], form: Form | None, lang: Lang) -> Iterator[str]:
    """Each edit as a line people can follow."""
    colon = "：" if lang == "zh" else ": "
    for name, value in edits.items():
        words = _EDITS.get(name)
        label = name if words is None else words[lang]
        if isinstance(value, dict):
            for key, item in value.items():
                yield f"{label}{colon}{_part(form, name, key, lang)} → {_value(item, lang)}"
        elif name in ("remove_section", "remove_table", "remove_row", "order"):
            keys = [value] if isinstance(value, str) else value
            named = [_part(form, name, key, lang) for key in keys]
            yield f"{label}{colon}{'、'.join(named) if lang == 'zh' else ', '.join(named)}"
        else:
            yield f"{label}{colon}{_value(value, lang)}"


def _part(form: Form | None, edit: str, key: str, lang: Lang) -> str:
    """A figure, row, table or section as the form names it."""
    if edit == "left":
        return _LEFT[key][lang]
    if form is None or edit not in _KEYED:
        return key
    if key == "*":
        return _EVERY[lang]
    if key == "preamble":
        return _EDITS[key][lang]
    for section in form.sections:
        if section.key == key and edit not in ("remove_table", "tables"):
            return section.heading if lang == "zh" else section.name.en
    table = form.table(key.partition(".")[0])
    if table is None:
        return key
    cells = [name for name in table.fact_names if fnmatch(name, key) or name.startswith(key + ".")]
    if len(cells) == 1:
        return fact_label(form, cells[0])[lang]
    row = fact_label(form, cells[0])[lang].rpartition(" → ")[0] if edit == "remove_row" else ""
    if row:
        return row
    rest = key.partition(".")[2]
    return table.name[lang] + (f" → {rest}" if rest not in ("", "*") else "")


def _value(value: Any, lang: Lang) -> str:
    if value is None or value == "":
        return "（无）" if lang == "zh" else "(none)"
    if isinstance(value, list):
        return " / ".join(str(item) for item in value)
    return str(value).strip()


_LEFT: Final = {
    "comments": Localised("批注", "comments"),
    "tracked": Localised("修订", "tracked changes"),
    "hidden": Localised("隐藏文字", "hidden text"),
}
_KEYED: Final = frozenset(
    {
        "set",
        "headings",
        "sections",
        "append",
        "images",
        "embedded",
        "tables",
        "order",
        "remove_section",
        "remove_table",
        "remove_row",
    }
)
"""Edits that name figures, rows, tables or sections by key."""

_EDITS: Final[Mapping[str, Localised]] = {
    "form": Localised("格式", "form"),
    "year": Localised("年度", "year"),
    "issuer": Localised("单位", "body"),
    "title": Localised("标题", "title"),
    "preamble": Localised("前言", "preamble"),
    "headings": Localised("标题改为", "heading"),
    "sections": Localised("正文改为", "prose"),
    "append": Localised("增加", "added"),
    "replace": Localised("替换", "replaced"),
    "set": Localised("单元格", "cell"),
    "remove_section": Localised("删去章节", "section removed"),
    "remove_table": Localised("删去表格", "table removed"),
    "remove_row": Localised("删去一行", "row removed"),
    "tables": Localised("换用其他版本的表格", "table of another edition"),
    "order": Localised("章节顺序", "order of sections"),
    "images": Localised("增加图片（替代文本）", "image added (alternative text)"),
    "embedded": Localised("增加内嵌网页（地址）", "frame added (address)"),
    "meta": Localised("网页元数据或文件属性", "metadata of the page or file"),
    "left": Localised("文件里留有", "left in the file"),
    "published": Localised("发布日期", "published on"),
    "url": Localised("网址", "address"),
    "depth": Localised("外层嵌套层数", "containers around it"),
    "media": Localised("文件类型", "file type"),
    "text": Localised("全文", "whole text"),
    "html": Localised("整页", "whole page"),
    "stage": Localised("阶段", "stage"),
    "profile": Localised("方案", "profile"),
    "blank": Localised("空白单元格", "blank cells"),
    "today": Localised("当天日期", "today"),
    "links": Localised("链接", "links"),
}

_CLEAN: Final = Localised("不加改动的报告", "a clean report")
_EVERY: Final = Localised("全部", "every one")
