"""A table of rows and columns whose last row and last column are totals, for tests."""

from __future__ import annotations

from decimal import Decimal

from gklint.balance import Addend, Equation, Grid

Values = dict[str, Decimal]


def equations(rows: int, columns: int) -> tuple[Equation, ...]:
    """Columns first, then rows; cells are ``r0c0`` …, the totals those of the last index."""
    by_column = [
        Equation(
            f"column{c}",
            (Addend(1, tuple(f"r{r}c{c}" for r in range(rows))),),
            (Addend(1, (f"r{rows}c{c}",)),),
        )
        for c in range(columns + 1)
    ]
    by_row = [
        Equation(
            f"row{r}",
            (Addend(1, tuple(f"r{r}c{c}" for c in range(columns))),),
            (Addend(1, (f"r{r}c{columns}",)),),
        )
        for r in range(rows + 1)
    ]
    return (*by_column, *by_row)


def grid(rows: int, columns: int) -> Grid:
    """The cells of `equations`, row by row."""
    return tuple(tuple(f"r{r}c{c}" for c in range(columns + 1)) for r in range(rows + 1))


def balanced(figures: list[list[int]]) -> Values:
    """`figures` with their totals, by cell."""
    lines = [[*line, sum(line)] for line in figures]
    lines.append([sum(line[c] for line in lines) for c in range(len(lines[0]))])
    return {
        f"r{r}c{c}": Decimal(value) for r, line in enumerate(lines) for c, value in enumerate(line)
    }
