"""Letters of the colour of what they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.wordml.colours import PALE, rgb_of

if TYPE_CHECKING:
    from sferum_docs.gost.reading.document import Paragraph
    from sferum_docs.gost.reading.properties import Values

_SHARES, _GAMMA, _STRAY = (0.2126, 0.7152, 0.0722), 2.2, 0.05  # of red, green, blue; of a screen; of a room
_LEAST = 1.33  # what E0E0E0 has on white
_INKS = {
    "black": 0x000000, "darkBlue": 0x000080, "darkCyan": 0x008080, "darkGreen": 0x008000, "darkMagenta": 0x800080,
    "darkRed": 0x800000, "darkGray": 0x808080, "blue": 0x0000FF, "red": 0xFF0000, "green": 0x00FF00,
    "yellow": 0xFFFF00, "cyan": 0x00FFFF, "magenta": 0xFF00FF, "lightGray": 0xC0C0C0, "white": 0xFFFFFF,
}  # fmt: skip


def is_pale(values: Values, paragraph: Paragraph) -> bool:
    """Whether letters have the colour of what they stand on: a marker, their own ground, the paragraph's, the cell's.

    Letters of no colour of their own turn white on a dark ground; on a dark marker they stay black.
    """
    ink = _INKS.get(str(values.get("highlight", "none")))
    colour = rgb_of(str(values.get("color", "auto")))
    if colour is None and ink is None:
        return False
    grounds = (str(values.get("fill", "auto")), str(paragraph.values.get("fill", "auto")), paragraph.ground)
    marked = None if ink is None else rgb_of(f"{ink:06X}")
    ground = marked or next((found for code in grounds if (found := rgb_of(code))), (255, 255, 255))
    colour = colour or (0, 0, 0)
    near = all(abs(one - other) < 0xFF - PALE + 1 for one, other in zip(colour, ground, strict=True))
    return near or _contrast(colour, ground) < _LEAST


def _contrast(*colours: tuple[int, int, int]) -> float:
    """How much more light comes from one than from the other, as WCAG 2 counts it: yellow on white is no writing."""
    lights: list[float] = sorted(
        sum(share * float((part / 0xFF) ** _GAMMA) for share, part in zip(_SHARES, colour, strict=True)) + _STRAY
        for colour in colours
    )
    return lights[1] / lights[0]
