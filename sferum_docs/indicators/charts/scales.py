"""Round numbers of an axis, and where an amount stands on it."""

from __future__ import annotations

import math
from dataclasses import dataclass

_STEPS, _WHOLE = (1, 2, 2.5, 5, 10), (1, 2, 5, 10)
# a series whose least is over this part of its greatest does not begin at zero, unless it counts a few
_FLAT, _FEW = 0.9, 40
_PARTS = 4  # of an axis


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of amounts: its ends are round, `top` and `bottom` are where they are drawn."""

    low: float
    high: float
    step: float
    top: float
    bottom: float

    def at(self, amount: float) -> float:
        """Where an amount is drawn."""
        part = (amount - self.low) / (self.high - self.low)
        return self.bottom - part * (self.bottom - self.top)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The round amounts from one end to the other."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + self.step * number for number in range(count + 1))


def round_step(span: float, parts: int, *, whole: bool) -> float:
    """The least round step of which no more than `parts` cover a span; of what is counted in whole, a whole one.

    >>> round_step(17, 4, whole=True), round_step(100, 4, whole=False), round_step(0.9, 3, whole=True)
    (5, 25.0, 1)
    """
    rough = max(span / parts, 1e-9)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in (_WHOLE if whole else _STEPS) if step * power >= rough * (1 - 1e-9))
    return max(round(step), 1) if whole else step


def scale_of(amounts: list[float], top: float, bottom: float, *, whole: bool, bound: float | None) -> Scale:
    """The scale on which all amounts stand, from zero unless they differ little; `bound`: nothing is above it."""
    least, most = min(amounts, default=0.0), max(amounts, default=0.0)
    low = least if most >= _FEW and most * _FLAT < least < most else 0.0
    step = round_step((most - low) or max(most, 1.0), _PARTS, whole=whole)
    low = math.floor(low / step) * step
    high = max(math.ceil(most / step - 1e-9) * step, low + step)
    if bound is not None and most <= bound < high:
        high = bound if math.isclose((bound - low) % step, 0, abs_tol=1e-6) else high
    return Scale(low, high, step, top, bottom)
