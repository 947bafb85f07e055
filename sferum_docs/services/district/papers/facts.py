"""What a paper of an office prints of the bodies below it: gathered when it is made, cut to what its template names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.documents.district.model import (
    ClauseCell,
    District,
    Recipient,
    WatchedBody,
    WatchedClause,
    WatchedOrder,
)
from sferum_docs.documents.district.record import told_lacks
from sferum_docs.documents.making.templates import fields_in_force
from sferum_docs.documents.of_act.rows import cited, how_often, of_that_act
from sferum_docs.documents.of_office.clauses import told_text
from sferum_docs.documents.tags.district import NAMES, Part, parts_named
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.model import Sex
from sferum_docs.services.district.matrix import matrix_of
from sferum_docs.services.district.papers.figures import ranked, week_of_bodies
from sferum_docs.services.district.papers.lacks import lacks_of, lacks_of_week
from sferum_docs.services.district.watching.cells import CellState
from sferum_docs.services.district.watching.summary import BodyState
from sferum_docs.store.documents.issued import versions_of
from sferum_docs.store.register import register
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.documents.district.model import Lack
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.district.matrix import Matrix, MatrixCell, MatrixRow
    from sferum_docs.services.district.papers.figures import WeekOfBodies
    from sferum_docs.store.documents.issued import IssuedDocument

_SHORT = {CellState.SIGNED: "издан", CellState.NOTHING: "нет"}  # in a narrow column
AGAIN, RANKED = "повторно", "рейтинг"  # questions of the office's documents


def with_district(situation: Situation, office_id: int | None) -> Situation:
    """The situation with what its template prints of the district; the same for a body that watches nobody."""
    if office_id is None or not situation.pack.for_office:
        return situation
    named = {name for name in fields_in_force(situation.spec) if name.partition(".")[0] in NAMES}
    if not named:
        return situation
    view = DistrictView.of(office_id, situation.school, situation.pack, situation.order_date, week_of(situation))
    told = view.told(situation, parts_named(named))
    if faults := _letter_faults(situation, told):
        raise FaultsError(faults)
    return replace(situation, district=told)


def _letter_faults(situation: Situation, told: District) -> tuple[Fault, ...]:
    """Why a letter cannot be written: to nobody, or of nothing."""
    asked = situation.pack.by_id.get(situation.spec.id, situation.spec).asked_of_body
    place = f"answers.{situation.spec.id}.{asked}"
    if asked and told.recipient is None:
        return (Fault("letter_to_nobody", place, {"document": situation.spec.title}),)
    if asked and told.recipient is not None and not told.lacks:
        return (Fault("letter_of_nothing", place, {"name": told.recipient.name}),)
    return ()


def week_of(situation: Situation) -> date | None:
    """The Monday of the week that a paper speaks of."""
    key = next((field.key for field in situation.spec.fields if field.whole_week), "")
    day = situation.day_asked(key)
    return monday_of(day) if day else None


@dataclass(frozen=True)
class DistrictView:
    """All that is known of the bodies of an office on a day, for one act; papers take their part of it."""

    office_id: int
    pack: Pack  # as the office has it
    matrix: Matrix
    counted: IndicatorSet | None
    monday: date | None
    week: WeekOfBodies | None

    @classmethod
    def of(
        cls, office_id: int, office: School, pack: Pack, day: date, monday: date | None, *, whole: bool = True
    ) -> DistrictView:
        """The bodies of an office; their figures when a week is named and the act counts any.

        `whole`: a paper waits until all that changed is taken up; a page says what is not yet.
        """
        matrix = matrix_of(office_id, pack.id, day, most=None) if whole else matrix_of(office_id, pack.id, day)
        counted = matrix.pack.indicator_set
        bodies = [row.school for row in matrix.rows if row.counts]
        week = week_of_bodies(bodies, matrix.pack, counted, office, monday) if counted and monday else None
        return cls(office_id, pack, matrix, counted, monday if counted else None, week)

    def told(self, situation: Situation, parts: frozenset[Part]) -> District:
        """What one paper prints."""
        own = situation.pack.by_id.get(situation.spec.id, situation.spec)
        letter = self._letter(situation, own) if Part.LETTER in parts else {}
        lines = {Part.CLAUSES, Part.FIGURES} & parts
        bodies = tuple(self._body(row, parts) for row in self.matrix.rows) if lines else ()
        if Part.CLAUSES not in parts:
            bodies = tuple(body for body in bodies if not body.state)
        is_ranked = bool(situation.answer(RANKED)) and Part.FIGURES in parts
        return District(
            self.matrix.day,
            sum(row.counts for row in self.matrix.rows),
            clauses=self._clauses() if Part.CLAUSES in parts else (),
            bodies=ranked(bodies) if is_ranked else bodies,
            orders=self._orders() if Part.CLAUSES in parts else (),
            week=self.monday if Part.FIGURES in parts or Part.LETTER in parts else None,
            holiday=bool(self.week and self.week.holiday),
            indicators=self.week.indicators if self.week and Part.FIGURES in parts else (),
            ranked=is_ranked,
            reminded=len(letters_sent(self.office_id, self.pack)) if Part.CLAUSES in parts else 0,
            **letter,
        )

    @cached_property
    def reminded(self) -> Mapping[str, frozenset[str]]:
        """Body → the matters of which it has been reminded, asked once."""
        return reminders_of(self.office_id, self.pack)

    def lacks(self, row: MatrixRow) -> tuple[Lack, ...]:
        """All that a body lacks now."""
        found = lacks_of(self.matrix, row)
        if row.counts and self.week and self.counted and self.monday:
            figures = self.week.figures.get(row.school, ())
            found += lacks_of_week(self.matrix, figures, self.counted, self.monday) if figures else ()
        return found

    def _letter(self, situation: Situation, spec: DocumentSpec) -> dict[str, Any]:
        asked = str(situation.answer(spec.asked_of_body) or "")
        row = next((item for item in self.matrix.rows if str(item.school) == asked), None)
        if row is None:
            return {}
        told = frozenset() if situation.answer(AGAIN) else self.reminded.get(asked, frozenset())
        return {
            "recipient": recipient(row.school, row.body.short_name),
            "lacks": tuple(lack for lack in self.lacks(row) if lack.key not in told),
        }

    def _clauses(self) -> tuple[WatchedClause, ...]:
        """The clauses with their day: that of the first body that has one, for it is counted alike for all."""
        return tuple(
            WatchedClause(
                clause.path,
                cited(clause),
                told_text(clause.text),
                next((due for row in self.matrix.rows if (due := row.cell(clause.path).due)), clause.deadline.date),
                how_often(of_that_act(clause.deadline.raw)),
            )
            for clause in self.matrix.clauses
        )

    def _orders(self) -> tuple[WatchedOrder, ...]:
        return tuple(
            WatchedOrder(spec.id, spec.name, tuple(row.school for row in lacking))
            for spec in self.matrix.documents
            if spec.is_order and (lacking := self.matrix.lacking(spec.id))
        )

    def _body(self, row: MatrixRow, parts: Container[Part]) -> WatchedBody:
        state = row.summary.state
        return WatchedBody(
            row.school,
            row.body.short_name,
            row.body.kind.keeps_journal,
            "" if state is BodyState.IN_WORK else state.value,
            self._cells(row) if Part.CLAUSES in parts and row.counts else (),
            self.week.figures.get(row.school, ()) if self.week and Part.FIGURES in parts else (),
        )

    def _cells(self, row: MatrixRow) -> tuple[ClauseCell, ...]:
        return tuple(_cell(row.cell(clause.path), self.matrix.day) for clause in self.matrix.clauses)


def _cell(cell: MatrixCell, day: date) -> ClauseCell:
    return ClauseCell(
        _SHORT.get(cell.state, cell.state.value),
        cell.state is CellState.DONE,
        cell.is_late(day),
        cell.is_own,
        cell.number,
        cell.day,
        cell.share,
    )


def recipient(school_id: int, name: str) -> Recipient:
    """The head of a body, as a letter addresses him."""
    school = get_school(school_id)
    head = school.head if school else None
    if head is None:
        return Recipient(school_id, name)
    person = head.person
    post = (
        person.post
        if not head.acting or "обязанност" in person.post.casefold()
        else f"исполняющий обязанности {person.post}"
    )
    return Recipient(school_id, name, (person.last, person.first, person.middle), person.sex is Sex.MALE, post)


def letter_of(pack: Pack) -> DocumentSpec | None:
    """The document of an office that goes to one body each."""
    return next((spec for spec in pack.documents if spec.asked_of_body), None)


def letters_made(office_id: int, pack: Pack) -> tuple[IssuedDocument, ...]:
    """Every letter that was made, the newest first."""
    spec = letter_of(pack)
    return versions_of(office_id, pack.id, (spec.id,)) if spec else ()


def letters_sent(office_id: int, pack: Pack) -> frozenset[int | None]:
    """The drafts of letters that have a number."""
    spec = letter_of(pack)
    entries = register.of_pack(office_id, pack.id) if spec else ()
    return frozenset(entry.draft_id for entry in entries if spec and entry.document == spec.id)


def reminders_of(office_id: int, pack: Pack) -> dict[str, frozenset[str]]:
    """Body → the matters of which it has been reminded."""
    spec = letter_of(pack)
    found: dict[str, frozenset[str]] = {}
    for item in letters_made(office_id, pack) if spec else ():
        body = str(item.answers.get(spec.asked_of_body, "")) if spec else ""
        found[body] = found.get(body, frozenset()) | told_lacks(item.data)
    return found
