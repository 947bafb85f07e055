"""The figures of a week typed and corrected: eight numbers in a minute, what cannot be is asked back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from sferum_docs.directives.weekdays import last_full_week, monday_of
from sferum_docs.indicators.entering.doubts import doubt_key, doubts_of
from sferum_docs.indicators.reports.telling import week_words
from sferum_docs.indicators.taking import FIRST_WEEK, compare_values
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.indicators.values import MOST_REASON, keep_values, week_faults
from sferum_docs.web.current import actor, current_pack, current_school_id, today
from sferum_docs.web.forms.changing import merges
from sferum_docs.web.forms.edit_guard import touched
from sferum_docs.web.forms.wording import capital, counted
from sferum_docs.web.indicators.typing_form import (
    current_figures,
    lines_of,
    parse_week,
    sent_values,
    source_words,
    value_words,
    week_kept,
    week_sent,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.indicators.series import Value
    from sferum_docs.indicators.taking import Taken

blueprint = Blueprint("indicator_week", __name__)
blueprint.add_app_template_global(value_words)
blueprint.add_app_template_global(source_words)
blueprint.add_app_template_global(week_words)
_WEEK, _SEPTEMBER = timedelta(days=7), 9


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person is asked before a week is kept: what cannot be, what is kept otherwise."""

    doubts: tuple[Fault, ...] = ()
    corrected: tuple[str, ...] = ()  # «Зарегистрировались: было 12, станет 15»
    wants_reason: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The doubts by their names: a reason holds for these alone."""
        return tuple(map(doubt_key, self.doubts))


@blueprint.get("/acts/<pack>/indicators/weeks")
def choose() -> Response:
    """The week that was chosen; without a choice the last full one."""
    asked = request.args.get("week", "")
    week = parse_week(asked)
    if asked and (week is None or week_faults(week, today())):
        _flash_week(asked, week)
        week = None
    return redirect(url_for("indicator_week.page", monday=week or last_full_week(today())), 303)


@blueprint.get("/acts/<pack>/indicators/weeks/<monday>")
def page(monday: str) -> str | Response:
    """The figures of a week, with those of the week before beside."""
    week = parse_week(monday)
    if week is None:
        abort(404)
    if week_faults(week, today()):
        _flash_week(monday, week)
        return redirect(url_for("indicator_week.page", monday=last_full_week(today())), 303)
    if week.isoformat() != monday:
        return redirect(url_for("indicator_week.page", monday=week), 301)
    return _page(week)


@blueprint.post("/acts/<pack>/indicators/weeks/<monday>")
@merges(week_kept, week_sent)
def keep(monday: str) -> str | Response:
    """Keeps what was typed. What cannot be and what is kept otherwise is asked back once, with nothing lost."""
    week = parse_week(monday)
    if week is None or week.isoformat() != monday:
        abort(404)
    reason = clean_line(request.form.get("reason", ""))
    values, faults = sent_values(week, touched())
    faults += _other_faults(week, reason)
    if faults:
        return _page(week, faults)
    if not touched():
        return _told(week, None)
    asked = _asked(values)
    if asked.wants_reason and (not reason or not set(asked.keys) <= set(request.form.getlist("asked"))):
        return _page(week, asked=asked)
    try:
        values = _reasoned(values, asked, reason)
        taken = keep_values(current_school_id(), current_pack(), values, actor(), today=today(), reason=reason)
    except FaultsError as error:
        return _page(week, error.faults)
    return _told(week, taken)


def _other_faults(week: date, reason: str) -> list[Fault]:
    faults = week_faults(week, today())
    if not touched() and week not in current_figures().weeks:
        faults.append(Fault("indicator_nothing"))
    if len(reason) > MOST_REASON:
        faults.append(Fault("too_long", "reason", {"limit": MOST_REASON}))
    return faults


def _flash_week(text: str, week: date | None) -> None:
    faults = [] if week is None else week_faults(week, today())
    code = faults[0] if faults else Fault("indicator_week", values={"text": text[:20]})
    flash(code.sentence(), "warning")


def _asked(values: Sequence[Value]) -> Asked:
    figures = current_figures()
    taken = compare_values(figures, values)
    corrected = [change for change in (*taken.changed, *taken.held) if change.needs_reason]
    names = {indicator.id: indicator.short or indicator.name for indicator in figures.set.indicators}
    words = tuple(
        f"{names[change.value.indicator]}: записано {value_words(change.was)}, будет {value_words(change.value)}"
        for change in corrected
    )
    doubts = doubts_of(figures, values)
    return Asked(doubts, words, bool(doubts or corrected))


def _reasoned(values: Sequence[Value], asked: Asked, reason: str) -> tuple[Value, ...]:
    """A doubtful value bears its reason from the first, and what is known no more one of its own."""
    doubtful = {doubt.place.removeprefix("amount-") for doubt in asked.doubts}
    return tuple(
        replace(value, reason=reason) if value.amount is None or value.indicator in doubtful else value
        for value in values
    )


def _told(week: date, taken: Taken | None) -> Response:
    unknown = sum(value.state == "unknown" for value in taken.new) if taken else 0
    new, changed = (len(taken.new) - unknown, len(taken.changed)) if taken else (0, 0)
    parts = [
        words
        for number, words in (
            (new, f"записано {counted(new, 'значение', 'значения', 'значений')}"),
            (changed, f"исправлено {counted(changed, 'значение', 'значения', 'значений')}"),
            (unknown, f"без данных осталось {unknown}"),
        )
        if number
    ]
    flash(f"Неделя {week_words(week)}: {', '.join(parts) or 'ничего не изменилось'}.")
    return redirect(url_for("indicators.week", monday=week), 303)


def _page(week: date, faults: Sequence[Fault] = (), asked: Asked | None = None) -> str:
    if faults or asked:
        g.refused = True
    remarks: dict[str, tuple[str, ...]] = {}
    for fault in (*faults, *(asked.doubts if asked else ())):
        beside = capital(fault.sentence().removeprefix(f"{fault.values.get('name', '')}: "))  # the line names it
        remarks[fault.place] = (*remarks.get(fault.place, ()), beside)
    return render_template(
        "indicators/week.html",
        week=week,
        lines=lines_of(week, remarks),
        faults=[(fault.place, fault.sentence()) for fault in faults],
        asked=asked,
        reason=clean_line(request.form.get("reason", "")) if request.method == "POST" else "",
        weeks=_weeks(week),
        previous=week - _WEEK if week > FIRST_WEEK else None,
        following=week + _WEEK if week + _WEEK <= today() else None,
        most_reason=MOST_REASON,
    )


def _weeks(week: date) -> tuple[date, ...]:
    """The weeks of the school year of a week that have begun, and all others with figures, the newest first."""
    year = week.year if (week + timedelta(days=6)).month >= _SEPTEMBER else week.year - 1
    first = date(year, _SEPTEMBER, 1)
    monday, end = monday_of(first), min(today(), date(year + 1, _SEPTEMBER, 1))
    found = {*current_figures().weeks, week}
    while monday < end:
        found.add(monday)
        monday += _WEEK
    return tuple(sorted(found, reverse=True))
