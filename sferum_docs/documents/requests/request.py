"""A request for a packet: which documents, of what date, with which answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sferum_docs.directives.due_day import LAST_DAY
from sferum_docs.documents.requests.answers import read_answers
from sferum_docs.documents.requests.checklist import CheckAnswer, Reply
from sferum_docs.documents.requests.days import order_faults
from sferum_docs.documents.requests.named_papers import paper_faults
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.indicators.reports.told import ToldFigures
from sferum_docs.indicators.series import Analysis, Figures, Measure, Value
from sferum_docs.indicators.targets import Target
from sferum_docs.packs.succession import ReplacedOrder

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.packs.model import Pack
    from sferum_docs.reading.records import Record

_OF_DATE = {"before_order", "after_deadline"}


def read_request(record: Record, pack: Pack, days_off: Container[date] = ()) -> PacketRequest | None:
    """The request of a record («date», «preset» or «documents», «answers»), or None when a fault forbids it.

    Proposals for days that are not answered keep clear of `days_off`.
    """
    day = record.day("date")
    if day is not None and day < pack.directive.date:
        act, directive = pack.directive.words.named.genitive, f"{pack.directive.date:%d.%m.%Y}"
        record.fault("date", "before_directive", text=f"{day:%d.%m.%Y}", act=act, directive=directive)
        day = None
    if day is not None and day > LAST_DAY:
        record.fault("date", "too_late", text=f"{day:%d.%m.%Y}")
        day = None
    documents = _documents(record, pack)
    answers = record.record("answers")
    before = len(record.faults)
    read = read_answers(answers, pack, day or pack.directive.date, documents, days_off)
    if day is not None:
        record.faults += order_faults(read, pack, answers.at, days_off)
        record.faults += paper_faults(read, pack, day, answers.at)
    else:  # without a right date nothing can be early or late
        record.faults[before:] = [fault for fault in record.faults[before:] if fault.code not in _OF_DATE]
    answers.done()
    record.done()
    if day is None or not documents:
        return None
    return PacketRequest(day, documents, read)


def _documents(record: Record, pack: Pack) -> tuple[str, ...]:
    named = record.texts("documents")
    preset_id = record.text("preset", required=False)
    preset = pack.preset(preset_id) if preset_id else pack.usual_preset
    if not record.has("documents") and preset is None:
        record.fault("preset", "not_a_choice", text=preset_id, options=", ".join(item.id for item in pack.presets))
        return ()
    chosen = named if record.has("documents") or preset is None else preset.documents
    for document in chosen:
        if document not in pack.by_id:
            record.fault("documents", "unknown_document", text=document)
    if not chosen:
        record.fault("documents", "nothing_chosen")
    return tuple(document for document in pack.by_id if document in chosen)


def request_record(request: PacketRequest) -> dict[str, Any]:
    """The request as plain values that `read_request` reads back."""
    return {
        "date": request.order_date.isoformat(),
        "documents": list(request.documents),
        "answers": {
            document: {key: _plain(value) for key, value in answers.items() if value is not None}
            for document, answers in request.answers.items()
        },
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):  # most of them
        return value
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def orders_record(orders: Sequence[ReplacedOrder]) -> list[list[Any]]:
    """The orders that a document ends, as they are kept with it."""
    return [
        [order.entry, order.day.isoformat(), order.number, order.title, order.document, [*order.replaced_by]]
        for order in orders
    ]


def kept_orders(data: Mapping[str, Any]) -> tuple[ReplacedOrder, ...]:
    """The orders that a document ended; none for any other document."""
    return tuple(
        ReplacedOrder(entry, date.fromisoformat(day), number, title, document, tuple(replaced_by))
        for entry, day, number, title, document, replaced_by in data.get("replaced", ())
    )


def checks_record(answers: Sequence[CheckAnswer]) -> list[list[str]]:
    """The answers as they are kept with a document."""
    return [[item.clause, item.question, item.reply.value, item.day.isoformat(), item.evidence] for item in answers]


def kept_checks(data: Mapping[str, Any]) -> tuple[CheckAnswer, ...]:
    """The answers that a document was made with; none for one made before there were any."""
    return tuple(
        CheckAnswer(clause, question, Reply(reply), date.fromisoformat(day), evidence)
        for clause, question, reply, day, evidence in data.get("checks", ())
    )


def figures_record(told: ToldFigures) -> dict[str, Any]:
    """The figures as they are kept with a paper: plain values that `kept_figures` reads back."""
    figures = told.figures
    return {
        "set": figures.set.key,
        "values": [
            [each.indicator, each.week.isoformat(), _text(each.amount), each.unit, each.base, each.state]
            for each in figures.values
        ],
        "measures": [
            [each.indicator, each.week.isoformat(), each.text, _day(each.due), each.worker] for each in figures.measures
        ],
        "analyses": [
            [each.week.isoformat(), each.conclusion, _day(each.received), each.origin] for each in figures.analyses
        ],
        "targets": [[each.indicator, str(each.share), each.day.isoformat()] for each in told.targets],
        "holidays": sorted(day.isoformat() for day in told.holidays),
        **({"corrected": told.corrected} if told.corrected else {}),
    }


def kept_figures(data: Mapping[str, Any], of: IndicatorSet | None) -> ToldFigures | None:
    """The figures that a paper was made with; None for one made without any, or when its set is gone."""
    kept = data.get("figures")
    if kept is None or of is None or kept["set"] != of.key:
        return None
    values = (
        Value(key, date.fromisoformat(week), _number(amount), unit, base, state)
        for key, week, amount, unit, base, state in kept["values"]
    )
    measures = (
        Measure(key, date.fromisoformat(week), text, _read_day(due), worker)
        for key, week, text, due, worker in kept["measures"]
    )
    analyses = (
        Analysis(date.fromisoformat(week), conclusion, _read_day(received), origin)
        for week, conclusion, received, origin in kept["analyses"]
    )
    return ToldFigures(
        Figures(of, tuple(values), tuple(measures), tuple(analyses)),
        tuple(Target(key, Decimal(share), date.fromisoformat(day)) for key, share, day in kept["targets"]),
        frozenset(map(date.fromisoformat, kept["holidays"])),
        corrected=kept.get("corrected", ""),
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount.normalize(), "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
