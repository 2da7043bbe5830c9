"""Where outputs go: what ``-o`` may say, files whole or not at all, standard output as bytes."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from gklint.outputs import FORMATS
from gklint.outputs.target import Sink, TargetError, parse_targets


def only(text: str) -> Sink:
    return Sink(parse_targets([text], FORMATS)[0])


def test_every_format_can_be_made() -> None:
    from tests.outputs import sample
    from tests.outputs.render import render

    for name in FORMATS:
        assert render(name, sample.run(sample.document()))


def test_paths_may_hold_colons() -> None:
    target = parse_targets(["json:C:/报告/a.json"], FORMATS)[0]
    assert target.path == Path("C:/报告/a.json")


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (["xml"], "error.format"),
        (["docx"], "error.planned_format"),
        (["docx:a.docx"], "error.planned_format"),
        (["json", "csv"], "error.two_stdout"),
        (["json:a", "csv:./a"], "error.same_file"),
        ([""], "error.format"),
    ],
)
def test_refusals(texts: list[str], key: str) -> None:
    with pytest.raises(TargetError) as caught:
        parse_targets(texts, FORMATS)
    assert caught.value.key == key


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    sink = only(f"json:{path}")
    sink.stream.write("new 中\n")
    assert path.read_text() == "old"
    sink.close()
    assert path.read_bytes() == "new 中\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_of_a_run_that_failed(tmp_path: Path) -> None:
    sink = only(f"json:{tmp_path / 'a.json'}")
    sink.stream.write("half")
    sink.discard()
    assert list(tmp_path.iterdir()) == []


def test_csv_files_carry_the_mark_that_spreadsheets_need(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    sink = only(f"csv:{path}")
    sink.stream.write("甲\r\n")
    sink.close()
    assert path.read_bytes() == b"\xef\xbb\xbf" + "甲\r\n".encode()


def test_odd_file_names_stay_legible(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    sink = only(f"json:{path}")
    sink.stream.write('"a\udc80"')
    sink.close()
    assert path.read_bytes() == b'"a\\udc80"'


@pytest.mark.parametrize("where", ["missing/a.json", "."])
def test_says_why_a_file_cannot_be_written(tmp_path: Path, where: str) -> None:
    with pytest.raises(TargetError) as caught:
        only(f"json:{tmp_path / where}")
    assert caught.value.key == "error.write"
    cause = caught.value.__cause__
    assert isinstance(cause, OSError)
    assert cause.errno in (errno.ENOENT, errno.EISDIR)
    assert list(tmp_path.iterdir()) == []
