"""What is proposed to be said of a period: sentences of fact, each a person may change or strike out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sferum_docs.indicators.reports.telling import (
    change_words,
    lacking_words,
    measure_text,
    no_data_words,
    number,
    target_words,
    vacation_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sferum_docs.indicators.reports.periods import PeriodRow
    from sferum_docs.indicators.reports.telling import PeopleWords
    from sferum_docs.indicators.series import Measure

LONGEST = 1900  # letters of one answer: what does not go in is left out by whole sentences
_REST = " Остальное\N{NO-BREAK SPACE}— в журнале анализа."


def best_words(rows: Sequence[PeriodRow], people: PeopleWords) -> str:
    """What grew or is at its target and is not behind for another reason, the greatest growth of a share first."""
    good = [row for row in rows if (_reached(row) or (row.growth or 0) > 0) and not _is_behind(row)]
    return _joined(_sentence(row, people) for row in sorted(good, key=_grown, reverse=True))


def behind_words(rows: Sequence[PeriodRow], people: PeopleWords) -> str:
    """What fell, what missed a target whose day has come, what is not known; families are never behind a target."""
    return _joined(_sentence(row, people) for row in rows if _is_behind(row) or _is_unknown(row))


def ahead_words(rows: Sequence[PeriodRow], people: PeopleWords) -> str:
    """What is lacking to the targets that lie ahead: a fact, not a forecast."""
    return _joined(_lacking(row, people) for row in rows if not row.indicator.is_guide)


def measure_words(measures: Iterable[Measure], rows: Sequence[PeriodRow]) -> str:
    """What was done about each indicator, by when and by whom, each measure once."""
    named = {row.indicator.id: row.indicator.label for row in rows}
    said = dict.fromkeys((each.indicator, measure_text(each)) for each in measures if each.indicator in named)
    return _joined(f"{named[key]}: {text}" for key, text in said)


def holiday_words(mondays: Iterable[date], first: date, last: date) -> str:
    """The weeks of the period that were none of lessons."""
    return vacation_words(sorted(monday for monday in mondays if first <= monday <= last))


def _sentence(row: PeriodRow, people: PeopleWords) -> str:
    if _is_unknown(row):
        return f"{row.indicator.label}: {no_data_words(row.week.week)}"
    was, now = row.first, row.week.value
    changed = change_words(
        was.amount if was and was is not now and was.unit == (now.unit if now else "") else None,
        now.amount if now else None,
        people.noun(row.indicator),
        percent=row.week.in_percent,
    )
    of_target = "" if row.indicator.is_guide and not _reached(row) else _to_target(row)
    said = "; ".join(filter(None, (changed, of_target)))
    return f"{row.indicator.label}: {said}" if said else ""


def _to_target(row: PeriodRow) -> str:
    return target_words(row.week.share, row.week.target, due=row.week.target_due, guide=row.indicator.is_guide)


def _lacking(row: PeriodRow, people: PeopleWords) -> str:
    week = row.week
    target = week.next_target if week.target_due else week.target
    if target is None or week.share is None or week.share >= target.share:
        return ""
    if week.in_percent or not week.base:
        return f"{row.indicator.label}: {target_words(week.share, target, due=False)}"
    lacking = lacking_words(week.amount, week.base, target, people.noun(row.indicator))
    of = f"до цели {number(target.share)}\N{NO-BREAK SPACE}% на {target.day:%d.%m.%Y}"
    return f"{row.indicator.label}: {of} {lacking}" if lacking else ""


def _reached(row: PeriodRow) -> bool:
    return row.week.target is not None and row.week.share is not None and row.week.share >= row.week.target.share


def _is_unknown(row: PeriodRow) -> bool:
    return row.week.state == "unknown"


def _is_behind(row: PeriodRow) -> bool:
    missed = row.week.target_due and not row.indicator.is_guide and not _reached(row) and row.week.share is not None
    return missed or (row.growth is not None and row.growth < 0)


def _grown(row: PeriodRow) -> Decimal:
    """By how many points, where it can be known: people of different populations are not compared by number."""
    growth, base = row.growth or Decimal(), row.week.base
    return growth if row.week.in_percent or not base else growth * 100 / base


def _joined(sentences: Iterable[str]) -> str:
    """Sentences one after another, as many whole ones as there is room for; it is said when some are left out."""
    text = ""
    for sentence in filter(None, sentences):
        longer = f"{text} {sentence}.".strip()
        if len(longer) > LONGEST - len(_REST):
            return f"{text}{_REST}".strip()
        text = longer
    return text
