"""The clean specimen of a pack and form."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Any

from gklint.specimen.model import Part, Specimen, SpecimenError, SpecimenTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.ruleset.model import Form, Pack, TableForm


def make(pack: Pack, form_key: str, *, year: int | None = None) -> Specimen:
    """The clean report of `form_key`, on `year` or the year that specimen.yaml names.

    Raises SpecimenError where the pack has no such form or no specimen of it.
    """
    form = pack.form(form_key)
    data = pack.specimen.get("forms", {}).get(form_key)
    if form is None or data is None:
        known = ", ".join(sorted(pack.specimen.get("forms", {})))
        raise SpecimenError(
            f"规则包 {pack.key} 没有“{form_key}”格式的样本报告；现有：{known}",
            f"{pack.key} has no specimen of the form {form_key!r}; there are: {known}",
        )
    on = data["year"] if year is None else year
    return Specimen(
        form=form_key,
        year=on,
        issuer=pack.specimen["issuer"],
        title=fill_years(data.get("title", pack.specimen["title"]), on),
        preamble=texts(data["preamble"], on),
        parts=_parts(form, data, on),
        published=_maybe(pack.specimen.get("published"), on),
        url=_maybe(pack.specimen.get("url"), on),
    )


def table_of(pack: Pack, form_key: str, table: str) -> SpecimenTable:
    """One clean table of an edition. Raises SpecimenError where there is none."""
    form = pack.form(form_key)
    found = form.table(table) if form is not None else None
    if found is None:
        raise SpecimenError(
            f"“{form_key}”格式没有表“{table}”", f"the form {form_key!r} has no table {table!r}"
        )
    return _table(found, pack.specimen["forms"].get(form_key, {}).get("cells", {}))


def fill_years(text: str, year: int) -> str:
    """`text` with its ``$year`` and neighbours filled in."""
    return Template(text).safe_substitute(year=year, next_year=year + 1, previous_year=year - 1)


def texts(value: str | list[str] | None, year: int) -> tuple[str, ...]:
    """One text, many or none, as paragraphs."""
    if value is None:
        return ()
    items = [value] if isinstance(value, str) else value
    return tuple(fill_years(item, year) for item in items)


def _maybe(text: str | None, year: int) -> str | None:
    return None if text is None else fill_years(text, year)


def _parts(form: Form, data: Mapping[str, Any], year: int) -> tuple[Part, ...]:
    return tuple(
        Part(
            key=section.key,
            heading=f"{section.number}、{section.heading}",
            prose=texts(data["sections"].get(section.key), year),
            tables=tuple(
                _table(table, data.get("cells", {}))
                for table in form.tables
                if table.section == section.key
            ),
        )
        for section in form.sections
    )


def _table(form: TableForm, cells: Mapping[str, Any]) -> SpecimenTable:
    """Cells that specimen.yaml does not list print 0."""
    found: dict[str, str] = {}
    for block in form.blocks:
        for row in block.rows:
            name = f"{form.key}.{row.key}"
            values = cells.get(name, ["0"] * len(block.columns))
            if len(values) != len(block.columns):
                given, wanted = len(values), len(block.columns)
                raise SpecimenError(
                    f"{name}：给出 {given} 格，格式有 {wanted} 格",
                    f"{name}: {given} cells, the form has {wanted}",
                )
            for column, value in zip(block.columns, values, strict=True):
                found[f"{name}.{column.key}"] = str(value)
    return SpecimenTable(form, found)
