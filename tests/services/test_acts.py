"""The acts of a school: which it works by, since when, how they end."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.services.clauses.deadlines import DeadlineItem, due_dates, nearest_ahead
from sferum_docs.services.installation import doctor
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packs.acts import (
    AssignmentState,
    acts_of,
    assign_act,
    assignable_packs,
    assignments,
    close_act,
    reopen_act,
    succeed_act,
)
from sferum_docs.services.packs.choose import find_pack, look_also_in
from sferum_docs.services.register.lists.listing import waiting
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import lines
from tests.builders import BY, PACK_ID, a_school
from tests.second_acts import MINISTRY, REQUIREMENTS

NOW = replace(BY, at=datetime(2026, 11, 28, 9, tzinfo=UTC))
MAX = "max-2026"  # shipped beside the first
SINCE = date(2026, 10, 1)


@pytest.fixture
def school(app: Flask, tmp_path: Path, second_acts: Path) -> Iterator[int]:
    """A school that works by the shipped act, with two more packs at hand."""
    assert app
    kept = save_school(None, a_school(), BY)
    shutil.copytree(second_acts, tmp_path / "packs")
    look_also_in(tmp_path)
    yield kept
    look_also_in(None)


def code(caught: pytest.ExceptionInfo[FaultsError]) -> str:
    return caught.value.faults[0].code


def states(school_id: int) -> dict[str, str]:
    return {act.pack: act.state.value for act in assignments(school_id)}


def packet(school_id: int, pack: str, *documents: str) -> object:
    asked = read_asked(Record({"date": "2026-11-27", "documents": documents}, "", []), a_school(), find_pack(pack))
    assert asked is not None
    return make_packet(school_id, pack, asked, NOW)


@pytest.mark.usefixtures("app")
def test_a_new_school_works_by_the_only_act_there_is() -> None:
    assert states(save_school(None, a_school(), BY)) == {PACK_ID: "in_work"}


def test_a_new_school_with_several_acts_at_hand_chooses_itself(app: Flask, tmp_path: Path, second_acts: Path) -> None:
    assert app
    shutil.copytree(second_acts, tmp_path / "packs")
    look_also_in(tmp_path)
    first = save_school(None, a_school(), BY)
    other = save_school(None, a_school(short_name="Вторая школа"), BY)
    look_also_in(None)
    assert states(first) == {}
    assert states(other) == {PACK_ID: "in_work"}, "the packs of one school are not those of another"


def test_a_school_carries_out_several_acts_and_the_journal_tells_who_assigned_them(school: int) -> None:
    assign_act(school, MINISTRY, SINCE, NOW)
    assign_act(school, REQUIREMENTS, SINCE, NOW)
    assert states(school) == dict.fromkeys((PACK_ID, MINISTRY, REQUIREMENTS), "in_work")
    assert [pack.id for pack in assignable_packs(school)] == [MAX], "it was shipped, and nobody has chosen it"
    line = lines(school, "act.assigned")[-1]
    assert (line.user_name, line.details) == (BY.name, {"pack": MINISTRY, "since": "2026-10-01"})


REFUSED = {
    "an act that the school has": (PACK_ID, SINCE, "act_assigned"),
    "a pack that is not there": ("school-2030", SINCE, "pack_missing"),
    "a way out of the folder": ("../ministry", SINCE, "pack_missing"),
    "a day before the act": (MINISTRY, date(2026, 9, 13), "act_since"),
    "a day in another century": (MINISTRY, date(2126, 9, 14), "act_since"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_act_is_not_assigned(school: int, name: str) -> None:
    pack, since, expected = REFUSED[name]
    with pytest.raises(FaultsError) as caught:
        assign_act(school, pack, since, NOW)
    assert code(caught) == expected
    assert states(school) == {PACK_ID: "in_work"}


def test_an_ended_act_takes_no_new_packet_and_keeps_what_was_made(school: int) -> None:
    assign_act(school, MINISTRY, SINCE, NOW)
    packet(school, PACK_ID, "D04")
    close_act(school, PACK_ID, NOW)
    with pytest.raises(FaultsError) as caught:
        packet(school, PACK_ID, "D04")
    assert code(caught) == "act_ended"
    packet(school, MINISTRY, "M02")
    (act,) = [act for act in acts_of(school) if act.assignment.pack == PACK_ID]
    assert act.assignment.state is AssignmentState.CLOSED
    assert act.assignment.ended_on == date(2026, 11, 28)
    assert act.pack is not None, "its clauses are still read"


def test_an_act_that_is_not_the_school_s_takes_no_packet(school: int) -> None:
    with pytest.raises(FaultsError) as caught:
        packet(school, MINISTRY, "M02")
    assert code(caught) == "act_not_assigned"


def test_one_act_is_succeeded_by_another_that_is_in_work(school: int) -> None:
    for wrong in (PACK_ID, MINISTRY, "", "нет"):
        with pytest.raises(FaultsError) as caught:
            succeed_act(school, PACK_ID, wrong, NOW)
        assert code(caught) == "act_successor"
    assign_act(school, MINISTRY, SINCE, NOW)
    succeed_act(school, PACK_ID, MINISTRY, NOW)
    assert states(school) == {PACK_ID: "succeeded", MINISTRY: "in_work"}
    with pytest.raises(FaultsError) as caught:
        succeed_act(school, MINISTRY, PACK_ID, NOW)
    assert code(caught) == "act_successor", "no circle"
    reopen_act(school, PACK_ID, NOW)
    assert [act.succeeded_by for act in assignments(school)] == ["", ""]


def test_two_administrators_who_assign_at_once_assign_once(app: Flask, school: int) -> None:
    told: list[str] = []

    def assign() -> None:
        with app.app_context():
            try:
                told.append(assign_act(school, MINISTRY, SINCE, NOW).pack)
            except FaultsError as error:
                told.append(error.faults[0].code)

    threads = [Thread(target=assign) for _person in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["act_assigned", MINISTRY]
    assert states(school) == {PACK_ID: "in_work", MINISTRY: "in_work"}


def test_the_faults_of_one_pack_hide_no_other(school: int, tmp_path: Path) -> None:
    (tmp_path / "packs" / MINISTRY / "M01.docx").write_bytes(b"%PDF-1.7")
    offered = {item.id: [fault.code for fault in item.faults] for item in assignable_packs(school)}
    assert offered == {MAX: [], MINISTRY: ["bad_template"], REQUIREMENTS: []}
    with pytest.raises(FaultsError, match="M01"):
        assign_act(school, MINISTRY, SINCE, NOW)
    assign_act(school, REQUIREMENTS, SINCE, NOW)


def test_an_act_whose_folder_is_gone_is_told_and_its_documents_wait_on(school: int, tmp_path: Path) -> None:
    assign_act(school, MINISTRY, SINCE, NOW)
    packet(school, MINISTRY, "M01")
    shutil.rmtree(tmp_path / "packs" / MINISTRY)
    (act,) = [act for act in acts_of(school) if act.assignment.pack == MINISTRY]
    assert act.pack is None
    assert [fault.code for fault in act.faults] == ["pack_missing"]
    assert act.assignment.title == "Питание-2026: приказ № 415"
    assert [item.document.document for item in waiting(school)] == ["M01"]


def test_the_doctor_names_the_act_whose_pack_is_gone_and_looks_at_the_others(school: int, tmp_path: Path) -> None:
    assign_act(school, MINISTRY, SINCE, NOW)
    assert (doctor.acts(school).condition.value, doctor.acts(school).state) == ("well", "актов в работе: 2")
    shutil.rmtree(tmp_path / "packs" / MINISTRY)
    line = doctor.acts(school)
    assert line.condition.value == "ill"
    assert "Питание-2026: приказ № 415" in line.state
    close_act(school, MINISTRY, NOW)
    assert doctor.acts(school).condition.value == "well", "nobody works by it"


def test_drafts_of_an_ended_act_are_not_offered_for_registering(school: int) -> None:
    assign_act(school, MINISTRY, SINCE, NOW)
    packet(school, PACK_ID, "D04")
    packet(school, MINISTRY, "M01")
    assert {item.document.pack for item in waiting(school)} == {PACK_ID, MINISTRY}
    close_act(school, PACK_ID, NOW)
    assert {item.document.pack for item in waiting(school)} == {MINISTRY}


def test_the_deadlines_of_all_acts_stand_together_each_with_its_act(school: int) -> None:
    shipped, ministry = find_pack(PACK_ID), find_pack(MINISTRY)
    alone = due_dates(school, a_school(), [shipped])
    both = due_dates(school, a_school(), [shipped, ministry])
    assert {due.uid for due in alone} < {due.uid for due in both}, "calendars know the first act by its marks"
    assert len({due.uid for due in both}) == len(both)
    assert [(due.day, due.clause, due.period) for due in both if due.pack == MINISTRY] == [
        (date(2026, 9, 30), "1.2#2", "P1M"),
        (date(2026, 12, 25), "1.2", ""),
    ]


def a_due(day: date, *, weekly: bool = False, done: bool = False) -> DeadlineItem:
    return DeadlineItem(f"{day}", day, "сделать", "приказ", period="P1W" if weekly else "", done=done)


FRIDAY, TODAY = date(2026, 11, 27), date(2026, 11, 28)
AHEAD = {
    "nothing is due": ([], None),
    "what has passed is not ahead": ([a_due(FRIDAY)], None),
    "today still is": ([a_due(TODAY), a_due(date(2026, 12, 1))], TODAY),
    "what is done is not asked for": ([a_due(TODAY, done=True), a_due(date(2026, 12, 1))], date(2026, 12, 1)),
    "every week: on its next day": ([a_due(date(2023, 10, 20), weekly=True)], date(2026, 12, 4)),
    "every week, from a day to come": ([a_due(date(2026, 12, 11), weekly=True)], date(2026, 12, 11)),
    "every week, on this very day": ([a_due(date(2026, 11, 21), weekly=True)], TODAY),
}


@pytest.mark.parametrize("name", AHEAD)
def test_the_nearest_day_is_one_to_come(name: str) -> None:
    dues, expected = AHEAD[name]
    found = nearest_ahead(dues, TODAY)
    assert (found.day if found else None) == expected
