"""The papers of a week: its report, a row of the journal, a note of a period; made at one press, of what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.documents.requests.situation import FIRST, LAST, WEEKS_ASKED
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.documents.weekly import week_asked
from sferum_docs.services.indicators.papers import told_figures
from sferum_docs.services.indicators.signed import SignedPaper, signed_papers
from sferum_docs.services.packet.last import last_request
from sferum_docs.services.packet.make import make_alone
from sferum_docs.services.packet.plan import plan_document
from sferum_docs.store.documents.issued import versions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.documents.requests.packet_request import Answer
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument

_WEEK = timedelta(weeks=1)
_ROOM = 4  # rows of a journal for the weeks to come
_NOTE_WEEKS = 4


@dataclass(frozen=True, slots=True)
class WeekPapers:
    """What can be made of a week, and what is made of it already."""

    report: DocumentSpec | None
    journal: DocumentSpec | None
    note: DocumentSpec | None
    made: IssuedDocument | None = None  # the newest report of the week
    signed: tuple[SignedPaper, ...] = ()  # papers that the head has signed for the week


def week_papers(school_id: int, pack: Pack, monday: date) -> WeekPapers:
    """The papers of a week as they stand."""
    known = pack.indicator_set
    if known is None:
        return WeekPapers(None, None, None)
    report, journal, note = (pack.by_id.get(name) for name in (known.report, known.journal, known.note))
    made = versions_of(school_id, pack.id, (report.id,)) if report else ()
    of_week = (item for item in made if report and week_asked(report, item) == monday)
    signed = tuple(paper for paper in signed_papers(school_id, pack) if monday in paper.weeks)
    return WeekPapers(report, journal, note, next(of_week, None), signed)


def make_week_paper(
    school_id: int, school: School, pack: Pack, spec: DocumentSpec, monday: date, by: Actor, press: PdfService | None
) -> tuple[IssuedDocument, bool]:
    """The report, the journal or the note as of a week, and whether it is new: not when the newest says the same.

    FaultsError holds what forbids it.
    """
    today = by.at.astimezone().date()
    maker = _Maker(school_id, school, pack, spec, monday, today)
    day = maker.order_date()
    return make_alone(school_id, school, pack, spec.id, day, maker.answers(day), by, press)


@dataclass(frozen=True)
class _Maker:
    """What a paper of a week is made from."""

    school_id: int
    school: School
    pack: Pack
    spec: DocumentSpec
    monday: date
    today: date

    def order_date(self) -> date:
        """The day from which weeks are counted: that of the order on the analysis; no later than the weeks told of."""
        began = self._began()
        if self._asks(WEEKS_ASKED):
            made = versions_of(self.school_id, self.pack.id, (self.spec.id,))
            began = made[0].asked_day if made else began
            return self._of_journal(began)
        return max(min(began, self._weeks()[1]), self.pack.directive.date)

    def _began(self) -> date:
        path = self.pack.indicator_set.analysed_by if self.pack.indicator_set else ""
        states = document_states(self.school_id, self.pack)
        orders = (states[spec.id].in_force for spec in self.pack.documents if path and path in spec.carries_out)
        signed = next((entry.signed_on for entry in orders if entry is not None), None)
        last = last_request(self.school_id, self.pack.id)
        return signed or (last.order_date if last else self._first_known())

    def _first_known(self) -> date:
        """Where nothing is ordered yet: no week with figures is left out."""
        told = told_figures(self.school_id, self.school, self.pack)
        return min(told.figures.weeks, default=self.today) if told else self.today

    def _of_journal(self, began: date) -> date:
        """A journal that is full is followed by another, which begins where it ended."""
        most = next(field.high for field in self.spec.fields if field.key == WEEKS_ASKED)
        began = max(min(began, self.monday + 6 * _DAY), self.pack.directive.date)
        while (self.monday - monday_of(began)).days // 7 >= most:
            began = monday_of(began) + most * _WEEK
        return began

    def _weeks(self) -> tuple[date, date]:
        """The first and the last day that the paper tells of."""
        if not self._asks(LAST):
            return self.monday, self.monday + 6 * _DAY
        told = told_figures(self.school_id, self.school, self.pack)
        known = [week for week in told.figures.weeks if week <= self.monday] if told else []
        return max(self.monday - (_NOTE_WEEKS - 1) * _WEEK, min(known, default=self.monday)), self.monday + 6 * _DAY

    def answers(self, day: date) -> dict[str, Any]:
        """What is known stands for answers; what is proposed of the figures stays a proposal that a person reads."""
        first, last = self._weeks()
        given: dict[str, Answer] = {}
        for field in self.spec.fields:
            if field.whole_week:
                given[field.key] = max(self.monday, day)
        if self._asks(LAST):
            given |= {FIRST: max(first, day), LAST: min(last, max(self.today, day))}
        if self._asks(WEEKS_ASKED):
            given[WEEKS_ASKED] = self._rows(day)
        told = told_figures(self.school_id, self.school, self.pack)
        planned = plan_document(self.school, self.pack, day, self.spec.id, (), {self.spec.id: given}, told)
        proposed = {question.field.key: question.default for question in planned.questions} | given
        return _plain(self._dated(proposed, day))

    def _rows(self, day: date) -> int:
        """As many as it had, and some room for the weeks to come."""
        field = next(field for field in self.spec.fields if field.key == WEEKS_ASKED)
        needed = (self.monday - monday_of(day)).days // 7 + 1
        usual = field.default if isinstance(field.default, int) else _ROOM
        return min(field.high, usual if needed <= usual else needed + _ROOM)

    def _dated(self, answers: Mapping[str, Answer], day: date) -> dict[str, Answer]:
        """The paper's own day is no earlier than what it tells of, and none to come."""
        own = answers.get(self.spec.dated)
        if not self.spec.dated or not isinstance(own, date):
            return dict(answers)
        received = next((field.tells for field in self.spec.fields if field.key == self.spec.dated), "")
        first, last = self._weeks()
        is_told = received and first <= own <= self.today and own <= last + _WEEK
        return {**answers, self.spec.dated: own if is_told else max(self.today, day, min(last, self.today))}

    def _asks(self, key: str) -> bool:
        return any(field.key == key for field in self.spec.fields)


_DAY = timedelta(days=1)


def _plain(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Answers as a form sends them."""
    shown = {key: value.isoformat() if isinstance(value, date) else value for key, value in answers.items()}
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in shown.items() if value is not None
    }
