"""汇总底稿.xlsx: the form's tables as sums with formulas over the figures of the bodies.

The sheet of figures has one row a figure and one column a body. What is no number there stands as
text, which a sum leaves out; a cell of the tables is marked as long as a body's number is missing,
by a rule of the sheet itself, so that filling in the gaps clears it.
"""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Final

from gklint.messages.draft import STATES, listed, tell
from gklint.outputs.xlsx_book import Book
from gklint.outputs.xlsx_style import height_of
from gklint.outputs.xlsx_values import A4, A4_PORTRAIT, Column, Formula, Styled
from gklint.report.locate import fact_label
from gklint.report.model import table_of
from gklint.rollup.relations import relations
from gklint.rollup.words import body_note, kind_of, left_out, notes, title, warnings, why_open
from gklint.ruleset.layout import layout, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.outputs.xlsx_book import Sheet
    from gklint.rollup.draft import Draft
    from gklint.rollup.relations import Side
    from gklint.ruleset.layout import PrintedRow
    from gklint.ruleset.model import TableForm

_FIRST_ROW: Final = 1  # of the figures, under the headings
_SUM, _COUNT, _FIRST_BODY = 2, 3, 4  # columns of the sheet of figures
_NAMED: Final = 5
_GAPS: Final = ("missing", "unread", "partly", "edition", "doubtful")


def write(draft: Draft, out: IO[bytes]) -> None:
    """The workbook to `out`."""
    with TemporaryDirectory(prefix="gklint-") as folder:
        made = datetime.combine(draft.today, time())
        book = Book("zh", folder, title=title(draft), made=made, streamed=False)
        _Workbook(book, draft).fill()
        book.save(out)


class _Workbook:
    """One workbook in the making."""

    def __init__(self, book: Book, draft: Draft) -> None:
        self._book, self._draft = book, draft
        self._rows = {
            name: _FIRST_ROW + number for number, name in enumerate(draft.collected.names)
        }
        self._figures = tell("sheet.figures")

    def fill(self) -> None:
        draft = self._draft
        self._about()
        for table in draft.form.tables:
            self._table(table)
        self._relations()
        if draft.own is not None:
            self._compared()
        self._bodies()
        self._all_figures()

    def _about(self) -> None:
        draft = self._draft
        sheet = self._book.sheet(tell("sheet.about"), (Column("", 86),), paper=A4_PORTRAIT)
        sheet.line(title(draft), "title", height=24)
        for line in warnings(draft):
            sheet.note(line, "warning")
        for line in notes(draft):
            sheet.note(line)

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
        sheet = self._book.sheet(
            table.name.zh, [Column("", size) for size in sizes], paper=A4 if wide else A4_PORTRAIT
        )
        heading = next(s for s in self._draft.form.sections if s.key == table.section)
        sheet.line(f"{heading.number}、{heading.heading}", "title", height=24)
        for warning in warnings(self._draft):
            sheet.note(warning, "warning")
        first = sheet.next
        for number, row in enumerate(rows, first):
            sheet.raw.set_row(number, _height(row, sizes))
            for place in row:
                over = (place.rowspan, place.colspan)
                if place.fact is not None:
                    sheet.place(number, place.column, self._sum(place.fact), "sum", over)
                    self._mark(sheet, number, place.column, place.fact)
                elif not place.covered:
                    sheet.place(number, place.column, place.text, "label", over)
        sheet.raw.freeze_panes(first, 0)

    def _sum(self, name: str) -> Formula:
        """The sum of a figure over the bodies."""
        value = self._draft.value(name)
        return Formula(f"=SUM({self._range(name)})", 0 if value is None else _number(value))

    def _mark(self, sheet: Sheet, row: int, column: int, name: str) -> None:
        """Mark a sum while a body's number is missing, and name the bodies."""
        count = self._at(name, _COUNT)
        told = {
            "type": "formula",
            "criteria": f"={count}<{len(self._draft.counted)}",
            "format": self._book.colour("review"),
        }
        sheet.raw.conditional_format(row, column, row, column, told)
        missing = self._draft.sums.open.get(name)
        if missing:
            names = listed(list(missing), _NAMED)
            sheet.raw.write_comment(
                row, column, tell("note.comment", names=names), {"x_scale": 1.6}
            )

    def _range(self, name: str) -> str:
        """The cells of a figure on the sheet of figures, one a body."""
        from xlsxwriter.utility import xl_col_to_name

        line = self._rows[name] + 1
        last = _FIRST_BODY + max(len(self._draft.counted), 1) - 1
        first, end = xl_col_to_name(_FIRST_BODY), xl_col_to_name(last)
        return f"'{self._figures}'!${first}${line}:${end}${line}"

    def _at(self, name: str, column: int) -> str:
        """The cell of a figure on the sheet of figures."""
        from xlsxwriter.utility import xl_col_to_name

        return f"'{self._figures}'!${xl_col_to_name(column)}${self._rows[name] + 1}"

    def _relations(self) -> None:
        """The relations of the form over the sums."""
        found = [
            relation
            for table in self._draft.form.tables
            for relation in relations(table, self._draft.sums.sums)
        ]
        if not found:
            return
        numbers = _numbers("left", "right")
        sheet = self._listing("relations", Column("relation", 70), *numbers, Column("note", 40))
        for relation in found:
            difference = _number(relation.left.sum - relation.right.sum)
            sides = (self._side(relation.left), self._side(relation.right))
            told = left_out(self._draft, relation) or None
            sheet.row((relation.name, *sides, _less(sheet.next, difference), told))
        sheet.paint(3, "!=", 0, "mend")
        sheet.filters()

    def _side(self, side: Side) -> Formula:
        terms = (f"{'-' if s < 0 else '+'}{self._at(name, _SUM)}" for s, name in side.terms)
        return Formula("=" + "".join(terms), _number(side.sum))

    def _compared(self) -> None:
        """The parent's own report beside the sums."""
        draft, own = self._draft, self._draft.own
        names = [n for n in draft.collected.names if own is not None and n in own.facts]
        numbers = _numbers("reported", "sum")
        sheet = self._listing("compared", Column("figure", 70), *numbers, Column("note", 40))
        for name in names:
            value = own.value(name) if own is not None else None
            total = draft.value(name)
            open_ = list(draft.sums.open.get(name, ()))
            less = None if value is None else _number(value - (total or Decimal(0)))
            sheet.row(
                (
                    fact_label(draft.form, name).zh,
                    Styled(tell("cell.open"), "odd") if value is None else _number(value),
                    Formula(f"={self._at(name, _SUM)}", 0 if total is None else _number(total)),
                    None if less is None else _less(sheet.next, less),
                    tell("note.comment", names=listed(open_, _NAMED)) if open_ else "",
                )
            )
        sheet.paint(3, "!=", 0, "mend")
        sheet.filters()

    def _bodies(self) -> None:
        sheet = self._listing(
            "bodies",
            Column("number", 6, "number"),
            Column("body", 36),
            Column("kind", 10),
            Column("state", 26),
            Column("source", 44),
            Column("note", 60),
            freeze=2,
        )
        for number, one in enumerate(self._draft.collected.contributions, 1):
            member = one.member
            state = STATES[member.state]
            doubt = member.state in _GAPS or bool(one.aside)
            sheet.row(
                (
                    number,
                    member.name,
                    kind_of(member),
                    Styled(state, "odd") if doubt else state,
                    member.source,
                    body_note(self._draft, one),
                )
            )
        sheet.filters()

    def _all_figures(self) -> None:
        """One row a figure, one column a body that counts."""
        draft = self._draft
        heads = (Column("table", 8), Column("figure", 62), Column("sum", 10, "sum"))
        bodies = (Column(one.member.name, 12, "number") for one in draft.counted)
        columns = [*_told((*heads, Column("count", 10, "number"))), *bodies]
        sheet = self._book.sheet(self._figures, columns)
        sheet.heads(freeze=_FIRST_BODY, height=60)
        for name in self._rows:
            table = draft.form.table(table_of(name))
            head, _, rest = fact_label(draft.form, name).zh.partition(" → ")
            known = sum(name in one.values for one in draft.counted)
            given = ((one, one.values.get(name)) for one in draft.counted)
            row = sheet.row(
                (
                    table.name.zh if table is not None else head,
                    rest or head,
                    self._sum(name),
                    Formula(f"=COUNT({self._range(name)})", known),
                    *(
                        Styled(why_open(one, name), "odd") if value is None else _number(value)
                        for one, value in given
                    ),
                )
            )
            self._mark(sheet, row, _SUM, name)

    def _listing(self, key: str, *columns: Column, freeze: int = 1) -> Sheet:
        """A sheet with heads, of which `columns` have the keys."""
        sheet = self._book.sheet(tell(f"sheet.{key}"), _told(columns))
        sheet.heads(freeze=freeze)
        return sheet


def _told(columns: Iterable[Column]) -> list[Column]:
    """The columns with the words for the keys of their heads."""
    return [column._replace(head=tell(f"head.{column.head}")) for column in columns]


def _numbers(one: str, other: str) -> tuple[Column, ...]:
    """Columns of two numbers, and of what the first has more than the second."""
    return tuple(Column(key, 12, "number") for key in (one, other, "difference"))


def _less(row: int, value: float) -> Formula:
    """The second column less the third, as it is now."""
    return Formula(f"=B{row + 1}-C{row + 1}", value)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _height(row: PrintedRow, sizes: Sequence[float]) -> float:
    """Points that the labels of a row need; those that reach down have room."""
    return max(
        height_of(place.text, sum(sizes[place.column : place.column + place.colspan]))
        for place in row
        if place.rowspan == 1
    )
