"""What is odd about a packet and does not forbid it: days, chats out of step, a deadline missed, what has aged."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.legal_acts import Trust, acts_in_force
from sferum_docs.directives.weekdays import monday_of
from sferum_docs.directives.working_days import is_working_day
from sferum_docs.documents.requests.days import asked_days, question_name
from sferum_docs.documents.requests.proposals import due_day, is_late, packet_questions
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from sferum_docs.documents.requests.days import AskedDay
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import Chat

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = re.compile(r"\b(?:(\d{1,2})\.(\d{1,2})\.|(\d{1,2})\.|([а-я]{3,9})\s+)(\d{4})\b")
_MONTHS_OF_YEAR = 12


def packet_warnings(
    request: PacketRequest, pack: Pack, today: date, days_off: Container[date], chats: Iterable[Chat]
) -> tuple[Fault, ...]:
    """Everything that is told of a packet when it is made, by pages and commands alike."""
    return (
        *_late_clauses(request, pack),
        *day_warnings(request, pack, today, days_off, chats),
        *_aged_lists(request, pack),
        *_unchecked_acts(request, pack),
        *(
            Fault("pack_notice", "notices", {"text": item.text}, warning=True)
            for item in pack.notices_on(request.order_date)
        ),
    )


def day_warnings(
    request: PacketRequest, pack: Pack, today: date, days_off: Container[date], chats: Iterable[Chat]
) -> tuple[Fault, ...]:
    """What is odd about the days of a packet: past, on a day off, a week not over, a chat out of step.

    Days that were proposed have passed because the order's has: this is told once, of the order.
    """
    days = list({question_name(item.document, item.field): item for item in reversed(_days(request, pack))}.values())[
        ::-1
    ]
    proposed = _proposed_days(request, pack, days_off)
    off = [_warning("order_day_off", "date", text=request.order_date)] if _off(request.order_date, days_off) else []
    passed = [item for item in days if item.field.deadline and item.day < today]
    typed = [item for item in passed if proposed.get(item.place) != item.day]
    if len(passed) > len(typed) and request.order_date < today:
        count = len(passed) - len(typed)
        off.append(_warning("order_passed", "date", text=request.order_date, today=today, count=count))
    return (
        *off,
        *(_warning("day_passed", f"answers.{item.place}", **_told(item), today=today) for item in typed),
        *(
            _warning("day_off", f"answers.{item.place}", **_told(item))
            for item in days
            if item.field.deadline and _off(item.day, days_off)
        ),
        *_unfinished_weeks(days, pack),
        *_chat_warnings(request, days, chats),
    )


def _days(request: PacketRequest, pack: Pack) -> list[AskedDay]:
    """The days of a packet, each question once."""
    found: dict[str, AskedDay] = {}
    for item in asked_days(request.answers, pack):
        found.setdefault(question_name(item.document, item.field), item)
    return list(found.values())


def _proposed_days(request: PacketRequest, pack: Pack, days_off: Container[date]) -> dict[str, date]:
    asked = packet_questions(pack, request.order_date, request.documents, days_off)
    return {
        f"{document}.{item.field.key}": item.default
        for document, items in asked.items()
        for item in items
        if isinstance(item.default, date)
    }


def _told(item: AskedDay) -> dict[str, object]:
    return {"document": item.document, "question": item.field.label, "text": item.day}


def _late_clauses(request: PacketRequest, pack: Pack) -> Iterator[Fault]:
    """The clauses whose deadline has passed, each at the first question that it is the limit of."""
    told: set[str] = set()
    for document in request.documents:
        for field in pack.by_id[document].fields:
            clause = field.limit or field.late
            if clause and clause not in told and is_late(pack, clause, request.order_date):
                told.add(clause)
                node = pack.directive.by_path[clause]
                yield _warning(
                    "deadline_passed",
                    f"answers.{document}.{field.key}",
                    clause=pack.directive.words.of(node.label_in("genitive")),
                    deadline=due_day(pack, clause),
                    order=request.order_date,
                )


def _aged_lists(request: PacketRequest, pack: Pack) -> Iterator[Fault]:
    """Lists that are said to be of a month long past, or of one to come."""
    for document in request.documents:
        for field in pack.by_id[document].fields:
            text = str(request.answers.get(document, {}).get(field.key) or "")
            age = months_old(text, request.order_date) if field.aged_after else None
            if age is not None and not 0 <= age <= field.aged_after:
                code = "list_aged" if age > 0 else "list_ahead"
                place = f"answers.{document}.{field.key}"
                yield _warning(
                    code, place, document=document, question=field.label, text=text, order=request.order_date
                )


def months_old(text: str, on: date) -> int | None:
    """How many months before a day lies the month that a text names; None where it names none.

    >>> months_old("март 2023 года", date(2026, 11, 30)), months_old("сейчас", date(2026, 11, 30))
    (44, None)
    """
    found = _MONTH.search(text.casefold())
    if found is None:
        return None
    _day, of_day, alone, word, year = found.groups()
    number = of_day or alone
    month = int(number) if number else next((at for at, name in enumerate(_MONTHS, 1) if word.startswith(name)), 0)
    if not 1 <= month <= _MONTHS_OF_YEAR:
        return None
    return (on.year - int(year)) * _MONTHS_OF_YEAR + on.month - month


def _unchecked_acts(request: PacketRequest, pack: Pack) -> Iterator[Fault]:
    """The acts that the packet cites and whose official text nobody has read."""
    in_force = acts_in_force(pack.acts, request.order_date)
    cited: dict[str, list[str]] = {}
    for document in request.documents:
        for name in pack.by_id[document].acts:
            if name in in_force and in_force[name].trust is not Trust.OFFICIAL:
                cited.setdefault(name, []).append(document)
    told = [
        f"{act.name or act.id} ({', '.join(cited[name])}) — {act.source}"
        for name, act in in_force.items()
        if name in cited
    ]
    if told:
        yield _warning("acts_unchecked", "acts", acts="; ".join(told))


def _unfinished_weeks(days: Iterable[AskedDay], pack: Pack) -> Iterator[Fault]:
    """Figures taken before the week they are of is over."""
    by_name = {question_name(item.document, item.field): item for item in days}
    for name, item in by_name.items():
        for other in (by_name.get(earlier) for earlier in pack.follows.get(name, ())):
            if other is not None and other.field.whole_week:
                sunday = monday_of(other.day) + timedelta(days=6)
                if other.day <= item.day <= sunday:
                    yield _warning("week_unfinished", f"answers.{item.place}", **_told(item), sunday=sunday)


def _chat_warnings(request: PacketRequest, days: list[AskedDay], chats: Iterable[Chat]) -> Iterator[Fault]:
    until = min((item for item in days if item.field.chats_until), key=lambda item: item.day, default=None)
    for chat in chats:
        if chat.due is None:
            continue
        if chat.due < request.order_date:
            yield _warning("chat_due_early", "chats", chat=chat.name, text=chat.due, order=request.order_date)
        elif until is not None and chat.due > until.day:
            yield _warning("chat_due_late", "chats", chat=chat.name, text=chat.due, other=until.name, day=until.day)


def _warning(code: str, place: str, **values: object) -> Fault:
    told = {key: f"{value:%d.%m.%Y}" if isinstance(value, date) else value for key, value in values.items()}
    return Fault(code, place, told, warning=True)


def _off(day: date, days_off: Container[date]) -> bool:
    return not is_working_day(day, days_off)
