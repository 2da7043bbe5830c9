"""The two networks that the extra brings: where text lines are, and what a line says.

They are run directly: lines here are level, and come cut at the cells' borders and by the
hundred, so that what remains of the library's own pipeline is its models. They lie in its wheel;
nothing is ever downloaded.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import cv2
import numpy as np

from gklint.document.errors import TypeRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

HEIGHT: Final = 48
"""Pixels that a line is scaled to, as the network was trained."""

ROUND: Final = frozenset("0Oo〇○")
"""What looks like a zero in a picture."""

_STEP: Final = 8  # pixels of a line for one step of the reading
_STEPS: Final = 480  # of a batch: each carries a probability of 18 thousand characters
_WIDEST: Final = HEIGHT * 60
_THREADS: Final = 4
_INK: Final = 0.3  # probability from which a pixel belongs to a line of text
_LINE: Final = 0.5  # mean probability of what is taken for a line
_GROW: Final = 0.35  # of its height: the network marks the middle of a line only
_SIDE: Final = 1984  # pixels at most of the longer side of what is searched


class Reading(NamedTuple):
    """What a line says: `sure[i]` is the probability of `text[i]`, `at[i]` where its middle
    stands, from 0.0 (left) to 1.0 (right)."""

    text: str
    sure: tuple[float, ...] = ()
    at: tuple[float, ...] = ()


class Box(NamedTuple):
    """Pixels `left <= x < right`, `top <= y < bottom`."""

    left: int
    top: int
    right: int
    bottom: int


def _models() -> Path | None:
    found = find_spec("rapidocr")
    return None if found is None or found.origin is None else Path(found.origin).parent / "models"


@cache
def _session(kind: str) -> Any:
    """The network `kind` ("det" finds lines, "rec" reads them), made once a process.

    Raises TypeRefused("image") where the models are not installed.
    """
    folder = _models()
    model = None if folder is None else next(iter(sorted(folder.glob(f"*_{kind}_*.onnx"))), None)
    if model is None:
        raise TypeRefused("image")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


@cache
def _alphabet() -> tuple[str, ...]:
    """The characters by their numbers; 0 stands for none."""
    known = _session("rec").get_modelmeta().custom_metadata_map["character"].splitlines()
    return ("", *known, " ")


@cache
def _round() -> list[int]:
    """The numbers of what looks like a zero."""
    return [number for number, char in enumerate(_alphabet()) if char in ROUND and char]


def find_lines(grey: Grey) -> list[Box]:
    """Boxes of the lines of text in a picture that is level, from its top."""
    session = _session("det")
    high, wide = grey.shape
    scale = min(1.0, _SIDE / max(high, wide))
    size = tuple(max(32, round(side * scale / 32) * 32) for side in (wide, high))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    given = np.broadcast_to(small.astype(np.float32) / 127.5 - 1.0, (1, 3, size[1], size[0]))
    likely = session.run(None, {session.get_inputs()[0].name: np.ascontiguousarray(given)})[0][0, 0]
    across, down = wide / size[0], high / size[1]
    mask = cv2.dilate((likely > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    weights = np.bincount(labels.ravel(), likely.ravel() * mask.ravel(), count)
    boxes = []
    for index in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[index])
        if min(width, height) < 3 or weights[index] / area < _LINE:
            continue
        grow = _GROW * min(width, height) + 1
        boxes.append(
            Box(
                max(0, int((left - grow) * across)),
                max(0, int((top - grow) * down)),
                min(wide, int((left + width + grow) * across) + 1),
                min(high, int((top + height + grow) * down) + 1),
            )
        )
    return sorted(boxes, key=lambda box: (box.top, box.left))


def read_lines(lines: Sequence[Grey]) -> list[Reading]:
    """What each of the pictures of one line says; the order is kept."""
    session = _session("rec")
    name = session.get_inputs()[0].name
    scaled = [_scaled(line) for line in lines]
    readings = [Reading("")] * len(lines)
    for batch in _batches([line.shape[1] for line in scaled]):
        wide = max(scaled[index].shape[1] for index in batch)
        given = np.ones((len(batch), 3, HEIGHT, wide), np.float32)
        for row, index in enumerate(batch):
            line = scaled[index]
            given[row, :, :, : line.shape[1]] = line.astype(np.float32) / 127.5 - 1.0
        found = session.run(None, {name: given})[0]
        best, sure = found.argmax(axis=2), found.max(axis=2)
        # The network cannot tell a zero from a letter that looks alike: the odds are shared.
        alike = found[:, :, _round()]
        sure = np.where(np.isin(best, _round()), alike.sum(axis=2), sure)
        for row, index in enumerate(batch):
            readings[index] = _decoded(best[row], sure[row], wide / scaled[index].shape[1])
    return readings


def _scaled(line: Grey) -> Grey:
    """As high as the network wants it, as wide as a whole number of its steps."""
    high, wide = line.shape
    width = min(_WIDEST, max(_STEP * 2, -(-round(wide * HEIGHT / high) // _STEP) * _STEP))
    way = cv2.INTER_AREA if high > HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(line, (width, HEIGHT), interpolation=way), np.uint8)


def _batches(widths: Sequence[int]) -> list[list[int]]:
    """Indices of lines of like width, together no more steps than memory is meant to hold."""
    batches: list[list[int]] = []
    for index in sorted(range(len(widths)), key=widths.__getitem__):
        last = batches[-1] if batches else []
        steps = (len(last) + 1) * widths[index] // _STEP
        if last and steps <= _STEPS and widths[index] <= widths[last[0]] * 1.5:
            last.append(index)
        else:
            batches.append([index])
    return batches


def _decoded(best: NDArray[np.int64], sure: NDArray[np.float32], stretch: float) -> Reading:
    """The steps of one line: repetitions and the steps of no character dropped."""
    alphabet = _alphabet()
    kept = np.flatnonzero((best != 0) & np.concatenate(([True], best[1:] != best[:-1])))
    text, chances, places = [], [], []
    for step in kept:
        text.append(alphabet[best[step]])
        same = best[step:] != best[step]
        end = step + (int(same.argmax()) if same.any() else len(same))
        chances.append(float(sure[step:end].max()))
        places.append(min(1.0, float(step + end) / 2 / len(best) * stretch))
    return Reading("".join(text), tuple(chances), tuple(places))
