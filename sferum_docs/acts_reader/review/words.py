"""How the fields of a draft are told to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.directives.model import DayType, DeadlineKind, Demand

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.acts_reader.model import ActDraft, Control, DraftNode
    from sferum_docs.directives.model import Deadline, Officer

FIELDS = {
    "text": "Текст",
    "number": "Номер",
    "level": "Уровень",
    "node": "Пункт или нет",
    "addressee": "Кому",
    "for_school": "Кому",
    "deadline": "Срок",
    "demand": "Что требует",
}
ACT_FIELDS = {
    "kind": "Вид акта",
    "number": "Номер акта",
    "date": "Дата акта",
    "title": "Заголовок",
    "issuer": "Кто издал",
    "adopting_word": "Распорядительное слово",
    "signatory": "Кто подписал",
    "executor": "Исполнитель",
    "control": "Контроль",
    "references": "Ссылки",
    "repeals": "Что отменяет",
    "annexes": "Приложения",
    "entry_into_force": "Вступление в силу",
}
DEMANDS = {
    Demand.ACTION: "действие",
    Demand.ACT: "акт школы",
    Demand.RULE: "правило, делать нечего",
    Demand.GROUP: "вводные слова к тому, что ниже",
}
KINDS = {
    DeadlineKind.NONE: "срока нет",
    DeadlineKind.DATE: "к дате",
    DeadlineKind.RANGE: "с даты по дату",
    DeadlineKind.ASAP: "немедленно",
    DeadlineKind.PERIODIC: "повторяется",
    DeadlineKind.RELATIVE: "столько-то дней от события",
    DeadlineKind.EVENT: "к событию",
}
PERIODS = {
    "P1D": "каждый день",
    "P1W": "каждую неделю",
    "P2W": "каждые две недели",
    "P1M": "каждый месяц",
    "P3M": "каждый квартал",
    "P6M": "каждые полгода",
    "P1Y": "каждый год",
}
WEEKDAYS = ("", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_NOTHING = "не указано"


def field_label(path: str, field: str) -> str:
    """How a field of a node is called, or of the act when no node is named."""
    return (FIELDS if path else ACT_FIELDS).get(field, "Прочее")


def deadline_words(deadline: Deadline) -> str:
    """A deadline in words; empty when there is none.

    >>> from datetime import date
    >>> from sferum_docs.directives.model import Deadline
    >>> deadline_words(Deadline(DeadlineKind.RANGE, date_from=date(2026, 4, 6), date=date(2026, 4, 10)))
    'с 06.04.2026 по 10.04.2026'
    >>> deadline_words(Deadline(DeadlineKind.RELATIVE, days=10, day_type=DayType.WORKING, event="со дня подписания"))
    'дней: 10 (рабочие), со дня подписания'
    """
    return _DEADLINES[deadline.kind](deadline)


def value_words(draft: ActDraft, node: DraftNode | None, field: str) -> str:
    """What a field holds, in words."""
    if node is not None:
        told = _NODE_WORDS.get(field)
        return (told(node) if told else "") or _NOTHING
    if field == "control":
        return _control(draft.control)
    if field in {"signatory", "executor"}:
        return _officer(draft.signatory if field == "signatory" else draft.executor)
    if field == "date":
        return f"{draft.date:%d.%m.%Y}" if draft.date else _NOTHING
    value = getattr(draft, field, "")
    return value if isinstance(value, str) and value else _NOTHING


def _date(deadline: Deadline) -> str:
    return f"до {deadline.date:%d.%m.%Y}" if deadline.date else deadline.raw


def _range(deadline: Deadline) -> str:
    if deadline.date is None or deadline.date_from is None:
        return deadline.raw
    return f"с {deadline.date_from:%d.%m.%Y} по {deadline.date:%d.%m.%Y}"


def _periodic(deadline: Deadline) -> str:
    day = f", день недели: {WEEKDAYS[deadline.weekday]}" if 0 < deadline.weekday < len(WEEKDAYS) else ""
    day += f", число: {deadline.day}" if deadline.day else ""
    return PERIODS.get(deadline.period, deadline.period) + day


def _relative(deadline: Deadline) -> str:
    if deadline.raw:
        return deadline.raw
    kind = " (рабочие)" if deadline.day_type is DayType.WORKING else ""
    return f"дней: {deadline.days}{kind}" + (f", {deadline.event}" if deadline.event else "")


def _officer(officer: Officer | None) -> str:
    return ", ".join(part for part in (officer.post, officer.name) if part) if officer else _NOTHING


def _control(control: Control | None) -> str:
    if control is None:
        return _NOTHING
    if control.himself:
        return "оставил за собой тот, кто подписал"
    return ", ".join(part for part in (control.post_as_printed, control.person) if part) or _NOTHING


def _addressee(node: DraftNode) -> str:
    whose = "это школа" if node.for_school else "это не школа"
    return f"{node.addressee or 'не назван'} ({whose})"


_DEADLINES: dict[DeadlineKind, Callable[[Deadline], str]] = {
    DeadlineKind.NONE: lambda _deadline: "",
    DeadlineKind.DATE: _date,
    DeadlineKind.RANGE: _range,
    DeadlineKind.ASAP: lambda deadline: deadline.raw or KINDS[DeadlineKind.ASAP],
    DeadlineKind.PERIODIC: _periodic,
    DeadlineKind.RELATIVE: _relative,
    DeadlineKind.EVENT: lambda deadline: deadline.event or deadline.raw,
}
_NODE_WORDS: dict[str, Callable[[DraftNode], str]] = {
    "text": lambda node: node.text,
    "number": lambda node: node.number or node.marker,
    "level": lambda node: node.marker,
    "node": lambda node: node.marker,
    "addressee": _addressee,
    "for_school": _addressee,
    "deadline": lambda node: deadline_words(node.deadline) or KINDS[DeadlineKind.NONE],
    "demand": lambda node: DEMANDS[node.demand],
}
