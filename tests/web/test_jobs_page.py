"""The jobs of an office as its clerks see them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask, request

from sferum_docs.services.jobs.progress import ItemFault, job_state
from sferum_docs.services.jobs.run import run_job
from sferum_docs.services.jobs.start import cancel_job
from sferum_docs.services.users.manage import Role
from sferum_docs.store.database import writing
from sferum_docs.store.jobs.leases import claim_next
from sferum_docs.store.rows import JobItemRow, JobRow
from sferum_docs.web.district import job_kinds
from sferum_docs.web.district.job_kinds import JobPage
from tests.district import District, login_of
from tests.jobs import BY, WRITES, begin, parts_of, states
from tests.web.conftest import client_of
from tests.web.pages import SchoolClient


@pytest.fixture
def clerk(app: Flask, district: District) -> SchoolClient:
    return client_of(app, login_of(district.office, Role.DISTRICT))


def a_job(app: Flask, office: int, *, run: bool = True) -> int:
    """Three schools: one is done, one lacks something, one is done."""
    parts = [replace(part, payload={"wrong": "school"} if part.key == "s2" else {}) for part in parts_of(3)]
    with app.app_context():
        job = begin(office, parts)
        if run:
            run_job(job)
    return job


def press(client: SchoolClient, job: int, what: str, **fields: str | list[str]) -> str:
    address = f"/district/jobs/{job}"
    page = client.page(address)
    return client.send(f"{address}/{what}", page.values(page.form_to(f"{address}/{what}")), fields).main


def test_a_job_tells_who_failed_why_and_is_taken_up_again(app: Flask, district: District, clerk: SchoolClient) -> None:
    job = a_job(app, district.office)
    assert "Сделано 2 из 3. Не удалось: 1." in clerk.page("/district/jobs").main
    page = clerk.page(f"/district/jobs/{job}")
    assert "сделано не всё" in page.main
    assert "Школа № 2 Директор: заполните это поле. ИНН: заполните это поле." in page.main
    assert "Школа № 1" not in page.main
    assert "Школа № 1" in clerk.page(f"/district/jobs/{job}?show=done").main
    assert "Ничего не отмечено" in press(clerk, job, "retry")
    with app.app_context():
        with writing() as session:
            session.query(JobItemRow).update({"payload": {}})  # mended
        assert "Повторяем: 1." in press(clerk, job, "retry", item=["s2"])
        run_job(job)
    page = clerk.page(f"/district/jobs/{job}")
    assert "Сделано 3 из 3." in page.main
    assert page.root.xpath("//progress/@value") == page.root.xpath("//progress/@max") == ["3"]
    assert not page.root.xpath("//main//form")


def test_two_clerks_see_the_same_and_stop_it_once(app: Flask, district: District, clerk: SchoolClient) -> None:
    job = a_job(app, district.office, run=False)
    other = client_of(app, login_of(district.office))
    page = other.page(f"/district/jobs/{job}")
    stopping = page.values(page.form_to(f"/district/jobs/{job}/cancel"))
    assert "Ждут: 3." in page.main
    assert "Работа остановлена" in press(clerk, job, "cancel")
    told = other.send(f"/district/jobs/{job}/cancel", stopping).main  # the same button in the other window
    assert "остановлена" in told
    assert "Не начаты: 3." in told
    assert clerk.page(f"/district/jobs/{job}").main == other.page(f"/district/jobs/{job}").main
    assert "Повторяем: 3." in press(other, job, "retry", all="y")
    with app.app_context():
        assert set(states(job).values()) == {"waiting"}


def test_a_job_that_is_stopping_tells_no_rate_of_what_is_not_begun(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    job = a_job(app, district.office, run=False)
    with app.app_context(), writing() as session:
        assert claim_next(session, "первый", timedelta(minutes=1), ItemFault("", ""), job)
    assert "Работа остановлена" in press(clerk, job, "cancel")
    told = clerk.page(f"/district/jobs/{job}").main
    assert "Доделывается начатое" in told
    assert "Не начаты: 2." in told
    with app.app_context():
        state = job_state(district.office, job)
    assert state is not None
    assert state.progress.recent == 0


def test_how_far_it_is_is_told_to_the_script_and_without_one(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    job = a_job(app, district.office, run=False)
    page = clerk.page(f"/district/jobs/{job}")
    assert page.root.xpath("//noscript/meta[@http-equiv='refresh']")
    told = clerk.get(page.root.xpath("//*[@data-job]/@data-job")[0])
    assert told.json is not None
    assert (told.json["open"], told.json["ended"], told.json["total"]) == (True, 0, 3)
    assert {*page.root.xpath("//@data-told")} <= told.json.keys()
    with app.app_context():
        run_job(job)
    assert (clerk.get(f"/district/jobs/{job}/progress").json or {})["open"] is False
    page = clerk.page(f"/district/jobs/{job}")
    assert not page.root.xpath("//noscript/meta | //*[@data-job]"), "what has ended is not asked for any more"


def test_nobody_at_work_is_said(app: Flask, district: District, clerk: SchoolClient) -> None:
    job = a_job(app, district.office, run=False)
    assert "Работу пока никто не выполняет" not in clerk.page(f"/district/jobs/{job}").main
    with app.app_context(), writing() as session:
        session.query(JobRow).update({"served_at": BY.at})
    assert "Работу пока никто не выполняет" in clerk.page(f"/district/jobs/{job}").main


def test_a_job_of_another_office_is_as_if_there_were_none(app: Flask, district: District, clerk: SchoolClient) -> None:
    foreign = a_job(app, district.other_office)
    own = a_job(app, district.office)
    page = clerk.page(f"/district/jobs/{own}")
    token = page.values(page.form_to(f"/district/jobs/{own}/retry"))
    assert clerk.get(f"/district/jobs/{foreign}").status_code == 404
    assert clerk.get(f"/district/jobs/{foreign}/progress").status_code == 404
    for what in ("cancel", "retry"):
        assert clerk.post(f"/district/jobs/{foreign}/{what}", data={**token, "all": "y"}).status_code == 404
    assert f"/district/jobs/{foreign}" not in clerk.page("/district/jobs").links()
    with app.app_context():
        assert "failed" in states(foreign).values()
    school = client_of(app, login_of(district.schools[0]))
    assert school.get(f"/district/jobs/{own}").status_code == 403


def test_a_kind_says_what_came_of_it_and_where_it_is_mended(
    app: Flask, district: District, clerk: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = a_job(app, district.office)
    shown = JobPage(
        results=(("district_jobs.progress", "Всё одним архивом"),),
        told=lambda result: [f"файлов: {result['files']}"],
        mend=lambda item, fault: f"/district/?{item.key}#{fault.place}",
    )
    monkeypatch.setitem(job_kinds.JOB_PAGES, WRITES, shown)
    page = clerk.page(f"/district/jobs/{job}")
    assert f"/district/jobs/{job}/progress" in page.links()
    assert "/district/?s2#Директор" in page.links()
    assert "файлов: 1" in clerk.page(f"/district/jobs/{job}?show=done").main


def test_what_many_lack_is_told_once_above_the_list_with_the_way_back(
    app: Flask, district: District, clerk: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = JobPage(results=(("district_bulk.again", "Те же настройки"),), hint="Снимите отметки.")
    monkeypatch.setitem(job_kinds.JOB_PAGES, WRITES, again)
    with app.app_context():
        job = begin(district.office, [replace(part, payload={"wrong": "school"}) for part in parts_of(3)])
        run_job(job)
    page = clerk.page(f"/district/jobs/{job}")
    told = page.root.xpath("//section[@aria-labelledby='job-common']")[0].text_content()
    assert "3 организации из 3: Директор: заполните это поле." in told.replace("\u00a0", " ")
    assert "Снимите отметки." in told
    assert f"/district/bulk/{job}" in page.links(), "although nothing is done"
    alone = clerk.page(f"/district/jobs/{a_job(app, district.office)}")
    assert not alone.root.xpath("//section[@aria-labelledby='job-common']"), "one body is no many"


def test_a_long_list_has_pages(app: Flask, district: District, clerk: SchoolClient) -> None:
    with app.app_context():
        job = begin(district.office, 120)
        cancel_job(district.office, job, BY)
    first, third = clerk.page(f"/district/jobs/{job}"), clerk.page(f"/district/jobs/{job}?page=3&show=left")
    assert "Страница 1 из 3" in first.main
    assert "Школа № 50" in first.main
    assert "Школа № 51" not in first.main
    assert "Школа № 120" in third.main
    assert clerk.get(f"/district/jobs/{job}?page=99999999999999999999").status_code == 200
    assert "Продолжить: 120" in third.main


@pytest.mark.parametrize("path", ["/district/jobs/1/retry", "/district/bulk/", "/district/giving/x", "/sign-in"])
def test_a_zero_sign_reaches_no_page(app: Flask, district: District, path: str) -> None:
    clerk = client_of(app, login_of(district.office))
    token = clerk.page("/password").values()["csrf_token"]
    seen: list[tuple[str, str]] = []
    app.before_request_funcs[None].append(
        lambda: seen.extend([*request.args.items(multi=True), *request.form.items(multi=True)])
    )
    for sent in ({"item": "s\0t"}, {"it\0em": "st"}):
        seen.clear()
        assert clerk.post(f"{path}?q=%00", data={"csrf_token": token, **sent}).status_code < 500
        assert {("q", ""), ("item", "st")} <= {*seen}
    assert clerk.get("/district/%00").status_code == 404
