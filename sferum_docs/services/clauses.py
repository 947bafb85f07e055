"""The clause page: every clause of the directive with what serves it, what is missing, how long there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.directives.coverage import ClauseCoverage, coverage
from sferum_docs.directives.working_days import working_days_between
from sferum_docs.documents.generate import gaps
from sferum_docs.documents.situation import Situation
from sferum_docs.documents.tags.declaration import Gap
from sferum_docs.documents.tags.people import full_name
from sferum_docs.packs.model import Duty
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.holidays import days_off
from sferum_docs.services.issued import newest_documents

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.directives.model import Clause
    from sferum_docs.directives.regional_days import DaysOff
    from sferum_docs.packs.model import CheckQuestion, Pack
    from sferum_docs.schools.model import Person, School


@dataclass(frozen=True)
class ClauseRow:
    """A clause for the page; `days_left` counts working days and is negative after the deadline."""

    coverage: ClauseCoverage
    questions: tuple[CheckQuestion, ...]
    gaps: tuple[Gap, ...]
    days_left: int | None
    responsible: tuple[str, ...]  # short names of who sees to it in the school


def clause_page(school_id: int, school: School, pack: Pack, today: date) -> tuple[ClauseRow, ...]:
    """One row for each node of the directive, proven by the bookmarks of the newest documents."""
    made = {document.document: document.paragraphs for document in newest_documents(school_id)}
    lacking = {
        spec.id: _gaps(Situation(school, pack, spec, pack.directive.date, chosen=tuple(pack.by_id)))
        for spec in pack.documents
        if spec.id not in made
    }
    off = days_off(school, pack)
    rows = coverage(pack.directive, pack.plans(), made)
    return tuple(_row(item, school, pack, lacking, _days_left(item.clause, today, off)) for item in rows)


def _responsible(school: School, pack: Pack, item: ClauseCoverage) -> tuple[str, ...]:
    found = (_holder(school, duty) for duty in pack.duties.get(item.clause.path, ()))
    return tuple(dict.fromkeys(full_name(person).initials(after=True) for person in found if person is not None))


def _holder(school: School, duty: Duty) -> Person | None:
    if duty is Duty.HEAD:
        return school.head.person if school.head else None
    return school.worker(getattr(school.responsible, duty.value))


def _gaps(situation: Situation) -> tuple[Gap, ...]:
    try:
        return gaps(situation)
    except FaultsError:  # the packet page says what is wrong with it
        name = situation.spec.template.name
        return (Gap(f"исправный шаблон {name}", f"packet#documents-{situation.spec.id}"),)


def _days_left(clause: Clause, today: date, off: DaysOff) -> int | None:
    deadline = clause.deadline.date
    return working_days_between(today, deadline, off) if deadline else None


def _row(
    item: ClauseCoverage, school: School, pack: Pack, lacking: dict[str, tuple[Gap, ...]], days_left: int | None
) -> ClauseRow:
    found = (gap for service in item.carriers for gap in lacking.get(service.document, ()))
    return ClauseRow(
        coverage=item,
        questions=tuple(question for question in pack.checklist if question.clause == item.clause.path),
        gaps=tuple(dict.fromkeys(found)),
        days_left=days_left,
        responsible=_responsible(school, pack, item),
    )
