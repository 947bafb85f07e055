"""Reminders to those whom they concern: a letter a body, each a document of the office with a number of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.making.file_names import packet_name
from sferum_docs.documents.making.generate import make
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.tags.district import Part
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.reading.records import Record
from sferum_docs.services.district.papers.facts import AGAIN, DistrictView, letter_of, letters_made, reminders_of
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.services.school.declension_overrides import as_listed
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents.adding import add_document

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.documents.district.model import Lack
    from sferum_docs.documents.making.generate import MadeDocument
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import School
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument

MEND_BY = "исправить_до"  # the question by which day it is to be mended
AT_ONCE = 100  # letters of one press: the next press goes on where this one has ended


@dataclass(frozen=True, slots=True)
class Concerned:
    """A body with what it lacks, and of which of it it has been reminded."""

    id: int
    name: str
    lacks: tuple[Lack, ...]
    told: frozenset[str] = frozenset()

    @property
    def new(self) -> tuple[Lack, ...]:
        """What nobody has reminded it of."""
        return tuple(lack for lack in self.lacks if lack.key not in self.told)

    def matters(self, *, again: bool) -> tuple[Lack, ...]:
        """What a letter would speak of."""
        return self.lacks if again else self.new


@dataclass(frozen=True, slots=True)
class LettersAsked:
    """What the letters of one press say alike: the day to mend it by, the week, whether all is told anew."""

    mend_by: date
    week: date | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class LettersMade:
    """The letters of one press, how many bodies are left for the next, how many have been told of all."""

    documents: tuple[IssuedDocument, ...] = ()
    left: int = 0
    told_before: int = 0


def concerned_bodies(view: DistrictView) -> tuple[Concerned, ...]:
    """Every body that lacks anything, by name."""
    found = (
        Concerned(row.school, row.body.short_name, view.lacks(row), view.reminded.get(str(row.school), frozenset()))
        for row in view.matrix.rows
    )
    return tuple(body for body in found if body.lacks)


def make_letters(office_id: int, office: School, pack: Pack, asked: LettersAsked, by: Actor) -> LettersMade:
    """A letter to each body that lacks what it was not reminded of; FaultsError when none can be made."""
    spec, day = letter_of(pack), by.at.astimezone().date()
    if spec is None:
        return LettersMade()
    view = DistrictView.of(office_id, office, pack, max(day, pack.directive.date), asked.week)
    bodies = concerned_bodies(view)
    concerned = [body for body in bodies if body.matters(again=asked.again)]
    maker = _Maker(as_listed(office), pack, spec, view, asked)
    made = [(body, *maker.letter(body)) for body in concerned[:AT_ONCE]]
    with writing() as session:
        require_in_work(office_id, pack.id)
        kept, told = [], reminders_of(office_id, pack)
        same = {item.sha256 for item in letters_made(office_id, pack)}
        for body, request, item in made:
            matters = {lack.key for lack in body.matters(again=asked.again)}
            if item.sha256 in same or (not asked.again and matters <= told.get(str(body.id), frozenset())):
                continue  # another clerk has written meanwhile, or the button was pressed twice
            name = packet_name(pack, spec, body.name)
            kept.append(add_document(session, office_id, item, name, request.order_date, by.at))
        if kept:
            record_event(session, office_id, by, "letters.made", pack.title, count=len(kept), document=spec.id)
    return LettersMade(tuple(kept), max(0, len(concerned) - AT_ONCE), len(bodies) - len(concerned))


@dataclass(frozen=True)
class _Maker:
    """What all letters of one press are made from."""

    office: School
    pack: Pack
    spec: DocumentSpec
    view: DistrictView
    asked: LettersAsked

    def letter(self, body: Concerned) -> tuple[PacketRequest, MadeDocument]:
        """The letter to a body. FaultsError says what the office lacks for it."""
        request = self._request(body)
        situation = Situation(
            self.office, self.pack, self.spec, request.order_date, request.answers, chosen=(self.spec.id,)
        )
        situation = replace(situation, district=self.view.told(situation, frozenset({Part.LETTER})))
        return request, make(situation)

    def _request(self, body: Concerned) -> PacketRequest:
        answers: dict[str, Any] = {self.spec.asked_of_body: str(body.id), AGAIN: self.asked.again}
        for field in self.spec.fields:
            if field.whole_week and self.asked.week:
                answers[field.key] = min(self.asked.week, self.view.matrix.day).isoformat()
            elif field.key == MEND_BY:
                answers[field.key] = self.asked.mend_by.isoformat()
        faults: list[Fault] = []
        told = {
            "date": self.view.matrix.day.isoformat(),
            "documents": [self.spec.id],
            "answers": {self.spec.id: answers},
        }
        request = read_asked(Record(told, "", faults), self.office, self.pack)
        wrong = errors(faults)
        if request is None or wrong:
            raise FaultsError(wrong)
        return request
