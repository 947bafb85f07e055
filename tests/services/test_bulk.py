from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from sferum_docs.schools.model import Responsible
from sferum_docs.services.bulk.asked import BulkRequest
from sferum_docs.services.bulk.items import make
from sferum_docs.services.district.bodies import close_body
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.jobs.progress import items_of, job_state
from sferum_docs.services.jobs.run import run_job
from sferum_docs.services.jobs.start import NewItem, retry_job, start_job
from sferum_docs.services.packet.last import last_request
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.store.database import writing
from sferum_docs.store.jobs.leases import claim_next
from sferum_docs.store.jobs.model import Claim, ItemFault, ItemState, JobItem, LeaseLostError
from sferum_docs.store.oversight import put_closed, put_overseer, watched_among
from sferum_docs.store.rows import JobItemRow
from tests.builders import BY, PACK_ID, a_person
from tests.district import District, fill_district
from tests.registering import made, register

pytestmark = pytest.mark.usefixtures("app")
DAY = date(2023, 10, 16)
ASKED = BulkRequest(PACK_ID, ("D02", "D04", "D05"), DAY)


@pytest.fixture(autouse=True)
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three schools are taken at once, though there are no more of them."""
    monkeypatch.setattr("sferum_docs.store.jobs.leases._LEFT", 1)


@pytest.fixture
def district() -> District:
    return fill_district()


def started(district: District, asked: BulkRequest = ASKED, kind: str = "bulk", *bodies: int) -> int:
    items = [NewItem(str(body), f"школа {body}", body) for body in bodies or district.schools]
    return start_job(district.office, kind, items, asked.options(), BY)


def done(job: int) -> dict[int | None, JobItem]:
    run_job(job)
    return {item.subject_id: item for item in items_of(job, tuple(ItemState))}


def claimed(job: int, at_once: int = 3) -> Claim:
    """The first part of a job with those that are laid by for after it."""
    with writing() as session:
        several = {"bulk": at_once}
        found = claim_next(session, "первый", timedelta(minutes=1), ItemFault("", ""), job, several)
    assert found is not None
    return found


def drafts(body: int) -> list[tuple[str, int]]:
    return [(item.document, item.version) for item in newest_documents(body, PACK_ID)]


def change(body: int, **changes: Any) -> None:
    school = find_school(body)
    assert school is not None
    save_school(body, replace(school, **changes), BY)


def test_each_school_gets_its_drafts_and_learns_who_made_them(district: District) -> None:
    job = started(district)
    items = done(job)
    assert [item.state for item in items.values()] == ["done"] * 3
    for body in district.schools:
        assert drafts(body) == [("D02", 1), ("D04", 1), ("D05", 1)]
        kept = newest_documents(body, PACK_ID)
        assert sorted(items[body].result["documents"]) == sorted(item.id for item in kept)
        assert {item.data["office"]["by"] for item in kept} == {BY.name}
    assert drafts(district.other_school) == []


def test_a_bad_school_stops_no_other_and_is_made_when_it_is_mended(district: District) -> None:
    first, second, third = district.schools
    school = find_school(second)
    assert school is not None
    change(second, responsible=Responsible({}))
    job = started(district)
    items = done(job)
    assert [items[body].state for body in district.schools] == ["done", "failed", "done"]
    assert any("ответствен" in fault.text.casefold() for fault in items[second].faults)
    assert drafts(second) == []
    change(second, responsible=school.responsible)
    assert retry_job(district.office, job, BY) == 1
    assert [item.state for item in done(job).values()] == ["done"] * 3
    assert [drafts(body) for body in (first, second, third)] == [[("D02", 1), ("D04", 1), ("D05", 1)]] * 3


def test_a_dry_run_tells_what_is_lacking_and_keeps_nothing(district: District) -> None:
    change(district.schools[1], responsible=Responsible({}))
    items = done(started(district, ASKED, "bulk_check"))
    assert items[district.schools[0]].result["ready"] == ["D02", "D04", "D05"]
    assert items[district.schools[1]].state == "failed"
    assert [drafts(body) for body in district.schools] == [[], [], []]


def test_what_a_school_has_registered_or_drafted_stays_as_it_is(district: District) -> None:
    body = district.schools[0]
    order, _draft = made(body, "D02", "D04")
    register(body, order.id)
    before = drafts(body)
    result = done(started(district))[body].result
    assert drafts(body) == [*before, ("D05", 1)]
    assert len(result["documents"]) == 1
    assert any("№" in told for told in result["left"])


def test_an_old_draft_gets_a_new_version_only_when_it_is_asked_for_and_differs(district: District) -> None:
    body = district.schools[0]
    made(body, "D02")
    anew = replace(ASKED, day=date(2023, 10, 17), anew=True)
    assert done(started(district, anew))[body].state == "done"
    assert drafts(body) == [("D02", 2), ("D04", 1), ("D05", 1)]
    assert done(started(district, anew))[body].result["documents"] == []
    assert drafts(body) == [("D02", 2), ("D04", 1), ("D05", 1)]


def test_what_was_drafted_for_an_earlier_day_hinders_no_later_papers(district: District) -> None:
    """Its answers hold for its own day: begun in October, the rest of the set asked for at the end of a year."""
    body, later = district.schools[0], date(2026, 12, 30)
    made(body, "D02", "D05")
    asked = replace(ASKED, documents=("D02", "D03", "D05", "D06"), day=later)
    for kind in ("bulk_check", "bulk"):
        items = done(started(district, asked, kind))
        assert {(item.state, item.faults) for item in items.values()} == {("done", ())}
    assert drafts(body) == [("D02", 1), ("D03", 1), ("D05", 1), ("D06", 1)]
    days = {item.document: item.data["packet"]["date"] for item in newest_documents(body, PACK_ID)}
    assert (days["D02"], days["D03"], days["D06"]) == ("2023-10-16", "2026-12-30", "2026-12-30")


def test_the_same_job_started_twice_makes_nothing_twice(district: District) -> None:
    done(started(district))
    items = done(started(district))
    assert [(item.state, item.result["documents"]) for item in items.values()] == [("done", [])] * 3


def test_a_body_that_is_closed_while_its_papers_are_made_gets_none(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = district.schools[0]

    def making(*args: Any, **kwargs: Any) -> Any:
        if body in watched_among(district.office, district.schools):
            close_body(district.office, body, DAY, BY)
        return prepare(*args, **kwargs)

    monkeypatch.setattr("sferum_docs.services.bulk.make.prepare", making)
    (item,) = done(started(district, ASKED, "bulk", body)).values()
    assert (item.state, [fault.code for fault in item.faults]) == ("failed", ["bulk_no_body"])
    assert not drafts(body)


def test_a_body_of_another_office_is_refused_even_in_the_middle(district: District) -> None:
    job = started(district, ASKED, "bulk", *district.schools, district.other_school)
    with writing() as session:
        put_overseer(session, district.schools[2], district.other_office)
        put_closed(session, district.schools[1], DAY)
    items = done(job)
    refused = (district.other_school, *district.schools[1:])
    assert [items[body].state for body in refused] == ["failed"] * 3
    assert [drafts(body) for body in refused] == [[], [], []]


def test_a_body_without_the_act_or_with_one_that_has_ended_is_told(district: District) -> None:
    close_act(district.schools[0], PACK_ID, BY)
    items = done(started(district))
    assert items[district.schools[0]].state == "failed"
    assert items[district.schools[1]].state == "done"
    assert job_state(district.office, started(district)) is not None


def test_whoever_has_lost_his_part_in_the_middle_leaves_nothing_behind(district: District) -> None:
    first, second, third = district.schools
    job = started(district)
    claim = claimed(job)
    with writing() as session:  # another has begun the second in the middle of them
        session.execute(update(JobItemRow).where(JobItemRow.subject_id == second).values(fence=9, worker="другой"))
    make(claim)
    assert [len(drafts(body)) for body in (first, second, third)] == [3, 0, 3]
    assert last_request(second, PACK_ID) is None
    with pytest.raises(LeaseLostError):
        make(claim)  # said twice
    assert len(drafts(first)) == 3


def test_a_school_that_registers_meanwhile_is_looked_at_again(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = district.schools[0]
    begun: list[str] = []

    def meanwhile(*given: Any, **named: Any) -> Any:
        if not begun:
            begun.append("D02")
            register(body, made(body, "D02")[0].id)
        return prepare(*given, **named)

    monkeypatch.setattr("sferum_docs.services.bulk.make.prepare", meanwhile)
    items = done(started(district))
    assert drafts(body)[1:] == [("D04", 1), ("D05", 1)]
    assert any("№" in told for told in items[body].result["left"])
    assert [len(item.result["documents"]) for item in items.values()] == [2, 3, 3]


def test_people_are_proposed_for_roles_only_where_nobody_is_chosen(district: District) -> None:
    first, second, _third = district.schools
    deputy = a_person("Исаева Хава Магомедовна", post="заместитель директора по ИКТ")
    for body in (first, second):
        school = find_school(body)
        assert school is not None
        change(body, staff=(*school.staff, deputy))
    chosen = find_school(first)
    change(second, responsible=Responsible({}))
    done(started(district, replace(ASKED, holders=True)))
    kept, proposed = find_school(first), find_school(second)
    assert chosen is not None
    assert kept is not None
    assert proposed is not None
    assert kept.responsible == chosen.responsible
    assert deputy.full_name in proposed.responsible.values()


def test_what_waits_for_chats_is_left_out_told_and_made_when_they_are_there(district: District) -> None:
    """No table of an office brings chats in: the rest of the usual set is made without them."""
    first, second, _third = district.schools
    school = find_school(first)
    assert school is not None
    change(first, chats=())
    asked = replace(ASKED, documents=("D02", "D03", "D09", "D05"))
    for kind in ("bulk_check", "bulk"):
        items = done(started(district, asked, kind))
        assert {item.state for item in items.values()} == {ItemState.DONE}
        (left,) = items[first].result["left"]
        assert "D09 «План перевода чатов в ИКОП „Сферум“» пока не составлен: нужен список чатов" in left
        assert not items[second].result["left"]
    assert sorted(document for document, _version in drafts(first)) == ["D02", "D03", "D05"]
    assert len(drafts(second)) == 4
    alone = done(started(district, replace(asked, documents=("D09",)), "bulk_check", first))[first]
    assert alone.state is ItemState.FAILED, "asked for by itself, it is what the body lacks"
    change(first, chats=school.chats)
    done(started(district, asked, "bulk", first))
    assert sorted(document for document, _version in drafts(first)) == ["D02", "D03", "D05", "D09"]
