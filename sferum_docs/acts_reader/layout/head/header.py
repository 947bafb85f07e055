"""The head of an act: its kind, date and number in any order, title, and the letterhead of who issues it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.cells import Cell, cells_of, columns
from sferum_docs.acts_reader.layout.head.approval import without_approval
from sferum_docs.acts_reader.layout.head.issuer import (
    before_number,
    is_body,
    is_contact,
    is_foreign,
    issuer_in_dative,
    issuer_in_genitive,
    issuer_of,
)
from sferum_docs.acts_reader.layout.head.registration import registration
from sferum_docs.acts_reader.layout.head.titles import is_title, title_rows, unquoted
from sferum_docs.acts_reader.layout.rows import joined
from sferum_docs.acts_reader.layout.vocabulary import begins, plain, spaced, tight, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.acts_reader.layout.rows import Row

_KIND = re.compile(rf"(?P<kind>{spaced('kinds')})(?![^\W\d_])\s*(?P<rest>.*)", re.IGNORECASE)
_KIND_LAST = re.compile(rf"(?<=\s)(?P<kind>{spaced('kinds')})$")
_NOTHING = {name: f"no_{name}" for name in ("kind", "number", "date", "title", "issuer")}
_OWN_SUBJECT = ("по ", "об ", "о ")


@dataclass(frozen=True)
class Header:
    """What the head says; `preamble` is the row that the preamble begins with, `doubts` codes by field."""

    kind: str = ""
    number: str = ""
    day: date | None = None
    title: str = ""
    issuers: tuple[str, ...] = ()  # the likeliest first
    preamble: int = 0
    doubts: dict[str, str] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        """Who issues the act, as far as the letterhead tells."""
        return self.issuers[0] if self.issuers else ""

    @property
    def known(self) -> bool:
        """Whether these rows are the head of an act."""
        return bool(self.kind or self.title or (self.day and self.number))

    def issued_by(self, name: str) -> Header:
        """The same with a name found outside the letterhead."""
        return replace(self, issuers=(name,), doubts={**self.doubts, "issuer": "issuer_from_preamble"})


def header_of(rows: Sequence[Row], *, sure: bool = False) -> Header:
    """The head of an act out of the rows before its clauses; not `sure`: these may be no act at all."""
    cells = _headings_joined(without_approval([cells_of(row) for row in rows]))
    kind, kind_at, rest = _kind(cells)
    titled = (at for at in range(max(kind_at, 0), len(rows)) if any(is_title(cell.text) for cell in cells[at]))
    start = next(titled, None)
    first, last, begin = title_rows(rows, cells, start, kind_at)
    title = unquoted(joined(cell.text for at in range(first, last) for cell in _of_title(cells[at], cells[first])))
    day, number = _registered(rest, [cell for row in cells[:begin] for cell in row if not is_title(cell.text)])
    if not (sure or kind or start is not None or (day and number)):
        return Header(doubts=dict(_NOTHING))
    issuers = _issuer(cells[: min(first, last)], kind_at, rest)
    doubts = {
        "kind": "" if kind else "no_kind", "number": "" if number else "no_number", "date": "" if day else "no_date",
        "title": "no_title" if not title else "title_unsure" if start is None else "",
        "issuer": "no_issuer" if not issuers else "issuer_unsure" if len(issuers) > 1 else "",
    }  # fmt: skip
    doubts = {key: code for key, code in doubts.items() if code}
    return Header(kind.upper(), number, day, title, issuers, begin, doubts)


def _of_title(row: Sequence[Cell], first: Sequence[Cell]) -> list[Cell]:
    """The cells of the title's own column."""
    own = next((cell.at for cell in first if is_title(cell.text)), first[0].at)
    return [cell for cell in row if abs(cell.at - own) < 20 or len(row) == 1] if len(row) > 1 else list(row)  # noqa: PLR2004


def _kind(cells: Sequence[Sequence[Cell]]) -> tuple[str, int, str]:
    """The kind, its row, what else stands in its cell; the row is -1 when no kind is printed.

    A data base prints a heading of its own («Постановление Администрации … от …») above the letterhead: what is printed
    alone on its line goes before it.
    """
    found = [
        (at, one) for at, row in enumerate(cells[: _title_at(cells)]) for cell in row if (one := _kind_in(cell.text))
    ]
    alone = [(at, one) for at, one in found if not one[1] or registration(one[1]).only]
    if not found:
        return _kind_beside(cells)
    place, (kind, rest) = (alone or found)[0]
    return kind, place, rest


def _kind_beside(cells: Sequence[Sequence[Cell]]) -> tuple[str, int, str]:
    """The kind in capitals at the end of a line whose columns were lost."""
    for place, row in enumerate(cells[: _title_at(cells)]):
        for cell in row:
            found = _KIND_LAST.search(plain(cell.text))
            if found and cell.text[found.start("kind") :].isupper():
                return next(word for word in words("kinds") if tight(word) == tight(found["kind"])), place, ""
    return "", -1, ""


def _title_at(cells: Sequence[Sequence[Cell]]) -> int:
    return next((at for at, row in enumerate(cells) if at and any(is_title(cell.text) for cell in row)), len(cells))


def _headings_joined(cells: list[list[Cell]]) -> list[list[Cell]]:
    """The same, a heading of a data base that a margin broke on one line with its date and number."""
    for place, (row, below) in enumerate(pairwise(cells)):
        found = _kind_in(row[0].text) if len(row) == len(below) == 1 else None
        if found is None or not found[1] or below[0].row.after_blank or is_title(below[0].text):
            continue
        told = registration(below[0].text)
        if told.day and told.number and not registration(found[1]).day:
            cells[place : place + 2] = [[replace(row[0], text=f"{row[0].text} {below[0].text}")], []]
            break
    return cells


def _kind_in(text: str) -> tuple[str, str] | None:
    """The kind that a cell begins with, and what follows it."""
    found = _KIND.match(plain(text))
    if found is None:
        return None
    rest = text[found.start("rest") :].strip()
    kind = next(word for word in words("kinds") if tight(word) == tight(found["kind"]))
    return (kind, rest) if _may_follow(rest) else None


def _may_follow(rest: str) -> bool:
    return (
        not rest
        or registration(rest).only
        or rest[:1].isupper()
        or begins(rest, "posts")
        or rest.lower().startswith(_OWN_SUBJECT)
    )


def _registered(rest: str, cells: Sequence[Cell]) -> tuple[date | None, str]:
    """The day and the number out of the cells that say nothing else."""
    day, number = None, ""
    for text in (rest, *(cell.text for cell in cells)):
        found = registration(text)
        if not found.only or plain(text).startswith("на №"):
            continue
        day, number = day or found.day, number or found.number
    if day and number:
        return day, number
    found = registration(rest)  # beside other words: «Приказ № 45 по школе от 03.09.2026»
    return day or found.day, number or found.number


def _issuer(cells: Sequence[Sequence[Cell]], kind_at: int, rest: str) -> tuple[str, ...]:
    """Who issues: the letterhead before the kind, or the name in the genitive after it; then what else it may be."""
    second = columns([row for row in cells if not all(_is_frame(cell.text) for cell in row)])
    placed = [(place, cell) for place, row in enumerate(cells) for cell in row]
    left = [(place, cell) for place, cell in placed if not second or cell.at < second]
    right = [(place, cell) for place, cell in placed if second and cell.at >= second]
    ours, theirs = (
        any(is_body(cell.text) and not is_foreign(cell.text) for _at, cell in side) for side in (left, right)
    )
    own = left if ours or not theirs else right
    names = issuer_of(_letterhead(own, kind_at, second))
    if ours and theirs and names:
        both = (*names[:1], *issuer_of(_letterhead(right, kind_at, second))[:1])
        return (", ".join(both), *both)
    if names:
        return names
    after = [before_number(rest)] if rest and not registration(rest).only else []
    after += [cell.text for at, cell in own if at > kind_at and not is_contact(cell.text) and not _is_frame(cell.text)]
    at_school = next((name for text in after if (name := issuer_in_dative(text))), "")
    if at_school:
        return (at_school,)
    said = joined(text for text in after if not plain(text).startswith(_OWN_SUBJECT))
    return (issuer_in_genitive(said),) if said else ()


def _letterhead(column: Sequence[tuple[int, Cell]], kind_at: int, second: int) -> list[str]:
    """The texts of a column that may be of a name; empty ones where something else stands."""
    beside = any(_without_kind(cell.text) not in {cell.text, ""} for at, cell in column if at == kind_at)
    above = [cell.text for at, cell in column if at <= kind_at or second or beside or kind_at < 0]
    return ["" if _is_frame(text) else _without_kind(text) for text in above]


def _without_kind(text: str) -> str:
    """A line of a name without the kind that stands beside it in capitals where the columns were lost."""
    found = _KIND_LAST.search(plain(text))
    return text[: found.start("kind")].strip() if found and text[found.start("kind") :].isupper() else text


def _is_frame(text: str) -> bool:
    """Whether a cell holds the kind, the date, the number or the place: nothing of a name."""
    if registration(text).only or begins(text, "stamps"):
        return True
    return _kind_in(text) is not None
