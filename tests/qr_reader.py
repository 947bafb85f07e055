"""A QR code read as a phone reads it, by the standard and not by the library that draws it: versions 1 to 4, bytes.

Nothing is mended: a code that is right to the last square has nothing to be mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Rows = Sequence[Sequence[bool]]

_FORMAT_MASK = 0b101010000010010
_MASKS = (
    lambda y, x: (y + x) % 2, lambda y, _x: y % 2, lambda _y, x: x % 3, lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2, lambda y, x: y * x % 2 + y * x % 3, lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)  # fmt: skip
_BYTES = 0b0100
_LEVELS = (0b01, 0b00, 0b11, 0b10)  # of mending, from the least
# bytes of data in each block by version, a column for each level
_BLOCKS = {1: ((19,), (16,), (13,), (9,)), 2: ((34,), (28,), (22,), (16,)), 3: ((55,), (44,), (17, 17), (13, 13)),
           4: ((80,), (32, 32), (24, 24), (9, 9, 9, 9))}  # fmt: skip


def read_code(rows: Rows) -> str:
    """The text of a code; its border may be around it."""
    code = _without_border(rows)
    size = len(code)
    version = (size - 17) // 4
    told = sum(code[8][x] << (14 - place) for place, x in enumerate((0, 1, 2, 3, 4, 5, 7, 8)))
    told += sum(code[y][8] << (6 - place) for place, y in enumerate((7, 5, 4, 3, 2, 1, 0)))
    level, mask = (told ^ _FORMAT_MASK) >> 13, (told ^ _FORMAT_MASK) >> 10 & 7
    bits = [code[y][x] ^ (_MASKS[mask](y, x) == 0) for y, x in _way(size, version)]
    words = [_number(bits[start : start + 8]) for start in range(0, len(bits) // 8 * 8, 8)]
    blocks = _BLOCKS[version][_LEVELS.index(level)]
    data = [words[turn + each] for each in range(len(blocks)) for turn in range(0, sum(blocks), len(blocks))]
    stream = [bool(word >> (7 - place) & 1) for word in data for place in range(8)]
    assert _number(stream[:4]) == _BYTES
    length = _number(stream[4:12])
    return bytes(_number(stream[start : start + 8]) for start in range(12, 12 + 8 * length, 8)).decode()


def _without_border(rows: Rows) -> list[list[bool]]:
    dark = [y for y, row in enumerate(rows) if any(row)]
    first, last = min(min(x for x, cell in enumerate(rows[y]) if cell) for y in dark), max(dark)
    size = last - dark[0] + 1
    return [[*row[first : first + size]] for row in rows[dark[0] : last + 1]]


def _way(size: int, version: int) -> Iterator[tuple[int, int]]:
    """The squares of data: up and down in columns two wide, from the right, past what helps to find the code."""
    columns, up = [x for x in range(size - 1, 0, -2) if x > 6] + [5, 3, 1], True
    for right in columns:
        for y in range(size - 1, -1, -1) if up else range(size):
            yield from ((y, x) for x in (right, right - 1) if not _helps(y, x, size, version))
        up = not up


def _helps(y: int, x: int, size: int, version: int) -> bool:
    corners = (y < 9 and x < 9) or (y < 9 and x >= size - 8) or (y >= size - 8 and x < 9)
    middle = size - 7
    return corners or 6 in {y, x} or (version > 1 and abs(y - middle) < 3 and abs(x - middle) < 3)


def _number(bits: Sequence[bool]) -> int:
    return sum(bit << place for place, bit in enumerate(reversed(bits)))
