"""Where the clauses of an act begin: after the adopting word, at number 1, after the greeting of a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.head.header import Header, header_of
from sferum_docs.acts_reader.layout.head.issuer import issuer_before_word
from sferum_docs.acts_reader.layout.head.titles import begins_preamble
from sferum_docs.acts_reader.layout.rows import joined
from sferum_docs.acts_reader.layout.tree.flow import flow_of
from sferum_docs.acts_reader.layout.tree.marks import Style
from sferum_docs.acts_reader.layout.tree.order import Order, order
from sferum_docs.acts_reader.layout.vocabulary import plain, spaced, tight, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row

_ADOPTING = re.compile(
    rf"(?<![^\W\d_])(?:(?P<word>{spaced('adopting')})(?![^\W\d_])\s?(?::|$|(?=[1І]\.)|\.$)"
    rf"|(?P<weak>{spaced('adopting_before_colon')})\s?:)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"уважаем\w+\s.*", re.IGNORECASE)
_TOP = {Style.DECIMAL, Style.BRACKET}
_LETTER = "ПИСЬМО"
_SECOND = 2
_THIRD_PERSON = ("ет", "ют", "ил", "ила", "или", "ило")


@dataclass(frozen=True)
class Beginning:
    """The rows before the clauses, what they say, and the rows from the first clause on."""

    head: Header
    above: Sequence[Row]  # those of the head
    preamble: Sequence[Row]
    body: Sequence[Row]
    word: str = ""
    printed_word: str = ""  # with its colon
    unmarked: bool = False  # nothing printed tells where the clauses begin


def beginning_of(rows: Sequence[Row]) -> Beginning:
    """Where the clauses begin, and what stands before them."""
    first, adopting = _first_mark(rows), _adopting(rows)
    if adopting and first is not None and any(top_number(row) == _SECOND for row in rows[first : adopting[0]]):
        adopting = None
    letter = next((at for at, row in enumerate(rows[: first or len(rows)]) if _SALUTATION.fullmatch(row.text)), None)
    if adopting:
        found = _after_word(rows, *adopting)
    elif letter is not None and first is None:
        found = _letter(rows, letter)
    else:
        found = _without_word(rows, first, letter)
    if letter is not None and not found.head.kind:
        head = replace(found.head, kind=_LETTER, doubts={**found.head.doubts, "kind": "letter_kind"})
        found = replace(found, head=head)
    return replace(found, word="") if found.head.kind == _LETTER else found


def top_number(row: Row) -> int:
    """The number of a clause at the top that the row may begin with; 0 when it begins with none."""
    mark = row.mark
    if mark is None or mark.style not in _TOP or len(mark.parts) != 1 or not mark.sure:
        return 0
    return mark.parts[0]


def _adopting(rows: Sequence[Row]) -> tuple[int, re.Match[str]] | None:
    for place, row in enumerate(rows):
        match = _ADOPTING.search(plain(row.text))
        if match and not row.line.mark:
            return place, match
    return None


def _first_mark(rows: Sequence[Row]) -> int | None:
    """The row of the first clause: numbered 1, or marked by Word; of a text cut off above, one that others follow."""
    numbered: list[tuple[int, tuple[int, ...]]] = []
    for place, row in enumerate(rows):
        mark = row.mark
        if row.line.mark or (mark and mark.sure and mark.parts == (1,) and mark.style in _TOP):
            return place
        if mark is None or mark.style is not Style.DECIMAL or not mark.sure:
            continue
        if mark.parts == (1, 1):
            return place
        before = next((at for at, parts in numbered if order(mark.parts, [parts]) in {Order.NEXT, Order.CHILD}), None)
        if before is not None:
            return before
        numbered = [*numbered[-_SECOND:], (place, mark.parts)]
    return None


def _part(row: Row, text: str) -> Row:
    return replace(row, text=text, line=replace(row.line, text=text))


def _after_word(rows: Sequence[Row], place: int, match: re.Match[str]) -> Beginning:
    """The clauses begin after the adopting word, be it in the middle of its line."""
    before, after = rows[place].text[: match.start()].strip(), rows[place].text[match.end() :].strip()
    above = [*rows[:place], *([_part(rows[place], before)] if before else [])]
    head = header_of(above, sure=True)
    word = tight(match["word"] or match["weak"])
    preamble = above[head.preamble :]
    if not head.issuers and word.endswith(_THIRD_PERSON):
        said = issuer_before_word(joined(row.text for row in preamble))
        head = head.issued_by(said) if said else head
    body = [*([_part(rows[place], after)] if after else []), *rows[place + 1 :]]
    return Beginning(head, above[: head.preamble], preamble, body, word, rows[place].text[match.start() : match.end()])


def _without_word(rows: Sequence[Row], first: int | None, letter: int | None) -> Beginning:
    """An act without an adopting word: its clauses begin with number 1, or after the colon of the preamble."""
    limit = first if first is not None else len(rows)
    head = header_of(rows[: letter if letter is not None else limit], sure=letter is not None)
    begin = head.preamble if letter is None else letter + 1
    if first is not None and first >= begin:
        cut_off = not (head.known or any(map(begins_preamble, rows[:first])))
        if cut_off:
            return Beginning(head, [], [], rows)
        return Beginning(head, rows[:begin], rows[begin:first], rows[first:])
    if begin < len(rows) and begins_preamble(rows[begin]):
        ended = next((place for place in range(begin, len(rows)) if rows[place].text.endswith(":")), None)
        ended = _paragraph_end(rows, begin) if ended is None else ended
        return Beginning(head, rows[:begin], rows[begin : ended + 1], rows[ended + 1 :], unmarked=True)
    return Beginning(head, rows[:begin], [], rows[begin:], unmarked=True)


def _paragraph_end(rows: Sequence[Row], begin: int) -> int:
    flow, ended = flow_of(rows[begin:]), begin
    while ended + 1 < len(rows) and not flow.fresh(rows[ended], rows[ended + 1]):
        ended += 1
    return ended


def _letter(rows: Sequence[Row], greeting: int) -> Beginning:
    """A letter without numbers: what it asks begins with the first paragraph that asks."""
    begin = greeting + 1
    asked = next((at for at in range(begin, len(rows)) if _asks(rows, at, begin)), begin)
    head = header_of(rows[:greeting], sure=True)
    return Beginning(head, rows[:begin], rows[begin:asked], rows[asked:], unmarked=True)


def _asks(rows: Sequence[Row], at: int, begin: int) -> bool:
    paragraph = at == begin or rows[at].line.whole or rows[at].after_blank or rows[at - 1].ends
    said = plain(rows[at].text)
    return paragraph and any(word in said for word in words("demanding"))
