"""The indicators of an act, week by week: charts, what fell, which measure is taken, what is concluded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for

from sferum_docs.directives.weekdays import last_full_week
from sferum_docs.indicators.judging import stated_weeks
from sferum_docs.indicators.reports.telling import PeopleWords, change_words, number, signed
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.indicators.concluding import keep_week
from sferum_docs.services.indicators.duties import week_duties
from sferum_docs.services.indicators.exporting import layouts_of
from sferum_docs.services.indicators.values import week_subject
from sferum_docs.services.indicators.weeks import judged_weeks
from sferum_docs.web.acts import act_ended
from sferum_docs.web.current import actor, current_pack, current_school, current_school_id, today
from sferum_docs.web.forms.changing import merges
from sferum_docs.web.forms.edit_guard import touched
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.indicators.week_address import week_of_address
from sferum_docs.web.indicators.week_form import WeekForm
from sferum_docs.web.protection.access import may

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.indicators.judging import WeekRow
    from sferum_docs.indicators.series import Analysis, Measure
    from sferum_docs.services.indicators.weeks import JudgedWeeks

blueprint = Blueprint("indicators", __name__)
_WEEK = timedelta(days=7)
_ACTIONS = (
    "indicators.concluded",
    "indicators.concluded_back",
    "indicators.measure",
    "indicators.measure_back",
)
_SHOWN = 60  # weeks of the table, up to the one that is shown


@blueprint.get("/acts/<pack>/indicators")
def page() -> str:
    """The newest week with figures, or the one that is asked for."""
    weeks = _weeks()
    return _page(weeks, _asked() or _newest(weeks))


@blueprint.get("/acts/<pack>/indicators/<monday>")
def week(monday: str) -> str:
    """One week."""
    return _page(_weeks(), week_of_address(monday))


def _kept(monday: str) -> Kept:
    weeks, day = _weeks(), week_of_address(monday)
    return Kept(_form(weeks, weeks.rows(day), day).parts(), week_subject(weeks.figures.set, day), _ACTIONS)


def _sent(monday: str) -> dict[str, object]:
    weeks, day = _weeks(), week_of_address(monday)
    parts = _form(weeks, weeks.rows(day), day, request.form).parts()
    return {name: part.value for name, part in parts.items() if part.field in request.form}


@blueprint.post("/acts/<pack>/indicators/<monday>")
@merges(_kept, _sent)
def save(monday: str) -> str | Response:
    """Keeps the measures and the conclusion of a week together, those that the sender changed."""
    weeks, day = _weeks(), week_of_address(monday)
    form = _form(weeks, weeks.rows(day), day, request.form)
    faults: list[Fault] = []
    measures, analysis = form.measures(faults, touched()), form.analysis(faults, touched())
    faults = faults or _keep([measure for _, measure in measures], analysis)
    if faults:
        keys = [key for key, _ in measures]
        return _page(weeks, day, form, remarks(form.form, [_placed(fault, keys) for fault in faults]))
    concluded = analysis or weeks.figures.analysis(day)
    flash(_saved(len(measures), touched=bool(touched()), concluded=bool(concluded and concluded.conclusion.strip())))
    return redirect(url_for("indicators.week", monday=monday), 303)


def _keep(measures: Sequence[Measure], analysis: Analysis | None) -> list[Fault]:
    try:
        keep_week(current_school_id(), current_pack(), measures, analysis, actor(), today=today())
    except FaultsError as error:
        return list(error.faults)
    return []


def _saved(named: int, *, touched: bool, concluded: bool) -> str:
    if not touched:
        return "Ничего не изменилось." if concluded else "Ничего не изменилось. Вывод недели ещё не написан."
    if concluded:
        return "Вывод и меры недели сохранены." if named else "Вывод недели сохранён."
    return "Меры сохранены. Вывод недели ещё не написан." if named else "Сохранено. Вывод недели ещё не написан."


def _placed(fault: Fault, keys: Sequence[str]) -> Fault:
    """A fault of the measure of a number at the fields of that measure."""
    name, mark, place = fault.place.partition("-")
    return (
        replace(fault, place=f"{name}-{keys[int(place)]}")
        if mark and place.isdecimal() and int(place) < len(keys)
        else fault
    )


def _weeks() -> JudgedWeeks:
    return judged_weeks(current_school_id(), current_school(), current_pack())


def _asked() -> date | None:
    return week_of_address(request.args["week"]) if request.args.get("week") else None


def _newest(weeks: JudgedWeeks) -> date:
    """The newest week with figures; without any, the last that is over."""
    return max((each for each in weeks.figures.weeks if each <= today()), default=last_full_week(today()))


def _form(weeks: JudgedWeeks, rows: Sequence[WeekRow], monday: date, typed: Any = None) -> WeekForm:
    return WeekForm(weeks.figures, rows, monday, rest=not weeks.calendar_week(monday), typed=typed)


def _missing(weeks: JudgedWeeks) -> date | None:
    """The last week that is over, when it was one of lessons and nothing is known of it."""
    monday = last_full_week(today())
    return monday if monday not in weeks.figures.weeks and weeks.working_week(monday) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """Weeks to go to: those with figures, the one before and the one after."""

    known: tuple[date, ...]
    before: date
    after: date | None


def _choice(weeks: JudgedWeeks, monday: date) -> Choice:
    known = sorted({*weeks.figures.weeks, monday, last_full_week(today())}, reverse=True)
    after = monday + _WEEK
    return Choice(tuple(each for each in known if each <= today()), monday - _WEEK, after if after <= today() else None)


def _page(weeks: JudgedWeeks, monday: date, form: WeekForm | None = None, told: FieldErrors | None = None) -> str:
    rows = weeks.rows(monday)
    figures, school = weeks.figures, current_school()
    shown = [each for each in figures.weeks if each <= monday][-_SHOWN:]
    return render_template(
        "indicators/page.html",
        set=figures.set,
        monday=monday,
        sunday=monday + timedelta(days=6),
        choice=_choice(weeks, monday),
        rows=rows,
        charts=weeks.charts(monday),
        week_form=form or _form(weeks, rows, monday),
        remarks=told or FieldErrors(),
        analysis=figures.analysis(monday),
        known=any(row.amount is not None for row in rows),
        waiting=[row for row in rows if row.wants_measure],
        missing=_missing(weeks),
        table=stated_weeks(figures, reversed(shown), weeks.not_applicable),
        earlier=any(each < shown[0] for each in figures.weeks) if shown else False,
        workers=tuple(dict.fromkeys(person.full_name for person in school.staff)),
        change_words=_change_words,
        concluded={each.week for each in figures.analyses if each.conclusion},
        number=number,
        signed=signed,
        leads=_leads,
        layouts=layouts_of(current_school_id(), current_pack()),
        duties=week_duties(current_school_id(), school, current_pack(), today()),
        open_to_change=act_ended() is None,
    )


def _change_words(row: WeekRow) -> str:
    """How a number has changed, in words; empty when it cannot be known."""
    before = row.previous.amount if row.previous else None
    return change_words(before, row.amount, PeopleWords().noun(row.indicator), percent=row.in_percent)


def _leads(endpoint: str) -> bool:
    """Whether there is such a page and this person may open it."""
    return endpoint in current_app.view_functions and may(endpoint)
