"""Labels of a chart: each beside what it names, none over another, none outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Anchor = Literal["start", "middle", "end"]
LETTER, LINE = 6.6, 14.0  # what a letter and a line take at the size of the labels, 12
_GAP = 5.0
_CLOSE = 0.5  # labels may come so near


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two of them have a point in common."""
        across = self.left < other.right + _CLOSE and other.left < self.right + _CLOSE
        return across and self.top < other.bottom + _CLOSE and other.top < self.bottom + _CLOSE

    def holds(self, other: Box) -> bool:
        """Whether another lies in it whole."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A text that is drawn; `x` and `y` as SVG means them: its anchor and its base line."""

    x: float
    y: float
    text: str
    anchor: Anchor
    kind: str

    @property
    def box(self) -> Box:
        """What it takes."""
        return _box(self.x, self.y, self.text, self.anchor)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that should stand beside a point."""

    x: float
    y: float
    text: str
    kind: str


def text_width(text: str) -> float:
    """How wide a text is at the most."""
    return len(text) * LETTER


def place(
    wanted: Iterable[Wanted], within: Box, taken: Sequence[Box], points: Sequence[tuple[float, float]]
) -> tuple[Label, ...]:
    """The labels for which there is room, the first said first; where there is none a label is left out.

    `taken` is never drawn over, `points` only where nothing else is free.
    """
    placed: list[Label] = []
    for each in wanted:
        free = [
            label
            for label in _around(each, within)
            if within.holds(label.box) and not any(label.box.meets(box) for box in (*taken, *(on.box for on in placed)))
        ]
        if free:
            placed.append(min(free, key=lambda label: _hidden(label.box, points)))
    return tuple(placed)


def _hidden(box: Box, points: Sequence[tuple[float, float]]) -> int:
    return sum(box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in points)


def _around(wanted: Wanted, within: Box) -> Iterable[Label]:
    """The places for a label, the best first; those that would stick out are pushed in."""
    half = text_width(wanted.text) / 2
    inside = min(max(wanted.x, within.left + half), within.right - half)
    above, below = wanted.y - _GAP - 2, wanted.y + LINE
    for away in range(4):
        for y in (above - away * LINE / 2, below + away * LINE / 2):
            yield Label(inside, y, wanted.text, "middle", wanted.kind)
            yield Label(wanted.x - _GAP, y, wanted.text, "end", wanted.kind)
            yield Label(wanted.x + _GAP, y, wanted.text, "start", wanted.kind)


def _box(x: float, y: float, text: str, anchor: Anchor) -> Box:
    width = text_width(text)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - LINE + 3, left + width, y + 3)
