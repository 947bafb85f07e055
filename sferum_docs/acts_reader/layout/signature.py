"""Who signed the act: the lines after the clauses, in all their shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.cells import cells_of
from sferum_docs.acts_reader.layout.executor import NAME, is_executor, tidy
from sferum_docs.acts_reader.layout.rows import fold, joined
from sferum_docs.acts_reader.layout.vocabulary import begins, names_post
from sferum_docs.directives.model import Officer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row

_NAME_ALONE = re.compile(rf"[/(]?\s?({NAME})\s?[/)]?")
_MAY_NAME = re.compile(r"[А-ЯЁ]\s*\.|вич|вна|ична|оглы|кызы")  # no name is without initials or a patronymic
_FILL = re.compile(
    r"_{2,}|\(?\s?подпись\s?\)?|/|(?<!\w)[пП]/[пП](?!\w)|(?<!\w)М\.\s?П\.|\bЭЦП\b|\.{4,}|\||\(расшифровка\)",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s{3,}")
_NAME_LAST = re.compile(rf"(.{{3,160}}?)\s({NAME})")
_REACH, _POST_ROWS, _SHORT_ROW, _FAR, _SECOND, _LONG, _SKIPPED = 10, 6, 60, 25, 20, 100, 3


@dataclass(frozen=True)
class Signed:
    """The rows of the signature, from the first to before the last, and the signatory; `unsure` is a code."""

    first: int
    last: int
    signatory: Officer | None = None
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A name at the end of a row, the post beside it, the letter where a second signature begins."""

    name: str
    post: str = ""
    second: int = 0


def signed(rows: Sequence[Row], numbers: Sequence[int]) -> Signed:
    """The signature among the rows after the adopting word; `numbers` are those of the clauses that rows begin with."""
    above = _clause_above(numbers)
    below = [len(rows) - 1 - at if at >= 0 else -1 for at in reversed(_clause_above(numbers[::-1]))]
    for strict in (True, False):
        for place, row in enumerate(rows):
            found = None if _go_on(numbers, above[place], below[place]) else _name_of(row, strict=strict)
            if found is None:
                continue
            first = _first_of(rows, place, above[place], post=bool(found.post))
            if first is None and not strict and found.post and names_post(row.text):
                first = place
            if first is not None:
                return _signed(rows, first, *_nearest(rows, first, place, found), "" if strict else "signatory_unsure")
    return _name_only(rows, next((at for at in range(len(rows) - 1, -1, -1) if numbers[at]), -1))


def _clause_above(numbers: Sequence[int]) -> list[int]:
    """For each row the row of the last clause at the top up to it; -1 before the first one."""
    above, last = [], -1
    for place, number in enumerate(numbers):
        last = place if number else last
        above.append(last)
    return above


def _go_on(numbers: Sequence[int], above: int, below: int) -> bool:
    """Whether the clauses go on below a row: those of an annex begin anew."""
    known, following = numbers[above] if above >= 0 else 0, numbers[below] if below >= 0 else 0
    return known < following <= known + _SKIPPED and (known > 0 or following > 1)


def _name_only(rows: Sequence[Row], last_clause: int) -> Signed:
    """A name alone on its line after the clauses, without a post."""
    for place in range(last_clause + 1, len(rows)):
        alone = _NAME_ALONE.fullmatch(rows[place].text)
        if alone and place and (rows[place].after_blank or rows[place - 1].ends):
            return Signed(place, place + 1, Officer("", tidy(alone[1])), "signatory_unsure")
    return Signed(len(rows), len(rows))


def _name_of(row: Row, *, strict: bool) -> _Found | None:
    """The name that a row ends with, apart from what stands before it."""
    cells = row.line.cells or (row.printed,)
    if not any(map(_MAY_NAME.search, cells)):
        return None
    pieces = [fold(piece) for cell in cells for piece in _GAP.split(_FILL.sub("    ", cell))]
    pieces = [piece for piece in pieces if piece.strip(" _/()-")]
    if not pieces:
        return None
    names = [match for piece in pieces if (match := _NAME_ALONE.fullmatch(piece.rstrip(",")))]
    if len(names) > 1 and len(names) * 2 >= len(pieces):
        own = pieces[0] if pieces[0] != names[0][0] and not _NAME_ALONE.fullmatch(pieces[0]) else ""
        return _Found(names[0][1], own, _SECOND)
    if names and names[-1][0] == pieces[-1].rstrip(","):
        return _Found(names[-1][1], " ".join(piece for piece in pieces[:-1] if not begins(piece, "stamps")))
    if names and len(pieces) > 1 and names_post(pieces[-1]):
        return _Found(names[0][1], pieces[-1])
    return _unparted(row, " ".join(pieces), strict=strict)


def _unparted(row: Row, text: str, *, strict: bool) -> _Found | None:
    """A post and a name with no more than a space between them."""
    together = _NAME_LAST.fullmatch(text)
    if together is None:
        return None
    if begins(text, "stamps"):
        return _Found(together[2]) if "." in together[2] else None
    posted = names_post(together[1]) and (not strict or row.after_blank)
    return _Found(together[2], together[1]) if posted or (not strict and len(row.text) < _LONG) else None


def _first_of(rows: Sequence[Row], place: int, last_clause: int, *, post: bool) -> int | None:
    """The row that the post begins with, above the name; None when the name is that of a clause."""
    row = rows[place]
    if post and names_post(row.text):
        return place if _may_begin(rows, place) else None
    for first in range(place - 1, max(last_clause, place - _REACH), -1):
        above = rows[first]
        if names_post(above.text) and _may_begin(rows, first):
            return first
        if above.text.endswith((";", ":", ".")) and not is_executor(above):
            break
    if post and row.text[:1].isupper() and row.after_blank:
        return place
    return None


def _may_begin(rows: Sequence[Row], place: int) -> bool:
    """Whether the clauses may end above the row."""
    if place == 0 or rows[place].after_blank or rows[place].line.whole:
        return True
    return (
        rows[place - 1].text.rstrip('»")').endswith((".", ";", "!"))
        or rows[place].line.indent > rows[place - 1].line.indent + _FAR
    )


def _nearest(rows: Sequence[Row], first: int, place: int, found: _Found) -> tuple[int, _Found]:
    """The first name below the beginning of the post: a later one alone on its line is that of who prepared the act."""
    for at in range(first + 1, place):
        earlier = None if is_executor(rows[at]) else _unparted(rows[at], rows[at].text, strict=False)
        if earlier:
            return at, earlier
    return place, found


def _signed(rows: Sequence[Row], first: int, place: int, found: _Found, unsure: str) -> Signed:
    posts = [row for row in rows[first:place] if not is_executor(row) and not begins(row.text, "stamps")]
    said = [_of_first_column(row) for row in posts] if found.second else [_without_fill(row.text) for row in posts]
    own, last = found.post, place + 1
    while own and last < len(rows) and last - place < _POST_ROWS and _goes_on(rows[last]):
        own, last = f"{own} {rows[last].text}", last + 1
    post = joined([*said, own]).strip(" ,:_-")
    return Signed(first, last, Officer(post, tidy(found.name)), "two_signatures" if found.second else unsure)


def _of_first_column(row: Row) -> str:
    """What stands in the first of two columns of signatures."""
    first = cells_of(row)[0]
    return _without_fill(first.text) if first.at < _SECOND else ""


def _without_fill(text: str) -> str:
    return fold(_FILL.sub(" ", text))


def _goes_on(row: Row) -> bool:
    """Whether a row is more of the post, printed beside the name."""
    return row.text[:1].islower() and not row.after_blank and not is_executor(row) and len(row.text) < _SHORT_ROW
