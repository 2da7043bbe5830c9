"""A small pack of our own, written to a folder, and a check kind that fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from gklint.checks.base import CheckKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gklint.ruleset.model import Pack, Rule

    WritePack = Callable[..., Path]

PACK: dict[str, Any] = {
    "pack": "bridge-report",
    "version": "1",
    "name": {"zh": "桥梁年报", "en": "bridge report"},
    "instruments": {
        "law": {"kind": "law", "title": "《桥梁条例》"},
        "habit": {"kind": "practice", "title": "通行做法"},
    },
    "families": {"BR": {"zh": "桥梁", "en": "Bridges"}},
}
FORM: dict[str, Any] = {
    "form": "2030",
    "years": {"from": 2030},
    "instrument": "law",
    "sections": [{"key": "spans", "number": "一", "heading": "桥跨", "en": "spans"}],
    "tables": {
        "load": {
            "name": {"zh": "荷载表", "en": "loads"},
            "section": "spans",
            "blocks": [
                {
                    "key": "load",
                    "layout": "matrix",
                    "domain": "count",
                    "columns": [
                        {"key": "cars", "number": "1", "text": "轿车", "en": "cars"},
                        {
                            "key": "tolls",
                            "number": "2",
                            "text": "收费",
                            "en": "t",
                            "domain": "amount",
                        },
                    ],
                    "rows": [{"key": "north", "number": "1", "text": "北桥", "en": "north"}],
                }
            ],
        }
    },
}
RULE: dict[str, Any] = {
    "id": "BR01",
    "name": "bridge-names",
    "title": {"zh": "桥名", "en": "Names of bridges"},
    "severity": "error",
    "basis": [{"ref": "law", "clause": "第一条"}],
    "check": {"kind": "probe", "options": {"word": "桥"}},
    "message": {"zh": "见 $observed", "en": "seen $observed"},
    "remedy": {"zh": "请改", "en": "mend it"},
    "examples": [{"fails": True, "set": {"load.north.cars": 3}}, {"fails": False}],
}


def _validate(rule: Rule, pack: Pack) -> Iterator[str]:
    if rule.options.get("word") == "nothing":
        yield "the word occurs in no form"


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only the kind ``probe`` exists; the cache lives in a folder of the test."""
    schema = {
        "type": "object",
        "properties": {"word": {"type": "string"}, "find": {"type": "string", "format": "regex"}},
        "additionalProperties": False,
    }
    kind = CheckKind("probe", lambda *_: iter(()), schema, validate=_validate)
    monkeypatch.setattr("gklint.checks.kinds", lambda: {"probe": kind})
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """Writes the pack; each argument is a file's data, text, or None for "no such file"."""

    def write(folder: str = "bridges", **files: Any) -> Path:
        root = tmp_path / folder
        defaults = {"pack": PACK, "forms/2030": FORM, "spans/BR01": RULE}
        names = {"form": "forms/2030", "rule": "spans/BR01"}
        wanted = {**defaults, **{names.get(key, key): value for key, value in files.items()}}
        for name, data in wanted.items():
            if data is None:
                continue
            path = root / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True)
            path.write_text(text, encoding="utf-8")
        return root

    return write
