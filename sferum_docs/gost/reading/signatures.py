"""Signatures by their look: a row of two cells, a line with a tab, or two lines, and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sferum_docs.gost.words import NAME, POST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.gost.reading.document import Cell, Document, Paragraph, Table

_TYPED = re.compile(r"^\s*(?:[-–—]\s*)?(\d{1,2}(?:\.\d{1,2}){0,5})(?:[.)]\s*|\s+)(?=\D)")
_GAP = " {3,}|\t|_{3,}"
# a post in the nominative: «Директору Омарову М.А.» is an address
_BARE_POST = re.compile(
    r"(?:за\s+)?(?:директор|директора|заведующ(?:ий|ая)|начальник|исполняющ(?:ий|ая)|глава)\b[^:;.,]{0,60}$",
    re.IGNORECASE,
)
_LINE_LENGTH = 160
_TYPED_LENGTH = 500  # with the spaces that some set a signature apart with
_BODY_LENGTH = 60


@dataclass(frozen=True)
class Signature:
    """Post and name of who signs; way: table, tab, spaces or apart."""

    post: str
    name: str
    way: str
    where: Paragraph
    named: Paragraph
    table: Table | None = None


def typed_number(text: str) -> str:
    """The number typed at the beginning of a clause; empty when there is none.

    >>> typed_number("1.2. Назначить"), typed_number("- 1.3 Назначить"), typed_number("20.10.2023 г.")
    ('1.2', '1.3', '')
    """
    match = _TYPED.match(text)
    return match[1] if match else ""


def typed_or_listed(item: Paragraph) -> bool:
    """Whether the paragraph bears a number, typed or of a list."""
    return bool(item.form) or bool(typed_number(item.text))


def signatures_of(document: Document) -> list[Signature]:
    """Every line of a post and a name, in the order of the document."""
    found = [
        signature
        for table in document.tables
        if not table.lined
        for row in table.rows
        if (signature := _signed_row(table, [cell for cell in row.cells if cell.words]))
    ]
    found += [signature for item in document.printed if not item.in_table and (signature := _signed_line(item))]
    found += _apart(document, found)
    return sorted(found, key=lambda item: item.where.index)


def _signed_row(table: Table, cells: Sequence[Cell]) -> Signature | None:
    from_cells = [(cell.words, cell.paragraphs) for cell in cells]
    if len(from_cells) < 2 or not NAME.fullmatch(_without_lines(from_cells[-1][0])):  # noqa: PLR2004  post and name
        return None
    post = [item for item in from_cells[0][1] if item.words]
    named = [item for item in from_cells[-1][1] if item.words]
    return Signature(from_cells[0][0], _without_lines(from_cells[-1][0]), "table", post[0], named[-1], table)


def _signed_line(item: Paragraph) -> Signature | None:
    if len(item.words) > _LINE_LENGTH or typed_or_listed(item):
        return None
    match = re.match(
        rf"^(?P<post>\S.*?)(?P<gap>[\s_]+)(?P<name>{NAME.pattern})\s*$", item.text[:_TYPED_LENGTH], re.DOTALL
    )
    if not match or not re.search(r"[^\W_]", match["post"]):
        return None
    if not re.search(_GAP, match["gap"]) and (item.in_corner or not _BARE_POST.match(match["post"])):
        return None
    way = "tab" if "\t" in match["gap"] or "___" in match["gap"] else "spaces"
    return Signature(" ".join(match["post"].split()), match["name"], way, item, item)


def _apart(document: Document, found: Sequence[Signature]) -> list[Signature]:
    """A name alone on its line, under a short line with a post."""
    taken = {item.named.index for item in found}
    flow = document.printed
    return [
        Signature(above.words, item.words, "apart", above, item)
        for above, item in pairwise(flow)
        if not item.in_table
        and item.index not in taken
        and not item.in_corner
        and NAME.fullmatch(item.words)
        and not above.in_table
        and not above.in_corner
        and not typed_or_listed(above)
        and POST.search(above.words)
        and len(above.words) < _BODY_LENGTH
    ]


def _without_lines(text: str) -> str:
    return text.strip("_/ \t")
