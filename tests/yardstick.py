"""How fast this machine is now: a bound of time is so many times a fixed piece of work, never so many seconds."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORK = 1_000_000  # additions: some fifty milliseconds where this was written


def yardstick() -> float:
    """The processor seconds of the piece of work, the best of three."""
    return min(_measured() for _time in range(3))


@contextmanager
def alone() -> Iterator[None]:
    """No search for garbage within: it goes through all that the tests before have left, for seconds."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def within(yards: float) -> Iterator[None]:
    """What is done inside takes at most so many yardsticks of the processor."""
    before = yardstick()
    with alone():
        began = time.process_time()
        yield
        spent = time.process_time() - began
    limit = yards * max(before, yardstick())
    assert spent < limit, f"{spent:.2f} s where {limit:.2f} s were allowed on this machine"


def least_growth(few: Callable[[], float], many: Callable[[], float], enough: float, tries: int = 5) -> float:
    """How many times longer the many took than the few right before them, the least of some tries.

    A moment when others press upon the processor spoils one pair, not all; what is quadratic is so in every one. The
    first that is below `enough` is as good as any.
    """
    found = float("inf")
    with alone():
        for _try in range(tries):
            before = few()
            found = min(found, many() / before)
            if found < enough:
                break
    return found


def _measured() -> float:
    began, total = time.process_time(), 0
    for number in range(_WORK):
        total += number
    assert total
    return time.process_time() - began
