"""What is due when: the directive's own deadlines, those that the school's orders set, and the chats on their way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.directives.calendar import CalendarEvent, calendar_file
from sferum_docs.directives.due_day import last_day
from sferum_docs.directives.model import Demand
from sferum_docs.directives.recurrence import first_day, next_day
from sferum_docs.packs.model import FieldKind
from sferum_docs.reading.typography import quoted
from sferum_docs.services.clauses.carried_out import carried_out
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.documents.statuses import Status, document_states
from sferum_docs.services.indicators.reminders import week_events
from sferum_docs.store.change_stamp import Same, keep_until_change

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from sferum_docs.directives.model import Clause
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.store.documents.issued import IssuedDocument

_WEEKLY = "P1W"


@dataclass(frozen=True, slots=True)
class DeadlineItem:
    """One deadline: its day, what is to be done, on what ground; `document` is the id of a made document.

    `done`: the document that sets it, or the clause, is carried out.
    """

    uid: str
    day: date
    what: str
    ground: str
    document: int | None = None
    clause: str = ""
    period: str = ""  # of what comes again: P1W, P1M
    done: bool = False
    pack: str = ""  # of the act that sets it; the chats are the school's


def due_dates(school_id: int, school: School, packs: Sequence[Pack]) -> tuple[DeadlineItem, ...]:
    """All deadlines of these acts that are known, the earliest first; what two orders set alike is told once.

    Those of the first act bear the marks that they had when it was the only one: calendars know them by these.
    """
    found = [*_of_chats(school)]
    for pack in packs:
        mark = "" if pack is packs[0] else f"{pack.id}-"
        found += (replace(due, uid=f"{mark}{due.uid}", pack=pack.id) for due in due_of_act(school_id, pack))
    once = {(due.pack, due.day, due.what): due for due in reversed(found)}
    return tuple(sorted(once.values(), key=lambda due: (due.day, due.uid)))


def nearest_ahead(dues: Iterable[DeadlineItem], today: date) -> DeadlineItem | None:
    """The next thing that is due, today or later; what comes again is due on its next day."""
    coming = (replace(due, day=next_day(due.day, due.period, today)) for due in dues if not due.done or due.period)
    return min((due for due in coming if due.day >= today), key=lambda due: (due.day, due.uid), default=None)


def due_of_act(school_id: int, pack: Pack) -> tuple[DeadlineItem, ...]:
    """The deadlines that an act and its orders set, in no order."""
    return keep_until_change(("due of act", school_id, Same(pack)), lambda: _due_of_act(school_id, pack))


def _due_of_act(school_id: int, pack: Pack) -> tuple[DeadlineItem, ...]:
    documents = newest_documents(school_id, pack.id)
    standings = document_states(school_id, pack, documents)
    met = carried_out(school_id, pack, documents, standings)
    # what comes again is told by the order that carries the clause out, with its own days
    ordered = {path for document in documents for path in document.paragraphs}
    of_act = (due for due in _of_clauses(pack) if not (due.period and due.clause in ordered))
    found = [replace(due, done=_is_met(pack.directive.by_path[due.clause], met)) for due in of_act]
    for document in documents:
        done = document.document in standings and standings[document.document].status is Status.DONE
        found += (replace(due, done=done) for due in _of_order(document, pack))
    return tuple(found)


def _is_met(clause: Clause, met: Collection[str]) -> bool:
    """Whether a clause is carried out; a heading is when all is that stands under it."""
    if clause.demand is not Demand.GROUP:
        return clause.path in met
    below = [item for item in clause.walk() if item.for_school and item.demand is not Demand.GROUP]
    return bool(below) and all(item.path in met for item in below)


def deadline_calendar(school_id: int, school: School, packs: Sequence[Pack], now: datetime) -> bytes:
    """The deadlines as an .ics file. No person is named: a calendar goes through foreign hands."""
    host = f"school{school_id}.sferum-docs"
    dues = due_dates(school_id, school, packs)
    events = [CalendarEvent(due.uid, due.day, due.what, due.ground, due.period) for due in dues]
    for pack in packs:
        events += week_events(school_id, school, pack, now.astimezone().date())
    events = [replace(event, uid=f"{event.uid}@{host}") for event in events]
    name = f"Сроки по {packs[0].directive.words.titled.dative}" if len(packs) == 1 else "Сроки школы"
    return calendar_file(name, events, now)


def _of_clauses(pack: Pack) -> Iterator[DeadlineItem]:
    """The days that the clauses put to the school name; what only an event would tell stays on the clause page."""
    act, words = pack.directive, pack.directive.words
    for clause in act.walk():
        again = first_day(clause.deadline, act.date)
        day = again or last_day(clause.deadline, act.date)
        if clause.for_school and day is not None:
            yield DeadlineItem(
                f"clause-{clause.path}".replace("/", "-").replace("#", "_"),
                day,
                f"Срок {words.of(clause.label_in('genitive'))}",
                clause.text,
                clause=clause.path,
                period=clause.deadline.period if again else "",
            )


def _of_chats(school: School) -> Iterator[DeadlineItem]:
    for place, chat in enumerate(school.chats, start=1):
        if chat.due is not None and chat.moved is None:
            yield DeadlineItem(f"chat-{place}", chat.due, f"Перевести чат «{chat.name}»", "план перевода чатов")


def _of_order(document: IssuedDocument, pack: Pack) -> Iterator[DeadlineItem]:
    spec = pack.by_id.get(document.document)
    if spec is None or not spec.is_order:  # days of letters, acts and reports are their own, not a deadline
        return
    answers = document.answers
    ground = f"приказ от {document.order_date:%d.%m.%Y} {quoted(spec.title)}"
    for field in spec.fields:
        answer = answers.get(field.key)
        if field.kind is FieldKind.DATE and field.deadline and answer and not _asked_elsewhere(field.same_as, document):
            label = field.label.removesuffix(" до")
            period = _WEEKLY if field.weekly else ""
            yield DeadlineItem(
                f"{spec.id}-{field.key}", date.fromisoformat(answer), label, ground, document.id, period=period
            )


def _asked_elsewhere(other: str, document: IssuedDocument) -> bool:
    """Whether another document of the same packet asks the same, and so tells it."""
    return bool(other) and other in document.data["packet"]["documents"]
