"""Tags of the indicators: what they are, and what the figures of a week or a period say of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.indicators import PEOPLE
from sferum_docs.directives.indicators import PERCENT as SHARE
from sferum_docs.directives.weekdays import monday_of
from sferum_docs.docengine import Kind
from sferum_docs.documents.requests.situation import FIRST, LAST, WEEK_ASKED, WEEKS_ASKED
from sferum_docs.documents.tags.declaration import Group, Rows, Tag
from sferum_docs.indicators.duty.evidence import analysed_weeks
from sferum_docs.indicators.model import PERCENT
from sferum_docs.indicators.reports.of_school import bases_of, not_submitted
from sferum_docs.indicators.reports.periods import period_rows
from sferum_docs.indicators.reports.telling import (
    measure_text,
    number,
    plan_words,
    signed,
    target_words,
    tenth,
    week_words,
)
from sferum_docs.indicators.reports.told import before

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.indicators.reports.periods import PeriodRow
    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.indicators.series import Measure, Value

AS_OF = "дата_данных"  # the question on which day numbers were taken


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator that applies to this school, with what the figures say of it."""

    indicator: Indicator
    base: int | None  # how many there are in all; None when the school has not told
    told: PeriodRow | None = None


def applicable(situation: Situation) -> tuple[Indicator, ...]:
    """Indicators of the directive that have anybody to count in this body."""
    kind = situation.school.requisites.kind
    return tuple(
        item
        for item in situation.pack.directive.indicators
        if item.applies_to(kind.value, keeps_journal=kind.keeps_journal)
    )


def indicators(situation: Situation) -> tuple[IndicatorRow, ...]:
    """The rows of a table of indicators."""
    told = {row.indicator.id: row for row in period_told(situation)}
    of = situation.pack.indicator_set
    bases = bases_of(situation.school, of) if of else {}
    return tuple(
        IndicatorRow(item, _base(told.get(item.id)) or bases.get(item.id), told.get(item.id))
        for item in applicable(situation)
    )


def _base(row: PeriodRow | None) -> int | None:
    return row.week.base if row else None


def week_told(situation: Situation) -> date | None:
    """The Monday of the week that a document speaks of: the one it asks for, else the last that is known on its day."""
    if situation.figures is None:
        return None
    asked = situation.day_asked(WEEK_ASKED)
    if asked is not None:
        return monday_of(asked)
    first, last = weeks_spoken_of(situation)
    return situation.figures.last_week(first, last)


def weeks_spoken_of(situation: Situation) -> tuple[date | None, date]:
    """The first and the last Monday that a document may speak of; without a first all weeks before."""
    asked, until = situation.day_asked(WEEK_ASKED), situation.day_asked(LAST)
    if asked is not None:
        return before(monday_of(asked)), monday_of(asked)
    if until is not None:
        return monday_of(situation.day_asked(FIRST) or situation.order_date), monday_of(until)
    count = situation.answer(WEEKS_ASKED)
    if isinstance(count, int):
        first = monday_of(situation.order_date)
        return first, first + timedelta(weeks=count - 1)
    return None, monday_of(_own_day(situation))


def figures_spoken_of(situation: Situation, told: ToldFigures) -> ToldFigures:
    """What is known of the weeks that a document speaks of; of its own day's week only what was known on that day."""
    inside = told.within(*weeks_spoken_of(situation))
    if _names_weeks(situation) or situation.day_asked(AS_OF):
        return inside
    return inside.known_by(_own_day(situation))


def _names_weeks(situation: Situation) -> bool:
    asked = (situation.answer(key) for key in (WEEK_ASKED, LAST, WEEKS_ASKED))
    return any(answer is not None for answer in asked)


def _own_day(situation: Situation) -> date:
    return situation.day_asked(AS_OF) or situation.day_asked(situation.spec.dated) or situation.order_date


def period_told(situation: Situation) -> tuple[PeriodRow, ...]:
    """What is known of each indicator in the weeks that a document speaks of; nothing where there are no figures."""
    monday, told = week_told(situation), situation.figures
    if told is None or monday is None:
        return ()
    of, school = told.figures.set, situation.school
    first, _last = weeks_spoken_of(situation)
    return period_rows(told, first, monday, bases_of(school, of), not_submitted(school.requisites, of))


def due_texts(measures: Sequence[Measure]) -> list[str]:
    """By when, in the order of the measures."""
    return [f"{each.due:%d.%m.%Y}" if each.due else "" for each in measures]


def in_lines(texts: Sequence[str]) -> str:
    """Texts one below another, with numbers when there are several: those of three columns go together."""
    if len(texts) < 2 or not any(texts):  # noqa: PLR2004  one needs no number
        return "".join(texts)
    return "\n".join(f"{place}) {text or '—'}" for place, text in enumerate(texts, 1))


def _measured(row: IndicatorRow) -> str:
    """The measures of the week with their days and workers, in one cell."""
    measures = row.told.week.measures if row.told else ()
    return "; ".join(measure_text(each) for each in measures)


def _tag(name: str, title: str, told: Callable[[PeriodRow], str]) -> Tag[IndicatorRow]:
    """A tag of what the figures say; empty where nothing is known."""
    return Tag(name, Kind.TEXT, title, lambda row: told(row.told) if row.told else "")


def amount_text(indicator: Indicator, value: Value | None) -> str:
    """A number in its cell; a share of what is counted in people says that it is one."""
    if value is None or value.amount is None:
        return ""
    return f"{number(value.amount)}{_share_sign(indicator, value)}"


def _share_sign(indicator: Indicator, value: Value | None) -> str:
    is_odd = value is not None and value.unit == PERCENT and indicator.counts_people
    return "\N{NO-BREAK SPACE}%" if is_odd else ""


def _amount(row: PeriodRow) -> str:
    return amount_text(row.indicator, row.week.value)


def _changed(row: PeriodRow, difference: Decimal | None) -> str:
    """A share of what is counted in people changes by points: not by «%»."""
    points = "\N{NO-BREAK SPACE}п.\N{NO-BREAK SPACE}п." if _share_sign(row.indicator, row.week.value) else ""
    return f"{signed(difference)}{points if difference else ''}"


def _deviation(row: PeriodRow) -> str:
    """As a reader reckons it from the share that is printed."""
    share, target = row.week.share, row.week.target
    return "" if share is None or target is None else signed(tenth(share) - target.share)


def _unit(row: IndicatorRow) -> str:
    of_week = row.told.week.value if row.told else None
    in_percent = of_week.unit == PERCENT if of_week else row.indicator.unit == SHARE
    return SHARE if in_percent else PEOPLE


_OF_ACT: tuple[Tag[IndicatorRow], ...] = (
    Tag("ид", Kind.TEXT, "обозначение", lambda row: row.indicator.id),
    Tag("название", Kind.TEXT, "название", lambda row: row.indicator.name),
    Tag("пояснение", Kind.TEXT, "что считается", lambda row: row.indicator.explanation),
    Tag(
        "об_обучающихся",
        Kind.FLAG,
        "считаются ли обучающиеся, а не учителя",
        lambda row: row.indicator.population == "students",
    ),
    Tag("ориентир", Kind.FLAG, "считаются ли семьи: их доля — ориентир", lambda row: row.indicator.is_guide),
    Tag("единица", Kind.TEXT, "в чём ведётся: чел. или %", _unit),
    Tag("база", Kind.TEXT, "от какого числа доля; пусто, если не указано", lambda row: str(row.base or "")),
)
OF_FIGURES: tuple[Tag[IndicatorRow], ...] = (
    _tag("значение", "число за неделю, о которой документ", _amount),
    _tag("прошлая_неделя", "число за неделю до неё", lambda row: amount_text(row.indicator, row.before)),
    _tag("изменение", "на сколько изменилось за неделю: +3, −1, 0", lambda row: _changed(row, row.change)),
    _tag("доля", "доля от базы, %: 45,1", lambda row: number(row.week.share)),
    _tag("план", "цель на эту неделю, %", lambda row: number(row.week.target.share) if row.week.target else ""),
    _tag("отклонение", "доля минус цель, процентных пунктов", _deviation),
    Tag("меры", Kind.TEXT, "меры, названные за эту неделю", _measured),
    _tag("на_начало", "число за первую неделю периода", lambda row: amount_text(row.indicator, row.first)),
    _tag("на_конец", "число за последнюю известную неделю периода", _amount),
    _tag("рост", "на сколько изменилось за период", lambda row: _changed(row, row.growth)),
    _tag(
        "к_цели",
        "сказано, достигнута ли цель",
        lambda row: target_words(
            row.week.share, row.week.target, due=row.week.target_due, guide=row.indicator.is_guide
        ),
    ),
)
INDICATORS: Rows[IndicatorRow] = Rows(
    "показатели", "Показатели; числа пусты, пока их нет", indicators, (*_OF_ACT, *OF_FIGURES)
)


@dataclass(frozen=True, slots=True)
class KnownData:
    """Of which days a document tells, and how many weeks were analysed by then; nothing where there are no figures."""

    monday: date | None = None
    last: date | None = None  # no later than the day of a document that is asked for no week
    plan: str = ""
    holiday: bool = False
    analysed: int = 0
    corrected: str = ""


def _data(situation: Situation) -> KnownData:
    monday, told = week_told(situation), situation.figures
    if told is None or monday is None:
        return KnownData()
    sunday = monday + timedelta(days=6)
    last = sunday if _names_weeks(situation) else min(sunday, _own_day(situation))
    weeks = [row.told.week for row in indicators(situation) if row.told]
    plan = plan_words((week.target, week.target_due) for week in weeks if week.target)
    return KnownData(monday, last, plan, monday in told.holidays, len(analysed_weeks(told.figures)), told.corrected)


DATA: Group[KnownData] = Group(
    "данные",
    "Числа показателей, которые есть на день документа",
    _data,
    (
        Tag("есть", Kind.FLAG, "есть ли хоть одно число", lambda data: data.monday is not None),
        Tag(
            "неделя",
            Kind.TEXT,
            "за какую неделю числа: с 16.10.2023 по 22.10.2023; пусто, если их нет",
            lambda data: week_words(data.monday, data.last) if data.monday else "",
        ),
        Tag(
            "на_дату",
            Kind.TEXT,
            "последний день этой недели, но не позже дня документа",
            lambda data: f"{data.last:%d.%m.%Y}" if data.last else "",
        ),
        Tag(
            "план",
            Kind.TEXT,
            "на какие дни цели этой недели: цели на 20.11.2023 (срок ещё не наступил); пусто, если целей нет",
            lambda data: data.plan,
        ),
        Tag("каникулы", Kind.FLAG, "были ли в эту неделю каникулы или праздники", lambda data: data.holiday),
        Tag(
            "проведено_анализов",
            Kind.TEXT,
            "сколько недель проанализировано; пусто, если записей нет",
            lambda data: str(data.analysed or ""),
        ),
        Tag(
            "исправлено",
            Kind.TEXT,
            "в журнале: что исправлено после того, как его строки подписаны; пусто, если ничего",
            lambda data: data.corrected,
        ),
    ),
)
