"""How much of strange texts is looked at for headings: an honest file repeats its few, a hostile one never ends."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CAPTIONS = 100_000  # five seconds of the processor; a year of a district takes a few hundred
_left: ContextVar[list[int] | None] = ContextVar("captions_left", default=None)


@contextmanager
def patience() -> Iterator[None]:
    """Counts the captions that are told apart within; one too many is a FaultsError."""
    token = _left.set([MOST_CAPTIONS])
    try:
        yield
    finally:
        _left.reset(token)


def spend_patience() -> None:
    """One more caption that was not met before."""
    left = _left.get()
    if left is not None:
        left[0] -= 1
        if left[0] < 0:
            raise FaultsError([Fault("statistics_too_long")])
