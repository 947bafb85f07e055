"""The clause page: every clause of the directive with what serves it, what is missing, how long there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.directives.coverage import ClauseCoverage, CoverageState, coverage
from sferum_docs.directives.due_day import last_day
from sferum_docs.directives.working_days import working_days_between
from sferum_docs.documents.tags.people import full_name
from sferum_docs.packs.roles import HEAD
from sferum_docs.services.clauses.carried_out import clause_progress, facts_in_force
from sferum_docs.services.clauses.checklist import by_clause, checklist_items
from sferum_docs.services.clauses.lacking import AskedDocuments, content_or_nothing, lacking_of
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.indicators.duties import evidence_of_weeks
from sferum_docs.services.packs.succeeded import ended_by_successor, succeeded_by
from sferum_docs.services.school.holidays import days_off
from sferum_docs.store.change_stamp import Same, keep_until_change

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.directives.regional_days import DaysOff
    from sferum_docs.documents.registering.progress import Progress
    from sferum_docs.documents.tags.declaration import Gap
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import Person, School
    from sferum_docs.services.clauses.checklist import ChecklistItem
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.issued import IssuedDocument

_NOT_OWN = {CoverageState.OTHERS, CoverageState.GROUP}


@dataclass(frozen=True)
class ClauseRow:
    """A clause for the page; `days_left` counts working days and is negative after the deadline."""

    coverage: ClauseCoverage
    progress: Progress
    questions: tuple[ChecklistItem, ...]
    gaps: tuple[Gap, ...]
    due: date | None  # its last day, printed or counted from the signing of the act
    days_left: int | None
    responsible: tuple[str, ...]  # short names of who sees to it in the school
    replaced: str = ""  # by what, when its act was succeeded before it was carried out

    @property
    def is_own(self) -> bool:
        """Whether it binds the school by itself: no heading, no indicator of another clause."""
        return self.coverage.state not in _NOT_OWN and not self.coverage.clause.indicator


@dataclass(frozen=True)
class ClausePage:
    """One row for each node of the directive, and where each document stands."""

    rows: tuple[ClauseRow, ...]
    standings: Mapping[str, DocumentState]
    documents: tuple[IssuedDocument, ...]
    succeeded: str = ""  # by what its act was: «комплектом 2026»

    @property
    def lacking(self) -> tuple[Gap, ...]:
        """What the clauses of the school lack, each datum once, by the place where it is filled in."""
        found: dict[str, Gap] = {}
        for gap in (gap for row in self.rows if row.is_own for gap in row.gaps):
            found.setdefault(gap.place, gap)
        return () if self.succeeded else tuple(found.values())


def clause_page(school_id: int, school: School, pack: Pack, today: date, *, with_gaps: bool = True) -> ClausePage:
    """The clauses, served as the bookmarks of the newest documents prove, carried out as the register tells.

    `with_gaps`: also what the documents lack to be made, which is the dearest part of it.
    """
    key = ("clause page", school_id, Same(school), Same(pack), today, with_gaps)
    return keep_until_change(key, lambda: _clause_page(school_id, school, pack, today, with_gaps=with_gaps))


def _clause_page(school_id: int, school: School, pack: Pack, today: date, *, with_gaps: bool) -> ClausePage:
    documents = newest_documents(school_id, pack.id)
    made = {document.document: document.paragraphs for document in documents}
    lacking = _lacking(school, pack) if with_gaps else {}
    off = days_off(school, pack)
    standings = document_states(school_id, pack, documents)
    told, weeks = succeeded_by(school_id, pack.id), evidence_of_weeks(school_id, school, pack, today)
    counted_by = pack.indicator_set.counted_clauses if pack.indicator_set else ()
    asked = by_clause(checklist_items(school_id, school, pack, standings, weeks))
    facts = facts_in_force(standings, ended_by_successor(school_id, pack.id))
    rows = tuple(
        ClauseRow(
            coverage=item,
            progress=clause_progress(
                item, facts, asked.get(item.clause.path, ()), weeks if item.clause.path in counted_by else None
            ),
            questions=asked.get(item.clause.path, ()),
            gaps=_lacked(item, lacking),
            due=(due := last_day(item.clause.deadline, pack.directive.date, off)),
            days_left=_working_days(today, due, off) if due else None,
            responsible=_responsible(school, pack, item),
        )
        for item in coverage(pack.directive, pack.plans(), made)
    )
    return ClausePage(tuple(_replaced(row, told) for row in rows) if told else rows, standings, documents, told)


def _lacking(school: School, pack: Pack) -> Mapping[str, tuple[Gap, ...]]:
    """Also of documents that are made: they were made of the data of their day."""
    carriers = tuple(spec for spec in pack.documents if spec.carries_out)
    templates = tuple(map(content_or_nothing, carriers))
    return lacking_of(AskedDocuments(school, carriers, pack.documents, templates, id(pack.directive), pack))


def _replaced(row: ClauseRow, told: str) -> ClauseRow:
    """A clause of a succeeded act: what is carried out stays so, the rest is replaced, and no day of it presses."""
    open_still = row.is_own and not row.progress.done
    return replace(row, replaced=told if open_still else "", days_left=None, gaps=())


def _responsible(school: School, pack: Pack, item: ClauseCoverage) -> tuple[str, ...]:
    found = (_holder(school, pack, role) for role in pack.duties.get(item.clause.path, ()))
    return tuple(dict.fromkeys(full_name(person).initials(after=True) for person in found if person is not None))


def _holder(school: School, pack: Pack, role: str) -> Person | None:
    if role == HEAD:
        return school.head.person if school.head else None
    return school.holder(pack.id, role)


@lru_cache(maxsize=1000)  # the days of years, counted anew for each clause of each page
def _working_days(today: date, deadline: date, off: DaysOff) -> int:
    return working_days_between(today, deadline, off)


def _lacked(item: ClauseCoverage, lacking: Mapping[str, tuple[Gap, ...]]) -> tuple[Gap, ...]:
    return tuple(dict.fromkeys(gap for service in item.carriers for gap in lacking.get(service.document, ())))
