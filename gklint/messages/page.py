"""Words of the page (`-o html`) that no other output uses."""

# ruff: noqa: E501  (a sentence stays on one line, so that both languages read side by side)

from __future__ import annotations

from typing import Final

from gklint.lang import Localised
from gklint.messages import Words
from gklint.messages.desk import DESK

PAGE: Final = {
    # The head of the page
    "title": Localised("$pack检查结果", "Check of the $pack"),
    "title.any": Localised("检查结果", "Check results"),
    "skip": Localised("跳到正文", "Skip to the content"),
    "made": Localised("检查日期 $date", "checked on $date"),
    "noscript": Localised(
        "本页未运行脚本：所有报告依次列在下面，不能筛选和排序。",
        "Scripts are off: all reports follow below; there is no filter and no sorting.",
    ),
    # The index
    "index": Localised("目录", "Index"),
    "index.all": Localised("全部报告", "All reports"),
    "all": Localised("全部", "All"),
    "tile": Localised("份$verdict", "$verdict (reports)"),
    "totals.findings": Localised("问题", "Findings"),
    "totals.round": Localised("与上一轮相比", "Since the last round"),
    "totals.cells": Localised("表格数据", "Table cells"),
    "cells": Localised("读到 $read / $all 格", "$read of $all cells read"),
    "filter": Localised("筛选", "Filter"),
    "filter.text": Localised("机关、文件或问题", "Body, file or fault"),
    "filter.kind": Localised("问题类别", "Kind of fault"),
    "filter.level": Localised("程度", "Level"),
    "filter.any": Localised("不限", "any"),
    "filter.reset": Localised("清除筛选", "Clear"),
    "filter.verdict": Localised("按结果筛选", "By result"),
    "shown": Localised("显示 $shown / $all 份", "$shown of $all shown"),
    "shown.none": Localised("没有符合条件的报告。", "No report fits."),
    "col.verdict": Localised("结果", "Result"),
    "col.body": Localised("机关", "Body"),
    "col.year": Localised("年度", "Year"),
    "col.mend": Localised("应改", "To fix"),
    "col.review": Localised("核实", "To check"),
    "col.info": Localised("提示", "To note"),
    "col.open": Localised("未改", "Open"),
    "col.settled": Localised("已改", "Settled"),
    "col.kinds": Localised("问题类别", "Kinds of fault"),
    "col.read": Localised("读到（格）", "Cells read"),
    "col.source": Localised("文件", "File"),
    "sort": Localised("按“$column”排序", "Sort by “$column”"),
    "under": Localised("文件都在 $folder 之下", "All files are in $folder"),
    # Across the reports
    "roll": Localised("报送情况", "Roll call"),
    "roll.from": Localised("应报单位名单：$roster", "Roster: $roster"),
    "roll.name": Localised("单位", "Body"),
    "roll.files": Localised("文件", "Files"),
    "roll.doubt": Localised("名称对应待核实：$doubt", "Match to be confirmed: $doubt"),
    "roll.open": Localised("需要跟进的单位（$count 个）", "Bodies to follow up ($count)"),
    "roll.all": Localised("全部单位（$count 个）", "All bodies ($count)"),
    "outstanding": Localised(
        "上一轮有、本次没有报来的报告（$count 份）",
        "Reports of the last round that this run has not ($count)",
    ),
    "outstanding.findings": Localised("上一轮问题", "Findings then"),
    "run.findings": Localised(
        "不属于某一份报告的问题（$count 条）", "Findings of no single report ($count)"
    ),
    "shared": Localised("多份报告共有的问题", "Faults that several reports share"),
    "shared.count": Localised(
        "$count 个单位的报告有同样的问题", "$count bodies have the same fault"
    ),
    "shared.note": Localised(
        "可能来自同一模板，各份报告中仍会列出。",
        "Perhaps from one template; each report still lists it.",
    ),
    "common": Localised("常见问题", "Commonest faults"),
    "common.note": Localised("点击规则可筛选目录。", "Select a rule to filter the index."),
    "off": Localised("本次未检查的规则", "Rules not checked in this run"),
    "notes": Localised("说明", "Notes"),
    "left_out": Localised(
        "本次共 $all 份报告：为控制页面大小，其中 $count 份不附识别出的正文（未发现问题的报告，及超出容量的部分）。问题清单都是完整的。",
        "Reports: $all. To keep the page small, the recognised text is left out of $count (reports without findings, and what exceeds the size). Lists of findings are complete.",
    ),
    # One report
    "back": Localised("目录", "Index"),
    "previous": Localised("上一份", "Previous"),
    "next": Localised("下一份", "Next"),
    "nth": Localised("第 $number / $all 份", "$number of $all"),
    "meta.issuer": Localised("机关", "Body"),
    "meta.listed": Localised("名单上的名称", "On the roster"),
    "meta.year": Localised("年度", "Year"),
    "meta.form": Localised("表格格式", "Form"),
    "meta.period": Localised("统计期限", "Period"),
    "meta.published": Localised("发布日期", "Published"),
    "meta.source": Localised("文件", "File"),
    "meta.url": Localised("网址", "Address"),
    "meta.last": Localised("上年报告", "Last year's report"),
    "meta.attachments": Localised("附件", "Attachments"),
    "meta.others": Localised("同一机关的其他材料", "Other files of this body"),
    "meta.read": Localised("读到", "Read"),
    "to": Localised("$start 至 $end", "$start to $end"),
    "open_end": Localised("（未读到）", "(not read)"),
    "findings": Localised("问题清单", "Findings"),
    "findings.fold": Localised("另有 $count 条细小提示", "$count more minor hints"),
    "show_place": Localised("在文中查看", "Show in the text"),
    "show_finding": Localised("查看第 $number 条问题", "Show finding $number"),
    "alternative": Localised("改法 $number", "Repair $number"),
    "alternative.only": Localised("改法", "Repair"),
    "missed.count": Localised("未检查的规则（$count 项）", "Rules not checked ($count)"),
    "paper": Localised("识别出的报告", "The report as read"),
    "paper.note": Localised(
        "这是程序读到的文字和表格，不是原件版面。",
        "Text and tables as the program read them, not the original layout.",
    ),
    "paper.none": Localised("没有读到可显示的正文。", "There is no text to show."),
    "paper.left_out": Localised(
        "本次报告较多，为控制页面大小，这里不附识别出的正文。",
        "Left out to keep a page of so many reports small.",
    ),
    "paper.page": Localised("第 $page 页", "Page $page"),
    "paper.scanned": Localised(
        "下表识别自图片，数字请对照原件核对。",
        "This table was read from a picture; compare its figures with the original.",
    ),
    "paper.table": Localised("表格", "Table"),
    "paper.image": Localised("图片：$alt", "Picture: $alt"),
    "paper.image.bare": Localised("图片（没有替代文字）", "Picture (no alternative text)"),
    "paper.embedded": Localised("未读取的嵌入内容：$kind", "Embedded, not read: $kind"),
    "paper.cut": Localised(
        "表格过大，只显示前 $count 格。", "The table is large: the first $count cells are shown."
    ),
    "missing.cells": Localised("未读到的数据（不作 0 计）", "Cells not read (never taken as 0)"),
    "missing.row": Localised("$name：$count 格", "$name: $count"),
    "unbound": Localised("未读作数据", "not read as a figure"),
    "rollup": Localised("汇总核对", "Roll-up"),
    "rollup.members": Localised("参与汇总的单位", "Bodies in the sum"),
    "rollup.reported": Localised("本报告", "This report"),
    "rollup.total": Localised("各单位合计", "Sum of the bodies"),
    "rollup.difference": Localised("相差", "Difference"),
    "rollup.open": Localised("未读到：$names", "not read: $names"),
    "rollup.equal": Localised(
        "$count 项相符，未列出；$open 项因有单位未读到而不能比较。",
        "Figures that agree and are not listed: $count; not to be compared yet: $open.",
    ),
    "rollup.same": Localised("各项都相符。", "All figures agree."),
    "member.in": Localised("计入", "in"),
    "member.missing": Localised("尚未收到", "not yet received"),
    "member.unread": Localised("未能读取", "unreadable"),
    "member.partly": Localised("部分格未读到", "read in part"),
    "member.edition": Localised("版式没有的格未计入", "in, but for cells its edition lacks"),
    "member.exempt": Localised("不要求报送", "need not report"),
    "member.doubtful": Localised("多份材料不一致", "its files differ"),
    "member.out": Localised("不计入", "not counted"),
    # Legend
    "legend": Localised("图例与用法", "Legend and use"),
    "legend.mend": Localised(
        "应改：与规定或表内关系不符，请改正。",
        "To fix: at odds with a rule or with the sums of a table.",
    ),
    "legend.review": Localised(
        "请核实：程序不能断定，请人工看一看。",
        "To check: the program can't be sure; a person should look.",
    ),
    "legend.info": Localised(
        "提示：不影响结论，供参考。", "To note: small, and without effect on the result."
    ),
    "legend.reading": Localised(
        "未读取：程序没有读到，不是对报告的判断。",
        "Not read: about the program's reading, not the report.",
    ),
    "legend.bad": Localised(
        "疑误的格，箭头后是使各式相平的数值", "a cell in doubt, with the value that balances"
    ),
    "legend.maybe": Localised(
        "几种改法之一，选中问题可看其他改法",
        "one of several ways to repair it; select the finding to see the others",
    ),
    "legend.also": Localised("同一问题涉及的其他格", "other cells of the same finding"),
    "legend.unbound": Localised(
        "表中未能识别的格（不作 0 计）", "a cell that was not recognised (never taken as 0)"
    ),
    "legend.tiers": Localised(
        "唯一改法：只改这里即全部相平，且没有其他同样少的改法；较可能、可能：供对照台账时参考。",
        "Only fix: nothing else as small balances all. Likely, possible: to be held against the register.",
    ),
    "legend.keys": Localised(
        "键盘：j / k 下一条、上一条问题；n / p 下一份、上一份报告；u 回目录；/ 筛选。",
        "Keys: j / k next and previous finding; n / p next and previous report; u index; / filter.",
    ),
    "legend.print": Localised(
        "打印：在目录页打印目录和筛选出的报告，每份另起一页；打开某一份时只打印这一份。",
        "Printing: from the index, the index and the reports shown, one a page; from a report, that report.",
    ),
    "footer": Localised(
        "检查结果供参考；数据以本机关台账为准。本页不联网，所有内容都在这个文件里。",
        "For reference; the body's own records decide. This page asks nothing of any network.",
    ),
}
tell: Final = Words(DESK, PAGE)
