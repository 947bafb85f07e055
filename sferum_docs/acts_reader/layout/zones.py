"""The regions of an act: head, preamble with the adopting word, clauses, signature, what stands after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.beginning import Beginning, beginning_of, top_number
from sferum_docs.acts_reader.layout.executor import executor_of
from sferum_docs.acts_reader.layout.signature import Signed, signed
from sferum_docs.acts_reader.layout.vocabulary import begins, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row
    from sferum_docs.directives.model import Officer

_ANNEX = re.compile(
    r"приложени[ея]\s?(?:(?:№|n)?\s?\d{1,3})?(?:\.\d)?\s?(?:[.:]|\(.{1,80}\)|(?:к|утвержден\w*)\s.*)?", re.IGNORECASE
)
_ATTACHED = re.compile(r"приложени[ея]\s?:.*", re.IGNORECASE)  # of a letter, before its signature
_FAR, _LINE = 25, 90


@dataclass(frozen=True)
class Zones:
    """The rows of each region; nothing of the act stands outside them."""

    beginning: Beginning
    body: Sequence[Row]
    signed: Signed
    signature: Sequence[Row]
    executor: Officer | None
    tail: Sequence[Row]


def zones_of(rows: Sequence[Row]) -> Zones:
    """The regions of an act."""
    beginning = beginning_of(rows)
    body = beginning.body
    attached = next(
        (at for at, row in enumerate(body) if at and row.text[:1] in "Пп" and _ATTACHED.fullmatch(plain(row.text))),
        len(body),
    )
    end = _tail(body, attached)
    numbers = [top_number(row) if place < attached else 0 for place, row in enumerate(body[:end])]
    found = signed(body[:end], numbers)
    attached = min(attached, found.first)
    near = [*body[attached : found.first], *body[found.first : end]]
    tail = [*body[attached : found.first], *body[found.last :]]
    signature = body[found.first : found.last]
    return Zones(beginning, body[:attached], found, signature, executor_of(near, body[end:]), tail)


def _tail(body: Sequence[Row], attached: int) -> int:
    """Where what stands after the signature begins by its own words: an annex, acquaintance, agreement."""
    for place, row in enumerate(body):
        if not place or row.line.mark or place == attached or not row.text[:1].isupper():
            continue
        above = body[place - 1]
        fresh = row.after_blank or row.begins_page or above.text[-1:] in ".;" or row.line.indent > _FAR
        named = row.text[:1] == "П" and bool(_ANNEX.fullmatch(plain(row.text)))
        if fresh and (named or (begins(row.text, "tail") and _is_heading(row.text))):
            return place
        below = plain(body[place + 1].text) if named and place + 1 < len(body) else ""
        if named and (above.line.whole or below.startswith(("к ", "утвержден"))):
            return place
    return len(body)


def _is_heading(text: str) -> bool:
    """Whether a line that begins like what follows the signature is a heading, and no sentence of a clause."""
    return len(text) < _LINE and not text.endswith((".", ";"))
