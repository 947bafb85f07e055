"""How entries of registers are connected: the words as they stand on the one side and on the other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of connection: how the entry that was linked says it, how the other entry says it."""

    id: str
    there: str
    back: str


_KINDS = (
    LinkKind("carries_out", "во исполнение", "исполняет"),
    LinkKind("answers", "в ответ на", "ответ"),
    LinkKind("supplements", "дополняет", "дополнен"),
    LinkKind("amends", "вносит изменения в", "изменён"),
    LinkKind("see_also", "см. также", "см. также"),
)
LINK_KINDS = {kind.id: kind for kind in _KINDS}
EITHER_WAY = "see_also"  # the same connection from both sides
