"""The days of one packet held against each other, against the calendar, and against the chats of the school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.directives.working_days import is_working_day
from sferum_docs.packs.model import FieldKind
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator

    from sferum_docs.documents.requests.packet_request import Answer, Answers, PacketRequest
    from sferum_docs.packs.model import FieldSpec, Pack
    from sferum_docs.schools.model import Chat


@dataclass(frozen=True, slots=True)
class _Day:
    """An answer that is a day, with the document where it was asked."""

    document: str
    field: FieldSpec
    day: date

    @property
    def place(self) -> str:
        return f"{self.document}.{self.field.key}"

    @property
    def name(self) -> str:
        """How a person finds it: document, question."""
        return f"{self.document} «{self.field.label}»"


def adjust_default_dates(answers: dict[str, dict[str, Answer]], proposed: Collection[str], pack: Pack) -> None:
    """Moves proposed days («D03.срок_классы») to where those that were answered leave room; answers stay."""
    free = set(proposed)
    while moves := [(item, other) for _code, item, other in _breaks(answers, pack) if {item.place, other.place} & free]:
        # what stands against an answer moves first; moved, it counts as answered and may push the next
        item, other = min(moves, key=lambda pair: len({day.place for day in pair} & free))
        moved, fixed = (item, other) if item.place in free else (other, item)
        answers[moved.document][moved.field.key] = fixed.day
        free.discard(moved.place)


def order_faults(answers: Answers, pack: Pack, at: Callable[[str], str]) -> list[Fault]:
    """Days that come before a day they have to follow, and one question answered in two ways; `at` gives the place."""
    return [
        Fault(
            code,
            at(item.place),
            {"name": item.name, "text": _written(item.day), "other": other.name, "day": _written(other.day)},
        )
        for code, item, other in _breaks(answers, pack)
    ]


def _breaks(answers: Answers, pack: Pack) -> Iterator[tuple[str, _Day, _Day]]:
    """(code, the day that is wrong, the day it is held against)."""
    owners: dict[str, _Day] = {}
    for item in _asked_days(answers, pack):
        known = owners.setdefault(_question(item), item)
        if known.day != item.day:
            yield "days_differ", item, known
    for item in owners.values():
        earlier = (owners.get(name) for name in _follows(item, pack))
        yield from (("day_too_early", item, other) for other in earlier if other is not None and item.day < other.day)


def day_warnings(
    request: PacketRequest, pack: Pack, today: date, days_off: Container[date], chats: Iterable[Chat]
) -> tuple[Fault, ...]:
    """What is odd about the days of a packet and does not forbid it: past, on a day off, a chat out of step."""
    days = _asked_days(request.answers, pack)
    found = [_warning("order_day_off", "date", text=request.order_date)] if _off(request.order_date, days_off) else []
    for item in days:
        told = {"document": item.document, "question": item.field.label, "text": item.day}
        if not item.field.deadline:
            continue
        if item.day < today:
            found.append(_warning("day_passed", f"answers.{item.place}", **told, today=today))
        if _off(item.day, days_off):
            found.append(_warning("day_off", f"answers.{item.place}", **told))
    return (*found, *_chat_warnings(request, days, chats))


def _chat_warnings(request: PacketRequest, days: list[_Day], chats: Iterable[Chat]) -> Iterator[Fault]:
    until = min((item for item in days if item.field.chats_until), key=lambda item: item.day, default=None)
    for chat in chats:
        if chat.due is None:
            continue
        if chat.due < request.order_date:
            yield _warning("chat_due_early", "chats", chat=chat.name, text=chat.due, order=request.order_date)
        elif until is not None and chat.due > until.day:
            yield _warning("chat_due_late", "chats", chat=chat.name, text=chat.due, other=until.name, day=until.day)


def _asked_days(answers: Answers, pack: Pack) -> list[_Day]:
    """The days of a packet, each once: what another document of it asks is left to that one."""
    return [
        _Day(document, field, day)
        for document, given in answers.items()
        for field in pack.by_id[document].fields
        if field.kind is FieldKind.DATE
        and field.same_as not in answers
        and isinstance(day := given.get(field.key), date)
    ]


def _question(item: _Day) -> str:
    """The question by the document that owns it, whoever asks it in this packet."""
    return f"{item.field.same_as or item.document}.{item.field.key}"


def _follows(item: _Day, pack: Pack) -> tuple[str, ...]:
    owner = pack.by_id[item.field.same_as or item.document]
    return next((field.not_before for field in owner.fields if field.key == item.field.key), ())


def _warning(code: str, place: str, **values: object) -> Fault:
    told = {key: _written(value) if isinstance(value, date) else value for key, value in values.items()}
    return Fault(code, place, told, warning=True)


def _off(day: date, days_off: Container[date]) -> bool:
    return not is_working_day(day, days_off)


def _written(day: date) -> str:
    return f"{day:%d.%m.%Y}"
