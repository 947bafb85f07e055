"""A card of an organisation: a row a requisite. Several cards one below the other, or side by side in columns."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.schools.district_lists.beside_name import beside_name
from sferum_docs.schools.district_lists.model import TableKind
from sferum_docs.schools.district_lists.tables.columns import CODES, NAMES, named
from sferum_docs.schools.names import is_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow

_LONGEST_CAPTION = 70
_MOST_WORDS = 8
_SEEN, _LEAST = 8, 3  # rows that tell a card, requisites among them
_CODE = re.compile(r"(ИНН|КПП|ОГРН|ОКПО)[\s:№-]{1,4}(\d[\d ]{6,16}\d)", re.IGNORECASE)
_FIRST = frozenset((*NAMES, "inn"))
# «директор» is a post here, and a heading elsewhere
_READS_AS_CAPTION = {"head_post": {"head_name", "acting"}, "kind": {"name"}}
_COUNTS = frozenset(("students", "teachers", "staff_count"))
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s?")


@dataclass(frozen=True, slots=True)
class CardCell:
    """A value of a card: where its caption stands and where it stands itself."""

    caption: str
    key: str
    row: SheetRow
    at: int
    text: str


@dataclass(slots=True)
class Card:
    """The values of one organisation by key; a caption without a value has an empty one."""

    values: dict[str, CardCell] = field(default_factory=dict)


def begins_card(rows: Sequence[SheetRow], at: int) -> bool:
    """Whether a card begins in a row: it and those after it hold requisites with their values."""
    if not any(pair.text for pair in pairs_of(rows[at])):
        return False
    found = [[pair.key for pair in pairs_of(row) if pair.text] for row in rows[at : at + _SEEN]]
    return len({key for keys in found for key in keys}) >= _LEAST and sum(map(bool, found)) > 1


def pairs_of(row: SheetRow) -> list[CardCell]:
    """The captions of a row, each with the value right of it; also «ИНН: 0598…» in one cell."""
    inside = [pair for at, cell in enumerate(row.cells) for pair in _inside(row, at, cell)]
    if inside:
        return inside
    first = next((cell for cell in row.cells if cell and not _NUMBERED.fullmatch(cell)), "")
    if not caption_key(first):
        return []
    places = [at for at, cell in enumerate(row.cells) if cell and caption_key(cell)]
    found: list[CardCell] = []
    for at in places:
        if found and (at <= found[-1].at or row.cells[at] == found[-1].caption):
            continue  # a value that reads as a caption, or a merged caption
        caption, key = row.cells[at], caption_key(row.cells[at])
        right = [place for place in range(at + 1, len(row.cells)) if row.cells[place] not in {"", caption}]
        value = right[0] if right else -1
        if value >= 0 and not _is_value(key, row.cells[value]):
            value = -1
        found.append(CardCell(caption, key, row, value, row.cells[value] if value >= 0 else ""))
    return found


def _is_value(key: str, text: str) -> bool:
    if key in _COUNTS and not any(char.isdigit() for char in text):
        return False
    if key == "head_name" and is_person(beside_name(text).name):
        return True
    return caption_key(text) in {"", *_READS_AS_CAPTION.get(key, ())}


def _inside(row: SheetRow, at: int, cell: str) -> Iterator[CardCell]:
    codes = list(_CODE.finditer(cell))
    if codes:
        yield from (CardCell(found[1], found[1].casefold().translate(_KEYS), row, at, found[2]) for found in codes)
        return
    before, colon, after = cell.partition(":")
    if colon and after.strip() and (key := caption_key(before)):
        yield CardCell(before.strip(), key, row, at, after.strip())


_KEYS = str.maketrans({"и": "i", "н": "n", "к": "k", "п": "p", "о": "o", "г": "g", "р": "r"})


@lru_cache(maxsize=8192)
def caption_key(cell: str) -> str:
    """The requisite that a caption names, or empty."""
    numbered = _NUMBERED.match(cell)
    text = cell[numbered.end() if numbered else 0 :].strip(" :")
    if (
        any(char.isdigit() for char in text)
        or len(text) > _LONGEST_CAPTION
        or "«" in text
        or '"' in text
        or len(text.split()) > _MOST_WORDS
    ):
        return ""
    found = named(TableKind.CARD, [text])
    return next(iter(found), "")


def read_cards(rows: Sequence[SheetRow]) -> list[Card]:
    """The cards of these rows."""
    cards = [Card()]
    for row in rows:
        pairs = pairs_of(row)
        if any(pair.key in _FIRST and pair.key in cards[-1].values for pair in pairs):
            cards.append(Card())
        for pair in pairs:
            cards[-1].values.setdefault(pair.key, pair)
    beside = [each for card in cards for each in _side_by_side(card)]
    return [_placed(card) for card in beside if any(each.text for each in card.values.values())]


def _side_by_side(card: Card) -> list[Card]:
    """A card whose names differ from column to column is one of several organisations."""
    for key in (*NAMES, *CODES):
        pair = card.values.get(key)
        if pair is None or pair.at < 0:
            continue
        texts = {at: text for at, text in enumerate(_own_part(pair)) if at >= pair.at and text}
        if len(set(texts.values())) > 1:
            return [_column(card, at) for at in _first_places(texts)]
        if key in NAMES:
            break
    return [card]


def _own_part(pair: CardCell) -> Sequence[str]:
    """The cells of a row up to its next caption."""
    cells = pair.row.cells
    captions = (at for at in range(pair.at + 1, len(cells)) if cells[at] != pair.caption and caption_key(cells[at]))
    return cells[: next(captions, len(cells))]


def _first_places(texts: dict[int, str]) -> list[int]:
    return [at for at, text in texts.items() if texts.get(at - 1) != text]


def _column(card: Card, at: int) -> Card:
    cells = ((key, pair, pair.row.cells[at] if at < len(pair.row.cells) else "") for key, pair in card.values.items())
    return Card({key: CardCell(pair.caption, key, pair.row, at, text) for key, pair, text in cells})


def _placed(card: Card) -> Card:
    """Empty values where the others stand, so that what is lacking has its cell."""
    usual = Counter(pair.at for pair in card.values.values() if pair.at >= 0).most_common(1)[0][0]
    return Card(
        {
            key: pair if pair.at >= 0 else CardCell(pair.caption, key, pair.row, usual, "")
            for key, pair in card.values.items()
        }
    )
