"""汇总底稿.xlsx: the form's tables as sums with formulas over the figures of the bodies.

The sheet of figures has one row a figure and one column a body. What is no number there stands as
text, which a sum leaves out; a cell of the tables is marked as long as a body's number is missing,
by a rule of the sheet itself, so that filling in the gaps clears it.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from gklint.messages.draft import KINDS, STATES, listed, tell
from gklint.outputs.xlsx_style import height_of
from gklint.outputs.xlsx_text import cell_text, looks_like_formula, sheet_name
from gklint.report.locate import fact_label
from gklint.report.model import table_of
from gklint.rollup.looks import STYLES
from gklint.rollup.relations import relations
from gklint.rollup.words import body_note, notes, title, warnings, why_open
from gklint.ruleset.layout import layout, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from gklint.rollup.draft import Draft
    from gklint.ruleset.layout import Printed
    from gklint.ruleset.model import TableForm

_FIRST_ROW: Final = 1  # of the figures, under the headings
_SUM, _COUNT, _FIRST_BODY = 2, 3, 4  # columns of the sheet of figures
_NAMED: Final = 5


def write(draft: Draft, out: IO[bytes]) -> None:
    """The workbook to `out`."""
    from xlsxwriter import Workbook

    book = Workbook(out, {"default_date_format": "yyyy-mm-dd"})
    try:
        _Book(book, draft).write()
    finally:
        book.close()


class _Book:
    """One workbook in the making."""

    def __init__(self, book: Workbook, draft: Draft) -> None:
        self._book, self._draft = book, draft
        self._formats: dict[str, Format] = {}
        self._rows = {
            name: _FIRST_ROW + number for number, name in enumerate(draft.collected.names)
        }
        self._taken: set[str] = set()
        self._figures = tell("sheet.figures")

    def write(self) -> None:
        draft = self._draft
        self._about()
        for table in draft.form.tables:
            self._table(table)
        self._relations()
        if draft.own is not None:
            self._compared()
        self._bodies()
        self._all_figures()

    def _style(self, name: str) -> Format:
        if name not in self._formats:
            plain = {"font_name": "宋体", "font_size": 10}
            self._formats[name] = self._book.add_format(
                STYLES[name] if name in ("mark", "red") else {**plain, **STYLES[name]}
            )
        return self._formats[name]

    def _sheet(self, name: str, widths: Sequence[float], *, wide: bool = True) -> Worksheet:
        made = sheet_name(name, self._taken)
        self._taken.add(made.lower())
        sheet = self._book.add_worksheet(made)
        for column, size in enumerate(widths):
            sheet.set_column(column, column, size)
        sheet.set_paper(9)
        if wide:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        return sheet

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
        """Text as such, whatever it looks like."""
        kept = cell_text(text, "zh")
        style_ = self._style(style)
        if looks_like_formula(kept) and style == "text":
            style_ = self._book.add_format({**STYLES["text"], "quote_prefix": True})
        sheet.write_string(row, column, kept, style_)

    def _about(self) -> None:
        draft = self._draft
        sheet = self._sheet(tell("sheet.about"), (86,), wide=False)
        lines = [("title", title(draft)), *(("warning", line) for line in warnings(draft))]
        lines += [("note", line) for line in notes(draft)]
        for row, (style, line) in enumerate(lines):
            self._text(sheet, row, 0, line, style)
            sheet.set_row(row, 24 if style == "title" else height_of(line, 86) + 4)

    def _table(self, table: TableForm) -> None:
        """One table laid out as the form prints it; every figure is a sum."""
        rows = layout(table)
        columns = width_of(rows)
        labels = min((p.column for row in rows for p in row if p.fact is not None), default=1)
        wide = columns > 5
        sizes = [16.0 if wide else 34.0] * labels + [9.5 if wide else 20.0] * (columns - labels)
        if labels > 1:
            sizes[0], sizes[labels - 1] = 9.0, 42.0
        if labels == 0:
            sizes = [9.0] * columns
        sheet = self._sheet(table.name.zh, sizes, wide=wide)
        heading = next(s for s in self._draft.form.sections if s.key == table.section)
        self._text(sheet, 0, 0, f"{heading.number}、{heading.heading}", "title")
        first = 1
        for warning in warnings(self._draft):
            sheet.merge_range(
                first, 0, first, columns - 1, cell_text(warning, "zh"), self._style("warning")
            )
            sheet.set_row(first, height_of(warning, sum(sizes)) + 2)
            first += 1
        for row_number, row in enumerate(rows, first):
            sheet.set_row(row_number, _height(row, sizes))
            for place in row:
                if place.covered:
                    continue
                last = (row_number + place.rowspan - 1, place.column + place.colspan - 1)
                style = self._style("sum" if place.fact is not None else "label")
                if last != (row_number, place.column):
                    sheet.merge_range(row_number, place.column, *last, "", style)
                if place.fact is None:
                    sheet.write_string(row_number, place.column, place.text, style)
                else:
                    self._sum(sheet, row_number, place.column, place.fact, "sum")
        sheet.freeze_panes(first, 0)

    def _sum(self, sheet: Worksheet, row: int, column: int, name: str, style: str) -> None:
        """The sum of a figure over the bodies, marked while a body's number is missing."""
        line = self._rows[name]
        value = self._draft.value(name)
        sheet.write_formula(
            row,
            column,
            f"=SUM({self._range(name)})",
            self._style(style),
            0 if value is None else _number(value),
        )
        count = self._at(line, _COUNT)
        sheet.conditional_format(
            row,
            column,
            row,
            column,
            {
                "type": "formula",
                "criteria": f"={count}<{len(self._draft.counted)}",
                "format": self._style("mark"),
            },
        )
        missing = self._draft.sums.open.get(name)
        if missing:
            told = tell("note.comment", names=listed(list(missing), _NAMED))
            sheet.write_comment(row, column, told, {"x_scale": 1.6})

    def _range(self, name: str) -> str:
        """The cells of a figure on the sheet of figures, one a body."""
        from xlsxwriter.utility import xl_col_to_name

        line = self._rows[name] + 1
        last = _FIRST_BODY + max(len(self._draft.counted), 1) - 1
        first, end = xl_col_to_name(_FIRST_BODY), xl_col_to_name(last)
        return f"'{self._figures}'!${first}${line}:${end}${line}"

    def _at(self, row: int, column: int) -> str:
        from xlsxwriter.utility import xl_col_to_name

        return f"'{self._figures}'!${xl_col_to_name(column)}${row + 1}"

    def _relations(self) -> None:
        """The relations of the form over the sums."""
        found = [
            relation
            for table in self._draft.form.tables
            for relation in relations(table, self._draft.sums.sums)
        ]
        if not found:
            return
        sheet = self._sheet(tell("sheet.relations"), (70, 12, 12, 12))
        heads = ("head.relation", "head.left", "head.right", "head.difference")
        self._heads(sheet, [tell(key) for key in heads])
        for row, relation in enumerate(found, 1):
            self._text(sheet, row, 0, relation.name, "text")
            sheet.set_row(row, height_of(relation.name, 70))
            for column, (terms, value) in enumerate((relation.left, relation.right), 1):
                formula = "=" + "".join(
                    f"{'-' if sign < 0 else '+'}{self._at(self._rows[name], _SUM)}"
                    for sign, name in terms
                )
                sheet.write_formula(row, column, formula, self._style("number"), _number(value))
            difference = _number(relation.left.sum - relation.right.sum)
            sheet.write_formula(
                row, 3, f"=B{row + 1}-C{row + 1}", self._style("number"), difference
            )
        self._reds(sheet, 3, len(found))

    def _compared(self) -> None:
        """The parent's own report beside the sums."""
        draft = self._draft
        own = draft.own
        names = [n for n in draft.collected.names if own is not None and n in own.facts]
        sheet = self._sheet(tell("sheet.compared"), (70, 12, 12, 12, 40))
        heads = ("head.figure", "head.reported", "head.sum", "head.difference", "head.note")
        self._heads(sheet, [tell(key) for key in heads])
        for row, name in enumerate(names, 1):
            value = own.value(name) if own is not None else None
            total = draft.value(name)
            label = fact_label(draft.form, name).zh
            self._text(sheet, row, 0, label, "text")
            if value is None:
                self._text(sheet, row, 1, tell("cell.open"), "odd")
            else:
                sheet.write_number(row, 1, _number(value), self._style("number"))
            sheet.write_formula(
                row,
                2,
                f"={self._at(self._rows[name], _SUM)}",
                self._style("number"),
                0 if total is None else _number(total),
            )
            if value is not None:
                difference = _number(value - (total or 0))
                sheet.write_formula(
                    row, 3, f"=B{row + 1}-C{row + 1}", self._style("number"), difference
                )
            else:
                self._text(sheet, row, 3, "", "text")
            open_ = list(draft.sums.open.get(name, ()))
            note = tell("note.comment", names=listed(open_, _NAMED)) if open_ else ""
            self._text(sheet, row, 4, note, "text")
            sheet.set_row(row, max(height_of(label, 70), height_of(note, 40)))
        self._reds(sheet, 3, len(names))

    def _reds(self, sheet: Worksheet, column: int, count: int) -> None:
        sheet.conditional_format(
            1,
            column,
            max(count, 1),
            column,
            {"type": "cell", "criteria": "!=", "value": 0, "format": self._style("red")},
        )
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(count, 1), column)

    def _bodies(self) -> None:
        sheet = self._sheet(tell("sheet.bodies"), (6, 36, 10, 26, 44, 60))
        keys = ("head.number", "head.body", "head.kind", "head.state", "head.source", "head.note")
        self._heads(sheet, [tell(key) for key in keys])
        for row, one in enumerate(self._draft.collected.contributions, 1):
            member = one.member
            sheet.write_number(row, 0, row, self._style("number"))
            note = body_note(self._draft, one)
            sheet.set_row(row, max(height_of(member.source, 44), height_of(note, 60)))
            gap = member.state in ("missing", "unread", "partly", "edition", "doubtful")
            for column, (text, style) in enumerate(
                (
                    (member.name, "text"),
                    (KINDS.get(member.kind, ""), "text"),
                    (STATES[member.state], "odd" if gap or one.aside else "text"),
                    (member.source, "text"),
                    (note, "text"),
                ),
                1,
            ):
                self._text(sheet, row, column, text, style)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(self._draft.collected.contributions), 1), 5)

    def _all_figures(self) -> None:
        """One row a figure, one column a body that counts."""
        draft = self._draft
        widths = (8, 62, 10, 10, *(12 for _ in draft.counted))
        sheet = self._sheet(self._figures, widths)
        heads = [tell(key) for key in ("head.table", "head.figure", "head.sum", "head.count")]
        self._heads(sheet, [*heads, *(one.member.name for one in draft.counted)])
        sheet.set_row(0, 60)
        for name, row in self._rows.items():
            table = draft.form.table(table_of(name))
            head, _, rest = fact_label(draft.form, name).zh.partition(" → ")
            self._text(sheet, row, 0, table.name.zh if table is not None else head, "text")
            self._text(sheet, row, 1, rest or head, "text")
            sheet.set_row(row, height_of(rest or head, 62))
            self._sum(sheet, row, _SUM, name, "sum")
            known = sum(name in one.values for one in draft.counted)
            sheet.write_formula(
                row, _COUNT, f"=COUNT({self._range(name)})", self._style("number"), known
            )
            for column, one in enumerate(draft.counted, _FIRST_BODY):
                value = one.values.get(name)
                if value is not None:
                    sheet.write_number(row, column, _number(value), self._style("number"))
                else:
                    self._text(sheet, row, column, why_open(one, name), "odd")
        sheet.freeze_panes(1, _FIRST_BODY)

    def _heads(self, sheet: Worksheet, texts: Iterable[str]) -> None:
        for column, text in enumerate(texts):
            self._text(sheet, 0, column, text, "head")
        sheet.repeat_rows(0)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _height(row: Sequence[Printed], sizes: Sequence[float]) -> float:
    """Points that the labels of a row need; those that reach down have room."""
    return max(
        height_of(place.text, sum(sizes[place.column : place.column + place.colspan]))
        for place in row
        if place.rowspan == 1
    )
