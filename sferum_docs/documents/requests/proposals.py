"""The questions of a packet with what is proposed for each and why. A proposed day passes every check of the days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from babel import Locale

from sferum_docs.directives.due_day import last_day
from sferum_docs.directives.weekdays import monday_of, named_weekdays, next_on, working_from
from sferum_docs.directives.working_days import shift_working_days
from sferum_docs.documents.requests.days import WEEKDAYS, adjust_default_dates, owner_of, question_name, weekday_words
from sferum_docs.packs.model import DayRule

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping

    from sferum_docs.documents.requests.packet_request import Answer, Answers
    from sferum_docs.packs.model import DocumentSpec, FieldSpec, Pack

_LATE_DAYS = 3  # what is proposed when the directive's own deadline has passed
_DAYS = {"one": "рабочий день", "few": "рабочих дня", "many": "рабочих дней", "other": "рабочего дня"}
_WEEK = timedelta(weeks=1)
_RUSSIAN = Locale("ru")
NOTHING_GIVEN: Answers = {}


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what we propose and why."""

    field: FieldSpec
    default: Answer
    reason: str = ""


def askers(pack: Pack, order_date: date, chosen: Collection[str]) -> dict[str, str]:
    """Question → the chosen document that asks it: its owner, else the first that asks it in the owner's place."""
    found: dict[str, str] = {}
    for document in (document for document in pack.by_id if document in chosen):
        for field in _fields_of(pack.by_id[document], pack, order_date):
            name = question_name(document, field)
            if field.same_as in chosen:
                found[name] = field.same_as
            found.setdefault(name, document)
    return found


def asked_fields(
    spec: DocumentSpec, pack: Pack, order_date: date, chosen: Collection[str] = ()
) -> tuple[FieldSpec, ...]:
    """What a document asks: not what another chosen one asks, not what is asked of late orders alone."""
    return _asked_by(spec, pack, order_date, askers(pack, order_date, chosen))


def _asked_by(spec: DocumentSpec, pack: Pack, order_date: date, others: Mapping[str, str]) -> tuple[FieldSpec, ...]:
    return tuple(
        field
        for field in _fields_of(spec, pack, order_date)
        if others.get(question_name(spec.id, field), spec.id) == spec.id
    )


def _fields_of(spec: DocumentSpec, pack: Pack, order_date: date) -> tuple[FieldSpec, ...]:
    return tuple(field for field in spec.fields if not field.late or is_late(pack, field.late, order_date))


def is_late(pack: Pack, clause: str, order_date: date) -> bool:
    """Whether an order of this day comes after the deadline of a clause."""
    last = due_day(pack, clause)
    return last is not None and order_date > last


def due_day(pack: Pack, clause: str) -> date | None:
    """The day by which a clause is due, printed or counted from the signing of the act."""
    deadline = pack.directive.by_path[clause].deadline
    return deadline.date or last_day(deadline, pack.directive.date)


def packet_questions(
    pack: Pack,
    order_date: date,
    chosen: Collection[str],
    days_off: Container[date] = (),
    given: Answers = NOTHING_GIVEN,
) -> dict[str, tuple[Question, ...]]:
    """The questions of the chosen documents; what is proposed keeps clear of what is given and of one another.

    Given may be answers of other documents of the packet as well: they stay as they are.
    """
    others = askers(pack, order_date, chosen)
    asked = {document: _asked_by(pack.by_id[document], pack, order_date, others) for document in chosen}
    proposer = _Proposer(pack, order_date, days_off, _with_texts(asked, given))
    answers: dict[str, dict[str, Answer]] = {document: dict(row) for document, row in given.items()}
    found: dict[str, dict[str, Question]] = {}
    for document, fields in asked.items():
        found[document] = {field.key: proposer.question(document, field) for field in fields}
        defaults = {key: question.default for key, question in found[document].items()}
        answers[document] = defaults | answers.get(document, {})
    open_days = {
        f"{document}.{key}" for document, row in found.items() for key in row if key not in given.get(document, {})
    }
    moved = adjust_default_dates(answers, open_days, pack, days_off, order_date)
    for place, other in moved.items():
        document, _dot, key = place.partition(".")
        found[document][key] = Question(found[document][key].field, answers[document][key], f"по сроку {other}")
    return {document: tuple(row.values()) for document, row in found.items()}


def questions(
    spec: DocumentSpec,
    pack: Pack,
    order_date: date,
    chosen: Collection[str] = (),
    days_off: Container[date] = (),
) -> tuple[Question, ...]:
    """The questions of a document among the chosen ones; it may be one that the pack does not hold yet."""
    known = pack if spec.id in pack.by_id else replace(pack, documents=(*pack.documents, spec))
    return packet_questions(known, order_date, tuple(dict.fromkeys((*chosen, spec.id))), days_off)[spec.id]


def working_days_words(count: int) -> str:
    """A number of working days in words that agree.

    >>> working_days_words(1), working_days_words(3), working_days_words(10)
    ('1 рабочий день', '3 рабочих дня', '10 рабочих дней')
    """
    return f"{count} {_DAYS[_RUSSIAN.plural_form(count)]}"


def first_order_day(pack: Pack, today: date, days_off: Container[date] = ()) -> date:
    """The day that is proposed for an order: the next on which people work, no sooner than the act."""
    return working_from(max(today, pack.directive.date), days_off)


def _with_texts(asked: Mapping[str, tuple[FieldSpec, ...]], given: Answers) -> Answers:
    """What is given, with the proposed texts beside it: some of them name weekdays."""
    texts = {
        document: {field.key: field.default for field in fields if isinstance(field.default, str)}
        for document, fields in asked.items()
    }
    return {document: {**texts.get(document, {}), **given.get(document, {})} for document in (*given, *texts)}


@dataclass(frozen=True, slots=True)
class _Proposer:
    """What proposals follow from."""

    pack: Pack
    order_date: date
    days_off: Container[date]
    given: Answers

    def question(self, document: str, field: FieldSpec) -> Question:
        owner = owner_of(document, field, self.pack)
        if isinstance(owner.default, DayRule):
            day, reason = self._day(owner, owner.default)
            limit = self.pack.directive.by_path[owner.limit].deadline.date if owner.limit else None
            if limit is not None and self.order_date <= limit < day:
                day = working_from(limit, self.days_off, -1)
            return Question(field, max(day, self.order_date), reason)
        if field.later is not None and self.order_date >= field.later.since:
            return Question(field, field.later.value)
        return Question(field, None if isinstance(field.default, DayRule) else field.default)

    def _day(self, field: FieldSpec, rule: DayRule) -> tuple[date, str]:
        if rule.same_day:
            return self._followed(rule)
        return self._in_week(field, rule) if rule.weeks else self._counted(field, rule)

    def _followed(self, rule: DayRule) -> tuple[date, str]:
        """As another day of the packet is answered or proposed, so many weeks from it."""
        other = self.pack.field(rule.same_day)
        given = self._given_day(rule.same_day)
        if given is None and other is not None and isinstance(other.default, DayRule):
            given, _reason = self._day(other, other.default)
        words = f"{rule.same_day.partition('.')[0]} «{other.label if other else ''}»"
        shift = f"{abs(rule.weeks)} нед. {'до срока' if rule.weeks < 0 else 'после срока'}"
        reason = f"{shift} {words}" if rule.weeks else f"по сроку {words}"
        return (given or self.order_date) + rule.weeks * _WEEK, reason

    def _given_day(self, name: str) -> date | None:
        """The answer to a question, whichever document of the packet asks it."""
        answers = (
            row[field.key]
            for document, row in self.given.items()
            for field in self.pack.by_id[document].fields
            if field.key in row and question_name(document, field) == name
        )
        return next((answer for answer in answers if isinstance(answer, date)), None)

    def _in_week(self, field: FieldSpec, rule: DayRule) -> tuple[date, str]:
        monday = monday_of(self.order_date) + rule.weeks * _WEEK
        weekdays = self._weekdays(field)
        day = next_on(monday, weekdays, self.days_off)
        when = "следующей недели" if rule.weeks == 1 else f"недели через {rule.weeks} после недели приказа"
        return day, f"{WEEKDAYS[day.weekday()]} {when}" if day - monday < _WEEK else "первый рабочий день из названных"

    def _weekdays(self, field: FieldSpec) -> frozenset[int]:
        if not field.weekday_of:
            return frozenset()
        asked = self.pack.field(field.weekday_of)
        words = weekday_words(field, self.given) or str(asked.default if asked else "")
        return named_weekdays(words)

    def _counted(self, field: FieldSpec, rule: DayRule) -> tuple[date, str]:
        deadline = self.pack.directive.by_path[rule.clause].deadline.date if rule.clause else None
        if deadline is None:
            day = shift_working_days(self.order_date, rule.working_days, self.days_off)
            words = f"{working_days_words(rule.working_days)} от даты приказа" if rule.working_days else "дата приказа"
            return working_from(day, self.days_off) if field.deadline else day, words
        of_clause = self.pack.directive.by_path[rule.clause].label_in("genitive")
        if deadline < self.order_date:
            late = shift_working_days(self.order_date, _LATE_DAYS, self.days_off)
            passed = f"срок {of_clause} ({deadline:%d.%m.%Y}) прошёл"
            return late, f"{passed}; {working_days_words(_LATE_DAYS)} от даты приказа"
        day = shift_working_days(deadline, rule.working_days, self.days_off)
        if rule.working_days and day >= self.order_date:
            return day, f"{working_days_words(-rule.working_days)} до срока {of_clause} ({deadline:%d.%m.%Y})"
        last = working_from(deadline, self.days_off, -1) if field.deadline else deadline
        return max(last, self.order_date), f"срок {self.pack.directive.words.of(of_clause)}"
