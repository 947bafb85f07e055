"""A staff list whose cells hold a name with the post: «Иванова Анна Петровна, учитель», parted into two columns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.schools.names import MAX_NAME, is_person, is_short_name
from sferum_docs.schools.posts import PostKind, post_kind
from sferum_docs.schools.tidy import SERVANTS, TELLING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow

_BETWEEN = re.compile(r"\s?[,;:(]\s?|\s[-–—]\s")
_NAME, _POST = "ФИО", "Должность"


def parted(rows: Sequence[SheetRow]) -> tuple[SheetRow, ...]:
    """The table with a column of posts more, where most names of a column have the post behind them."""
    width = max((len(row.cells) for row in rows), default=0)
    found = [[_parted(row.cells[place]) if place < len(row.cells) else None for row in rows] for place in range(width)]
    place = max(range(width), key=lambda at: sum(map(bool, found[at])), default=0)
    filled = [number for number, row in enumerate(rows) if any(row.cells[place : place + 1])]
    parts = [number for number in filled if found[place][number]] if width else []
    if not parts or len(parts) * 2 <= sum(number >= parts[0] for number in filled):
        return tuple(rows)
    heading = next((number for number in reversed(filled) if number < parts[0]), None)
    wide = [(*row.cells, *[""] * (width - len(row.cells))) for row in rows]
    pairs = [pair or (cells[place], "") for pair, cells in zip(found[place], wide, strict=True)]
    if heading is not None:
        pairs[heading] = (_NAME, _POST)
    return tuple(
        replace(row, cells=(*cells[:place], name, *cells[place + 1 :], post))
        for row, cells, (name, post) in zip(rows, wide, pairs, strict=True)
    )


def _parted(text: str) -> tuple[str, str] | None:
    """The name and the post that stand in one cell; None when they do not.

    >>> _parted("Иванова Анна Петровна, учитель"), _parted("Ким Олег (повар)"), _parted("сторож Ким О. Ю.")
    (('Иванова Анна Петровна', 'учитель'), ('Ким Олег', 'повар'), ('Ким О. Ю.', 'сторож'))
    >>> _parted("Алиев Али Омар оглы"), _parted("Иванова Анна (Омарова)")
    (None, None)
    """
    if len(text) > 2 * MAX_NAME:
        return None
    name, *rest = _BETWEEN.split(text, maxsplit=1)
    post = rest[0].strip(" .);") if rest else ""
    if post and _is_name(name) and (post[0].islower() or post_kind(post) is not PostKind.UNKNOWN):
        return name, post
    words = text.split()
    small = [word[:1].islower() and word not in SERVANTS | TELLING for word in words]
    if True not in small or False not in small:
        return None
    at = small.index(not small[0])
    if small[0] and any(small[at:]):
        return None
    name, post = (" ".join(words[at:]), " ".join(words[:at])) if small[0] else (
        " ".join(words[:at]), " ".join(words[at:])
    )  # fmt: skip
    return (name, post) if _is_name(name) else None


def _is_name(text: str) -> bool:
    return is_person(text) or is_short_name(text)
