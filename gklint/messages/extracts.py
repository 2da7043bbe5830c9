"""Why a file of figures written by ``gklint extract`` can't be used."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

DAMAGED_JSON: Final = Localised("不是完整的 JSON 文件", "it is no whole JSON file")
DAMAGED_SHEET: Final = Localised("工作簿打不开，可能已损坏或加密", "the workbook can't be opened")
TOO_BIG: Final = Localised("工作簿过大", "the workbook is too big")
TOO_BIG_JSON: Final = Localised("文件过大，内存不够", "it is too big for the memory there is")
NO_FIGURES: Final = Localised(
    "里面没有数字；请用 gklint extract，或 gklint check -o json --facts 写出",
    "it has no figures; have it written by gklint extract, or gklint check -o json --facts",
)
OTHER_VERSION: Final = Localised(
    "是“$schema”，不是本版本能读的数字文件",
    "it is “$schema”, no file of figures that this version reads",
)
BAD_ENTRY: Final = Localised("“$source”一项不完整", "the entry of “$source” is not whole")
BAD_ROW: Final = Localised(
    "第 $line 行“$column”的“$value”不对", "row $line has “$value” as its “$column”"
)
