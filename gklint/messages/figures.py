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
    "other": Localised("与差额相符", "it fits the difference"),
}
EVENTS: Final = {
    "swapped": Localised("两格的数互换了位置", "two numbers changed places"),
    "moved": Localised("数字填到了相邻一格", "a number stands in the next cell"),
    "booked": Localised("部分件数记到了另一格", "some were counted in the other cell"),
    "stale": Localised("总计没有随分项更新", "totals were not renewed with their parts"),
    "summed": Localised("一格有误，总计随之算错", "one wrong cell and the totals made from it"),
    "shifted": Localised("连续几格错开了一格", "a stretch of cells is one place off"),
    "omitted": Localised("整行或整列漏填", "a whole row or column was left out"),
    "split": Localised("一个数拆到了两格", "one number stands in two cells"),
}
MISREAD: Final = {
    "digits": Localised(
        "识别误差，图片中的 $meant 被读成 $seen", "$meant in the picture misread as $seen"
    ),
    "lost": Localised("识别误差，图片中的一位数字没有读到", "a digit in the picture was not seen"),
    "doubled": Localised(
        "识别误差，图片中的一位数字读了两次", "a digit in the picture was read twice"
    ),
    "point": Localised(
        "识别误差，图片中的小数点没有读到", "the decimal point in the picture was not seen"
    ),
    "unseen": Localised(
        "识别误差，图片中这一格的数字没有读到",
        "the number in this cell of the picture was not seen",
    ),
}
LEFT_BLANK: Final = Localised("漏填", "left blank")

TAKEN_AS_ZERO: Final = Localised("其余 $count 格按“0”核对。", " Others, taken as 0: $count.")
STILL_UNSURE: Final = Localised(
    "另有 $count 个等式含有空白格，按“0”计并不相等，是否相符未能判断。",
    " Relations with blanks that do not balance with them as 0, and could not be judged: $count.",
)

CHANGE: Final = Localised(
    "$cell 现为 $reported，改为 $suggested", "$cell, now $reported, changed to $suggested"
)
CHANGE_BLANK: Final = Localised(
    "$cell 空白，补填 $suggested", "$cell, now blank, filled with $suggested"
)
CHANGED: Final = Localised("$cell $reported 改为 $suggested", "$cell from $reported to $suggested")
FILLED: Final = Localised("$cell 补填 $suggested", "$cell filled with $suggested")
ADDED: Final = Localised("$cell加 $amount", "$cell plus $amount")
TAKEN: Final = Localised("$cell减 $amount", "$cell minus $amount")
CELL: Final = Localised("“$row”行“$column”列", "row “$row”, column “$column”")
OF_LINE: Final = Localised("$line：$changes", "$line: $changes")
WITHIN_LINE: Final = Localised("$line（$changes）", "$line ($changes)")
TOGETHER: Final = Localised("$changes（同时）", "$changes (together)")

ONLY_ONE: Final = Localised(
    "唯一改法：$changes 后有关的 $count 个等式全部相符，且没有其他只改一格的办法$reason。",
    "Only one single cell mends it: $changes; then every relation concerned ($count) holds$reason.",
)
FEWEST: Final = Localised(
    "最少改动为 $cells 格：$changes，改后有关的 $count 个等式全部相符$reason。",
    "The fewest changes are $cells cells: $changes; then every relation concerned ($count) "
    "holds$reason.",
)
LIKELY: Final = Localised(
    "较可能：$changes，改后有关的 $count 个等式相符$reason。",
    "Likely: $changes; then every relation concerned ($count) holds$reason.",
)
REASON: Final = Localised("（可能原因：$reason）", " (possible reason: $reason)")
BESIDES: Final = Localised("也可能是：$others。", "It may also be: $others.")
BESIDES_COMMON: Final = Localised(
    "其中$common，找到的改法都有；其余也可能是：$others。",
    "All that was found has $common; the rest may also be: $others.",
)
UNSURE: Final = Localised(
    "仅凭表内数字不能确定是哪几格，可能的改法：$others。",
    "The table alone does not tell which cells are wrong; what would mend it: $others.",
)
UNSURE_BESIDES: Final = Localised(
    "仅凭表内数字不能全部确定：找到的改法都有$common；其余可能是：$others。",
    "The table alone does not tell everything. All that was found has $common; the rest may be: "
    "$others.",
)
ONE_OF: Final = Localised(
    "如果只有一格有误，可能是：$others。", "If one cell alone is wrong, it may be: $others."
)
ONLY_TOTAL: Final = Localised(
    "如果只有一格有误，则是$others；也可能不止一格有误。",
    "If one cell alone is wrong, it is $others; more than one may be.",
)
PARTLY: Final = Localised(
    "差错较多，不能整体推断；可先核对：$changes（所在的行、列差额一致）。",
    "There is too much amiss to tell as a whole; check first: $changes (row and column differ by "
    "the same amount).",
)
UNTOLD: Final = Localised(
    "差错较多，推断不出是哪几格；也可能是表格读取错位，请先与原表对照。",
    "There is too much amiss to tell which cells; the table may also have been read out of step, "
    "so compare with the original first.",
)
HELPED: Final = Localised(
    "推断时参照了正文或上年报告中的数字。",
    "Figures in the text or in last year's report were taken into account.",
)
DISPUTED: Final = Localised(
    "但正文或上年报告中的数字与$cells现填的相同，请一并核对。",
    "The text or last year's report gives the same figure as $cells does now; check that as well.",
)
AS_ZERO: Final = Localised("空白格按“0”计。", "Blank cells were counted as 0.")
LIMIT: Final = Localised(
    "可能的组合过多，没有全部试完。", "There were too many combinations to try them all."
)
IN_ROWS: Final = Localised(
    "$amounts，在以下任一行：$names", "$amounts, in one of these rows: $names"
)
IN_COLUMNS: Final = Localised(
    "$amounts，在以下任一列：$names", "$amounts, in one of these columns: $names"
)
WITHIN: Final = Localised(
    "“$group”中的 $count 行（如“$row”）", "$count of “$group” (such as “$row”)"
)
QUOTED: Final = Localised("“$name”", "“$name”")
IN_ALL: Final = Localised("$others 等 $count 种", "$others and others ($count in all)")

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
    "有嵌入内容或图片页没有读取，“$name”可能在其中，未作判断",
    "something embedded, or a page that is a picture, was not read and may hold “$name”",
)
RELATION: Final = Localised("$line：$relation", "$line: $relation")
