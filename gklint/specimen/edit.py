"""Edits on a specimen; `gklint.specimen` documents their words."""

from __future__ import annotations

import fnmatch
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from gklint.specimen.make import fill_years, table_of, texts
from gklint.specimen.model import Part, Specimen, SpecimenError, SpecimenTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gklint.ruleset.model import Pack

JUDGING: Final = frozenset(
    {
        "form",
        "year",
        "media",
        "text",
        "html",
        "stage",
        "profile",
        "blank",
        "today",
        "links",
        "previous",
        "beside",
        "against",
        "roster",
    }
)
"""Words of an example that say how it is made or judged, not what is edited."""


def apply(specimen: Specimen, edits: Mapping[str, Any], pack: Pack) -> Specimen:
    """`specimen` with `edits`, in the order of `_EDITS`. Raises SpecimenError.

    Words that say how a report is judged (`JUDGING`) are left to the caller.
    """
    for name, edit in _EDITS.items():
        if name in edits:
            specimen = edit(specimen, edits[name], pack)
    unknown = set(edits) - set(_EDITS) - JUDGING
    if unknown:
        listed = ", ".join(sorted(unknown))
        raise SpecimenError(f"未知的改动：{listed}", f"unknown edits: {listed}")
    return specimen


def _issuer(specimen: Specimen, value: str, pack: Pack) -> Specimen:
    moved = _everywhere(specimen, specimen.issuer, value)
    return replace(moved, issuer=value)


def _title(specimen: Specimen, value: str | None, pack: Pack) -> Specimen:
    return replace(specimen, title=None if value is None else fill_years(value, specimen.year))


def _preamble(specimen: Specimen, value: Any, pack: Pack) -> Specimen:
    return replace(specimen, preamble=texts(value, specimen.year))


def _tables(specimen: Specimen, value: Mapping[str, str], pack: Pack) -> Specimen:
    for key, form in value.items():
        specimen = _on_table(specimen, key, lambda _, k=key, f=form: table_of(pack, f, k))  # type: ignore[misc]
    return specimen


def _headings(specimen: Specimen, value: Mapping[str, str], pack: Pack) -> Specimen:
    for key, heading in value.items():
        specimen = _on_part(specimen, key, lambda p, h=heading: replace(p, heading=h))  # type: ignore[misc]
    return specimen


def _sections(specimen: Specimen, value: Mapping[str, Any], pack: Pack) -> Specimen:
    for key, prose in value.items():
        new = texts(prose, specimen.year)
        specimen = _on_part(specimen, key, lambda p, t=new: replace(p, prose=t))  # type: ignore[misc]
    return specimen


def _append(specimen: Specimen, value: Mapping[str, Any], pack: Pack) -> Specimen:
    for key, prose in value.items():
        more = texts(prose, specimen.year)
        if key == "preamble":
            specimen = replace(specimen, preamble=specimen.preamble + more)
        else:
            specimen = _on_part(specimen, key, lambda p, t=more: replace(p, prose=p.prose + t))  # type: ignore[misc]
    return specimen


def _replace(specimen: Specimen, value: Mapping[str, str], pack: Pack) -> Specimen:
    for old, new in value.items():
        before = fill_years(old, specimen.year)
        after = _everywhere(specimen, before, fill_years(new, specimen.year))
        if after == specimen:
            raise SpecimenError(
                f"要替换的文字不存在：“{before}”",
                f"the text to replace occurs nowhere: {before!r}",
            )
        specimen = after
    return specimen


def _set(specimen: Specimen, value: Mapping[str, Any], pack: Pack) -> Specimen:
    known = specimen.facts
    value = {
        name: raw
        for given, raw in value.items()
        for name in (fnmatch.filter(known, given) or [given])
    }
    unknown = [name for name in value if name not in known]
    if unknown:
        listed = ", ".join(unknown)
        raise SpecimenError(
            f"“{specimen.form}”格式没有单元格 {listed}",
            f"the form {specimen.form!r} has no figure {listed}",
        )

    def cells(table: SpecimenTable) -> SpecimenTable:
        changed = {name: str(raw) for name, raw in value.items() if name in table.cells}
        return replace(table, cells={**table.cells, **changed})

    return replace(
        specimen,
        parts=tuple(replace(p, tables=tuple(map(cells, p.tables))) for p in specimen.parts),
    )


def _remove_section(specimen: Specimen, value: Any, pack: Pack) -> Specimen:
    for key in _list(value):
        _known_part(specimen, key)
        specimen = replace(specimen, parts=tuple(p for p in specimen.parts if p.key != key))
    return specimen


def _remove_table(specimen: Specimen, value: Any, pack: Pack) -> Specimen:
    for key in _list(value):
        specimen = _on_table(specimen, key, lambda _: None)
    return specimen


def _remove_row(specimen: Specimen, value: Any, pack: Pack) -> Specimen:
    for name in _list(value):
        key, _, row = name.partition(".")

        def without(table: SpecimenTable, row: str = row, name: str = name) -> SpecimenTable:
            cells = {k: v for k, v in table.cells.items() if not k.startswith(f"{name}.")}
            if len(cells) == len(table.cells):
                raise SpecimenError(f"没有“{name}”这一行", f"no row {name!r}")
            return replace(table, cells=cells, removed=table.removed | {row})

        specimen = _on_table(specimen, key, without)
    return specimen


def _order(specimen: Specimen, value: list[str], pack: Pack) -> Specimen:
    by_key = {part.key: part for part in specimen.parts}
    if sorted(value) != sorted(by_key):
        listed = ", ".join(by_key)
        raise SpecimenError(
            f"order 须列出每个章节各一次：{listed}",
            f"order has to name every section once: {listed}",
        )
    return replace(specimen, parts=tuple(by_key[key] for key in value))


def _images(specimen: Specimen, value: Mapping[str, str | None], pack: Pack) -> Specimen:
    for key, alt in value.items():
        specimen = _on_part(specimen, key, lambda p, a=alt: replace(p, images=(*p.images, a)))  # type: ignore[misc]
    return specimen


def _embedded(specimen: Specimen, value: Mapping[str, str], pack: Pack) -> Specimen:
    for key, source in value.items():
        specimen = _on_part(
            specimen,
            key,
            lambda p, s=source: replace(p, embedded=(*p.embedded, s)),  # type: ignore[misc]
        )
    return specimen


def _meta(specimen: Specimen, value: Mapping[str, str], pack: Pack) -> Specimen:
    return replace(specimen, meta={**specimen.meta, **value})


def _published(specimen: Specimen, value: str | None, pack: Pack) -> Specimen:
    return replace(specimen, published=value)


def _depth(specimen: Specimen, value: int, pack: Pack) -> Specimen:
    return replace(specimen, depth=value)


def _left(specimen: Specimen, value: Mapping[str, int], pack: Pack) -> Specimen:
    return replace(specimen, left={**specimen.left, **value})


def _url(specimen: Specimen, value: str | None, pack: Pack) -> Specimen:
    return replace(specimen, url=value)


_EDITS: Final[dict[str, Callable[[Specimen, Any, Pack], Specimen]]] = {
    "issuer": _issuer,
    "title": _title,
    "preamble": _preamble,
    "tables": _tables,
    "headings": _headings,
    "sections": _sections,
    "append": _append,
    "replace": _replace,
    "set": _set,
    "remove_row": _remove_row,
    "remove_table": _remove_table,
    "remove_section": _remove_section,
    "order": _order,
    "images": _images,
    "embedded": _embedded,
    "meta": _meta,
    "published": _published,
    "url": _url,
    "depth": _depth,
    "left": _left,
}


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _known_part(specimen: Specimen, key: str) -> None:
    if all(part.key != key for part in specimen.parts):
        known = ", ".join(part.key for part in specimen.parts)
        raise SpecimenError(
            f"没有章节“{key}”；现有：{known}", f"no section {key!r}; there are: {known}"
        )


def _on_part(specimen: Specimen, key: str, change: Callable[[Part], Part]) -> Specimen:
    _known_part(specimen, key)
    return replace(specimen, parts=tuple(change(p) if p.key == key else p for p in specimen.parts))


def _on_table(
    specimen: Specimen, key: str, change: Callable[[SpecimenTable], SpecimenTable | None]
) -> Specimen:
    known = [table.form.key for part in specimen.parts for table in part.tables]
    if key not in known:
        listed = ", ".join(known)
        raise SpecimenError(
            f"没有表“{key}”；现有：{listed}", f"no table {key!r}; there are: {listed}"
        )

    def changed(part: Part) -> Part:
        new = (change(t) if t.form.key == key else t for t in part.tables)
        return replace(part, tables=tuple(table for table in new if table is not None))

    return replace(specimen, parts=tuple(map(changed, specimen.parts)))


def _everywhere(specimen: Specimen, old: str, new: str) -> Specimen:
    """`old` replaced in all that is printed but the figures."""

    def in_part(part: Part) -> Part:
        return replace(
            part,
            heading=part.heading.replace(old, new),
            prose=tuple(text.replace(old, new) for text in part.prose),
            tables=tuple(in_table(table) for table in part.tables),
        )

    def in_table(table: SpecimenTable) -> SpecimenTable:
        changed = {
            text: table.label(text).replace(old, new)
            for text in printed_labels(table)
            if old in table.label(text)
        }
        return replace(table, labels={**table.labels, **changed}) if changed else table

    return replace(
        specimen,
        title=None if specimen.title is None else specimen.title.replace(old, new),
        preamble=tuple(text.replace(old, new) for text in specimen.preamble),
        parts=tuple(map(in_part, specimen.parts)),
    )


def printed_labels(table: SpecimenTable) -> set[str]:
    """Every label text of a table's form."""
    found: set[str] = set()
    for block in table.form.blocks:
        found.update(block.furniture)
        if block.heading is not None:
            found.add(block.heading.zh)
        for label in (*block.columns, *block.rows, *block.groups):
            found.add(label.text)
            if label.under is not None:
                found.add(label.under)
    return found
