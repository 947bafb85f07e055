"""What answers to the checklist rest on: what is kept proposes an answer; what loses its force takes one back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.status import PAPER_STEPS
from sferum_docs.packs.checklist import Proof
from sferum_docs.services.clauses.week_grounds import WEEKS, Ground, fall_of_weeks, ground_of_weeks
from sferum_docs.store.documents import evidence, issued
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sferum_docs.indicators.duty.evidence import WeeksEvidence
    from sferum_docs.packs.checklist import CheckQuestion
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.checklist_answers import KeptAnswer, Link
    from sferum_docs.store.documents.evidence import Evidence
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.documents.paper_marks import PaperMark
    from sferum_docs.store.register.entry import Entry

ENTRY, PAPER, DOCUMENT, SCAN = "entry", "paper", "document", "scan"
EXECUTED, ACQUAINTED = "executed", "acquainted"  # an entry with its mark of execution, with all signatures
_OF_ENTRY = {ENTRY, EXECUTED, ACQUAINTED}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer «yes» that a person may confirm: its ground in words, what that names, since when it is so."""

    ground: str
    links: tuple[Link, ...]
    day: date | None  # none: as of today


@dataclass(frozen=True, slots=True)
class Fall:
    """Why the ground of an answer is gone, and since which day; no day: it never held."""

    words: str
    day: date | None = None


def proposal(
    question: CheckQuestion,
    states: Mapping[str, DocumentState],
    scans: Sequence[Evidence],
    weeks: WeeksEvidence | None = None,
) -> Proposal | None:
    """The answer that what is kept speaks for; None when it says nothing, or when a paper that was made still waits."""
    if question.weeks and weeks is not None and weeks.with_data:
        found = ground_of_weeks(question.weeks, weeks)
        return Proposal(found.words, (found.link,), found.day) if found else None
    made = [states[document] for document in question.documents if document in states]
    if question.proof is Proof.PAPER:
        grounds = [ground for state in made if (ground := _paper(state)) is not None]
        if any(state.facts.made and _paper(state) is None for state in made):
            grounds = []
    else:
        find = _deed if question.proof is Proof.DEED else _acquaintance
        grounds = [ground for state in made if (ground := find(state)) is not None]
    grounds += [_scan(scan) for scan in scans]
    kept = {ground.link: ground for ground in grounds}.values()
    if not kept:
        return None
    days = [ground.day for ground in kept]
    known = [day for day in days if day is not None]
    return Proposal(
        "; ".join(ground.words for ground in kept),
        tuple(ground.link for ground in kept),
        max(known) if len(known) == len(days) else None,
    )


def entry_words(entry: Entry) -> str:
    """How an entry is named as evidence."""
    return f"{entry.kind or 'документ'} № {entry.number} от {entry.signed_on:%d.%m.%Y}"


def _paper(state: DocumentState) -> Ground | None:
    entry, mark = state.in_force, state.mark
    if entry is not None:
        return Ground(entry_words(entry), (ENTRY, entry.id), entry.signed_on)
    if mark is None or not PAPER_STEPS[mark.state].signed:
        return None
    place = f"в деле № {mark.file_index}" if mark.file_index else PAPER_STEPS[mark.state].status.value
    return Ground(f"«{mark.title}», {place} {mark.day:%d.%m.%Y}", (PAPER, mark.document_id), mark.day)


def _deed(state: DocumentState) -> Ground | None:
    entry = state.in_force
    if entry is None or entry.executed_on is None:
        return None
    return Ground(
        f"{entry_words(entry)}, исполнен {entry.executed_on:%d.%m.%Y}", (EXECUTED, entry.id), entry.executed_on
    )


def _acquaintance(state: DocumentState) -> Ground | None:
    entry, facts = state.in_force, state.facts_in_force
    if entry is None or not facts.to_acquaint or facts.acquainted < facts.to_acquaint:
        return None
    return Ground(
        f"{entry_words(entry)}, ознакомлены {facts.acquainted} из {facts.to_acquaint}", (ACQUAINTED, entry.id), None
    )


def _scan(scan: Evidence) -> Ground:
    day = scan.at.astimezone().date()
    return Ground(f"скан «{scan.file_name}» от {day:%d.%m.%Y}", (SCAN, scan.id), day)


def falls(
    school_id: int,
    answers: Iterable[KeptAnswer],
    states: Mapping[str, DocumentState],
    newest: Iterable[IssuedDocument],
    scans: Iterable[Evidence],
    weeks: WeeksEvidence | None = None,
) -> dict[int, Fall]:
    """Of answers whose ground is gone: why, by the id of the answer. Of several grounds the first that fell is told."""
    given = [answer for answer in answers if answer.links]
    links = {link for answer in given for link in answer.links}
    entries = register.named(school_id, {number for kind, number in links if kind in _OF_ENTRY})
    repealing = register.named(school_id, {item.repealed_by_id for item in entries.values() if item.repealed_by_id})
    here = frozenset(scan.id for scan in scans)
    kept = _Kept(
        entries,
        repealing,
        {item.document: item for item in newest},
        frozenset(number for kind, number in links if kind == DOCUMENT and _is_newest(school_id, number)),
        {state.mark.document_id: state.mark for state in states.values() if state.mark is not None},
        here.union(
            number for kind, number in links if kind == SCAN and number not in here and _is_live(school_id, number)
        ),
        frozenset(state.in_force.id for state in states.values() if state.in_force and _acquaintance(state)),
        weeks,
    )
    fallen = {answer.id: next(filter(None, map(kept.fall, answer.links)), None) for answer in given}
    return {number: fall for number, fall in fallen.items() if fall is not None}


def _is_newest(school_id: int, number: int) -> bool:
    """Whether a document, of whichever act, has no newer version."""
    document = issued.find(school_id, number)
    return document is not None and any(item.id == number for item in issued.newest(school_id, document.pack))


def _is_live(school_id: int, number: int) -> bool:
    """Whether a scan proves something, of a question or of an entry."""
    scan = evidence.find(school_id, number)
    return scan is not None and not scan.withdrawn


@dataclass(frozen=True)
class _Kept:
    entries: Mapping[int, Entry]
    repealing: Mapping[int, Entry]
    newest: Mapping[str, IssuedDocument]
    documents: frozenset[int]  # named ones that are the newest of theirs
    marks: Mapping[int, PaperMark]
    scans: frozenset[int]
    acquainted: frozenset[int]  # entries that all have signed
    weeks: WeeksEvidence | None = None

    def fall(self, link: Link) -> Fall | None:
        """Why this ground is gone; None while it holds."""
        kind, number = link
        if kind in WEEKS:
            fallen = fall_of_weeks(WEEKS[kind], self.weeks) if self.weeks else None
            return Fall(*fallen) if fallen else None
        find = {
            ENTRY: self._entry, EXECUTED: self._executed, ACQUAINTED: self._acquainted,
            PAPER: self._paper, DOCUMENT: self._document, SCAN: self._scan,
        }.get(kind)  # fmt: skip
        return find(number) if find else None

    def _entry(self, number: int) -> Fall | None:
        entry = self.entries.get(number)
        if entry is None or entry.void:
            return Fall(f"запись № {entry.number} аннулирована" if entry else "записи в журнале больше нет")
        by = self.repealing.get(entry.repealed_by_id or 0)
        if by is not None and not by.void:
            return Fall(f"{entry_words(entry)} утратил силу: {entry_words(by)}", by.signed_on)
        return Fall(f"{entry_words(entry)} утратил силу: {entry.repealed_note}") if entry.repealed_note else None

    def _executed(self, number: int) -> Fall | None:
        entry = self.entries.get(number)
        marked = entry is not None and entry.executed_on is not None
        return self._entry(number) or (None if marked else Fall("отметка об исполнении снята"))

    def _acquainted(self, number: int) -> Fall | None:
        all_signed = number in self.acquainted
        return self._entry(number) or (None if all_signed else Fall("в лист ознакомления добавлены люди"))

    def _paper(self, number: int) -> Fall | None:
        mark = self.marks.get(number)
        if mark is None or not PAPER_STEPS[mark.state].signed:
            return Fall("отметка о бумаге снята")
        newest = self.newest.get(mark.document)
        if newest is None or newest.id != number:
            made = newest.made_at.astimezone().date() if newest else None
            return Fall(f"«{mark.title}» сделан заново, подписана прежняя версия", made)
        return None

    def _document(self, number: int) -> Fall | None:
        return None if number in self.documents else Fall("есть более новая версия")

    def _scan(self, number: int) -> Fall | None:
        return None if number in self.scans else Fall("скан снят")
