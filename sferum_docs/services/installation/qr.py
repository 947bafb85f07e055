"""A QR code of an address: for a terminal, whatever its letters and colours, and as a picture for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import segno

if TYPE_CHECKING:
    from collections.abc import Sequence

_BORDER = 2  # modules around; a page has four, as the standard wants
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def qr_svg(address: str) -> str:
    """The picture as an address of its own, sharp at every size."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=8, border=4, light="#fff"))


def qr_lines(address: str, encoding: str | None) -> list[str]:
    """The lines for a terminal that shows colours: dark on light whatever its own colours are.

    Two rows of the code stand in one line where the terminal has letters for it; else each is a line of spaces.
    """
    rows = [[bool(module) for module in row] for row in _matrix(address)]
    if has_halves(encoding):
        pairs = zip(rows[::2], [*rows[1::2], *([[False] * len(rows[0])] if len(rows) % 2 else [])], strict=True)
        return [click.style(_halves(upper, lower), fg="black", bg="white") for upper, lower in pairs]
    return ["".join(click.style("  ", bg="black" if dark else "white") for dark in row) for row in rows]


def has_halves(encoding: str | None) -> bool:
    """Whether an encoding has the letters that are half a square.

    >>> has_halves("utf-8"), has_halves("cp866"), has_halves("cp1251"), has_halves(None)
    (True, True, False, False)
    """
    try:
        "".join(_HALVES.values()).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _matrix(address: str) -> Sequence[Sequence[int]]:
    return [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=_BORDER)]


def _halves(upper: Sequence[bool], lower: Sequence[bool]) -> str:
    return "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
