"""What is done about an indicator: kept, changed, taken back; every version stays in the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.indicators.values import week_faults, week_subject
from sferum_docs.store.audit import record_event
from sferum_docs.store.indicators.conclusions import add_measure, measures_of, newest_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.series import Measure
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

MOST_TEXT, MOST_WORKER, MOST_OF_WEEK = 1000, 200, 100
_LONGEST = timedelta(days=730)  # from the week to the day by which it is done


def tidied_measures(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """Without spaces around their texts."""
    return tuple(replace(each, text=each.text.strip(), worker=each.worker.strip()) for each in measures)


def measures_faults(measures: Sequence[Measure], known: IndicatorSet, today: date) -> list[Fault]:
    """What is wrong with measures whatever else is kept; the place of a fault names the number of its measure."""
    return [fault for at, each in enumerate(measures) for fault in _faults(str(at), each, known, today)]


def write_measures(
    session: Transaction, school_id: int, known: IndicatorSet, measures: Sequence[Measure], by: Actor
) -> tuple[Measure, ...]:
    """Keeps measures inside `writing()`, which the caller owns. FaultsError: one is gone, or there are too many."""
    standing = {measure.id: measure for measure in measures_of(school_id, known.key)}
    if any(measure.id and measure.id not in standing for measure in measures):
        raise FaultsError([Fault("measure_gone")])
    after = {**standing, **{measure.id or -place: measure for place, measure in enumerate(measures, start=1)}}
    of_weeks = Counter(measure.week for measure in after.values())
    if any(of_weeks[measure.week] > MOST_OF_WEEK for measure in measures):
        raise FaultsError([Fault("measures_many", values={"limit": MOST_OF_WEEK})])
    kept = []
    for measure in measures:
        number = measure.id or newest_number(session, school_id, known.key) + 1
        fresh = replace(measure, id=number, at=by.at, by=by.name)
        before = standing.get(number)
        if before is not None and replace(fresh, at=before.at, by=before.by) == before:
            kept.append(before)
            continue
        add_measure(session, school_id, known.key, fresh)
        standing[number] = fresh
        kept.append(fresh)
        subject = week_subject(known, measure.week)
        record_event(session, school_id, by, "indicators.measure", subject, indicators=[measure.indicator])
    return tuple(kept)


def remove_measure(session: Transaction, school_id: int, known: IndicatorSet, number: int, by: Actor) -> None:
    """Takes a measure back inside `writing()`, which the caller owns."""
    found = next((each for each in measures_of(school_id, known.key) if each.id == number), None)
    if found is None:
        return
    add_measure(session, school_id, known.key, replace(found, text="", at=by.at, by=by.name))
    subject = week_subject(known, found.week)
    record_event(session, school_id, by, "indicators.measure_back", subject, indicators=[found.indicator])


def _faults(at: str, measure: Measure, known: IndicatorSet, today: date) -> list[Fault]:
    faults = week_faults(measure.week, today)
    if known.named(measure.indicator) is None:
        faults.append(Fault("indicator_unknown", f"text-{at}", {"text": measure.indicator[:40]}))
    if not measure.text:
        faults.append(Fault("empty", f"text-{at}"))
    if len(measure.text) > MOST_TEXT:
        faults.append(Fault("too_long", f"text-{at}", {"limit": MOST_TEXT}))
    if len(measure.worker) > MOST_WORKER:
        faults.append(Fault("too_long", f"worker-{at}", {"limit": MOST_WORKER}))
    if measure.due is not None and not measure.week <= measure.due <= measure.week + _LONGEST:
        values = {"text": f"{measure.due:%d.%m.%Y}", "week": f"{measure.week:%d.%m.%Y}"}
        faults.append(Fault("measure_due", f"due-{at}", values))
    return faults
