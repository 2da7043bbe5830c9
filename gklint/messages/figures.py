"""What the checks of figures and structure say besides the words of their rules."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

SLIPS: Final = {
    "left_out": Localised("应有数字处填了 0", "0 where a number belongs"),
    "transposed": Localised("相邻两位数字颠倒", "two neighbouring digits swapped"),
    "replaced": Localised("一位数字不同", "one digit differs"),
    "added": Localised("多写一位数字", "one digit too many"),
    "dropped": Localised("少写一位数字", "one digit left out"),
    "other": Localised("所在各等式的差额一致", "its relations all differ by the same amount"),
}

UNREAD: Final = Localised(
    "$count 个等式含有未读到或不是数字的格，未作判断",
    "relations with cells that were not read or are no numbers: $count",
)
BLANK: Final = Localised(
    "$count 个等式含有空白格，且空白按 0 计并不相等，未作判断",
    "relations with blank cells that do not balance with blanks as 0: $count",
)
EMPTY: Final = Localised("$table各格均未填写", "no cell of $table is filled in")
NO_FIGURES: Final = Localised("有关数字未读到", "the figures concerned were not read")
OTHER_EDITION: Final = Localised(
    "$table用的是另一版表格，没有有关数字", "$table is of another edition without these figures"
)
COLUMN: Final = Localised("“$name”列", "column “$name”")
ROW: Final = Localised("“$name”行", "row “$name”")

TABLE_ELSEWHERE: Final = Localised(
    "$table所在部分未读到，或可能以图片、嵌入内容形式发布，未作判断",
    "the part of $table was not found, or the table may be a picture or in something embedded",
)
NO_FORM_DUE: Final = Localised("该年度没有统一格式", "there is no national form for that year")
PICTURED: Final = Localised(
    "“$name”部分含有图片或嵌入内容，内容可能在其中，未作判断",
    "the part “$name” holds pictures or embedded objects that may carry its content",
)
PART_EMBEDDED: Final = Localised(
    "有嵌入内容没有读取，“$name”可能在其中，未作判断",
    "something embedded was not read and may hold “$name”",
)
RELATION: Final = Localised("$line：$relation", "$line: $relation")
