"""Words that the workbook and the page share: both lie on the supervisor's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.lang import Localised

if TYPE_CHECKING:
    from collections.abc import Mapping

DESK: Final[Mapping[str, Localised]] = {
    "no_body": Localised("（未读到机关名称）", "(body not read)"),
    "profile.self-check": Localised("发布前自查", "self-check"),
    "profile.supervise": Localised("主管部门检查", "supervision"),
    "profile.crawl": Localised("定期巡查", "crawl"),
    "copies": Localised("$count 份", "$count"),
    "roll.contact": Localised("联系方式", "Contact"),
    "roll.file_by": Localised("报送时限", "Due"),
    "roll.parent": Localised("汇总到", "Rolls up into"),
    "roll.state": Localised("情况", "State"),
    "rollup.figure": Localised("数据项", "Figure"),
    "tool": Localised(
        "gklint $version，规则包 $pack $edition", "gklint $version, rules $pack $edition"
    ),
    "compared": Localised("与 $name 比对（第二轮）", "second round, against $name"),
    "kind.government": Localised("人民政府", "government"),
    "kind.department": Localised("部门", "department"),
    "kind.township": Localised("乡镇", "township"),
    "kind.subdistrict": Localised("街道", "subdistrict"),
    "kind.vertical": Localised("垂直管理", "vertical"),
    "kind.authorised": Localised("授权组织", "authorised"),
    "kind.unknown": Localised("未注明", "not told"),
}
