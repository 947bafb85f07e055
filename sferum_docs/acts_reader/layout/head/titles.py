"""The title of an act: which rows it takes, where it ends and the preamble begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.head.issuer import is_contact
from sferum_docs.acts_reader.layout.head.registration import registration
from sferum_docs.acts_reader.layout.rows import left_open
from sferum_docs.acts_reader.layout.vocabulary import begins, plain, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.cells import Cell
    from sferum_docs.acts_reader.layout.rows import Row

_TITLE = re.compile(r"[«\"“„']?\s?(?:[ОO0]|[ОO]б|ОБ|ОБО|Обо)\s+[«\"“„(]?[^\W\d_]")
_OPENING, _CLOSING = '«"“„', '»"”'
_LONG, _LONGER = 70, 1.4
_MOST = 30  # lines of a title


def is_title(text: str) -> bool:
    """Whether a title begins with the text: «О мерах …», «Об утверждении …»."""
    return bool(_TITLE.match(text))


def title_rows(
    rows: Sequence[Row], cells: Sequence[Sequence[Cell]], start: int | None, kind_at: int
) -> tuple[int, int, int]:
    """The first row of the title, the row after its last one, the first row of the preamble."""
    if start is None and kind_at < 0:
        start = next((place for place, row in enumerate(rows) if begins_preamble(row)), len(rows))
        return start, start, start
    if start is None:
        start = next((place for place in range(max(kind_at, 0) + 1, len(rows)) if _is_text(cells[place])), len(rows))
        if start == len(rows) or begins_preamble(rows[start]):
            return start, start, start
    end = start + 1
    while end < min(len(rows), start + _MOST) and _goes_on(rows, start, end):
        end += 1
    after = end
    while after < len(rows) and (not _is_text(cells[after]) or rows[after].text.startswith("(")):
        after += 1
    return start, end, after


def begins_preamble(row: Row) -> bool:
    """Whether a preamble begins with the row."""
    return row.text[:1].isupper() and begins(row.text, "preamble")


def _is_text(cells: Sequence[Cell]) -> bool:
    """Whether the row is more than a date, a number, a place, an address, a stamp."""
    return not all(
        registration(cell.text).only or is_contact(cell.text) or begins(cell.text, "stamps") for cell in cells
    )


def _goes_on(rows: Sequence[Row], start: int, place: int) -> bool:
    """Whether the title goes on with a row."""
    above, row = rows[place - 1], rows[place]
    said = " ".join(one.text for one in rows[start:place])
    if said.endswith(".") and not left_open(said):
        return False
    if said[0] in _OPENING and _is_closed(said):
        return False
    if registration(row.text).only and _names_act(said):
        return True
    if row.text.startswith("(") or begins(row.text, "greetings") or begins_preamble(row) or registration(row.text).only:
        return False
    if row.after_blank and not all(one.after_blank for one in rows[1:_MOST]):
        return row.text[:1].islower() and not above.ends
    lower = row.text[:1].islower()
    widest = max(len(one.text) for one in rows[start:place])
    return lower or left_open(above.text) or len(row.text) < max(_LONG, widest * _LONGER)


def _names_act(said: str) -> bool:
    """Whether the title so far ends with an act whose date and number are to follow."""
    return any(map(plain(said).endswith, words("acts_named")))


def _is_closed(said: str) -> bool:
    if said[-1] not in _CLOSING:
        return False
    return said.count("«") <= said.count("»") or (len(said) > 1 and said[0] != "«")


def unquoted(title: str) -> str:
    """The title without quotes around the whole of it and without a full stop."""
    title = title.strip().rstrip(".").strip()
    if len(title) > 1 and title[0] in _OPENING and title[-1] in _CLOSING:
        inner, depth = title[1:-1].strip(), 0
        for letter in inner:
            depth += (letter == "«") - (letter == "»")
            if depth < 0:
                return title
        return inner + "»" * depth
    return title
