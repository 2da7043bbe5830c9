"""Words of the documents that ``gklint rollup`` makes. Those are Chinese only: they go into the
district's own papers."""

# ruff: noqa: E501  (a sentence stays on one line)

from __future__ import annotations

from string import Template
from types import MappingProxyType
from typing import Final

STATES: Final = MappingProxyType(
    {
        "in": "已计入",
        "partly": "已计入，部分格未读到",
        "edition": "已计入，部分格版式不同",
        "doubtful": "已计入，多份材料不一致的格除外",
        "missing": "尚未收到",
        "unread": "已报、未能读取",
        "out": "不计入汇总",
        "exempt": "不要求报送",
    }
)
"""What the workbook says of a body, by the state of its `Member`."""

WORDS: Final = MappingProxyType(
    {
        "list": "、",
        "and_others": "$names等 $count 个单位",
        # The workbook
        "sheet.about": "说明",
        "sheet.bodies": "单位情况",
        "sheet.compared": "与本级报告对照",
        "sheet.relations": "勾稽核对",
        "sheet.figures": "各单位数据",
        "book.title": "$parent$year年度$report汇总底稿",
        "book.made": "$day 生成，$form 年版格式。应计入 $counted 个单位，已计入 $held 个。",
        "book.whole": "应计入的单位都已计入。",
        "book.gaps": "尚未计入：$names。各表数字不含这些单位，不是最终数。",
        "book.open": "另有 $cells 格因个别单位未读到、版式不同或存疑而不完整，已在各表标出。",
        "book.scanned": "$names的数字识别自图片，合计前请对照原件核对。",
        "book.aside": "疑似金额单位有误（应为万元），未计入：$names。",
        "book.unlisted": "名单以外的材料，未计入：$names。",
        "book.colour": "黄色的格：还缺一个或几个单位的数字。在“各单位数据”补填后，合计自动更新，黄色自动消失。",
        "book.formula": "各表数字都是公式，由“各单位数据”求和得出；核对原报告后再使用。",
        "head.number": "序号",
        "head.body": "单位",
        "head.kind": "类别",
        "head.state": "情况",
        "head.source": "材料",
        "head.note": "说明",
        "head.table": "表",
        "head.figure": "数据项",
        "head.sum": "合计",
        "head.count": "已有单位数",
        "head.reported": "本级报告",
        "head.difference": "相差",
        "head.relation": "关系",
        "head.left": "左边",
        "head.right": "右边",
        "cell.open": "未读到",
        "cell.edition": "版式不同",
        "cell.doubtful": "多份材料不一致",
        "cell.aside": "$value（疑单位有误，未计入）",
        "cell.missing": "尚未收到",
        "cell.unread": "未能读取",
        "note.scanned": "数字识别自图片，请对照原件核对",
        "note.open": "$cells 格未计入：$names",
        "note.aside": "疑似金额单位有误：$names",
        "note.comment": "缺：$names",
        "note.left_out": "相差出在$names，其有格未计入，补填以后再看",
        "note.left_out_too": "$names有格未计入，补填以后再看；其他单位的表也有不平",
        # The tables
        "tables.title": "$parent$year年度汇总表",
        "tables.whole": "以下各表由 $held 个单位的年度报告汇总得出，请核对后使用。",
        "tables.gaps": "尚未计入：$names。以下数字不含这些单位，不是最终数，请勿直接使用。",
        "tables.open": "底色标出的空白格：$names的有关格未读到、版式不同或存疑，合计未定。",
        # The notice
        "notice.title": "关于$region$year年度$report审核情况的通报",
        "notice.draft": "（草稿，由 gklint 根据 $day 的审核结果生成，请核对后使用）",
        "notice.to": "各有关单位：",
        "notice.intro": "按照$law的规定，对各单位报送的$year年度$report进行了审核。现将有关情况通报如下。",
        "notice.roll": "一、报送情况",
        "notice.counts": "按应报单位名单，应报 $due 个单位，已报 $reported 个，已报、未能读取 $unread 个，尚未收到 $missing 个。",
        "notice.all_in": "各单位均已报送。",
        "notice.missing": "尚未收到：$names。",
        "notice.unread": "已报、未能读取：$names。请另存为可读取的格式（如 .docx）后重新报送。",
        "notice.unlisted": "另收到名单以外的材料 $count 份，请核对名单。",
        "notice.checked": "二、审核情况",
        "notice.verdicts": "共审核材料 $count 份：未发现问题 $pass 份，请核实 $review 份，应改 $fail 份，未能读取 $unreadable 份。",
        "notice.common": "三、共性问题",
        "notice.no_shared": "没有多个单位共有的应改问题，个别单位的问题见附件。",
        "notice.no_common": "未发现应改的问题。",
        "notice.family": "（$number）$family。",
        "notice.fault": "$title：涉及 $count 个单位。例如，$body：$example",
        "notice.shared": "以上按涉及单位数排列，只列应改的问题；请核实的问题见各单位的审核结果。",
        "notice.rollup": "四、汇总情况",
        "notice.held": "$parent的汇总应计入 $counted 个单位，已计入 $held 个。",
        "notice.gaps": "尚未计入：$names。",
        "notice.aside": "疑似金额单位有误，请有关单位核实：$names。",
        "notice.differs": "$parent的年度报告有 $count 格与各单位合计不一致，详见汇总底稿。",
        "notice.equal": "$parent的年度报告与各单位合计一致。",
        "notice.next": "五、有关要求",
        "notice.deadline": "请有应改问题的单位对照审核结果逐项核对，于    年  月  日前改正后重新报送。",
        "notice.late": "请尚未报送的单位于    年  月  日前报送。",
        "notice.careful": "审核结果由程序给出，如与实际情况不符，请说明情况。",
        "notice.annex": "附件：各单位审核情况",
        "notice.annex_title": "各单位审核情况",
        "notice.mend": "应改",
        "notice.review": "请核实",
        "notice.faults": "主要问题",
        "notice.more": "等",
        "stop": "。",
    }
)
"""Sentences; ``$names`` by `string.Template`."""


def tell(key: str, /, **params: str | int) -> str:
    """The sentence `key`. Raises KeyError where the key is unknown or a name has no value."""
    return Template(WORDS[key]).substitute(params)


def listed(names: list[str], most: int = 0) -> str:
    """Names one after the other, the first `most` of them where there are more (0: all)."""
    if most and len(names) > most:
        first = WORDS["list"].join(names[:most])
        return tell("and_others", names=first, count=len(names))
    return WORDS["list"].join(names)
