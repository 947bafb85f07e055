"""The questions of a document: their defaults with the reason for each, and the answers read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale

from sferum_docs.directives.working_days import shift_working_days
from sferum_docs.documents.requests.days import adjust_default_dates
from sferum_docs.packs.model import DayRule, FieldKind
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable
    from datetime import date

    from sferum_docs.documents.requests.packet_request import Answer
    from sferum_docs.packs.model import DocumentSpec, FieldSpec, Pack
    from sferum_docs.reading.records import Record

_LATE_DAYS = 3  # what is proposed when the directive's own deadline has passed
_DAYS = {"one": "рабочий день", "few": "рабочих дня", "many": "рабочих дней", "other": "рабочего дня"}
_RUSSIAN = Locale("ru")
MAX_TEXT = 500
MAX_LINES = 50


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what we propose and why."""

    field: FieldSpec
    default: Answer
    reason: str = ""


def questions(
    spec: DocumentSpec,
    pack: Pack,
    order_date: date,
    chosen: Collection[str] = (),
    days_off: Container[date] = (),
) -> tuple[Question, ...]:
    """The questions of a document with their defaults; what another chosen document asks is left to it."""
    return tuple(_question(field, pack, order_date, days_off) for field in spec.fields if field.same_as not in chosen)


def working_days_words(count: int) -> str:
    """A number of working days in words that agree.

    >>> working_days_words(1), working_days_words(3), working_days_words(10)
    ('1 рабочий день', '3 рабочих дня', '10 рабочих дней')
    """
    return f"{count} {_DAYS[_RUSSIAN.plural_form(count)]}"


def _question(field: FieldSpec, pack: Pack, order_date: date, days_off: Container[date]) -> Question:
    if isinstance(field.default, DayRule):
        return Question(field, *_default_day(field.default, pack, order_date, days_off))
    return Question(field, field.default)


def _default_day(rule: DayRule, pack: Pack, order_date: date, days_off: Container[date]) -> tuple[date, str]:
    deadline = pack.directive.by_path[rule.clause].deadline.date if rule.clause else None
    if deadline is None:
        day = shift_working_days(order_date, rule.working_days, days_off)
        return day, f"{working_days_words(rule.working_days)} от даты приказа"
    day = shift_working_days(deadline, rule.working_days, days_off)
    of_clause = pack.directive.by_path[rule.clause].label_in("genitive")
    if day < order_date:
        late = shift_working_days(order_date, _LATE_DAYS, days_off)
        passed = f"срок {of_clause} ({deadline:%d.%m.%Y}) прошёл"
        return late, f"{passed}; {working_days_words(_LATE_DAYS)} от даты приказа"
    if not rule.working_days:
        return day, f"срок {pack.directive.words.of(of_clause)}"
    return day, f"{working_days_words(-rule.working_days)} до срока {of_clause} ({deadline:%d.%m.%Y})"


def read_answers(
    record: Record, pack: Pack, order_date: date, chosen: Iterable[str], days_off: Container[date] = ()
) -> dict[str, dict[str, Answer]]:
    """The answers to the questions of the chosen documents; what is not there takes its default.

    A default day that an answer leaves no room for moves to that answer.
    """
    answers: dict[str, dict[str, Answer]] = {}
    proposed: set[str] = set()
    specs = [pack.by_id[document] for document in chosen]
    for spec in specs:
        row = record.record(spec.id)
        asked = questions(spec, pack, order_date, [other.id for other in specs], days_off)
        answers[spec.id] = {question.field.key: _read(row, question, pack, order_date) for question in asked}
        proposed |= {f"{spec.id}.{item.field.key}" for item in asked if row.raw(item.field.key) is None}
        for field in spec.fields:
            row.raw(field.key)  # an answer that another document gives may stand here as well
        row.done()
    adjust_default_dates(answers, proposed, pack)
    for spec in specs:
        for field in spec.fields:
            if field.same_as in answers:
                answers[spec.id][field.key] = answers[field.same_as][field.key]
    return answers


def _read(row: Record, question: Question, pack: Pack, order_date: date) -> Answer:
    field = question.field
    if row.raw(field.key) is None:
        return question.default
    reader = _READERS.get(field.kind)
    return reader(row, field) if reader else _checked(row, field, pack, order_date)


def _checked(row: Record, field: FieldSpec, pack: Pack, order_date: date) -> Answer:
    return _day(row, field, pack, order_date) if field.kind is FieldKind.DATE else _document(row, field, pack)


def _text(row: Record, field: FieldSpec) -> str:
    text = row.text(field.key, required=field.required)
    if len(text) > MAX_TEXT:
        row.fault(field.key, "too_long", limit=MAX_TEXT)
    return text


def _lines(row: Record, field: FieldSpec) -> tuple[str, ...]:
    value = row.raw(field.key)
    lines = value.splitlines() if isinstance(value, str) else row.texts(field.key)
    cleaned = tuple(line for line in map(clean_line, lines) if line)
    if field.required and not cleaned:
        row.fault(field.key, "empty")
    if len(cleaned) > MAX_LINES or any(len(line) > MAX_TEXT for line in cleaned):
        row.fault(field.key, "too_long", limit=MAX_TEXT)
    return cleaned


def _number(row: Record, field: FieldSpec) -> int | None:
    return row.number(field.key, required=field.required, low=field.low, high=field.high)


def _flag(row: Record, field: FieldSpec) -> bool:
    return row.flag(field.key)


_READERS: dict[FieldKind, Callable[[Record, FieldSpec], Answer]] = {
    FieldKind.TEXT: _text,
    FieldKind.LINES: _lines,
    FieldKind.NUMBER: _number,
    FieldKind.FLAG: _flag,
}


def _document(row: Record, field: FieldSpec, pack: Pack) -> str:
    chosen = row.text(field.key, required=field.required)
    if chosen and (chosen not in pack.by_id or not pack.by_id[chosen].is_order):
        row.fault(field.key, "unknown_document", text=chosen)
    return chosen


def _day(row: Record, field: FieldSpec, pack: Pack, order_date: date) -> date | None:
    day = row.day(field.key, required=field.required)
    if day is None:
        return None
    if day < order_date:
        row.fault(field.key, "before_order", text=_written(day), order=_written(order_date))
    deadline = pack.directive.by_path[field.limit].deadline.date if field.limit else None
    act = pack.directive.words.named.genitive
    if deadline is not None and order_date > deadline:
        values = {"act": act, "deadline": _written(deadline), "order": _written(order_date)}
        row.faults.append(Fault("deadline_passed", row.at(field.key), values, warning=True))
    elif deadline is not None and day > deadline:
        row.fault(field.key, "after_deadline", text=_written(day), act=act, deadline=_written(deadline))
    return day


def _written(day: date) -> str:
    return f"{day:%d.%m.%Y}"
