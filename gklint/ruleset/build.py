"""Validated plain data → the dataclasses of `gklint.ruleset.model`. Checks nothing."""

from __future__ import annotations

import marshal
from functools import partial
from typing import TYPE_CHECKING, Any

from gklint.finding import Basis, Outcome, Severity
from gklint.lang import Localised
from gklint.ruleset.lazy import LazyDict, LazyTuple
from gklint.ruleset.model import (
    Applies,
    BlockForm,
    Equation,
    Example,
    Form,
    Label,
    Pack,
    Rule,
    SectionForm,
    TableForm,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.lang import Text

Data = dict[str, Any]


def build_pack(data: Data, digest: str) -> Pack:
    """The pack of `data`, as `gklint.ruleset.sources.PackData.plain` lays it out."""
    pack = data["pack"]
    instruments = {
        key: Basis(
            item["kind"],
            _either(item["title"]),
            item.get("number", ""),
            forms=tuple(item.get("forms", ())),
        )
        for key, item in pack.get("instruments", {}).items()
    }
    return Pack(
        key=pack["pack"],
        version=pack["version"],
        name=_text(pack["name"]),
        forms=tuple(_form(form) for form in data["forms"]),
        rules=tuple(build_rule(rule, instruments) for rule in data["rules"]),
        families={key: _text(name) for key, name in pack.get("families", {}).items()},
        instruments=instruments,
        recognition=data["recognition"],
        words=data["words"],
        specimen=data["specimen"],
        profiles=pack.get("profiles", {}),
        digest=digest,
    )


def build_rule(data: Data, instruments: Mapping[str, Basis]) -> Rule:
    """A rule; its `path` is the file it was read from."""
    check = data["check"]
    return Rule(
        id=data["id"],
        name=data["name"],
        title=_text(data["title"]),
        severity=Severity(data["severity"]),
        basis=_basis(data["basis"], instruments),
        kind=check["kind"],
        options=check.get("options", {}),
        message=_text(data["message"]),
        remedy=_text(data["remedy"]),
        outcome=Outcome(data.get("outcome", "fail")),
        applies=_applies(data.get("applies", {})),
        needs=tuple(data.get("needs", ())),
        asks=tuple(data.get("asks", ())),
        variants=LazyDict(partial(_variants, data.get("variants"), instruments)),
        profiles=data.get("profiles", {}),
        tags=tuple(data.get("tags", ())),
        examples=LazyTuple(partial(_examples, data.get("examples"))),
        rationale=_maybe(data.get("rationale")),
        since=data.get("since", ""),
        path=data["path"],
    )


def _text(data: Data) -> Localised:
    return Localised(data["zh"], data["en"])


def _either(data: str | Data) -> Text:
    """A text that may be the same in both languages."""
    return data if isinstance(data, str) else _text(data)


def _maybe(data: Data | None) -> Localised | None:
    return None if data is None else _text(data)


def _basis(items: Sequence[Data], instruments: Mapping[str, Basis]) -> tuple[Basis, ...]:
    return tuple(
        Basis(base.kind, base.title, base.number, _either(item.get("clause", "")), base.forms)
        for item, base in ((item, instruments[item["ref"]]) for item in items)
    )


def _applies(data: Data) -> Applies:
    years = data.get("years", {})
    return Applies(
        forms=tuple(data.get("forms", ())),
        first_year=years.get("from"),
        last_year=years.get("to"),
        kinds=tuple(data.get("kinds", ())),
        levels=tuple(data.get("levels", ())),
        stages=tuple(data.get("stages", ())),
        media=tuple(data.get("media", ())),
    )


def _variant(data: Data, instruments: Mapping[str, Basis]) -> Variant:
    return Variant(
        severity=Severity(data["severity"]) if "severity" in data else None,
        outcome=Outcome(data["outcome"]) if "outcome" in data else None,
        message=_maybe(data.get("message")),
        remedy=_maybe(data.get("remedy")),
        basis=_basis(data["basis"], instruments) if "basis" in data else None,
    )


def _variants(data: Data | bytes | None, instruments: Mapping[str, Basis]) -> dict[str, Variant]:
    return {key: _variant(item, instruments) for key, item in (_unpack(data) or {}).items()}


def _examples(data: list[Data] | bytes | None) -> tuple[Example, ...]:
    return tuple(_example(item) for item in _unpack(data) or ())


def _unpack(data: Any) -> Any:
    """`data`, which `pack_rule` may have packed."""
    return marshal.loads(data) if isinstance(data, bytes) else data  # noqa: S302 - of our cache


def pack_rule(data: Data) -> Data:
    """`data` with the parts packed that `build_rule` unpacks at first use only."""
    late: Data = {key: marshal.dumps(data[key]) for key in ("variants", "examples") if key in data}
    return {**data, **late}


def _example(data: Data) -> Example:
    edits = {key: value for key, value in data.items() if key not in ("fails", "note")}
    return Example(data["fails"], _maybe(data.get("note")), edits)


def _form(data: Data) -> Form:
    years = data.get("years", {})
    return Form(
        key=data["form"],
        first_year=years.get("from"),
        last_year=years.get("to"),
        instrument=data.get("instrument"),
        sections=tuple(
            SectionForm(
                key=item["key"],
                ordinal=ordinal,
                number=item["number"],
                heading=item["heading"],
                name=Localised(item["heading"], item["en"]),
                accepted=tuple(item.get("accepted", ())),
                deviant=tuple(item.get("deviant", ())),
                patterns=tuple(item.get("patterns", ())),
            )
            for ordinal, item in enumerate(data["sections"], 1)
        ),
        tables=tuple(_table(key, item) for key, item in data.get("tables", {}).items()),
    )


def _table(key: str, data: Data) -> TableForm:
    return TableForm(
        key=key,
        name=_text(data["name"]),
        section=data["section"],
        blocks=tuple(_block(item) for item in data["blocks"]),
        equations=tuple(
            Equation(item["name"], key, item["each"], item["relation"], _text(item["text"]))
            for item in data.get("equations", ())
        ),
        fingerprint=tuple(data.get("fingerprint", ())),
    )


def _block(data: Data) -> BlockForm:
    domain = data.get("domain")
    return BlockForm(
        key=data["key"],
        heading=_maybe(data.get("heading")),
        layout=data["layout"],
        columns=tuple(_label(item, domain) for item in data["columns"]),
        rows=tuple(_label(item, domain) for item in data["rows"]),
        groups=tuple(_label(item, None) for item in data.get("groups", ())),
        furniture=tuple(data.get("furniture", ())),
    )


def _label(data: Data, domain: str | None) -> Label:
    return Label(
        key=data["key"],
        text=data["text"],
        number=data.get("number", ""),
        name=Localised(data["text"], data["en"]),
        group=data.get("group"),
        same=tuple(data.get("same", ())),
        seen=tuple(data.get("seen", ())),
        domain=data.get("domain", domain),
        under=data.get("under"),
    )
