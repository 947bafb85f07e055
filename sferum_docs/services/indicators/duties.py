"""What a school owes of its indicators week by week, from the order that has them analysed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sferum_docs.directives.weekdays import monday_of, named_weekdays
from sferum_docs.indicators.duty.evidence import WeeksEvidence, weeks_evidence, weeks_with_data
from sferum_docs.indicators.duty.weeks_due import FRIDAY, WeekDue, analysed_on, weeks_due
from sferum_docs.packs.model import FieldKind
from sferum_docs.services.documents.issued import find_document
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.indicators.figures import figures_of
from sferum_docs.services.indicators.signed import signed_weeks
from sferum_docs.services.indicators.weeks import judged_weeks
from sferum_docs.services.packs.acts import acts_in_work
from sferum_docs.services.school.holidays import days_off
from sferum_docs.store.change_stamp import Same, keep_until_change

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sferum_docs.packs.model import DocumentSpec, FieldSpec, Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.services.indicators.weeks import JudgedWeeks

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_WEEKS_AROUND = 3  # a week is analysed in the next; in long vacations its day moves
_ASKED_AT_FIRST = 4  # weeks that are asked for where no figure is kept yet


@dataclass(frozen=True, slots=True)
class AnalysisOrder:
    """What the order in force says: from which day on, on which days of the week."""

    first: date
    weekdays: frozenset[int] = frozenset({FRIDAY})


@dataclass(frozen=True, slots=True)
class WeekDuties:
    """What there is to do: weeks without figures, with figures but without a conclusion, with a fall and no measure."""

    without_data: tuple[WeekDue, ...] = ()
    without_conclusion: tuple[WeekDue, ...] = ()
    without_measure: tuple[WeekDue, ...] = ()


NO_DUTIES = WeekDuties()


def evidence_of_weeks(school_id: int, school: School, pack: Pack, today: date) -> WeeksEvidence | None:
    """The weeks whose day of analysis has passed; None where no order in force has any analysed."""
    return keep_until_change(
        ("evidence of weeks", school_id, Same(school), Same(pack), today),
        lambda: _evidence(school_id, school, pack, today - _DAY),
    )


def evidence_changes_on(school_id: int, school: School, pack: Pack, today: date) -> date | None:
    """The first day after today on which there may be a week more; None where no order in force has any analysed."""
    order = analysis_order(school_id, pack)
    if order is None:
        return None
    off = days_off(school, pack)
    weeks = (monday_of(today) + number * _WEEK for number in range(-_WEEKS_AROUND, _WEEKS_AROUND + 1))
    passed = (analysed_on(week, order.weekdays, off).day + _DAY for week in weeks)
    return min((day for day in passed if day > today), default=today + _DAY)


def week_duties(school_id: int, school: School, pack: Pack, today: date) -> WeekDuties:
    """What there is to do today: figures are waited for on the day of analysis, what came is analysed up to it."""
    return keep_until_change(
        ("week duties", school_id, Same(school), Same(pack), today),
        lambda: _duties(
            _evidence(school_id, school, pack, today, with_coming=True),
            weeks_with_data(figures_of(school_id, pack)) if pack.indicator_set else (),
        ),
    )


def _duties(found: WeeksEvidence | None, with_data: Collection[date]) -> WeekDuties:
    weeks = found.weeks if found else ()
    without = tuple(week.due for week in weeks if not week.has_data)
    return WeekDuties(
        _since_first(without, with_data),
        tuple(week.due for week in weeks if week.has_data and not week.concluded),
        tuple(week.due for week in weeks if week.fell),
    )


def _since_first(without: tuple[WeekDue, ...], with_data: Collection[date]) -> tuple[WeekDue, ...]:
    """Nobody gathers the figures of years anew: what came before the first of them is not asked for."""
    first = min(with_data, default=None)
    return without[-_ASKED_AT_FIRST:] if first is None else tuple(due for due in without if due.week > first)


def analysis_order(school_id: int, pack: Pack) -> AnalysisOrder | None:
    """The order in force that has the weeks analysed; None where there is none, or the act is ended."""
    known = pack.indicator_set
    if known is None or not known.analysed_by or all(act.pack != pack.id for act in acts_in_work(school_id)):
        return None
    return keep_until_change(("analysis order", school_id, Same(pack)), lambda: _order(school_id, pack))


def _order(school_id: int, pack: Pack) -> AnalysisOrder | None:
    states = document_states(school_id, pack)
    orders = [spec for spec in pack.documents if spec.is_order and _analysed_by(pack) in spec.carries_out]
    found = [told for spec in orders if (told := _told(school_id, spec, states[spec.id])) is not None]
    return min(found, key=lambda order: order.first, default=None)


def _analysed_by(pack: Pack) -> str:
    return pack.indicator_set.analysed_by if pack.indicator_set else ""


def _told(school_id: int, spec: DocumentSpec, state: DocumentState) -> AnalysisOrder | None:
    """What an order says that is in force; without an answer it counts from its own day."""
    entry = state.in_force
    if entry is None:
        return None
    version = find_document(school_id, entry.document_id) if entry.document_id else None
    answers = version.answers if version else {}
    asked = next((field for field in spec.fields if field.kind is FieldKind.DATE and field.weekly), None)
    first = _day(answers, asked)
    return AnalysisOrder(first or entry.signed_on, _weekdays(answers, asked) or frozenset({FRIDAY}))


def _day(answers: Mapping[str, Any], asked: FieldSpec | None) -> date | None:
    told = answers.get(asked.key) if asked else None
    return date.fromisoformat(told) if isinstance(told, str) and told else None


def _weekdays(answers: Mapping[str, Any], asked: FieldSpec | None) -> frozenset[int]:
    key = asked.weekday_of.rpartition(".")[2] if asked else ""
    return named_weekdays(str(answers.get(key) or ""))


def _evidence(
    school_id: int, school: School, pack: Pack, until: date, *, with_coming: bool = False
) -> WeeksEvidence | None:
    """`with_coming`: also weeks with figures whose day of analysis is yet to come."""
    order = analysis_order(school_id, pack)
    if order is None:
        return None
    judged = judged_weeks(school_id, school, pack)
    due = _due(order, judged, school, pack, until, with_coming=with_coming)
    return weeks_evidence(
        due,
        judged.figures,
        signed=signed_weeks(school_id, pack),
        fell=dict(_falls(judged, due)),
        submitted={each.id for each in judged.figures.set.indicators if each.id not in judged.not_applicable},
    )


def _due(
    order: AnalysisOrder, judged: JudgedWeeks, school: School, pack: Pack, until: date, *, with_coming: bool
) -> tuple[WeekDue, ...]:
    """The weeks that were waited for, and those whose figures came all the same."""
    off = days_off(school, pack)
    waited = weeks_due(order.first, until, order.weekdays, off)
    came = (analysed_on(week, order.weekdays, off) for week in weeks_with_data(judged.figures))
    more = {each for each in came if each.day >= order.first and (with_coming or each.day <= until)}
    return tuple(sorted(more.union(waited), key=lambda each: each.week))


def _falls(judged: JudgedWeeks, due: tuple[WeekDue, ...]) -> Iterator[tuple[date, tuple[str, ...]]]:
    """The indicators that fell in a week and for which no measure is named."""
    with_data = weeks_with_data(judged.figures)
    for each in due:
        if each.week in with_data:
            rows = judged.rows(each.week)
            yield each.week, tuple(row.indicator.id for row in rows if row.fell and not row.measures)
