"""Tables that a copy of a page left as lines, one cell on each: made tables again.

Layout tells nothing here, only the labels of the pack's forms do: a run of lines that are labels
and figures, with hardly anything else between them. A row is what its label's figures are; a row
that lost its empty cells keeps too few figures for its header and is not read. What was torn over
two or three lines (商业 / 企业) is put together where together it is a label.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.model import Cell, Paragraph, Table, rebuilt
from gklint.patterns import regex
from gklint.report.figures import has_number, is_figure
from gklint.report.lexicon import Role, lexicon
from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.document.model import Block, Document
    from gklint.report.lexicon import Lexicon
    from gklint.ruleset.model import Pack

_TYPE: Final = "text/plain"
_TORN: Final = 3  # lines that one label may be torn over
_SHORT: Final = 60  # characters that a label may have, or something else in a cell
_LEAST: Final = 3  # labels and figures below which lines are no table
_EDGES: Final = " \t|"  # what converters of other tables leave at a line's ends
_NUMBERED: Final = regex(r"[一二三四五六七八九十]{1,3}\s?[、.．]")


class _Line(NamedTuple):
    """One cell: the blocks `first` to `end` it stands in; `kind` is label, figure or other."""

    kind: str
    text: str
    first: int
    end: int


def gathered(document: Document, pack: Pack) -> Document:
    """`document` with its runs of one-cell lines made tables; itself where there is none."""
    if document.media_type != _TYPE:
        return document
    figures = sum(isinstance(b, Paragraph) and _is_figure(_cell(b)) for b in document.blocks)
    if figures < _LEAST:
        return document
    words = lexicon(pack)
    made: list[tuple[Block, range]] = []
    done = 0
    for run in _runs(list(_lines(document.blocks, words))):
        first, end = run[0].first, run[-1].end
        made += _kept(document, done, first)
        made.append((_table(run, document.blocks, words), range(first, end)))
        done = end
    return (
        rebuilt(document, [*made, *_kept(document, done, len(document.blocks))])
        if done
        else document
    )


def _kept(document: Document, first: int, end: int) -> Iterator[tuple[Block, range]]:
    return ((document.blocks[n], range(n, n + 1)) for n in range(first, end))


def _cell(block: Block) -> str:
    """The text of a short paragraph without what a converter left around it."""
    if not isinstance(block, Paragraph) or len(block.text) > _SHORT:
        return ""
    return block.text.strip(_EDGES)


def _is_figure(text: str) -> bool:
    return not is_blank(text) and is_figure(text) and (has_number(text) or len(text) == 1)


def _lines(blocks: Sequence[Block], words: Lexicon) -> Iterator[_Line]:
    """Every line that may be a cell; longer paragraphs and other blocks are kind ``text``."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        text = _cell(block)
        if not isinstance(block, Paragraph) or (is_blank(text) and len(block.text) > _SHORT):
            yield _Line("text", "", at, at + 1)
            at += 1
        elif is_blank(text):
            at += 1  # an empty line, or a pipe alone
        elif _is_figure(text):
            yield _Line("figure", text, at, at + 1)
            at += 1
        else:
            label, end = _label(blocks, at, words)
            yield _Line("label" if label else "other", label or text, at, end)
            at = end


def _label(blocks: Sequence[Block], at: int, words: Lexicon) -> tuple[str, int]:
    """The label that begins in block `at`, over as few lines as it takes, and where it ends."""
    text = ""
    for end in range(at + 1, min(at + _TORN, len(blocks)) + 1):
        piece = _cell(blocks[end - 1])
        if not piece or _is_figure(piece):
            break
        text += piece
        if words.told(text).tables:
            return text, end
    return "", at + 1


def _runs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Stretches of labels and figures, with single other cells between them."""
    run: list[_Line] = []
    for line, after in pairwise([*lines, _Line("text", "", 0, 0)]):
        inner = line.kind == "other" and run and after.kind in ("label", "figure")
        if line.kind in ("label", "figure") or (inner and not _NUMBERED.match(line.text)):
            run.append(line)
            continue
        if _enough(run):
            yield run
        run = []
    if _enough(run):
        yield run


def _enough(run: Sequence[_Line]) -> bool:
    kinds = [line.kind for line in run]
    return kinds.count("label") >= _LEAST and kinds.count("figure") >= _LEAST


def _table(run: Sequence[_Line], blocks: Sequence[Block], words: Lexicon) -> Table:
    rows = list(_rows(run, words))
    cells = tuple(
        Cell(line.text, row, col, 1, 1, row, col)
        for row, lines in enumerate(rows)
        for col, line in enumerate(lines)
    )
    starts = tuple(_start(blocks[line.first]) for lines in rows for line in lines)
    width = max(map(len, rows))
    return Table(cells, len(rows), width, 0, starts[0][0], spans_known=False, starts=starts)


def _start(block: Block) -> tuple[int | None, int | None]:
    return (block.line, block.col) if isinstance(block, Paragraph) else (None, None)


def _rows(run: Sequence[_Line], words: Lexicon) -> Iterator[list[_Line]]:
    """Header labels, and each row's labels with the figures behind them."""
    labels: list[_Line] = []
    figures: list[_Line] = []
    for line in [*run, _Line("label", "", 0, 0)]:
        if line.kind == "figure":
            figures.append(line)
            continue
        if figures:
            header, row = _parted(labels, words)
            if header:
                yield header
            yield [*row, *figures]
            labels, figures = [], []
        if line.text:
            labels.append(line)
    if labels:
        yield labels


def _parted(labels: list[_Line], words: Lexicon) -> tuple[list[_Line], list[_Line]]:
    """The labels of a header, up to the last column's, and those of the row behind it."""
    last = max((n for n, line in enumerate(labels, 1) if _is_column(line.text, words)), default=0)
    return labels[:last], labels[last:]


def _is_column(text: str, words: Lexicon) -> bool:
    hits = words.find(text)
    hits = tuple(h for h in hits if h.exact) or hits
    return any(h.role is Role.COLUMN for h in hits)


__all__ = ["gathered"]
