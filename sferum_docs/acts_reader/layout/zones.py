"""The regions of an act: head, preamble with the adopting word, clauses, signature, what stands after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.clauses import marked
from sferum_docs.acts_reader.layout.executor import executor_of
from sferum_docs.acts_reader.layout.flow import flow_of
from sferum_docs.acts_reader.layout.head.header import Header, header_of
from sferum_docs.acts_reader.layout.head.titles import begins_preamble
from sferum_docs.acts_reader.layout.marks import Style
from sferum_docs.acts_reader.layout.signature import Signed, signed
from sferum_docs.acts_reader.layout.vocabulary import begins, plain, spaced, tight, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row
    from sferum_docs.directives.model import Officer

_ADOPTING = re.compile(
    rf"(?<![^\W\d_])(?:(?P<word>{spaced('adopting')})(?![^\W\d_])\s?(?P<end>:|$|(?=[1І]\.)|\.$)|(?P<weak>{spaced('adopting_before_colon')})\s?(?P<colon>:))",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"приложени[ея]\s?(?:(?:№|n)?\s?\d{1,3})?(?:\.\d)?\s?(?:[.:]|\(.{1,80}\)|(?:к|утвержден\w*)\s.*)?", re.IGNORECASE
)
_ATTACHED = re.compile(r"приложени[ея]\s?:\s?\S", re.IGNORECASE)  # of a letter, before its signature
_SALUTATION = re.compile(r"уважаем\w+\s.*", re.IGNORECASE)
_TOP = {Style.DECIMAL, Style.BRACKET}
_LETTER = "ПИСЬМО"
_SECOND, _FAR, _LINE = 2, 25, 90


@dataclass(frozen=True)
class Zones:
    """The rows of each region; nothing of the act stands outside them."""

    head: Header
    preamble: Sequence[Row]
    body: Sequence[Row]
    signed: Signed
    executor: Officer | None
    tail: Sequence[Row]
    adopting: str = ""
    unmarked: bool = False  # nothing printed tells where the clauses begin


def zones_of(rows: Sequence[Row]) -> Zones:
    """The regions of an act."""
    adopting = _adopting(rows)
    first = _first_mark(rows)
    if (
        adopting
        and first is not None
        and adopting[0] > first
        and any(_top(row) == _SECOND for row in rows[first : adopting[0]])
    ):
        adopting = None
    letter = next(
        (place for place, row in enumerate(rows[: first or len(rows)]) if _SALUTATION.fullmatch(row.text)), None
    )
    preamble: Sequence[Row]
    body: Sequence[Row]
    if letter is not None and not adopting and first is None:
        head, preamble, body = _letter(rows, letter)
        word, unmarked = "", True
    elif adopting:
        place, match = adopting
        head = header_of(rows[:place] if match.start() == 0 else rows[: place + 1])
        before, after = rows[place].text[: match.start()].strip(), rows[place].text[match.end() :].strip()
        preamble = [*rows[head.preamble : place], *([_part(rows[place], before)] if before else [])]
        body = [*([_part(rows[place], after)] if after else []), *rows[place + 1 :]]
        word, unmarked = tight(match["word"] or match["weak"]), False
    else:
        head, preamble, body, unmarked = _without_word(rows, first, letter)
        word = ""
    if letter is not None and not head.kind:
        head = replace(head, kind=_LETTER, doubts={**head.doubts, "kind": "letter_kind"})
    end = _tail(body)
    found = signed(body[:end], [_top(row) for row in body[:end]])
    attached = next((at for at, row in enumerate(body[: found.first]) if _ATTACHED.match(plain(row.text))), found.first)
    near = [*body[attached : found.first], *body[found.first : found.last], *body[found.last : end]]
    tail = [*body[attached : found.first], *body[found.last :]]
    executor = executor_of(near, body[end:])
    return Zones(head, preamble, body[:attached], found, executor, tail, word, unmarked)


def _part(row: Row, text: str) -> Row:
    return replace(row, text=text, line=replace(row.line, text=text))


def _adopting(rows: Sequence[Row]) -> tuple[int, re.Match[str]] | None:
    for place, row in enumerate(rows):
        match = _ADOPTING.search(plain(row.text))
        if match and place and not row.line.mark:
            return place, match
        if match and match.start() > 0:
            return place, match
    return None


def _top(row: Row) -> int:
    """The number of a clause at the top that the row may begin with; 0 when it begins with none."""
    mark = marked(row)
    if mark is None or mark.style not in _TOP or len(mark.parts) != 1 or not mark.sure:
        return 0
    return mark.parts[0]


def _first_mark(rows: Sequence[Row]) -> int | None:
    """The row of the first clause: numbered 1, or any mark of Word's own."""
    for place, row in enumerate(rows):
        if place and (row.line.mark or _top(row) == 1):
            return place
        mark = marked(row) if place else None
        if mark and mark.style is Style.DECIMAL and mark.sure and mark.parts == (1, 1):
            return place
    return None


def _without_word(
    rows: Sequence[Row], first: int | None, letter: int | None
) -> tuple[Header, Sequence[Row], Sequence[Row], bool]:
    """An act without an adopting word: its clauses begin with number 1, or after the colon of the preamble."""
    limit = first if first is not None else len(rows)
    head = header_of(rows[: letter if letter is not None else limit])
    begin = head.preamble if letter is None else letter + 1
    if first is not None and first >= begin:
        return head, rows[begin:first], rows[first:], False
    if begin < len(rows) and begins_preamble(rows[begin]):
        ended = next((place for place in range(begin, len(rows)) if rows[place].text.endswith(":")), None)
        if ended is None:
            flow = flow_of(rows[begin:])
            ended = begin
            while ended + 1 < len(rows) and not flow.fresh(rows[ended], rows[ended + 1]):
                ended += 1
        return head, rows[begin : ended + 1], rows[ended + 1 :], True
    return head, rows[begin:begin], rows[begin:], True


def _letter(rows: Sequence[Row], greeting: int) -> tuple[Header, Sequence[Row], Sequence[Row]]:
    """A letter without numbers: what it asks begins with the first paragraph that asks."""
    begin = greeting + 1
    asked = next((at for at in range(begin, len(rows)) if _asks(rows, at, begin)), begin)
    return header_of(rows[:greeting]), rows[begin:asked], rows[asked:]


def _asks(rows: Sequence[Row], at: int, begin: int) -> bool:
    paragraph = at == begin or rows[at].line.whole or rows[at].after_blank or rows[at - 1].ends
    said = plain(rows[at].text)
    return paragraph and any(word in said for word in words("demanding"))


def _tail(body: Sequence[Row]) -> int:
    """Where what stands after the signature begins by its own words: an annex, acquaintance, agreement."""
    for place, row in enumerate(body):
        if not place or row.line.mark:
            continue
        fresh = row.after_blank or row.begins_page or body[place - 1].text[-1:] in ".;" or row.line.indent > _FAR
        named = bool(_ANNEX.fullmatch(plain(row.text))) and row.text[:1].isupper()
        if fresh and (named or (row.text[:1].isupper() and begins(row.text, "tail") and _is_heading(row.text))):
            return place
        below = plain(body[place + 1].text) if place + 1 < len(body) else ""
        if named and (body[place - 1].line.whole or below.startswith(("к ", "утвержден"))):
            return place
    return len(body)


def _is_heading(text: str) -> bool:
    """Whether a line that begins like what follows the signature is a heading, and no sentence of a clause."""
    return len(text) < _LINE and not text.endswith((".", ";"))
