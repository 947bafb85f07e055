"""The matrix of an act: every body that an office watches, by the clauses of the act and by its documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.directives.model import Demand
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.district.scope import OverseenBody, schools_in_scope
from sferum_docs.services.district.watching.cells import BodyDocument, CellState, MatrixCell
from sferum_docs.services.district.watching.summaries import AT_ONCE, summaries_of
from sferum_docs.services.district.watching.summary import BodyState, BodySummary
from sferum_docs.services.packs.choose import pack_or_faults
from sferum_docs.store.assignments import first_with, packs_of_bodies
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.oversight import overseen_bodies

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.directives.model import Clause
    from sferum_docs.packs.model import DocumentSpec, Pack

__all__ = [
    "BodyDocument",
    "BodyState",
    "BodySummary",
    "CellState",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "WatchedAct",
    "matrix_of",
    "offices_below",
    "watched_acts",
    "watched_pack",
]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A body with how it stands to the act."""

    body: OverseenBody
    summary: BodySummary

    @property
    def school(self) -> int:
        """The id of the body."""
        return self.body.id

    @property
    def counts(self) -> bool:
        """Whether the act is put to the body now, and what it keeps is known here."""
        return self.summary.state is BodyState.IN_WORK

    def cell(self, path: str) -> MatrixCell:
        """The cell of a clause."""
        return self.summary.cell(path)

    def document(self, name: str) -> BodyDocument | None:
        """How far a document has come; None: the body is not asked for it."""
        return self.summary.documents.get(name)

    def is_late(self, path: str, day: date) -> bool:
        """Whether the last day of a clause is over and it is not carried out; nothing is late of an act that ended."""
        return self.counts and self.cell(path).is_late(day)

    def late(self, day: date) -> int:
        """How many clauses are late."""
        return sum(self.is_late(path, day) for path in self.summary.cells)

    def lacks(self, document: str) -> bool:
        """Whether the body has to issue a document and has not."""
        found = self.document(document)
        return self.counts and found is not None and not found.is_issued


@dataclass(frozen=True, slots=True)
class Matrix:
    """All bodies, by name, on a day. `waiting`: of how many what they changed is not taken up yet."""

    pack: Pack
    day: date
    clauses: tuple[Clause, ...]  # those put to a body; headings and indicators apart
    documents: tuple[DocumentSpec, ...]  # that carry out a clause
    rows: tuple[MatrixRow, ...]
    waiting: int = 0

    def count(self, path: str) -> Mapping[CellState, int]:
        """How many bodies stand where with a clause, those whom the act is not put to apart."""
        return Counter(row.cell(path).state for row in self.rows if row.counts)

    def lacking(self, document: str) -> tuple[MatrixRow, ...]:
        """The bodies that have not issued a document."""
        return tuple(row for row in self.rows if row.lacks(document))


def matrix_of(office_id: int, pack_id: str, day: date, most: int | None = AT_ONCE) -> Matrix:
    """The matrix of an act for an office. FaultsError: there is no such pack, or it has faults.

    Of the bodies that changed at most so many are worked out anew, without a number all of them; the rest wait.
    """
    pack = watched_pack(office_id, pack_id)
    try:
        return keep_until_change(("matrix", office_id, Same(pack), day), lambda: _whole(office_id, pack, day, most))
    except _PassingError as passing:
        return passing.matrix


def watched_pack(office_id: int, pack_id: str) -> Pack:
    """A pack as the office knows it, else as the first body does that has it. FaultsError."""
    pack, faults = pack_or_faults(pack_id, office_id)
    if pack is not None:
        return pack
    bodies = [body.id for body in schools_in_scope(office_id)]
    found = (pack_or_faults(pack_id, body)[0] for body in first_with(pack_id, bodies))
    known = next((each for each in found if each is not None), None)
    if known is None:
        raise FaultsError(faults)
    return known


@dataclass(frozen=True, slots=True)
class WatchedAct:
    """An act that bodies of an office work or worked by."""

    pack: str
    title: str
    bodies: int


def watched_acts(office_id: int) -> tuple[WatchedAct, ...]:
    """The acts of the bodies that an office watches."""
    return keep_until_change(
        ("watched acts", office_id),
        lambda: tuple(
            WatchedAct(pack, title, count)
            for pack, (title, count) in packs_of_bodies([body.id for body in schools_in_scope(office_id)]).items()
        ),
    )


def offices_below(office_id: int) -> dict[int, str]:
    """The offices between an office and its bodies: id → name; none for a district."""
    return {body.id: body.short_name for body in overseen_bodies(office_id) if body.is_office}


class _PassingError(Exception):
    """A matrix that is not kept in memory: some of it waits, or was worked out in a transaction that is over."""

    def __init__(self, matrix: Matrix) -> None:
        super().__init__()
        self.matrix = matrix


def _whole(office_id: int, pack: Pack, day: date, most: int | None) -> Matrix:
    bodies = schools_in_scope(office_id)
    found = summaries_of([body.id for body in bodies], pack, day, most)
    rows = tuple(MatrixRow(body, found.of[body.id]) for body in bodies)
    matrix = Matrix(pack, day, clauses_of(pack), carriers_of(pack), rows, len(found.waiting))
    if found.waiting or found.made:
        raise _PassingError(matrix)
    return matrix


def clauses_of(pack: Pack) -> tuple[Clause, ...]:
    """The clauses of an act that bodies carry out."""
    every = pack.directive.walk()
    return tuple(each for each in every if each.for_school and each.demand is not Demand.GROUP and not each.indicator)


def carriers_of(pack: Pack) -> tuple[DocumentSpec, ...]:
    """The documents of a pack that carry out a clause, in its order."""
    return tuple(spec for spec in pack.documents if spec.carries_out)
