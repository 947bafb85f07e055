"""Who signed the act and who prepared it: the lines after the clauses, in all their shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.rows import fold, joined
from sferum_docs.acts_reader.layout.vocabulary import begins, plain
from sferum_docs.directives.model import Officer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{3,}(?:-[А-ЯЁ]{3,})?"
_INITIALS = r"[А-ЯЁ]\s?\.(?:\s?[А-ЯЁ]\s?\.)?"
_WORD = r"[А-ЯЁ][а-яё]+"
_FULL_NAME = rf"{_WORD}\s+{_WORD}\s+{_WORD}(?:вич|вна|ична|оглы|кызы)"
NAME = rf"(?:{_INITIALS}\s?(?:{_SURNAME})|(?:{_SURNAME})\s+{_INITIALS}|{_FULL_NAME})"
_NAME_ALONE = re.compile(rf"[/(]?\s?({NAME})\s?[/)]?")
_FILL = re.compile(r"_{2,}|\(?\s?подпись\s?\)?|/|(?<!\w)[пП]/[пП](?!\w)|(?<!\w)М\.\s?П\.|\bЭЦП\b|\.{4,}", re.IGNORECASE)
_GAP = re.compile(r"\s{3,}")
_NAME_LAST = re.compile(rf"(.{{3,160}}?)\s({NAME})")
_EXECUTOR = re.compile(r"(?:исп(?:олнитель|олн|\.)|подготовил[а]?|отв\.?\s?исполнитель)\.?\s?:?\s*(.*)", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:тел(?:ефон)?\b\.?\s?(?:/факс)?:?\s?)?((?:\+?[78][\s-]?)?(?:\(\d{3,6}\)[\s-]?)?\d[\d\s-]{3,14}\d)",
    re.IGNORECASE,
)
_REACH, _POST_ROWS, _SHORT_ROW, _FAR = 8, 6, 60, 25
_HYPHENS = re.compile(r"\s*\.\s*")


@dataclass(frozen=True)
class Signed:
    """The rows of the signature, from the first to before the last, and the persons it names."""

    first: int
    last: int
    signatory: Officer | None = None
    executor: Officer | None = None
    unsure: bool = False


def signed(rows: Sequence[Row], numbers: Sequence[int]) -> Signed:
    """The signature among the rows after the adopting word; `numbers` are those of the clauses that rows begin with."""
    last_clause = _last_clause(numbers)
    for strict in (True, False):
        for place in range(max(last_clause, 0), len(rows)):
            name, post = _name_of(rows[place], strict=strict)
            if not name:
                continue
            first = _first_of(rows, place, last_clause, post=bool(post))
            if first is None:
                continue
            return _signed(rows, first, place, name, post, unsure=not strict)
    return Signed(len(rows), len(rows))


def _last_clause(numbers: Sequence[int]) -> int:
    """The row of the last clause at the top: numbers that begin anew are those of an annex."""
    known, last = 0, -1
    for place, number in enumerate(numbers):
        if number and (not known or known < number <= known + 5 or number == known):
            known, last = number, place
    return last


def _name_of(row: Row, *, strict: bool) -> tuple[str, str]:
    """The name that a row ends with, apart from what stands before it, and that."""
    pieces = [fold(piece) for piece in (row.line.cells or _GAP.split(_FILL.sub("    ", row.printed)))]
    pieces = [piece for piece in pieces if piece.strip(" _/()-")]
    if not pieces:
        return "", ""
    alone = _NAME_ALONE.fullmatch(pieces[-1].rstrip(","))
    if alone:
        return alone[1], " ".join(pieces[:-1])
    if pieces[2:] == [] and _NAME_ALONE.fullmatch(pieces[0]) and begins(pieces[1], "posts"):
        return pieces[0], pieces[1]
    together = _NAME_LAST.fullmatch(" ".join(pieces))
    if together and begins(together[1], "posts") and together[1][:1].isupper() and (not strict or row.after_blank):
        return together[2], together[1]
    return "", ""


def _first_of(rows: Sequence[Row], place: int, last_clause: int, *, post: bool) -> int | None:
    """The row that the post begins with, above the name; None when the name is that of a clause."""
    row = rows[place]
    if post and row.text[:1].isupper() and begins(row.text, "posts"):
        return place if _may_begin(rows, place) else None
    for first in range(place - 1, max(last_clause, place - _REACH), -1):
        above = rows[first]
        if begins(above.text, "posts") and above.text[:1].isupper() and _may_begin(rows, first):
            return first
        if above.text.endswith((";", ":", ".")) and not _is_executor(above):
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


def _is_executor(row: Row) -> bool:
    return bool(_EXECUTOR.match(plain(row.text))) or bool(_PHONE.fullmatch(row.text))


def _signed(rows: Sequence[Row], first: int, place: int, name: str, own: str, *, unsure: bool) -> Signed:
    posts = [_before_fill(row) for row in rows[first:place] if not _is_executor(row)]
    last = place + 1
    while last < len(rows) and own and last - place < _POST_ROWS and _goes_on(rows[last], own):
        own, last = f"{own} {rows[last].text}", last + 1
    post = joined([*posts, own]).strip(" ,:_-")
    executor = executor_of([*rows[first:place], *rows[last:]])
    return Signed(first, last, Officer(post, _tidy(name)), executor, unsure)


def _before_fill(row: Row) -> str:
    return fold(_FILL.sub(" ", row.text))


def _goes_on(row: Row, post: str) -> bool:
    """Whether a row is more of the post, printed beside the name."""
    return (
        row.text[:1].islower()
        and not row.after_blank
        and not _is_executor(row)
        and len(row.text) < _SHORT_ROW
        and bool(post)
    )


def _tidy(name: str) -> str:
    """«Иванов И. И.» as «Иванов И.И.»; a single initial keeps its space."""
    return re.sub(r"(?<=\.)\s(?=[А-ЯЁ]\s?\.)|\s(?=\.)", "", name)


def executor_of(rows: Sequence[Row]) -> Officer | None:
    """Who prepared the act, with his telephone, from the lines around the signature."""
    for place, row in enumerate(rows):
        found = _EXECUTOR.match(plain(row.text))
        if not found or (not row.text[:1].isupper() and not row.text.startswith("исп")):
            continue
        said = [row.text[found.start(1) :], *(below.text for below in rows[place + 1 : place + 4])]
        named = next((match for text in said[:2] if (match := re.search(NAME, text))), None)
        phone = next((match[1] for text in said if (match := _PHONE.search(text))), "")
        if named:
            return Officer("", _tidy(named[0]), phone.strip())
    for row, below in pairwise(rows):
        if re.fullmatch(NAME, row.text.rstrip(",")) and _PHONE.fullmatch(below.text):
            return Officer("", _tidy(row.text.rstrip(",")), _PHONE.fullmatch(below.text)[1])  # type: ignore[index]
    return None
