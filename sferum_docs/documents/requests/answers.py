"""The answers to the questions of a packet read back: each of its kind, within its bounds, at its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.days import question_name
from sferum_docs.documents.requests.named_papers import names_paper, says_none
from sferum_docs.documents.requests.proposals import askers, packet_questions
from sferum_docs.packs.model import FieldKind
from sferum_docs.reading.cleaning import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from sferum_docs.documents.requests.packet_request import Answer
    from sferum_docs.packs.model import FieldSpec, Pack
    from sferum_docs.reading.records import Record

MAX_TEXT = 500
MAX_TOLD = 2000  # of sentences that are proposed of many indicators
MAX_LINES = 50


def read_answers(
    record: Record, pack: Pack, order_date: date, chosen: Iterable[str], days_off: Container[date] = ()
) -> dict[str, dict[str, Answer]]:
    """The answers to the questions of the chosen documents; what is not there takes its default.

    A default day that an answer leaves no room for moves to where there is some.
    """
    documents = tuple(chosen)
    asked_by = askers(pack, order_date, documents)
    given: dict[str, dict[str, Answer]] = {document: {} for document in documents}
    for document in documents:
        row = record.record(document)
        for field in pack.by_id[document].fields:
            # an answer that another document gives may stand here as well
            asker = asked_by.get(question_name(document, field), "")
            if row.raw(field.key) is not None and asker and (asker == document or asker != field.same_as):
                answer = _read(row, field, pack, order_date)
                _refuse_other(row, field, answer, given[asker].setdefault(field.key, answer))
        row.done()
    asked = packet_questions(pack, order_date, documents, days_off, given)
    answers = {
        document: {item.field.key: given[document].get(item.field.key, item.default) for item in items}
        for document, items in asked.items()
    }
    for document in documents:
        for field in pack.by_id[document].fields:
            asker = asked_by.get(question_name(document, field), document)
            if field.key in answers[asker]:
                answers[document][field.key] = answers[asker][field.key]
    return answers


def _refuse_other(row: Record, field: FieldSpec, answer: Answer, first: Answer) -> None:
    """One question answered in two ways; days are held against each other with all others (`order_faults`)."""
    if answer != first and None not in {answer, first}:
        row.fault(field.key, "answers_differ", name=field.label, text=_told(answer), other=_told(first))


def _told(answer: Answer) -> str:
    return _written(answer) if isinstance(answer, date) else str(answer)


def _read(row: Record, field: FieldSpec, pack: Pack, order_date: date) -> Answer:
    reader = _READERS.get(field.kind)
    return reader(row, field) if reader else _checked(row, field, pack, order_date)


def _checked(row: Record, field: FieldSpec, pack: Pack, order_date: date) -> Answer:
    return _day(row, field, pack, order_date) if field.kind is FieldKind.DATE else _document(row, field, pack)


def _text(row: Record, field: FieldSpec) -> str:
    text = row.text(field.key, required=field.required)
    if len(text) > (limit := MAX_TOLD if field.tells else MAX_TEXT):
        row.fault(field.key, "too_long", limit=limit)
    elif field.names_paper and text and not names_paper(text) and not (field.or_none and says_none(text)):
        row.fault(field.key, "not_a_paper_nor_none" if field.or_none else "not_a_paper", text=text)
    return text


def _lines(row: Record, field: FieldSpec) -> tuple[str, ...]:
    value = row.raw(field.key)
    lines = value.splitlines() if isinstance(value, str) else row.texts(field.key)
    cleaned = tuple(line for line in map(clean_line, lines) if line)
    if field.required and not cleaned:
        row.fault(field.key, "empty")
    elif cleaned and len(cleaned) < field.low:
        row.fault(field.key, "too_few_lines", low=field.low)
    if len(cleaned) > MAX_LINES or any(len(line) > MAX_TEXT for line in cleaned):
        row.fault(field.key, "too_long", limit=MAX_TEXT)
    return cleaned


def _number(row: Record, field: FieldSpec) -> int | None:
    return row.number(field.key, required=field.required, low=field.low, high=field.high)


def _flag(row: Record, field: FieldSpec) -> bool:
    return row.flag(field.key)


_READERS: dict[FieldKind, Callable[[Record, FieldSpec], Answer]] = {
    FieldKind.TEXT: _text,
    FieldKind.PERSON: _text,
    FieldKind.WORKER: _text,
    FieldKind.BODY: _text,
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
    if field.past and day > order_date:
        row.fault(field.key, "after_order", text=_written(day), order=_written(order_date))
    if not field.past and day < order_date:
        row.fault(field.key, "before_order", text=_written(day), order=_written(order_date))
    deadline = pack.directive.by_path[field.limit].deadline.date if field.limit else None
    act = pack.directive.words.named.genitive
    if deadline is not None and order_date <= deadline < day:
        row.fault(field.key, "after_deadline", text=_written(day), act=act, deadline=_written(deadline))
    return day


def _written(day: date) -> str:
    return f"{day:%d.%m.%Y}"
