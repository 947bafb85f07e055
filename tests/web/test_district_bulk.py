"""Papers for many bodies: chosen on a page, tried out, made, taken away."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from sferum_docs.schools.model import Responsible
from sferum_docs.services.bulk import results
from sferum_docs.services.district.bodies import close_body
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.jobs.progress import find_job, items_of
from sferum_docs.services.jobs.run import run_job, run_next
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.services.users.manage import Role
from sferum_docs.store.database import writing
from sferum_docs.store.rows import SchoolRow
from tests.builders import BY, PACK_ID
from tests.district import NAMES, OTHER_NAME, District, login_of
from tests.web.conftest import client_of
from tests.web.pages import Page, SchoolClient

PAGE = "/district/bulk/"


def clerk(app: Flask, district: District, *, other: bool = False) -> SchoolClient:
    return client_of(app, login_of(district.other_office if other else district.office, Role.DISTRICT))


def chosen(client: SchoolClient, *documents: str, **changes: object) -> dict[str, object]:
    page = client.page(PAGE)
    assert OTHER_NAME not in page.main, page.main
    return {"documents": list(documents), "date": "16.10.2023", **changes}


def begin(client: SchoolClient, action: str, *documents: str, **changes: object) -> int:
    shown = client.fill(PAGE, chosen(client, *documents, **changes), action=action)
    assert not shown.faults, shown.faults
    return int(shown.response.request.path.rpartition("/")[2])


def done(app: Flask, job: int) -> dict[str, str]:
    with app.app_context():
        run_job(job)
        return {item.title: item.state.value for item in items_of(job)}


def unpacked(client: SchoolClient, job: int) -> zipfile.ZipFile:
    answer = client.get(f"{PAGE}{job}/archive")
    assert answer.mimetype == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_a_dry_run_then_the_making_then_the_archive(app: Flask, district: District) -> None:
    client = clerk(app, district)
    lacking = district.schools[1]
    with app.app_context():
        school = find_school(lacking)
        assert school is not None
        save_school(lacking, replace(school, responsible=Responsible({})), BY)
    checked = begin(client, "check", "D02", "D04", "D05", holders=[])
    assert sorted(done(app, checked).values()) == ["done", "done", "failed"]
    told = client.page(f"/district/jobs/{checked}").main
    assert NAMES[1] in told
    told = told.replace("\u00a0", " ")
    assert "Не хватает: ответственный за «Сферум». Без этого не составить: D02 приказ «О назначении" in told
    assert "Не хватает: 1" in told, "a check has not failed"
    assert "Не удалось" not in told
    assert "responsible#" not in told
    page = client.page(f"{PAGE}{checked}")
    assert page.form_to(PAGE) is not None, "the address of the job itself takes no form"
    assert page.values().getlist("documents") == ["D02", "D04", "D05"]
    made = client.send(PAGE, page.values(), action="make")
    job = int(made.response.request.path.rpartition("/")[2])
    assert done(app, job)[NAMES[1]] == "failed"
    with unpacked(client, job) as archive:
        folders = {name.partition("/")[0] for name in archive.namelist() if "/" in name}
        listed = archive.read(results.LIST).decode("utf-8-sig")
        assert archive.testzip() is None
    assert len(folders) == 2
    assert f"{NAMES[1]}: не составлено" in listed
    with app.app_context():
        save_school(lacking, school, BY)
    token = client.page(f"/district/jobs/{job}").values()["csrf_token"]
    client.post(f"/district/jobs/{job}/retry", data={"csrf_token": token, "all": "y"})
    assert set(done(app, job).values()) == {"done"}
    head = client_of(app, login_of(lacking, Role.HEAD))
    assert "Управление образования" in head.page("/documents").main


def test_a_form_sent_twice_begins_one_job_and_bodies_may_be_ticked(app: Flask, district: District) -> None:
    client = clerk(app, district)
    values = client.page(PAGE).values()
    data = {"documents": ["D02"], "date": "16.10.2023", "who": "some", "bodies": [str(district.schools[2])]}
    first = client.send(PAGE, values, data, action="make").response.request.path
    assert client.send(PAGE, values, data, action="make").response.request.path == first
    with app.app_context():
        assert [item.subject_id for item in items_of(int(first.rpartition("/")[2]))] == [district.schools[2]]


def cards_of(client: SchoolClient, job: int) -> set[str]:
    page = client.page(f"/district/jobs/{job}?show=done")
    return {*page.root.xpath("//main//th[@scope='row']/a/@href")}


def named(app: Flask, body: int, name: str) -> None:
    with app.app_context():
        school = find_school(body)
        assert school is not None
        save_school(body, replace(school, requisites=replace(school.requisites, short_name=name)), BY)


def test_two_clerks_who_begin_the_same_at_once_have_one_job(app: Flask, district: District) -> None:
    first, second = clerk(app, district), clerk(app, district)
    job = begin(first, "make", "D02")
    assert begin(second, "make", "D02") == job
    assert begin(second, "make", "D04") != job  # another choice
    assert set(done(app, job).values()) == {"done"}
    assert begin(second, "make", "D02") not in {job, 0}  # it has ended: whoever asks now asks anew


def test_bodies_of_one_name_are_told_apart_and_an_unfinished_job_has_its_archive(
    app: Flask, district: District
) -> None:
    """Names that Windows refuses are folders all the same; a body renamed or closed meanwhile stops nothing."""
    client, name = clerk(app, district), 'МКОУ "СОШ": №1/2 <а>|б?*. '
    for body in district.schools[:2]:
        named(app, body, name)
    job = begin(client, "make", "D02")
    with unpacked(client, job) as archive:  # nothing is made yet
        assert len(archive.namelist()) == 1
        assert archive.read(results.LIST).decode("utf-8-sig").count("ещё не составлено") == len(NAMES)
    named(app, district.schools[0], "Новое имя")
    with app.app_context():
        close_body(district.office, district.schools[2], date(2023, 10, 1), BY)
    titles = done(app, job)
    assert len(titles) == len(NAMES)
    with unpacked(client, job) as archive:
        folders = {name.partition("/")[0] for name in archive.namelist() if "/" in name}
    assert len(folders) == 2
    assert not any(sign in folder for folder in folders for sign in '<>:"|?*\\')
    shown = client.page(f"{PAGE}{job}").values()
    assert {*shown.getlist("bodies")} >= {str(body) for body in district.schools[:2]}
    assert shown["who"] == "some"  # the choice of the job, not all that there are by now
    cards = {address: client.get(address).status_code for address in cards_of(client, job)}
    assert set(cards.values()) == {200}, cards
    with app.app_context(), writing() as session:  # handed over to another office
        session.query(SchoolRow).filter_by(id=district.schools[1]).update({"overseer_id": None})
    assert cards_of(client, job) == set(cards) - {f"/district/schools/{district.schools[1]}"}


def test_a_pack_that_goes_in_the_middle_is_told_of_each_body_left(
    app: Flask, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = clerk(app, district)
    job = begin(client, "make", "D02")
    with app.app_context():
        run_next("первый", job_id=job)
    with monkeypatch.context() as gone:
        gone.setattr("sferum_docs.services.packs.choose.pack_place", lambda *_of: None)
        assert sorted(done(app, job).values()) == ["done", "failed", "failed"]
        assert client.get(f"/district/jobs/{job}").status_code == 200
        with unpacked(client, job) as archive:
            assert any("/" in name for name in archive.namelist())
    token = client.page(f"/district/jobs/{job}").values()["csrf_token"]
    client.post(f"/district/jobs/{job}/retry", data={"csrf_token": token, "all": "y"})
    assert set(done(app, job).values()) == {"done"}


def test_a_job_keeps_no_more_documents_than_the_act_has(app: Flask, district: District) -> None:
    client = clerk(app, district)
    job = begin(client, "check", "D04", "D04", "../D05", *(f"Z{number}" for number in range(1000)))
    with app.app_context():
        kept = find_job(district.office, job)
    assert kept is not None
    assert kept.options["documents"] == ["D04"]


def test_what_is_wrong_for_all_is_told_before_a_job_begins(app: Flask, district: District) -> None:
    client = clerk(app, district)
    for changes, words in (
        ({"date": "16.10.2020"}, "Дата должна быть от"),
        ({"date": ""}, "Заполните"),
        ({"documents": []}, "Не выбрано ни одного документа"),
        ({"who": "some", "bodies": []}, "Не отмечена ни одна организация"),
        ({"who": "some", "bodies": [str(district.other_school)]}, "Не отмечена ни одна организация"),
    ):
        page = client.fill(PAGE, {"documents": ["D02"], "date": "16.10.2023", **changes}, action="make")
        assert any(words in fault for fault in page.faults), (changes, page.faults)


def test_an_answer_for_all_is_asked_and_held_to_its_rules(app: Flask, district: District) -> None:
    client = clerk(app, district)
    page = client.fill(PAGE, {"documents": ["D03"], "date": "16.10.2023"}, action="refresh")
    asked = [name for name in page.values() if name.startswith("answers-D03-")]
    assert asked
    days = [name for name in asked if "срок" in name or "дата" in name]
    values = page.values()
    wrong = client.send(PAGE, values, {days[0]: "32.13.2023"}, action="make")
    assert wrong.faults
    assert wrong.values()[days[0]] == "32.13.2023"
    right = client.send(PAGE, values, {days[0]: "20.11.2023"}, action="make")
    job = int(right.response.request.path.rpartition("/")[2])
    done(app, job)
    with app.app_context():
        kept = [newest_documents(body, PACK_ID)[0].answers for body in district.schools[:2]]
    assert all("2023-11-20" in answers.values() for answers in kept)


def test_a_set_changes_the_ticks_and_another_office_sees_nothing_of_a_job(app: Flask, district: District) -> None:
    client = clerk(app, district)
    page = client.fill(PAGE, {"date": "16.10.2023"}, preset="begin")
    assert page.values().getlist("documents") == ["D02", "D04", "D05"]
    job = begin(client, "make", "D02")
    stranger = clerk(app, district, other=True)
    assert NAMES[0] not in stranger.page(PAGE).main
    for address in (f"{PAGE}{job}", f"{PAGE}{job}/archive", f"{PAGE}{job}/print", f"/district/jobs/{job}"):
        assert stranger.get(address).status_code == 404, address
    with app.app_context():
        assert find_job(district.other_office, job) is None
    assert Page(client_of(app, login_of(district.schools[0])).get(PAGE)).status in {403, 404}


def test_many_papers_are_printed_in_parts_that_never_divide_a_body(
    app: Flask, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = clerk(app, district)
    job = begin(client, "make", "D02", "D04", "D05")
    done(app, job)
    monkeypatch.setattr(results, "PRINTED_AT_ONCE", 6)
    page = client.page(f"{PAGE}{job}/print")
    assert [link for link in page.links() if "from=" in link] == [f"{PAGE}{job}/print?from={place}" for place in (1, 3)]
    with app.app_context():
        parts = results.print_parts(district.office, job)
        assert [part.documents for part in parts] == [6, 3]
        last = range(parts[1].first, parts[1].last + 1)
        assert [body.folder[:4] for body in results.files_of_bodies(district.office, job, last)] == ["0003"]
    assert f"{PAGE}{job}/print?from=1" in client.page(f"{PAGE}{job}/print?from=2").links(), "no such part"
