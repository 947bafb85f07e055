"""Answers to the checklist that rest on the weeks of the indicators: what they propose, what takes them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.grammar.numbers import counted_of
from sferum_docs.packs.checklist import WeeksAsk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sferum_docs.indicators.duty.evidence import WeekEvidence, WeeksEvidence
    from sferum_docs.store.documents.checklist_answers import Link


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer rests on: in words, what that names, since which day."""

    words: str
    link: Link
    day: date | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a week must have, how all are told that have it, and one that has not."""

    holds: Callable[[WeekEvidence], bool]
    all_have: str
    one_has_not: str


_ASKED: Mapping[WeeksAsk, _Asked] = {
    WeeksAsk.ANALYSED: _Asked(lambda week: week.counts, "данные, вывод и подпись есть{all}", "{lacks}"),
    WeeksAsk.MEASURED: _Asked(lambda week: not week.fell, "снижений без мер нет", "снижение без меры"),
    WeeksAsk.WHOLE: _Asked(lambda week: week.whole, "есть значения всех показателей", "значения не все"),
}
WEEKS: Mapping[str, WeeksAsk] = {f"weeks_{asked.value}": asked for asked in _ASKED}  # kinds of links


def ground_of_weeks(asked: WeeksAsk, weeks: WeeksEvidence) -> Ground | None:
    """What the weeks say for «yes»: all that had to be analysed have it."""
    told = _ASKED[asked]
    if not weeks.weeks or not all(map(told.holds, weeks.weeks)):
        return None
    first, last = weeks.weeks[0].due, weeks.weeks[-1].due
    count = f" у всех {counted_of(len(weeks.weeks), 'неделя')}" if len(weeks.weeks) > 1 else ""
    said = told.all_have.format(all=count)
    words = f"с {first.week:%d.%m.%Y} по {last.last_day:%d.%m.%Y} {said}"
    return Ground(words, (f"weeks_{asked.value}", last.week.toordinal()), last.day)


def fall_of_weeks(asked: WeeksAsk, weeks: WeeksEvidence) -> tuple[str, date] | None:
    """Which week takes such an answer back, and since when; None while all hold."""
    told = _ASKED[asked]
    lacking = next((week for week in weeks.weeks if not told.holds(week)), None)
    if lacking is None:
        return None
    due = lacking.due
    said = told.one_has_not.format(lacks=lacking.lacks)
    return f"неделя {due.shown}: {said}", due.day
