"""What is said of the files that a page offers beside its report."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

OFFLINE: Final = Localised(
    "数据看来只在附件$names里，本次没有联网，附件没有获取",
    "the figures seem to be in the attachment $names only, which was not fetched: the network is "
    "off",
)
NO_ADDRESS: Final = Localised(
    "数据看来只在附件$names里，不知道网页的网址，附件没有获取",
    "the figures seem to be in the attachment $names only, which was not fetched: the page's own "
    "address is not known",
)
NOT_READ: Final = Localised(
    "数据看来只在附件$names里，附件没有读到（$why）",
    "the figures seem to be in the attachment $names only, which was not read ($why)",
)
NAME: Final = Localised("《$name》", "“$name”")
PLACE: Final = Localised("附件《$name》 → $place", "attachment “$name” → $place")
BECAME: Final = Localised("《$name》：$reason", "“$name”: $reason")
ONLY: Final = Localised("附件《$name》", "attachment “$name”")

READ: Final = Localised("报告在附件里，已按附件检查", "the report is in it and was checked")
TABLES: Final = Localised("读取了其中的$tables", "read for $tables")
COMPARED: Final = Localised("已与网页逐格比对", "compared with the page cell by cell")
NOT_FETCHED: Final = Localised("本次没有联网，没有获取", "not fetched: the network is off")
NO_BASE: Final = Localised(
    "不知道网页的网址，没有获取", "not fetched: the page's own address is not known"
)
NOT_NEEDED: Final = Localised("没有用到", "not needed")
OTHER_YEAR: Final = Localised("是 $year 年度的报告，没有使用", "a report on $year, not used")
OTHER_BODY: Final = Localised("是$issuer的报告，没有使用", "a report of $issuer, not used")
NO_TABLES: Final = Localised("其中没有读到统计表", "no statutory table was read in it")
PICTURES: Final = Localised(
    "第 $pages 页是图片，其中的文字没有读取", "pages that are pictures were not read: $pages"
)
NO_REPORT: Final = Localised(
    "其中没有识别出年度报告和统计表", "neither a report nor its tables were recognised in it"
)
"""What became of one file."""

NO_FORM: Final = Localised(
    "没有可以比对的附件：$why", "there is no attachment to compare with: $why"
)
