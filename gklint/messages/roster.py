"""What is wrong with a roster, and what is merely odd, in words; `$` parameters."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

FAULTS: Final = {
    "empty": Localised("文件是空的", "the file is empty"),
    "size": Localised("文件超过 $limit MB", "the file is larger than $limit MB"),
    "lines": Localised("超过 $limit 行", "there are more than $limit lines"),
    "unpacked": Localised(
        "工作簿展开后太大，请另存为 csv 再试",
        "the workbook is too large once unpacked; save it as csv and try again",
    ),
    "type": Localised(
        "这不是表格文件，请另存为 .xlsx 或 .csv 再试",
        "this is no spreadsheet; save it as .xlsx or .csv and try again",
    ),
    "encrypted": Localised(
        "工作簿设了密码，请取消密码再试",
        "the workbook has a password; take it off and try again",
    ),
    "damaged": Localised(
        "工作簿打不开（可能已损坏），请用 Excel 或 WPS 打开后另存一份再试",
        "the workbook can't be opened (it may be damaged); open it in Excel or WPS, save it anew "
        "and try again",
    ),
    "quotes": Localised(
        "第 $line 行起的引号不成对，读不下去",
        "from line $line on the quotation marks don't match",
    ),
    "no_name": Localised(
        "没有找到“单位名称”一栏，读到的首行是：$seen",
        "there is no column of names (单位名称); the first line reads: $seen",
    ),
    "no_bodies": Localised(
        "“$heading”一栏下面没有单位", "there are no bodies in the column “$heading”"
    ),
    "twice": Localised("$place“$name”与第 $line 行重复", "$place “$name” is on line $line already"),
    "alias": Localised(
        "$place“$alias”是第 $line 行“$name”的名称，不能再作“$other”的别名",
        "$place “$alias” is the name of “$name” on line $line and can't be one for “$other” too",
    ),
    "kind": Localised(
        "$place机关类别“$word”不认识，可以写：政府、部门、乡镇、街道、垂管、授权组织，或者留空",
        "$place the kind “$word” is not known; write government, department, township, "
        "subdistrict, vertical or authorised, or leave it empty",
    ),
    "level": Localised(
        "$place层级“$word”不认识，可以写：中央、省级、市级、县级、乡级，或者留空",
        "$place the level “$word” is not known; write central, province, city, county or town, or "
        "leave it empty",
    ),
    "yes_no": Localised(
        "$place“$word”看不出是或否，请写“是”或“否”",
        "$place “$word” is neither yes nor no; write one of them",
    ),
    "date": Localised(
        "$place日期“$word”读不懂，可以写：2023年1月20日、2023-01-20 或 1月20日",
        "$place the date “$word” can't be read; write 2023-01-20, 2023年1月20日 or 1月20日",
    ),
    "parent": Localised(
        "$place“$name”要汇总到的“$parent”不在名单上",
        "$place “$name” rolls up into “$parent”, which is not on the roster",
    ),
    "parents": Localised(
        "$place“$name”要汇总到的“$parent”对应名单上不止一个单位，请写全称",
        "$place “$name” rolls up into “$parent”, which fits several bodies of the roster; give the "
        "full name",
    ),
    "cycle": Localised(
        "第 $line 行起汇总关系绕成一圈：$names",
        "from line $line on the bodies roll up in a circle: $names",
    ),
}

ODDITIES: Final = {
    "sheets": Localised(
        "工作簿有 $count 张工作表，只用了“$name”",
        "of the $count sheets of the workbook only “$name” was used",
    ),
    "unused": Localised("没有用到这些栏：$columns", "these columns were not used: $columns"),
    "nameless": Localised(
        "第 $lines 行没有单位名称，已略过", "lines without a name were left out: $lines"
    ),
    "long": Localised(
        "第 $lines 行不像单位名称，已略过",
        "lines that don't look like a body's name were left out: $lines",
    ),
    "shared": Localised(
        "“$alias”是 $names 共同的别名或曾用名，不用它来对应单位",
        "“$alias” is an alias or former name of $names; no report is matched by it",
    ),
    "encoding": Localised(
        "有 $count 个字符无法识别，请核对编码", "characters that could not be decoded: $count"
    ),
}
