"""The rows of a matrix that somebody asks for: found by words, by how far they are, in which order; sums of rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from sferum_docs.services.district.watching.cells import CellState
from sferum_docs.services.district.watching.summary import BodyState
from sferum_docs.store.change_stamp import Same, keep_until_change

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
    from datetime import date

    from sferum_docs.directives.model import Clause
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.services.district.matrix import Matrix, MatrixRow

T = TypeVar("T")


class Order(StrEnum):
    """By what rows are put in order."""

    NAME = "name"
    DONE = "done"
    LATE = "late"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `state` is the name of a state of a cell or of a body; `document`: who has not issued it."""

    words: str = ""
    state: str = ""
    clause: str = ""
    kind: str = ""
    office: int | None = None
    document: str = ""
    late: bool = False
    order: Order = Order.NAME
    down: bool = False

    @property
    def narrows(self) -> bool:
        """Whether any row may be left out."""
        return bool(self.words or self.state or self.clause or self.kind or self.document or self.late)


@dataclass(frozen=True, slots=True)
class ClauseSum:
    """How many of the bodies that a clause binds have carried it out, and how many are late."""

    done: int = 0
    of: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class OfficeSum:
    """The bodies right below an office, added up."""

    id: int
    name: str
    bodies: int
    without_data: int
    not_assigned: int
    waiting: int
    late: int  # bodies with a clause that is late
    clauses: Mapping[str, ClauseSum]

    @property
    def done_share(self) -> int | None:
        """The percentage of clauses carried out, whole; None: nothing is asked of any."""
        of = sum(each.of for each in self.clauses.values())
        return sum(each.done for each in self.clauses.values()) * 100 // of if of else None


@dataclass(frozen=True, slots=True)
class MatrixView:
    """What is asked for of a matrix: its rows in order, its clauses, each with its sum over these rows."""

    rows: tuple[MatrixRow, ...]
    clauses: tuple[Clause, ...]
    sums: Mapping[str, ClauseSum]


def view_of(matrix: Matrix, wanted: Wanted) -> MatrixView:
    """The rows asked for, counted once for all pages of them."""
    return _kept(matrix, ("rows", wanted), lambda: _view(matrix, wanted))


def _view(matrix: Matrix, wanted: Wanted) -> MatrixView:
    rows, clauses = wanted_rows(matrix, wanted), shown_clauses(matrix, wanted)
    return MatrixView(rows, clauses, clause_sums(rows, clauses, matrix.day))


def document_lines(matrix: Matrix) -> tuple[tuple[DocumentSpec, int, tuple[MatrixRow, ...]], ...]:
    """Each document with how many bodies are asked for it and which of them have not issued it."""
    return _kept(matrix, ("documents",), lambda: tuple(_document_lines(matrix)))


def _document_lines(matrix: Matrix) -> Iterator[tuple[DocumentSpec, int, tuple[MatrixRow, ...]]]:
    counted = [row for row in matrix.rows if row.counts]
    for spec in matrix.documents:
        yield spec, sum(row.document(spec.id) is not None for row in counted), matrix.lacking(spec.id)


def _kept(matrix: Matrix, about: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """Kept as long as the matrix is: one of which a part waits is another at every page."""
    return make() if matrix.waiting else keep_until_change(("of a matrix", Same(matrix), *about), make)


def wanted_rows(matrix: Matrix, wanted: Wanted) -> tuple[MatrixRow, ...]:
    """The rows asked for, in order."""
    words = wanted.words.casefold().split()
    kept = (
        row
        for row in matrix.rows
        if (wanted.office is None or row.body.overseer == wanted.office)
        and (not wanted.kind or row.body.kind.name == wanted.kind)
        and _is_found(row, words)
        and (not wanted.document or row.lacks(wanted.document))
        and _is_in_state(row, wanted, matrix.day)
    )
    by = _ORDERS[wanted.order]
    return tuple(sorted(kept, key=lambda row: by(row, matrix.day), reverse=wanted.down))


def shown_clauses(matrix: Matrix, wanted: Wanted) -> tuple[Clause, ...]:
    """The clauses asked for: one, or all."""
    chosen = tuple(clause for clause in matrix.clauses if clause.path == wanted.clause)
    return chosen or matrix.clauses


def clause_sums(rows: Sequence[MatrixRow], clauses: Sequence[Clause], day: date) -> dict[str, ClauseSum]:
    """Of each clause, over the rows that count."""
    counted = [row for row in rows if row.counts]
    return {clause.path: _sum(counted, clause.path, day) for clause in clauses}


def office_sums(matrix: Matrix, names: Mapping[int, str]) -> tuple[OfficeSum, ...]:
    """The bodies of each office below, by its name."""
    return _kept(matrix, ("offices", tuple(names.items())), lambda: _office_sums(matrix, names))


def _office_sums(matrix: Matrix, names: Mapping[int, str]) -> tuple[OfficeSum, ...]:
    found: dict[int, list[MatrixRow]] = {office: [] for office in names}
    for row in matrix.rows:
        found.setdefault(row.body.overseer or 0, []).append(row)
    sums = (
        OfficeSum(
            office,
            names.get(office, ""),
            len(rows),
            sum(row.counts and not row.summary.has_data for row in rows),
            sum(row.summary.state is BodyState.NOT_ASSIGNED for row in rows),
            sum(row.summary.state is BodyState.WAITING for row in rows),
            sum(bool(row.late(matrix.day)) for row in rows),
            clause_sums(rows, matrix.clauses, matrix.day),
        )
        for office, rows in found.items()
    )
    return tuple(sorted(sums, key=lambda each: (not each.name, each.name.casefold(), each.id)))


def done_share(row: MatrixRow) -> int | None:
    """The percentage of its clauses that a body has carried out, whole; None where the act is not put to it."""
    own = [cell for cell in row.summary.cells.values() if cell.is_own]
    if not row.counts or not own:
        return None
    return sum(cell.state is CellState.DONE for cell in own) * 100 // len(own)


def _sum(rows: Sequence[MatrixRow], path: str, day: date) -> ClauseSum:
    cells = [cell for cell in (row.cell(path) for row in rows) if cell.is_own]
    done = sum(cell.state is CellState.DONE for cell in cells)
    return ClauseSum(done, len(cells), sum(row.is_late(path, day) for row in rows))


def _is_found(row: MatrixRow, words: Sequence[str]) -> bool:
    text = f"{row.body.short_name} {row.body.full_name} {row.body.inn}".casefold()
    return all(word in text for word in words)


def _is_in_state(row: MatrixRow, wanted: Wanted, day: date) -> bool:
    """Whether the body, or any of the clauses asked about, is where it is asked to be."""
    cells = [row.cell(wanted.clause)] if wanted.clause else [*row.summary.cells.values()]
    if wanted.state in BodyState.__members__:
        return row.summary.state is BodyState[wanted.state] and (not wanted.late or bool(row.late(day)))
    if wanted.state and not row.counts:
        return False
    if wanted.late and not row.counts:
        return False
    if not wanted.state and not wanted.late:
        return True
    return any(
        (not wanted.state or cell.state.name == wanted.state) and (not wanted.late or cell.is_late(day))
        for cell in cells
    )


def _by_name(row: MatrixRow) -> tuple[str, int]:
    return row.body.short_name.casefold(), row.school


_ORDERS: Mapping[Order, Callable[[MatrixRow, date], tuple[object, ...]]] = {
    Order.NAME: lambda row, _day: _by_name(row),
    Order.DONE: lambda row, _day: (-1 if (share := done_share(row)) is None else share, *_by_name(row)),
    Order.LATE: lambda row, day: (row.late(day), *_by_name(row)),
    Order.OFFICE: lambda row, _day: (row.body.overseer or 0, *_by_name(row)),
}
