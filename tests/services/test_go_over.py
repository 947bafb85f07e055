"""Going over is one step: the new act, the end of the older, people, chats and answers; or nothing of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.model import Responsible
from sferum_docs.services.packet.last import last_request
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import plan_packet, read_asked
from sferum_docs.services.packs.acts import assign_act, assignments, close_act
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.packs.succession import SuccessionChoice, go_over, plan_succession, successors
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.store.assignments import Amendment, Assignment, AssignmentState, PaperOrder, put_assignment
from sferum_docs.store.audit import lines
from sferum_docs.store.database import writing
from tests.builders import BY, PACK_ID, a_chat, a_school
from tests.registering import DAY

MAX = "max-2026"
MONDAY = date(2026, 11, 30)
THEN = replace(BY, at=datetime(2026, 11, 30, 9, tzinfo=UTC))
MOVED = replace(
    a_chat("Учителя"), moved=date(2023, 11, 1), new_name="Учителя школы", joined=30, closed=date(2023, 12, 1)
)
CHOICE = SuccessionChoice(MONDAY)


@pytest.fixture
def school(app: Flask) -> int:
    assert app
    return save_school(None, replace(a_school(), chats=(MOVED, a_chat("Родители"))), BY, act=PACK_ID)


def acts(school: int) -> dict[str, tuple[str, str]]:
    return {act.pack: (act.state.value, act.succeeded_by) for act in assignments(school)}


def test_the_pack_of_2026_succeeds_that_of_2023() -> None:
    assert MAX in {pack.id for pack in successors(None, PACK_ID)}
    assert successors(None, MAX) == ()


def test_all_is_done_in_one_step(school: int) -> None:
    go_over(school, PACK_ID, MAX, CHOICE, THEN)
    assert acts(school) == {PACK_ID: ("succeeded", MAX), MAX: ("in_work", "")}
    after = find_school(school)
    assert after is not None
    first, second = after.chats
    assert (first.name, first.platform, first.members) == ("Учителя школы", "VK Мессенджер", 30)
    assert (first.moved, first.closed, first.new_name) == (None, None, "")
    assert second == a_chat("Родители"), "one that was never moved stays where it is"
    assert after.holder(MAX, "administrator") == after.holder(PACK_ID, "administrator")
    told = [line.action for line in lines(school)]
    assert {"act.assigned", "act.succeeded", "school.saved"} <= {*told}


def test_what_is_not_wanted_stays(school: int) -> None:
    before = find_school(school)
    go_over(school, PACK_ID, MAX, replace(CHOICE, chats=False, roles=False, answers=False), THEN)
    assert find_school(school) == before


def test_a_day_before_the_new_act_leaves_all_as_it_was(school: int) -> None:
    before = find_school(school), acts(school)
    with pytest.raises(FaultsError) as refused:
        go_over(school, PACK_ID, MAX, replace(CHOICE, since=date(2020, 1, 1)), THEN)
    assert [fault.code for fault in refused.value.faults] == ["act_since"]
    assert (find_school(school), acts(school)) == before


@pytest.mark.parametrize("newer", [PACK_ID, "нет"])
def test_a_pack_that_does_not_succeed_it_is_refused(school: int, newer: str) -> None:
    with pytest.raises(FaultsError):
        go_over(school, PACK_ID, newer, CHOICE, THEN)
    assert acts(school) == {PACK_ID: ("in_work", "")}


def test_an_act_that_was_ended_is_not_gone_over_from(school: int) -> None:
    close_act(school, PACK_ID, THEN)
    with pytest.raises(FaultsError) as refused:
        go_over(school, PACK_ID, MAX, CHOICE, THEN)
    assert [fault.code for fault in refused.value.faults] == ["act_ended"]
    assert acts(school) == {PACK_ID: ("closed", "")}


def test_a_school_that_works_by_both_only_ends_the_older(school: int) -> None:
    assign_act(school, MAX, MONDAY, THEN)
    go_over(school, PACK_ID, MAX, replace(CHOICE, since=date(2020, 1, 1)), THEN)
    assert acts(school) == {PACK_ID: ("succeeded", MAX), MAX: ("in_work", "")}
    (kept,) = [act for act in assignments(school) if act.pack == MAX]
    assert kept.since == MONDAY


def test_what_befell_the_new_act_before_stays_with_it(school: int) -> None:
    befell = Amendment("приказом от 01.12.2026 № 7"), PaperOrder(7)
    with writing() as session:
        ended = Assignment(MAX, "МАХ", date(2026, 9, 1), AssignmentState.CLOSED, "", MONDAY, befell[1:], befell[:1])
        put_assignment(session, school, ended)
    go_over(school, PACK_ID, MAX, CHOICE, THEN)
    (again,) = [act for act in assignments(school) if act.pack == MAX]
    assert (again.in_work, again.since, again.ended_on) == (True, MONDAY, None)
    assert (*again.amendments, *again.paper_orders) == befell


def test_whoever_holds_another_role_in_the_new_act_keeps_it(school: int) -> None:
    kept = find_school(school)
    assert kept is not None
    own = {**kept.responsible, f"{MAX}-administrator": kept.staff[1].full_name}
    save_school(school, replace(kept, responsible=Responsible(own)), THEN)
    plan = plan_succession(school, PACK_ID, MAX, MONDAY)
    assert "administrator" not in {item.role for item in plan.roles}
    go_over(school, PACK_ID, MAX, CHOICE, THEN)
    after = find_school(school)
    assert after is not None
    assert after.responsible.in_act(MAX, "administrator") == kept.staff[1].full_name


def test_what_a_person_typed_into_the_older_order_is_asked_no_second_time(school: int) -> None:
    named = {"D04": {"перечень": ["Мессенджер Первый", "Мессенджер Второй"]}}
    data = {"date": DAY.isoformat(), "documents": ["D04"], "answers": named}
    asked = read_asked(Record(data, "", []), a_school(), find_pack(PACK_ID))
    assert asked is not None
    make_packet(school, PACK_ID, asked, BY)
    plan = plan_succession(school, PACK_ID, MAX, MONDAY)
    assert [(item.document, item.key) for item in plan.answers] == [("X03", "перечень")]
    go_over(school, PACK_ID, MAX, CHOICE, THEN)
    last = last_request(school, MAX)
    assert last is not None
    assert last.answers["X03"]["перечень"] == ("Мессенджер Первый", "Мессенджер Второй")
    assert plan_packet(a_school(), find_pack(MAX), MONDAY, last.documents).documents


def test_a_paper_of_nobody_is_refused_and_nothing_is_done(school: int) -> None:
    with pytest.raises(FaultsError) as refused:
        go_over(school, PACK_ID, MAX, replace(CHOICE, paper_orders=(PaperOrder(77),)), THEN)
    assert [fault.code for fault in refused.value.faults] == ["not_an_own_order"]
    assert acts(school) == {PACK_ID: ("in_work", "")}


def test_two_names_that_would_be_one_stay_apart(app: Flask) -> None:
    assert app
    common = (replace(MOVED, name=name, new_name="Общий") for name in ("Педагоги", "Все"))
    twins = (MOVED, *common, a_chat("Учителя школы"))
    kept = save_school(None, replace(a_school(), chats=twins), BY, act=PACK_ID)
    go_over(kept, PACK_ID, MAX, CHOICE, THEN)
    after = find_school(kept)
    assert after is not None
    assert [chat.name for chat in after.chats] == ["Учителя", "Общий", "Все", "Учителя школы"]
