"""A reminder of deadlines as a letter: what is overdue, what is due in the next days. No person is named in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.directives.recurrence import next_day
from sferum_docs.grammar.numbers import long_date, short_date
from sferum_docs.services.indicators.reminders import spoken
from sferum_docs.services.today.next_actions import people

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sferum_docs.services.today.next_actions import SchoolFacts

_MOST = 20  # lines of a part
_ABOUT = (
    "Такое письмо приходит не чаще раза в день и только тогда, когда есть о чём напомнить. Отключить его можно в "
    "программе: своё имя вверху страницы → «Напоминания о сроках». Отвечать на него не нужно."
)


@dataclass(frozen=True, slots=True, order=True)
class Duty:
    """What is to be done by a day."""

    day: date
    what: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a body is reminded of on a day, the earliest first; it is false when there is nothing."""

    missed: tuple[Duty, ...]
    coming: tuple[Duty, ...]

    def __bool__(self) -> bool:
        return bool(self.missed or self.coming)


def reminder_of(facts: SchoolFacts, today: date, until: date) -> Reminder:
    """What was missed, and what is due from today to that day."""
    found = sorted({*_of_dues(facts, today), *_of_acts(facts)})
    missed = tuple(duty for duty in found if duty.day < today)
    return Reminder(missed, tuple(duty for duty in found if today <= duty.day <= until))


def _of_dues(facts: SchoolFacts, today: date) -> Iterator[Duty]:
    for due in facts.dues:
        if due.period:
            yield Duty(next_day(due.day, due.period, today), due.what)
        elif not due.done:
            yield Duty(due.day, due.what)


def _of_acts(facts: SchoolFacts) -> Iterator[Duty]:
    for act in facts.acts:
        weeks = act.weeks
        for deed, found in (
            ("Внести показатели", weeks.without_data),
            ("Назвать меры против снижения показателей", weeks.without_measure),
            ("Написать вывод по показателям", weeks.without_conclusion),
        ):
            if found:
                yield Duty(found[0].day, f"{deed} {spoken(found)}")
    days = [act.acquaint_by for act in facts.acts if act.acquaint_by is not None]
    if facts.unsigned and days:
        yield Duty(min(days), f"Ознакомить под подпись {people(facts.unsigned)}")


def subject_of(reminder: Reminder, today: date) -> str:
    """How pressing it is, seen in a list of letters: «Сроки на 30.11.2026: просрочено 2, ближайших 1»."""
    parts = [
        f"{word} {len(duties)}"
        for word, duties in (("просрочено", reminder.missed), ("ближайших", reminder.coming))
        if duties
    ]
    return f"Сроки на {short_date(today)}: {', '.join(parts)}"


def text_of(reminder: Reminder, body: str, today: date) -> str:
    """The words of the letter."""
    lines = [f"{body}, {long_date(today)}", ""]
    if reminder.missed:
        lines += ["Срок прошёл:", *_lines(reminder.missed, "был срок"), ""]
    if reminder.coming:
        coming = tuple(
            replace(duty, what=f"{duty.what} (сегодня)") if duty.day == today else duty for duty in reminder.coming
        )
        lines += ["Ближайшие сроки:", *_lines(coming, "до"), ""]
    lines += ["Подробности — в программе, раздел «Сроки».", "", _ABOUT]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


def _lines(duties: Sequence[Duty], by: str) -> list[str]:
    shown = [f"— {by} {short_date(duty.day)}: {duty.what}" for duty in duties[:_MOST]]
    return shown + ([f"— и ещё {len(duties) - _MOST}"] if len(duties) > _MOST else [])
