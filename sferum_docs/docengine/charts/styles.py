"""How series are told apart: a colour (3:1 on white and more), a dash, a marker or a pattern, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

INK, GRID = "262626", "BFBFBF"
_COLOURS = ("1F4E79", "B3470B", "2E6B2E", "6A1B9A", "1A1A1A", "8A6100", "00707A", "A01850")
_DASHES = ("solid", "dash", "sysDot", "lgDash", "dashDot", "sysDash", "lgDashDot", "lgDashDotDot")
_MARKERS = ("circle", "square", "triangle", "diamond", "x", "star", "plus", "dash")
# of columns: in black and white a dark one, a pale one, a hatched one and a grey one are told apart
_FILLS = ("full", "pale", "wdUpDiag", "half", "wdDnDiag", "palest", "smGrid", "ltHorz")
_SHARES = {"full": 1.0, "half": 0.55, "pale": 0.25, "palest": 0.1}


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn; `fill` is a colour, or the name of a pattern in that of the series."""

    colour: str
    dash: str
    marker: str
    fill: str
    is_pattern: bool


def look_of(place: int) -> Look:
    """The look of a series by its place; one more round of colours bears other markers and fills."""
    size = len(_COLOURS)
    at, shifted = place % size, (place + place // size) % size
    fill = _FILLS[shifted]
    share = _SHARES.get(fill)
    return Look(
        _COLOURS[at], _DASHES[at], _MARKERS[shifted],
        fill if share is None else _paler(_COLOURS[at], share), is_pattern=share is None,
    )  # fmt: skip


def _paler(colour: str, share: float) -> str:
    """A colour mixed with white.

    >>> _paler("000000", 0.25)
    'BFBFBF'
    """
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
