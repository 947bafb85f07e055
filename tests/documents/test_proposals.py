"""What the program proposes passes its own checks; weekdays and papers of one packet agree on their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_docs.directives.regional_days import DaysOff, days_off_of
from sferum_docs.directives.weekdays import falls_on, named_weekdays, next_on
from sferum_docs.directives.working_days import is_working_day
from sferum_docs.documents.requests.packet_warnings import day_warnings
from sferum_docs.documents.requests.proposals import first_order_day, packet_questions
from sferum_docs.documents.requests.request import read_request
from sferum_docs.packs.reader import load_pack
from sferum_docs.reading.records import Record
from sferum_docs.services.packs.choose import PACKS
from sferum_docs.services.school.holidays import holiday_table
from tests.second_acts import SECOND_ACTS, lay_second_acts

if TYPE_CHECKING:
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.reading.faults import Fault

PACK = load_pack(PACKS / "sferum-2023")
FULL = tuple(PACK.by_id)
ORDER = date(2023, 10, 16)


@cache
def packs() -> list[Pack]:
    with TemporaryDirectory() as folder:
        lay_second_acts(Path(folder))
        return [PACK, *(load_pack(Path(folder) / name) for name in SECOND_ACTS)]


def read(
    day: date,
    answers: dict[str, Any] | None = None,
    documents: tuple[str, ...] = FULL,
    off: DaysOff | None = None,
    pack: Pack = PACK,
) -> tuple[PacketRequest | None, list[Fault]]:
    record = Record({"date": day.isoformat(), "documents": list(documents), "answers": answers or {}}, "", [])
    return read_request(record, pack, off or DaysOff()), record.faults


def remarks_of_proposals(pack: Pack, day: date, documents: tuple[str, ...], off: DaysOff, words: str) -> list[str]:
    """All that the program would say of a page sent back just as it was shown."""
    question = {"D07": {"день_анализа": words}} if words and "D07" in documents else {}
    shown = packet_questions(pack, day, documents, off, question)
    sent = {document: {item.field.key: item.default for item in items} for document, items in shown.items()}
    for document, row in question.items():
        sent[document] |= row
    request, faults = read(day, sent, documents, off, pack)
    assert request is not None
    return [fault.sentence() for fault in (*faults, *day_warnings(request, pack, day, off, ()))]


WORDS = ("", "по понедельникам", "по вторникам и четвергам", "в среду", "по субботам", "ежедневно")


@settings(max_examples=80, deadline=None)
@given(
    after=st.integers(0, 1500),
    six_days=st.booleans(),
    words=st.sampled_from(WORDS),
    chosen=st.sets(st.sampled_from(FULL), min_size=1) | st.just(set(FULL)),
    which=st.integers(0, 2),
)
def test_nothing_that_is_proposed_draws_a_remark(
    after: int, six_days: bool, words: str, chosen: set[str], which: int
) -> None:
    pack = packs()[which]
    off = replace(days_off_of(pack.directive.region, holiday_table()), six_days=six_days)
    day = first_order_day(pack, ORDER + timedelta(days=after), off)
    documents = tuple(document for document in pack.by_id if document in chosen or pack is not PACK)
    assert remarks_of_proposals(pack, day, documents, off, words) == []


HARD_DAYS = [date(2023, 10, 20), date(2023, 10, 31), date(2023, 12, 29), date(2024, 12, 27), date(2026, 11, 30)]
HARD_DAYS += [date(2025, 4, 30), date(2026, 12, 30), date(2027, 1, 11), date(2023, 10, 19), date(2024, 2, 29)]


@pytest.mark.parametrize("day", HARD_DAYS)
@pytest.mark.parametrize("six_days", [False, True])
def test_nor_before_holidays_at_the_end_of_a_month_or_on_the_day_of_the_deadline(day: date, six_days: bool) -> None:
    off = replace(days_off_of(PACK.directive.region, holiday_table()), six_days=six_days)
    assert [remarks_of_proposals(PACK, day, FULL, off, words) for words in WORDS] == [[]] * len(WORDS)


@pytest.mark.parametrize(
    ("today", "six_days", "proposed"),
    [
        (date(2026, 11, 28), False, date(2026, 11, 30)),  # a Saturday
        (date(2026, 11, 28), True, date(2026, 11, 28)),
        (date(2026, 11, 29), True, date(2026, 11, 30)),
        (date(2027, 1, 1), False, date(2027, 1, 11)),
        (date(2026, 11, 27), False, date(2026, 11, 27)),
        (date(2020, 1, 1), False, date(2023, 10, 13)),  # before the act: its day
    ],
)
def test_an_order_is_proposed_for_a_day_on_which_the_school_works(today: date, six_days: bool, proposed: date) -> None:
    assert first_order_day(PACK, today, DaysOff(six_days=six_days)) == proposed


@pytest.mark.parametrize(
    ("words", "weekdays"),
    [
        ("по пятницам", {4}),
        ("Каждый вторник и четверг", {1, 3}),
        ("по средам", {2}),
        ("в понедельник", {0}),
        ("пн, ср, пт", {0, 2, 4}),
        ("с понедельника по среду", {0, 1, 2}),
        ("с пятницы по понедельник", {4, 5, 6, 0}),
        ("по субботам", {5}),
        ("по воскресеньям", {6}),
        ("ежедневно, кроме пятницы", set()),
        ("в средствах связи", set()),
        ("ежедневно", set()),
        ("", set()),
    ],
)
def test_the_weekdays_of_a_text(words: str, weekdays: set[int]) -> None:
    assert named_weekdays(words) == weekdays


@pytest.mark.parametrize("offset", range(14))
@pytest.mark.parametrize(("words", "weekday"), [("по пятницам", 4), ("по понедельникам", 0), ("по средам", 2)])
def test_the_first_analysis_falls_on_the_weekday_of_all_others(offset: int, words: str, weekday: int) -> None:
    request, faults = read(date(2023, 10, 16) + timedelta(days=offset), {"D07": {"день_анализа": words}})
    assert faults == []
    assert request is not None
    days = {request.answers[document]["первый_анализ"] for document in ("D01", "D07", "D08")}
    assert {day.weekday() for day in days if isinstance(day, date)} == {weekday}


def test_an_analysis_of_another_weekday_is_refused_and_the_nearest_right_day_named() -> None:
    _request, faults = read(date(2023, 10, 17), {"D07": {"первый_анализ": "2023-10-30"}}, ("D07",))
    assert [(fault.place, fault.code) for fault in faults] == [("answers.D07.первый_анализ", "other_weekday")]
    assert faults[0].sentence() == (
        "D07 «День первого анализа»: 30.10.2023 — понедельник, а в документах назван другой день недели: "
        "«по пятницам». Впишите подходящую дату, например 03.11.2023."
    )


def test_the_other_way_round_the_words_decide() -> None:
    answers = {"D07": {"день_анализа": "по понедельникам", "первый_анализ": "2023-10-30"}}
    assert read(date(2023, 10, 17), answers, ("D07",))[1] == []


def test_an_analysis_of_a_holiday_is_held_on_the_working_day_before() -> None:
    holiday = date(2026, 6, 12)  # a Friday
    assert falls_on(date(2026, 6, 11), {4})
    assert not falls_on(date(2026, 6, 10), {4})
    answers = {"D07": {"первый_анализ": "2026-06-11"}}
    assert read(date(2026, 6, 1), answers, ("D07",))[1] == []
    assert next_on(holiday, {4}) == date(2026, 6, 19)


def test_the_report_is_of_the_week_before_the_analysis_whichever_day_that_is() -> None:
    answers = {"D07": {"день_анализа": "по вторникам", "первый_анализ": "2023-11-07"}}
    request, faults = read(ORDER, answers, ("D07", "D15"))
    assert faults == []
    assert request is not None
    assert (request.answers["D15"]["неделя"], request.answers["D15"]["дата_данных"]) == (
        date(2023, 10, 31),
        date(2023, 11, 7),
    )


def test_figures_of_a_week_that_is_not_over_are_pointed_out() -> None:
    request, _faults = read(ORDER, {"D15": {"неделя": "2023-10-27", "дата_данных": "2023-10-27"}}, ("D15",))
    assert request is not None
    (told,) = day_warnings(request, PACK, ORDER, (), ())
    assert told.sentence() == (
        "D15, «На какой день взяты данные»: 27.10.2023, а отчётная неделя кончается 29.10.2023. "
        "Возьмите данные после неё или отчитайтесь за прошлую неделю."
    )


PAIRS = [
    (earlier, later)
    for later, names in PACK.follows.items()
    for earlier in names
    if PACK.by_id[later.partition(".")[0]].dated == later.partition(".")[2]
]


def test_every_letter_act_and_report_follows_what_it_encloses_and_reports() -> None:
    assert ("D14.дата_акта", "D19.дата_письма") in PAIRS
    assert ("D07.первый_анализ", "D19.дата_письма") in PAIRS
    assert ("D12.на_дату", "D19.дата_письма") in PAIRS
    assert ("D04.срок_закрытия", "D14.дата_акта") in PAIRS
    for spec in PACK.documents:
        enclosed = {f"{other}.{PACK.by_id[other].dated}" for other in spec.encloses if PACK.by_id[other].dated}
        assert enclosed <= set(PACK.follows.get(f"{spec.id}.{spec.dated}", ()))


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_nothing_is_enclosed_or_reported_before_it_exists(earlier: str, later: str) -> None:
    (first, key), (second, other) = earlier.split("."), later.split(".")
    day, before = ("2024-03-22", "2024-03-15")  # both Fridays
    answers: dict[str, Any] = {first: {key: day}}
    answers.setdefault(second, {})[other] = before
    faults = read(date(2024, 1, 15), answers, tuple(name for name in FULL if name in {first, second}))[1]
    assert ("day_too_early", f"answers.{second}.{other}") in [(fault.code, fault.place) for fault in faults]


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_what_is_proposed_follows_an_answer_that_moves_it(earlier: str, later: str) -> None:
    (first, key), (second, other) = earlier.split("."), later.split(".")
    request, faults = read(date(2024, 1, 15), {first: {key: "2024-06-14"}}, (first, second))
    assert faults == []
    assert request is not None
    moved = request.answers[second][other]
    assert isinstance(moved, date)
    assert moved >= date(2024, 6, 14)
    assert is_working_day(moved)
