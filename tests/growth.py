"""How the cost of work grows with its input: what a hostile document may do, told without a clock
on the wall.

Times are of this process alone and are only compared with each other, so neither a slow machine
nor a busy one can fail a test. What costs less than `_FLOOR` seconds is not worth telling apart.
"""

from __future__ import annotations

import gc
import time
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

TIMES: Final = 8
"""How much larger the larger input is."""
LINEAR: Final = 28.0
"""Between `TIMES`, which is growth in proportion to the input, and its square."""
_ROUNDS: Final = 3
_FLOOR: Final = 0.002


def growth(make: Callable[[int], T], run: Callable[[T], object], size: int) -> float:
    """How many times the CPU time of `run` grows from ``make(size)`` to one `TIMES` as large.

    About `TIMES` where it is in proportion, about its square where a loop runs within a loop.
    Inputs are made anew for each round and not timed; the least of three rounds counts, and the
    larger input is tried no more once its growth is below `LINEAR`.
    """
    return growths(make, {"": run}, size)[""]


def growths(
    make: Callable[[int], T], runs: Mapping[str, Callable[[T], object]], size: int
) -> dict[str, float]:
    """`growth` of several kinds of work by name, all on the same inputs."""
    small = _costs(make(size), runs)
    for _ in range(_ROUNDS - 1):
        small = _least(small, _costs(make(size), runs))
    large = _costs(make(TIMES * size), runs)
    for _ in range(_ROUNDS - 1):
        if all(large[name] < LINEAR * small[name] for name in runs):
            break
        large = _least(large, _costs(make(TIMES * size), runs))
    return {name: large[name] / small[name] for name in runs}


def cost(run: Callable[[], object]) -> float:
    """Seconds of CPU that `run` takes, the collector off; never less than what can be told."""
    gc.disable()
    try:
        begun = time.process_time()
        run()
        return max(time.process_time() - begun, _FLOOR)
    finally:
        gc.enable()


def _costs(given: T, runs: Mapping[str, Callable[[T], object]]) -> dict[str, float]:
    return {name: cost(partial(run, given)) for name, run in runs.items()}


def _least(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {name: min(one[name], other[name]) for name in one}
