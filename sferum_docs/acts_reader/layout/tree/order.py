"""What a number is to the numbers above it: the next one, the first below one, one again, one after a gap."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 5


class Order(Enum):
    """How a number follows those of the open nodes."""

    NEXT = "next"
    CHILD = "child"
    GAP = "gap"
    AGAIN = "again"
    ANEW = "anew"  # a 1 after higher numbers
    FOREIGN = "foreign"


EXPECTED = frozenset({Order.NEXT, Order.CHILD})
NEAR = EXPECTED | {Order.GAP, Order.AGAIN}


def order(parts: tuple[int, ...], opened: Sequence[tuple[int, ...]]) -> Order:
    """How a number follows the open ones, the outermost first.

    >>> [order(number, [(2,), (2, 1)]).value for number in ((2, 2), (3,), (2, 1, 1), (2, 4), (2, 1), (1,), (5, 1))]
    ['next', 'next', 'child', 'gap', 'again', 'anew', 'foreign']
    """
    if not opened:
        return Order.CHILD if set(parts) == {1} else Order.FOREIGN
    before = next((known for known in reversed(opened) if len(known) == len(parts)), None)
    if before is not None and before[:-1] == parts[:-1]:
        return _beside(parts[-1] - before[-1], parts[-1])
    above = opened[-1]
    if parts[:-1] == above or (len(parts) > 1 and parts[:-1] in opened):
        return Order.CHILD if parts[-1] == 1 else Order.GAP if parts[-1] <= _GAP else Order.FOREIGN
    return Order.FOREIGN


def _beside(step: int, last: int) -> Order:
    if step == 1:
        return Order.NEXT
    if step == 0:
        return Order.AGAIN
    if last == 1:
        return Order.ANEW
    return Order.GAP if 0 < step <= _GAP else Order.FOREIGN
