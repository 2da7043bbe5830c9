"""Why a rule was not assessed, in words; `$` parameters by `string.Template`."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

REASONS: Final = {
    "title": Localised("未读到标题", "no title was found"),
    "issuer": Localised("未能确定编制机关", "the issuing body is not known"),
    "year": Localised("未能确定报告年度", "the year reported on is not known"),
    "form": Localised("该年度没有统一格式", "there is no national form for that year"),
    "edition": Localised(
        "未能确定适用哪一版格式", "which edition of the form applies is not known"
    ),
    "period": Localised("未读到统计期限", "no statistical period was found"),
    "contact": Localised("未读到联系方式", "no contact was found"),
    "preamble": Localised("未读到前言", "no preamble was found"),
    "sections": Localised("未读到一级标题", "no level-1 heading was found"),
    "section": Localised("未读到“$name”部分", "the part “$name” was not found"),
    "tables": Localised("未读到任何法定表格", "no statutory table was found"),
    "table": Localised("未读到$name", "$name was not read"),
    "typed": Localised(
        "图片中识别出的文字不作文字校对", "text recognised in pictures is not proofread"
    ),
    "published": Localised("未能确定发布日期", "the date of publication is not known"),
    "body.kind": Localised("未能确定机关类别", "the kind of body is not known"),
    "body.level": Localised("未能确定机关层级", "the level of the body is not known"),
    "links": Localised("未联网", "the network is off"),
    "url": Localised("不知道报告的网址", "the report's address is not known"),
    "today": Localised("不知道今天的日期", "the date of today is not known"),
    "previous": Localised(
        "给出的上年报告中没有本机关的",
        "this body's report is not among last year's that were given",
    ),
    "previous.given": Localised(
        "没有给出上年报告（--previous）", "no report of last year was given (--previous)"
    ),
    "roster.given": Localised("没有给出应报单位名单（--roster）", "no roster was given (--roster)"),
    "entry": Localised("名单中没有本机关", "this body is not on the roster"),
    "rollup": Localised(
        "按名单，没有单位汇总到本机关", "by the roster no body rolls up into this one"
    ),
    "region": Localised("名单未写明所在地区", "the roster gives no region"),
    "place": Localised(
        "名称看不出所在地市，也没有给出应报单位名单（--roster）",
        "the name tells no city, and no roster was given (--roster)",
    ),
    "publish_by": Localised(
        "名单未写明本年度的公开时限", "the roster gives no date of publication for the year"
    ),
    "bodies.given": Localised(
        "没有与其他机关的报告比对", "the report was held against no other body's"
    ),
    "others.given": Localised(
        "没有与同一报告的另一份材料比对（--against）",
        "the report was held against no other form of it (--against)",
    ),
    "against": Localised(
        "用来比对的另一份材料未能读取", "the other form of the report could not be read"
    ),
    "against.given": Localised(
        "没有给出另一份同一报告（--against）", "no other form of the report was given (--against)"
    ),
    "stage": Localised("送审稿不检查此项", "not asked of a draft"),
    "profile": Localised("本方案不检查此项", "off in this profile"),
    "ignored": Localised("已按配置忽略：$reason", "ignored by configuration: $reason"),
    "ignored_in": Localised(
        "已按配置忽略（仅 $paths）：$reason", "ignored by configuration (in $paths only): $reason"
    ),
    "no_reason": Localised("未写明理由", "no reason given"),
    "fault": Localised(
        "检查此项时程序出错（$kind），详细记录在 $log",
        "the program failed on this rule ($kind); details are in $log",
    ),
}

TOO_FEW: Final = Localised(
    "同地区不足 $count 个单位写法一致，无从比较",
    "fewer than $count bodies of the region print the same, so there is nothing to compare with",
)
