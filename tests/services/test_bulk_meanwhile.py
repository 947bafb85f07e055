"""What becomes of a job for many bodies when acts, packs and people change while it is at work."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pkgutil import resolve_name
from typing import Any

import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import Head, Responsible, School
from sferum_docs.services.district.giving import assign_to
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.documents.school_then import school_then
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.jobs.progress import items_of, job_state
from sferum_docs.services.jobs.run import run_job, run_next
from sferum_docs.services.jobs.start import retry_job
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.acts import Assignment, close_act, reopen_act, succeed_act
from sferum_docs.services.packs.choose import PACKS
from sferum_docs.services.packs.editions import remove_pack, replace_pack
from sferum_docs.services.packs.exchange import import_pack
from sferum_docs.services.packs.kept.archive import members_of, packed, packed_folder
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.services.templates.change import upload_template
from sferum_docs.store.assignments import put_assignment
from sferum_docs.store.database import writing
from sferum_docs.store.documents.issued import content
from sferum_docs.store.documents.templates import add_decision
from tests.builders import BY, PACK_ID, a_person
from tests.bulk import ASKED, begin_bulk
from tests.district import District
from tests.docengine.word import word
from tests.registering import words

NOW = Actor("Исаева Зара", datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
OWN = "district-own"
SINCE = date(2026, 11, 1)


def told(job: int) -> dict[int | None, tuple[str, str]]:
    """Of each body what came of its part, in words."""
    return {item.subject_id: (item.state, " ".join(each.text for each in item.faults)) for item in items_of(job)}


def drafts(body: int, pack: str = PACK_ID) -> list[tuple[str, int]]:
    return [(item.document, item.version) for item in newest_documents(body, pack)]


def edition(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The pack with other words in its description."""
    files = members_of(data)
    text = files["pack.toml"].decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return packed({**files, "pack.toml": text.encode()})


def test_an_act_that_ends_in_the_middle_is_told_to_the_office_with_what_it_can_do(
    district: District,
) -> None:
    job = begin_bulk(district.office)
    assert run_next("первый", job_id=job)
    first, *waiting = [item.subject_id or 0 for item in items_of(job)]
    close_act(waiting[0], PACK_ID, NOW)
    with writing() as session:
        put_assignment(session, waiting[1], Assignment("later", "Новый приказ", SINCE))
    succeed_act(waiting[1], PACK_ID, "later", NOW)
    close_act(first, PACK_ID, NOW)  # what it has been given stays
    run_job(job)
    found, state = told(job), job_state(district.office, job)
    assert state is not None
    assert not state.job.is_open
    assert found[first] == ("done", "")
    assert found[waiting[0]][0] == found[waiting[1]][0] == "failed"
    assert "организация окончила 27.11.2026" in found[waiting[0]][1]
    assert "только она, на своей странице «Акты»" in found[waiting[0]][1]
    assert "теперь по акту «Новый приказ». Выберите для неё этот акт." in found[waiting[1]][1]
    assert [len(drafts(body)) for body in (first, *waiting)] == [3, 0, 0]
    reopen_act(waiting[0], PACK_ID, NOW)
    assert retry_job(district.office, job, BY) == 2
    run_job(job)
    assert [state for state, _words in told(job).values()] == ["done", "done", "failed"]
    assert [len(drafts(body)) for body in (first, *waiting)] == [3, 3, 0]
    assert {version for body in (first, *waiting) for _document, version in drafts(body)} == {1}, "nothing twice"


def test_a_pack_of_the_office_cannot_go_under_a_job_and_its_next_edition_holds_for_who_is_left(
    district: District,
) -> None:
    data = packed_folder(PACKS / PACK_ID)
    import_pack(district.office, data, NOW, OWN)
    assign_to(district.office, OWN, district.schools, SINCE, NOW)
    job = begin_bulk(district.office, replace(ASKED, pack=OWN, day=NOW.at.date()))
    assert run_next("первый", job_id=job)
    first, *waiting = [item.subject_id or 0 for item in items_of(job)]
    with pytest.raises(FaultsError) as refused:
        remove_pack(district.office, OWN, NOW)
    assert [fault.code for fault in refused.value.faults] == ["pack_used"]
    ours = edition(data, (f'id = "{PACK_ID}"', f'id = "{OWN}"'), ("О назначении", "О новом назначении"))
    replace_pack(district.office, ours, NOW)
    run_job(job)
    assert {state for state, _words in told(job).values()} == {"done"}
    titles = [next(iter(newest_documents(body, OWN))).title for body in (first, *waiting)]
    assert [title.startswith("О новом") for title in titles] == [False, True, True], titles
    assert {version for body in (first, *waiting) for _document, version in drafts(body, OWN)} == {1}


def another_head(school: School) -> School:
    """A new director: who signs, in place of the former one."""
    head = a_person("Юсупова Аминат Исаевна", post="директор")
    return replace(school, head=Head(head), staff=(head, *school.staff[1:]))


def without_holder(school: School) -> School:
    """Whoever answers for most papers has left."""
    holder = school.responsible["sferum"]
    return replace(school, staff=tuple(person for person in school.staff if person.full_name != holder))


POINTS = {  # where somebody of the school saves: between what the plan reads, before the papers, before they are kept
    "while it is read": "plan.document_states",
    "before papers are made": "make.prepare",
    "before they are kept": "make.writing",
}


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS)
def test_a_packet_is_of_one_state_of_its_school_and_says_of_which(
    district: District, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    monkeypatch.setattr("sferum_docs.store.jobs.leases._LEFT", 1)  # all three are taken at once
    heads, leavers = district.schools[0], district.schools[1]
    changes = {heads: another_head, leavers: without_holder}
    at = f"sferum_docs.services.bulk.{point}"
    usual = resolve_name(at)

    def meanwhile(*given: Any, **named: Any) -> Any:
        for body in [*changes]:
            school = find_school(body)
            assert school is not None
            save_school(body, changes.pop(body)(school), BY)
        return usual(*given, **named)

    monkeypatch.setattr(at, meanwhile)
    job = begin_bulk(district.office)
    run_job(job)
    found, made = told(job), newest_documents(heads, PACK_ID)
    assert found[heads] == found[district.schools[2]] == ("done", "")
    assert drafts(heads) == [("D02", 1), ("D04", 1), ("D05", 1)]
    schools = [school_then(item) for item in made]
    assert {school and school.head and school.head.person.last for school in schools} == {"Юсупова"}
    for item in made:
        text = words(content(item.sha256))
        assert "Юсупова" in text
        assert "Магомедова" not in text
    assert found[leavers][0] == "failed"
    assert "ответствен" in found[leavers][1]
    assert not drafts(leavers)


def test_who_is_proposed_for_a_role_is_kept_beside_what_the_school_saves_meanwhile(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = district.schools[0]
    school = find_school(body)
    assert school is not None
    save_school(body, replace(school, responsible=Responsible({})), BY)
    saved = replace(
        school, requisites=replace(school.requisites, phone="+7 (900) 000-00-00"), responsible=Responsible({})
    )

    def meanwhile(*given: Any, **named: Any) -> Any:
        if find_school(body) != saved:
            save_school(body, saved, BY)
        return prepare(*given, **named)

    monkeypatch.setattr("sferum_docs.services.bulk.make.prepare", meanwhile)
    job = begin_bulk(district.office, replace(ASKED, holders=True), bodies=[body])
    run_job(job)
    now = find_school(body)
    assert told(job)[body] == ("done", "")
    assert now is not None
    assert now.requisites.phone == saved.requisites.phone
    assert now.responsible
    assert {(school_then(item) or school).requisites.phone for item in newest_documents(body, PACK_ID)} == {
        saved.requisites.phone
    }


def test_a_broken_template_of_a_body_itself_is_told_to_be_its_own_and_stops_no_other(district: District) -> None:
    """It could not be put in force so; the words that its pack knows have changed since."""
    body = district.schools[0]
    number = upload_template(body, PACK_ID, "D04", word("{{ школа.прежнее }}"), "D04.docx", "", BY)
    with writing() as session:
        add_decision(session, body, PACK_ID, "D04", number, BY.at.date(), "", BY)
    for kind in ("bulk_check", "bulk"):
        job = begin_bulk(district.office, kind=kind)
        run_job(job)
        found = told(job)
        assert found.pop(body)[0] == "failed"
        assert {state for state, _words in found.values()} == {"done"}
        (item,) = [item for item in items_of(job) if item.subject_id == body]
        assert [fault.code for fault in item.faults] == ["bad_template", "bulk_own_template"]
        assert "школа.прежнее" in item.faults[0].text
        assert "она сама, на странице «Шаблоны»" in item.faults[1].text
